"""Which unanswered items would settle the result: each is tried alone, with every value it may take."""

from __future__ import annotations

from bisect import insort
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
        if not any(at in trial.readers for at in slots_of(form, item)):
            continue
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
        """Keep the run vector *v* and what leads to *target*."""
        self.v, self.target = v, target
        self.step = program.step
        self.readers = program.readers(target)
        self.greatest = program.greatest

    def ways_after(self, change: Change) -> int:
        """How many ways the change leaves."""
        v, readers, step, greatest = self.v, self.readers, self.step, self.greatest
        saved = [(at, v[at]) for at, value in change if v[at] != value]
        for at, value in change:
            v[at] = value
        waiting = sorted({-reader for at, _ in saved for reader in readers.get(at, ())})
        while waiting:  # a slot stands after those it reads: the first of those that wait is ready
            at = -waiting.pop()
            before = v[at]
            step(at)(v)
            value = v[at]
            if value != before:
                saved.append((at, before))
                for reader in readers.get(at, ()):
                    if -reader not in waiting and not (reader in greatest and before < v[reader] >= value):
                        insort(waiting, -reader)
        left = ways(v[self.target])
        for at, value in saved:
            v[at] = value
        return left


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
        yield from ([(slots[0], (number, number, 0))] for number in probes(form, fact, v))
    elif fact.kind == "several":
        yield from ([(slots[0], (bit, bit))] for bit in (0, *bits[f"fact:{fact.id}"].values()))
    else:
        yield from ([(slots[0], bit)] for bit in bits[f"fact:{fact.id}"].values())


def probes(form: Form, fact: Fact, v: Vector) -> list[Any]:
    """The numbers to try for *fact*: the ends of its range, and around what it is compared with, be it an answer or the day considered."""
    program, name = form.program, f"fact:{fact.id}"
    low, high = exact(fact.low), exact(fact.high)
    found = {low, high}
    compared = [exact(given) for given in program.compared.get(name, ())]
    compared += [end for beside in program.beside.get(name, ()) for end in v[program.slots[beside]][:2]]
    for number in compared:
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
