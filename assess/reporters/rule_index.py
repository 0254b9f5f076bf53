"""Every rule of a rubric under one form, and what rests on what."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from assess.conditions.nodes import Condition, reads
from assess.model.law import Citation
from assess.model.rubric import Rubric, Rule, Text

_SHOWN = {"met": "safeguard", "required": "safeguard", "gap": "principle"}


class Indexed(Struct, frozen=True):
    """One rule."""

    id: str
    """Qualified, as in the chain of reasons: `rule:<owner>.<id>`."""
    when: Condition
    concludes: tuple[str, str]
    """What it says something of, qualified, and the value it gives it, if it gives one."""
    because: Text | None
    sources: tuple[Citation, ...]


def rules_of(rubric: Rubric) -> Iterator[Indexed]:
    """Every rule, in the order of the chain: from the regime to the pathway."""
    for owner, choice in (("regime", rubric.regime), ("outcome", rubric.outcome)):
        yield from _rules(owner, owner, choice.rules if choice else ())
    for tier in rubric.tiers:
        yield from _rules(tier.id, f"tier:{tier.id}", tier.rules)
    for line in rubric.red_lines:
        yield Indexed(f"rule:red-line.{line.id}", line.when, (f"red-line:{line.id}", ""), line.because, line.sources)
    for found in rubric.requirements:
        needs = (f"criterion:{found.floor}" if found.floor else f"principle:{found.principle}", str(found.least))
        yield Indexed(f"rule:requirements.{found.id}", found.when, needs, found.because, found.sources)
    for safeguard in rubric.safeguards:
        for rule in safeguard.rules:
            rank = rubric.instruments[rule.min_instrument].id if rule.min_instrument else ""
            ranked = (f"safeguard:{safeguard.id}", rank)
            yield Indexed(f"rule:{safeguard.id}.{rule.id}", rule.when, ranked, rule.because, rule.sources)
    if rubric.pathway is not None:
        yield from _rules("action", "action", rubric.pathway.action_rules)
        yield from _rules("norm", "norm", rubric.pathway.norm_rules)
        for condition in rubric.pathway.conditions:
            about = (f"condition:{condition.id}", "")
            yield Indexed(f"rule:condition.{condition.id}", condition.when, about, condition.because or condition.text, condition.sources)


def _rules(owner: str, about: str, rules: tuple[Rule, ...]) -> Iterator[Indexed]:
    return (Indexed(f"rule:{owner}.{rule.id}", rule.when, (about, rule.value), rule.because, rule.sources) for rule in rules)


def read_by(rubric: Rubric, rule: Indexed) -> set[str]:
    """The qualified ids of what *rule* reads, through the terms."""
    terms = {term.id: term.when for term in rubric.terms}
    rests_on: set[str] = set()
    left = list(reads(rule.when))
    while left:
        name = left.pop()
        kind, _, own = name.partition(":")
        if kind == "term":
            left += reads(terms[own])
        elif kind == "fact":
            rests_on.add("fact:" + own.partition(".")[0])
        else:
            rests_on.add(f"{_SHOWN[kind]}:{own}" if kind in _SHOWN else name)
    return rests_on
