"""Cutting the Markdown of a draft into blocks, line by line, once.

This is no whole reader of Markdown: it knows what a draft is made of, and takes what it does not know for a paragraph. It never fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from assess.study.passages import Draft, Fences

Kind = Literal["heading", "paragraph", "list", "table", "quote", "code", "html", "rule", "footnote", "comment"]


class Block(Struct, frozen=True):
    """A piece of a page, on whole lines."""

    kind: Kind
    line: int
    """Its first line, from 1."""
    lines: tuple[str, ...]
    section: int
    """The index of the heading it stands under, or that it is; -1 before the first."""
    owner: str
    """`people`, the id of a passage, or `offer:` and that id."""
    level: int = 0
    """Of a heading."""

    @property
    def text(self) -> str:
        """Its lines."""
        return "\n".join(self.lines)


class Heading(Struct, frozen=True):
    """A heading, and the passages right under it."""

    title: str
    """As written, without its signs."""
    name: str
    """Without its number."""
    level: int
    line: int
    passages: tuple[str, ...]


_START: Final = re.compile(
    r"""[ ]{0,3}(?:
        (?P<heading>\#{1,6})(?:[ \t]+|$)
      | (?P<comment><!--)
      | (?P<rule>(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$)
      | (?P<list>[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))
      | (?P<quote>>)
      | (?P<footnote>\[\^[^\]\s]+\]:)
      | (?P<table>\|)
      | (?P<code>`{3}|~{3})
      | (?P<html><[A-Za-z/!?])
    ) | (?P<indented>(?:[ ]{4}|[ ]{0,3}\t)[ \t]*\S)""",
    re.VERBOSE,
)
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_DELIMITERS: Final = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_NUMBER: Final = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[IVXLC]+\.|[A-Za-z][.)])[ \t\u00a0\u202f]+")
_LONGEST_COMMENT: Final = 200
"""In lines."""
_INTERRUPT: Final = ("heading", "comment", "rule", "quote", "footnote", "code")
"""What ends a paragraph without an empty line, and lists of this form: a year at the start of a line, `2016.`, begins none."""
_LIST: Final = re.compile(r" {0,3}(?:[-*+]|1[.)])[ \t]+\S")


def blocks_of(draft: Draft, lines: list[str]) -> tuple[tuple[Block, ...], tuple[Heading, ...]]:
    """The blocks and the headings of *lines*, of which *draft* is the segments."""
    reader = _Reader(lines)
    for segment in draft.segments:
        last = segment.line - 1 + segment.source.count("\n") + (not segment.source.endswith("\n"))
        if segment.kind == "people":
            reader.read(segment.line - 1, last, "people")
        elif segment.kind != "front":
            owner = segment.name if segment.kind == "passage" else f"offer:{segment.name}"
            reader.passage(owner)
            reader.read(segment.line, last - 1, owner)
    return tuple(reader.blocks), tuple(reader.headings())


def _title(text: str) -> str:
    """A heading without the signs that may close it."""
    text = text.strip()
    opened = text.rstrip("#")
    return opened.rstrip() if not opened or opened[-1] in " \t" else text


def _ends(line: str, kind: str) -> bool:
    """Whether *line* ends the block of *kind* before it, without an empty line."""
    start = _START.match(line)
    if start is None or start.lastgroup == kind:
        return False
    return start.lastgroup in _INTERRUPT or (start.lastgroup == "list" and _LIST.match(line) is not None)


def _sign(line: str) -> str:
    """What follows the number, or is the dash, of an item: it is the same in all the items of a list."""
    start = _START.match(line)
    return (start["list"] or "")[-1:] if start else ""


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.fences, self.shift = Fences([]), 0
        """Where code stands in the part that is read, and the index of its first line."""
        self.blocks: list[Block] = []
        self.found: list[tuple[str, int, int]] = []
        """The title, the level and the line of each heading."""
        self.under: dict[int, list[str]] = {}

    def headings(self) -> Iterator[Heading]:
        """The headings found, with the passages under each."""
        for index, (title, level, line) in enumerate(self.found):
            yield Heading(title, _NUMBER.sub("", title, count=1), level, line, tuple(self.under.get(index, ())))

    def passage(self, owner: str) -> None:
        if not owner.startswith("offer:"):
            self.under.setdefault(len(self.found) - 1, []).append(owner)

    def read(self, at: int, end: int, owner: str) -> None:
        """Read the lines from index *at* up to *end*, all of *owner*."""
        lines, self.fences, self.shift = self.lines, Fences(self.lines[at:end]), at
        while at < end:
            line = lines[at]
            if not line or line.isspace():
                at += 1
                continue
            start = _START.match(line)
            kind = start.lastgroup if start else "paragraph"
            after = self._end(kind or "paragraph", at, end)
            at = self._add(kind or "paragraph", at, after, owner)

    def _add(self, kind: str, at: int, after: int, owner: str) -> int:
        """Add the block of *kind* from *at* to *after*; give where to read on."""
        level = 0
        if kind == "heading":
            signs = self.lines[at].strip()
            level = len(signs) - len(signs.lstrip("#"))
            self.found.append((_title(signs[level:]), level, at + 1))
        elif kind == "paragraph":
            if after - at > 1 and (underline := _UNDERLINE.match(self.lines[after - 1])):
                kind, level = "heading", 1 if underline[1][0] == "=" else 2
                self.found.append((" ".join(line.strip() for line in self.lines[at : after - 1]), level, at + 1))
            elif after - at > 1 and "|" in self.lines[at] and _DELIMITERS.match(self.lines[at + 1]):
                kind = "table"
        elif kind in ("indented", "code"):
            kind = "code"
        known: Kind = kind  # type: ignore[assignment]  # the shapes of code that are not kinds were renamed above
        self.blocks.append(Block(known, at + 1, tuple(self.lines[at:after]), len(self.found) - 1, owner, level))
        return after

    def _end(self, kind: str, at: int, end: int) -> int:
        """The line after the block of *kind* that begins at line *at*."""
        if kind in ("heading", "rule"):
            return at + 1
        if kind == "comment":
            return self._after_comment(at, end)
        if kind == "code":
            after = self._code(at)
            return after if after > at else self._paragraph(at, end)
        if kind in ("list", "footnote"):
            return self._loose(kind, at, end)
        if kind == "indented":
            return self._indented(at, end)
        if kind == "paragraph":
            return self._paragraph(at, end)
        return self._unbroken(kind, at, end)

    def _code(self, at: int) -> int:
        """The line after the fenced code that begins at line *at*, or *at* itself."""
        return self.fences.end(at - self.shift) + self.shift

    def _after_comment(self, at: int, end: int) -> int:
        """A comment that never ends is one line, or a slip would hide the rest."""
        if "-->" in self.lines[at]:
            return at + 1
        for after in range(at + 1, min(end, at + _LONGEST_COMMENT)):
            if "-->" in self.lines[after]:
                return after + 1
        return at + 1

    def _unbroken(self, kind: str, at: int, end: int) -> int:
        """Up to an empty line, or to what cannot belong to a table or a quotation."""
        for after in range(at + 1, end):
            line = self.lines[after]
            if not line or line.isspace():
                return after
            if kind != "html" and _ends(line, kind):
                return after
        return end

    def _paragraph(self, at: int, end: int) -> int:
        for after in range(at + 1, end):
            line = self.lines[after]
            if not line or line.isspace():
                return after
            if _UNDERLINE.match(line):
                return after + 1
            if _ends(line, "paragraph"):
                return after
        return end

    def _indented(self, at: int, end: int) -> int:
        after = at
        while after < end:
            line = self.lines[after]
            if line.strip() and not line.startswith(("    ", "\t", " \t", "  \t", "   \t")):
                break
            after += 1
        return self._trimmed(at, after)

    def _loose(self, kind: str, at: int, end: int) -> int:
        """A list or a footnote: with the lines indented under it, across empty lines."""
        after, empty, sign = at + 1, False, _sign(self.lines[at])
        while after < end:
            line = self.lines[after]
            if not line or line.isspace():
                after, empty = after + 1, True
                continue
            start = _START.match(line)
            found = start.lastgroup if start else ""
            other = found == kind and (kind == "footnote" or _sign(line) != sign)
            if line[0] not in " \t" and (found in _INTERRUPT or (empty and found != kind) or other):
                break
            after, empty = max(after + 1, self._code(after) if found == "code" else 0), False
        return self._trimmed(at, after)

    def _trimmed(self, at: int, after: int) -> int:
        """*after* without the empty lines before it."""
        while after > at + 1 and not self.lines[after - 1].strip():
            after -= 1
        return after
