"""Drafts that cannot be read as they should, and drafts whose proposal cannot be reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line
from assess.checks.subject import Subject
from assess.model.finding import Finding

UNREADABLE: Final = "draft-unreadable"


def draft_unreadable(check: Check, subject: Subject) -> Iterator[Finding]:
    """What the reader of files says of the draft."""
    return (at_line(check, subject, trouble, 1) for trouble in subject.troubles if trouble in check.messages)


def proposal_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """A draft without proposal: pointed at where its front matter names one."""
    for trouble in subject.troubles:
        if trouble in check.messages:
            lines = enumerate(subject.page.lines, 1)
            line = next((number for number, line in lines if line.lstrip().startswith("proposal:")), 1)
            yield at_line(check, subject, trouble, line, found=subject.names.get("proposal", ""))


CHECKS: Final[dict[str, Function]] = {UNREADABLE: draft_unreadable, "proposal-missing": proposal_missing}
