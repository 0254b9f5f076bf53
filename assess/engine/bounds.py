"""Bounds of what is derived: tiers, closed choices, the score of a principle, what is required, what is missing.

Each is a closure over the vector, made of the slots it reads; see `conditions.logic` for the form of values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from typing import Any

from assess.conditions.logic import FALSE, NO_VALUE, TRUE, UNKNOWN, Derive, Interval, Truth, Vector

Rules = Sequence[tuple[int, int]]
"""For each rule, the slot of its truth and what it concludes: a bit, or a number."""


def highest(rules: Rules, default: int, everything: int) -> Derive:
    """The mask of what the highest of the rules that hold can be. A higher level is a higher bit."""
    return _extreme(rules, default or everything, lambda certain: -(1 << (certain.bit_length() - 1)))


def lowest(rules: Rules, default: int, everything: int) -> Derive:
    """The mask of what the lowest of the rules that hold can be."""
    return _extreme(rules, default or everything, lambda certain: 2 * (certain & -certain) - 1)


def _extreme(rules: Rules, default: int, beyond: Callable[[int], int]) -> Derive:
    """The mask of the furthest that the rules that hold may conclude: *beyond* gives what is no nearer than what certainly holds."""

    def mask(v: Vector) -> int:
        certain = possible = 0
        for at, bit in rules:
            truth = v[at]
            if truth == TRUE:
                certain |= bit
            elif truth:
                possible |= bit
        return (certain | possible) & beyond(certain) if certain else possible | default

    return mask


def first(rules: Rules, default: int, everything: int) -> Derive:
    """The mask of what the first of the rules that hold can be; *everything* when none may hold and there is no default."""

    def mask(v: Vector) -> int:
        possible = 0
        for at, bit in rules:
            truth = v[at]
            if truth:
                possible |= bit
                if truth == TRUE:
                    return possible
        return possible | (default or everything)

    return mask


COMBINE: dict[str, Callable[[Rules, int, int], Derive]] = {"highest": highest, "lowest": lowest, "first": first}
"""How the rules of a tier are combined."""


def hidden(kind: str, at: int, applies: Truth) -> Derive:
    """The answer of slot *at* as far as it applies; *kind*: that of the fact, or `criterion`."""
    limit = _HIDDEN[kind]

    def limited(v: Vector) -> Any:
        truth = applies(v)
        return v[at] if truth == TRUE else limit(v[at], truth)

    return limited


_HIDDEN: dict[str, Callable[[Any, int], Any]] = {
    **dict.fromkeys(("one", "record"), lambda mask, truth: mask | NO_VALUE if truth else NO_VALUE),
    "several": lambda values, truth: (0, values[1] if truth else 0),
    **dict.fromkeys(("number", "date", "criterion"), lambda number, truth: (number[0], number[1], min(number[2], truth))),
}
"""What an answer is where it may not apply, by its kind."""


def mean_score(criteria: Rules) -> Derive:
    """`(low, high, there)`: bounds, out of 100, of the weighted mean of the levels of *criteria* (slot, weight).

    *there* says whether something applies. A criterion that may not apply is counted in when that moves the bound outwards.
    """

    def score(v: Vector) -> tuple[Fraction, Fraction, int]:
        weight = low = high = 0
        doubtful = []
        for at, w in criteria:
            least, most, applies = v[at]
            if applies == TRUE:
                weight += w
                low += w * least
                high += w * most
            elif applies:
                doubtful.append((least, most, w))
        if not weight and not doubtful:
            return Fraction(0), Fraction(0), FALSE
        return _outermost(doubtful, weight, low, 0), _outermost(doubtful, weight, high, 1), TRUE if weight else UNKNOWN

    return score


def _outermost(doubtful: list[tuple[int, int, int]], weight: int, total: int, end: int) -> Fraction:
    # Adding terms in order of distance, as long as each moves the mean outwards, gives the extreme mean.
    for item in sorted(doubtful, key=itemgetter(end), reverse=bool(end)) if doubtful else ():
        level, w = item[end], item[2]
        if weight and (level * weight <= total if end else level * weight >= total):
            break
        weight += w
        total += w * level
    return _mean(total, weight)


@lru_cache(maxsize=1024)
def _mean(total: int, weight: int) -> Fraction:
    """The mean level out of 100. Proposals of one folder have the same again and again."""
    return Fraction(25 * total, weight)


def short(rule: int, at: int, least: int) -> Truth:
    """Whether, where the *rule* holds, the score or the level of slot *at* is below *least*. Where nothing applies, nothing is missing."""

    def below(v: Vector) -> int:
        low, high, there = v[at]
        if not v[rule] or not there or low.numerator >= least * low.denominator:
            return FALSE
        return v[rule] if there == TRUE and high.numerator < least * high.denominator else UNKNOWN

    return below


def at_least(rules: Rules) -> Derive:
    """`(low, high)` of the greatest number among the *rules* that hold, 0 when none does."""

    def greatest(v: Vector) -> tuple[int, int]:
        low = high = 0
        for at, number in rules:
            truth = v[at]
            if truth and number > high:
                high = number
            if truth == TRUE and number > low:
                low = number
        return low, high

    return greatest


def given(condition: Truth, top: int) -> Derive:
    """At what rank a guarantee that is derived is given: at every rank up to *top* where *condition* holds."""
    outcomes = {TRUE: (top, top), UNKNOWN: (-1, top), FALSE: (-1, -1)}
    return lambda v: outcomes[condition(v)]


def met(given_at: int, rank_at: int) -> Truth:
    """Whether a guarantee is given at the rank that is needed."""

    def reached(v: Vector) -> int:
        low, high = v[given_at]
        least, most = v[rank_at]
        return TRUE if low >= most else FALSE if high < least else UNKNOWN

    return reached


def missing(rule: int, given_at: int, rank: int) -> Truth:
    """Whether a guarantee that the *rule* wants at a rank is not given there."""

    def lacking(v: Vector) -> int:
        low, high = v[given_at]
        return FALSE if not v[rule] or low >= rank else v[rule] if high < rank else UNKNOWN

    return lacking


def lacks(guarantees: Sequence[tuple[int, int, int]], rank: int) -> Truth:
    """Whether one of *guarantees* (slots of required, met and rank needed) that is required at *rank* or above is not met."""

    def lacking(v: Vector) -> int:
        most = FALSE
        for required, met_at, needed in guarantees:
            if v[required] and v[met_at] != TRUE:
                low, high = v[needed]
                if high >= rank:
                    most = max(most, min(v[required], TRUE - v[met_at], TRUE if low >= rank else UNKNOWN))
        return most

    return lacking


def ways(action: int, stop: int, norms: Rules) -> Derive:
    """The mask of the norms that each action leaves possible, after that of the action *stop*; *norms*: slot and bit of each action."""

    def possible(v: Vector) -> tuple[int, ...]:
        mask = v[action]
        return (mask & stop, *[v[at] if mask & bit else 0 for at, bit in norms])

    return possible


def points(at: int, weights: Rules) -> Interval:
    """Bounds of the points of the value of slot *at*; *weights*: bit and points of each value."""

    def bounds(v: Vector) -> tuple[int, int]:
        mask = v[at]
        possible = [number for bit, number in [*weights, (NO_VALUE, 0)] if mask & bit]
        return min(possible), max(possible)

    return bounds


def points_of_several(at: int, weights: Rules) -> Interval:
    """Bounds of the sum of the points of the values of slot *at*, some certain, others possible."""

    def bounds(v: Vector) -> tuple[int, int]:
        must, may = v[at]
        certain = sum(number for bit, number in weights if must & bit)
        doubtful = [number for bit, number in weights if may & bit and not must & bit]
        return certain + sum(min(number, 0) for number in doubtful), certain + sum(max(number, 0) for number in doubtful)

    return bounds
