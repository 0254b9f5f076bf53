"""The words of inline text, without what it is set in: for a chart, a bookmark, an alternative text."""

from __future__ import annotations

from assess.documents.model import Break, Code, Inline, Line, NoteCall, Text


def plain(line: Line) -> str:
    """The characters of *line*: no calls for footnotes, a space for a new line, none at either end."""
    return "".join(map(_characters, line)).strip()


def _characters(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case Break():
            return " "
        case NoteCall():
            return ""
    return "".join(map(_characters, inline.content))
