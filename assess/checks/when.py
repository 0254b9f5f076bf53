"""Conditions of declared checks, in the language of rubrics, over the answers of a proposal and what the rubric concludes from them.

`biometrics in (none, capability-disabled) and not met(dpia)`: facts, `stage`, `regime`, tiers, `met`, `required` and `raised`, numbers.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any, Final

from assess.checks.subject import Subject
from assess.conditions.resolution import Scope, condition
from assess.engine.logic import FALSE, TRUE, UNKNOWN
from assess.model.assessment import Assessment
from assess.model.constants import STAGES
from assess.model.expression import Expression
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric

_TRUTHS: Final = {"yes": TRUE, "no": FALSE, "raised": TRUE, "clear": FALSE}


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
    expression, faults = _resolved(text, subject.rubric)
    return not faults and _Truth(subject.proposal, subject.assessment, subject.rubric).of(expression) == TRUE


_SCOPES: dict[str, Scope] = {}


def _resolved(text: str, rubric: Rubric) -> tuple[Expression, bool]:
    if rubric.sha256 not in _SCOPES:
        _SCOPES[rubric.sha256] = scope_of(rubric)
    return _read(text, rubric.sha256)


@cache
def _read(text: str, sha256: str) -> tuple[Expression, bool]:
    found, faults = condition(text, _SCOPES[sha256])
    return found, bool(faults)


class _Truth:
    """Three-valued truth over one proposal."""

    def __init__(self, proposal: Proposal, assessment: Assessment, rubric: Rubric) -> None:
        self.proposal, self.assessment, self.rubric = proposal, assessment, rubric

    def of(self, e: Expression) -> int:
        kind = e[0]
        if kind in ("and", "or"):
            parts = [self.of(part) for part in e[1:]]
            return min(parts) if kind == "and" else max(parts)
        if kind == "not":
            return TRUE - self.of(e[1])
        if kind == "in":
            return _within(self.possible(e[1]), e[2])
        if kind == "has":
            return self.having(e[1], e[2], set(e[3]))
        if kind == "compare":
            return self.compared(e[1], e[2], e[3])
        if kind in ("true", "false"):
            return TRUE if kind == "true" else FALSE
        return self.concluded(kind, str(e[1]))

    def possible(self, slot: str) -> tuple[str, ...]:
        """The values that *slot* may have; none when nothing is known."""
        if slot == "stage":
            return (self.proposal.stage,)
        if slot == "regime":
            return self.assessment.regime.possible if self.assessment.regime else ()
        kind, _, name = slot.partition(":")
        if kind == "tier":
            return next((found.possible for tier, found in self.assessment.tiers if tier == name), ())
        if name == "technology":
            return (self.proposal.technology,)
        fact, _, field = name.partition(".")
        answer = self.proposal.facts.get(fact)
        values = answer.values if answer is not None else ()
        if field:
            fields = next((found.fields for found in self.rubric.facts if found.id == fact), ())
            values = tuple(value for found, value in zip(fields, values, strict=False) if found.id == field)
        return tuple(value for value in values if value)

    def having(self, mode: str, slot: str, wanted: set[str]) -> int:
        answer = self.proposal.facts.get(slot.removeprefix("fact:"))
        if answer is None:
            return UNKNOWN
        given = set(answer.values)
        truth = {"any": bool(given & wanted), "all": wanted <= given, "only": given <= wanted}[mode]
        return TRUE if truth else FALSE

    def compared(self, op: str, one: Expression, other: Expression) -> int:
        a, b = self.number(one), self.number(other)
        if a is None or b is None:
            return UNKNOWN
        truth = {"==": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]
        return TRUE if truth else FALSE

    def number(self, e: Expression) -> Fraction | None:
        if e[0] == "number":
            return Fraction(e[1], 10 ** e[2])
        if e[0] in ("date", "as-of"):
            return Fraction(e[1] if e[0] == "date" else self.assessment.as_of)
        return number_of(self.proposal, e[1].removeprefix("fact:")) if e[0] == "value" else None

    def concluded(self, kind: str, name: str) -> int:
        """What the rubric says of a safeguard or a red line."""
        results: Any = self.assessment.red_lines if kind == "raised" else self.assessment.safeguards
        found = next((result for result in results if result.id == name), None)
        said = "" if found is None else found.status if kind == "raised" else getattr(found, kind, "")
        return _TRUTHS.get(said, UNKNOWN)


def number_of(proposal: Proposal, fact: str) -> Fraction | None:
    """The number that *proposal* answers to *fact*, None when it does not."""
    answer = proposal.facts.get(fact)
    return None if answer is None or answer.values else Fraction(answer.number[0], 10 ** answer.number[1])


def _within(possible: tuple[str, ...], wanted: list[str]) -> int:
    if not possible:
        return UNKNOWN
    inside = [value in wanted for value in possible]
    return TRUE if all(inside) else UNKNOWN if any(inside) else FALSE
