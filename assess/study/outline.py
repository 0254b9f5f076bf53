"""The outline of an impact study, read from `templates/outline.yaml`: its sections, and which of them a text of each kind calls for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct

from assess.model.constants import STUDY_SECTIONS
from assess.yaml_source.document import read_document

FILE: Final = "outline.yaml"
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


class Place(Struct, frozen=True):
    """A section in the outline of one text."""

    number: str
    """`4.2.1`"""
    depth: int


class Outline(Struct, frozen=True, forbid_unknown_fields=True):
    """The sections in order, and the orders of law."""

    families: dict[str, tuple[str, ...]]
    """What the ids of the entries of each order of law begin with."""
    texts: dict[str, str]
    """The outline for each kind of text, a value of the fact `text`; `unknown` when the proposal does not say."""
    sections: dict[str, Section]

    @classmethod
    def read(cls, text: str) -> Outline:
        """The outline that the YAML *text* describes. Raises `msgspec.ValidationError`."""
        return msgspec.convert(read_document(text, FILE).root, type=cls)

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
        for name, depth in self._with_titles(kept).items():
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
