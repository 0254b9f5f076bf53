"""Which unanswered items would settle the result: each is tried alone, with every value it may take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from assess.conditions.logic import FALSE, TRUE, UNKNOWN, Vector, exact
from assess.engine.answers import AnswerEncoder
from assess.engine.program import Program
from assess.engine.propagation import Change, propagate, restore
from assess.engine.slot_makers import UNSAID
from assess.engine.texts import ABSENT
from assess.model.rubric import Fact


def deciding(encoder: AnswerEncoder, v: Vector, items: list[str]) -> tuple[str, ...]:
    """The ids among the unanswered *items* some value of which, alone, leaves fewer ways open; fewest expected ways left first, then id.

    A list of values is tried empty and with each single value; a number, at the ends of its range and around what it is compared with.
    A law entry whose state is unknown, or of which it is not known whether it covers the use, counts as unanswered, and comes first where
    it settles something: who prepares a text must know it before all the rest. When none does alone, the unanswered items read by the
    rules still open. *v* has been run, and is left as it was.
    """
    target = encoder.program.slots.get("pathway", encoder.program.slots.get("outcome"))
    if target is None or ways(v[target]) == 1:
        return ()
    law = unsettled(encoder, v)
    items = [*law, *items]
    readers, before = encoder.program.readers((target,)), ways(v[target])
    shrinking = []
    for name in items:
        if not any(at in readers for at in encoder.places[name]):
            continue
        left = [ways_after(encoder.program, v, target, change) for change in changes(encoder, name, v)]
        if left and min(left) < before:
            shrinking.append((sum(left) * 10**9 // len(left), name))
    if shrinking:
        return tuple(name for _, _, name in sorted((not name.startswith("law:"), left, name) for left, name in shrinking))
    return still_open(encoder, v, target, items[len(law) :])


def unsettled(encoder: AnswerEncoder, v: Vector) -> list[str]:
    """The qualified ids of the law entries whose state is unknown, or that carry a text of which nobody knows whether it covers the use."""
    law = ((name, slots) for name, slots in encoder.places.items() if name.startswith("law:") and v[slots[0]] != FALSE)
    return [name for name, slots in law if v[slots[0]] == UNKNOWN or unread(encoder, v, name)]


def unread(encoder: AnswerEncoder, v: Vector, name: str) -> list[int]:
    """Where to write whether the texts carried by the entry *name*, of which the wording was not read, cover the use."""
    slots = encoder.program.slots
    carried = [
        text for text in encoder.carried.get(name, ()) if name not in encoder.confirmed or encoder.confirmed.issuperset(text.carried_by)
    ]
    return [
        slots[f"said:{text.id}"]
        for text in carried
        if v[slots[f"said:{text.id}"]] == UNSAID and v[slots[f"within:{text.id}"]] == UNKNOWN and v[slots[f"read:{text.id}"]] != TRUE
    ]


def to_read(encoder: AnswerEncoder, v: Vector, deciding: Iterable[str]) -> tuple[str, ...]:
    """The entries of law among *deciding* of which it is to be asked whether they cover the use: that they are in force settles nothing."""
    target = encoder.program.slots.get("pathway", encoder.program.slots.get("outcome"))
    found = []
    for name in deciding:
        if target is not None and name.startswith("law:") and unread(encoder, v, name):
            in_force = ways_after(encoder.program, v, target, [(encoder.places[name][0], TRUE)])
            found += [name] if in_force == ways(v[target]) else []
    return tuple(found)


def ways(value: Any) -> int:
    """How many pathways or outcomes *value*, a mask or a tuple of masks, leaves possible."""
    return sum(mask.bit_count() for mask in value) if isinstance(value, tuple) else value.bit_count()


def ways_after(program: Program, v: Vector, target: int, change: Change) -> int:
    """How many ways the *change* of inputs leaves; *v* is left as it was."""
    saved = propagate(program, v, change, program.readers((target,)))
    left = ways(v[target])
    restore(v, saved)
    return left


def changes(encoder: AnswerEncoder, name: str, v: Vector) -> Iterator[Change]:
    """Every change that answering the item *name* may be; *v* tells which fields of a record are answered."""
    slots, bits = encoder.places[name], encoder.program.bits
    at, (kind, _, own) = slots[0], name.partition(":")
    if kind == "criterion":
        yield from ([(at, (level, level, TRUE))] for level in range(5))
        if encoder.criteria[own].not_applicable:
            yield [(at, (0, 0, FALSE))]
    elif kind == "safeguard":
        ranks = len(encoder.program.rubric.instruments) + (1 if encoder.safeguards[own].not_applicable else 0)
        by_law = v[encoder.program.slots[f"given:{own}"]][0] >= 0  # saying that it is absent would depart from what is assumed
        yield from ([(at, (rank, rank))] for rank in (*(() if by_law else (ABSENT,)), *range(ranks)))
    elif kind == "law":
        if v[at] == UNKNOWN:
            yield from ([(at, state)] for state in (FALSE, TRUE))
        if said := unread(encoder, v, name):
            yield from ([(at, TRUE), *((slot, covers) for slot in said)] for covers in (FALSE, TRUE))
    elif (fact := encoder.facts[own]).kind == "record":
        choices = [[bit for bit in bits[field].values() if v[slot] & bit] for slot, field in zip(slots, fact.slots(), strict=True)]
        yield from (list(zip(slots, values, strict=True)) for values in product(*choices))
    elif fact.kind in ("number", "date"):
        yield from ([(at, (number, number, TRUE))] for number in probes(encoder, fact, v))
    elif fact.kind == "several":
        yield from ([(at, (bit, bit))] for bit in (0, *bits[name].values()))
    else:
        yield from ([(at, bit)] for bit in bits[name].values())


def probes(encoder: AnswerEncoder, fact: Fact, v: Vector) -> list[Any]:
    """The numbers to try for *fact*: the ends of its range, and around what it is compared with, be it an answer or the day considered."""
    low, high = exact(fact.low), exact(fact.high)
    tried = {low, high}
    for bounds in encoder.program.compared.get(f"fact:{fact.id}", ()):
        tried |= {end + step for end in bounds(v) for step in (-1, 0, 1)}
    return sorted(number for number in tried if low <= number <= high)


def settled(value: Any) -> bool:
    """Whether the value of a slot leaves nothing open."""
    return value != UNKNOWN if isinstance(value, int) else not value[1:] or bool(value[0] == value[1])


def still_open(encoder: AnswerEncoder, v: Vector, target: int, items: list[str]) -> tuple[str, ...]:
    """The ids of the unanswered *items* that the open rules read, in the order of the rubric."""
    program, answers = (
        encoder.program,
        ("fact:", "tier:", "regime", "action", "norm:", "answer:", "stage", "stated_text", "said:", "domain:"),
    )
    closed = [at for name, at in program.slots.items() if not name.startswith(answers) and settled(v[at])]
    open_slots = program.leading_to([target], closed)
    return tuple(name for name in items if open_slots.intersection(encoder.places[name]))


def settling(encoder: AnswerEncoder, v: Vector, target: int, items: list[str]) -> tuple[str, ...]:
    """The ids of the unanswered facts among *items* that the slot *target* awaits and some value of which, alone, settles it."""
    awaited = (name for name in still_open(encoder, v, target, items) if name.startswith("fact:"))
    return tuple(name for name in awaited if any(_settles(encoder.program, v, target, change) for change in changes(encoder, name, v)))


def _settles(program: Program, v: Vector, target: int, change: Change) -> bool:
    """Whether the *change* of inputs leaves nothing open in the slot *target*; *v* is left as it was."""
    saved = propagate(program, v, change, program.readers((target,)))
    done = settled(v[target])
    restore(v, saved)
    return done
