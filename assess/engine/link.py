"""Operations turned into what does them: closures over the vector, or steps that fill many slots of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from assess.engine import bounds, logic
from assess.engine.logic import FALSE, TRUE, UNKNOWN, Interval, Truth, Vector
from assess.engine.operations import Operation
from assess.engine.together import KERNELS, Rows, Step, least

Derive = Callable[[Vector], Any]


def link(operation: Operation) -> Derive:
    """The closure that does *operation*."""
    return _LINKS[operation[0]](*operation[1:])


def steps(rows: Iterable[tuple[int, Operation]]) -> list[Step]:
    """What fills the slots of *rows*, in their order: those of one kind that follow each other, together where that is faster."""
    found: list[Step] = []
    for kind, group in groupby(rows, key=lambda row: row[1][0]):
        found.append(KERNELS.get(kind, _one_by_one)(list(group), link))
    return found


def _one_by_one(rows: Rows, link: Callable[[Operation], Derive]) -> Step:
    linked = [(at, link(operation)) for at, operation in rows]

    def step(v: Vector) -> None:
        for at, derive in linked:
            v[at] = derive(v)

    return step


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


def _all(*operations: Operation) -> Truth:
    found = least(operations, link)
    return lambda v: found(v, TRUE)


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
    "first": bounds.first,
    "highest": bounds.highest,
    "lowest": bounds.lowest,
    "mean": bounds.mean_score,
    "given": lambda condition, top: bounds.given(link(condition), top),
    "lacks": bounds.lacks,
    "ways": bounds.ways,
}
