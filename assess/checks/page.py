"""The lines and blocks of a draft as Markdown, read once; every check of the page rests on it.

    page = read(parse(text))
    for found in PATTERN.finditer(page.prose):      # one search over the whole draft: code, links’ targets, comments are blanks
        line, column = page.place(found.start())
        block = page.block_at(line)                 # its kind, its section, who owns it

`prose` and `text` have the same length, so an offset in one is an offset in the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from assess.checks.blocks import Block, Heading, blocks_of
from assess.study.passages import Draft

_BLANKED: Final = re.compile(
    r"(`(?<!``)`{0,4})(?!`)[^\n]{1,300}?(?<!`)\1(?!`)"
    r"|<!--[^\n]{0,300}?-->"
    r"|\((?<=\]\()[^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100}){0,3}(?:[ ]\"[^\"\n]{0,300}\")?\)"
    r"|h(?<!\wh)ttps?:[^\s<>)\]|]+"
    r"|m(?<!\wm)ailto:[^\s<>)\]|]+"
    r"|</?[A-Za-z][^<>\n]{0,300}>"
)
"""Bounded everywhere: a draft of one long line must not take for ever. Each part begins with a sign of its own, for speed."""
_INK: Final = re.compile(r"[^\n]")


class Page:
    """The Markdown of one draft."""

    def __init__(self, draft: Draft, text: str) -> None:
        """Read *text*, of which *draft* is the segments."""
        self.text = text
        self.lines: list[str] = text.split("\n")
        """Without their ends; the first is line 1 of the draft, at index 0."""
        self.blocks: tuple[Block, ...]
        self.headings: tuple[Heading, ...]
        self.blocks, self.headings = blocks_of(draft, self.lines)
        self._first_lines = [block.line for block in self.blocks]

    @cached_property
    def prose(self) -> str:
        """The text with blanks for what is not prose: front matter, markers, code, comments, addresses, tags, offers."""
        kept = [""] * len(self.lines)
        for block in self.blocks:
            if block.kind not in _NO_PROSE and not block.owner.startswith("offer:"):
                kept[block.line - 1 : block.line - 1 + len(block.lines)] = block.lines
        blank = "\n".join(line if line is taken else " " * len(line) for line, taken in zip(self.lines, kept, strict=True))
        return _BLANKED.sub(lambda found: _INK.sub(" ", found[0]), blank)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of the character number *offset*, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int) -> int:
        """The number of the first character of *line*."""
        return self._starts[line - 1]

    def block_at(self, line: int) -> Block | None:
        """The block that *line* stands in; none for an empty line, a marker, the front matter."""
        at = bisect_right(self._first_lines, line) - 1
        block = self.blocks[at] if at >= 0 else None
        return block if block is not None and line < block.line + len(block.lines) else None

    def prose_of(self, block: Block) -> str:
        """The prose of *block*: as long as its lines joined by line ends."""
        start = self._starts[block.line - 1]
        return self.prose[start : start + sum(map(len, block.lines)) + len(block.lines) - 1]

    def section_of(self, line: int) -> int:
        """The index of the heading that *line* stands under, -1 before the first."""
        return bisect_right(self._heading_lines, line) - 1

    @cached_property
    def _heading_lines(self) -> list[int]:
        return [heading.line for heading in self.headings]

    def under(self, index: int) -> tuple[Block, ...]:
        """The blocks right under the heading number *index*, up to the next heading of any level."""
        return self._under.get(index, ())

    @cached_property
    def _under(self) -> dict[int, tuple[Block, ...]]:
        found: dict[int, list[Block]] = {}
        for block in self.blocks:
            if block.kind != "heading":
                found.setdefault(block.section, []).append(block)
        return {index: tuple(blocks) for index, blocks in found.items()}

    def end_of(self, index: int) -> int:
        """The last line of the section of the heading number *index*: that before the next heading of the same or a higher level."""
        level = self.headings[index].level
        following = (heading.line - 1 for heading in self.headings[index + 1 :] if heading.level <= level)
        return next(following, len(self.lines))

    def within(self, index: int) -> Iterator[Block]:
        """The blocks of the whole section of the heading number *index*, those of its subsections with it."""
        last = self.end_of(index)
        start = bisect_right(self._first_lines, self.headings[index].line)
        for block in self.blocks[start:]:
            if block.line > last:
                return
            yield block

    def titles(self, line: int) -> tuple[str, ...]:
        """The titles above *line*, the outermost first."""
        found: list[str] = []
        level = 7
        for heading in reversed(self.headings[: self.section_of(line) + 1]):
            if heading.level < level:
                found.append(heading.name)
                level = heading.level
        return tuple(reversed(found))


_NO_PROSE: Final = ("code", "comment", "rule", "html")


def read(draft: Draft, text: str) -> Page:
    """The page of *text*, of which *draft* is the segments."""
    return Page(draft, text)
