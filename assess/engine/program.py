"""A rubric made ready to evaluate: a vector of slots, and the closures that fill it in order.

Slots are named: `fact:x`, `fact:text.state`, `stage`, `law:x`, `rule:owner.id`, `term:x`, `tier:x`, `regime`, `criterion:p.c`,
`principle:p`, `needed:p`, `gap:p`, `required:x`, `rank:x`, `given:x`, `met:x`, `red-line:x`, `cure:x`, `blocked:a/safeguards`, `lacks:x`,
`value:x` and `bound:x` (scores), `action`, `norm:a`, `condition:x`, `outcome`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from assess.engine import logic, nodes
from assess.engine.conditions import Compiler
from assess.engine.logic import Vector
from assess.model.rubric import Fact, Rubric

STAGES = ("exploration", "referral")
_RAW = "answer:"

Plan = list[tuple[int, Callable[[Vector], Any]]]
"""Slots to derive, in order, and how."""


class Program:
    """The slots of *rubric*, the values they have when nothing is answered, and the plan that derives the others."""

    def __init__(self, rubric: Rubric) -> None:
        """Compile every condition of *rubric*, which the loader has found free of unknown names and cycles."""
        self.rubric = rubric
        self.slots: dict[str, int] = {}
        self.blank: Vector = []
        self.plan: Plan = []
        self.depends: dict[int, set[int]] = {}
        self.bits: dict[str, dict[str, int]] = {}
        self.applies: dict[str, logic.Truth] = {}
        """Whether what stands in a slot applies, for the slots of facts and criteria that do not always."""
        self._open: list[set[int]] = [set()]
        self._inputs()
        self.compiler = Compiler(self.need, self.bits, rubric)
        self.makers = nodes.makers(rubric, self)
        for name in list(self.makers):
            self.need(name)

    def _inputs(self) -> None:
        rubric = self.rubric
        self._input("stage", self._values("stage", STAGES))
        self._input("as-of", (0, 0, 0))
        for entry in rubric.law:
            self._input(f"law:{entry.id}", 0)
        for fact in rubric.facts:
            for name, blank in blank_answers(fact, self, closed=rubric.closed_world):
                self._input(name if fact.applies is None else _RAW + name, blank)
        for principle in rubric.principles:
            for criterion in principle.criteria:
                name = f"criterion:{criterion.id}"
                applies = 1 if criterion.not_applicable else 2
                blank = (0, 0, 0) if rubric.closed_world else (0, 4, applies)
                self._input(name if criterion.applies is None else _RAW + name, blank)
        top = len(rubric.instruments)
        for safeguard in rubric.safeguards:
            if safeguard.derived is None:
                highest = top if safeguard.not_applicable else top - 1
                self._input(f"given:{safeguard.id}", (-1, -1) if rubric.closed_world else (-1, highest))

    def _values(self, name: str, values: tuple[str, ...]) -> int:
        self.bits[name] = {value: 2 << at for at, value in enumerate(values)}
        return (2 << len(values)) - 2

    def closed_list(self, name: str, values: tuple[str, ...]) -> int:
        """Give the *values* of slot *name* their bits; the mask of all of them."""
        return self._values(name, values)

    def _input(self, name: str, blank: Any) -> None:
        self.slots[name] = len(self.blank)
        self.blank.append(blank)

    def input(self, name: str) -> int:
        """The slot in which the answer to *name* is put: raw, where an applicability rule stands between it and its readers."""
        raw = self.slots.get(_RAW + name)
        return self.slots[name] if raw is None else raw

    def need(self, name: str) -> int:
        """The slot of *name*, derived first if need be; whoever is being derived depends on it."""
        at = self.slots.get(name)
        if at is None:
            at = self._derive(name)
        self._open[-1].add(at)
        return at

    def _derive(self, name: str) -> int:
        self._open.append(set())
        derive = self.makers[name]()
        reads = self._open.pop()
        at = len(self.blank)
        self.slots[name] = at
        self.blank.append(None)
        self.plan.append((at, derive))
        self.depends[at] = reads
        return at

    def run(self, vector: Vector, plan: Plan | None = None) -> Vector:
        """Fill in the derived slots of *vector*, whose inputs are set: all, or those of a *plan*."""
        for at, derive in self.plan if plan is None else plan:
            vector[at] = derive(vector)
        return vector

    def plan_for(self, targets: Iterable[int]) -> Plan:
        """The part of the plan that leads to the slots *targets*."""
        leads = set(targets)
        steps = []
        for at, derive in reversed(self.plan):
            if at in leads:
                leads |= self.depends[at]
                steps.append((at, derive))
        return steps[::-1]


def blank_answers(fact: Fact, program: Program, *, closed: bool) -> list[tuple[str, Any]]:
    """The slots of *fact* with what they hold when it is not answered."""
    name = f"fact:{fact.id}"
    if fact.kind == "record":
        fields = [(f"{name}.{field.id}", tuple(value.id for value in field.values)) for field in fact.fields]
        masks = [(slot, program.closed_list(slot, values)) for slot, values in fields]
        return [(slot, logic.NO_VALUE if closed else mask) for slot, mask in masks]
    if fact.kind in ("number", "date"):
        return [(name, (0, 0, 2) if closed else (exact(fact.low), exact(fact.high), 0))]
    everything = program.closed_list(name, tuple(value.id for value in fact.values))
    if fact.kind == "several":
        return [(name, (0, 0 if closed else everything))]
    return [(name, logic.NO_VALUE if closed else everything)]


def exact(number: tuple[int, int]) -> Any:
    """`(digits, scale)` as an int, or as a fraction when it is not whole."""
    digits, scale = number
    if not scale:
        return digits
    from fractions import Fraction

    return Fraction(digits, 10**scale)
