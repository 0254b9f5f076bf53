"""Passages of the tool that people have rewritten by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line
from assess.checks.subject import Subject
from assess.model.finding import Finding


def passage_edited(check: Check, subject: Subject) -> Iterator[Finding]:
    """A passage whose text is not the one its marker vouches for."""
    for name, segment in subject.draft.passages.items():
        if not segment.untouched and segment.text.strip():
            yield at_line(check, subject, "edited", segment.line, passage=name)


CHECKS: Final[dict[str, Function]] = {"passage-edited": passage_edited}
