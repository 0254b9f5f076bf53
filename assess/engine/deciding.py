"""Which unanswered items would settle the result: each is tried alone, with every value it may take."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from assess.engine.answers import Form
from assess.engine.link import exact
from assess.engine.logic import FALSE, TRUE, UNKNOWN, Vector
from assess.engine.program import Program
from assess.model.rubric import Criterion, Fact, Safeguard

Change = list[tuple[int, Any]]
"""Values to put into slots."""


def deciding(form: Form, v: Vector, items: list[tuple[str, Any]]) -> tuple[str, ...]:
    """The ids among the unanswered *items* some value of which, alone, leaves fewer ways open; fewest expected ways left first, then id.

    A list of values is tried empty and with each single value; a number, at the ends of its range and around what it is compared with.
    When none does alone, the unanswered items read by the rules still open. *v* has been run, and is left as it was.
    """
    target = form.program.slots.get("pathway", form.program.slots.get("outcome"))
    if target is None or ways(v[target]) == 1:
        return ()
    trial = Trial(form.program, v, target)
    before = ways(v[target])
    found = []
    for name, item in items:
        left = [trial.ways_after(change) for change in changes(form, item, v)]
        if left and min(left) < before:
            found.append((sum(left) * 10**9 // len(left), name))
    if found:
        return tuple(name for _, name in sorted(found))
    return still_open(form.program, v, target, items, form)


def ways(value: Any) -> int:
    """How many pathways or outcomes *value*, a mask or a tuple of masks, leaves possible."""
    return sum(mask.bit_count() for mask in value) if isinstance(value, tuple) else value.bit_count()


class Trial:
    """Tries changes of the inputs, deriving again only what changes on the way to the target."""

    def __init__(self, program: Program, v: Vector, target: int) -> None:
        """Keep the run vector *v* and the part of the plan that leads to *target*."""
        self.v, self.target = v, target
        leads = {target}
        steps = []
        for at, derive in reversed(program.plan):
            if at in leads:
                leads.update(program.depends[at])
                steps.append((at, derive, sum(1 << read for read in program.depends[at])))
        self.steps = steps[::-1]
        self.after: dict[int, list[tuple[int, Any, int]]] = {}
        """The steps to take again, by the mask of the slots changed."""

    def ways_after(self, change: Change) -> int:
        """How many ways the change leaves."""
        v = self.v
        saved = [(at, v[at]) for at, _ in change]
        changed = 0
        for at, value in change:
            if v[at] != value:
                v[at] = value
                changed |= 1 << at
        for at, derive, reads in self.steps_after(sum(1 << at for at, _ in change)):
            if reads & changed:
                value = derive(v)
                if value != v[at]:
                    saved.append((at, v[at]))
                    v[at] = value
                    changed |= 1 << at
        left = ways(v[self.target])
        for at, value in reversed(saved):
            v[at] = value
        return left

    def steps_after(self, changed: int) -> list[tuple[int, Any, int]]:
        """The steps that depend on the slots of the mask *changed*, directly or not."""
        if changed not in self.after:
            affected = changed
            steps = []
            for step in self.steps:
                if step[2] & affected:
                    affected |= 1 << step[0]
                    steps.append(step)
            self.after[changed] = steps
        return self.after[changed]


def changes(form: Form, item: Any, v: Vector) -> Iterator[Change]:
    """Every change that answering *item* may be; *v* tells which fields of a record are answered."""
    if isinstance(item, Criterion):
        at = form.criterion_slots[item.id]
        yield from ([(at, (level, level, TRUE))] for level in range(5))
        if item.not_applicable:
            yield [(at, (0, 0, FALSE))]
    elif isinstance(item, Safeguard):
        ranks = len(form.program.rubric.instruments) + (1 if item.not_applicable else 0)
        yield from ([(form.safeguard_slots[item.id], (rank, rank))] for rank in range(-1, ranks))
    else:
        yield from fact_changes(form, item, v)


def fact_changes(form: Form, fact: Fact, v: Vector) -> Iterator[Change]:
    """Every change that answering *fact* may be."""
    slots, bits = form.fact_slots[fact.id], form.program.bits
    if fact.kind == "record":
        choices = [[bit for bit in bits[name].values() if v[at] & bit] for at, name in zip(slots, fact.slots(), strict=True)]
        yield from (list(zip(slots, values, strict=True)) for values in product(*choices))
    elif fact.kind in ("number", "date"):
        yield from ([(slots[0], (number, number, 0))] for number in probes(form, fact))
    elif fact.kind == "several":
        yield from ([(slots[0], (bit, bit))] for bit in (0, *bits[f"fact:{fact.id}"].values()))
    else:
        yield from ([(slots[0], bit)] for bit in bits[f"fact:{fact.id}"].values())


def probes(form: Form, fact: Fact) -> list[Any]:
    """The numbers to try for *fact*: the ends of its range, and each number it is compared with, and its neighbours."""
    low, high = exact(fact.low), exact(fact.high)
    found = {low, high}
    for given in form.program.compared.get(f"fact:{fact.id}", ()):
        number = exact(given)
        found |= {number - 1, number, number + 1}
    return sorted(number for number in found if low <= number <= high)


def settled(value: Any) -> bool:
    """Whether the value of a slot leaves nothing open."""
    if isinstance(value, int):
        return value != UNKNOWN
    return not value[1:] or bool(value[0] == value[1])


def still_open(program: Program, v: Vector, target: int, items: list[tuple[str, Any]], form: Form) -> tuple[str, ...]:
    """The ids of the unanswered *items* that the open rules read, in the order of the rubric."""
    truths = {
        at for name, at in program.slots.items() if not name.startswith(("fact:", "tier:", "regime", "action", "norm:", "answer:", "stage"))
    }
    seen, waiting = {target}, [target]
    while waiting:
        for at in program.depends.get(waiting.pop(), ()):
            if at not in seen and not (at in truths and settled(v[at])):
                seen.add(at)
                waiting.append(at)
    return tuple(name for name, item in items if seen.intersection(slots_of(form, item)))


def slots_of(form: Form, item: Any) -> list[int]:
    """The input slots of *item*."""
    if isinstance(item, Criterion):
        return [form.criterion_slots[item.id]]
    if isinstance(item, Safeguard):
        return [form.safeguard_slots[item.id]]
    return form.fact_slots[item.id]
