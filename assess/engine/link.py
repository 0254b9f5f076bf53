"""Operations turned into closures over the vector: the one place that says what each of them does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assess.engine import bounds, logic
from assess.engine.logic import FALSE, TRUE, UNKNOWN, Interval, Truth, Vector
from assess.engine.operations import Operation

Derive = Callable[[Vector], Any]


def link(operation: Operation) -> Derive:
    """The closure that does *operation*."""
    return _LINKS[operation[0]](*operation[1:])


def _compare(op: str, left: Operation, right: Operation, absence: Operation | None) -> Truth:
    compare, one, other = logic.COMPARE[op], link(left), link(right)
    if absence is None:
        return lambda v: compare(*one(v), *other(v))
    absent = link(absence)
    return lambda v: logic.when_absent(compare(*one(v), *other(v)), absent(v), op)


def _no_level(at: int) -> Truth:
    return lambda v: TRUE - v[at][2]


def _no_value(at: int) -> Truth:
    return lambda v: v[at][2]


def _bounds(at: int) -> Interval:
    return lambda v: (v[at][0], v[at][1])


def _or_nothing(number: Operation, absence: Operation) -> Interval:
    given, absent_in = link(number), link(absence)

    def found(v: Vector) -> tuple[Any, Any]:
        absent = absent_in(v)
        if absent == FALSE:
            low, high = given(v)
            return low, high
        low, high = (0, 0) if absent == TRUE else given(v)
        return min(low, 0), max(high, 0)

    return found


def _number(digits: int, scale: int) -> Interval:
    number = exact((digits, scale))
    return lambda _: (number, number)


def exact(number: tuple[int, int]) -> Any:
    """`(digits, scale)` as an int, or as a fraction when it is not whole."""
    digits, scale = number
    if not scale:
        return digits
    from fractions import Fraction

    return Fraction(digits, 10**scale)


def _arithmetic(operation: Callable[[tuple[Any, Any], tuple[Any, Any]], tuple[Any, Any]]) -> Callable[[Operation, Operation], Interval]:
    def made(left: Operation, right: Operation) -> Interval:
        one, other = link(left), link(right)
        return lambda v: operation(one(v), other(v))

    return made


def _round(number: Operation) -> Interval:
    inner = link(number)

    def rounded(v: Vector) -> tuple[int, int]:
        low, high = inner(v)
        return logic.half_up(low), logic.half_up(high)

    return rounded


def _choice(condition: Operation, then: Operation, otherwise: Operation) -> Interval:
    holds, one, other = link(condition), link(then), link(otherwise)

    def chosen(v: Vector) -> tuple[Any, Any]:
        truth = holds(v)
        if truth != UNKNOWN:
            low, high = one(v) if truth == TRUE else other(v)
            return low, high
        (a, b), (c, d) = one(v), other(v)
        return min(a, c), max(b, d)

    return chosen


def _points(facts: tuple[Operation, ...]) -> Interval:
    parts = [link(fact) for fact in facts]

    def total(v: Vector) -> tuple[int, int]:
        low = high = 0
        for part in parts:
            least, most = part(v)
            low += least
            high += most
        return low, high

    return total


def _hidden_mask(at: int, condition: Operation) -> Derive:
    applies = link(condition)

    def limited(v: Vector) -> int:
        mask: int = v[at]
        truth = applies(v)
        return mask if truth == TRUE else (mask | logic.NO_VALUE if truth else logic.NO_VALUE)

    return limited


def _hidden_values(at: int, condition: Operation) -> Derive:
    applies = link(condition)

    def limited(v: Vector) -> tuple[int, int]:
        truth = applies(v)
        must, may = v[at]
        return (must, may) if truth == TRUE else (0, may if truth else 0)

    return limited


def _hidden_number(at: int, condition: Operation) -> Derive:
    applies = link(condition)

    def limited(v: Vector) -> tuple[Any, Any, int]:
        low, high, absent = v[at]
        return low, high, max(absent, TRUE - applies(v))

    return limited


def _restricted(at: int, condition: Operation) -> Derive:
    applies = link(condition)

    def limited(v: Vector) -> tuple[int, int, int]:
        truth = applies(v)
        low, high, given = v[at]
        return low, high, given if truth == TRUE else min(given, truth)

    return limited


def _all(first: Operation, *rest: Operation) -> Truth:
    def others() -> list[Truth]:
        return [link(operation) for operation in rest]

    if first[0] == "slot":
        return logic.both_slot(first[1], others)
    if first[0] == "in":
        return logic.both_in(first[1], first[2], others)
    return logic.both(link(first), others)


_LINKS: dict[str, Callable[..., Derive]] = {
    "always": logic.always,
    "slot": logic.slot,
    "and": _all,
    "or": lambda *parts: logic.either([link(part) for part in parts]),
    "or-slots": logic.either_slot,
    "not": lambda part: logic.negation(link(part)),
    "in": logic.one_of,
    "has": logic.has,
    "compare": _compare,
    "no-level": _no_level,
    "no-value": _no_value,
    "bounds": _bounds,
    "or-nothing": _or_nothing,
    "number": _number,
    "+": _arithmetic(logic.add),
    "-": _arithmetic(logic.subtract),
    "*": _arithmetic(logic.multiply),
    "/": _arithmetic(logic.divide),
    "round": _round,
    "if": _choice,
    "points": _points,
    "points-of-one": bounds.one_points,
    "points-of-several": bounds.several_points,
    "hidden-mask": _hidden_mask,
    "hidden-values": _hidden_values,
    "hidden-number": _hidden_number,
    "restricted": _restricted,
    "first": bounds.first,
    "highest": bounds.highest,
    "lowest": bounds.lowest,
    "at-least": bounds.at_least,
    "mean": bounds.mean_score,
    "short-of-level": bounds.short_of_level,
    "short-of-score": bounds.short_of_score,
    "given": lambda condition, top: bounds.given(link(condition), top),
    "met": bounds.met,
    "missing": bounds.missing,
    "lacks": bounds.lacks,
    "ways": bounds.ways,
}
