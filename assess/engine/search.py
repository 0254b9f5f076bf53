"""The fewest or cheapest measures that leave the least open: a search that is exact, as long as it may go on.

A measure is one of the values that a lever may be given. Where some levers are undecided they hold all their values at once: what is open
with these bounds is open whichever is taken, so that what cannot do better than the best known is left aside. No rule need be monotone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from assess.conditions.logic import FALSE, TRUE, UNKNOWN, Vector
from assess.engine.program import Program
from assess.engine.propagation import Change, propagate, restore

LIMIT = 20_000
"""How many evaluations a whole search makes, at most."""
KEPT = 6
"""How many equally good plans are kept."""

Plan = tuple[tuple[str, int], ...]
"""The levers that are pulled, each with its value; in the order of the rubric."""
Target = tuple[int, str]
"""The part of the use, and the slot."""


class Lever(NamedTuple):
    """What may be done about one item."""

    id: str
    at: int
    """Its slot."""
    now: Any
    values: tuple[int, ...]
    """The levels to reach, or the ranks to give it at."""
    level: bool
    """Whether these are levels."""
    base: int
    """The level or rank from which steps are counted."""
    cost: Fraction

    def put(self, value: int) -> Any:
        """What its slot holds at *value*."""
        return (value, value, TRUE) if self.level else (value, value)

    def hull(self) -> Any:
        """What its slot holds as long as it is undecided."""
        low, high = min(self.now[0], *self.values), max(self.now[1], *self.values)
        return (low, high, TRUE if self.now[2] == TRUE else UNKNOWN) if self.level else (low, high)


class Worth(NamedTuple):
    """What a plan is worth: the least is best."""

    open: int
    cost: Fraction
    measures: int
    steps: int


class Found(NamedTuple):
    """The best plans of a component."""

    worth: Worth
    plans: tuple[Plan, ...]
    more: bool
    proven: bool


class Board:
    """The vectors of the parts of a use, in which levers are pulled; and how many evaluations were made."""

    def __init__(self, program: Program, vectors: Sequence[Vector], targets: Sequence[Target], limit: int = LIMIT) -> None:
        self.program, self.vectors, self.limit = program, vectors, limit
        self.targets = [(part, program.slots[name]) for part, name in targets]
        self.readers = program.readers(tuple(sorted({at for _, at in self.targets})))
        self.first = [self.truth(place) for place in range(len(targets))]
        self.made = 0

    def truth(self, place: int) -> int:
        """Whether the target at *place* is open."""
        part, at = self.targets[place]
        truth: int = self.vectors[part][at]
        return truth

    def put(self, change: Change) -> list[Change]:
        """Put *change* into every vector; gives what stood there."""
        self.made += 1
        return [propagate(self.program, v, change, self.readers) for v in self.vectors]

    def back(self, saved: list[Change]) -> None:
        """Put back what `put` gave."""
        for v, own in zip(self.vectors, saved, strict=True):
            restore(v, own)

    def left(self, places: Iterable[int], *, decided: bool) -> int:
        """How many of the targets are open: one that was stays so until it certainly is no more; where not all is *decided*, at least."""
        closed = FALSE if decided else UNKNOWN
        return sum(self.truth(place) > closed if self.first[place] == TRUE else self.truth(place) == TRUE for place in places)


class Component:
    """Levers and targets that hang together, and on no others."""

    def __init__(self, board: Board, levers: Sequence[Lever], places: Sequence[int]) -> None:
        self.board, self.levers, self.places = board, levers, places
        self.best = Worth(board.left(places, decided=True), Fraction(0), 0, 0)
        self.plans: list[Plan] = [()]
        self.more = False
        self.proven = True

    def search(self) -> Found:
        """The best plans; not proven to be so when the search had to end."""
        self.greedy()
        saved = self.board.put([(lever.at, lever.hull()) for lever in self.levers])
        self.branch(0, Worth(0, Fraction(0), 0, 0), ())
        self.board.back(saved)
        plans = tuple(sorted(self.plans))
        return Found(self.best, plans, self.more, self.proven)

    def greedy(self) -> None:
        """A first plan: the pull that closes most for least, again and again."""
        saved, plan = [], dict[str, int]()
        worth = self.best
        while worth.open and (pull := self._best_pull(plan, worth)):
            worth, lever, value = pull
            plan[lever.id] = value
            saved.append(self.board.put([(lever.at, lever.put(value))]))
            self.keep(worth, tuple((own.id, plan[own.id]) for own in self.levers if own.id in plan))
        for put in reversed(saved):
            self.board.back(put)

    def _best_pull(self, plan: dict[str, int], worth: Worth) -> tuple[Worth, Lever, int] | None:
        best = None
        for lever in self.levers:
            for value in lever.values if lever.id not in plan and self.board.made < self.board.limit else ():
                put = self.board.put([(lever.at, lever.put(value))])
                tried = _with(worth, lever, value)._replace(open=self.board.left(self.places, decided=True))
                self.board.back(put)
                if tried.open < worth.open and (best is None or tried < best[0]):
                    best = tried, lever, value
        return best

    def keep(self, worth: Worth, plan: Plan) -> None:
        """Keep *plan* if none known is better."""
        if worth < self.best:
            self.best, self.plans, self.more = worth, [plan], False
        elif worth == self.best and plan not in self.plans:
            self.plans.append(plan)
            if len(self.plans) > KEPT:
                self.plans, self.more = sorted(self.plans)[:KEPT], True

    def branch(self, depth: int, worth: Worth, plan: Plan) -> None:
        """Try what may be done with the levers from *depth* on, those before having been decided in *plan*."""
        if depth == len(self.levers):
            self.keep(worth._replace(open=self.board.left(self.places, decided=True)), plan)
            return
        if worth._replace(open=self.board.left(self.places, decided=False)) > self.best:
            return
        lever = self.levers[depth]
        for value in (None, *lever.values):
            if self.board.made >= self.board.limit:
                self.proven = False
                return
            own = lever.now if value is None else lever.put(value)
            put = self.board.put([(lever.at, own)])
            if value is None:
                self.branch(depth + 1, worth, plan)
            else:
                self.branch(depth + 1, _with(worth, lever, value), (*plan, (lever.id, value)))
            self.board.back(put)


def _with(worth: Worth, lever: Lever, value: int) -> Worth:
    return worth._replace(cost=worth.cost + lever.cost, measures=worth.measures + 1, steps=worth.steps + value - lever.base)


def components(board: Board, levers: Sequence[Lever], places: Sequence[int]) -> list[tuple[list[Lever], list[int]]]:
    """The *levers* and the targets at *places*, those that hang together in one; a target that no lever moves is in none.

    A target whose bounds say the same whatever is done is left aside first.
    """
    saved = board.put([(lever.at, lever.hull()) for lever in levers])
    movable = [place for place in places if board.truth(place) == UNKNOWN]
    board.back(saved)
    groups: list[tuple[set[int], set[int]]] = []
    slots = {lever.at for lever in levers}
    for place in movable:
        own = slots & board.program.leading_to([board.targets[place][1]])
        joined = [group for group in groups if group[0] & own]
        groups = [group for group in groups if not group[0] & own]
        groups.append((own.union(*(group[0] for group in joined)), {place}.union(*(group[1] for group in joined))))
    groups.sort(key=lambda group: min(group[1]))
    return [([lever for lever in levers if lever.at in own], sorted(told)) for own, told in groups]
