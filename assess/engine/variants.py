"""Narrower projects: one choice of the sponsor made otherwise, or two; what each would lead to.

The rubric says which values are narrower (`narrower:` of a fact); nothing else is changed, and no circumstance ever is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from msgspec.structs import replace

from assess.conditions.logic import TRUE, Vector
from assess.engine.answers import encoded
from assess.engine.deciding import probes
from assess.engine.established import ground
from assess.engine.evaluate import Evaluator
from assess.engine.pairs import Pairs, Part, Ways
from assess.engine.parts import parts as parts_of
from assess.engine.propagation import Change, propagate, restore
from assess.engine.remedies import closing, costs_of, targets, told, whole_ways
from assess.engine.search import LIMIT
from assess.model.desk import Remedies, Variant
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Fact


class _Narrowed(NamedTuple):
    """A fact, and the answer of a narrower project."""

    fact: str
    answer: FactAnswer


def variants(under: Evaluator, proposal: Proposal, as_of: int) -> tuple[Variant, ...]:
    """The narrower projects than *proposal* that lead further, or leave less open; those that lead furthest first."""
    if under.rubric.pathway is None:
        return ()
    search = _Search(under, proposal, as_of)
    found = chain(search.of_one(), search.of_two())
    return tuple(sorted(found, key=search.rank))


def narrowed(under: Evaluator, proposal: Proposal, v: Vector) -> Iterator[tuple[str, FactAnswer]]:
    """The narrower answers to each fact that *proposal* answers, nearest first; *v*: its vector, that was run."""
    for fact in under.rubric.facts:
        answer = proposal.facts.get(fact.id)
        if answer is None or not fact.choice:
            continue
        if fact.towards:
            yield from ((fact.id, replace(answer, number=number)) for number in _numbers(under, fact, answer, v))
        elif fact.narrower:
            yield from ((fact.id, replace(answer, values=values)) for values in _values(fact, answer.values))


def _numbers(under: Evaluator, fact: Fact, answer: FactAnswer, v: Vector) -> list[tuple[int, int]]:
    """The numbers on the narrow side of that of *answer*, one for each stretch in which the same rules hold, nearest first."""
    digits, scale = answer.number
    whole = [number for number in probes(under.encoder, fact, v) if number.denominator == 1]
    less = [int(number) for number in whole if number * 10**scale < digits]
    more = [int(number) for number in whole if number * 10**scale > digits]
    return [(number, 0) for number in (sorted(less, reverse=True) if fact.towards == "less" else sorted(more))]


def _values(fact: Fact, given: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """*given* with one of its values given up, or narrower; in the order of the rubric."""
    order = [value.id for value in fact.values]
    for value, instead in fact.narrower:
        if value not in given:
            continue
        others = [own for own in given if own != value]
        if fact.kind == "several" and others:
            yield tuple(others)
        for own in instead:
            yield tuple(sorted({*others, own}, key=order.index)) if fact.kind == "several" else (own,)


class _Search:
    def __init__(self, under: Evaluator, proposal: Proposal, as_of: int) -> None:
        self.under, self.proposal, self.as_of = under, proposal, as_of
        self.parts = [Part(under, under.run(part, as_of)) for part in parts_of(under.rubric, proposal)]
        self.tried = list(dict.fromkeys(_Narrowed(*own) for own in narrowed(under, proposal, self.parts[0].v)))
        self.names = targets(under.rubric)
        self.slots = [under.program.slots[name] for name in self.names]
        self.readers = under.program.readers((self.parts[0].at, *self.slots))
        by_part = [self.changes(own) for own in self.tried]
        self.values = [[changes[at] for changes in by_part] for at in range(len(self.parts))]
        self.pairs = Pairs(under, self.parts, [own.fact for own in self.tried], self.values)
        self.before = self.open()

    def with_changes(self, changes: Sequence[_Narrowed]) -> Proposal:
        """The proposal with other answers."""
        return replace(self.proposal, facts=self.proposal.facts | {own.fact: own.answer for own in changes})

    def changes(self, own: _Narrowed) -> list[Change]:
        """What a narrower answer puts into the vector of each part."""
        encoder, name = self.under.encoder, f"fact:{own.fact}"
        fact, bits = encoder.facts[own.fact], self.under.program.bits.get(name, {})
        answers = [part.facts[own.fact] for part in parts_of(self.under.rubric, self.with_changes([own]))]
        return [[(encoder.slots[name][0], encoded(fact, answer, bits))] for answer in answers]

    def open(self) -> frozenset[str]:
        """What is certainly open now."""
        found = (name for part in self.parts for name, at in zip(self.names, self.slots, strict=True) if part.v[at] == TRUE)
        return frozenset(map(told, found))

    def open_after(self, some: Sequence[int]) -> frozenset[str]:
        """What is certainly open after the changes *some*."""
        program = self.under.program
        saved = [[propagate(program, part.v, self.values[at][one], self.readers) for one in some] for at, part in enumerate(self.parts)]
        left = self.open()
        for part, puts in zip(self.parts, saved, strict=True):
            for put in reversed(puts):
                restore(part.v, put)
        return left

    def worst(self, ways: Ways) -> tuple[int, int]:
        """The strictest of *ways*."""
        strictest = self.under.strictest
        return max(((strictest.actions.index(way.action), strictest.norms.index(way.norm)) for way in ways), default=(0, 0))

    def further(self, ways: Ways) -> bool:
        """Whether *ways* lead further than those of the proposal: the strictest is less strict, or is one of fewer."""
        before = self.pairs.before
        return self.worst(ways) < self.worst(before) or (self.worst(ways) == self.worst(before) and set(ways) < set(before))

    def of_one(self) -> Iterator[Variant]:
        """The narrower projects by one choice; of those that come to the same, the nearest."""
        seen = set()
        for at, own in enumerate(self.tried):
            ways, after = self.pairs.alone(at), self.open_after([at])
            key = own.fact, ways, after
            if key not in seen and (self.further(ways) or (ways == self.pairs.before and after < self.before)):
                yield self.variant([at], ways, after)
            seen.add(key)

    def of_two(self) -> Iterator[Variant]:
        """Those by two choices, of which neither alone leads further and both do; of those that come to the same, the nearest."""
        calm = [at for at in range(len(self.tried)) if not self.further(self.pairs.alone(at))]
        seen = set()
        for one, other, ways in self.pairs.of_two(calm):
            key = self.tried[one].fact, self.tried[other].fact, ways
            if self.further(ways) and key not in seen:
                seen.add(key)
                yield self.variant([one, other], ways, self.open_after([one, other]))

    def variant(self, some: Sequence[int], ways: Ways, after: frozenset[str]) -> Variant:
        """The variant by the changes *some*."""
        changes = [self.tried[at] for at in some]
        lifted = [told(name) for name in self.names if told(name) in self.before - after]
        return Variant(tuple((own.fact, own.answer) for own in changes), ways, self.established(changes), tuple(lifted))

    def established(self, changes: Sequence[_Narrowed]) -> Ways:
        """The ways that are then established."""
        under, day = self.under, self.as_of
        parts = parts_of(under.rubric, self.with_changes(changes))
        return whole_ways(under, [ground(under.encoder, under.run(part, day), part, day).vector for part in parts])

    def rank(self, variant: Variant) -> tuple[Any, ...]:
        """Where *variant* stands among others: what leads furthest first, then what leaves least open, by the fewest choices."""
        key = self.worst(variant.ways), len(variant.ways), len(variant.changes), -len(variant.lifted)
        return *key, [(name, answer.values, answer.number) for name, answer in variant.changes]


def remedies(under: Evaluator, proposal: Proposal, as_of: int, limit: int = LIMIT) -> Remedies:
    """What would close what is open in *proposal* on *as_of*, what nothing closes, and narrower projects."""
    found = closing(under, proposal, as_of, costs_of(proposal), limit)
    return Remedies(
        whole_ways(under, [under.run(part, as_of) for part in parts_of(under.rubric, proposal)]),
        found.after,
        found.groups,
        found.left,
        found.unsettled,
        variants(under, proposal, as_of),
        found.evaluations,
    )
