"""Expressions of a rubric turned into operations on the vector; `link` makes closures of these."""

from __future__ import annotations

from collections.abc import Callable

from assess.engine.logic import FALSE, TRUE
from assess.engine.operations import Operation, all_of, one_of
from assess.model.expression import NAMED, Expression
from assess.model.rubric import Fact, Rubric

_SLOT_OF = {kind: prefix for kind, prefix in NAMED.items() if kind not in ("level", "score", "value")}
"""Conditions that are the truth of one slot, with the beginning of its name."""
_MAY_BE_ABSENT = {"value": "", "level": "criterion:"}
"""Numbers that may not be there, with what begins the names of their slots."""


class Compiler:
    """Makes operations; *need* gives the slot of a name, *bits* the masks of the values of each slot."""

    def __init__(self, need: Callable[[str], int], bits: dict[str, dict[str, int]], rubric: Rubric) -> None:
        """Keep what is needed to resolve the names of *rubric*."""
        self.need, self.bits = need, bits
        self.facts = {fact.id: fact for fact in rubric.facts}
        self.action = ""

    def truth(self, expression: Expression, action: str = "") -> Operation:
        """The truth of the condition *expression*; *action* is the one assumed, in rules that speak of it."""
        self.action = action
        return self._truth(expression)

    def _truth(self, e: Expression) -> Operation:
        kind = e[0]
        if kind in _SLOT_OF:
            return ("slot", self.need(_SLOT_OF[kind] + e[1]))
        if kind in ("and", "or"):
            parts = [self._truth(part) for part in e[1:]]
            return all_of(parts) if kind == "and" else one_of(parts)
        if kind == "not":
            return ("not", self._truth(e[1]))
        if kind == "in":
            return self._within(e[1], e[2])
        if kind == "has":
            return ("has", self.need(e[2]), e[1], self.mask(e[2], e[3]))
        if kind == "blocked":
            return ("slot", self.need(f"blocked:{e[1]}/{e[2]}"))
        if kind == "compare":
            return self._comparison(e[1], e[2], e[3])
        return ("always", TRUE if kind == "true" else FALSE)

    def _within(self, name: str, values: list[str]) -> Operation:
        if name == "action":
            return ("always", TRUE if self.action in values else FALSE)
        at = self.need(name)
        return ("in", at, self.mask(name, values))

    def mask(self, name: str, values: list[str]) -> int:
        """The mask of *values* in slot *name*."""
        bits = self.bits[name]
        mask = 0
        for value in values:
            mask |= bits[value]
        return mask

    def _comparison(self, op: str, left: Expression, right: Expression) -> Operation:
        one, other = self._as_given(left), self._as_given(right)
        absences = [self._absence(side) for side in (left, right) if side[0] in _MAY_BE_ABSENT]
        return ("compare", op, one, other, one_of(absences) if absences else None)

    def _absence(self, e: Expression) -> Operation:
        """Whether there is no number at all: nothing answered, or what does not apply."""
        return (f"no-{e[0]}", self.need(_MAY_BE_ABSENT[e[0]] + e[1]))

    def _as_given(self, e: Expression) -> Operation:
        """The bounds of a side of a comparison, which has its own answer to an absent number."""
        if e[0] not in _MAY_BE_ABSENT:
            return self.interval(e)
        return ("bounds", self.need(_MAY_BE_ABSENT[e[0]] + e[1]))

    def interval(self, e: Expression) -> Operation:
        """The bounds of the number *e*; one that is absent counts for nothing in a calculation."""
        kind = e[0]
        if kind == "number":
            return ("number", e[1], e[2])
        if kind == "date":
            return ("number", e[1], 0)
        if kind in _MAY_BE_ABSENT:
            return ("or-nothing", self._as_given(e), self._absence(e))
        if kind in ("as-of", "score"):
            return ("bounds", self.need("as-of" if kind == "as-of" else f"value:{e[1]}"))
        if kind == "points":
            return ("points", tuple(self._points_of(self.facts[fact]) for fact in e[1]))
        if kind == "if":
            return ("if", self._truth(e[1]), self.interval(e[2]), self.interval(e[3]))
        if kind == "round":
            return ("round", self.interval(e[1]))
        return (kind, self.interval(e[1]), self.interval(e[2]))

    def _points_of(self, fact: Fact) -> Operation:
        name = f"fact:{fact.id}"
        weights = tuple((self.bits[name][value.id], value.points) for value in fact.values)
        return ("points-of-several" if fact.kind == "several" else "points-of-one", self.need(name), weights)
