"""What templates see: the proposal, the rubric and the assessment, in words, in the language of the document.

Every text is `Markdown`, safe where it stands: values of the proposal are escaped, its Markdown is made harmless. A text that is missing is
empty. The names given as `str` are identifiers to compare with, never to show.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from assess.study.markdown import Markdown
from assess.study.view_law import References
from assess.study.view_result import Conclusion, Condition, Pathway, Principle, RedLine, Safeguard, Said


class Answer(Struct, frozen=True):
    """A fact of the proposal, answered or not."""

    id: str
    title: Markdown
    question: Markdown
    value: Markdown
    """Empty when unanswered."""
    values: tuple[str, ...]
    """The ids of the values chosen, one a field for a record."""
    assumed: bool
    because: Said | None
    applies: bool
    """False when another answer leaves it no place."""


class Item(Struct, frozen=True):
    """An item of the rubric: an assumption made, or an answer awaited."""

    id: str
    title: Markdown
    question: Markdown
    answer: Markdown
    because: Said | None


class Impact(Struct, frozen=True):
    """A consequence for someone."""

    who: Markdown
    amount: Markdown
    year: Markdown
    method: Markdown
    source: Markdown
    text: Markdown


class Option(Struct, frozen=True):
    """Another way of doing."""

    title: Markdown
    nothing: bool
    retained: bool
    less_intrusive: bool
    description: Markdown
    advantages: Markdown
    drawbacks: Markdown
    cost: Markdown
    because: Said | None


class Consultation(Struct, frozen=True):
    """Someone consulted."""

    who: Markdown
    when: Markdown
    mandatory: bool
    object: Markdown
    opinion: Markdown
    reply: Markdown


class Implementing(Struct, frozen=True):
    """A text needed to apply an article."""

    key: str
    """That of the chapter of the article."""
    article: Markdown
    object: Markdown
    text: Markdown
    competent: Markdown


class Chapter(Struct, frozen=True):
    """The scheme as a whole, or an article."""

    key: str
    """What begins the ids of its passages: `article-1.`; empty for the scheme as a whole."""
    title: Markdown
    """`Article 1er – Titre`; empty for the scheme as a whole."""
    object: Markdown
    whole: bool
    """It sets out the whole scheme: it has every section of the outline."""
    numbers: Mapping[str, str]
    """The number of each section it has, by id."""
    depths: Mapping[str, int]
    study: Mapping[str, Said]
    """What the proposal writes in each section."""
    parts_written: tuple[str, ...]
    """The parts in which it writes something."""


class Study(Struct, frozen=True):
    """The whole document."""

    lang: str
    other_language: bool
    """The proposal is written in another language."""
    title: Markdown
    """Of the text if it has one, otherwise of the proposal."""
    proposal_title: Markdown
    technology: Markdown
    date: Markdown
    as_of: Markdown
    """The day whose law applies."""
    same_day: bool
    stage: str
    organisation: Markdown
    outline: str
    """bill, members-bill, regulation, no-text or unknown."""
    text_kind: str
    text_state: str
    chapters: tuple[Chapter, ...]
    introduction: Said | None
    method: Said | None
    facts: Mapping[str, Answer]
    regime: Conclusion | None
    tiers: Mapping[str, Conclusion]
    pathway: Pathway | None
    outcome: Conclusion | None
    has_red_lines: bool
    """The rubric defines some."""
    red_lines: tuple[RedLine, ...]
    principles: Mapping[str, Principle]
    safeguards: Mapping[str, Safeguard]
    conditions: tuple[Condition, ...]
    deciding: tuple[Item, ...]
    assumed: tuple[Item, ...]
    answered: Mapping[str, tuple[int, int]]
    impacts: Mapping[str, tuple[Impact, ...]]
    """By section."""
    options: tuple[Option, ...]
    consultations: tuple[Consultation, ...]
    implementing: tuple[Implementing, ...]
    references: References
    families: tuple[str, ...]
    """The orders of law, in the order of the references."""
    rubric_title: Markdown
    rubric_description: Markdown
    rubric_name: Markdown
    """Its identifier, `mis-2021`; for the part on method, like its digest."""
    rubric_version: Markdown
    rubric_digest: Markdown
    closed_world: bool
    scores: tuple[tuple[Markdown, Markdown], ...]
