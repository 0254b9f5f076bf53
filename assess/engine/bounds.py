"""Bounds of what is derived: tiers, closed choices, the score of a principle, what is required of it.

Each is a closure over the vector; see `logic` for the form of values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assess.engine.logic import FALSE, NO_VALUE, TRUE, UNKNOWN, Vector

Bound = Callable[[Vector], Any]
Rules = Sequence[tuple[int, int]]
"""For each rule, the slot of its truth and what it concludes: a bit, or a number."""


def highest(rules: Rules, default: int, everything: int) -> Bound:
    """The mask of what the highest of the rules that hold can be. A higher level is a higher bit."""

    def mask(v: Vector) -> int:
        certain, possible = _holding(rules, v)
        if not certain:
            return possible | (default or everything)
        top = 1 << (certain.bit_length() - 1)
        return top | (possible & -(top << 1))

    return mask


def lowest(rules: Rules, default: int, everything: int) -> Bound:
    """The mask of what the lowest of the rules that hold can be."""

    def mask(v: Vector) -> int:
        certain, possible = _holding(rules, v)
        if not certain:
            return possible | (default or everything)
        bottom = certain & -certain
        return bottom | (possible & (bottom - 1))

    return mask


def _holding(rules: Rules, v: Vector) -> tuple[int, int]:
    """What the rules that certainly hold conclude, and those that possibly do."""
    certain = possible = 0
    for at, bit in rules:
        truth = v[at]
        if truth == TRUE:
            certain |= bit
        elif truth:
            possible |= bit
    return certain, possible


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


Ratio = tuple[int, int]
"""A fraction of non-negative numbers, `(numerator, denominator)`."""


def mean_score(criteria: Rules) -> Bound:
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


def given(condition: Callable[[Vector], int], top: int) -> Bound:
    """At what rank a guarantee that is derived is given: at every rank up to *top* where *condition* holds."""
    outcomes = {TRUE: (top, top), UNKNOWN: (-1, top), FALSE: (-1, -1)}
    return lambda v: outcomes[condition(v)]


def lacks(guarantees: Sequence[tuple[int, int, int]], rank: int) -> Bound:
    """Whether one of *guarantees* (slots of required, met and rank needed) that is required at *rank* or above is not met."""

    def is_lacking(v: Vector) -> int:
        found = FALSE
        for required, met_at, needed in guarantees:
            truth: int = v[required]
            if truth <= found:
                continue
            truth = min(truth, TRUE - v[met_at])
            if truth > found:
                low, high = v[needed]
                found = max(found, min(truth, TRUE if low >= rank else UNKNOWN if high >= rank else FALSE))
                if found == TRUE:
                    break
        return found

    return is_lacking


def ways(action: int, stop: int, norms: Rules) -> Bound:
    """The mask of the norms that each action leaves possible, after that of the action *stop*; *norms*: slot and bit of each action."""

    def possible(v: Vector) -> tuple[int, ...]:
        mask = v[action]
        return (mask & stop, *[v[at] if mask & bit else 0 for at, bit in norms])

    return possible


def one_points(at: int, weights: Rules) -> Bound:
    """Bounds of the points of the value of slot *at*; *weights*: bit and points of each value."""

    def points(v: Vector) -> tuple[int, int]:
        mask = v[at]
        found = [points for bit, points in weights if mask & bit]
        if mask & NO_VALUE:
            found.append(0)
        return min(found), max(found)

    return points


def several_points(at: int, weights: Rules) -> Bound:
    """Bounds of the sum of the points of the values of slot *at*, some certain, others possible."""

    def points(v: Vector) -> tuple[int, int]:
        must, may = v[at]
        low = high = 0
        for bit, points in weights:
            if must & bit:
                low += points
                high += points
            elif may & bit:
                low += min(points, 0)
                high += max(points, 0)
        return low, high

    return points
