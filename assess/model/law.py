"""What a rubric rests on: dated law entries, other sources, and citations of them."""

from bisect import bisect_right

from msgspec import Struct

CERTAINTIES = ("confirmed", "secondary", "inferred", "memory")
"""How sure we are that a source says what it is cited for, surest first. Only the first needs no check."""

STATUSES = ("in-force", "ended", "struck-down", "unknown")
"""What a law entry may be from a date on."""


class Citation(Struct, frozen=True):
    """A reference to `law:<id>` or `source:<id>`."""

    ref: str
    at: str = ""
    """Where in it: a paragraph, a chapter."""
    certainty: str = ""
    """One of `CERTAINTIES`; empty: that of the entry cited."""
    note: dict[str, str] | None = None


class Source(Struct, frozen=True):
    """An entry of the bibliography."""

    id: str
    title: dict[str, str]
    author: str
    date: str
    url: str
    certainty: str
    cite: dict[str, str] | None = None
    """How notes call it, when its title is long."""


class LawEntry(Struct, frozen=True):
    """A provision or a decision, with the dates at which it changed."""

    id: str
    title: dict[str, str]
    cite: dict[str, str]
    """As a drafter cites it."""
    requires: dict[str, str]
    dates: tuple[tuple[int, str], ...]
    """`(ordinal day, status)`, oldest first: the status holds from that day to the next entry."""
    replaced_by: str
    source_title: str
    source_url: str
    last_checked: str
    certainty: str

    def status(self, day: int) -> str:
        """What the entry is on the ordinal *day*: one of `STATUSES`, or empty before its first date."""
        at = bisect_right([since for since, _ in self.dates], day)
        return self.dates[at - 1][1] if at else ""
