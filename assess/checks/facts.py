"""Conditions over the facts of a proposal, in the language of rubrics (`biometrics == none and persons has everyone`).

Only facts, `technology` and `stage` are known here. What a rubric does not define, or a proposal does not answer, is unknown.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from assess.checks.subject import Subject
from assess.engine.logic import COMPARE, FALSE, TRUE, UNKNOWN
from assess.loading.expression_syntax import ExpressionFault, Term, parse
from assess.model.proposal import Proposal


def holds(condition: str, subject: Subject) -> bool:
    """Whether *condition* is certainly true of the proposal; False without a proposal, or for a condition that cannot be read."""
    tree = _tree(condition)
    return tree is not None and subject.proposal is not None and _truth(tree, subject.proposal) == TRUE


@cache
def _tree(condition: str) -> Term | None:
    try:
        return parse(condition)
    except ExpressionFault:
        return None


def _truth(term: Term, proposal: Proposal) -> int:
    if term.kind == "and":
        return min(_truth(part, proposal) for part in term.parts)
    if term.kind == "or":
        return max(_truth(part, proposal) for part in term.parts)
    if term.kind == "not":
        return TRUE - _truth(term.parts[0], proposal)
    if term.kind == "bool":
        return TRUE if term.text == "true" else FALSE
    if term.kind == "compare":
        return _comparison(term, proposal)
    if term.kind in ("in", "has"):
        return _among(term, proposal)
    return UNKNOWN


def _comparison(term: Term, proposal: Proposal) -> int:
    left, right = term.parts
    number = _number(left.text, proposal)
    if right.kind in ("number", "date"):
        if number is None or right.kind == "date":
            return UNKNOWN
        wanted = Fraction(right.text)
        return COMPARE[term.text](number, number, wanted, wanted)
    values = _values(left.text, proposal)
    if not values:
        return UNKNOWN
    same = TRUE if right.text in values else FALSE
    return {"==": same, "!=": TRUE - same}.get(term.text, UNKNOWN)


def _among(term: Term, proposal: Proposal) -> int:
    left, *items = term.parts
    values = _values(left.text, proposal)
    if not values:
        return UNKNOWN
    wanted = {item.text for item in items}
    if term.kind == "has" and term.text == "all":
        return TRUE if wanted <= values else FALSE
    if term.kind == "has" and term.text == "only":
        return TRUE if values <= wanted else FALSE
    return TRUE if values & wanted else FALSE


def _values(name: str, proposal: Proposal) -> set[str]:
    """The values of the fact *name*, or of a field of it (`text.kind`); none when there is no answer."""
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


def _number(name: str, proposal: Proposal) -> Fraction | None:
    answer = proposal.facts.get(name)
    return None if answer is None or answer.values else Fraction(answer.number[0], 10 ** answer.number[1])
