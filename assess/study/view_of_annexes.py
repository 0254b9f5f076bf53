"""The view of one annex, beside the shared view of the proposal: forms filled in, options compared, texts set side by side."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from assess.study.differences import Line
from assess.study.markdown import Markdown
from assess.study.view import Option, Said, Study
from assess.study.view_items_of_law import Law


class Piece(Struct, frozen=True):
    """Something that the proposal says about a field."""

    title: Markdown
    text: Markdown
    because: Said | None = None
    assumed: bool = False
    section: str = ""
    """The section of the study where it says so."""
    by_law: bool = False
    """It is the law that says it: a rule to follow, of which the proposal says nothing."""


class FormField(Struct, frozen=True):
    """A field of a form, and what the proposal says about it."""

    title: Markdown
    at: Markdown
    """Where the text asks for it."""
    expects: Markdown
    pieces: tuple[Piece, ...]
    silent: bool
    """The proposal itself says nothing."""
    columns: tuple[Markdown, ...]
    """A table to complete, where the proposal has none."""


class FormPart(Struct, frozen=True):
    """Fields under a title."""

    title: Markdown
    fields: tuple[FormField, ...]


class Source(Struct, frozen=True):
    """An entry of law that asks for a form."""

    law: Law
    checked: Markdown
    """The day on which it was last checked."""


class Form(Struct, frozen=True):
    """A form filled in from the proposal."""

    id: str
    title: Markdown
    to: Markdown
    law: tuple[Source, ...]
    mark: Markdown
    """What is to be said of how sure we are that the text asks for these fields; nothing when it was read there."""
    since: Markdown
    """The first day of the wording, where it is not that of the entry."""
    remark: Markdown
    parts: tuple[FormPart, ...]
    status: str
    """covers, awaited, outside, unknown… as people are told it, of the text that calls for it; empty when none does."""
    outside: tuple[Markdown, ...]
    applicable: bool
    """Its text is law on the day considered."""
    said: int
    """How many of its fields the proposal says something about."""
    asked: int


class Compared(Struct, frozen=True):
    """An option, and what is concluded of it where it was assessed."""

    option: Option
    study: Study | None
    missing: int = 0
    """How many guarantees that it requires are not given."""
    established: int = 0
    """How many principles are established."""
    own: bool = False
    """It is the use itself."""


class Provision(Struct, frozen=True):
    """A provision that an article amends."""

    article: Markdown
    object: Markdown
    title: Markdown
    source: Markdown
    new: bool
    lines: tuple[Line, ...]
    without: str
    """What is missing: current, proposed, both, or nothing."""


class Duty(Struct, frozen=True):
    """A duty of an act, and whose it is."""

    law: Law
    who: Markdown


class Shares(Struct, frozen=True):
    """Of the degrees that a principle requires, how many are reached, of a hundred; an interval where answers are missing."""

    required: Markdown
    """A dash where nothing is required."""
    established: Markdown
    """Without hypotheses nor answers whose evidence is too weak."""
    answered: Markdown
    count: Markdown
    """`3 / 5`: those reached as answered, of those required."""


class Annex(Struct, frozen=True):
    """What is proper to one annex."""

    kind: str
    number: int
    forms: tuple[Form, ...] = ()
    compared: tuple[Compared, ...] = ()
    provisions: tuple[Provision, ...] = ()
    articles: tuple[Piece, ...] = ()
    """The articles of the text: their names and their objects."""
    duties: tuple[Duty, ...] = ()
    risks: Mapping[str, Markdown] = {}
    """By guarantee."""
    places: Mapping[str, Markdown] = {}
    """By guarantee: the provisions of the law in force that give it."""
    shares: Mapping[str, Shares] = {}
    """By principle."""
