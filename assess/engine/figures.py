"""The figure of a principle under other ways to put its criteria together: whether the choice of one matters is seen beside them."""

from __future__ import annotations

from collections.abc import Callable

from assess.conditions.logic import FALSE, TRUE, Derive, Vector
from assess.engine.bounds import Rules, mean_score
from assess.engine.program import Program
from assess.model.constants import TOP_LEVEL
from assess.model.rubric import Principle

Figures = dict[str, Derive]
"""For each way to put criteria together, what gives the bounds of the figure, out of 100, and whether there is one."""


def figures_of(program: Program, principle: Principle) -> Figures:
    """The figures of *principle*: the mean with the weights of the rubric, with equal ones, and the least level."""
    criteria = [(program.slots[f"criterion:{criterion.id}"], criterion.weight) for criterion in principle.criteria]
    equal = [(at, 1) for at, _ in criteria]
    return {"weighted": mean_score(criteria), "equal": mean_score(equal), "minimum": least_score(equal)}


def least_score(criteria: Rules) -> Derive:
    """`(low, high, there)`: bounds, out of 100, of the least level among *criteria*, each a slot and something.

    *there* says whether something applies. A criterion that may not apply can only lower the least of the others.
    """
    out_of: Callable[[int], int] = lambda level: level * 100 // TOP_LEVEL  # noqa: E731 - one line for two uses

    def least(v: Vector) -> tuple[int, int, int]:
        there = [v[at] for at, _ in criteria if v[at][2] != FALSE]
        if not there:
            return 0, 0, FALSE
        certain = [high for _, high, applies in there if applies == TRUE]
        low = min(low for low, _, _ in there)
        high = min(certain) if certain else max(high for _, high, _ in there)
        return out_of(low), out_of(high), max(applies for _, _, applies in there)

    return least
