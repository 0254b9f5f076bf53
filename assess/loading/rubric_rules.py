"""The rules of a rubric read from their files: tiers, regime, requirements, safeguards, red lines, pathway, scores.

As in `rubric_parts`, conditions are read with `At.condition`, which resolves them once every name is known.
"""

from __future__ import annotations

from assess.conditions.resolution import CURES
from assess.loading.rubric_parts import citations, values
from assess.loading.rubric_reader import At
from assess.model.rubric import (
    Choice,
    Condition,
    Pathway,
    RedLine,
    Requirement,
    Rule,
    Safeguard,
    SafeguardRule,
    Score,
    Tier,
)

COMBINE = ("highest", "lowest", "first")
NORMS = ("current-law", "regulation", "statute")
ACTIONS = ("deploy", "experiment", "clarify", "debate", "stop")


def term(name: str, at: At) -> Rule:
    """A named condition."""
    at.only("when", "title", "because", "sources")
    because = at.prose("because") if at.has("because") else None
    return Rule(name, at.must("when"), "", because, citations(at), at.prose("title") if at.has("title") else None)


def rules(at: At, key: str, concludes: str, allowed: tuple[str, ...], *, action: bool = False) -> tuple[Rule, ...]:
    """The rules under *key*, each concluding one of the *allowed* values under the key *concludes*."""
    found = []
    for name, item in at.items(key):
        item.only("when", concludes, "because", "sources")
        when = item.must("when", action=action)
        found.append(Rule(name, when, item.choice(concludes, allowed) or allowed[0], item.prose("because"), citations(item)))
    return tuple(found)


def tier(name: str, at: At) -> Tier:
    """An ordered scale with its rules."""
    at.only("title", "levels", "combine", "default", "rules")
    levels = values(at, "levels")
    ids = tuple(level.id for level in levels) or ("",)
    combine = at.choice("combine", COMBINE) or "highest"
    default = at.choice("default", ids, required=False)
    return Tier(name, at.prose("title"), levels, combine, default, rules(at, "rules", "level", ids))


def choice(at: At, *, titled: bool) -> Choice:
    """A closed list with the rules that decide: the regime, an outcome."""
    at.only("title", "values", "rules")
    closed = values(at, "values")
    title = at.prose("title") if titled or at.has("title") else None
    return Choice(title, closed, rules(at, "rules", "value", tuple(found.id for found in closed) or ("",)))


def requirement(name: str, at: At) -> Requirement:
    """A score required of a principle, or a floor under a criterion."""
    floor = at.has("floor")
    at.only(*(("floor", "level") if floor else ("principle", "score")), "when", "blocks", "because", "sources")
    target = at.criterion("floor") if floor else at.principle("principle")
    return Requirement(
        id=name,
        principle=target.partition(".")[0],
        floor=target if floor else "",
        when=at.must("when"),
        least=at.must_be_whole("level", 1, 4) if floor else at.must_be_whole("score", 0, 100),
        blocks=at.choices("blocks", ACTIONS),
        because=at.prose("because"),
        sources=citations(at),
    )


def safeguard(name: str, at: At) -> Safeguard:
    """A guarantee, with the rules that require it."""
    at.only("title", "question", "required", "condition", "clause", "not_applicable", "derived", "in_text", "sources")
    return Safeguard(
        id=name,
        title=at.prose("title"),
        question=at.prose("question"),
        rules=tuple(safeguard_rule(key, item) for key, item in at.items("required")),
        condition=at.prose("condition"),
        clause=at.prose("clause") if at.has("clause") else None,
        not_applicable=at.flag("not_applicable"),
        derived=at.condition("derived"),
        in_text=at.flag("in_text") or not at.has("in_text"),
        sources=citations(at),
    )


def safeguard_rule(name: str, at: At) -> SafeguardRule:
    """When a guarantee is required, and at what rank."""
    at.only("when", "min_instrument", "blocks", "because", "sources")
    instrument = at.choice("min_instrument", at.instruments, required=False)
    return SafeguardRule(
        id=name,
        when=at.must("when"),
        min_instrument=at.instruments.index(instrument) if instrument else 0,
        blocks=at.choices("blocks", ACTIONS),
        because=at.prose("because"),
        sources=citations(at),
    )


def red_line(name: str, at: At) -> RedLine:
    """A combination that no score buys back."""
    at.only("title", "when", "cured_by", "because", "condition", "sources")
    cured_by = at.choice("cured_by", CURES) or CURES[0]
    return RedLine(name, at.prose("title"), at.must("when"), cured_by, at.prose("because"), at.prose("condition"), citations(at))


def pathway(at: At) -> Pathway:
    """How an action and a norm are found."""
    at.only("actions", "norms", "action_rules", "norm_rules", "conditions")
    actions, norms = at.inside("actions"), at.inside("norms")
    actions.only(*ACTIONS)
    norms.only(*NORMS)
    return Pathway(
        actions=values(at, "actions"),
        norms=values(at, "norms"),
        action_rules=rules(at, "action_rules", "action", actions.keys(ACTIONS)),
        norm_rules=rules(at, "norm_rules", "norm", norms.keys(NORMS), action=True),
        conditions=tuple(condition(name, item) for name, item in at.items("conditions", required=False)),
    )


def condition(name: str, at: At) -> Condition:
    """A further condition, or a point of attention."""
    at.only("when", "text", "because", "norm", "sources")
    because = at.prose("because") if at.has("because") else None
    return Condition(
        name,
        at.must("when", action=True),
        at.prose("text"),
        because,
        at.choice("norm", ("", *NORMS), required=False),
        citations(at),
    )


def score(name: str, at: At) -> Score:
    """A number the rubric defines."""
    at.only("title", "value", "max")
    return Score(name, at.prose("title"), at.number("value"), at.number("max"))
