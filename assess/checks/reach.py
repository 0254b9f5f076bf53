"""Which text of a draft a check reads: some sections, what people wrote in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from assess.checks.authorship import ASSESSED, section_of
from assess.checks.page import Block, Heading, Page
from assess.checks.phrases import pattern
from assess.checks.subject import Subject
from assess.study.outline import SECTION_IDS

ALL: Final = "all"
"""The name of every section."""
_IDS: Final = frozenset(SECTION_IDS)
_READ: Final = frozenset(("paragraph", "list", "table", "footnote"))
"""Quotations are not read: they are somebody else’s words."""


class Reach:
    """The text that a check reads: whole blocks, in order."""

    def __init__(self, subject: Subject, sections: Sequence[str] = (), aside: Sequence[str] = (), *, everything: bool = False) -> None:
        """Without *sections*, or with `all`, everywhere but under titles with a phrase of *aside*, unless in one of *sections* again.

        With *everything*, what the tool wrote is read too.
        """
        self.page = subject.page
        within = [*_inside(self.page, sections, aside), _everywhere(sections)]  # the last for what has the section -1
        self.blocks = [
            block for block in self.page.blocks if block.kind in _READ and within[block.section] and (everything or block.written)
        ]

    def ranges(self) -> Iterable[tuple[int, int]]:
        """Where each block begins and ends, as half-open ranges of characters."""
        return map(self.page.span, self.blocks)


def _inside(page: Page, sections: Sequence[str], aside: Sequence[str]) -> list[bool]:
    """For each heading, whether its text is in *sections*."""
    ids = frozenset(sections) & _IDS
    titles = pattern(tuple(name for name in sections if name not in _IDS and name != ALL))
    left = pattern(tuple(aside))
    inside: list[bool] = []
    for heading in page.headings:
        inherited = inside[heading.above] if heading.above >= 0 else _everywhere(sections)
        inside.append((inherited or _named(heading, ids, titles)) and not left.search(heading.name))
    return inside


def _everywhere(sections: Sequence[str]) -> bool:
    return not sections or ALL in sections


def _named(heading: Heading, ids: frozenset[str], titles: re.Pattern[str]) -> bool:
    return (
        any(not name.startswith(ASSESSED) and not ids.isdisjoint(name.split(".")) for name in heading.passages)
        or titles.search(heading.name) is not None
    )


def sections_of(subject: Subject, ids: Iterable[str], titles: Iterable[str]) -> list[int]:
    """The headings of the sections *ids*: those whose name matches one of *titles*, patterns, or that have the passage of the section."""
    wanted, pattern = tuple(ids), compiled(titles)
    return [
        index
        for index, heading in enumerate(subject.page.headings)
        if pattern.search(flat(heading.name)) or any(section_of(passage) in wanted for passage in heading.passages)
    ]


def blocks_in(subject: Subject, sections: Iterable[int]) -> list[Block]:
    """The blocks of the *sections*, each once, in order."""
    blocks = {block.line: block for index in sections for block in subject.page.within(index)}
    return [block for _, block in sorted(blocks.items())]


def written_in(subject: Subject, sections: Iterable[int]) -> Iterator[Block]:
    """What people wrote in the *sections*."""
    return (block for block in blocks_in(subject, sections) if block.written)


def words_in(subject: Subject, sections: Iterable[int]) -> str:
    """The same as one text, on which patterns may be tried: no line in it breaks a sentence."""
    return "\n".join(flat(subject.page.prose_of(block)) for block in written_in(subject, sections))


def line_of(subject: Subject, sections: Sequence[int] = ()) -> int:
    """Where to speak of the *sections*: the line of the first, or of the first heading, or the first line."""
    headings = subject.page.headings
    return headings[sections[0] if sections else 0].line if headings else 1


def flat(text: str) -> str:
    """*text* with single spaces, straight apostrophes and no emphasis, for patterns that look for words."""
    return " ".join(text.replace("’", "'").replace("*", "").split())


def compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all *patterns*, whatever the case; of none, one that finds nothing."""
    return _compiled(tuple(patterns))


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)", re.IGNORECASE)
