"""A rubric made ready to evaluate: a vector of slots, and the closures that fill it in order.

Slots are named: `fact:x`, `fact:text.state`, `stage`, `as-of`, `law:x`, `rule:owner.id`, `term:x`, `tier:x`, `regime`, `criterion:p.c`,
`principle:p`, `needed:p`, `gap:p`, `required:x`, `rank:x`, `given:x`, `met:x`, `red-line:x`, `cure:x`, `blocked:a/safeguards`, `lacks:x`,
`score:x` and `bound:x`, `shown:fact.value`, `action`, `norm:a`, `outcome`, `pathway`, `stated_text`, and those that `texts` makes;
`answer:…` before what may not apply, or what the law may give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from assess.conditions.logic import Derive, Interval, Vector
from assess.conditions.nodes import AsOf, Compare, Constant, Day, Value, walk
from assess.engine import texts
from assess.engine.slot_makers import RAW, RubricSlots, inputs, makers, may_be_nothing
from assess.model.rubric import Rubric

Plan = dict[int, Derive]
"""Slots, each with what derives it, in order."""
Readers = dict[int, list[int]]
"""For a slot, those that read it."""


class Program(RubricSlots):
    """The slots of *rubric*, the values they have when nothing is answered, and what derives the others."""

    def __init__(self, rubric: Rubric) -> None:
        """Make what evaluates *rubric*, which the loader has found free of unknown names and cycles."""
        super().__init__(rubric)
        self.slots: dict[str, int] = {}
        self.unanswered: Vector = []
        """The vector when nothing is answered; nothing is derived in it."""
        self.derive: Plan = {}
        """What derives each slot that is no input; a slot stands after those it reads."""
        self.depends: dict[int, tuple[int, ...]] = {}
        """The slots that each derived one reads, in order."""
        self._reads: set[int] = set()
        """The slots that what is being derived reads, so far."""
        self._readers: dict[tuple[int, ...], Readers] = {}
        for name, blank in inputs(self, closed=rubric.closed_world):
            self.slots[name] = len(self.unanswered)
            self.unanswered.append(blank)
        self.makers = makers(self) | texts.makers(self)
        for name in list(self.makers):
            self.need(name)

    def input(self, name: str) -> int:
        """The slot in which the answer to *name* is put: raw, where an applicability rule or the law stands between it and its readers."""
        return self.slots.get(RAW + name, self.slots[name])

    def need(self, name: str) -> int:
        """The slot of *name*, derived first if need be; whoever is being derived depends on it."""
        at = self.slots[name] if name in self.slots else self._derive(name)
        self._reads.add(at)
        return at

    def _derive(self, name: str) -> int:
        outer, self._reads = self._reads, set()
        derive = self.makers[name]()
        at = self.slots[name] = len(self.unanswered)
        self.unanswered.append(None)
        self.derive[at] = derive
        self.depends[at] = tuple(sorted(self._reads))
        self._reads = outer
        return at

    def run(self, vector: Vector, plan: Plan | None = None) -> Vector:
        """Fill in the derived slots of *vector*, whose inputs are set: all, or those of a *plan*."""
        for at, derive in (self.derive if plan is None else plan).items():
            vector[at] = derive(vector)
        return vector

    def leading_to(self, targets: Iterable[int], closed: Collection[int] = ()) -> set[int]:
        """The slots *targets* and all those on which they rest, directly or not, but not through those *closed*."""
        leads = set(targets)
        for at in reversed(self.derive):
            if at in leads:
                leads.update(set(self.depends[at]).difference(closed) if closed else self.depends[at])
        return leads

    def plan_for(self, targets: Iterable[int]) -> Plan:
        """The part of the plan that leads to the slots *targets*."""
        leads = self.leading_to(targets)
        return {at: derive for at, derive in self.derive.items() if at in leads}

    def readers(self, targets: tuple[int, ...] = ()) -> Readers:
        """For each slot that leads to *targets*, or to anything when there are none, those that read it and lead there too."""
        if targets not in self._readers:
            readers: Readers = {}
            for at in self.plan_for(targets) if targets else self.derive:
                for read in self.depends[at]:
                    readers.setdefault(read, []).append(at)
            self._readers[targets] = readers
        return self._readers[targets]

    @cached_property
    def unknown(self) -> Vector:
        """What each input holds when nothing is known of it: in a closed world, where no answer is no value, that may be so too.

        A guarantee may then be departed from, and a fact that has a default may have another value.
        """
        defaults = {f"fact:{name}" for name, fact in self.facts.items() if fact.default}
        blank = [(texts.ABSENT, value[1]) if "given:" in name else value for name, value in inputs(self, closed=False)]
        for name in defaults:
            blank[self.input(name)] = self.everything(name)
        return [may_be_nothing(value) for value in blank] if self.rubric.closed_world else blank

    @cached_property
    def compared(self) -> dict[str, list[Interval]]:
        """For the slot of each fact that is compared, what gives the numbers, answers and days with which it is."""
        compared: dict[str, list[Interval]] = {}
        for expression in self.rubric.expressions():
            for node in walk(expression):
                if isinstance(node, Compare):
                    for one, other in ((node.left, node.right), (node.right, node.left)):
                        if isinstance(one, Value) and isinstance(other, Constant | Day | Value | AsOf):
                            compared.setdefault(one.slot, []).append(other.given(self))
        return compared
