"""Conditions over the facts of a proposal, in the language of rubrics (`biometrics == none and persons has everyone`).

Only facts, `technology`, `stage` and `as_of` are known here. What a rubric does not define, or a proposal does not answer, is unknown.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

from assess.checks.subject import Subject
from assess.engine.logic import COMPARE, FALSE, TRUE, UNKNOWN
from assess.loading.expression_syntax import ExpressionFault, Term, parse


def holds(condition: str, subject: Subject) -> bool:
    """Whether *condition* is certainly true of the proposal; False without a proposal, or for a condition that cannot be read."""
    tree = _tree(condition)
    return tree is not None and subject.proposal is not None and _truth(tree, subject) == TRUE


@cache
def _tree(condition: str) -> Term | None:
    try:
        return parse(condition)
    except ExpressionFault:
        return None


def _truth(term: Term, subject: Subject) -> int:
    if term.kind == "and":
        return min(_truth(part, subject) for part in term.parts)
    if term.kind == "or":
        return max(_truth(part, subject) for part in term.parts)
    if term.kind == "not":
        return TRUE - _truth(term.parts[0], subject)
    if term.kind == "bool":
        return TRUE if term.text == "true" else FALSE
    if term.kind == "compare":
        return _comparison(term, subject)
    if term.kind in ("in", "has"):
        return _among(term, subject)
    return UNKNOWN


def _comparison(term: Term, subject: Subject) -> int:
    left, right = term.parts
    if right.kind in ("number", "date"):
        number = _number(left.text, subject)
        if number is None:
            return UNKNOWN
        wanted = Fraction(right.text) if right.kind == "number" else Fraction(date.fromisoformat(right.text).toordinal())
        return COMPARE[term.text](number, number, wanted, wanted)
    values = _values(left.text, subject)
    if not values:
        return UNKNOWN
    same = TRUE if right.text in values else FALSE
    return {"==": same, "!=": TRUE - same}.get(term.text, UNKNOWN)


def _among(term: Term, subject: Subject) -> int:
    left, *items = term.parts
    values = _values(left.text, subject)
    if not values:
        return UNKNOWN
    wanted = {item.text for item in items}
    if term.kind == "has" and term.text == "all":
        return TRUE if wanted <= values else FALSE
    if term.kind == "has" and term.text == "only":
        return TRUE if values <= wanted else FALSE
    return TRUE if values & wanted else FALSE


def _values(name: str, subject: Subject) -> set[str]:
    """The values of the fact *name*, or of a field of it (`text.kind`); none when there is no answer."""
    proposal = subject.proposal
    if proposal is None:
        return set()
    if name == "technology":
        return {proposal.technology}
    if name == "stage":
        return {proposal.stage}
    fact, _, part = name.partition(".")
    answer = proposal.facts.get(fact)
    if answer is None:
        return set()
    if part:
        at = _FIELDS.get(name, -1)
        return {answer.values[at]} - {""} if 0 <= at < len(answer.values) else set()
    return set(answer.values) - {""}


_FIELDS = {"text.kind": 0, "text.state": 1}
"""Where the fields of `text` stand, in every rubric that has this fact."""


def _number(name: str, subject: Subject) -> Fraction | None:
    if name == "as_of":
        return Fraction(subject.as_of)
    answer = subject.proposal.facts.get(name) if subject.proposal else None
    return None if answer is None or answer.values else Fraction(answer.number[0], 10 ** answer.number[1])
