"""The whole assessment of a proposal: the vector run, then read back as values with their chain of reasons."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from assess.conditions.logic import FALSE, TRUE, Exact, Vector, half_up
from assess.engine.answers import AnswerEncoder, unanswered
from assess.engine.deciding import deciding
from assess.engine.law_results import LawResults
from assess.engine.program import Plan, Program
from assess.engine.results import Reasons, pathway_result, ways
from assess.model import assessment as model
from assess.model.proposal import Proposal
from assess.model.rubric import Principle, Rubric, Safeguard, Tier

YES_NO = ("no", "unknown", "yes")
STATUS = ("met", "undetermined", "gap")
MAIN = frozenset(("pathway", "outcome", "regime", "tier", "score", "bound", "principle", "gap", "red-line", "met", "required"))
"""The kinds of slots that hold the main conclusions."""


class Evaluator:
    """Evaluates proposals under one rubric; made once, used many times."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.program = Program(rubric)
        self.encoder = AnswerEncoder(self.program)
        self.reasons = Reasons(self.program)
        self.law = LawResults(self.program)

    @cached_property
    def _main(self) -> Plan:
        """The part of the plan that the main conclusions need, without what says why."""
        return self.program.plan_for(at for name, at in self.program.slots.items() if name.partition(":")[0] in MAIN)

    def run(self, proposal: Proposal, as_of: int | None = None, plan: Plan | None = None) -> Vector:
        """The vector of every conclusion on *proposal*, or of those of *plan*, with the law of *as_of* (default: the proposal's date)."""
        return self.program.run(self.encoder.fill(proposal, as_of or proposal.day), plan)

    def assess(self, proposal: Proposal, as_of: int | None = None) -> model.Assessment:
        """The assessment of *proposal*, with the law and the evidence of *as_of* (default: the proposal's date)."""
        day = as_of or proposal.day
        v = self.run(proposal, day)
        rubric = self.rubric
        items = [name for name in unanswered(self.encoder, proposal) if not self._by_law(v, name)]
        aside = tuple(self.set_aside(v, proposal))
        return model.Assessment(
            as_of=day,
            answered=self._answered(v, set(items)),
            regime=self._choice(v, "regime"),
            tiers=tuple((tier.id, self._tier(v, tier)) for tier in rubric.tiers),
            scores=tuple(self._score(v, score.id) for score in rubric.scores),
            principles=tuple(self._principle(v, principle, proposal) for principle in rubric.principles),
            safeguards=tuple(self._safeguard(v, safeguard, proposal) for safeguard in rubric.safeguards),
            red_lines=tuple(self._red_lines(v)),
            pathway=pathway_result(self.reasons, v),
            outcome=self._choice(v, "outcome"),
            deciding=deciding(self.encoder, v, items),
            assumed=tuple(own for own in assumed(self.encoder, proposal) if own not in aside),
            set_aside=aside,
            texts=tuple(self.law.texts(v)),
            domains=tuple(self.law.domains(v)),
        )

    def _by_law(self, v: Vector, item: str) -> bool:
        """Whether *item* is a guarantee that the law certainly gives, at the rank that is needed: it need not be answered."""
        kind, _, own = item.partition(":")
        return (
            kind == "safeguard" and own in self.program.gifts and self._at(v, f"met:{own}") == TRUE and self._at(v, f"given:{own}")[0] >= 0
        )

    def brief(self, proposal: Proposal, as_of: int) -> dict[str, str]:
        """The main conclusions as texts, for a line of a table; several possible values are joined by `|`."""
        v, rubric = self.run(proposal, as_of, self._main), self.rubric
        line: dict[str, str] = {}
        if rubric.pathway is not None:
            line["pathway"] = "|".join(f"{way.action}/{way.norm}".rstrip("/") for way in ways(self.program, self._at(v, "pathway")))
        line |= {name: "|".join(self._possible(v, name)) for name in reversed(rubric.choices)}
        line |= {tier.id: "|".join(self._possible(v, f"tier:{tier.id}")) for tier in rubric.tiers}
        for score in rubric.scores:
            result = self._score(v, score.id)
            low, high = (figures(end, tenths=result.tenths) for end in (result.low, result.high))
            line[score.id] = low if low == high else f"{low}-{high}"
        for name in (principle.id for principle in rubric.principles):
            low, high, there = self._at(v, f"principle:{name}")
            ends = ("", "") if there == FALSE else [figures(end, tenths=True) for end in in_tenths(low, high)]
            line[f"{name}_low"], line[f"{name}_high"] = ends
            line[f"{name}_status"] = STATUS[self._at(v, f"gap:{name}")]
        own = [safeguard.id for safeguard in rubric.safeguards]
        missing = [name for name in own if self._at(v, f"met:{name}") == FALSE and self._at(v, f"required:{name}") == TRUE]
        raised = [line.id for line in rubric.red_lines if self._at(v, f"red-line:{line.id}") == TRUE]
        return line | {"red_lines": "|".join(raised), "missing_safeguards": "|".join(missing)}

    def _at(self, v: Vector, name: str) -> Any:
        return v[self.program.slots[name]]

    def _answered(self, v: Vector, missing: set[str]) -> dict[str, tuple[int, int]]:
        """How many items are answered, of those that are not certainly out of place."""
        facts = [fact.id for fact in self.rubric.facts if fact.id != "technology" and self.in_place(v, fact.slots()[0])]
        criteria = [name for name in self.encoder.criteria if self.in_place(v, f"criterion:{name}")]
        safeguards = list(self.encoder.safeguards)
        kinds = {"facts": ("fact", facts), "criteria": ("criterion", criteria), "safeguards": ("safeguard", safeguards)}
        return {name: (sum(f"{kind}:{item}" not in missing for item in items), len(items)) for name, (kind, items) in kinds.items()}

    def set_aside(self, v: Vector, proposal: Proposal) -> Iterable[str]:
        """The qualified ids of the answers to what certainly has no place here, in the order of the rubric."""
        facts, criteria = self.encoder.facts, self.encoder.criteria
        yield from (f"fact:{own}" for own in facts if own in proposal.facts and not self.in_place(v, facts[own].slots()[0]))
        yield from (f"criterion:{own}" for own in criteria if own in proposal.criteria and not self.in_place(v, f"criterion:{own}"))

    def in_place(self, v: Vector, name: str) -> bool:
        """Whether the fact or criterion of slot *name* applies, or may apply."""
        applies = self.program.applies.get(name)
        return applies is None or applies(v) != FALSE

    def _choice(self, v: Vector, owner: str) -> model.Conclusion | None:
        choice = self.rubric.choices.get(owner)
        if choice is None:
            return None
        return model.Conclusion(self._possible(v, owner), self.reasons.first_that_hold(v, owner, choice.rules))

    def _tier(self, v: Vector, tier: Tier) -> model.Conclusion:
        possible = self._possible(v, f"tier:{tier.id}")
        if tier.combine == "first":
            return model.Conclusion(possible, self.reasons.first_that_hold(v, tier.id, tier.rules))
        return model.Conclusion(possible, self.reasons.holding(v, tier.id, [rule for rule in tier.rules if rule.value in possible]))

    def _possible(self, v: Vector, name: str) -> tuple[str, ...]:
        """The values that the slot *name* of *v* leaves possible, in their order."""
        mask = self._at(v, name)
        return tuple(value for value, bit in self.program.bits[name].items() if mask & bit)

    def _score(self, v: Vector, name: str) -> model.ScoreResult:
        low, high = self._at(v, f"score:{name}")
        greatest = self._at(v, f"bound:{name}")[1]
        if low.denominator == high.denominator == greatest.denominator == 1:
            return model.ScoreResult(name, int(low), int(high), int(greatest))
        least, most = in_tenths(low, high)
        return model.ScoreResult(name, least, most, math.ceil(10 * greatest), tenths=True)

    def _principle(self, v: Vector, principle: Principle, proposal: Proposal) -> model.PrincipleResult:
        low, high, there = self._at(v, f"principle:{principle.id}")
        own = [requirement for requirement in self.rubric.requirements if requirement.principle == principle.id]
        needed = self._at(v, f"needed:{principle.id}")
        floors = [floor for floor in own if floor.floor and self._at(v, f"short:{floor.id}")]
        return model.PrincipleResult(
            principle.id,
            None if there == FALSE else model.Span(*in_tenths(low, high), tenths=True),
            model.Span(needed[0] * 10, needed[1] * 10, tenths=True),
            tuple(model.FloorResult(f.floor, f.least, YES_NO[self._at(v, f"short:{f.id}")], f.id) for f in floors),
            tuple(self._criterion(v, criterion.id, proposal) for criterion in principle.criteria),
            STATUS[self._at(v, f"gap:{principle.id}")],
            self.reasons.holding(v, "requirements", own),
        )

    def _criterion(self, v: Vector, name: str, proposal: Proposal) -> model.CriterionResult:
        low, high, applies = self._at(v, f"criterion:{name}")
        answer = proposal.criteria.get(name)
        if answer is None:
            return model.CriterionResult(name, low, high, YES_NO[applies], None, capped=False, answered=False, assumed=False)
        stated = answer.level
        capped = stated is not None and low < stated
        return model.CriterionResult(name, low, high, YES_NO[applies], stated, capped, answered=True, assumed=answer.assumed)

    def _safeguard(self, v: Vector, safeguard: Safeguard, proposal: Proposal) -> model.SafeguardResult:
        required = self._at(v, f"required:{safeguard.id}")
        ranks = self._ranks(v, safeguard) if required else []
        answer = proposal.safeguards.get(safeguard.id)
        given_by = self.law.given_by(v, safeguard.id)
        status = answer.status if answer else "present" if given_by else "unknown"
        met = self._at(v, f"met:{safeguard.id}")
        if safeguard.derived is not None:
            status = ("absent", "unknown", "present")[met]
        return model.SafeguardResult(
            safeguard.id,
            YES_NO[required],
            tuple(self.rubric.instruments[rank].id for rank in ranks),
            status,
            YES_NO[met],
            self.reasons.holding(v, safeguard.id, safeguard.rules),
            given_by,
        )

    def _ranks(self, v: Vector, safeguard: Safeguard) -> list[int]:
        """The ranks of norm that may be needed for *safeguard*; none when no rank is asked for."""
        low, high = self._at(v, f"rank:{safeguard.id}")
        if low == high:
            return [low] if low else []
        asked = {rule.min_instrument for rule in safeguard.rules if self._at(v, f"rule:{safeguard.id}.{rule.id}")} | {low, high}
        return [rank for rank in sorted(asked) if low <= rank <= high]

    def _red_lines(self, v: Vector) -> Iterable[model.RedLineResult]:
        for line in self.rubric.red_lines:
            name = f"red-line:{line.id}"
            truth = self._at(v, name)
            fired = (self.reasons.fired(v, name, line),) if truth else ()
            yield model.RedLineResult(line.id, ("clear", "undetermined", "raised")[truth], line.cured_by, fired)


def in_tenths(low: Exact, high: Exact) -> tuple[int, int]:
    """Bounds in tenths: outwards, or half up when they are one number."""
    if low == high:
        return (half_up(10 * low),) * 2
    return 10 * low.numerator // low.denominator, -(-10 * high.numerator // high.denominator)


def figures(number: int, *, tenths: bool) -> str:
    """*number* in figures, with a point when it is in tenths."""
    sign, size = "-" if number < 0 else "", abs(number)
    return f"{sign}{size // 10}.{size % 10}" if tenths else str(number)


def assumed(encoder: AnswerEncoder, proposal: Proposal) -> list[str]:
    """The qualified ids of the answers that are hypotheses, in the order of the rubric, whatever that of the answers."""
    return [name for name in encoder.slots if (answer := proposal.answer(name)) is not None and answer.assumed]
