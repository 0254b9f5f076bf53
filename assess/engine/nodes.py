"""What each derived slot is: one maker for each name, which asks for what it needs and gives the closure that derives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from assess.engine import bounds, logic
from assess.engine.logic import FALSE, TRUE, UNKNOWN, Vector
from assess.model.rubric import (
    Choice,
    Criterion,
    Fact,
    Pathway,
    Principle,
    Requirement,
    Rubric,
    Rule,
    Safeguard,
    SafeguardRule,
    Tier,
)

if TYPE_CHECKING:
    from assess.engine.program import Program

Derive = Callable[[Vector], Any]
Makers = dict[str, Callable[[], Derive]]

STOP = "stop"
"""The action that has no norm."""


def makers(rubric: Rubric, program: Program) -> Makers:
    """The makers of every derived slot of *rubric*, by name."""
    made: Makers = {}
    for part in (_facts, _derived, _principles, _safeguards, _red_lines, _scores):
        made.update(part(rubric, program))
    if rubric.pathway is not None:
        made.update(_pathway(rubric.pathway, program))
    return made


def rule_slot(owner: str, rule: Any, action: str = "") -> str:
    """The name of the slot of *rule*; there is one for each *action* when it speaks of the action."""
    return f"rule:{owner}.{rule.id}@{action}" if action and speaks_of_action(rule.when) else f"rule:{owner}.{rule.id}"


def speaks_of_action(expression: Any) -> bool:
    """Whether *expression* reads the action assumed."""
    if expression[0] in ("and", "or", "not"):
        return any(speaks_of_action(part) for part in expression[1:])
    return bool(expression[0] == "in" and expression[1] == "action")


def _rule(made: Makers, program: Program, owner: str, rule: Any, action: str = "") -> str:
    name = rule_slot(owner, rule, action)
    made[name] = lambda: program.compiler.truth(rule.when, action)
    return name


def _facts(rubric: Rubric, program: Program) -> Makers:
    made: Makers = {}
    for fact in rubric.facts:
        if fact.applies is not None:
            for name in fact.slots():
                made[name] = partial(_applicable, program, name, fact.applies, _hide(fact))
    for principle in rubric.principles:
        for criterion in principle.criteria:
            if criterion.applies is not None:
                name = f"criterion:{criterion.id}"
                made[name] = partial(_applicable, program, name, criterion.applies, _restrict)
    return made


def _applicable(program: Program, name: str, condition: Any, limit: Callable[[Any, int], Any]) -> Derive:
    applies = program.applies[name] = program.compiler.truth(condition)
    at = program.need("answer:" + name)
    return lambda v: limit(v[at], applies(v))


def _hide(fact: Fact) -> Callable[[Any, int], Any]:
    if fact.kind == "several":
        return lambda value, applies: value if applies == TRUE else (0, value[1] if applies else 0)
    if fact.kind in ("number", "date"):
        return lambda value, applies: (value[0], value[1], max(value[2], TRUE - applies))
    return lambda mask, applies: mask if applies == TRUE else (mask | logic.NO_VALUE if applies else logic.NO_VALUE)


def _restrict(value: tuple[int, int, int], applies: int) -> tuple[int, int, int]:
    return value if applies == TRUE else (value[0], value[1], min(value[2], applies))


def _derived(rubric: Rubric, program: Program) -> Makers:
    made: Makers = {}
    for term in rubric.terms:
        made[f"term:{term.id}"] = partial(program.compiler.truth, term.when)
    for tier in rubric.tiers:
        made[f"tier:{tier.id}"] = _tier(made, program, tier)
    for name, choice in (("regime", rubric.regime), ("outcome", rubric.outcome)):
        if choice is not None:
            made[name] = _first(made, program, name, choice)
    return made


def _tier(made: Makers, program: Program, tier: Tier) -> Callable[[], Derive]:
    owner = f"tier:{tier.id}"
    everything = program.closed_list(owner, tuple(level.id for level in tier.levels))
    bits = program.bits[owner]
    names = [(_rule(made, program, tier.id, rule), bits[rule.value]) for rule in tier.rules]

    def derive() -> Derive:
        rules = [(program.need(name), bit) for name, bit in names]
        default = bits.get(tier.default, 0)
        if tier.combine == "first":
            return bounds.first(rules, default, everything)
        return bounds.extreme(rules, default, everything, highest=tier.combine == "highest")

    return derive


def _first(made: Makers, program: Program, owner: str, choice: Choice) -> Callable[[], Derive]:
    everything = program.closed_list(owner, tuple(value.id for value in choice.values))
    return _first_of(made, program, owner, choice.rules, everything)


def _first_of(
    made: Makers, program: Program, owner: str, rules: Iterable[Rule], everything: int, action: str = ""
) -> Callable[[], Derive]:
    bits = program.bits[owner]
    group = owner.partition(":")[0]
    names = [(_rule(made, program, group, rule, action), bits[rule.value]) for rule in rules]
    return lambda: bounds.first([(program.need(name), bit) for name, bit in names], 0, everything)


def _principles(rubric: Rubric, program: Program) -> Makers:
    made: Makers = {}
    blocks: dict[str, list[str]] = {}
    for principle in rubric.principles:
        own = [found for found in rubric.requirements if found.principle == principle.id]
        for requirement in own:
            _rule(made, program, "requirements", requirement)
            short = f"short:{requirement.id}"
            made[short] = partial(_short, program, principle, requirement)
            for action in requirement.blocks:
                blocks.setdefault(action, []).append(short)
        name = f"principle:{principle.id}"
        made[name] = partial(_score, program, principle.criteria)
        made[f"needed:{principle.id}"] = partial(_needed, program, own)
        made[f"gap:{principle.id}"] = partial(_any, program, [f"short:{found.id}" for found in own])
    return made | _blocked(rubric, program, "principles", blocks)


def _blocked(rubric: Rubric, program: Program, kind: str, blocks: dict[str, list[str]]) -> Makers:
    actions = [action.id for action in rubric.pathway.actions] if rubric.pathway else []
    return {f"blocked:{action}/{kind}": partial(_any, program, blocks.get(action, [])) for action in actions}


def _any(program: Program, names: list[str]) -> Derive:
    return logic.either([logic.slot(program.need(name)) for name in names]) if names else logic.always(FALSE)


def _score(program: Program, criteria: tuple[Criterion, ...]) -> Derive:
    return bounds.mean_score([(program.need(f"criterion:{criterion.id}"), criterion.weight) for criterion in criteria])


def _needed(program: Program, requirements: list[Requirement]) -> Derive:
    rules = [(program.need(f"rule:requirements.{found.id}"), found.least) for found in requirements if not found.floor]
    return bounds.at_least(rules, 0)


def _short(program: Program, principle: Principle, requirement: Requirement) -> Derive:
    rule = program.need(f"rule:requirements.{requirement.id}")
    least = requirement.least
    if requirement.floor:
        at = program.need(f"criterion:{requirement.floor}")
        return lambda v: min(v[rule], floor_gap(v[at], least)) if v[rule] else FALSE
    score = program.need(f"principle:{principle.id}")
    return lambda v: min(v[rule], bounds.below(v[score], least)) if v[rule] else FALSE


def floor_gap(level: tuple[int, int, int], least: int) -> int:
    """Whether *level* (low, high, applies) is below the floor *least*; a criterion that does not apply has no floor."""
    low, high, applies = level
    if not applies or low >= least:
        return FALSE
    return TRUE if high < least and applies == TRUE else UNKNOWN


def _safeguards(rubric: Rubric, program: Program) -> Makers:
    made: Makers = {}
    blocks: dict[str, list[str]] = {}
    text: dict[str, list[str]] = {}
    top = len(rubric.instruments) - 1
    for safeguard in rubric.safeguards:
        own = safeguard.id
        for rule in safeguard.rules:
            name = _rule(made, program, own, rule)
            missing = f"missing:{own}.{rule.id}"
            made[missing] = partial(_missing, program, name, own, rule.min_instrument)
            for action in rule.blocks:
                blocks.setdefault(action, []).append(missing)
                if safeguard.in_text:
                    text.setdefault(action, []).append(missing)
        made[f"required:{own}"] = partial(_any, program, [f"rule:{own}.{rule.id}" for rule in safeguard.rules])
        made[f"rank:{own}"] = partial(_rank, program, safeguard)
        made[f"met:{own}"] = partial(_met, program, own)
        if safeguard.derived is not None:
            made[f"given:{own}"] = partial(_given, program, safeguard, top)
    for rank, instrument in enumerate(rubric.instruments):
        made[f"lacks:{instrument.id}"] = partial(_lacks, program, rubric.safeguards, rank)
    return made | _blocked(rubric, program, "safeguards", blocks) | _blocked(rubric, program, "text", text)


def _rank(program: Program, safeguard: Safeguard) -> Derive:
    rules: list[tuple[int, int]] = [
        (program.need(f"rule:{safeguard.id}.{rule.id}"), rule.min_instrument) for rule in safeguard.rules
    ]
    return bounds.at_least(rules, 0)


def _given(program: Program, safeguard: Safeguard, top: int) -> Derive:
    truth = program.compiler.truth(safeguard.derived or ["false"])
    outcomes = {TRUE: (top, top), UNKNOWN: (-1, top), FALSE: (-1, -1)}
    return lambda v: outcomes[truth(v)]


def _met(program: Program, own: str) -> Derive:
    given, rank = program.need(f"given:{own}"), program.need(f"rank:{own}")

    def met(v: Vector) -> int:
        low, high = v[given]
        least, most = v[rank]
        return TRUE if low >= most else FALSE if high < least else UNKNOWN

    return met


def _missing(program: Program, rule: str, own: str, rank: int) -> Derive:
    at, given = program.need(rule), program.need(f"given:{own}")

    def missing(v: Vector) -> int:
        low, high = v[given]
        if low >= rank:
            return FALSE
        truth: int = v[at]
        return truth if high < rank or not truth else UNKNOWN

    return missing


def _lacks(program: Program, safeguards: tuple[Safeguard, ...], rank: int) -> Derive:
    parts = []
    for safeguard in safeguards:
        if any(_asks(rule, rank) for rule in safeguard.rules):
            slots = (f"required:{safeguard.id}", f"met:{safeguard.id}", f"rank:{safeguard.id}")
            parts.append(_lacking(*(program.need(name) for name in slots), rank))
    return logic.either(parts) if parts else logic.always(FALSE)


def _asks(rule: SafeguardRule, rank: int) -> bool:
    return rule.min_instrument >= rank


def _lacking(required: int, met: int, needed: int, rank: int) -> logic.Truth:
    def lacking(v: Vector) -> int:
        low, high = v[needed]
        high_enough = TRUE if low >= rank else UNKNOWN if high >= rank else FALSE
        return min(v[required], TRUE - v[met], high_enough)

    return lacking


def _red_lines(rubric: Rubric, program: Program) -> Makers:
    made: Makers = {}
    cures: dict[str, list[str]] = {cure: [] for cure in ("nothing", "statute", "regulation", "answer")}
    for line in rubric.red_lines:
        name = f"red-line:{line.id}"
        made[name] = partial(program.compiler.truth, line.when)
        cures[line.cured_by].append(name)
    return made | {f"cure:{cure}": partial(_any, program, names) for cure, names in cures.items()}


def _scores(rubric: Rubric, program: Program) -> Makers:
    made: Makers = {}
    for score in rubric.scores:
        made[f"value:{score.id}"] = partial(program.compiler.interval, score.value)
        made[f"bound:{score.id}"] = partial(program.compiler.interval, score.max)
    return made


def _pathway(pathway: Pathway, program: Program) -> Makers:
    made: Makers = {}
    actions = program.closed_list("action", tuple(action.id for action in pathway.actions))
    made["action"] = _first_of(made, program, "action", pathway.action_rules, actions)
    for action in pathway.actions:
        owner = f"norm:{action.id}"
        norms = program.closed_list(owner, tuple(norm.id for norm in pathway.norms))
        for condition in pathway.conditions:
            _rule(made, program, "condition", condition, action.id)
        if action.id != STOP:
            made[owner] = _first_of(made, program, owner, pathway.norm_rules, norms, action.id)
    made["pathway"] = partial(_ways, program, pathway)
    return made


def _ways(program: Program, pathway: Pathway) -> Derive:
    action = program.need("action")
    bits = program.bits["action"]
    norms = [(bits[found.id], program.need(f"norm:{found.id}")) for found in pathway.actions if found.id != STOP]
    stop = bits.get(STOP, 0)

    def ways(v: Vector) -> tuple[int, ...]:
        mask = v[action]
        return (mask & stop, *(v[at] if mask & bit else 0 for bit, at in norms))

    return ways
