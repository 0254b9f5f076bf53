"""What is read back from a vector that has been run: the chain of reasons, and the pathway with its conditions.

A reason is conclusion ← rules that fired ← answers they read. A condition is a gap or a missing guarantee, as a sentence for a drafter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from assess.conditions.logic import FALSE, TRUE, Vector
from assess.engine.program import Program
from assess.engine.slot_makers import STOP
from assess.model.assessment import CERTAIN, POSSIBLE, ConditionResult, Fired, PathwayResult, Way
from assess.model.rubric import Pathway, Principle, Requirement, Rubric

_THROUGH = ("rule:", "term:", "answer:", "short:", "missing:", "rank:", "needed:", "lacks:", "blocked:", "cure:")
_ONLY_IF_TRUE = ("lacks:", "blocked:", "cure:", "short:", "missing:")
_SHOWN = {"met:": "safeguard:", "required:": "safeguard:", "given:": "safeguard:", "gap:": "principle:"}


class Reasons:
    """Reads the chain back from a vector that has been run."""

    def __init__(self, program: Program) -> None:
        """Index the slots of *program* by place."""
        self.program = program
        self.names = {at: name for name, at in program.slots.items()}

    def holding(self, v: Vector, rules: Iterable[tuple[str, Any]]) -> tuple[Fired, ...]:
        """The *rules* (slot name, rule) that hold or may hold."""
        return tuple(self.fired(v, name, rule) for name, rule in rules if v[self.program.slots[name]])

    def first_that_hold(self, v: Vector, rules: Iterable[tuple[str, Any]]) -> tuple[Fired, ...]:
        """The *rules* that may hold, up to the first that certainly does."""
        fired = []
        for name, rule in rules:
            truth = v[self.program.slots[name]]
            if truth:
                fired.append(self.fired(v, name, rule))
            if truth == TRUE:
                break
        return tuple(fired)

    def fired(self, v: Vector, name: str, rule: Any) -> Fired:
        """One rule, with the answers it read."""
        at = self.program.slots[name]
        return Fired(
            name.partition("@")[0] if name.startswith("rule:") else f"rule:{name.replace(':', '.')}",
            str(getattr(rule, "value", "")),
            CERTAIN if v[at] == TRUE else POSSIBLE,
            rule.because,
            rule.sources,
            tuple(dict.fromkeys(self.reads(v, at))),
        )

    def reads(self, v: Vector, at: int) -> Iterator[str]:
        """The qualified ids of the answers and conclusions on which slot *at* rests, in the order of the slots."""
        for read in self.program.depends.get(at, ()):
            name = self.names[read]
            prefix = name.partition(":")[0] + ":"
            if prefix in _ONLY_IF_TRUE and not v[read]:
                continue
            if prefix in _THROUGH:
                yield from self.reads(v, read)
            elif prefix == "fact:":
                yield "fact:" + name[5:].partition(".")[0]
            elif prefix in _SHOWN:
                yield _SHOWN[prefix] + name[len(prefix) :]
            else:
                yield name


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
            fired += reasons.first_that_hold(v, [(program.of_rule("norm", rule, action), rule) for rule in pathway.norm_rules])
    conditions = [
        *_red_lines(rubric, program, v),
        *_further(pathway, program, v, actions),
        *(found for principle in rubric.principles for found in _principle(rubric, program, v, principle)),
        *_safeguards(rubric, program, v),
    ]
    return PathwayResult(
        possible=tuple(ways(program, v[program.slots["pathway"]])),
        conditions=tuple(sorted(conditions, key=lambda condition: condition.certainty != CERTAIN)),
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
        truths = [v[program.slots[program.of_rule("condition", condition, action)]] for action in actions]
        if max(truths):
            yield ConditionResult(
                f"condition:{condition.id}",
                condition.text,
                condition.because,
                _certainty(min(truths)),
                condition.norm,
                condition.sources,
            )


def _principle(rubric: Rubric, program: Program, v: Vector, principle: Principle) -> Iterator[ConditionResult]:
    criteria = {criterion.id: criterion for criterion in principle.criteria}
    short: dict[str, list[tuple[int, Requirement]]] = {}
    for requirement in rubric.requirements:
        truth = v[program.slots[f"short:{requirement.id}"]] if requirement.principle == principle.id else FALSE
        if truth:
            short.setdefault(requirement.floor, []).append((truth, requirement))
    for floor, rules in short.items():
        truth, first = max(rules, key=lambda rule: rule[0])
        name = f"criterion:{floor}" if floor else f"principle:{principle.id}"
        text = criteria[floor].condition if floor else principle.condition
        blocks = _blocks(rubric, (rule.blocks for _, rule in rules))
        yield ConditionResult(name, text, first.because, _certainty(truth), "", first.sources, blocks)


def _blocks(rubric: Rubric, blocked: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    named = {action for actions in blocked for action in actions}
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
