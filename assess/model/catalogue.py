"""The technologies of a rubric: what each is, its weak points, its precedents, the law that has framed it.

No rule reads these texts: they are for people. They are kept apart from the rest of a rubric and made only when they are read, so that
scoring does not pay for them.
"""

from collections.abc import Iterator

from msgspec import Struct

from assess.model.law import Citation

Text = dict[str, str]


class Attention(Struct, frozen=True):
    """A weak point of a technology."""

    id: str
    text: Text
    criteria: tuple[str, ...]
    """The criteria that measure it, as `principle.criterion`."""
    safeguards: tuple[str, ...]
    """The guarantees that answer it."""
    sources: tuple[Citation, ...]


class Period(Struct, frozen=True):
    """The law of a technology from a day on, until the next period."""

    since: int
    """An ordinal day."""
    text: Text
    sources: tuple[Citation, ...]


class Technology(Struct, frozen=True):
    """One technology of the catalogue; its title is that of the value of the fact `technology`."""

    id: str
    what: Text
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    """What its uses usually answer: facts, each with its values."""
    attention: tuple[Attention, ...]
    precedents: tuple[Citation, ...]
    """Decisions, each with a note on what it held."""
    frame: tuple[Period, ...]
    """Oldest first."""
    sources: tuple[Citation, ...]

    def law_of(self, day: int) -> Period | None:
        """The period in which the ordinal *day* falls."""
        return next((period for period in reversed(self.frame) if period.since <= day), None)


class Catalogue(Struct, frozen=True):
    """Technologies in the order of the files."""

    technologies: tuple[Technology, ...] = ()

    def __iter__(self) -> Iterator[Technology]:
        """Go through them."""
        return iter(self.technologies)

    def of(self, name: str) -> Technology | None:
        """The technology *name*, if the catalogue has it."""
        return next((found for found in self if found.id == name), None)
