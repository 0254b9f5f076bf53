"""Bounds of what is derived: tiers, closed choices, the score of a principle, what is required of it.

Each is a closure over the vector; see `logic` for the form of values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assess.engine.logic import FALSE, TRUE, UNKNOWN, Vector

Bound = Callable[[Vector], Any]
Rules = list[tuple[int, int]]
"""For each rule, the slot of its truth and what it concludes: a bit, or a number."""


def extreme(rules: Rules, default: int, everything: int, *, highest: bool) -> Bound:
    """The mask of what the highest (or lowest) of the rules that hold can be. A higher level is a higher bit."""

    def mask(v: Vector) -> int:
        certain = possible = 0
        for at, bit in rules:
            truth = v[at]
            if truth == TRUE:
                certain |= bit
            elif truth:
                possible |= bit
        if not certain:
            return possible | (default or everything)
        if highest:
            top = 1 << (certain.bit_length() - 1)
            return top | (possible & -(top << 1))
        bottom = certain & -certain
        return bottom | (possible & (bottom - 1))

    return mask


def first(rules: Rules, default: int, everything: int) -> Bound:
    """The mask of what the first of the rules that hold can be; *everything* when none may hold and there is no default."""

    def mask(v: Vector) -> int:
        found = 0
        for at, bit in rules:
            truth = v[at]
            if truth:
                found |= bit
                if truth == TRUE:
                    return found
        return found | (default or everything)

    return mask


def at_least(rules: Rules, base: int) -> Bound:
    """`(low, high)` of the greatest number among the rules that hold, *base* when none does."""

    def interval(v: Vector) -> tuple[int, int]:
        low = high = base
        for at, number in rules:
            truth = v[at]
            if truth:
                high = max(high, number)
                if truth == TRUE:
                    low = max(low, number)
        return low, high

    return interval


Ratio = tuple[int, int]
"""A fraction of non-negative numbers, `(numerator, denominator)`."""


def mean_score(criteria: list[tuple[int, int]]) -> Bound:
    """`(low, high, empty)`: bounds, as ratios out of 100, of the weighted mean of the levels of *criteria* (slot, weight).

    *empty* says whether nothing applies. A criterion that may not apply is counted in when that moves the bound outwards.
    """

    def score(v: Vector) -> tuple[Ratio, Ratio, int]:
        weight = low = high = 0
        doubtful = []
        for at, w in criteria:
            lowest, highest, applies = v[at]
            if applies == TRUE:
                weight += w
                low += w * lowest
                high += w * highest
            elif applies:
                doubtful.append((lowest, highest, w))
        if not doubtful:
            return ((25 * low, weight), (25 * high, weight), FALSE) if weight else ((0, 1), (0, 1), TRUE)
        empty = FALSE if weight else UNKNOWN
        return _outermost(doubtful, weight, low, 0), _outermost(doubtful, weight, high, 1), empty

    return score


def _outermost(doubtful: list[tuple[int, int, int]], weight: int, total: int, end: int) -> Ratio:
    # Adding terms in order of distance, as long as each moves the mean outwards, gives the extreme mean.
    for item in sorted(doubtful, key=lambda found: found[end], reverse=bool(end)):
        level, w = item[end], item[2]
        if weight and (level * weight <= total if end else level * weight >= total):
            break
        weight += w
        total += w * level
    return 25 * total, weight


def below(score: tuple[Ratio, Ratio, int], required: int) -> int:
    """Whether *score* is below *required* (out of 100). Where nothing applies, nothing is missing."""
    (low, low_of), (high, high_of), empty = score
    if low >= required * low_of or empty == TRUE:
        return FALSE
    if high < required * high_of and empty == FALSE:
        return TRUE
    return UNKNOWN


def rounded(ratio: Ratio, *, up: bool) -> int:
    """*ratio* in tenths, rounded down or up."""
    number, of = ratio
    return -(-10 * number // of) if up else 10 * number // of
