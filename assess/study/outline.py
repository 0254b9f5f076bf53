"""The outline of an impact study, read from `templates/outline.yaml`: its sections, and which of them a text of each kind calls for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

import msgspec
from msgspec import Struct

from assess.model.constants import STUDY_SECTIONS
from assess.yaml_source.document import read_document

FILE: Final = "outline.yaml"
DEEPEST: Final = 3
"""The depth of the sections under a title that has no text of its own."""
UNKNOWN: Final = "unknown"
"""The outline of a text of which the proposal does not say enough."""
SECTION_IDS: Final = (
    *STUDY_SECTIONS[1:-1],
    *("situation", "need", "choice", "impacts", "legal-impacts", "economic-impacts", "administration-impacts", "social-impacts"),
    *("application", "consultation-results", "modalities"),
)
"""The sections that the format of drafts knows, whose ids passages bear: those for a text of the proposal, and titles above them."""


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A section with a title of its own."""

    depth: int
    """1 for a part (`4`), 2 (`4.2`), 3 (`4.2.1`)."""
    points: tuple[int, ...] = ()
    """The points of article 8 that it answers; 0 is its general part."""
    kinds: tuple[str, ...] = ()
    """The kinds of impacts of a proposal that belong here."""
    outlines: frozenset[str] = frozenset()
    """The outlines that call for it; none: all of them."""


When = Mapping[str, tuple[str, ...]]
"""Facts, `text.kind` for a field of a record, each with the values its answer may hold, "" when there is none: all of it is among them."""


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """The outline of the texts of one kind and author."""

    when: tuple[When, ...] = ()
    """What the answers are where this outline is called for, in as many ways as there are; none: never by itself."""
    says: dict[str, str] = {}
    """The sentences that it says otherwise: in place of each, another."""
    tables: frozenset[str] = frozenset()
    """The tables that stand before its parts: `consultations`, `implementing`."""


class Place(Struct, frozen=True):
    """A section in the outline of one text."""

    number: str
    """`4.2.1`"""
    depth: int


class Outline(Struct, frozen=True, forbid_unknown_fields=True):
    """The sections in order, and the orders of law."""

    families: dict[str, tuple[str, ...]]
    """What the ids of the entries of each order of law begin with."""
    kinds: dict[str, Kind]
    """The outlines, the first of which whose answers are given is the one of a proposal; `unknown` when none is."""
    sections: dict[str, Section]
    indicators: dict[str, tuple[When, ...]] = {}
    """The indicators that an evaluation after the event may follow, and where each has its place; none: everywhere."""
    steps: dict[str, Literal["before", "after"]] = {}
    """The actions of a pathway for which the decision note says who does what, before the texts to write or after."""
    founding: frozenset[str] = frozenset()
    """The sources on which a whole rubric rests: the method names them once, notes do not."""

    @classmethod
    def read(cls, text: str) -> Outline:
        """The outline that the YAML *text* describes. Raises `msgspec.ValidationError`."""
        return msgspec.convert(read_document(text, FILE).root, type=cls)

    def kind_for(self, answers: Mapping[str, Sequence[str]]) -> str:
        """The outline that the *answers* call for: the values of each fact, by its id, and of each field of a record."""
        return next((name for name, kind in self.kinds.items() if kind.when and holds(kind.when, answers)), UNKNOWN)

    def indicators_for(self, answers: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """The indicators that have their place with these *answers*."""
        return tuple(name for name, when in self.indicators.items() if holds(when, answers))

    def family_of(self, law: str) -> str:
        """The order of law to which the entry *law* belongs."""
        return next((family for family, beginnings in self.families.items() if law.startswith(beginnings)), "domestic")

    def of_kinds(self, kinds: Iterable[str]) -> list[str]:
        """The sections where impacts of *kinds* belong."""
        wanted = set(kinds)
        return [name for name, section in self.sections.items() if wanted.intersection(section.kinds)]

    def places(self, outline: str, written: Iterable[str]) -> dict[str, Place]:
        """The sections of *outline*, numbered, by id: what it calls for, and those *written* in the proposal, with the titles above them.

        Without an outline: the five parts, and what is written.
        """
        called = [name for name, section in self.sections.items() if outline in (section.outlines or (outline,)) and outline]
        kept = {*called, *written, *(name for name, section in self.sections.items() if section.depth == 1)}
        places: dict[str, Place] = {}
        counts = [0, 0, 0]
        for name, depth in _without_lone(self._with_titles(kept)).items():
            counts[depth - 1] += 1
            counts[depth:] = [0] * (3 - depth)
            places[name] = Place(".".join(str(count) for count in counts[:depth]), depth)
        return places

    def _with_titles(self, kept: set[str]) -> dict[str, int]:
        """The sections *kept* and the titles above them, with their depths; a title with nothing under it goes, unless it is a part's."""
        depth_of: dict[str, int] = {}
        above: list[tuple[str, int]] = []
        depths = [section.depth for section in self.sections.values()]
        for (name, section), following in zip(self.sections.items(), [*depths[1:], 0], strict=True):
            above = [*(upper for upper in above if upper[1] < section.depth), (name, section.depth)]
            if name in kept and (section.depth == 1 or following <= section.depth):
                depth_of |= dict(above)
        return depth_of

    def parts_of(self, written: Iterable[str]) -> list[str]:
        """The parts, sections of depth 1, in which the sections *written* stand."""
        names, parts, part = set(written), [], ""
        for name, section in self.sections.items():
            part = name if section.depth == 1 else part
            if name in names and part not in parts:
                parts.append(part)
        return parts


def _without_lone(depths: Mapping[str, int]) -> dict[str, int]:
    """The sections with their *depths*, one that stands alone under a title taking the place of that title."""
    names = [*depths, ""]
    made = dict(depths)
    for before, name, after in zip(names, names[1:], names[2:], strict=False):
        if depths[before] == DEEPEST - 1 and depths[name] == DEEPEST and depths.get(after, 0) < DEEPEST:
            made[name] = made.pop(before)
    return {name: made[name] for name in depths if name in made}


def holds(when: Sequence[When], answers: Mapping[str, Sequence[str]]) -> bool:
    """Whether one of *when* is true of the *answers*, or there is none."""
    return not when or any(all(_within(answers.get(fact, ()), values) for fact, values in one.items()) for one in when)


def _within(given: Sequence[str], values: tuple[str, ...]) -> bool:
    """Whether all that is *given* is among *values*; nothing given is `""`."""
    return set(given or ("",)).issubset(values)
