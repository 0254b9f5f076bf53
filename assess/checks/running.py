"""Running checks on a subject."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from assess.checks import waivers
from assess.checks.fingerprints import identified
from assess.checks.model import Check
from assess.checks.registry import function
from assess.checks.subject import Subject
from assess.finding import Finding
from assess.record import Record
from assess.reporters.report import Found


class Outcome(Record):
    """What checks found in one subject."""

    found: tuple[Found, ...]
    """In order of place."""
    waived: tuple[Found, ...]
    waivers: int
    """How many waivers the draft has."""


def run(checks: Collection[Check], subject: Subject, *, proposal_done: bool = False) -> Outcome:
    """What *checks* find in *subject*; with *proposal_done*, those that look at the proposal alone have been run already."""
    ran = [check for check in checks if _ready(check, subject) and not (proposal_done and check.needs == "proposal")]
    found = identified(findings(ran, subject), subject.path, subject.page)
    if not subject.path:
        return Outcome(tuple(found), (), 0)
    read = waivers.read(subject, [check.id for check in checks])
    stays, waived, read = waivers.applied(read, found, subject.path, {check.id for check in ran})
    of_waivers = [finding for check in checks if (after := waivers.AFTER.get(check.id)) for finding in after(check, subject, read)]
    if of_waivers:
        stays = sorted((*stays, *identified(of_waivers, subject.path, subject.page)), key=lambda item: order(item.finding))
    return Outcome(tuple(stays), tuple(waived), read.count)


def findings(checks: Iterable[Check], subject: Subject) -> list[Finding]:
    """What *checks* find in *subject*, each thing once, in order of place; those that need what is not there are not run."""
    found: dict[tuple[object, ...], Finding] = {}
    for check in checks:
        if check.id not in waivers.AFTER and _ready(check, subject):
            for finding in function(check)(check, subject):
                found.setdefault((finding.check, finding.place, finding.id, finding.words["fr"]), finding)
    return sorted(found.values(), key=order)


def _ready(check: Check, subject: Subject) -> bool:
    """Whether what *check* needs is there."""
    draft, proposal = bool(subject.path), subject.assessment is not None
    return {"draft": draft, "proposal": proposal, "both": draft and proposal}[check.needs]


def order(finding: Finding) -> tuple[str, int, int, str]:
    """What findings are sorted by."""
    return finding.place.path, finding.place.line, finding.place.column, finding.check or finding.id
