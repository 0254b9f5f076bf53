"""What templates are given of the law: the texts made for such uses, those that the proposal states, the closed domains."""

from msgspec import Struct

from assess.study.markdown import Markdown


class Stated(Struct, frozen=True):
    """A text whose state the proposal tells; its *own* when the rubric does not know it."""

    cite: Markdown
    state: Markdown
    source: Markdown
    own: bool


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


class Domain(Struct, frozen=True):
    """A closed domain, in which the texts known are all there are."""

    title: Markdown
    norm: Markdown
    """By what a use without text is opened: `une loi`."""
    note: Markdown
