"""Three-valued logic and exact intervals, as closures over the vector of values.

A truth value is 0 (false), 1 (unknown) or 2 (true): `and` is the least, `or` the greatest (strong Kleene logic). A slot with one value is a
mask of what is possible, of which bit 0 says "no value"; a slot with several is a pair (certainly in, possibly in); a number is
`(low, high, absent)` where *absent* says whether there is no number at all. Every operation keeps the true result inside its bounds.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

FALSE, UNKNOWN, TRUE = 0, 1, 2
NO_VALUE = 1
"""The bit of a mask that says that there is no value."""

Vector = list[Any]
Truth = Callable[[Vector], int]
Interval = Callable[[Vector], tuple[Any, Any]]


def truth_of(mask: int, allowed: int) -> int:
    """Whether a value known to be in *mask* is in *allowed*."""
    if not mask & ~allowed:
        return TRUE
    return UNKNOWN if mask & allowed else FALSE


def always(truth: int) -> Truth:
    """The condition that is always *truth*."""
    return lambda _: truth


def either(parts: list[Truth]) -> Truth:
    """True when one of *parts* is."""

    def greatest(v: Vector) -> int:
        found = FALSE
        for part in parts:
            truth = part(v)
            if truth == TRUE:
                return TRUE
            if truth > found:
                found = truth
        return found

    return greatest


def either_slot(places: tuple[int, ...]) -> Truth:
    """True when one of the slots *places* is."""

    def greatest(v: Vector) -> int:
        found = FALSE
        for at in places:
            truth: int = v[at]
            if truth == TRUE:
                return TRUE
            if truth > found:
                found = truth
        return found

    return greatest


def negation(part: Truth) -> Truth:
    """True when *part* is false."""
    return lambda v: TRUE - part(v)


def slot(at: int) -> Truth:
    """The truth value that stands in slot *at*."""
    return itemgetter(at)


def one_of(at: int, allowed: int) -> Truth:
    """Whether the value of slot *at* is in *allowed*."""

    def within(v: Vector) -> int:
        mask = v[at]
        if not mask & ~allowed:
            return TRUE
        return UNKNOWN if mask & allowed else FALSE

    return within


def _has_any(at: int, wanted: int) -> Truth:
    """Whether the values of slot *at* are any of *wanted*."""

    def any_of(v: Vector) -> int:
        must, may = v[at]
        if must & wanted:
            return TRUE
        return UNKNOWN if may & wanted else FALSE

    return any_of


def _has_all(at: int, wanted: int) -> Truth:
    """Whether the values of slot *at* are all of *wanted*."""

    def all_of(v: Vector) -> int:
        must, may = v[at]
        if not wanted & ~must:
            return TRUE
        return FALSE if wanted & ~may else UNKNOWN

    return all_of


def _has_only(at: int, wanted: int) -> Truth:
    """Whether the values of slot *at* are only of *wanted*."""

    def only(v: Vector) -> int:
        must, may = v[at]
        if must & ~wanted or not may & wanted:
            return FALSE
        return TRUE if must and not may & ~wanted else UNKNOWN

    return only


def has(at: int, mode: str, wanted: int) -> Truth:
    """Whether the values of slot *at* are any, all or only of *wanted*."""
    return _HAS[mode](at, wanted)


_HAS = {"any": _has_any, "all": _has_all, "only": _has_only}


def _equal(a: Any, b: Any, c: Any, d: Any) -> int:
    if b < c or d < a:
        return FALSE
    return TRUE if a == b == c == d else UNKNOWN


def _less(a: Any, b: Any, c: Any, d: Any) -> int:
    if b < c:
        return TRUE
    return FALSE if a >= d else UNKNOWN


COMPARE: dict[str, Callable[[Any, Any, Any, Any], int]] = {
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


def add(one: tuple[Any, Any], other: tuple[Any, Any]) -> tuple[Any, Any]:
    """The sum of two intervals."""
    return one[0] + other[0], one[1] + other[1]


def subtract(one: tuple[Any, Any], other: tuple[Any, Any]) -> tuple[Any, Any]:
    """The difference of two intervals."""
    return one[0] - other[1], one[1] - other[0]


def multiply(one: tuple[Any, Any], other: tuple[Any, Any]) -> tuple[Any, Any]:
    """The product of two intervals."""
    products = [a * b for a in one for b in other]
    return min(products), max(products)


def divide(one: tuple[Any, Any], other: tuple[Any, Any]) -> tuple[Any, Any]:
    """The quotient of two intervals; *other* holds one number that is not zero (the loader sees to it)."""
    from fractions import Fraction

    quotients = [Fraction(a) / b for a in one for b in other]
    return min(quotients), max(quotients)


def half_up(number: Any) -> int:
    """*number* rounded to a whole number, halves upwards."""
    return int((2 * number + 1) // 2)
