"""A use made of several technologies: each part is assessed with its own, and the strictest of each conclusion holds of the whole.

Stricter is what comes later: among the values of a closed choice, the levels of a tier, the actions, and the norms of the pathway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, product, zip_longest
from operator import attrgetter
from typing import Any, TypeVar

from msgspec.structs import replace

from assess.engine.answers import of_others
from assess.engine.flips import rank
from assess.model import assessment as model
from assess.model.assessment import CERTAIN, Assessment, Fired, Span
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Fact, Rubric

T = TypeVar("T")

TRUTHS = ("no", "unknown", "yes")
GIVEN = ("absent", "planned", "unknown", "present", "not-applicable")
LINES = ("clear", "undetermined", "raised")


def parts(rubric: Rubric, proposal: Proposal) -> list[Proposal]:
    """*proposal* as it is of each technology that it combines: without the answers that are of another of them."""
    if not proposal.combined:
        return [proposal]
    shared = [fact for fact in rubric.facts if fact.belongs and fact.kind == "several" and fact.id in proposal.facts]
    return [
        replace(
            proposal,
            technology=own,
            combined=(),
            beside=tuple(other for other in proposal.combined if other != own),
            facts=dict(_of_part(proposal, own, shared)),
        )
        for own in proposal.combined
    ]


def _of_part(proposal: Proposal, own: str, shared: Sequence[Fact]) -> Iterator[tuple[str, FactAnswer]]:
    yield from proposal.facts.items()
    others = [name for name in proposal.combined if name != own]
    for fact in shared:
        answer, foreign = proposal.facts[fact.id], of_others(fact, own, others)
        kept = tuple(value for value in answer.values if value not in foreign)
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
        pathway = self._pathway(one.pathway, other.pathway)
        settled = pathway is not None and len(pathway.possible) == 1
        return replace(
            one,
            answered={name: max(counts, other.answered[name], key=_least_answered) for name, counts in one.answered.items()},
            regime=self.conclusion("regime", one.regime, other.regime),
            tiers=tuple((name, self._certain(name, tier, there)) for (name, tier), (_, there) in zip(one.tiers, other.tiers, strict=True)),
            scores=_pairs(_score, one.scores, other.scores),
            principles=_pairs(_principle, one.principles, other.principles),
            safeguards=_pairs(_safeguard, one.safeguards, other.safeguards),
            red_lines=_pairs(_red_line, one.red_lines, other.red_lines),
            pathway=pathway,
            outcome=self.conclusion("outcome", one.outcome, other.outcome),
            deciding=() if settled else _joined(one.deciding, other.deciding),
            defects=_defects(one.defects, other.defects),
            to_read=_joined(one.to_read, other.to_read),
            texts=tuple({text.id: text for text in (*other.texts, *one.texts)}.values()),
            domains=tuple({domain.id: domain for domain in (*other.domains, *one.domains)}.values()),
            questions=_questions(one.questions, other.questions, settled=settled),
            frame=tuple(dict((*other.frame, *one.frame)).items()),
            verdict=_verdict(one.verdict, other.verdict),
            established=self._established(one.established, other.established),
            flips=self._flips(one, other),
            assumed=_joined(one.assumed, other.assumed),
            set_aside=tuple(name for name in one.set_aside if name in other.set_aside),
        )

    def conclusion(self, name: str, one: model.Conclusion | None, other: model.Conclusion | None) -> model.Conclusion | None:
        """The strictest of what two parts leave possible, with the rules of both."""
        return one and other and self._certain(name, one, other)

    def _certain(self, name: str, one: model.Conclusion, other: model.Conclusion) -> model.Conclusion:
        return model.Conclusion(self._strictest(name, one.possible, other.possible), fired(one.fired, other.fired))

    def _established(self, one: model.Established, other: model.Established) -> model.Established:
        return model.Established(
            regime=self._strictest("regime", one.regime, other.regime),
            ways=self.ways(one.ways, other.ways),
            principles=_named(model.PRINCIPLE_STATUS, one.principles, other.principles),
            red_lines=_named(LINES, one.red_lines, other.red_lines),
            verdict=_verdict(one.verdict, other.verdict),
            weak=_joined(one.weak, other.weak),
            stated=one.stated,
            conditions=_conditions(one.conditions, other.conditions),
            tiers=tuple((name, self._strictest(name, left, dict(other.tiers)[name])) for name, left in one.tiers),
            safeguards=tuple(
                (name, _worst(TRUTHS, required, there[1]), _worst(TRUTHS[::-1], met, there[2]))
                for (name, required, met), there in zip(one.safeguards, other.safeguards, strict=True)
            ),
            defects=_defects(one.defects, other.defects),
        )

    def _flips(self, one: Assessment, other: Assessment) -> tuple[model.Flip, ...]:
        """The changes that turn the conclusions of the whole, of those that turn the conclusions of a part."""
        parts = (one, other)
        found = [{(flip.id, flip.change): flip for flip in part.flips} for part in parts]
        whole = self._after(parts, (None, None))
        flips = []
        for key in dict.fromkeys((*found[0], *found[1])):
            changed = (found[0].get(key), found[1].get(key))
            ways, statuses = self._after(parts, changed)
            principles = tuple((name, status) for name, status in statuses.items() if status != whole[1][name])
            first = next(flip for flip in changed if flip)
            if ways != whole[0] or principles:
                flips.append(replace(first, ways=ways, turns=ways != whole[0], principles=principles))
        return tuple(sorted(flips, key=rank))

    def _after(self, parts: Sequence[Assessment], flips: Sequence[model.Flip | None]) -> tuple[tuple[model.Way, ...], dict[str, str]]:
        """The ways of the whole and the statuses of its principles, after a flip of each part or none."""
        left = [flip.ways if flip else part.pathway.possible if part.pathway else () for part, flip in zip(parts, flips, strict=True)]
        told = [
            {principle.id: principle.status for principle in part.principles} | dict(flip.principles if flip else ())
            for part, flip in zip(parts, flips, strict=True)
        ]
        return self.ways(*left), {name: _worst(model.PRINCIPLE_STATUS, status, told[1][name]) for name, status in told[0].items()}

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
        """The strictest ways, with the reasons of the parts that lead to them: what a laxer part allows is no reason of the whole."""
        if one is None or other is None:
            return None
        ways, conditions = self.ways(one.possible, other.possible), _conditions(one.conditions, other.conditions)
        leading = [part.fired for part in (one, other) if not set(ways).isdisjoint(part.possible)] or [one.fired, other.fired]
        return model.PathwayResult(ways, conditions, reduce(fired, leading))


def _conditions(one: tuple[model.ConditionResult, ...], other: tuple[model.ConditionResult, ...]) -> tuple[model.ConditionResult, ...]:
    """The conditions of both, each once and as certain as in either, certain ones first."""
    conditions = {condition.id: condition for condition in (*other, *one)}
    certain = {condition.id for condition in (*one, *other) if condition.certainty == CERTAIN}
    all_told = [replace(found, certainty=CERTAIN) if own in certain else found for own, found in conditions.items()]
    return tuple(sorted(all_told, key=lambda condition: condition.certainty != CERTAIN))


def fired(one: tuple[Fired, ...], other: tuple[Fired, ...]) -> tuple[Fired, ...]:
    """The rules of both, each once and as certain as in either."""
    rules: dict[tuple[str, str], Fired] = {}
    for rule in (*one, *other):
        known = rules.get((rule.rule, rule.value))
        if known is None or rule.certainty == CERTAIN:
            rules[rule.rule, rule.value] = rule
    return tuple(rules.values())


def _least_answered(counts: tuple[int, int]) -> tuple[int, int]:
    return counts[1], -counts[0]


def _joined(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _defects(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """What is certainly wrong of either part; that it is not to be undertaken, only where nothing else says why."""
    found = _joined(one, other)
    return tuple(name for name in found if not name.startswith("action:")) or found


def _pairs(both: Callable[[Any, Any], Any], one: Sequence[Any], other: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(both(*pair) for pair in zip(one, other, strict=True))


def _questions(one: tuple[model.Question, ...], other: tuple[model.Question, ...], *, settled: bool) -> tuple[model.Question, ...]:
    """The questions of both parts in turn, each once, with the decisions of both.

    Where the pathway of the whole is *settled*, the law that a part alone awaits changes nothing of it, and comes last.
    """
    asked: dict[str, model.Question] = {}
    for question in chain.from_iterable(zip_longest(one, other)):
        if question is not None:
            known = asked.get(question.id, question)
            asked[question.id] = replace(known, because=_joined(known.because, question.because))
    return tuple(sorted(asked.values(), key=lambda question: settled and question.id.startswith("law:")))


def _verdict(one: str, other: str) -> str:
    return _worst(("", model.SOUND, model.NOT_SHOWN, model.DEFECTIVE), one, other)


def _named(order: Sequence[str], one: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _worst(order, status, there)) for (name, status), (_, there) in zip(one, other, strict=True))


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
        figures={name: _span(span, other.figures[name]) for name, span in one.figures.items()},
        required=required,
        floors=tuple(floors.values()),
        criteria=_pairs(_criterion, one.criteria, other.criteria),
        status=_worst(model.PRINCIPLE_STATUS, one.status, other.status),
        fired=fired(one.fired, other.fired),
    )


def _criterion(one: model.CriterionResult, other: model.CriterionResult) -> model.CriterionResult:
    return max(one, other, key=lambda found: TRUTHS.index(found.applies))


def _safeguard(one: model.SafeguardResult, other: model.SafeguardResult) -> model.SafeguardResult:
    return replace(
        one,
        required=_worst(TRUTHS, one.required, other.required),
        min_instruments=_joined(one.min_instruments, other.min_instruments),
        status=min(one.status, other.status, key=GIVEN.index),
        given_by=_joined(one.given_by, other.given_by) if one.given_by and other.given_by else (),
        met=_worst(TRUTHS[::-1], one.met, other.met),
        contradicted=_joined(one.contradicted, other.contradicted),
        fired=fired(one.fired, other.fired),
    )


def _red_line(one: model.RedLineResult, other: model.RedLineResult) -> model.RedLineResult:
    return replace(one, status=_worst(LINES, one.status, other.status), fired=fired(one.fired, other.fired))
