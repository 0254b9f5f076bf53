"""Changes of answers, one at a time and two at a time: what becomes of the pathway. Exact.

Two changes whose effects never meet in one rule move together what each moves alone; only those that meet are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from assess.conditions.logic import Vector
from assess.engine.evaluate import Evaluator
from assess.engine.propagation import Change, propagate, restore
from assess.engine.results import ways
from assess.model.assessment import Way

Ways = tuple[Way, ...]


class Effect(NamedTuple):
    """What one change does to one part of the use."""

    values: Change
    touched: int
    """The slots that read something that it moves, as bits."""
    pathway: Any
    """The slot of the pathway then."""


class Part:
    """The use as it is of one technology: a vector that was run."""

    def __init__(self, under: Evaluator, v: Vector) -> None:
        self.program, self.v = under.program, v
        self.at = under.program.slots["pathway"]
        self.readers = under.program.readers((self.at,))
        self.bits = {at: sum(1 << reader for reader in own) for at, own in self.readers.items()}

    def effect(self, values: Change) -> Effect:
        """What becomes of the pathway when the inputs are *values*; the vector is left as it was."""
        saved = propagate(self.program, self.v, values, self.readers)
        touched = 0
        for at, _ in saved:
            touched |= self.bits.get(at, 0)
        pathway = self.v[self.at]
        restore(self.v, saved)
        return Effect(values, touched, pathway)


class Pairs:
    """What becomes of the ways of the whole use after each of some changes, and after two of them."""

    def __init__(self, under: Evaluator, parts: Sequence[Part], names: Sequence[str], changes: Sequence[Iterable[Change]]) -> None:
        """Take the changes of the items *names*, in order; *changes*: for each part, what each of them puts into it."""
        self.under, self.parts, self.names = under, parts, names
        self.effects = [[part.effect(values) for values in own] for part, own in zip(parts, changes, strict=True)]
        self.before = self.whole([part.v[part.at] for part in parts])
        self._told: dict[tuple[Any, ...], Ways] = {}

    def whole(self, pathways: Sequence[Any]) -> Ways:
        """The ways of the whole use, from the slots of its parts."""
        left: Ways | None = None
        for pathway in pathways:
            own = tuple(ways(self.under.program, pathway))
            left = own if left is None else self.under.strictest.ways(left, own)
        return left or ()

    def alone(self, at: int) -> Ways:
        """The ways after the change *at*."""
        return self.whole([own[at].pathway for own in self.effects])

    def of_two(self, some: Sequence[int]) -> Iterator[tuple[int, int, Ways]]:
        """Each two of the changes *some*, of different items, and the ways after both."""
        meeting = [at for at in some if any(own[at].touched for own in self.effects)]
        for place, one in enumerate(meeting):
            others = [at for at in meeting[place + 1 :] if self.names[at] != self.names[one]]
            columns = [self._after(part, own, one, others) for part, own in zip(self.parts, self.effects, strict=True)]
            for other, *pathways in zip(others, *columns, strict=True):
                key = tuple(pathways)
                if key not in self._told:
                    self._told[key] = self.whole(pathways)
                yield one, other, self._told[key]

    def _after(self, part: Part, own: Sequence[Effect], one: int, others: Sequence[int]) -> list[Any]:
        """The slot of the pathway of *part* after the change *one* and each of the *others*."""
        first, before = own[one], part.v[part.at]
        saved = propagate(part.program, part.v, first.values, part.readers) if first.touched else []
        left = []
        for effect in (own[other] for other in others):
            if first.touched & effect.touched:
                again = propagate(part.program, part.v, effect.values, part.readers)
                left.append(part.v[part.at])
                restore(part.v, again)
            else:  # they never meet: one alone moved the pathway, or neither did
                left.append(effect.pathway if first.pathway == before else first.pathway)
        restore(part.v, saved)
        return left
