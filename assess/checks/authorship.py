"""Which text of a draft people wrote, and which is still to be written.

People own what stands outside passages, the passages they rewrote, and those that repeat the `study:` of their proposal. A prompt of the
tool is nobody's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final
from weakref import WeakKeyDictionary

from assess.checks.blocks import Block
from assess.checks.page import Page
from assess.checks.subject import Subject
from assess.study.outline import SECTION_IDS
from assess.study.passages import Segment

PROMPT: Final = re.compile(r"[> \t]*\*\*(?:À rédiger|To be written)[  ]?\.\*\*")
"""How the prompts of the templates begin."""
ASSESSED: Final = ("condition.", "principle.", "red-line.")
"""How the names begin of passages that tell the assessment: a criterion may be called as a section is, `evaluation`."""
_STUDY: Final = frozenset((*SECTION_IDS, "introduction"))
_SPOKEN: Final = ("paragraph", "list", "table", "quote", "footnote")
_owners: WeakKeyDictionary[Page, frozenset[str]] = WeakKeyDictionary()


def is_prompt(block: Block) -> bool:
    """Whether *block* is a prompt of the tool: what is still to be written."""
    return block.kind == "quote" and PROMPT.match(block.lines[0]) is not None


def from_study(segment: Segment) -> bool:
    """Whether the passage *segment* repeats what the proposal says under `study:`."""
    name = segment.name
    if name.startswith(ASSESSED) or PROMPT.match(segment.text):
        return False
    return name.rpartition(".")[2] in _STUDY or name == "method.proposal"


def owners(subject: Subject) -> frozenset[str]:
    """The owners of blocks whose text is people's: `people`, and ids of passages."""
    found = _owners.get(subject.page)
    if found is None:
        passages = subject.draft.passages.items()
        found = frozenset({"people", *(name for name, segment in passages if from_study(segment) or not segment.untouched)})
        _owners[subject.page] = found
    return found


def is_own(subject: Subject, block: Block) -> bool:
    """Whether *block* is text that people wrote."""
    return block.kind in _SPOKEN and block.owner in owners(subject) and not is_prompt(block)


def own_blocks(subject: Subject, indexes: Iterable[int]) -> Iterator[Block]:
    """What people wrote in the sections of the headings number *indexes*, each block once."""
    seen: set[int] = set()
    for index in indexes:
        for block in subject.page.within(index):
            if block.line not in seen and is_own(subject, block):
                seen.add(block.line)
                yield block


def own_words(subject: Subject, indexes: Iterable[int]) -> str:
    """The same as one text, on which patterns may be tried: no line in it breaks a sentence."""
    return "\n".join(flat(subject.page.prose_of(block)) for block in own_blocks(subject, indexes))


def flat(text: str) -> str:
    """*text* with single spaces, straight apostrophes and no emphasis, for patterns that look for words."""
    return " ".join(text.replace("’", "'").replace("*", "").split())


def section_of(passage: str) -> str:
    """The section that *passage* belongs to; empty when it tells the assessment."""
    return "" if passage.startswith(ASSESSED) else passage.rpartition(".")[2]


def sections_of(subject: Subject, ids: Iterable[str], titles: Iterable[str]) -> list[int]:
    """The headings of the sections *ids*: those whose name matches one of *titles*, patterns, or that have the passage of the section."""
    wanted, pattern = tuple(ids), compiled(tuple(titles))
    return [
        index
        for index, heading in enumerate(subject.page.headings)
        if (pattern and pattern.search(flat(heading.name))) or any(section_of(passage) in wanted for passage in heading.passages)
    ]


@cache
def compiled(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all *patterns*, whatever the case; None when there is none."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE) if patterns else None
