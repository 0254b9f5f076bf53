"""What templates see of the law and of the other sources. See `assess.study.view`."""

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
    """What it is on the day considered: `depuis le 26 janvier 2022`."""
    applicable: bool
    later: bool
    """It came after the day considered."""
    to_check: bool
    source: Markdown
    """Where it was read, as a link."""


class Source(Struct, frozen=True):
    """An entry of the bibliography."""

    words: Markdown
    to_check: bool
    later: bool


class References(Struct, frozen=True):
    """What the document cites."""

    law: tuple[Law, ...]
    sources: tuple[Source, ...]
