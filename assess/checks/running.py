"""Running checks on a subject."""

from __future__ import annotations

from collections.abc import Iterable

from assess.checks.model import Check
from assess.checks.registry import function
from assess.checks.subject import Subject
from assess.finding import Finding


def findings(checks: Iterable[Check], subject: Subject) -> list[Finding]:
    """What *checks* find in *subject*, each thing once, in order of place; those that need what is not there are not run."""
    has_draft, has_proposal = bool(subject.path), subject.assessment is not None
    ready = {"draft": has_draft, "proposal": has_proposal, "both": has_draft and has_proposal}
    found: dict[tuple[object, ...], Finding] = {}
    for check in checks:
        if ready[check.needs]:
            for finding in function(check)(check, subject):
                found.setdefault((finding.check, finding.place, finding.id, finding.words["fr"]), finding)
    return sorted(found.values(), key=order)


def order(finding: Finding) -> tuple[str, int, int, str]:
    """What findings are sorted by."""
    return finding.place.path, finding.place.line, finding.place.column, finding.check or finding.id
