"""Krippendorff's alpha for ordinal values (K. Krippendorff, *Content Analysis*, chapter on reliability), in exact fractions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction


def alpha(units: Iterable[Sequence[int]]) -> Fraction | None:
    """The alpha of *units*: for each thing judged, the ranks given by those who judged it, whoever they are.

    1: all agree; 0: no better than chance. A unit judged once says nothing. `None` when nothing was judged twice, or all the values
    given are the same, so that agreement cannot be told from chance.
    """
    paired = [unit for unit in units if len(unit) > 1]
    totals = Counter(value for unit in paired for value in unit)
    count = sum(totals.values())
    if len(totals) < 2:
        return None
    distance = _distances(totals)
    observed = sum((_within(unit, distance) / (len(unit) - 1) for unit in paired), Fraction(0)) / count
    expected = sum(
        (totals[one] * totals[other] * distance[one, other] for one in totals for other in totals if one != other), Fraction(0)
    ) / (count * (count - 1))
    return 1 - observed / expected


def _within(unit: Sequence[int], distance: dict[tuple[int, int], Fraction]) -> Fraction:
    return sum((distance[one, other] for i, one in enumerate(unit) for j, other in enumerate(unit) if i != j), Fraction(0))


def _distances(totals: Counter[int]) -> dict[tuple[int, int], Fraction]:
    """The squared ordinal distance of each two values: the number of values given between them, those at both ends counted half."""
    values = sorted(totals)
    found: dict[tuple[int, int], Fraction] = {}
    for one in values:
        for other in values:
            low, high = min(one, other), max(one, other)
            between = sum(totals[value] for value in values if low <= value <= high)
            found[one, other] = (between - Fraction(totals[low] + totals[high], 2)) ** 2
    return found
