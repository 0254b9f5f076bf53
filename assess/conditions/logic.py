"""Three-valued logic and exact intervals, as closures over the vector of values.

A truth value is 0 (false), 1 (unknown) or 2 (true): `and` is the least, `or` the greatest (strong Kleene logic). A slot with one value is a
mask of what is possible, of which bit 0 says "no value"; a slot with several is a pair (certainly in, possibly in); a number is
`(low, high, there)` where *there* says whether there is a number at all. Every operation keeps the true result inside its bounds.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from operator import itemgetter
from typing import Any

FALSE, UNKNOWN, TRUE = 0, 1, 2
NO_VALUE = 1
"""The bit of a mask that says that there is no value."""

Exact = int | Fraction
Bounds = tuple[Exact, Exact]
Vector = list[Any]
Derive = Callable[[Vector], Any]
Truth = Callable[[Vector], int]
Interval = Callable[[Vector], Bounds]


def exact(number: tuple[int, int]) -> Exact:
    """The number written as `(digits, scale)`."""
    digits, scale = number
    return Fraction(digits, 10**scale) if scale else digits


def both(parts: Sequence[Truth]) -> Truth:
    """True when all *parts* are."""

    def least(v: Vector) -> int:
        truth = TRUE
        for part in parts:
            if (holds := part(v)) == FALSE:
                return FALSE
            if holds != TRUE:
                truth = holds
        return truth

    return least


def either(parts: Sequence[Truth]) -> Truth:
    """True when one of *parts* is."""

    def greatest(v: Vector) -> int:
        truth = FALSE
        for part in parts:
            if (holds := part(v)) == TRUE:
                return TRUE
            if holds:
                truth = holds
        return truth

    return greatest


in_slot: Callable[[int], Truth] = cache(itemgetter)
"""What gives the value of a slot. It and others are made once for all the rules that ask the same: what is read is little memory."""


def any_slot(places: Sequence[int]) -> Truth:
    """True when one of the slots *places* is."""
    if len(places) < 2:  # noqa: PLR2004 - itemgetter gives a tuple from two on
        return in_slot(*places) if places else lambda _: FALSE
    truths = itemgetter(*places)
    return lambda v: max(truths(v))


@cache
def one_of(at: int, allowed: int) -> Truth:
    """Whether the value of slot *at* is in *allowed*."""
    others = ~allowed

    def within(v: Vector) -> int:
        mask = v[at]
        if not mask & others:
            return TRUE
        return UNKNOWN if mask & allowed else FALSE

    return within


@cache
def has(at: int, mode: str, wanted: int) -> Truth:
    """Whether the values of slot *at* are any, all or only of *wanted*."""

    def compared(v: Vector) -> int:
        must, may = v[at]
        if mode == "any":
            certain, possible = must & wanted, may & wanted
        elif mode == "all":
            certain, possible = not wanted & ~must, not wanted & ~may
        else:
            certain, possible = must and not may & ~wanted, may & wanted and not must & ~wanted
        return TRUE if certain else UNKNOWN if possible else FALSE

    return compared


def _equal(a: Exact, b: Exact, c: Exact, d: Exact) -> int:
    if b < c or d < a:
        return FALSE
    return TRUE if a == b == c == d else UNKNOWN


def _less(a: Exact, b: Exact, c: Exact, d: Exact) -> int:
    if b < c:
        return TRUE
    return FALSE if a >= d else UNKNOWN


COMPARE: dict[str, Callable[[Exact, Exact, Exact, Exact], int]] = {
    "==": _equal,
    "!=": lambda a, b, c, d: TRUE - _equal(a, b, c, d),
    "<": _less,
    ">=": lambda a, b, c, d: TRUE - _less(a, b, c, d),
    ">": lambda a, b, c, d: _less(c, d, a, b),
    "<=": lambda a, b, c, d: TRUE - _less(c, d, a, b),
}
"""Comparisons of the intervals [a, b] and [c, d]."""


def when_absent(truth: int, absent: int, op: str) -> int:
    """The truth of a comparison whose left side may be *absent*: nothing compares to nothing, except that it differs."""
    if absent == FALSE:
        return truth
    if absent == TRUE:
        return TRUE if op == "!=" else FALSE
    return max(truth, UNKNOWN) if op == "!=" else min(truth, UNKNOWN)


def or_nothing(number: Interval, absence: Truth) -> Interval:
    """The bounds of *number*, which counts for nothing where it is absent."""

    def counted(v: Vector) -> Bounds:
        absent = absence(v)
        if absent == FALSE:
            return number(v)
        low, high = (0, 0) if absent == TRUE else number(v)
        return min(low, 0), max(high, 0)

    return counted


def _of_ends(operation: Callable[[Exact, Exact], Exact]) -> Callable[[Bounds, Bounds], Bounds]:
    """The bounds of an *operation* that is greatest and least at ends of its operands."""

    def bounds(one: Bounds, other: Bounds) -> Bounds:
        ends = [operation(a, b) for a in one for b in other]
        return min(ends), max(ends)

    return bounds


CALCULATE: dict[str, Callable[[Bounds, Bounds], Bounds]] = {
    "+": _of_ends(operator.add),
    "-": _of_ends(operator.sub),
    "*": _of_ends(operator.mul),
    "/": _of_ends(Fraction),
}
"""Calculations with intervals; what is divided by is one number that is not zero (the loader sees to it)."""


def half_up(number: Exact) -> int:
    """*number* rounded to a whole number, halves upwards."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def chosen(truth: Truth, one: Interval, other: Interval) -> Interval:
    """The bounds of *one* where *truth* holds, of *other* where it does not."""

    def bounds(v: Vector) -> Bounds:
        holds = truth(v)
        if holds != UNKNOWN:
            return one(v) if holds == TRUE else other(v)
        (a, b), (c, d) = one(v), other(v)
        return min(a, c), max(b, d)

    return bounds


def total(parts: Sequence[Interval]) -> Interval:
    """The bounds of the sum of *parts*."""

    def bounds(v: Vector) -> Bounds:
        ends = [part(v) for part in parts]
        return sum(low for low, _ in ends), sum(high for _, high in ends)

    return bounds
