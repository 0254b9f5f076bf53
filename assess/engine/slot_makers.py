"""What each derived slot is: one maker for each name, which asks for what it needs and gives the operation that derives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from assess.engine import node_requirements
from assess.engine.operations import Operation
from assess.engine.slots import STOP, Makers, any_of, rule_maker
from assess.model.rubric import Choice, Pathway, Rubric, Rule, Tier

if TYPE_CHECKING:
    from assess.engine.program import Program


def makers(rubric: Rubric, program: Program) -> Makers:
    """The makers of every derived slot of *rubric*, by name."""
    made: Makers = {}
    for part in (_facts, _derived, node_requirements.principles, node_requirements.safeguards, _red_lines, _scores):
        made.update(part(rubric, program))
    if rubric.pathway is not None:
        made.update(_pathway(rubric.pathway, program))
    return made


def _facts(rubric: Rubric, program: Program) -> Makers:
    made: Makers = {}
    for fact in rubric.facts:
        if fact.applies is not None:
            for name in fact.slots():
                made[name] = partial(_applicable, program, name, fact.applies, _HIDDEN.get(fact.kind, "hidden-mask"))
    for principle in rubric.principles:
        for criterion in principle.criteria:
            if criterion.applies is not None:
                name = f"criterion:{criterion.id}"
                made[name] = partial(_applicable, program, name, criterion.applies, "restricted")
    return made


_HIDDEN = {"several": "hidden-values", "number": "hidden-number", "date": "hidden-number"}
"""What is done to the answer to a fact that may not apply, by its kind."""


def _applicable(program: Program, name: str, condition: Any, limit: str) -> Operation:
    applies = program.applies[name] = program.compiler.truth(condition)
    return (limit, program.need("answer:" + name), applies)


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


def _tier(made: Makers, program: Program, tier: Tier) -> Callable[[], Operation]:
    owner = f"tier:{tier.id}"
    everything = program.closed_list(owner, tuple(level.id for level in tier.levels))
    bits = program.bits[owner]
    names = [(rule_maker(made, program, tier.id, rule), bits[rule.value]) for rule in tier.rules]

    def derive() -> Operation:
        rules = tuple((program.need(name), bit) for name, bit in names)
        return (tier.combine, rules, bits.get(tier.default, 0), everything)

    return derive


def _first(made: Makers, program: Program, owner: str, choice: Choice) -> Callable[[], Operation]:
    everything = program.closed_list(owner, tuple(value.id for value in choice.values))
    return _first_of(made, program, owner, choice.rules, everything)


def _first_of(
    made: Makers, program: Program, owner: str, rules: Iterable[Rule], everything: int, action: str = ""
) -> Callable[[], Operation]:
    bits = program.bits[owner]
    group = owner.partition(":")[0]
    names = [(rule_maker(made, program, group, rule, action), bits[rule.value]) for rule in rules]
    return lambda: ("first", tuple((program.need(name), bit) for name, bit in names), 0, everything)


def _red_lines(rubric: Rubric, program: Program) -> Makers:
    made: Makers = {}
    cures: dict[str, list[str]] = {cure: [] for cure in ("nothing", "statute", "regulation", "answer")}
    for line in rubric.red_lines:
        name = f"red-line:{line.id}"
        made[name] = partial(program.compiler.truth, line.when)
        cures[line.cured_by].append(name)
    return made | {f"cure:{cure}": partial(any_of, program, names) for cure, names in cures.items()}


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
            rule_maker(made, program, "condition", condition, action.id)
        if action.id != STOP:
            made[owner] = _first_of(made, program, owner, pathway.norm_rules, norms, action.id)
    made["pathway"] = partial(_ways, program, pathway)
    return made


def _ways(program: Program, pathway: Pathway) -> Operation:
    action = program.need("action")
    bits = program.bits["action"]
    norms = tuple((program.need(f"norm:{found.id}"), bits[found.id]) for found in pathway.actions if found.id != STOP)
    return ("ways", action, bits.get(STOP, 0), norms)
