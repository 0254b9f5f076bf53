"""Proposals side by side: which is nowhere worse, what differs in the answers, and what each amendment of a new version comes to.

An amendment is weighed twice, exactly: alone from the old version, and missing from the new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any, NamedTuple

from msgspec.structs import replace

from assess.conditions.logic import TRUE
from assess.engine.evaluate import Evaluator
from assess.engine.parts import parts as parts_of
from assess.engine.program import Plan
from assess.engine.remedies import whole_ways
from assess.model.assessment import PRINCIPLE_STATUS, Assessment, Way
from assess.model.desk import Amendment, Better, Comparison, Differs, Effects
from assess.model.proposal import Proposal

LINES = ("clear", "undetermined", "raised")
_FIELDS = {"fact": "facts", "criterion": "criteria", "safeguard": "safeguards"}


class Side(NamedTuple):
    """A proposal, the day considered, and what is concluded of it."""

    proposal: Proposal
    as_of: int
    assessment: Assessment


def compare(under: Evaluator, sides: Sequence[Side], *, versions: bool = False) -> Comparison:
    """The *sides* compared; *versions*: there are two, the old version and the new one of one proposal."""
    found = Comparison(tuple(_better(under, sides)), tuple(differs(under, sides)))
    if not versions:
        return found
    return replace(found, amendments=tuple(amendments(under, sides[0], sides[1], found.differs)))


# Which is nowhere worse


def marks(under: Evaluator, found: Assessment) -> dict[str, int]:
    """How far from the best *found* is on each count: the pathway, principles, red lines, missing guarantees. Less is better."""
    made = {"pathway": _worst(under, found.pathway.possible), "established": _worst(under, found.established.ways)} if found.pathway else {}
    made |= {f"principle:{own.id}": PRINCIPLE_STATUS.index(own.status) for own in found.principles}
    made |= {f"red-line:{own.id}": LINES.index(own.status) for own in found.red_lines}
    made |= {f"safeguard:{own.id}": int(own.required == "yes" and own.met == "no") for own in found.safeguards}
    return made


def _worst(under: Evaluator, ways: tuple[Way, ...]) -> int:
    """The place of the strictest of *ways*."""
    actions, norms = under.strictest.actions, under.strictest.norms
    return max((actions.index(way.action) * len(norms) + norms.index(way.norm) for way in ways), default=0)


def _better(under: Evaluator, sides: Sequence[Side]) -> Iterator[Better]:
    told = [marks(under, side.assessment) for side in sides]
    for one, other in permutations(range(len(sides)), 2):
        on = tuple(name for name, mark in told[one].items() if mark < told[other][name])
        if on and all(mark <= told[other][name] for name, mark in told[one].items()):
            yield Better(one, other, on)


# What differs


def items(under: Evaluator) -> list[str]:
    """What may differ, in order: what is said at the top level, then the items of the rubric."""
    return ["technology", "stage", "date", "law", *(name for name in under.encoder.slots if name != "fact:technology")]


def answer(side: Side, item: str) -> Any:
    """What *side* says of *item*; None where it says nothing."""
    proposal = side.proposal
    top = {"technology": proposal.technologies, "stage": proposal.stage, "date": side.as_of, "law": proposal.law}
    return top[item] if item in top else proposal.answer(item)


def _counts(given: Any) -> Any:
    """What of an answer counts: not its reason."""
    if hasattr(given, "because"):
        return replace(given, because="")
    return given


def differs(under: Evaluator, sides: Sequence[Side]) -> Iterator[Differs]:
    """The items of which the *sides* do not all say the same; why they say it does not count."""
    for item in items(under):
        answers = tuple(answer(side, item) for side in sides)
        if any(_counts(own) != _counts(answers[0]) for own in answers):
            yield Differs(item, answers)


def amended(side: Side, item: str, other: Side) -> Side:
    """*side*, where *item* is said as *other* says it."""
    proposal, theirs = side.proposal, other.proposal
    kind, _, name = item.partition(":")
    if item == "date":
        return side._replace(as_of=other.as_of)
    if item == "technology":
        return side._replace(proposal=replace(proposal, technology=theirs.technology, combined=theirs.combined))
    if item in ("stage", "law"):
        return side._replace(proposal=replace(proposal, **{item: getattr(theirs, item)}))
    field = _FIELDS[kind]
    answers = {own: given for own, given in getattr(proposal, field).items() if own != name}
    given = theirs.answer(item)
    return side._replace(proposal=replace(proposal, **{field: answers | ({name: given} if given is not None else {})}))


# What each amendment comes to


class _State(NamedTuple):
    ways: tuple[Way, ...]
    principles: dict[str, str]
    raised: tuple[str, ...]


class _Weighing:
    def __init__(self, under: Evaluator) -> None:
        self.under, rubric = under, under.rubric
        self.gaps = {own.id: under.program.slots[f"gap:{own.id}"] for own in rubric.principles}
        self.lines = {own.id: under.program.slots[f"red-line:{own.id}"] for own in rubric.red_lines}
        pathway = [under.program.slots["pathway"]] if rubric.pathway else []
        self.plan: Plan = under.program.plan_for([*self.gaps.values(), *self.lines.values(), *pathway])

    def state(self, side: Side) -> _State:
        """What is concluded of *side*, of what amendments may move."""
        vectors = [self.under.run(part, side.as_of, self.plan) for part in parts_of(self.under.rubric, side.proposal)]
        statuses = {name: PRINCIPLE_STATUS[max(v[at] for v in vectors)] for name, at in self.gaps.items()}
        raised = tuple(name for name, at in self.lines.items() if any(v[at] == TRUE for v in vectors))
        return _State(whole_ways(self.under, vectors), statuses, raised)


def _effects(before: _State, after: _State) -> Effects:
    return Effects(
        after.ways,
        tuple((name, status) for name, status in after.principles.items() if status != before.principles[name]),
        tuple(name for name in after.raised if name not in before.raised),
        tuple(name for name in before.raised if name not in after.raised),
    )


def amendments(under: Evaluator, old: Side, new: Side, changed: Sequence[Differs]) -> Iterator[Amendment]:
    """What each of the answers *changed* between two versions comes to."""
    weighing = _Weighing(under)
    first, last = weighing.state(old), weighing.state(new)
    for item in (own.id for own in changed):
        alone = weighing.state(amended(old, item, new))
        without = weighing.state(amended(new, item, old))
        yield Amendment(item, _effects(first, alone), _effects(last, without), _part(first, last, alone, without))


def _part(first: _State, last: _State, alone: _State, without: _State) -> str:
    """What an amendment has to do with the move of the pathway: it is enough, it is needed, it moves it somehow, or not at all."""
    if first.ways != last.ways:
        if alone.ways == last.ways:
            return "enough"
        if without.ways == first.ways:
            return "needed"
    return "some" if alone.ways != first.ways or without.ways != last.ways else "none"
