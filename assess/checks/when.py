"""Conditions of declared checks, in the language of rubrics, over the answers of a proposal and what the rubric concludes from them.

`biometrics in (none, capability-disabled) and not met(dpia)`: facts, `stage`, `regime`, tiers, `met`, `required` and `raised`, numbers.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from assess.checks.subject import Subject
from assess.conditions.logic import TRUE
from assess.conditions.resolution import Scope, condition
from assess.engine.answers import Told
from assess.engine.slot_makers import STAGES
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric


def scope_of(rubric: Rubric) -> Scope:
    """The names that such a condition may use."""
    scope = Scope(closed={"stage": STAGES})
    for fact in rubric.facts:
        values = tuple(value.id for value in fact.values)
        if fact.kind == "several":
            scope.several[fact.id] = values
        elif fact.kind == "number":
            scope.numbers.add(fact.id)
        elif fact.kind == "record":
            scope.closed |= {f"{fact.id}.{field.id}": tuple(value.id for value in field.values) for field in fact.fields}
        elif fact.kind == "one":
            scope.closed[fact.id] = values
    scope.ordered = {tier.id: tuple(level.id for level in tier.levels) for tier in rubric.tiers}
    if rubric.regime is not None:
        scope.closed["regime"] = tuple(value.id for value in rubric.regime.values)
    scope.safeguards = {safeguard.id for safeguard in rubric.safeguards}
    scope.red_lines = {line.id for line in rubric.red_lines}
    return scope


def holds(text: str, subject: Subject) -> bool:
    """Whether the condition *text* is certain for the proposal of *subject*; never for a rubric that lacks a name it uses."""
    if not text:
        return True
    if subject.proposal is None or subject.rubric is None or subject.assessment is None:
        return False
    told = _told(text, _Known(subject.rubric))
    return told is not None and told.truth(subject.proposal, subject.assessment) == TRUE


class _Known:
    """A rubric that is the same as another of the same content."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.rubric.sha256 == other.rubric.sha256

    def __hash__(self) -> int:
        return hash(self.rubric.sha256)


@cache
def _told(text: str, known: _Known) -> Told | None:
    """What evaluates the condition *text*; None where it has a fault."""
    said, faults = condition(text, _scope(known))
    return None if faults else Told(known.rubric, said)


_scope = cache(lambda known: scope_of(known.rubric))


def number_of(proposal: Proposal, fact: str) -> Fraction | None:
    """The number that *proposal* answers to *fact*, None when it does not."""
    answer = proposal.facts.get(fact)
    return None if answer is None or answer.values else Fraction(answer.number[0], 10 ** answer.number[1])
