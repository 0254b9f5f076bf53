"""The outline of an impact study, read from `templates/outline.yaml`: its sections, and which of them a text of each kind calls for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct

from assess.yaml_source.document import read_document

FILE: Final = "outline.yaml"
OUTLINES: Final = ("bill", "members-bill", "regulation", "no-text", "unknown")
"""A Government bill, a members' bill, a decree or an order, no text at all, and a proposal that does not say."""
SECTION_IDS: Final = (
    *("situation", "general-framework", "constitutional-framework", "conventional-framework", "comparative-law", "need", "necessity"),
    *("objectives", "choice", "options", "retained-scheme", "impacts", "legal-impacts", "legal-order", "eu-law", "economic-impacts"),
    *("macroeconomic", "businesses", "budget", "local-authorities", "administration-impacts", "administrations", "public-employment"),
    *("social-impacts", "society", "disability", "equality", "youth", "regulated-professions", "individuals", "environment"),
    *("application", "consultation-results", "consultations", "cese", "modalities", "time", "transition", "overseas"),
    *("implementing-texts", "evaluation"),
)
"""The sections that the format of drafts knows, in order: the passages of a draft are called after them."""
_OUTLINE_OF: Final = {
    "government-bill": "bill",
    "members-bill": "members-bill",
    "decree": "regulation",
    "order": "regulation",
    "none": "no-text",
}


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A section with a title of its own."""

    depth: int
    """1 for a part (`4`), 2 (`4.2`), 3 (`4.2.1`)."""
    points: tuple[int, ...] = ()
    """The points of article 8 that it answers; 0 is its general part."""
    kinds: tuple[str, ...] = ()
    """The kinds of impacts of a proposal that belong here."""
    outlines: frozenset[str] = frozenset(OUTLINES)


class Place(Struct, frozen=True):
    """A section in the outline of one text."""

    number: str
    """`4.2.1`"""
    depth: int


class Outline(Struct, frozen=True, forbid_unknown_fields=True):
    """The sections in order, and the orders of law."""

    families: dict[str, tuple[str, ...]]
    """What the ids of the entries of each order of law begin with."""
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
        kept = {name for name, section in self.sections.items() if outline in section.outlines or section.depth == 1} | set(written)
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


def outline_of(kind: str) -> str:
    """The outline for a text of *kind*, a value of the fact `text`; `unknown` when the proposal does not say."""
    return _OUTLINE_OF.get(kind, "unknown")
