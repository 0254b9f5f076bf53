"""Running checks on a subject."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Final

from msgspec import Struct

from assess.checks import waivers
from assess.checks.findings import identified
from assess.checks.model import Check
from assess.checks.registry import function
from assess.checks.subject import Subject
from assess.model.finding import Finding
from assess.reporters.report import Found


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
    ids = [check.id for check in checks]
    own = waivers.in_draft(subject, ids)
    stays, waived, own = waivers.applied(own, identified(findings(ran, subject), subject.path, subject.page), {check.id for check in ran})
    met = [own]
    if subject.document is not None:
        theirs = waivers.in_document(subject.document, subject.today, ids)
        alone = {check.id for check in ran if check.needs == "proposal"}  # whether others find something depends on the draft
        stays, more, theirs = waivers.applied(theirs, stays, alone)
        waived += more
        met += [] if proposal_done else [theirs]
    told = [item for read in met for check in checks if (after := waivers.AFTER.get(check.id)) for item in after(check, subject, read)]
    found = (*stays, *identified(told, subject.path, subject.page))
    places = tuple(place for read in met for place in read.places())
    return Outcome(tuple(sorted(found, key=lambda item: order(item.finding))), tuple(waived), places)


MOST: Final = 1000
"""No check says more about one file: whoever has so many mends the first."""


def findings(checks: Iterable[Check], subject: Subject) -> list[Finding]:
    """What *checks* find in *subject*, each thing once, in order of place; those that need what is not there are not run."""
    found: dict[tuple[object, ...], Finding] = {}
    for check in checks:
        if check.id not in waivers.AFTER and _ready(check, subject):
            for finding in islice(function(check)(check, subject), MOST):
                found.setdefault((finding.check, finding.place, finding.id, finding.words["fr"]), finding)
    return sorted(found.values(), key=order)


def _ready(check: Check, subject: Subject) -> bool:
    """Whether what *check* needs is there."""
    draft, proposal = bool(subject.path), subject.assessment is not None
    return {"draft": draft, "proposal": proposal, "both": draft and proposal}[check.needs]


def order(finding: Finding) -> tuple[str, int, int, str]:
    """What findings are sorted by."""
    return finding.place.path, finding.place.line, finding.place.column, finding.check or finding.id
