"""The guarantees to give and the levels to reach that close what is open; what none of them closes.

What is open: a requirement that is not met, a guarantee that is required and missing, a red line that something cures. A guarantee is given
at a rank of norm, a level is work to do; a fact is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from assess.conditions.logic import FALSE, TRUE, UNKNOWN, Vector
from assess.engine.evaluate import Evaluator
from assess.engine.parts import parts as parts_of
from assess.engine.results import ways
from assess.engine.search import LIMIT, Board, Component, Found, Lever, Plan, Target, components
from assess.model.assessment import Way
from assess.model.constants import TOP_LEVEL
from assess.model.desk import Group, Measure
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric

NOTHING = "nothing"
"""What cures the red lines that nothing cures."""


class Closing(NamedTuple):
    """What closes what is open, and what stays so."""

    groups: tuple[Group, ...]
    left: tuple[str, ...]
    unsettled: tuple[str, ...]
    after: tuple[Way, ...]
    evaluations: int


def targets(rubric: Rubric) -> list[str]:
    """The slots of all that may be open: requirements, guarantees by rule, red lines."""
    guarantees = [f"missing:{safeguard.id}.{rule.id}" for safeguard in rubric.safeguards for rule in safeguard.rules]
    return [
        *(f"red-line:{line.id}" for line in rubric.red_lines),
        *(f"short:{requirement.id}" for requirement in rubric.requirements),
        *guarantees,
    ]


def told(slot: str) -> str:
    """How the target *slot* is called: `rule:requirements.x`, `rule:safeguard.rule`, `red-line:x`."""
    kind, _, own = slot.partition(":")
    return {"short": f"rule:requirements.{own}", "missing": f"rule:{own}"}.get(kind, slot)


def levers(under: Evaluator, v: Vector, costs: Mapping[str, Fraction]) -> Iterator[Lever]:
    """What may be done: each guarantee at a higher rank, each criterion that may apply at a higher level; *v*: a vector that was run."""
    for name, (at, *_) in under.encoder.slots.items():
        kind, now = name.partition(":")[0], v[at]
        cost = costs.get(name, Fraction(0))
        if kind == "criterion" and now[2] != FALSE:
            values = tuple(range(now[0] + 1, TOP_LEVEL + 1))
            yield Lever(name, at, now, values, level=True, base=now[0], cost=cost)
        elif kind == "safeguard" and now[0] < (ranks := len(under.rubric.instruments)):
            base = max(now[0], -1)
            yield Lever(name, at, now, tuple(range(base + 1, ranks)), level=False, base=base, cost=cost)


def closing(under: Evaluator, proposal: Proposal, as_of: int, costs: Mapping[str, Fraction], limit: int = LIMIT) -> Closing:
    """What closes what is open in *proposal* on *as_of*; *costs*: of measures, by their qualified ids."""
    vectors = [under.run(part, as_of) for part in parts_of(under.rubric, proposal)]
    return Closer(under, vectors, costs, limit).closing()


class Closer:
    """Searches what closes what is open in the *vectors* of the parts of one use."""

    def __init__(self, under: Evaluator, vectors: list[Vector], costs: Mapping[str, Fraction], limit: int = LIMIT) -> None:
        self.under, self.vectors = under, vectors
        names = targets(under.rubric)
        self.targets: list[Target] = [(part, name) for part in range(len(vectors)) for name in names]
        self.board = Board(under.program, vectors, self.targets, limit)
        self.levers = [lever for lever in levers(under, vectors[0], costs) if lever.values]
        self.costs = costs

    def closing(self) -> Closing:
        """What closes what is open; the vectors then hold what follows from the first set of each group."""
        closable = [place for place in range(len(self.targets)) if not self._incurable(place)]
        found = [(part, Component(self.board, *part).search()) for part in components(self.board, self.levers, closable)]
        groups = []
        for (own, places), best in found:
            self.pull(best.plans[0])
            shut = [place for place in places if self.board.first[place] == TRUE and self.board.truth(place) == FALSE]
            if best.plans[0]:
                groups.append(self.group(own, shut, best))
        for v in self.vectors:
            self.under.program.run(v)  # what leads to no target was left as it was
        return Closing(tuple(groups), self.open(TRUE), self.unsettled(), self.ways(), self.board.made)

    def _incurable(self, place: int) -> bool:
        """Whether the target is a red line that is raised and that nothing cures."""
        incurable = {f"red-line:{line.id}" for line in self.under.rubric.red_lines if line.cured_by == NOTHING}
        return self.board.first[place] == TRUE and self.targets[place][1] in incurable

    def pull(self, plan: Plan) -> None:
        """Do what *plan* says."""
        known = {lever.id: lever for lever in self.levers}
        self.board.put([(known[name].at, known[name].put(value)) for name, value in plan])

    def group(self, own: list[Lever], shut: list[int], best: Found) -> Group:
        """What the plans of one component close, and how."""
        known = {lever.id: lever for lever in own}
        sets = tuple(tuple(self.measure(known[name], value, shut) for name, value in plan) for plan in best.plans)
        return Group(self.named(shut), sets, more=best.more, proven=best.proven)

    def measure(self, lever: Lever, value: int, shut: Iterable[int]) -> Measure:
        """One pull of *lever*, with what it helps to close of the targets that are *shut*."""
        mine = [place for place in shut if lever.at in self.under.program.leading_to([self.board.targets[place][1]])]
        return Measure(lever.id, lever.base, value, self.named(mine), self.costs.get(lever.id))

    def named(self, places: Iterable[int]) -> tuple[str, ...]:
        """How the targets at *places* are called, each once."""
        return tuple(dict.fromkeys(told(self.targets[place][1]) for place in places))

    def open(self, least: int) -> tuple[str, ...]:
        """What is open now: certainly, or what certainly was and is not certainly closed."""
        places = range(len(self.targets))
        return self.named(p for p in places if self.board.truth(p) >= least or (self.board.first[p] == TRUE and self.board.truth(p)))

    def unsettled(self) -> tuple[str, ...]:
        """What was not known to be open, and still is not."""
        places = range(len(self.targets))
        return self.named(p for p in places if self.board.first[p] != TRUE and self.board.truth(p) == UNKNOWN)

    def ways(self) -> tuple[Way, ...]:
        """The ways of the whole use, now."""
        return whole_ways(self.under, self.vectors)


def whole_ways(under: Evaluator, vectors: Iterable[Vector]) -> tuple[Way, ...]:
    """The ways of a use from the *vectors* of its parts; none under a rubric without pathway."""
    at = under.program.slots.get("pathway", -1)
    left: tuple[Way, ...] | None = None
    for v in vectors if at >= 0 else ():
        own = tuple(ways(under.program, v[at]))
        left = own if left is None else under.strictest.ways(left, own)
    return left or ()


def costs_of(proposal: Proposal) -> dict[str, Fraction]:
    """What *proposal* says that measures cost, by their qualified ids."""
    return {name: Fraction(digits, 10**scale) for name, (digits, scale) in proposal.costs.items()}
