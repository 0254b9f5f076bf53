"""Expressions of a rubric turned into closures over the vector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assess.engine import logic
from assess.engine.logic import FALSE, TRUE, Interval, Truth, Vector
from assess.model.expression import NAMED, Expression
from assess.model.rubric import Fact, Rubric

_SLOT_OF = {kind: prefix for kind, prefix in NAMED.items() if kind not in ("level", "score", "value")}
"""Conditions that are the truth of one slot, with the beginning of its name."""
_MAY_BE_ABSENT = {"value": "", "level": "criterion:"}
"""Numbers that may not be there, with what begins the names of their slots."""


class Compiler:
    """Makes closures; *need* gives the slot of a name, *bits* the masks of the values of each slot."""

    def __init__(self, need: Callable[[str], int], bits: dict[str, dict[str, int]], rubric: Rubric) -> None:
        """Keep what is needed to resolve the names of *rubric*."""
        self.need, self.bits = need, bits
        self.facts = {fact.id: fact for fact in rubric.facts}
        self.action = ""

    def truth(self, expression: Expression, action: str = "") -> Truth:
        """The closure of the condition *expression*; *action* is the one assumed, in rules that speak of it."""
        self.action = action
        return self._truth(expression)

    def _truth(self, e: Expression) -> Truth:
        kind = e[0]
        if kind in _SLOT_OF:
            return logic.slot(self.need(_SLOT_OF[kind] + e[1]))
        if kind in ("and", "or"):
            parts = [self._truth(part) for part in e[1:]]
            return logic.both(parts) if kind == "and" else logic.either(parts)
        if kind == "not":
            return logic.negation(self._truth(e[1]))
        if kind == "in":
            return self._within(e[1], e[2])
        if kind == "has":
            return logic.has(self.need(e[2]), e[1], self.mask(e[2], e[3]))
        if kind == "blocked":
            return logic.slot(self.need(f"blocked:{e[1]}/{e[2]}"))
        if kind == "compare":
            return self._comparison(e[1], e[2], e[3])
        return logic.always(TRUE if kind == "true" else FALSE)

    def _within(self, name: str, values: list[str]) -> Truth:
        if name == "action":
            return logic.always(TRUE if self.action in values else FALSE)
        at = self.need(name)
        return logic.one_of(at, self.mask(name, values))

    def mask(self, name: str, values: list[str]) -> int:
        """The mask of *values* in slot *name*."""
        bits = self.bits[name]
        mask = 0
        for value in values:
            mask |= bits[value]
        return mask

    def _comparison(self, op: str, left: Expression, right: Expression) -> Truth:
        compare = logic.COMPARE[op]
        one, other = self._as_given(left), self._as_given(right)
        absences = [self._absence(side) for side in (left, right) if side[0] in _MAY_BE_ABSENT]
        if not absences:
            return lambda v: compare(*one(v), *other(v))
        absent = absences[0] if len(absences) == 1 else logic.either(absences)
        return lambda v: logic.when_absent(compare(*one(v), *other(v)), absent(v), op)

    def _absence(self, e: Expression) -> Truth:
        """Whether there is no number at all: nothing answered, or what does not apply."""
        at = self.need(_MAY_BE_ABSENT[e[0]] + e[1])
        if e[0] == "level":
            return lambda v: TRUE - v[at][2]
        return lambda v: v[at][2]

    def _as_given(self, e: Expression) -> Interval:
        """The bounds of a side of a comparison, which has its own answer to an absent number."""
        if e[0] not in _MAY_BE_ABSENT:
            return self.interval(e)
        at = self.need(_MAY_BE_ABSENT[e[0]] + e[1])
        return lambda v: (v[at][0], v[at][1])

    def _or_nothing(self, e: Expression) -> Interval:
        """The bounds of a number in a calculation, where an absent one counts for nothing."""
        given, absence = self._as_given(e), self._absence(e)

        def bounds(v: Vector) -> tuple[Any, Any]:
            absent = absence(v)
            if absent == FALSE:
                return given(v)
            low, high = (0, 0) if absent == TRUE else given(v)
            return min(low, 0), max(high, 0)

        return bounds

    def interval(self, e: Expression) -> Interval:
        """The closure that gives the bounds of the number *e*."""
        kind = e[0]
        if kind == "number":
            return constant(e[1], e[2])
        if kind == "date":
            return constant(e[1], 0)
        if kind in _MAY_BE_ABSENT:
            return self._or_nothing(e)
        if kind in ("as-of", "score"):
            at = self.need("as-of" if kind == "as-of" else f"value:{e[1]}")
            return lambda v: (v[at][0], v[at][1])
        if kind == "points":
            return self._points(e[1])
        if kind == "if":
            return self._choice(e)
        if kind == "round":
            inner = self.interval(e[1])
            return lambda v: tuple(logic.half_up(bound) for bound in inner(v))  # type: ignore[return-value]
        return self._arithmetic(e)

    def _arithmetic(self, e: Expression) -> Interval:
        operation = {"+": logic.add, "-": logic.subtract, "*": logic.multiply, "/": logic.divide}[e[0]]
        one, other = self.interval(e[1]), self.interval(e[2])
        return lambda v: operation(one(v), other(v))

    def _choice(self, e: Expression) -> Interval:
        condition, one, other = self._truth(e[1]), self.interval(e[2]), self.interval(e[3])

        def chosen(v: Vector) -> tuple[Any, Any]:
            truth = condition(v)
            if truth == TRUE:
                return one(v)
            if truth == FALSE:
                return other(v)
            (a, b), (c, d) = one(v), other(v)
            return min(a, c), max(b, d)

        return chosen

    def _points(self, facts: list[str]) -> Interval:
        parts = [self._points_of(self.facts[fact]) for fact in facts]

        def total(v: Vector) -> tuple[int, int]:
            low = high = 0
            for part in parts:
                least, most = part(v)
                low += least
                high += most
            return low, high

        return total

    def _points_of(self, fact: Fact) -> Interval:
        name = f"fact:{fact.id}"
        at = self.need(name)
        weights = [(self.bits[name][value.id], value.points) for value in fact.values]
        if fact.kind == "several":
            return lambda v: several_points(weights, *v[at])
        return lambda v: one_points(weights, v[at])


def one_points(weights: list[tuple[int, int]], mask: int) -> tuple[int, int]:
    """Bounds of the points of a value known to be in *mask*."""
    found = [points for bit, points in weights if mask & bit]
    if mask & logic.NO_VALUE:
        found.append(0)
    return min(found), max(found)


def several_points(weights: list[tuple[int, int]], must: int, may: int) -> tuple[int, int]:
    """Bounds of the sum of the points of values, of which *must* are certain and *may* possible."""
    low = high = 0
    for bit, points in weights:
        if must & bit:
            low += points
            high += points
        elif may & bit:
            low += min(points, 0)
            high += max(points, 0)
    return low, high


def constant(digits: int, scale: int) -> Interval:
    """The closure of the number digits / 10**scale."""
    number: Any = digits
    if scale:
        from fractions import Fraction

        number = Fraction(digits, 10**scale)
    return lambda _: (number, number)
