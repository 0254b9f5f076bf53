"""What derives requirements, gaps and guarantees: principles against what is required of them, safeguards against their rank."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assess.engine.operations import Operation
from assess.engine.slots import Makers, any_of, rule_maker
from assess.model.rubric import Criterion, Principle, Requirement, Rubric, Safeguard, SafeguardRule

if TYPE_CHECKING:
    from assess.engine.program import Program


def principles(rubric: Rubric, program: Program) -> Makers:
    """The makers of scores, of what is required of them, of gaps and of what these block."""
    made: Makers = {}
    blocks: dict[str, list[str]] = {}
    for principle in rubric.principles:
        own = [found for found in rubric.requirements if found.principle == principle.id]
        for requirement in own:
            rule_maker(made, program, "requirements", requirement)
            short = f"short:{requirement.id}"
            made[short] = partial(_short, program, principle, requirement)
            for action in requirement.blocks:
                blocks.setdefault(action, []).append(short)
        name = f"principle:{principle.id}"
        made[name] = partial(_score, program, principle.criteria)
        made[f"needed:{principle.id}"] = partial(_needed, program, own)
        made[f"gap:{principle.id}"] = partial(any_of, program, [f"short:{found.id}" for found in own])
    return made | _blocked(rubric, program, "principles", blocks)


def _blocked(rubric: Rubric, program: Program, kind: str, blocks: dict[str, list[str]]) -> Makers:
    actions = [action.id for action in rubric.pathway.actions] if rubric.pathway else []
    return {f"blocked:{action}/{kind}": partial(any_of, program, blocks.get(action, [])) for action in actions}


def _score(program: Program, criteria: tuple[Criterion, ...]) -> Operation:
    return ("mean", tuple((program.need(f"criterion:{criterion.id}"), criterion.weight) for criterion in criteria))


def _needed(program: Program, requirements: list[Requirement]) -> Operation:
    return ("at-least", tuple((program.need(f"rule:requirements.{found.id}"), found.least) for found in requirements if not found.floor))


def _short(program: Program, principle: Principle, requirement: Requirement) -> Operation:
    rule = program.need(f"rule:requirements.{requirement.id}")
    if requirement.floor:
        return ("short-of-level", rule, program.need(f"criterion:{requirement.floor}"), requirement.least)
    return ("short-of-score", rule, program.need(f"principle:{principle.id}"), requirement.least)


def safeguards(rubric: Rubric, program: Program) -> Makers:
    """The makers of what is said of guarantees: required, at what rank, given, met, and what their absence blocks."""
    made: Makers = {}
    blocks: dict[str, list[str]] = {}
    text: dict[str, list[str]] = {}
    top = len(rubric.instruments) - 1
    for safeguard in rubric.safeguards:
        own = safeguard.id
        for rule in safeguard.rules:
            name = rule_maker(made, program, own, rule)
            missing = f"missing:{own}.{rule.id}"
            made[missing] = partial(_missing, program, name, own, rule.min_instrument)
            for action in rule.blocks:
                blocks.setdefault(action, []).append(missing)
                if safeguard.in_text:
                    text.setdefault(action, []).append(missing)
        made[f"required:{own}"] = partial(any_of, program, [f"rule:{own}.{rule.id}" for rule in safeguard.rules])
        made[f"rank:{own}"] = partial(_rank, program, safeguard)
        made[f"met:{own}"] = partial(_met, program, own)
        if safeguard.derived is not None:
            made[f"given:{own}"] = partial(_given, program, safeguard, top)
    for rank, instrument in enumerate(rubric.instruments):
        made[f"lacks:{instrument.id}"] = partial(_lacks, program, rubric.safeguards, rank)
    return made | _blocked(rubric, program, "safeguards", blocks) | _blocked(rubric, program, "text", text)


def _rank(program: Program, safeguard: Safeguard) -> Operation:
    return ("at-least", tuple((program.need(f"rule:{safeguard.id}.{rule.id}"), rule.min_instrument) for rule in safeguard.rules))


def _given(program: Program, safeguard: Safeguard, top: int) -> Operation:
    return ("given", program.compiler.truth(safeguard.derived or ["false"]), top)


def _met(program: Program, own: str) -> Operation:
    return ("met", program.need(f"given:{own}"), program.need(f"rank:{own}"))


def _missing(program: Program, rule: str, own: str, rank: int) -> Operation:
    return ("missing", program.need(rule), program.need(f"given:{own}"), rank)


def _lacks(program: Program, own: tuple[Safeguard, ...], rank: int) -> Operation:
    asked = [found.id for found in own if any(_asks(rule, rank) for rule in found.rules)]
    return ("lacks", tuple(tuple(program.need(f"{kind}:{name}") for kind in ("required", "met", "rank")) for name in asked), rank)


def _asks(rule: SafeguardRule, rank: int) -> bool:
    return rule.min_instrument >= rank
