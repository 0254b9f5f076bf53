"""A use made of several technologies: each part is assessed with its own, and the strictest of each conclusion holds of the whole.

Stricter is what comes later: among the values of a closed choice, the levels of a tier, the actions, and the norms of the pathway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import product
from operator import attrgetter
from typing import Any, TypeVar

from msgspec.structs import replace

from assess.model import assessment as model
from assess.model.assessment import CERTAIN, Assessment, Fired, Span
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Fact, Rubric

T = TypeVar("T")

TRUTHS = ("no", "unknown", "yes")
STATUSES = ("met", "undetermined", "gap")
LINES = ("clear", "undetermined", "raised")


def parts(rubric: Rubric, proposal: Proposal) -> list[Proposal]:
    """*proposal* as it is of each technology that it combines: without the answers that are of another of them."""
    if not proposal.combined:
        return [proposal]
    shared = [fact for fact in rubric.facts if fact.belongs and fact.id in proposal.facts]
    return [replace(proposal, technology=own, combined=(), facts=dict(_of_part(proposal, own, shared))) for own in proposal.combined]


def _of_part(proposal: Proposal, own: str, shared: Sequence[Fact]) -> Iterator[tuple[str, FactAnswer]]:
    yield from proposal.facts.items()
    others = {name for name in proposal.combined if name != own}
    for fact in shared:
        answer = proposal.facts[fact.id]
        of_others = {value for value, of in fact.belongs if others.intersection(of) and own not in of}
        kept = tuple(value for value in answer.values if value not in of_others)
        if kept != answer.values:
            yield fact.id, replace(answer, values=kept)


def alone(rubric: Rubric, proposal: Proposal) -> Iterator[tuple[Fact, str, Proposal]]:
    """*proposal* with each of the values alone that it gives to a fact assessed value by value, where it gives several."""
    for fact in rubric.facts:
        answer = proposal.facts.get(fact.id) if fact.each_alone else None
        if answer is not None and len(answer.values) > 1:
            for value in answer.values:
                yield fact, value, replace(proposal, facts=proposal.facts | {fact.id: replace(answer, values=(value,))})


class Strictest:
    """Puts together assessments of the parts of one use, under one rubric."""

    def __init__(self, rubric: Rubric) -> None:
        pathway = rubric.pathway
        self.order = {name: [value.id for value in choice.values] for name, choice in rubric.choices.items()}
        self.order |= {tier.id: [level.id for level in tier.levels] for tier in rubric.tiers}
        self.actions = [action.id for action in pathway.actions] if pathway else []
        self.norms = ["", *(norm.id for norm in pathway.norms)] if pathway else []

    def of(self, assessments: Sequence[Assessment]) -> Assessment:
        """The assessment of the whole use, from those of its parts."""
        return reduce(self._both, assessments)

    def _both(self, one: Assessment, other: Assessment) -> Assessment:
        return replace(
            one,
            answered={name: max(counts, other.answered[name], key=lambda count: count[1]) for name, counts in one.answered.items()},
            regime=self.conclusion("regime", one.regime, other.regime),
            tiers=tuple((name, self._certain(name, tier, there)) for (name, tier), (_, there) in zip(one.tiers, other.tiers, strict=True)),
            scores=_pairs(_score, one.scores, other.scores),
            principles=_pairs(_principle, one.principles, other.principles),
            safeguards=_pairs(_safeguard, one.safeguards, other.safeguards),
            red_lines=_pairs(_red_line, one.red_lines, other.red_lines),
            pathway=self._pathway(one.pathway, other.pathway),
            outcome=self.conclusion("outcome", one.outcome, other.outcome),
            deciding=_joined(one.deciding, other.deciding),
            assumed=_joined(one.assumed, other.assumed),
            set_aside=tuple(name for name in one.set_aside if name in other.set_aside),
        )

    def conclusion(self, name: str, one: model.Conclusion | None, other: model.Conclusion | None) -> model.Conclusion | None:
        """The strictest of what two parts leave possible, with the rules of both."""
        return one and other and self._certain(name, one, other)

    def _certain(self, name: str, one: model.Conclusion, other: model.Conclusion) -> model.Conclusion:
        return model.Conclusion(self._strictest(name, one.possible, other.possible), fired(one.fired, other.fired))

    def in_short(self, results: Sequence[model.AloneResult]) -> model.AloneResult:
        """The strictest of the *results* of parts for one value."""
        return reduce(self._both_in_short, results)

    def _both_in_short(self, one: model.AloneResult, other: model.AloneResult) -> model.AloneResult:
        tiers = zip(one.tiers, other.tiers, strict=True)
        return replace(
            one,
            regime=self._strictest("regime", one.regime, other.regime),
            tiers=tuple((name, self._strictest(name, possible, there)) for (name, possible), (_, there) in tiers),
            pathway=self.ways(one.pathway, other.pathway),
            missing=_joined(one.missing, other.missing),
        )

    def _strictest(self, name: str, one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
        order = self.order.get(name, [])
        possible = {max(pair, key=order.index) for pair in product(one, other)}
        return tuple(value for value in order if value in possible)

    def ways(self, one: Iterable[model.Way], other: Iterable[model.Way]) -> tuple[model.Way, ...]:
        """The strictest of the ways of two parts, whichever each takes."""
        pairs = {self._way(*pair) for pair in product(one, other)}
        return tuple(sorted(pairs, key=self._place))

    def _place(self, way: model.Way) -> tuple[int, int]:
        return self.actions.index(way.action), self.norms.index(way.norm)

    def _way(self, one: model.Way, other: model.Way) -> model.Way:
        action = max(one.action, other.action, key=self.actions.index)
        stopped = "" in {way.norm for way in (one, other) if way.action == action}
        return model.Way(action, "" if stopped else max(one.norm, other.norm, key=self.norms.index))

    def _pathway(self, one: model.PathwayResult | None, other: model.PathwayResult | None) -> model.PathwayResult | None:
        if one is None or other is None:
            return None
        conditions = {condition.id: condition for condition in (*other.conditions, *one.conditions)}
        certain = {condition.id for condition in (*one.conditions, *other.conditions) if condition.certainty == CERTAIN}
        all_told = [replace(found, certainty=CERTAIN) if own in certain else found for own, found in conditions.items()]
        ordered = sorted(all_told, key=lambda condition: condition.certainty != CERTAIN)
        return model.PathwayResult(self.ways(one.possible, other.possible), tuple(ordered), fired(one.fired, other.fired))


def fired(one: tuple[Fired, ...], other: tuple[Fired, ...]) -> tuple[Fired, ...]:
    """The rules of both, each once and as certain as in either."""
    rules: dict[tuple[str, str], Fired] = {}
    for rule in (*one, *other):
        known = rules.get((rule.rule, rule.value))
        if known is None or rule.certainty == CERTAIN:
            rules[rule.rule, rule.value] = rule
    return tuple(rules.values())


def _joined(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _pairs(both: Callable[[Any, Any], Any], one: Sequence[Any], other: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(both(*pair) for pair in zip(one, other, strict=True))


def _worst(order: Sequence[str], one: str, other: str) -> str:
    return max(one, other, key=order.index)


def _span(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return one or other
    return replace(one, low=min(one.low, other.low), high=min(one.high, other.high))


def _score(one: model.ScoreResult, other: model.ScoreResult) -> model.ScoreResult:
    return max(one, other, key=attrgetter("high", "low"))


def _principle(one: model.PrincipleResult, other: model.PrincipleResult) -> model.PrincipleResult:
    required = replace(one.required, low=max(one.required.low, other.required.low), high=max(one.required.high, other.required.high))
    floors = {floor.requirement: floor for floor in (*one.floors, *other.floors)}
    for floor in one.floors:
        floors[floor.requirement] = max(floor, floors[floor.requirement], key=lambda found: TRUTHS.index(found.gap))
    return replace(
        one,
        score=_span(one.score, other.score),
        required=required,
        floors=tuple(floors.values()),
        criteria=_pairs(_criterion, one.criteria, other.criteria),
        status=_worst(STATUSES, one.status, other.status),
        fired=fired(one.fired, other.fired),
    )


def _criterion(one: model.CriterionResult, other: model.CriterionResult) -> model.CriterionResult:
    return max(one, other, key=lambda found: TRUTHS.index(found.applies))


def _safeguard(one: model.SafeguardResult, other: model.SafeguardResult) -> model.SafeguardResult:
    return replace(
        one,
        required=_worst(TRUTHS, one.required, other.required),
        min_instruments=_joined(one.min_instruments, other.min_instruments),
        met=_worst(TRUTHS[::-1], one.met, other.met),
        fired=fired(one.fired, other.fired),
    )


def _red_line(one: model.RedLineResult, other: model.RedLineResult) -> model.RedLineResult:
    return replace(one, status=_worst(LINES, one.status, other.status), fired=fired(one.fired, other.fired))
