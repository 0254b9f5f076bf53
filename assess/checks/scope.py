"""Which text of a draft a check reads: what people wrote, in some sections, out of quotations, and the sentence around a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final
from weakref import WeakKeyDictionary

from assess.checks.authorship import ASSESSED, section_of
from assess.checks.blocks import Block, Heading
from assess.checks.page import Page
from assess.checks.phrases import pattern
from assess.checks.subject import Subject
from assess.study.outline import SECTION_IDS

_IDS: Final = frozenset(SECTION_IDS)
_OWN: Final = frozenset((*_IDS, "introduction", "method", "object"))
"""How the names end of passages that hold what people wrote in the proposal."""
_READ: Final = frozenset(("paragraph", "list", "table", "footnote"))
_BREAK: Final = re.compile(
    r"(?<![\s(]art)(?<![\s(]al)(?<!\b[LRDAMn])(?<!\bNo)[.!?…](?=[»”)\]*]*\s+[*«“(\[]*[A-ZÀ-Ý\d])"
    r"|\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d+[.)])[ \t]|\|"
)


class Reach:
    """The text that a check reads, as half-open ranges of characters, in order."""

    def __init__(self, subject: Subject, sections: Sequence[str] = (), aside: Sequence[str] = (), *, everything: bool = False) -> None:
        """Without *sections*, everywhere; sections and subsections whose title holds one of the phrases *aside* are left out.

        With *everything*, what the tool wrote is read too.
        """
        page = subject.page
        within = _inside(page, sections, aside)
        self.subject, self.page = subject, page
        self.blocks = [
            block
            for block in page.blocks
            if block.kind in _READ and _in(block, within, sections) and (everything or people_wrote(subject, block))
        ]

    def ranges(self) -> Iterable[tuple[int, int]]:
        """Where it begins and ends."""
        for block in self.blocks:
            start = self.page.offset(block.line)
            yield start, start + sum(map(len, block.lines)) + len(block.lines) - 1


def _in(block: Block, within: list[bool], sections: Sequence[str]) -> bool:
    return within[block.section] if block.section >= 0 else not sections


def people_wrote(subject: Subject, block: Block) -> bool:
    """Whether people wrote *block*: in the draft, or in the proposal."""
    if block.owner == "people":
        return True
    if block.owner.startswith("offer:"):
        return False
    if block.owner in _edited(subject):
        return True
    return section_of(block.owner) in _OWN


def _edited(subject: Subject) -> frozenset[str]:
    """The passages that people changed, found once a page."""
    if subject.page not in _EDITED:
        _EDITED[subject.page] = frozenset(name for name, segment in subject.draft.passages.items() if not segment.untouched)
    return _EDITED[subject.page]


_EDITED: Final[WeakKeyDictionary[Page, frozenset[str]]] = WeakKeyDictionary()


def _inside(page: Page, sections: Sequence[str], aside: Sequence[str]) -> list[bool]:
    """For each heading, whether its text is in *sections*."""
    ids = frozenset(sections) & _IDS
    titles = pattern(tuple(name for name in sections if name not in _IDS))
    left = pattern(tuple(aside))
    found: list[bool] = []
    above: list[tuple[int, bool]] = []
    for heading in page.headings:
        while above and above[-1][0] >= heading.level:
            above.pop()
        inherited = above[-1][1] if above else not sections
        inside = (inherited or _named(heading, ids, titles)) and not left.search(heading.name)
        above.append((heading.level, inside))
        found.append(inside)
    return found


def _named(heading: Heading, ids: frozenset[str], titles: re.Pattern[str]) -> bool:
    return (
        any(not name.startswith(ASSESSED) and not ids.isdisjoint(name.split(".")) for name in heading.passages)
        or titles.search(heading.name) is not None
    )


def sentence(page: Page, start: int, end: int) -> tuple[int, int]:
    """The range of the sentence, the item of a list or the cell of a table around the characters from *start* to *end*."""
    block = page.block_at(page.place(start)[0])
    if block is None:
        return start, end
    first = page.offset(block.line)
    last = first + sum(map(len, block.lines)) + len(block.lines) - 1
    for found in _breaks(page, first, last):
        if found[1] <= start:
            first = found[1]
        elif found[0] >= end:
            return first, found[0] + 1
    return first, last


def _breaks(page: Page, first: int, last: int) -> tuple[tuple[int, int], ...]:
    return _ends(page.prose[first:last], first)


@cache
def _ends(text: str, offset: int) -> tuple[tuple[int, int], ...]:
    return tuple((found.start() + offset, found.end() + offset) for found in _BREAK.finditer(text))


def around(page: Page, start: int, end: int) -> str:
    """The prose of the sentence around a range."""
    first, last = sentence(page, start, end)
    return page.prose[first:last]


def quoted(page: Page, start: int) -> bool:
    """Whether the character number *start* stands inside quotation marks that its block opened."""
    block = page.block_at(page.place(start)[0])
    if block is None:
        return False
    if block.kind == "quote":
        return True
    before = page.prose[page.offset(block.line) : start]
    return before.count("«") > before.count("»") or before.count("“") > before.count("”") or before.count('"') % 2 == 1
