"""What templates see of what a proposal itself brings: its texts, options, impacts, consultations, articles. See `assess.study.view`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from assess.study.markdown import Markdown


class Said(Struct, frozen=True):
    """A text that people wrote in Markdown: one paragraph, or several blocks."""

    text: Markdown
    short: bool
    """Whether it is one paragraph, which may follow other words on a line."""


class Compared(Struct, frozen=True):
    """A use, one of its purposes or another option, on the indicators on which they are compared; empty where it was not assessed."""

    title: Markdown
    regime: Markdown
    tiers: Mapping[str, Markdown]
    direction: Markdown
    missing: Markdown
    """The guarantees that it would need and certainly has not."""


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
    fate: str
    """retained, set-aside, or not-said where no option is marked as retained."""
    less_intrusive: bool
    description: Markdown
    advantages: Markdown
    drawbacks: Markdown
    cost: Markdown
    because: Said | None
    assessed: Compared | None
    """The proposal that describes it, assessed."""


class Event(Struct, frozen=True):
    """Something of the timetable, and when."""

    when: Markdown
    kind: str
    """drawn-up, consulted, expires, applies."""
    what: Markdown


class Consultation(Struct, frozen=True):
    """Someone consulted."""

    who: Markdown
    when: Markdown
    mandatory: bool
    object: Markdown
    opinion: Markdown
    reply: Markdown


class Indicator(Struct, frozen=True):
    """What an evaluation will measure; in words, like all the rest."""

    name: Markdown
    unit: Markdown
    source: Markdown
    baseline: Markdown
    target: Markdown
    date: Markdown


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
