"""The whole assessment of a proposal: the vector run, then read back as values with their chain of reasons."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from assess.conditions.logic import FALSE, TRUE, UNKNOWN, Exact, Vector, half_up
from assess.conditions.nodes import reads
from assess.engine.answers import AnswerEncoder, unanswered
from assess.engine.deciding import deciding, settling, to_read
from assess.engine.established import Ground, ground
from assess.engine.figures import Figures, figures_of
from assess.engine.flips import flips
from assess.engine.law_results import LawResults
from assess.engine.parts import Strictest, alone
from assess.engine.parts import parts as parts_of
from assess.engine.program import Plan, Program
from assess.engine.questions import Precedents, StillOpen
from assess.engine.results import Reasons, conditions, pathway_result, ways
from assess.engine.verdict import defects, verdict
from assess.model import assessment as model
from assess.model.assessment import PRINCIPLE_STATUS
from assess.model.proposal import Proposal
from assess.model.rubric import Principle, Rubric, Safeguard, Tier

YES_NO = ("no", "unknown", "yes")
LINE = ("clear", "undetermined", "raised")
MAIN = frozenset(("pathway", "outcome", "regime", "tier", "score", "bound", "principle", "gap", "red-line", "met", "required"))
"""The kinds of slots that hold the main conclusions."""


class Evaluator:
    """Evaluates proposals under one rubric; made once, used many times."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.program = Program(rubric)
        self.encoder = AnswerEncoder(self.program)
        self.reasons = Reasons(self.program)
        self.strictest = Strictest(rubric)
        self.law = LawResults(self.program)
        self.precedents = Precedents(rubric)

    @cached_property
    def _main(self) -> Plan:
        """The part of the plan that the main conclusions need, without what says why."""
        return self.program.plan_for(at for name, at in self.program.slots.items() if name.partition(":")[0] in MAIN)

    @cached_property
    def _figures(self) -> dict[str, Figures]:
        return {principle.id: figures_of(self.program, principle) for principle in self.rubric.principles}

    def run(self, proposal: Proposal, as_of: int | None = None, plan: Plan | None = None) -> Vector:
        """The vector of every conclusion on *proposal*, or of those of *plan*, with the law of *as_of* (default: the proposal's date)."""
        return self.program.run(self.encoder.fill(proposal, as_of or proposal.day), plan)

    def assess(self, proposal: Proposal, as_of: int | None = None) -> model.Assessment:
        """The assessment of *proposal*, with the law and the evidence of *as_of* (default: the proposal's date)."""
        day = as_of or proposal.day
        parts = parts_of(self.rubric, proposal)
        assessments = [self._assess(part, day) for part in parts]
        named = tuple(model.PartResult(part.technology, found.regime) for part, found in zip(parts, assessments, strict=True))
        return replace(self.strictest.of(assessments), parts=named if proposal.combined else (), alone=self._alone(proposal, day))

    def _alone(self, proposal: Proposal, day: int) -> tuple[tuple[str, tuple[model.AloneResult, ...]], ...]:
        """For each fact assessed value by value, what each of its values gives alone."""
        found: dict[str, list[model.AloneResult]] = {}
        for fact, value, changed in alone(self.rubric, proposal):
            each = [self._in_short(value, self.run(part, day, self._main)) for part in parts_of(self.rubric, changed)]
            found.setdefault(fact.id, []).append(self.strictest.in_short(each))
        return tuple((name, tuple(results)) for name, results in found.items())

    def _in_short(self, name: str, v: Vector) -> model.AloneResult:
        return model.AloneResult(
            name,
            self._possible(v, "regime") if self.rubric.regime else (),
            tuple((tier.id, self._possible(v, f"tier:{tier.id}")) for tier in self.rubric.tiers),
            tuple(ways(self.program, self._at(v, "pathway"))) if self.rubric.pathway else (),
            tuple(self._missing(v)),
        )

    def _missing(self, v: Vector) -> Iterable[str]:
        """The guarantees that are required and certainly not given."""
        own = [safeguard.id for safeguard in self.rubric.safeguards]
        return (name for name in own if self._at(v, f"met:{name}") == FALSE and self._at(v, f"required:{name}") == TRUE)

    def _assess(self, proposal: Proposal, day: int) -> model.Assessment:
        """The assessment of *proposal*, of one technology."""
        v = self.run(proposal, day)
        rubric = self.rubric
        items = [name for name in unanswered(self.encoder, proposal) if not self._by_law(v, name)]
        aside = tuple(self.set_aside(v, proposal))
        decisive = deciding(self.encoder, v, items)
        grounds = ground(self.encoder, v, proposal, day)
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
            deciding=decisive,
            assumed=tuple(own for own in grounds.assumed if own not in aside),
            set_aside=aside,
            texts=tuple(self.law.texts(v)),
            domains=tuple(self.law.domains(v)),
            verdict=verdict(self.program, v),
            established=self._established(grounds, aside),
            flips=flips(self.encoder, v, proposal, day, grounds),
            questions=self.precedents.questions(proposal, day, self._ask(v, items), self._in_place_first(v, decisive)),
            frame=tuple(self._frame(v)),
            defects=defects(self.program, v),
            to_read=to_read(self.encoder, v, decisive),
        )

    def _by_law(self, v: Vector, item: str) -> bool:
        """Whether *item* is a guarantee that the law certainly gives, at the rank that is needed: it need not be answered."""
        kind, _, own = item.partition(":")
        return (
            kind == "safeguard" and own in self.program.gifts and self._at(v, f"met:{own}") == TRUE and self._at(v, f"given:{own}")[0] >= 0
        )

    def _established(self, grounds: Ground, aside: tuple[str, ...]) -> model.Established:
        """What remains of the conclusions where what is not established is unknown; *aside*: the answers that have no place."""
        v, rubric = grounds.vector, self.rubric
        return model.Established(
            regime=self._possible(v, "regime") if rubric.regime is not None else (),
            ways=tuple(ways(self.program, self._at(v, "pathway"))) if rubric.pathway is not None else (),
            principles=tuple((own.id, PRINCIPLE_STATUS[self._at(v, f"gap:{own.id}")]) for own in rubric.principles),
            red_lines=tuple((line.id, LINE[self._at(v, f"red-line:{line.id}")]) for line in rubric.red_lines),
            verdict=verdict(self.program, v),
            weak=tuple(own for own in grounds.weak if own not in aside),
            stated=grounds.stated,
            conditions=conditions(self.program, v),
            tiers=tuple((tier.id, self._possible(v, f"tier:{tier.id}")) for tier in rubric.tiers),
            safeguards=tuple((own.id, self._truth(v, f"required:{own.id}"), self._truth(v, f"met:{own.id}")) for own in rubric.safeguards),
            defects=defects(self.program, v),
        )

    def brief(self, proposal: Proposal, as_of: int) -> dict[str, str]:
        """The main conclusions as texts, for a line of a table; several possible values are joined by `|`."""
        if proposal.combined:
            return line_of(self.assess(proposal, as_of))
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
            line[f"{name}_status"] = PRINCIPLE_STATUS[self._at(v, f"gap:{name}")]
        raised = [line.id for line in rubric.red_lines if self._at(v, f"red-line:{line.id}") == TRUE]
        return line | {"red_lines": "|".join(raised), "missing_safeguards": "|".join(self._missing(v))}

    def _at(self, v: Vector, name: str) -> Any:
        return v[self.program.slots[name]]

    def _truth(self, v: Vector, name: str) -> str:
        return YES_NO[self._at(v, name)]

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

    def still_open(self, proposal: Proposal, as_of: int) -> StillOpen:
        """What an answer may still count for in *proposal*, with the law of *as_of*."""
        return self._ask(self.run(proposal, as_of), unanswered(self.encoder, proposal))

    def _ask(self, v: Vector, items: list[str]) -> StillOpen:
        regime = self.rubric.regime is not None and self._at(v, "regime").bit_count() > 1
        return StillOpen(dict(self._open(v, items)), tuple(dict.fromkeys(self._awaited(v, items))), framed=not regime)

    def _awaited(self, v: Vector, items: list[str]) -> Iterable[str]:
        """The unanswered facts that alone can settle a guarantee that is derived, may be required and is open."""
        for safeguard in self.rubric.safeguards:
            met = self.program.slots[f"met:{safeguard.id}"]
            if safeguard.derived is not None and v[met] == UNKNOWN and self._at(v, f"required:{safeguard.id}") != FALSE:
                yield from settling(self.encoder, v, met, items)

    def _open(self, v: Vector, items: list[str]) -> Iterable[tuple[str, bool]]:
        """The items without an answer that may have their place, and the guarantees that may be required and are not settled."""
        for name in items:
            if not name.startswith("safeguard:") and (place := self._place(v, name)) != FALSE:
                yield name, place == TRUE and (name.startswith("fact:") or self._floored(v, name))
        for own in self.encoder.safeguards:
            required = self._at(v, f"required:{own}")
            if required != FALSE and self._at(v, f"met:{own}") == UNKNOWN:
                yield f"safeguard:{own}", required == TRUE

    def _place(self, v: Vector, name: str) -> int:
        """Whether the fact or criterion *name* applies."""
        applies = self.program.applies.get(self.encoder.facts[name[5:]].slots()[0] if name.startswith("fact:") else name)
        return TRUE if applies is None else applies(v)

    @cached_property
    def _floors(self) -> dict[str, list[int]]:
        """The slots of the rules that put a floor under each criterion."""
        floors: dict[str, list[int]] = {}
        for rule in self.rubric.requirements:
            floors.setdefault(f"criterion:{rule.floor}", []).append(self.program.slots[f"rule:requirements.{rule.id}"])
        return floors

    def _floored(self, v: Vector, name: str) -> bool:
        """Whether a floor certainly stands under the criterion *name*."""
        return any(v[at] == TRUE for at in self._floors.get(name, ()))

    def _in_place_first(self, v: Vector, names: Iterable[str]) -> list[str]:
        """The items *names*, those that certainly have their place before those that may have none."""
        return sorted(names, key=lambda name: self._place(v, name) != TRUE)

    def _frame(self, v: Vector) -> Iterable[tuple[str, str]]:
        for section, stakes in self.rubric.stakes():
            for name in (f"{section}:{stake.id}" for stake in stakes):
                if (truth := self._at(v, name)) != FALSE:
                    yield name, model.CERTAIN if truth == TRUE else model.POSSIBLE

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
            _span(low, high, there),
            model.Span(needed[0] * 10, needed[1] * 10, tenths=True),
            tuple(model.FloorResult(f.floor, f.least, YES_NO[self._at(v, f"short:{f.id}")], f.id) for f in floors),
            tuple(self._criterion(v, criterion.id, proposal) for criterion in principle.criteria),
            PRINCIPLE_STATUS[self._at(v, f"gap:{principle.id}")],
            self.reasons.holding(v, "requirements", own),
            {name: _span(*figure(v)) for name, figure in self._figures[principle.id].items()},
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
            () if given_by else self._contradicted(v, safeguard, status, proposal),
        )

    def _contradicted(self, v: Vector, safeguard: Safeguard, status: str, proposal: Proposal) -> tuple[str, ...]:
        """The facts answered that say that *safeguard* is not given, whatever its *status*, or that it is, where it is answered absent."""
        kind, when = ("denied", safeguard.denied) if status != "absent" else ("implied", safeguard.implied)
        if when is None or self._at(v, f"{kind}:{safeguard.id}") != TRUE:
            return ()
        return tuple(sorted({name for name in reads(when) if name.removeprefix("fact:") in proposal.facts}))

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
            yield model.RedLineResult(line.id, LINE[truth], line.cured_by, fired)


def _span(low: Exact, high: Exact, there: int) -> model.Span | None:
    return None if there == FALSE else model.Span(*in_tenths(low, high), tenths=True)


def line_of(assessment: model.Assessment) -> dict[str, str]:
    """The main conclusions of a whole *assessment*, as `Evaluator.brief` gives them."""
    line: dict[str, str] = {}
    if assessment.pathway is not None:
        line["pathway"] = "|".join(f"{way.action}/{way.norm}".rstrip("/") for way in assessment.pathway.possible)
    choices = {"outcome": assessment.outcome, "regime": assessment.regime}
    line |= {name: "|".join(choice.possible) for name, choice in choices.items() if choice is not None}
    line |= {name: "|".join(tier.possible) for name, tier in assessment.tiers}
    for score in assessment.scores:
        low, high = (figures(end, tenths=score.tenths) for end in (score.low, score.high))
        line[score.id] = low if low == high else f"{low}-{high}"
    for principle in assessment.principles:
        span = principle.score
        ends = ("", "") if span is None else [figures(end, tenths=True) for end in (span.low, span.high)]
        line[f"{principle.id}_low"], line[f"{principle.id}_high"] = ends
        line[f"{principle.id}_status"] = principle.status
    missing = (safeguard.id for safeguard in assessment.safeguards if safeguard.required == "yes" and safeguard.met == "no")
    raised = (found.id for found in assessment.red_lines if found.status == "raised")
    return line | {"red_lines": "|".join(raised), "missing_safeguards": "|".join(missing)}


def in_tenths(low: Exact, high: Exact) -> tuple[int, int]:
    """Bounds in tenths: outwards, or half up when they are one number."""
    if low == high:
        return (half_up(10 * low),) * 2
    return 10 * low.numerator // low.denominator, -(-10 * high.numerator // high.denominator)


def figures(number: int, *, tenths: bool) -> str:
    """*number* in figures, with a point when it is in tenths."""
    sign, size = "-" if number < 0 else "", abs(number)
    return f"{sign}{size // 10}.{size % 10}" if tenths else str(number)
