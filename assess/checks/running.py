"""Running checks on a subject, each by its function: the built-in ones by id, the declared ones by kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Final

from msgspec import Struct

from assess.checks import answered, cited, complete, concluded, declared, established, figures, fresh, grounded, readable, reviewed, waivers
from assess.checks.findings import identified
from assess.checks.model import Check
from assess.checks.subject import Subject
from assess.model.finding import Finding
from assess.reporters.report import Found, more


class Outcome(Struct, frozen=True):
    """What checks found in one subject."""

    found: tuple[Found, ...]
    """In order of place."""
    waived: tuple[Found, ...]
    waivers: tuple[tuple[str, int], ...]
    """Where the waivers met stand, whatever they are worth: a path and an offset each."""


def run(checks: Collection[Check], subject: Subject, *, proposal_done: bool = False) -> Outcome:
    """What *checks* find in *subject*; with *proposal_done*, those that look at the proposal alone have been run already."""
    ran = [check for check in checks if _ready(check, subject) and not (proposal_done and check.needs == "proposal")]
    rules = _rules(checks)
    own = [waivers.judged(waiver, subject.today, *rules) for waiver in waivers.in_draft(subject.page, subject.path)]
    stays, waived, own = waivers.applied(own, identified(findings(ran, subject), subject.path, subject.page), {check.id for check in ran})
    met = [own]
    if subject.document is not None:
        theirs = [waivers.judged(waiver, subject.today, *rules) for waiver in waivers.in_document(subject.document)]
        alone = {check.id for check in ran if check.needs == "proposal"}  # whether others find something depends on the draft
        stays, more, theirs = waivers.applied(theirs, stays, alone)
        waived += more
        met += [] if proposal_done else [theirs]
    after = [check for check in checks if check.id in waivers.AFTER]
    told = [item for read in met for check in after for item in _limited(check, waivers.faults(check, subject, read))]
    standing = (*stays, *identified(told, subject.path, subject.page))
    places = tuple((waiver.path, waiver.offset) for read in met for waiver in read)
    return Outcome(tuple(sorted(standing, key=lambda item: order(item.finding))), tuple(waived), places)


def _rules(checks: Collection[Check]) -> tuple[list[str], set[str], int]:
    """The ids of *checks*, those that no waiver sets aside, and how many days a waiver may last."""
    longest = max((check.settings.get("longest", 0) for check in checks if check.id in waivers.AFTER), default=0)
    return [check.id for check in checks], {check.id for check in checks if not check.waivable}, longest


MOST: Final = 1000
"""Of no check more is kept for one file, but their number: whoever has so many mends the first."""


def findings(checks: Iterable[Check], subject: Subject) -> list[Finding]:
    """What *checks* find in *subject*, each thing once, in order of place; those that need what is not there are not run."""
    told: dict[tuple[object, ...], Finding] = {}
    for check in checks:
        if check.id not in waivers.AFTER and _ready(check, subject):
            for finding in _limited(check, function(check)(check, subject)):
                told.setdefault((finding.check, finding.place, finding.id, finding.words.get("fr")), finding)
    return sorted(told.values(), key=order)


def _limited(check: Check, found: Iterator[Finding]) -> Iterator[Finding]:
    """The first of *found* by *check*, then one that says how many more there are."""
    yield from islice(found, MOST)
    if (first := next(found, None)) is not None:
        yield more(first, check.id, 1 + sum(1 for _ in found))


def _ready(check: Check, subject: Subject) -> bool:
    """Whether what *check* needs is there."""
    draft, proposal = bool(subject.path), subject.assessment is not None
    return {"draft": draft, "proposal": proposal, "both": draft and proposal}[check.needs]


def order(finding: Finding) -> tuple[str, int, int, str]:
    """What findings are sorted by."""
    return finding.place.path, finding.place.line, finding.place.column, finding.check or finding.id


Function = Callable[[Check, Subject], Iterator[Finding]]

BUILT_IN: Final[dict[str, Function]] = {
    name.replace("_", "-"): function
    for module in (answered, cited, complete, concluded, established, figures, fresh, grounded, readable, reviewed)
    for name, function in vars(module).items()
    if not name.startswith("_") and tuple(getattr(function, "__annotations__", ())) == ("check", "subject", "return")
}
"""The public functions that take a check and a subject, each the check of its name: `link_broken` is `link-broken`."""
DECLARED: Final[dict[str, Function]] = {
    "contradicts": declared.forbids,
    "forbids": declared.forbids,
    "requires": declared.requires,
    "spells": declared.spells,
}


def function(check: Check) -> Function:
    """What carries out *check*. Raises `KeyError` for a check without code: the reader of checks has refused it."""
    return BUILT_IN[check.id] if check.kind == "built-in" else DECLARED[check.kind]


def has_code(name: str, kind: str) -> bool:
    """Whether there is code for the check *name* of *kind*."""
    return name in BUILT_IN or name in waivers.AFTER if kind == "built-in" else kind in DECLARED
