"""The text of a file, and how to point at a place in it.

Inside `loading`, a place is an *offset*: the number of characters before it. It becomes a line and a column here, and
only for a finding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Final

from assess.model.finding import Finding, Place, Severity

_SHOWN: Final = 60
"""How much of a text a message quotes."""


class Source:
    """The text of the file *path*, with LF line ends and no byte order mark."""

    __slots__ = ("_last", "_line", "_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        """Keep *text*; its lines are found when first needed."""
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
        return Finding(name, place, values or {}, severity, line, length, hint, nearest)


def shown(text: str) -> str:
    """*text* as a message quotes it: on one line, not too long."""
    line = " ".join(text[: 4 * _SHOWN].split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


@cache
def forbidden() -> re.Pattern[str]:
    """What finds a character that no file may have: control characters, half characters, unseen marks and line ends.

    It takes a millisecond to compile and few files need it: it is made when first asked for.
    """
    return re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


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
