"""Every rule of a rubric under one form, and what rests on what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct

from assess.conditions import nodes
from assess.model.law import Citation
from assess.model.rubric import Condition, RedLine, Requirement, Rubric, Rule, Ruled, SafeguardRule, Text

_SHOWN = {"met": "safeguard", "required": "safeguard", "gap": "principle"}


class Indexed(Struct, frozen=True):
    """One rule."""

    id: str
    """Qualified, as in the chain of reasons: `rule:<owner>.<id>`."""
    when: nodes.Condition
    concludes: tuple[str, str]
    """What it says something of, qualified, and the value it gives it, if it gives one."""
    because: Text | None
    sources: tuple[Citation, ...]


def rules_of(rubric: Rubric) -> Iterator[Indexed]:
    """Every rule, in the order of the chain: from the regime to the pathway."""
    for owner, _, rules in rubric.rules():
        for rule in rules:
            because = rule.because or (rule.text if isinstance(rule, Condition) else None)
            yield Indexed(f"rule:{owner}.{rule.id}", rule.when, _concludes(rubric, owner, rule), because, rule.sources)


def _concludes(rubric: Rubric, owner: str, rule: Ruled) -> tuple[str, str]:
    match rule:
        case Requirement():
            return (f"criterion:{rule.floor}" if rule.floor else f"principle:{rule.principle}"), str(rule.least)
        case SafeguardRule():
            return f"safeguard:{owner}", rubric.instruments[rule.min_instrument].id if rule.min_instrument else ""
        case RedLine() | Condition():
            return f"{owner}:{rule.id}", ""
        case Rule():
            return owner if owner in ("regime", "outcome", "action", "norm") else f"tier:{owner}", rule.value
        case _:
            assert_never(rule)


def read_by(rubric: Rubric, rule: Indexed) -> set[str]:
    """The qualified ids of what *rule* reads, through the terms."""
    terms = {term.id: term.when for term in rubric.terms}
    rests_on: set[str] = set()
    left = list(nodes.reads(rule.when))
    while left:
        name = left.pop()
        kind, _, own = name.partition(":")
        if kind == "term":
            left += nodes.reads(terms[own])
        elif kind == "fact":
            rests_on.add("fact:" + own.partition(".")[0])
        else:
            rests_on.add(f"{_SHOWN[kind]}:{own}" if kind in _SHOWN else name)
    return rests_on
