"""The pathway read back: the ways that remain, and the conditions: gaps and missing guarantees as sentences for a drafter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assess.engine.logic import FALSE, TRUE, Vector
from assess.engine.program import Program
from assess.engine.reasons import Reasons
from assess.engine.slots import STOP, rule_slot
from assess.model.assessment import CERTAIN, POSSIBLE, ConditionResult, PathwayResult, Way
from assess.model.rubric import Pathway, Principle, Requirement, Rubric


def pathway_result(rubric: Rubric, program: Program, reasons: Reasons, v: Vector) -> PathwayResult | None:
    """Every action × norm that *v* leaves possible, with conditions, certain ones first; None for a rubric without pathway."""
    pathway = rubric.pathway
    if pathway is None:
        return None
    actions = [name for name, bit in program.bits["action"].items() if v[program.slots["action"]] & bit]
    rules = [(f"rule:action.{rule.id}", rule) for rule in pathway.action_rules]
    fired = reasons.first_that_hold(v, rules)
    for action in actions:
        if action != STOP:
            fired += reasons.first_that_hold(v, [(rule_slot("norm", rule, action), rule) for rule in pathway.norm_rules])
    found = [
        *_red_lines(rubric, program, v),
        *_further(pathway, program, v, actions),
        *_principles(rubric, program, v),
        *_safeguards(rubric, program, v),
    ]
    return PathwayResult(
        possible=tuple(ways(program, v[program.slots["pathway"]])),
        conditions=tuple(sorted(found, key=lambda condition: condition.certainty != CERTAIN)),
        fired=fired,
    )


def ways(program: Program, value: tuple[int, ...]) -> Iterator[Way]:
    """Every action × norm that the *value* of the slot `pathway` leaves possible: whether to stop, then the norms of each other action."""
    stop, *norms = value
    masks = iter(norms)
    for action in program.bits["action"]:
        if action != STOP:
            mask = next(masks)
            yield from (Way(action, norm) for norm, bit in program.bits[f"norm:{action}"].items() if mask & bit)
        elif stop:
            yield Way(action, "")


def _certainty(truth: int) -> str:
    return CERTAIN if truth == TRUE else POSSIBLE


def _red_lines(rubric: Rubric, program: Program, v: Vector) -> Iterator[ConditionResult]:
    for line in rubric.red_lines:
        truth = v[program.slots[f"red-line:{line.id}"]]
        if truth:
            norm = line.cured_by if line.cured_by in ("statute", "regulation") else ""
            yield ConditionResult(f"red-line:{line.id}", line.condition, line.because, _certainty(truth), norm, line.sources)


def _further(pathway: Pathway, program: Program, v: Vector, actions: list[str]) -> Iterator[ConditionResult]:
    for condition in pathway.conditions:
        truths = [v[program.slots[rule_slot("condition", condition, action)]] for action in actions]
        if max(truths):
            yield ConditionResult(
                f"condition:{condition.id}",
                condition.text,
                condition.because,
                _certainty(min(truths)),
                condition.norm,
                condition.sources,
            )


def _principles(rubric: Rubric, program: Program, v: Vector) -> Iterator[ConditionResult]:
    for principle in rubric.principles:
        yield from _of_principle(rubric, program, v, principle)


def _of_principle(rubric: Rubric, program: Program, v: Vector, principle: Principle) -> Iterator[ConditionResult]:
    criteria = {criterion.id: criterion for criterion in principle.criteria}
    short: dict[str, list[tuple[int, Requirement]]] = {}
    for found in rubric.requirements:
        truth = v[program.slots[f"short:{found.id}"]] if found.principle == principle.id else FALSE
        if truth:
            short.setdefault(found.floor, []).append((truth, found))
    for floor, rules in short.items():
        truth, first = max(rules, key=lambda rule: rule[0])
        name = f"criterion:{floor}" if floor else f"principle:{principle.id}"
        text = criteria[floor].condition if floor else principle.condition
        blocks = _blocks(rubric, (rule.blocks for _, rule in rules))
        yield ConditionResult(name, text, first.because, _certainty(truth), "", first.sources, blocks)


def _blocks(rubric: Rubric, found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    named = {action for blocks in found for action in blocks}
    actions = rubric.pathway.actions if rubric.pathway else ()
    return tuple(action.id for action in actions if action.id in named)


def _safeguards(rubric: Rubric, program: Program, v: Vector) -> Iterator[ConditionResult]:
    slots = program.slots
    for safeguard in rubric.safeguards:
        own = safeguard.id
        truth = min(v[slots[f"required:{own}"]], TRUE - v[slots[f"met:{own}"]])
        if not truth:
            continue
        fired = [rule for rule in safeguard.rules if v[slots[f"rule:{own}.{rule.id}"]]]
        first = max(fired, key=lambda rule: (v[slots[f"rule:{own}.{rule.id}"]], rule.min_instrument))
        rank = v[slots[f"rank:{own}"]][1]
        norm = rubric.instruments[rank].id if rank else ""
        blocks = _blocks(rubric, (rule.blocks for rule in fired if v[slots[f"missing:{own}.{rule.id}"]]))
        name = f"safeguard:{own}"
        yield ConditionResult(name, safeguard.condition, first.because, _certainty(truth), norm, first.sources, blocks)
