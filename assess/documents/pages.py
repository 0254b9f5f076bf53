"""A document as the pages take it: its blocks one after another, with the ends of passages, and which lie on their side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assess.documents.columns import landscape
from assess.documents.model import Block, Figure, Heading, Items, Paragraph, Passage, Table
from assess.documents.plain import characters

_LEAD = 220
"""A paragraph so short that ends with a colon leads to what follows."""
_BETWEEN = 900
"""The letters between two pages that lie on their side for which no page is turned back."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block, or the beginning or the end of a passage, of which it gives the id."""

    block: Block | None = None
    begins: str = ""
    ends: str = ""
    ours: bool = False
    """Whether it stands in a passage of the tool."""
    filled: bool = False
    """Of the beginning of a passage: whether there is something in it."""
    leads: bool = False
    """Whether it stands on the page of what comes after it."""
    side: bool = False
    """Whether it stands on a page that lies on its side."""


def parts(blocks: Iterable[Block]) -> list[Part]:
    """*blocks*, passages taken apart; wide tables, what leads to them and what little stands between them lie on their side."""
    found = [part for block in blocks for part in _parts(block)]
    sides = [isinstance(part.block, Table) and landscape(part.block) for part in found]
    _join(found, sides)
    _lead(found, sides)
    leads = [*map(_introduces, found, found[1:]), False][: len(found)]
    return [replace(part, side=side, leads=lead) for part, side, lead in zip(found, sides, leads, strict=True)]


def _introduces(part: Part, after: Part) -> bool:
    """Whether *part* is a line that stands on the page of what comes *after* it: a table, or a list that it announces."""
    if not isinstance(part.block, Paragraph) or len(text := characters(part.block.content, "\n")) > _LEAD:
        return False
    return isinstance(after.block, Table) or (isinstance(after.block, Items) and text.rstrip().endswith(":"))


def _parts(block: Block) -> list[Part]:
    if not isinstance(block, Passage):
        return [Part(block)]
    return [Part(begins=block.id, filled=bool(block.blocks)), *(Part(inner, ours=True) for inner in block.blocks), Part(ends=block.id)]


def _lead(found: list[Part], sides: list[bool]) -> None:
    """Titles, and a line that ends with a colon, go with the table that they lead to."""
    for at in range(len(found) - 1, 0, -1):
        if sides[at] and _leads(found[at - 1]):
            sides[at - 1] = True


def _leads(part: Part) -> bool:
    if isinstance(part.block, Paragraph):
        text = characters(part.block.content, "\n")
        return len(text) < _LEAD and text.rstrip().endswith(":")
    return part.block is None or isinstance(part.block, Heading | Figure)


def _join(found: list[Part], sides: list[bool]) -> None:
    """No page is turned back for a few lines between two tables."""
    last = -1
    for at, side in enumerate(sides):
        if side and last >= 0 and sum(_letters(part) for part in found[last + 1 : at]) <= _BETWEEN:
            sides[last + 1 : at] = [True] * (at - last - 1)
        last = at if side else last


def _letters(part: Part) -> int:
    if part.block is None:
        return 0
    return len(characters(part.block.content, "\n")) if isinstance(part.block, Paragraph | Heading) else _BETWEEN + 1
