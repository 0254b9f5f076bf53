"""`python -m tests.clarity [FOLDER]`: prints how far the readers agree, criterion by criterion, the least agreed first."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

from tests.clarity.alpha import alpha
from tests.clarity.readings import Reading, agreement, readings, units


def main(arguments: list[str]) -> int:
    """Print the figures of the readings in the folder given (default: `answers`)."""
    found = readings(*map(Path, arguments[:1]))
    sys.stdout.write("\n".join(figures(found)) + "\n")
    return 0


def figures(found: list[Reading]) -> list[str]:
    """The lines of the report."""
    levels, tiers = units(found, "levels"), units(found, "tiers")
    same, pairs = agreement(found)
    lines = [
        f"readings: {len(found)}, of {len({reading.note for reading in found})} notes by {len({reading.reader for reading in found})} readers",
        f"levels: alpha {_shown(alpha(levels.values()))} over {sum(len(unit) > 1 for unit in levels.values())} judgements made twice or more",
        f"tiers: alpha {_shown(alpha(tiers.values()))}",
        f"pathways: {same} of {pairs} pairs of readings agree exactly",
        "",
    ]
    return lines + [_criterion(name, found) for name in sorted({name for name, _ in levels}, key=lambda name: _spread(name, levels))]


def _criterion(name: str, found: list[Reading]) -> str:
    given = {note: unit for (criterion, note), unit in units(found, "levels").items() if criterion == name}
    told = " ".join(f"{note.partition('-')[0]}:{','.join(map(str, unit))}" for note, unit in sorted(given.items()))
    return f"{_shown(alpha(given.values())):>6}  {name:42} {told}"


def _spread(name: str, levels: dict[tuple[str, str], list[int]]) -> tuple[int, str]:
    """Those on which readers are furthest apart come first."""
    return -sum(max(unit) - min(unit) for (criterion, _), unit in levels.items() if criterion == name), name


def _shown(value: Fraction | None) -> str:
    return "–" if value is None else f"{float(value):.2f}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
