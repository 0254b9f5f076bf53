"""`assess check`: what is wrong with drafts and proposals, for people and for continuous integration."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from assess import __version__, checkout, files, reporters, store
from assess.checks.documentation import rules
from assess.checks.findings import identified
from assess.checks.page import Page
from assess.checks.running import order
from assess.commands import baseline
from assess.commands.checking import OUR_FAULT, Checked, Checker, local
from assess.commands.drafts import encoded, misnamed
from assess.commands.many import barren, candidates, shared_ids, spread
from assess.commands.session import Session, today_or
from assess.messages import say
from assess.model.exit_codes import DONE, FAULT, FOUND, INVALID
from assess.model.finding import Finding, Place, is_fault
from assess.reporters.report import SEVERITIES, Found, Report, Rule, capped, placed
from assess.study.passages import Draft
from assess.terminal import progress

CHUNK = 4
"""How many files a worker takes at a time."""


class Options(Struct, frozen=True):
    """What the command line asks for."""

    form: str = "text"
    fail_on: str = "error"
    today: str = ""
    baseline: str = ""
    write_baseline: str = ""
    jobs: int | None = None
    """None: as the settings say."""
    quiet: bool = False
    show_waived: bool = False
    root: str = ""
    trust: bool = False


def check(session: Session, paths: list[str], *, jobs: int | None, **asked: Any) -> int:
    """Check *paths* and report on stdout; *asked*: the other `Options`. Gives the exit code."""
    options = Options(jobs=jobs, **asked)
    root, closed = checkout.root_of(paths[0], options.root)
    given = (*paths, options.baseline, options.write_baseline, session.chosen_rubric, session.chosen_templates)
    ours = (files.shipped("rubrics"), files.shipped("templates"), files.cache_folder())
    with checkout.confined(checkout.allowed(root, given, ours) if closed and not options.trust else []):
        report, waivers = _checked(session, paths, options, root)
    sys.stdout.writelines(reporters.rendered(reporters.CHECK, options.form, report))
    sys.stdout.flush()
    if not options.quiet:
        _summary(report, waivers)
    return _code(report)


def _checked(session: Session, paths: list[str], options: Options, root: str) -> tuple[Report, int]:
    """What there is to report on *paths*, and how many waivers were met."""
    today, faults = today_or(options.today, "--today")
    refused = [path for path in paths if checkout.outside(path)]
    taken = [path for path in paths if path not in refused]
    results = list(_results(session, taken, today, options, faults))
    faults += barren("nothing-to-check", taken, [result.path for result in results])
    faults += [Finding("file-outside", Place(files.shown(path))) for path in refused]
    faults += [Finding("file-not-found", Place(options.root))] if options.root and not files.there(options.root) else []
    every, waived, told = _gathered(results)
    looked_at = tuple(result.path for result in results)
    standing, more = _settled(options, every, looked_at)
    named = str if options.form == "text" and not options.root else checkout.naming(root)
    shared = shared_ids((known for result in results for known in result.ids), named)
    found = [placed(item, named) for item in (*standing, *_plain([*faults, *told, *more, *shared]))]
    report = Report(
        found=tuple(capped(sorted(found, key=lambda item: order(item.finding)))),
        waived=tuple(capped(placed(item, named) for item in waived)),
        known=len(every) - len(standing),
        files=tuple(sorted(map(named, looked_at))),
        rules=_rules(session, paths[0]) if options.form == "sarif" else (),
        version=__version__,
        lang=session.lang(paths[0]),
        fail_on=options.fail_on,
        show_waived=options.show_waived,
    )
    return report, len({place for result in results for place in result.waivers})


def _results(session: Session, paths: list[str], today: int, options: Options, told: list[Finding]) -> Iterator[Checked]:
    """What came of the files to check, each once though it may be named in several ways; *told*: what was passed over."""
    candidate, passed = candidates(paths, (*files.YAML, *files.MARKDOWN))
    found = sorted((local(path), named) for path, named in candidate)
    told += passed
    jobs = min(options.jobs or session.settings(paths[0]).jobs or 1, len(found)) if found else 1
    chosen = (session.chosen_lang, session.chosen_rubric, session.chosen_as_of, session.chosen_templates)
    closed = bool(checkout.WITHIN and os.environ.get("CI"))
    work = (chosen, today, list(checkout.WITHIN), closed)
    each = spread(_worker, work, found, jobs=jobs, chunk=max(1, min(CHUNK, len(found) // jobs))) if jobs > 1 else None
    items = each or map(Checker(session, today, closed=closed).check, found)
    yield from (item for item in progress(items, session.lang, quiet=options.quiet) if item is not None)


def _worker(
    chosen: tuple[str, str, str, str],
    today: int,
    within: list[str],
    closed: bool,  # noqa: FBT001 - as `spread` calls it
) -> Callable[[tuple[str, bool]], Checked | None]:
    checkout.WITHIN[:] = within
    return Checker(Session(*chosen), today, closed=closed).check


def _gathered(results: list[Checked]) -> tuple[list[Found], list[Found], list[Finding]]:
    """What stays, what is waived and what was told, each once."""
    found, waived = _once(item for result in results for item in result.found), _once(item for result in results for item in result.waived)
    told = {(finding.id, finding.place, tuple(sorted(finding.values.items()))): finding for result in results for finding in result.faults}
    return found, waived, list(told.values())


def _once(items: Iterable[Found]) -> list[Found]:
    """Each of *items* once: several drafts may have one proposal."""
    return list({(one.finding.place, one.finding.check, one.finding.id, one.finding.words.get("fr")): one for one in items}.values())


def _plain(faults: list[Finding]) -> list[Found]:
    """*faults* as what is reported."""
    placed = [replace(finding, place=replace(finding.place, path=files.shown(local(finding.place.path)))) for finding in faults]
    return identified(placed, "", Page(Draft(()), ""))


def _settled(options: Options, items: list[Found], looked_at: tuple[str, ...]) -> tuple[list[Found], list[Finding]]:
    """What of *items* is not in the baseline, once the one asked for is written; and what there is to say of the one given."""
    path = options.write_baseline or options.baseline
    if wrong := misnamed(options.write_baseline, ".json"):
        return items, wrong
    if options.write_baseline:
        files.rewrite(path, lambda data: _over(path, data, baseline.written(path, items)))
        return [], []
    if not path:
        return items, []
    try:
        return baseline.settled(path, items, looked_at)
    except files.FileFault as fault:
        return items, [fault.finding]
    except (ValueError, TypeError, KeyError, RecursionError):
        return items, [Finding("baseline-unreadable", Place(files.shown(path)))]


def _over(path: str, data: bytes | None, text: str) -> bytes:
    """The bytes of the baseline *text*, to take the place of *data* at *path*. Raises `FileFault` when that is no baseline."""
    if data and b'"findings"' not in data:
        raise files.FileFault("baseline-not-replaced", files.shown(path))
    return encoded(text)


def _summary(report: Report, waivers: int) -> None:
    counts = dict(zip(("errors", "warnings", "notes"), (str(report.count(severity)) for severity in SEVERITIES), strict=True))
    waived = str(sum(item.count for item in report.waived))
    lines = [say("checked", report.lang, counts | {"files": str(len(report.files))})]
    if waivers:
        lines.append(say("checked-waived", report.lang, {"waivers": str(waivers), "waived": waived}))
    if report.known:
        lines.append(say("checked-known", report.lang, {"known": str(report.known)}))
    sys.stderr.write(" ".join(lines) + "\n")


def _rules(session: Session, path: str) -> tuple[Rule, ...]:
    """Every check, with its page; the law is cited as in the rubric of `assess`."""
    at_hand = Checker(session, 0).checks(path)
    method = session.named(store.DEFAULT)
    return rules(at_hand.checks, at_hand.cases, method.evaluator.rubric if method else None)


def _code(report: Report) -> int:
    if any(item.finding.id == OUR_FAULT for item in report.found):
        return FAULT
    if any(is_fault(item.finding) for item in report.found):
        return INVALID
    return FOUND if any(item.finding.severity in report.failing for item in report.found) else DONE
