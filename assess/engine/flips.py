"""What a conclusion hangs on: each given answer is taken away and, where it is a level, moved by one.

Exact: a flip says what the whole assessment of the proposal so changed would say. Only what leads to the pathway and to the principles is
derived again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from assess.conditions.logic import TRUE, Vector
from assess.engine.answers import AnswerEncoder, effective_level
from assess.engine.established import Ground
from assess.engine.propagation import Change, propagate, restore
from assess.engine.results import ways
from assess.model.assessment import CHANGES, PRINCIPLE_STATUS, Flip
from assess.model.constants import TOP_LEVEL
from assess.model.proposal import CriterionAnswer, Proposal


def flips(encoder: AnswerEncoder, v: Vector, proposal: Proposal, as_of: int, grounds: Ground) -> tuple[Flip, ...]:
    """The changes of one answer of *proposal* that change the pathways that are possible, or what is said of a principle.

    Hypotheses first, then what is weakly evidenced; then those that change the pathway, the most principles, then by id. *v* holds what
    follows as answered, and is left as it was. None under a rubric without pathway.
    """
    if encoder.program.rubric.pathway is None:
        return ()
    tried = _Trial(encoder, v)
    found = [
        flip
        for name in encoder.slots
        if tried.matters(name)
        for change, values in changes(encoder, name, proposal, as_of)
        if (flip := tried.flip(name, change, values, grounds)) is not None
    ]
    return tuple(sorted(found, key=rank))


def rank(flip: Flip) -> tuple[Any, ...]:
    """Where *flip* stands among others: hypotheses, then weak evidence, then what changes the pathway, or most principles."""
    return not flip.assumed, not flip.weak, not flip.turns, -len(flip.principles), flip.id, CHANGES.index(flip.change)


def changes(encoder: AnswerEncoder, name: str, proposal: Proposal, as_of: int) -> Iterator[tuple[str, Change]]:
    """Every change of the answer of *proposal* to the item *name*, if there is one: what it is called, and the inputs then."""
    answer = proposal.answer(name)
    if answer is None:
        return
    slots, program = encoder.slots[name], encoder.program
    foreign = encoder.foreign(proposal) if proposal.beside else {}
    yield "removed", [(at, program.unanswered[at] & ~foreign[at] if at in foreign else program.unanswered[at]) for at in slots]
    if isinstance(answer, CriterionAnswer) and answer.level is not None:
        for change, level in (("lower", answer.level - 1), ("higher", answer.level + 1)):
            if 0 <= level <= TOP_LEVEL:
                criterion = encoder.criteria[name.partition(":")[2]]
                counted = effective_level(program.rubric, criterion, replace(answer, level=level), as_of)
                yield change, [(slots[0], (counted, counted, TRUE))]


class _Trial:
    def __init__(self, encoder: AnswerEncoder, v: Vector) -> None:
        self.program, self.encoder, self.v = encoder.program, encoder, v
        slots = self.program.slots
        self.pathway = slots["pathway"]
        self.before = tuple(ways(self.program, v[self.pathway]))
        self.gaps = [(principle.id, slots[f"gap:{principle.id}"]) for principle in self.program.rubric.principles]
        self.readers = self.program.readers((self.pathway, *(at for _, at in self.gaps)))

    def matters(self, name: str) -> bool:
        """Whether anything concluded rests on the item *name*."""
        return any(at in self.readers for at in self.encoder.slots[name])

    def flip(self, name: str, change: str, values: Change, grounds: Ground) -> Flip | None:
        """What becomes of the conclusions when the inputs are *values*; None when they are the same."""
        v = self.v
        saved = propagate(self.program, v, values, self.readers)
        moved = {at for at, _ in saved}
        turns = self.pathway in moved
        principles = tuple((own, PRINCIPLE_STATUS[v[at]]) for own, at in self.gaps if at in moved)
        found = None
        if turns or principles:
            left = tuple(ways(self.program, v[self.pathway])) if turns else self.before
            found = Flip(name, change, name in grounds.assumed, name in grounds.weak, left, turns, principles)
        restore(v, saved)
        return found
