"""Who wrote which text of a draft: the only place that says so.

People own what stands outside passages, headings included, and the passages they changed, those kept at the end of the draft with them. The
passages that repeat what the proposal says, under `study:` or of the object of an article, hold people's words too. Everything else is the
tool's: its passages, what it offers beside a passage that people changed, and its prompts, wherever they stand.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from assess.study.outline import SECTION_IDS
from assess.study.passages import Segment

PROMPT: Final = re.compile(r"[> \t]*\*\*(?:À rédiger|To be written)[  ]?\.\*\*")
"""How the prompts of the templates begin."""
ASSESSED: Final = ("condition.", "principle.", "red-line.")
"""How the names begin of passages that tell the assessment: a criterion may be called as a section is, `evaluation`."""
_FROM_PROPOSAL: Final = frozenset((*SECTION_IDS, "introduction", "object"))
"""How the names end of passages that repeat the proposal, unless they hold a prompt."""
_TEXT: Final = ("paragraph", "list", "table", "quote", "footnote")


class Author(Enum):
    """Who wrote a block."""

    PEOPLE = "people"
    """In the draft itself."""
    PROPOSAL = "proposal"
    """People too, in the proposal; the tool renews it."""
    TOOL = "tool"
    OFFER = "offer"
    """The tool, beside a passage that people changed: no part of the study yet, unless people worked on it."""


def author_of(segment: Segment) -> Author:
    """Who wrote the *segment* of a draft as a whole."""
    if segment.kind == "offer" and segment.untouched:
        return Author.OFFER
    if segment.kind == "people" or not segment.untouched:
        return Author.PEOPLE
    name = segment.name
    repeats = name == "method.proposal" or section_of(name) in _FROM_PROPOSAL
    return Author.PROPOSAL if repeats and not PROMPT.match(segment.text) else Author.TOOL


def author_within(author: Author, kind: str, line: str) -> Author:
    """Who wrote a block of *kind* that begins with *line*, in a segment of *author*: prompts stay the tool's where people keep them."""
    return Author.TOOL if author is not Author.OFFER and is_prompt(kind, line) else author


def is_prompt(kind: str, line: str) -> bool:
    """Whether a block of *kind* that begins with *line* says what is still to be written."""
    return kind == "quote" and PROMPT.match(line) is not None


def is_written(author: Author, kind: str) -> bool:
    """Whether a block of *kind* by *author* is text that people wrote, here or in the proposal."""
    return kind in _TEXT and author in (Author.PEOPLE, Author.PROPOSAL)


def section_of(passage: str) -> str:
    """The section that *passage* belongs to; empty when it tells the assessment."""
    return "" if passage.startswith(ASSESSED) else passage.rpartition(".")[2]
