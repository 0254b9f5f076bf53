"""The sections of an impact study, in the order in which such studies are published, and which of them a text of each kind calls for.

Article 8 of organic act no. 2009-403 lists nine points; each section says which of them it answers.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

BILL, MEMBERS_BILL, REGULATION, NO_TEXT, UNKNOWN = "bill", "members-bill", "regulation", "no-text", "unknown"
OUTLINES = (BILL, MEMBERS_BILL, REGULATION, NO_TEXT, UNKNOWN)
"""A Government bill, a members' bill, a decree or an order, no text at all, and a proposal that does not say."""

_EVERY = frozenset(OUTLINES)
_BILLS = frozenset((BILL, UNKNOWN, MEMBERS_BILL))
_TEXTS = _BILLS | {REGULATION}
_GOVERNMENT = frozenset((BILL, UNKNOWN))


class Section(Struct, frozen=True):
    """A section with a title of its own."""

    id: str
    depth: int
    """1 for a part (`4`), 2 (`4.2`), 3 (`4.2.1`)."""
    outlines: frozenset[str] = _EVERY
    kinds: tuple[str, ...] = ()
    """The kinds of impacts of a proposal that belong here."""
    points: tuple[int, ...] = ()
    """The points of article 8 that it answers; 0 is its general part: objectives, options, reasons."""


SECTIONS = (
    Section("situation", 1),
    Section("general-framework", 2, points=(2,)),
    Section("constitutional-framework", 2),
    Section("conventional-framework", 2, points=(1,)),
    Section("comparative-law", 2, _BILLS),
    Section("need", 1),
    Section("necessity", 2, points=(0,)),
    Section("objectives", 2, points=(0,)),
    Section("choice", 1),
    Section("options", 2, points=(0,)),
    Section("retained-scheme", 2),
    Section("impacts", 1),
    Section("legal-impacts", 2, _TEXTS),
    Section("legal-order", 3, _TEXTS, ("legal",), (1,)),
    Section("eu-law", 3, _TEXTS, points=(1,)),
    Section("economic-impacts", 2),
    Section("macroeconomic", 3, _GOVERNMENT, ("economic",), (5,)),
    Section("businesses", 3, _TEXTS, ("companies",), (5,)),
    Section("budget", 3, kinds=("budget",), points=(5,)),
    Section("local-authorities", 2, kinds=("local-authorities",), points=(5,)),
    Section("administration-impacts", 2),
    Section("administrations", 3, kinds=("administrations",), points=(5,)),
    Section("public-employment", 3, _GOVERNMENT, ("employment",), (6,)),
    Section("social-impacts", 2, _BILLS),
    Section("society", 3, _BILLS, ("social",), (5,)),
    Section("disability", 3, _GOVERNMENT, points=(5,)),
    Section("equality", 3, _GOVERNMENT, points=(5,)),
    Section("youth", 3, _GOVERNMENT, points=(5,)),
    Section("regulated-professions", 3, _GOVERNMENT, points=(5,)),
    Section("individuals", 2, kinds=("individuals", "fundamental-rights"), points=(5,)),
    Section("environment", 2, _GOVERNMENT, ("environment",), (5,)),
    Section("application", 1),
    Section("consultation-results", 2),
    Section("consultations", 3, points=(7,)),
    Section("cese", 3, _GOVERNMENT, points=(8,)),
    Section("modalities", 2),
    Section("time", 3, points=(3,)),
    Section("transition", 3, _GOVERNMENT, points=(3,)),
    Section("overseas", 3, _TEXTS, points=(4,)),
    Section("implementing-texts", 3, _TEXTS, points=(9,)),
    Section("evaluation", 3),
)


class Place(Struct, frozen=True):
    """A section in an outline."""

    number: str
    """`4.2.1`"""
    depth: int


def outline_of(kind: str) -> str:
    """The outline for a text of *kind*, a value of the fact `text`; empty when the proposal does not say."""
    known = {"government-bill": BILL, "members-bill": MEMBERS_BILL, "decree": REGULATION, "order": REGULATION, "none": NO_TEXT}
    return known.get(kind, UNKNOWN)


def places(outline: str, written: Iterable[str]) -> dict[str, Place]:
    """The sections of *outline*, numbered, by id: what it calls for, and those *written* in the proposal, with the titles above them.

    Without an outline: the five parts, and what is written.
    """
    kept = {section.id for section in SECTIONS if outline in section.outlines or section.depth == 1} | set(written)
    found: dict[str, Place] = {}
    counts = [0, 0, 0]
    for section in _with_titles(kept):
        counts[section.depth - 1] += 1
        counts[section.depth :] = [0] * (3 - section.depth)
        found[section.id] = Place(".".join(str(count) for count in counts[: section.depth]), section.depth)
    return found


def _with_titles(kept: set[str]) -> list[Section]:
    """The sections *kept* and the titles above them; a title with nothing under it goes, unless it is that of a part."""
    found: dict[str, Section] = {}
    above: list[Section] = []
    for at, section in enumerate(SECTIONS):
        above = [*(upper for upper in above if upper.depth < section.depth), section]
        is_title = at + 1 < len(SECTIONS) and SECTIONS[at + 1].depth > section.depth
        if section.id in kept and (section.depth == 1 or not is_title):
            found |= {upper.id: upper for upper in above}
    return list(found.values())


def parts_of(written: Iterable[str]) -> list[str]:
    """The parts, sections of depth 1, in which the sections *written* stand."""
    names, found, part = set(written), [], ""
    for section in SECTIONS:
        part = section.id if section.depth == 1 else part
        if section.id in names and part not in found:
            found.append(part)
    return found
