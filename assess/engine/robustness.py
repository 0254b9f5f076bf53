"""What the pathway hangs on, one answer at a time and two at a time: exact, and without probabilities.

A pair is told when neither of its changes alone moves the pathway and both do. Two changes whose effects never meet in one rule move
together what each moves alone; only those that meet are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from assess.conditions.logic import Vector
from assess.engine.evaluate import Evaluator
from assess.engine.flips import changes
from assess.engine.parts import parts as parts_of
from assess.engine.propagation import Change, propagate, restore
from assess.engine.results import ways
from assess.model.assessment import CHANGES, Assessment, Way
from assess.model.desk import Changed, Pair, Robustness
from assess.model.proposal import Proposal

Ways = tuple[Way, ...]


class _Effect(NamedTuple):
    """What one change does to one part of the use."""

    values: Change
    touched: int
    """The slots that read something that it moves, as bits."""
    pathway: Any
    """The slot of the pathway then."""


def robustness(under: Evaluator, proposal: Proposal, as_of: int, assessment: Assessment) -> Robustness:
    """What the conclusions of *assessment*, that of *proposal* on *as_of*, hang on; nothing under a rubric without pathway."""
    pathway = assessment.pathway
    if pathway is None:
        return Robustness((), (), (), (0, 0))
    tried = list(_changed(under, proposal, as_of, assessment))
    parts = [_Part(under, part, as_of) for part in parts_of(under.rubric, proposal)]
    pairs = _Pairs(under, parts, tried)
    several = sum(one.id != other.id for one, other in combinations(tried, 2))
    return Robustness(pathway.possible, assessment.flips, tuple(sorted(pairs.found(), key=rank)), (len(tried), several))


def rank(pair: Pair) -> tuple[Any, ...]:
    """Where *pair* stands among others: most hypotheses first, then most weak evidence, then by id."""
    doubts = -sum(one.assumed for one in pair.changes), -sum(one.weak for one in pair.changes)
    return *doubts, *((one.id, CHANGES.index(one.change)) for one in pair.changes)


def _changed(under: Evaluator, proposal: Proposal, as_of: int, assessment: Assessment) -> Iterator[Changed]:
    """Every change of one answer, in the order of the rubric."""
    for name in under.encoder.slots:
        for change, _ in changes(under.encoder, name, proposal, as_of):
            answer = proposal.answer(name)
            yield Changed(name, change, answer is not None and answer.assumed, name in assessment.established.weak)


class _Part:
    """The use as it is of one technology, and what each change does to it."""

    def __init__(self, under: Evaluator, proposal: Proposal, as_of: int) -> None:
        self.under, self.proposal, self.as_of = under, proposal, as_of
        self.v: Vector = under.run(proposal, as_of)
        self.at = under.program.slots["pathway"]
        self.readers = under.program.readers((self.at,))
        self.bits = {at: sum(1 << reader for reader in own) for at, own in self.readers.items()}

    def effects(self) -> Iterator[_Effect]:
        """The effect of each change, in the order of the rubric."""
        encoder = self.under.encoder
        for name in encoder.slots:
            for _, values in changes(encoder, name, self.proposal, self.as_of):
                yield self.effect(values)

    def effect(self, values: Change) -> _Effect:
        """What becomes of the pathway when the inputs are *values*; the vector is left as it was."""
        saved = propagate(self.under.program, self.v, values, self.readers)
        touched = 0
        for at, _ in saved:
            touched |= self.bits.get(at, 0)
        pathway = self.v[self.at]
        restore(self.v, saved)
        return _Effect(values, touched, pathway)


class _Pairs:
    """The pairs of changes of which neither alone moves the pathway, and both do."""

    def __init__(self, under: Evaluator, parts: Sequence[_Part], tried: Sequence[Changed]) -> None:
        self.under, self.parts, self.tried = under, parts, tried
        self.effects = [list(part.effects()) for part in parts]
        self.before = self.whole([part.v[part.at] for part in parts])
        self.told: dict[tuple[Any, ...], Ways] = {}

    def whole(self, pathways: Sequence[Any]) -> Ways:
        """The ways of the whole use, from the slots of its parts."""
        left: Ways | None = None
        for pathway in pathways:
            own = tuple(ways(self.under.program, pathway))
            left = own if left is None else self.under.strictest.ways(left, own)
        return left or ()

    def found(self) -> Iterator[Pair]:
        """Every such pair."""
        calm = [at for at in range(len(self.tried)) if self.whole([own[at].pathway for own in self.effects]) == self.before]
        meeting = [at for at in calm if any(own[at].touched for own in self.effects)]
        for place, one in enumerate(meeting):
            others = [at for at in meeting[place + 1 :] if self.tried[at].id != self.tried[one].id]
            for other, left in self.with_another(one, others):
                if left != self.before:
                    yield Pair((self.tried[one], self.tried[other]), left)

    def with_another(self, one: int, others: Sequence[int]) -> Iterator[tuple[int, Ways]]:
        """The ways that are possible after the change *one* and each of the *others*."""
        columns = [self.after(part, own, one, others) for part, own in zip(self.parts, self.effects, strict=True)]
        for other, *pathways in zip(others, *columns, strict=True):
            key = tuple(pathways)
            if key not in self.told:
                self.told[key] = self.whole(pathways)
            yield other, self.told[key]

    def after(self, part: _Part, own: Sequence[_Effect], one: int, others: Sequence[int]) -> list[Any]:
        """The slot of the pathway of *part* after the change *one* and each of the *others*."""
        first, before = own[one], part.v[part.at]
        saved = propagate(part.under.program, part.v, first.values, part.readers) if first.touched else []
        left = []
        for effect in (own[other] for other in others):
            if first.touched & effect.touched:
                again = propagate(part.under.program, part.v, effect.values, part.readers)
                left.append(part.v[part.at])
                restore(part.v, again)
            else:  # they never meet: one alone moved the pathway, or neither did
                left.append(effect.pathway if first.pathway == before else first.pathway)
        restore(part.v, saved)
        return left
