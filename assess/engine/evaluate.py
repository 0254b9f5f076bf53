"""The whole assessment of a proposal: the vector run, then read back as values with their chain of reasons."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any

from assess.conditions.logic import FALSE, TRUE, Exact, Vector, half_up
from assess.engine.answers import AnswerEncoder, unanswered
from assess.engine.deciding import deciding
from assess.engine.program import Plan, Program
from assess.engine.results import Reasons, pathway_result, ways
from assess.model import assessment as model
from assess.model.proposal import Proposal
from assess.model.rubric import Choice, Principle, Rubric, Safeguard, Tier

YES_NO = ("no", "unknown", "yes")
STATUS = ("met", "undetermined", "gap")
OUTLINE = ("pathway", "outcome", "red-line:", "met:", "required:")
BRIEF = (*OUTLINE, "regime", "tier:", "value:", "bound:", "principle:", "gap:")
"""How the names begin of the slots that these results read."""


class Evaluator:
    """Evaluates proposals under one rubric; made once, used many times."""

    def __init__(self, rubric: Rubric) -> None:
        """Compile *rubric*."""
        self.rubric = rubric
        self.program = Program(rubric)
        self.encoder = AnswerEncoder(self.program)
        self.reasons = Reasons(self.program)
        self.joined = lru_cache(maxsize=512)(self._joined)  # the same for many proposals
        self._plans: dict[tuple[str, ...], Plan] = {}

    def run(self, proposal: Proposal, as_of: int | None = None) -> Vector:
        """The vector of every conclusion on *proposal*, with the law of *as_of* (an ordinal day; default: the proposal's date)."""
        return self.program.run(self.encoder.fill(proposal, as_of or proposal.day))

    def assess(self, proposal: Proposal, as_of: int | None = None) -> model.Assessment:
        """The assessment of *proposal*, with the law and the evidence of *as_of* (default: the proposal's date)."""
        day = as_of or proposal.day
        v = self.run(proposal, day)
        rubric = self.rubric
        items = unanswered(self.encoder, proposal)
        return model.Assessment(
            as_of=day,
            answered=self.answered(v, proposal, {name for name, _ in items}),
            regime=None if rubric.regime is None else self.choice(v, "regime", rubric.regime),
            tiers=tuple((tier.id, self.tier(v, tier)) for tier in rubric.tiers),
            scores=tuple(self.score(v, score.id) for score in rubric.scores),
            principles=tuple(self.principle(v, principle, proposal) for principle in rubric.principles),
            safeguards=tuple(self.safeguard(v, safeguard, proposal) for safeguard in rubric.safeguards),
            red_lines=tuple(self.red_lines(v)),
            pathway=pathway_result(rubric, self.program, self.reasons, v),
            outcome=None if rubric.outcome is None else self.choice(v, "outcome", rubric.outcome),
            deciding=deciding(self.encoder, v, items),
            assumed=tuple(assumed(self.encoder, proposal)),
        )

    def plan(self, wanted: tuple[str, ...]) -> Plan:
        """The plan of the slots alone whose names begin as one of those *wanted*."""
        if wanted not in self._plans:
            self._plans[wanted] = self.program.plan_for(at for name, at in self.program.slots.items() if name.startswith(wanted))
        return self._plans[wanted]

    def outline(self, proposal: Proposal, as_of: int) -> model.Outline:
        """The ways and the outcomes that remain, the red lines raised and what is missing, without a reason."""
        v = self.program.run(self.encoder.fill(proposal, as_of), self.plan(OUTLINE))
        return model.Outline(
            ways=None if self.rubric.pathway is None else tuple(ways(self.program, v[self.program.slots["pathway"]])),
            outcome=() if self.rubric.outcome is None else self.possible(v[self.program.slots["outcome"]], "outcome"),
            red_lines=tuple(self.raised(v)),
            missing=tuple(self.missing(v)),
        )

    def raised(self, v: Vector) -> list[str]:
        """The ids of the red lines raised."""
        return [name for name, at in self.red_line_slots if v[at] == TRUE]

    def missing(self, v: Vector) -> list[str]:
        """The ids of the guarantees required that are certainly not given."""
        return [name for name, met, required in self.safeguard_slots if not v[met] and v[required] == TRUE]

    @cached_property
    def red_line_slots(self) -> list[tuple[str, int]]:
        """The slot of each red line."""
        return [(line.id, self.program.slots[f"red-line:{line.id}"]) for line in self.rubric.red_lines]

    @cached_property
    def safeguard_slots(self) -> list[tuple[str, int, int]]:
        """The slots that say of each guarantee whether it is met and whether it is required."""
        slots = self.program.slots
        return [(found.id, slots[f"met:{found.id}"], slots[f"required:{found.id}"]) for found in self.rubric.safeguards]

    @cached_property
    def closed_columns(self) -> list[tuple[str, str, int]]:
        """The columns of a line for closed lists, each with the name of its slot and the slot."""
        rubric, slots = self.rubric, self.program.slots
        there = {"pathway": rubric.pathway, "outcome": rubric.outcome, "regime": rubric.regime}
        columns = [(name, name) for name, part in there.items() if part is not None]
        columns += [(tier.id, f"tier:{tier.id}") for tier in rubric.tiers]
        return [(column, name, slots[name]) for column, name in columns]

    def _joined(self, column: str, value: Any) -> str:
        """What the *value* of the slot of *column* leaves possible, joined by `|`."""
        if column == "pathway":
            return "|".join(f"{way.action}/{way.norm}".rstrip("/") for way in ways(self.program, value))
        return "|".join(self.possible(value, column))

    @cached_property
    def principle_columns(self) -> list[tuple[tuple[str, str, str], int, int]]:
        """The columns of a line for each principle, with the slots of its score and of its gap."""
        slots, names = self.program.slots, [principle.id for principle in self.rubric.principles]
        return [((f"{n}_low", f"{n}_high", f"{n}_status"), slots[f"principle:{n}"], slots[f"gap:{n}"]) for n in names]

    def brief(self, proposal: Proposal, as_of: int) -> dict[str, str]:
        """The main conclusions as texts, for a line of a table; several possible values are joined by `|`."""
        v = self.program.run(self.encoder.fill(proposal, as_of), self.plan(BRIEF))
        rubric = self.rubric
        found = {name: self.joined(column, v[at]) for name, column, at in self.closed_columns}
        for score in rubric.scores:
            result = self.score(v, score.id)
            low, high = (figures(end, tenths=result.tenths) for end in (result.low, result.high))
            found[score.id] = low if low == high else f"{low}-{high}"
        for columns, at, gap in self.principle_columns:
            found |= zip(columns, (*ends(*v[at]), STATUS[v[gap]]), strict=True)
        found["red_lines"] = "|".join(self.raised(v))
        found["missing_safeguards"] = "|".join(self.missing(v))
        return found

    def answered(self, v: Vector, proposal: Proposal, missing: set[str]) -> dict[str, tuple[int, int]]:
        """How many items are answered, of those that are not certainly out of place."""
        facts = [fact.id for fact in self.rubric.facts if fact.id != "technology" and self.in_place(v, fact.slots()[0])]
        criteria = [name for name in self.encoder.criteria if self.in_place(v, f"criterion:{name}") or name in proposal.criteria]
        safeguards = list(self.encoder.safeguard_slots)
        kinds = {"facts": ("fact", facts), "criteria": ("criterion", criteria), "safeguards": ("safeguard", safeguards)}
        return {name: (sum(f"{kind}:{item}" not in missing for item in items), len(items)) for name, (kind, items) in kinds.items()}

    def in_place(self, v: Vector, name: str) -> bool:
        """Whether the fact or criterion of slot *name* applies, or may apply."""
        applies = self.program.applies.get(name)
        return applies is None or applies(v) != FALSE

    def choice(self, v: Vector, owner: str, choice: Choice) -> model.Conclusion:
        """The regime, or the outcome."""
        possible = self.possible(v[self.program.slots[owner]], owner)
        rules = [(f"rule:{owner}.{rule.id}", rule) for rule in choice.rules]
        return model.Conclusion(possible, self.reasons.first_that_hold(v, rules))

    def tier(self, v: Vector, tier: Tier) -> model.Conclusion:
        """A tier, with the rules that put it there."""
        possible = self.possible(v[self.program.slots[f"tier:{tier.id}"]], f"tier:{tier.id}")
        rules = [(f"rule:{tier.id}.{rule.id}", rule) for rule in tier.rules]
        if tier.combine == "first":
            return model.Conclusion(possible, self.reasons.first_that_hold(v, rules))
        return model.Conclusion(possible, self.reasons.holding(v, [(name, rule) for name, rule in rules if rule.value in possible]))

    def possible(self, mask: int, name: str) -> tuple[str, ...]:
        """The values that the *mask* in slot *name* leaves possible, in their order."""
        return tuple(value for value, bit in self.program.bits[name].items() if mask & bit)

    def score(self, v: Vector, name: str) -> model.ScoreResult:
        """A number the rubric defines."""
        low, high = v[self.program.slots[f"value:{name}"]]
        greatest = v[self.program.slots[f"bound:{name}"]][1]
        if low.denominator == high.denominator == greatest.denominator == 1:
            return model.ScoreResult(name, int(low), int(high), int(greatest))
        least, most = in_tenths(low, high)
        return model.ScoreResult(name, least, most, math.ceil(10 * greatest), tenths=True)

    def principle(self, v: Vector, principle: Principle, proposal: Proposal) -> model.PrincipleResult:
        """A principle against what is required of it."""
        slots = self.program.slots
        low, high, empty = v[slots[f"principle:{principle.id}"]]
        own = [found for found in self.rubric.requirements if found.principle == principle.id]
        needed = v[slots[f"needed:{principle.id}"]]
        floors = [found for found in own if found.floor and v[slots[f"short:{found.id}"]]]
        return model.PrincipleResult(
            principle.id,
            None if empty == TRUE else model.Span(*in_tenths(low, high), tenths=True),
            model.Span(needed[0] * 10, needed[1] * 10, tenths=True),
            tuple(model.FloorResult(f.floor, f.least, YES_NO[v[slots[f"short:{f.id}"]]], f.id) for f in floors),
            tuple(self.criterion(v, criterion.id, proposal) for criterion in principle.criteria),
            STATUS[v[slots[f"gap:{principle.id}"]]],
            self.reasons.holding(v, [(f"rule:requirements.{found.id}", found) for found in own]),
        )

    def criterion(self, v: Vector, name: str, proposal: Proposal) -> model.CriterionResult:
        """A criterion: its level in bounds, and what limited it."""
        low, high, applies = v[self.program.slots[f"criterion:{name}"]]
        answer = proposal.criteria.get(name)
        stated = answer.level if answer else None
        return model.CriterionResult(
            id=name,
            low=low,
            high=high,
            applies=YES_NO[applies],
            stated=stated,
            capped=stated is not None and low < stated,
            answered=answer is not None,
            assumed=answer is not None and answer.assumed,
        )

    def safeguard(self, v: Vector, safeguard: Safeguard, proposal: Proposal) -> model.SafeguardResult:
        """A guarantee: required or not, given or not."""
        slots = self.program.slots
        required = v[slots[f"required:{safeguard.id}"]]
        ranks = self.ranks(v, safeguard) if required else []
        answer = proposal.safeguards.get(safeguard.id)
        status = answer.status if answer else "unknown"
        met = v[slots[f"met:{safeguard.id}"]]
        if safeguard.derived is not None:
            status = ("absent", "unknown", "present")[met]
        return model.SafeguardResult(
            safeguard.id,
            YES_NO[required],
            tuple(self.rubric.instruments[rank].id for rank in ranks),
            status,
            YES_NO[met],
            self.reasons.holding(v, [(f"rule:{safeguard.id}.{rule.id}", rule) for rule in safeguard.rules]),
        )

    def ranks(self, v: Vector, safeguard: Safeguard) -> list[int]:
        """The ranks of norm that may be needed for *safeguard*; none when no rank is asked for."""
        slots = self.program.slots
        low, high = v[slots[f"rank:{safeguard.id}"]]
        if low == high:
            return [low] if low else []
        asked = {rule.min_instrument for rule in safeguard.rules if v[slots[f"rule:{safeguard.id}.{rule.id}"]]} | {low, high}
        return [rank for rank in sorted(asked) if low <= rank <= high]

    def red_lines(self, v: Vector) -> Iterable[model.RedLineResult]:
        """Every red line."""
        for line in self.rubric.red_lines:
            name = f"red-line:{line.id}"
            status = ("clear", "undetermined", "raised")[v[self.program.slots[name]]]
            yield model.RedLineResult(line.id, status, line.cured_by, self.reasons.holding(v, [(name, line)]))


def in_tenths(low: Exact, high: Exact) -> tuple[int, int]:
    """Bounds in tenths: outwards, or half up when they are one number."""
    if low == high:
        return half_up(10 * low), half_up(10 * low)
    return math.floor(10 * low), math.ceil(10 * high)


def ends(low: Exact, high: Exact, empty: int) -> tuple[str, str]:
    """The bounds of the score of a principle in figures; nothing where nothing applies."""
    if empty == TRUE:
        return "", ""
    least, most = in_tenths(low, high)
    return figures(least, tenths=True), figures(most, tenths=True)


def figures(number: int, *, tenths: bool) -> str:
    """*number* in figures, with a point when it is in tenths."""
    sign, size = "-" if number < 0 else "", abs(number)
    return f"{sign}{size // 10}.{size % 10}" if tenths else str(number)


def assumed(encoder: AnswerEncoder, proposal: Proposal) -> Iterable[str]:
    """The qualified ids of the answers that are hypotheses, in the order of the rubric, whatever that of the answers."""
    facts, criteria, safeguards = proposal.facts, proposal.criteria, proposal.safeguards
    yield from (f"fact:{name}" for name in encoder.facts if name in facts and facts[name].assumed)
    yield from (f"criterion:{name}" for name in encoder.criteria if name in criteria and criteria[name].assumed)
    yield from (f"safeguard:{name}" for name in encoder.safeguard_slots if name in safeguards and safeguards[name].assumed)
