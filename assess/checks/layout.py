"""The build of a page: tables and their header, the levels of headings, footnotes and their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assess.checks.blocks import Block
from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line, at_offset
from assess.checks.subject import Subject
from assess.model.finding import Finding

_DELIMITERS: Final = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,200}\|?[ \t]*$")
_INDENT: Final = 4
"""A footnote begins before this column, or in it."""
_NOTE: Final = re.compile(r"\[\^([^\]\s\[]{1,200})\](:?)")


def table_without_header(check: Check, subject: Subject) -> Iterator[Finding]:
    """Tables whose first line does not name the columns."""
    for block in subject.page.blocks:
        if block.kind == "table" and not block.owner.startswith("offer:"):
            if not any(map(_DELIMITERS.match, block.lines[1:2])):
                if block.lines[0].count("|") > 1 and block.lines[0].rstrip().endswith("|"):
                    yield at_line(check, subject, "none", block.line)
            elif not block.lines[0].strip(" \t|\u00a0"):
                yield at_line(check, subject, "empty", block.line)


def heading_skipped(check: Check, subject: Subject) -> Iterator[Finding]:
    """Headings more than one level below the one before."""
    previous = 6
    for heading in subject.page.headings:
        if heading.level > previous + 1:
            yield at_line(check, subject, "skipped", heading.line, level=heading.level, before=previous)
        previous = heading.level


def footnote_broken(check: Check, subject: Subject) -> Iterator[Finding]:
    """Calls of a footnote that is not there, footnotes without text, two footnotes of one name."""
    calls, notes = _footnotes(subject)
    for name, offsets in calls.items():
        if name not in notes:
            yield at_offset(check, subject, "missing", offsets[0], len(name) + 3, note=name)
    for name, blocks in notes.items():
        first = blocks[0]
        if not first.text.lstrip()[len(name) + 4 :].strip():
            yield at_line(check, subject, "empty", first.line, note=name)
        if len(blocks) > 1:
            yield at_line(check, subject, "twice", blocks[1].line, note=name)


def footnote_unused(check: Check, subject: Subject) -> Iterator[Finding]:
    """Footnotes that nothing calls."""
    calls, notes = _footnotes(subject)
    for name, blocks in notes.items():
        if name not in calls:
            yield at_line(check, subject, "unused", blocks[0].line, note=name)


def _footnotes(subject: Subject) -> tuple[dict[str, list[int]], dict[str, list[Block]]]:
    """The calls of footnotes, and the footnotes: offsets and blocks, by name."""
    page = subject.page
    calls: dict[str, list[int]] = {}
    notes: dict[str, list[Block]] = {}
    for found in _NOTE.finditer(page.prose) if "[^" in page.prose else ():
        line, column = page.place(found.start())
        block = page.block_at(line)
        if found[2] and column <= _INDENT and block is not None and block.kind == "footnote" and block.line == line:
            notes.setdefault(found[1], []).append(block)
        else:
            calls.setdefault(found[1], []).append(found.start())
    return calls, notes


CHECKS: Final[dict[str, Function]] = {
    "footnote-broken": footnote_broken,
    "footnote-unused": footnote_unused,
    "heading-skipped": heading_skipped,
    "table-without-header": table_without_header,
}
