"""Markers of passages that cannot be used any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line
from assess.checks.subject import Subject
from assess.model.finding import Finding


def marker_damaged(check: Check, subject: Subject) -> Iterator[Finding]:
    """Each fault that the reader of drafts reports."""
    for damage in subject.draft.damage:
        if damage.fault in check.messages:
            yield at_line(check, subject, damage.fault, damage.line, passage=damage.name)


CHECKS: Final[dict[str, Function]] = {"marker-damaged": marker_damaged}
