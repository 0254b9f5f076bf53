"""A rubric made ready to evaluate: a vector of slots, and the operations that fill it in order.

Slots are named: `fact:x`, `fact:text.state`, `stage`, `law:x`, `rule:owner.id`, `term:x`, `tier:x`, `regime`, `criterion:p.c`,
`principle:p`, `needed:p`, `gap:p`, `required:x`, `rank:x`, `given:x`, `met:x`, `red-line:x`, `cure:x`, `blocked:a/safeguards`, `lacks:x`,
`value:x` and `bound:x` (scores), `action`, `norm:a`, `condition:x`, `outcome`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from assess.engine import logic
from assess.engine.conditions import Compiler
from assess.engine.link import Derive, exact, link, steps
from assess.engine.logic import Vector
from assess.engine.operations import Operation
from assess.engine.slot_makers import makers
from assess.engine.together import Step
from assess.model.constants import STAGES
from assess.model.expression import Expression, parts
from assess.model.rubric import Fact, Rubric

_RAW = "answer:"

Plan = list[Step]
"""What derives slots, in order."""


class Program:
    """The slots of *rubric*, the values they have when nothing is answered, and the plan that derives the others."""

    def __init__(self, rubric: Rubric) -> None:
        """Compile every condition of *rubric*, which the loader has found free of unknown names and cycles."""
        self.rubric = rubric
        self.slots: dict[str, int] = {}
        self.blank: Vector = []
        self.inexact: dict[int, tuple[tuple[int, int], tuple[int, int]]] = {}
        """The slots of numbers whose range has decimals, with its ends."""
        self.operations: dict[int, Operation] = {}
        self.depends: dict[int, tuple[int, ...]] = {}
        """The slots that each derived one reads, in order."""
        self.bits: dict[str, dict[str, int]] = {}
        self.applies: dict[str, Operation] = {}
        """Whether what stands in a slot applies, for the slots of facts and criteria that do not always."""
        self.law: tuple[tuple[tuple[int, str], ...], ...] = ()
        """The dates at which each law entry changed, and what it became."""
        self.compared: dict[str, list[tuple[int, int]]] = {}
        """The numbers with which each fact is compared, as digits and scale."""
        self.beside: dict[str, list[str]] = {}
        """The slots with which each fact is compared: other facts, the day considered."""
        self._open: list[set[int]] = [set()]
        self._linked: dict[str, Derive] = {}
        self._steps: dict[int, Step] = {}
        self._readers: dict[int, dict[int, list[int]]] = {}
        self._inputs()
        self.compiler = Compiler(self.need, self.bits, self.rubric)
        self.makers = makers(self.rubric, self)
        for name in list(self.makers):
            self.need(name)
        self._in_groups()
        for expression in self.rubric.expressions():
            _compared(expression, self.compared, self.beside)

    def _in_groups(self) -> None:
        """Put the operations in an order in which those of one kind follow each other, as far as what each reads allows."""
        levels: dict[int, int] = {}
        for at in self.operations:
            levels[at] = 1 + max((levels.get(read, 0) for read in self.depends[at]), default=0)
        order = sorted(self.operations, key=lambda at: (levels[at], self.operations[at][0], at))
        self.operations = {at: self.operations[at] for at in order}

    def _inputs(self) -> None:
        rubric = self.rubric
        self._input("stage", self._values("stage", STAGES))
        self._input("as-of", (0, 0, 0))
        self.law = tuple(entry.dates for entry in rubric.law)
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

    def range_of(self, fact: Fact) -> tuple[Any, Any, int]:
        """What the next slot, that of the number or date *fact*, holds when it is not answered."""
        if fact.low[1] or fact.high[1]:
            self.inexact[len(self.blank)] = (fact.low, fact.high)
        return exact(fact.low), exact(fact.high), 0

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
        operation = self.makers[name]()
        reads = self._open.pop()
        at = len(self.blank)
        self.slots[name] = at
        self.blank.append(None)
        self.operations[at] = operation
        self.depends[at] = tuple(sorted(reads))
        return at

    def step(self, at: int) -> Step:
        """What fills slot *at* alone."""
        found = self._steps.get(at)
        if found is None:
            [found] = steps([(at, self.operations[at])])
            self._steps[at] = found
        return found

    def applying(self, name: str) -> Derive | None:
        """What says whether the fact or criterion of slot *name* applies; None when it always does."""
        if name not in self.applies:
            return None
        if name not in self._linked:
            self._linked[name] = link(self.applies[name])
        return self._linked[name]

    @cached_property
    def plan(self) -> Plan:
        """The whole plan."""
        return steps(self.operations.items())

    def run(self, vector: Vector, plan: Plan | None = None) -> Vector:
        """Fill in the derived slots of *vector*, whose inputs are set: all, or those of a *plan*."""
        for step in self.plan if plan is None else plan:
            step(vector)
        return vector

    def leading_to(self, targets: Iterable[int]) -> list[int]:
        """The derived slots that lead to the slots *targets*, these included, in order."""
        leads = set(targets)
        found = []
        for at in reversed(self.operations):
            if at in leads:
                leads.update(self.depends[at])
                found.append(at)
        return found[::-1]

    def plan_for(self, targets: Iterable[int]) -> Plan:
        """The part of the plan that leads to the slots *targets*."""
        return steps((at, self.operations[at]) for at in self.leading_to(targets))

    @cached_property
    def greatest(self) -> frozenset[int]:
        """The slots that are the greatest of those they read: a lesser one that becomes no greater changes nothing."""
        return frozenset(at for at, operation in self.operations.items() if operation[0] == "or-slots")

    def readers(self, target: int) -> dict[int, list[int]]:
        """For each slot that leads to *target*, those that read it and lead there too."""
        if target not in self._readers:
            found: dict[int, list[int]] = {}
            for at in reversed(self.operations):
                if at == target or at in found:
                    for read in self.depends[at]:
                        found.setdefault(read, []).append(at)
            self._readers[target] = found
        return self._readers[target]


def blank_answers(fact: Fact, program: Program, *, closed: bool) -> list[tuple[str, Any]]:
    """The slots of *fact* with what they hold when it is not answered."""
    name = f"fact:{fact.id}"
    if fact.kind == "record":
        fields = [(f"{name}.{field.id}", tuple(value.id for value in field.values)) for field in fact.fields]
        masks = [(slot, program.closed_list(slot, values)) for slot, values in fields]
        return [(slot, logic.NO_VALUE if closed else mask) for slot, mask in masks]
    if fact.kind in ("number", "date"):
        return [(name, (0, 0, 2) if closed else program.range_of(fact))]
    everything = program.closed_list(name, tuple(value.id for value in fact.values))
    if fact.kind == "several":
        return [(name, (0, 0 if closed else everything))]
    return [(name, logic.NO_VALUE if closed else everything)]


def _compared(e: Expression, numbers: dict[str, list[tuple[int, int]]], slots: dict[str, list[str]]) -> None:
    """Add to *numbers* and *slots* what facts are compared with in *e*."""
    if e[0] == "compare":
        for one, other in ((e[2], e[3]), (e[3], e[2])):
            if one[0] != "value":
                continue
            if other[0] in ("number", "date"):
                numbers.setdefault(one[1], []).append((other[1], other[2] if other[0] == "number" else 0))
            elif other[0] in ("value", "as-of"):
                slots.setdefault(one[1], []).append(other[1] if other[0] == "value" else "as-of")
    for part in parts(e):
        _compared(part, numbers, slots)
