"""Conditions of declared checks, in the language of rubrics, over the answers of a proposal and what the rubric concludes from them.

`biometrics in (none, capability-disabled) and not met(dpia)`: facts, `stage`, `regime`, tiers, criteria, numbers, `met`, `required`,
`raised`.
"""

from __future__ import annotations

from fractions import Fraction

from assess.checks.subject import Subject
from assess.conditions.logic import TRUE, exact
from assess.conditions.nodes import Condition
from assess.conditions.resolution import Scope, condition
from assess.engine.answers import Told
from assess.engine.slot_makers import closed_lists
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric


def scope_of(rubric: Rubric) -> Scope:
    """The names that such a condition may use."""
    scope = Scope()
    several = {fact.id for fact in rubric.facts if fact.kind == "several"}
    for slot, values in closed_lists(rubric):
        kind, _, name = slot.partition(":")
        if kind == "tier":
            scope.ordered[name] = values
        elif kind == "fact":
            (scope.several if name in several else scope.closed)[name] = values
        elif kind in ("stage", "regime"):
            scope.closed[kind] = values
    scope.numbers = {fact.id for fact in rubric.facts if fact.kind == "number"}
    scope.criteria = {criterion.id for criterion in rubric.criteria}
    scope.safeguards = {safeguard.id for safeguard in rubric.safeguards}
    scope.red_lines = {line.id for line in rubric.red_lines}
    return scope


def holds(text: str, subject: Subject) -> bool:
    """Whether the condition *text* is certain for the proposal of *subject*; never for a rubric that lacks a name it uses."""
    if not text:
        return True
    if subject.proposal is None or subject.rubric is None or subject.assessment is None:
        return False
    told, said = _read(text, subject.rubric)
    return said is not None and told.truth(said, subject.proposal, subject.assessment) == TRUE


_READ: dict[tuple[str, str], tuple[Told, Condition | None]] = {}
"""By the sha256 of their rubric and their text; None for a condition that has a fault."""


def _read(text: str, rubric: Rubric) -> tuple[Told, Condition | None]:
    if (key := (rubric.sha256, text)) not in _READ:
        said, faults = condition(text, scope_of(rubric))
        _READ[key] = Told(rubric), None if faults else said
    return _READ[key]


def number_of(proposal: Proposal, fact: str) -> Fraction | None:
    """The number that *proposal* answers to *fact*, None when it does not."""
    answer = proposal.facts.get(fact)
    return None if answer is None or answer.values else Fraction(exact(answer.number))
