"""`assess check`: what is wrong with drafts and proposals, for people and for continuous integration."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from assess import __version__, files, reporters, store
from assess.checks.documentation import rules
from assess.checks.findings import identified
from assess.checks.page import Page
from assess.checks.running import order
from assess.commands.checking import Checked, Checker, is_fault, local
from assess.commands.drafts import encoded
from assess.commands.found import barren, candidates
from assess.commands.parallel import spread
from assess.commands.session import Session, today_or
from assess.messages import say
from assess.model.exit_codes import DONE, FOUND, INVALID
from assess.model.finding import Finding, Place, Severity
from assess.reporters.report import Found, Report, Rule
from assess.study.passages import Draft
from assess.terminal import progress

CHUNK = 4
"""How many files a worker takes at a time."""
BASELINE_FORMAT: Final = 1
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Options(Struct, frozen=True):
    """What the command line asks for."""

    form: str = "text"
    fail_on: str = "error"
    today: str = ""
    baseline: str = ""
    write_baseline: str = ""
    jobs: int = 1
    quiet: bool = False


def check(session: Session, paths: list[str], options: Options) -> int:
    """Check *paths* and report on stdout. Gives the exit code."""
    today, faults = today_or(options.today, "--today")
    results = list(_results(session, paths, today, options))
    faults += barren("nothing-to-check", paths, [result.path for result in results])
    every, waived, told = _gathered(results)
    known, more = _settled(options, every)
    standing = [item for item in every if item.fingerprint not in known]
    report = Report(
        found=tuple(sorted((*standing, *_plain([*faults, *told, *more])), key=lambda item: order(item.finding))),
        waived=tuple(waived),
        known=len(every) - len(standing),
        files=tuple(result.path for result in results),
        rules=_rules(session, paths[0]) if options.form == "sarif" else (),
        version=__version__,
        lang=session.lang(paths[0]),
        failing=_failing(options.fail_on),
    )
    sys.stdout.writelines(reporters.rendered(reporters.CHECK, options.form, report))
    sys.stdout.flush()
    if not options.quiet:
        _summary(report, len({place for result in results for place in result.waivers}))
    return _code(report)


def _candidates(paths: list[str]) -> list[tuple[str, bool]]:
    """The files to check, each once though it may be named in several ways, and whether it was named, in the order of their paths."""
    named_of: dict[str, bool] = {}
    for path, named in candidates(paths, (*files.YAML, *files.MARKDOWN)):
        plain = local(os.path.normpath(path))
        named_of[plain] = named or named_of.get(plain, False)
    return sorted(named_of.items(), key=lambda item: files.shown(item[0]))


def _results(session: Session, paths: list[str], today: int, options: Options) -> Iterator[Checked]:
    found = _candidates(paths)
    checker = Checker(session, today)
    many = options.jobs > 1 and len(found) > 1
    items = _parallel(session, found, today, options.jobs) if many else (checker.check(path, named=named) for path, named in found)
    yield from (item for item in progress(items, session.lang, quiet=options.quiet) if item is not None)


_worker: list[Checker] = []


def _parallel(session: Session, items: list[tuple[str, bool]], today: int, jobs: int) -> Iterator[Checked | None]:
    options = (session.chosen_lang, session.chosen_rubric, session.chosen_as_of, session.chosen_templates, today)
    chunk = max(1, min(CHUNK, len(items) // jobs))
    return spread(_work, items, _start_worker, options, jobs=min(jobs, len(items)), chunk=chunk)


def _start_worker(lang: str, rubric: str, as_of: str, templates: str, today: int) -> None:
    _worker[:] = [Checker(Session(lang, rubric, as_of, templates), today)]


def _work(item: tuple[str, bool]) -> Checked | None:
    return _worker[0].check(item[0], named=item[1])


def _gathered(results: list[Checked]) -> tuple[list[Found], list[Found], list[Finding]]:
    """What stays, what is waived and what was told, each once: several drafts may have one proposal."""
    found, waived = _once(item for result in results for item in result.found), _once(item for result in results for item in result.waived)
    told = {(finding.id, finding.place, tuple(sorted(finding.values.items()))): finding for result in results for finding in result.faults}
    return found, waived, list(told.values())


def _once(items: Iterable[Found]) -> list[Found]:
    """Each of *items* once, though a file may have been named in two ways."""
    kept: dict[Any, Found] = {}
    for item in items:
        place = item.finding.place
        file = os.path.abspath(place.path)  # noqa: PTH100 - for each of many findings
        kept.setdefault((file, place.line, place.column, item.finding.check, item.finding.id, item.finding.words["fr"]), item)
    return list(kept.values())


def _plain(faults: list[Finding]) -> list[Found]:
    """*faults* as what is reported."""
    placed = [replace(finding, place=replace(finding.place, path=files.shown(local(finding.place.path)))) for finding in faults]
    return identified(placed, "", Page(Draft(()), ""))


def _failing(fail_on: str) -> tuple[Severity, ...]:
    """The severities at or above *fail_on*; none for `never`."""
    return next((_SEVERITIES[: at + 1] for at, severity in enumerate(_SEVERITIES) if severity.value == fail_on), ())


def _settled(options: Options, items: list[Found]) -> tuple[set[str], list[Finding]]:
    """The fingerprints to leave out, once the baseline asked for is written; and what is wrong with the one given."""
    if options.write_baseline:
        files.rewrite(options.write_baseline, lambda data: _over(options.write_baseline, data, written(items)))
        return {item.fingerprint for item in items}, []
    if not options.baseline:
        return set(), []
    try:
        return _fingerprints(files.read(options.baseline)), []
    except files.FileFault as fault:
        return set(), [Finding(fault.message, Place(files.shown(options.baseline)), fault.values)]
    except (ValueError, TypeError, KeyError, RecursionError):
        return set(), [Finding("baseline-unreadable", Place(files.shown(options.baseline)))]


def written(items: list[Found]) -> str:
    """The baseline that holds *found*; the same findings give the same text, so that it can be kept under version control."""
    rows = sorted({(item.finding.place.path, item.finding.check, item.fingerprint) for item in items})
    listed = [{"path": path, "check": check, "fingerprint": fingerprint} for path, check, fingerprint in rows]
    body = ",".join(f"\n  {json.dumps(row, ensure_ascii=False)}" for row in listed) + ("\n " if listed else "")
    return f'{{\n "format": {BASELINE_FORMAT},\n "findings": [{body}]\n}}\n'


def _fingerprints(data: bytes) -> set[str]:
    """The fingerprints of a baseline. Raises `ValueError`, `TypeError` or `KeyError` for anything else."""
    content = json.loads(files.unified(data))
    if content["format"] != BASELINE_FORMAT:
        raise ValueError("another format")
    return {str(row["fingerprint"]) for row in content["findings"]}


def _over(path: str, data: bytes | None, text: str) -> bytes:
    """The bytes of the baseline *text*, to take the place of *data* at *path*. Raises `FileFault` when that is no baseline."""
    if data and b'"findings"' not in data:
        raise files.FileFault("baseline-not-replaced", files.shown(path))
    return encoded(text)


def _summary(report: Report, waivers: int) -> None:
    counts = dict(zip(("errors", "warnings", "notes"), (str(report.count(severity)) for severity in _SEVERITIES), strict=True))
    lines = [say("checked", report.lang, counts | {"files": str(len(report.files))})]
    if waivers:
        lines.append(say("checked-waived", report.lang, {"waivers": str(waivers), "waived": str(len(report.waived))}))
    if report.known:
        lines.append(say("checked-known", report.lang, {"known": str(report.known)}))
    sys.stderr.write(" ".join(lines) + "\n")


def _rules(session: Session, path: str) -> tuple[Rule, ...]:
    """Every check, with its page; the law is cited as in the rubric of `assess`."""
    at_hand = Checker(session, 0).checks(path)
    folder = store.find_rubric(store.DEFAULT)
    method = session.open(folder) if folder is not None else None
    return rules(at_hand.checks, at_hand.cases, method.evaluator.rubric if method else None)


def _code(report: Report) -> int:
    if any(is_fault(item.finding) for item in report.found):
        return INVALID
    return FOUND if any(item.finding.severity in report.failing for item in report.found) else DONE
