"""The readings: what each reader answered for each note, and what the rubric makes of it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from assess.commands.session import Session
from assess.model.rubric import Rubric

HERE = Path(__file__).parent


class Reading(NamedTuple):
    """One reader's answers for one note."""

    note: str
    reader: str
    levels: dict[str, int]
    """The level of each criterion answered."""
    tiers: dict[str, int]
    """The rank of each tier that is settled."""
    ways: tuple[str, ...]
    """The pathways that remain possible."""


def readings(folder: Path = HERE / "answers") -> list[Reading]:
    """Every reading, by note and reader. Raises `ValueError` for one that is no valid proposal."""
    return [_reading(path) for path in sorted(folder.glob("*/*.yaml"), key=lambda path: (path.stem, path.parent.name))]


def _reading(path: Path) -> Reading:
    read = Session(lang="fr").read(str(path))
    if read.proposal is None or read.method is None:
        raise ValueError(f"{path}: {[(finding.id, finding.place.line) for finding in read.findings]}")
    assessment = read.method.evaluator.assess(read.proposal, read.as_of)
    ranks = _ranks(read.method.evaluator.rubric)
    return Reading(
        path.stem,
        path.parent.name,
        {name: answer.level for name, answer in read.proposal.criteria.items() if answer.level is not None},
        {name: ranks[name][tier.possible[0]] for name, tier in assessment.tiers if len(tier.possible) == 1},
        tuple(f"{way.action}/{way.norm}".rstrip("/") for way in assessment.pathway.possible) if assessment.pathway else (),
    )


def _ranks(rubric: Rubric) -> dict[str, dict[str, int]]:
    return {tier.id: {level.id: rank for rank, level in enumerate(tier.levels)} for tier in rubric.tiers}


def units(all_readings: list[Reading], what: str) -> dict[tuple[str, str], list[int]]:
    """The ranks given to each thing judged: (criterion or tier, note) → one a reader. *what*: `levels` or `tiers`."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for reading in all_readings:
        for name, rank in getattr(reading, what).items():
            found[name, reading.note].append(rank)
    return dict(found)


def agreement(all_readings: list[Reading]) -> tuple[int, int]:
    """Of the pairs of readings of one note, how many lead to exactly the same pathways, and how many pairs there are."""
    pairs = [(one, other) for at, one in enumerate(all_readings) for other in all_readings[at + 1 :] if one.note == other.note]
    return sum(one.ways == other.ways for one, other in pairs), len(pairs)
