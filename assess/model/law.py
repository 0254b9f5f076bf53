"""What a rubric rests on: dated law entries and what they give, texts and what they cover, domains, other sources, citations."""

from bisect import bisect_right

from msgspec import Struct

from assess.conditions import nodes

CERTAINTIES = ("confirmed", "secondary", "inferred", "memory")
"""How sure we are that a source says what it is cited for, surest first. Only the first needs no check."""

STATUSES = ("in-force", "ended", "struck-down", "unknown")
"""What a law entry may be from a date on."""


def doubt(certainty: str, own: str) -> str:
    """The mark of a citation of that *certainty* (empty: its own) of a text whose *own* certainty is given; nothing where none is due.

    What is inferred from a text that was read is said to be so: there is nothing to check but the reasoning.
    """
    if (certainty or own) == "confirmed":
        return ""
    return "inferred" if certainty == "inferred" and own == "confirmed" else "to-check"


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


class Gift(Struct, frozen=True):
    """A guarantee that an entry itself gives while it holds."""

    safeguard: str
    at: str
    """Where in it."""
    instrument: int
    """The rank at which it is given."""
    since: int = 0
    """The first day of the wording, as an ordinal; 0: that of the entry."""
    until: int = 0
    """Its last day; 0: none."""
    certainty: str = ""
    """One of `CERTAINTIES`; empty: that of the entry."""


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
    applies: nodes.Condition | None = None
    """The uses for which it holds; None: any."""
    gives: tuple[Gift, ...] = ()
    uses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The facts, each with values, of the uses for which it may be invoked as an authority; empty: any."""
    awaited: tuple[tuple[int, int], ...] = ()
    """`(ordinal day, ordinal day)`, oldest first: from the first on, the day set for it to apply was the second."""
    added: str = ""
    """The file of the service that added it; empty: it is the rubric's own."""

    def status(self, day: int) -> str:
        """What the entry is on the ordinal *day*: one of `STATUSES`, or empty before its first date."""
        at = bisect_right([since for since, _ in self.dates], day)
        return self.dates[at - 1][1] if at else ""

    def expected(self, day: int) -> int | None:
        """The day on which it was, as the law stood on the ordinal *day*, to apply first; None where it has no date."""
        set_then = [first for since, first in self.awaited if since <= day]
        return set_then[-1] if set_then else next((since for since, _ in self.dates), None)


class Limit(Struct, frozen=True):
    """What a text requires of a use that it covers."""

    id: str
    when: nodes.Condition
    outside: dict[str, str]
    """What is said of a use that steps outside."""
    at: str
    certainty: str

    @property
    def supposed(self) -> bool:
        """Whether it is but what is thought of a text that nobody read: it excludes nothing for certain."""
        return self.certainty == "memory"


class Cover(Struct, frozen=True):
    """A text, of one or several entries, that authorises a use, with all the limits within which the use must stay."""

    id: str
    title: dict[str, str]
    law: tuple[Citation, ...]
    in_force: nodes.Condition
    applicable: nodes.Condition | None
    """Whether there is the implementing text without which it cannot be applied; None: it needs none."""
    concerns: nodes.Condition
    """The uses for which it is the text to look at."""
    read: nodes.Condition | None
    """Where the limits are all known; elsewhere the wording was not read, and nothing shows that the use stays within. None: everywhere."""
    covers: tuple[Limit, ...]
    upheld: tuple[Citation, ...]
    """The decisions that upheld it for its purposes."""
    added: str = ""
    """The file of the service that added it, or put it in place of ours; empty: it is the rubric's own."""

    @property
    def carried_by(self) -> tuple[str, ...]:
        """The entries, as `law:<id>`, by which it is in force: who speaks of one of them speaks of this text."""
        return tuple(dict.fromkeys(name for name in nodes.reads(self.in_force) if name.startswith("law:")))


class Closing(Struct, frozen=True):
    """From when a domain is closed, and what norm a use of it needs where no text covers it."""

    since: int
    """An ordinal day."""
    needs: str
    """One of `CLOSING`."""
    when: nodes.Condition | None
    """The uses of the domain concerned; None: all."""
    sources: tuple[Citation, ...]


class Domain(Struct, frozen=True):
    """Uses of which the dated entries are the whole list of texts."""

    id: str
    title: dict[str, str]
    when: nodes.Condition
    periods: tuple[Closing, ...]
    """Newest first."""
    sources: tuple[Citation, ...]
    texts: tuple[tuple[str, dict[str, str]], ...] = ()
    """The texts of the domain made for other uses, each with what they are made for: why they do not cover the rest."""


CLOSING = ("regulation", "statute")
"""The norms that a closed domain may need."""
STATED_TEXT = ("in-force", "regulation", "struck-down", "none")
"""What a proposal may state of the text of its own on which it rests, a statute or (`regulation`) less: the values of `stated_text`."""
