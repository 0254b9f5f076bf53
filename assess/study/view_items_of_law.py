"""What templates see of the law: provisions and decisions, texts, closed domains, the list of references. See `assess.study.view`."""

from __future__ import annotations

from msgspec import Struct

from assess.study.markdown import Markdown


class Law(Struct, frozen=True):
    """A provision or a decision."""

    id: str
    family: str
    """constitution, union, foreign or domestic."""
    central: bool
    """It bears on the conclusion itself, not only on a guarantee among others."""
    cite: Markdown
    title: Markdown
    requires: Markdown
    state: Markdown
    """What it is on the day considered: `applicable depuis le 26 janvier 2022`; nothing for what holds and names its day."""
    applicable: bool
    later: bool
    """It came after the day considered."""
    to_check: bool
    source: Markdown
    """Where it was read, as a link."""


class Stated(Struct, frozen=True):
    """A text whose state the proposal tells; its *own* when the rubric does not know it."""

    cite: Markdown
    state: Markdown
    source: Markdown
    own: bool


class Source(Struct, frozen=True):
    """An entry of the bibliography."""

    words: Markdown
    cite: Markdown
    """How notes call it."""
    to_check: bool
    later: bool


class References(Struct, frozen=True):
    """What the document cites."""

    law: tuple[Law, ...]
    sources: tuple[Source, ...]


class Text(Struct, frozen=True):
    """A text made for such uses; *said*: its status as people are told it, also outside-anyway and unread."""

    id: str
    title: Markdown
    status: str
    """covers, awaited, outside or unknown."""
    said: str
    note: Markdown
    outside: tuple[Markdown, ...]
    """What it does not cover of the use."""
    upheld: Markdown
    """The footnote of the decisions that upheld it for its purposes; empty when none did, or when it does not cover the use."""


class Looked(Struct, frozen=True):
    """A text of a closed domain that is made for other uses."""

    title: Markdown
    why: Markdown
    """What it is made for."""
    note: Markdown


class Domain(Struct, frozen=True):
    """A closed domain, in which the texts known are all there are."""

    title: Markdown
    norm: Markdown
    """By what a use without text is opened: `une loi`."""
    note: Markdown
    texts: tuple[Looked, ...]
    """Those made for other uses."""
