"""What is established: the same conclusions where hypotheses, and answers whose evidence is too weak, are unknown.

An answer taken away can only widen what is possible, so that what is established always contains what is concluded as answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from assess.conditions.logic import TRUE, UNKNOWN, Vector
from assess.engine.answers import AnswerEncoder, effective_level
from assess.engine.propagation import propagate
from assess.engine.slot_makers import SHOWN, UNSAID
from assess.engine.texts import ABSENT
from assess.model.proposal import Proposal


class Ground(Struct, frozen=True):
    """What the answers of a proposal are worth."""

    vector: Vector
    """What follows from what is established; the vector as answered itself when all is."""
    assumed: tuple[str, ...]
    """The qualified ids of the hypotheses, in the order of the rubric."""
    weak: tuple[str, ...]
    """Those of the other answers whose evidence is weaker than what they ask for."""
    stated: tuple[str, ...]
    """The texts that the proposal alone says to be in force, struck down, or to cover the use or not, as it cites them."""


def ground(encoder: AnswerEncoder, v: Vector, proposal: Proposal, as_of: int) -> Ground:
    """What is established of *proposal* on *as_of*, of which *v* holds what follows as answered."""
    hypotheses = tuple(assumed(encoder, proposal))
    weak = {name for name in capped(encoder, proposal, as_of) if name not in hypotheses}
    claims = dict(claimed(encoder, proposal))
    own = [text for text in proposal.law if text.own and text.covers is not False]
    stated = tuple(text.cite for text in own if text.status(as_of) in ("in-force", "unknown", "struck-down"))
    unsourced = tuple(text.cite for text in proposal.law if not (text.own or text.source))
    said = tuple(text.cite for text in proposal.law if text.source and text.covers is not None and told(encoder, v, text.cite))
    found = without(encoder, v, (*hypotheses, *weak), stated=bool(stated), unsourced=unsourced, said=said)
    while unshown := [name for name, slots in claims.items() if name not in weak and any(found[at] != TRUE for at in slots)]:
        weak.update(unshown)  # what they established may be so no longer
        found = without(encoder, found, unshown)
    return Ground(found, hypotheses, tuple(name for name in encoder.slots if name in weak), (*stated, *unsourced, *said))


def told(encoder: AnswerEncoder, v: Vector, cite: str) -> list[int]:
    """Where it is written whether the texts that the entry *cite* carries cover the use, of those whose limits do not settle it."""
    slots, program = encoder.said.get(cite, ()), encoder.program
    if all(v[at] == UNSAID for at in slots):
        return []
    copy = v.copy()
    propagate(program, copy, [(at, UNKNOWN) for at in slots], program.readers())
    own = zip(slots, encoder.carried[cite], strict=True)
    return [at for at, text in own if copy[program.slots[f"within:{text.id}"]] != v[program.slots[f"within:{text.id}"]]]


def without(
    encoder: AnswerEncoder,
    v: Vector,
    names: Iterable[str],
    *,
    stated: bool = False,
    unsourced: Iterable[str] = (),
    said: Iterable[str] = (),
) -> Vector:
    """What follows when the answers to the items *names* are unknown, and the texts *stated* may not be; *v* itself when there are none.

    Of the entries of law *unsourced*, neither the state nor what they cover is known: the proposal names no source of what it says of them.
    Of those *said*, whether they cover the use is not: it is the reading of the proposal alone.
    """
    program = encoder.program
    change = [(at, unknown_at(encoder, v, name, at)) for name in names for at in encoder.slots[name]]
    if stated:
        at = program.slots["stated_text"]
        change.append((at, v[at] | program.bits["stated_text"]["none"]))
    change += [(at, UNKNOWN) for name in unsourced for at in encoder.places.get(name, ()) if v[at] != UNSAID]
    change += [(at, UNKNOWN) for name in said for at in encoder.said[name] if v[at] != UNSAID]
    if not change:
        return v
    copy = v.copy()
    propagate(program, copy, change, program.readers())
    return copy


def unknown_at(encoder: AnswerEncoder, v: Vector, name: str, at: int) -> Any:
    """What slot *at* of the item *name* holds when its answer is unknown; who assumes that a guarantee is given departs from no law."""
    program = encoder.program
    given = name.startswith("safeguard:") and v[at][0] > ABSENT
    return program.unanswered[at] if given and not program.rubric.closed_world else program.unknown[at]


def assumed(encoder: AnswerEncoder, proposal: Proposal) -> list[str]:
    """The qualified ids of the answers that are hypotheses, in the order of the rubric, whatever that of the answers."""
    return [name for name in encoder.slots if (answer := proposal.answer(name)) is not None and answer.assumed]


def capped(encoder: AnswerEncoder, proposal: Proposal, as_of: int) -> Iterator[str]:
    """The qualified ids of the criteria whose level the evidence does not support."""
    for name, answer in proposal.criteria.items():
        if answer.level and effective_level(encoder.program.rubric, encoder.criteria[name], answer, as_of) < answer.level:
            yield f"criterion:{name}"


def claimed(encoder: AnswerEncoder, proposal: Proposal) -> Iterator[tuple[str, list[int]]]:
    """The qualified ids of the facts answered, no hypothesis, with a value that asks to be shown; and the slots that say whether it is."""
    for name, answer in proposal.facts.items():
        asked = encoder.facts[name].shown_by if not answer.assumed else {}
        if slots := [encoder.program.slots[f"{SHOWN}{name}.{value}"] for value in answer.values if value in asked]:
            yield f"fact:{name}", slots
