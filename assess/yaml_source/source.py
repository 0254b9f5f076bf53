"""The text of a file, how to point at a place in it, and how a value is written there.

A place is an *offset*, the number of characters before it. It becomes a line and a column here, and only for a finding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from assess.model.finding import Finding, Place, Severity
from assess.yaml_source.nodes import Node
from assess.yaml_source.unseen import blamed, group, spelled

_SHOWN: Final = 60
"""How much of a text a message quotes."""
FORBIDDEN: Final = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
"""A pattern of the characters that no file may have: control characters, half characters, unseen marks and line ends."""
_QUOTED: Final = r"'(?:[^'\n]|'')*'?|\"(?:[^\"\\\n]|\\[^\n])*\"?"
_BLOCK: Final = r"[|>][^\n]*(?=\n)"
_INDENT: Final = r"\n[ \t]*"
_WORD: Final = r"[^\s,\[\]{}:]+|.?"


class Source:
    """The text of the file *path*, with LF line ends and no byte order mark."""

    __slots__ = ("_last", "_line", "_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] = []
        self._line: tuple[int, str] = (0, "")
        self._last = -1

    def place(self, offset: int) -> Place:
        """The line and column of *offset*; past the end, the end of the last line that is not blank."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
            self._last = len(self.text.rstrip("\n"))
        offset = max(0, min(offset, self._last))
        line = bisect_right(self._starts, offset)
        return Place(self.path, line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The line *number*, without its end. The last one asked for is kept: findings come in groups."""
        if self._line[0] != number:
            start = self._starts[number - 1]
            end = self.text.find("\n", start)
            self._line = (number, self.text[start : end if end >= 0 else len(self.text)])
        return self._line[1]

    def finding(  # noqa: PLR0913 - one parameter for each field of a finding
        self,
        name: str,
        offset: int,
        length: int = 1,
        *,
        values: dict[str, str] | None = None,
        severity: Severity = Severity.ERROR,
        hint: str = "",
        nearest: str = "",
    ) -> Finding:
        """The finding *name* about *length* characters from *offset*, never past the end of the line."""
        place = self.place(offset)
        line = self.line(place.line)
        length = max(1, min(length, len(line) - place.column + 1))
        values = values or {}
        if sign := blamed(name, line, place.column - 1, length, values.get("found", "")):
            values = {key: spelled(value) for key, value in values.items()} | {"code": f"U+{ord(sign):04X}"}
            hint = f"passes-for-{group(sign)}"
        return Finding(name, place, values, severity, line, length, hint, nearest)


def shown(text: str, most: int = _SHOWN) -> str:
    """*text* as a message quotes it: on one line, of *most* characters."""
    line = " ".join(text[: 4 * most].split()) if text.isascii() else re.sub(r"[ \t\n]+", " ", text[: 4 * most]).strip(" ")
    return line if len(line) <= most else line[: most - 1] + "…"


def unified(text: str) -> str:
    """*text* with LF line ends and without its byte order mark."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def line_start(text: str, offset: int) -> int:
    """The offset of the start of the line that has *offset*."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """The offset of the end of the line that has *offset*."""
    end = text.find("\n", offset)
    return end if end >= 0 else len(text)


def written(text: str, start: int, value: Node) -> str:
    """How the scalar *value*, which starts at *start*, is written on its first line; at least a character."""
    if value.__class__ is int and text.startswith(figures := str(value), start):
        return figures
    first = text[start : start + 1]
    match = re.compile(_QUOTED).match(text, start) if first in ("'", '"') else None
    if match is None and isinstance(value, str) and first not in ("|", ">"):
        return value if text.startswith(value, start) else text[start : line_end(text, start)].rstrip()
    match = match or re.compile(_WORD).match(text, start)
    return match.group() if match else ""


def character(text: str, start: int, value: str, offset: int) -> int | None:
    """Where the character number *offset* of *value* stands, *value* being written from *start*.

    None when it cannot be said for sure: in quotes with escapes or on several lines, or after a line with an indent
    of its own.
    """
    if text[start : start + 1] in ("'", '"'):
        return start + 1 + offset if text.startswith(value, start + 1) else None
    block = re.compile(_BLOCK).match(text, start)
    place = start
    if block:
        place = block.end()
        value, offset = "\n" + value, offset + 1
    for wanted in value[:offset]:
        here = text[place : place + 1]
        indent = re.compile(_INDENT).match(text, place) if wanted in (" ", "\n") else None
        if indent is None and here != wanted:
            return None
        place = indent.end() if indent else place + 1
    return place if text[place : place + 1] in (value[offset : offset + 1], "\n") or offset == len(value) else None


def conflicts(text: str, *, within: bool = False) -> list[int]:
    """Where the conflicts of a merge stand that *text* still holds: a line of `=======` alone is none, it may underline a title.

    *within*: in quotations and under indentation too, where a tool or a person may have put them since.
    """
    marker = (_WITHIN if within else "") + _CONFLICT
    markers = [*re.finditer("(?m)^" + marker, text)] if any(sign * 7 in text for sign in "<>|") else []
    opened = [False, *(found[1][0] in "<|" for found in markers)]
    return [found.start(1) for at, found in enumerate(markers) if found[1][0] == "<" or not opened[at]]


_WITHIN: Final = r"(?:[ \t]|>[ \t])*+"
_CONFLICT: Final = r"(<{7}(?=[ \t\r]|$)|>{7}(?=[ \t\r]|$)|\|{7}(?=[ \t]+[^|\s][^|\n]*$))"
