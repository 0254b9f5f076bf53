"""What templates see of the people behind a proposal: who answered, and who reviewed it."""

from __future__ import annotations

from msgspec import Struct

from assess.study.markdown import Markdown


class AnsweredBy(Struct, frozen=True):
    """An answer whose author the proposal names."""

    id: str
    title: Markdown
    """Of what is answered."""
    who: Markdown
    when: Markdown


class Review(Struct, frozen=True):
    """A sign-off, a reservation or a dissent."""

    who: Markdown
    role: Markdown
    when: Markdown
    opinion: str
    """sign-off, reservation or dissent."""
    reservations: Markdown
    stale: bool
    """The proposal has changed since."""
