"""The words of inline text, without what it is set in: for a column, a chart, a bookmark, an alternative text."""

from __future__ import annotations

from collections.abc import Iterable

from assess.documents.model import Break, Code, Inline, NoteCall, Text


def characters(line: Iterable[Inline], new_line: str = " ") -> str:
    """The characters of *line*: no calls for footnotes, *new_line* for a new line."""
    return "".join(_characters(inline, new_line) for inline in line)


def plain(line: Iterable[Inline]) -> str:
    """The characters of *line*, on one line, with no space at either end."""
    return characters(line).strip()


def _characters(inline: Inline, new_line: str) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case Break():
            return new_line
        case NoteCall():
            return ""
    return characters(inline.content, new_line)
