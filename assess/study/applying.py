"""Whether a fact has its place beside the other answers: told from answers alone, for what is shown; the engine does the reckoning."""

from __future__ import annotations

from collections.abc import Mapping

from assess.model.expression import Expression
from assess.model.proposal import FactAnswer
from assess.model.rubric import Fact


def may_apply(fact: Fact, answers: Mapping[str, FactAnswer]) -> bool:
    """False when the *answers* certainly rule *fact* out."""
    return fact.applies is None or _truth(fact.applies, answers) is not False


def _truth(e: Expression, answers: Mapping[str, FactAnswer]) -> bool | None:
    """Whether *e* is true; None when it is not known, or rests on something else than closed answers."""
    kind = e[0]
    if kind in ("and", "or"):
        parts = [_truth(part, answers) for part in e[1:]]
        decisive = kind == "or"
        return decisive if decisive in parts else None if None in parts else not decisive
    if kind == "not":
        inner = _truth(e[1], answers)
        return None if inner is None else not inner
    if kind == "in" and e[1].startswith("fact:") and "." not in e[1]:
        answer = answers.get(e[1][5:])
        return None if answer is None else any(value in e[2] for value in answer.values)
    return None
