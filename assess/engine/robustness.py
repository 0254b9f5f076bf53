"""What the pathway hangs on, one answer at a time and two at a time: exact, and without probabilities.

A pair is told when neither of its changes alone moves the pathway and both do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from assess.engine.evaluate import Evaluator
from assess.engine.flips import changes
from assess.engine.pairs import Pairs, Part
from assess.engine.parts import parts as parts_of
from assess.engine.propagation import Change
from assess.model.assessment import CHANGES, Assessment
from assess.model.desk import Changed, Pair, Robustness
from assess.model.proposal import Proposal


def robustness(under: Evaluator, proposal: Proposal, as_of: int, assessment: Assessment) -> Robustness:
    """What the conclusions of *assessment*, that of *proposal* on *as_of*, hang on; nothing under a rubric without pathway."""
    pathway = assessment.pathway
    if pathway is None:
        return Robustness((), (), (), (0, 0))
    tried = list(_changed(under, proposal, as_of, assessment))
    parts = parts_of(under.rubric, proposal)
    values = [list(_values(under, part, as_of)) for part in parts]
    pairs = Pairs(under, [Part(under, under.run(part, as_of)) for part in parts], [one.id for one in tried], values)
    calm = [at for at in range(len(tried)) if pairs.alone(at) == pairs.before]
    found = [Pair((tried[one], tried[other]), left) for one, other, left in pairs.of_two(calm) if left != pairs.before]
    several = sum(one.id != other.id for one, other in combinations(tried, 2))
    return Robustness(pathway.possible, assessment.flips, tuple(sorted(found, key=rank)), (len(tried), several))


def rank(pair: Pair) -> tuple[Any, ...]:
    """Where *pair* stands among others: most hypotheses first, then most weak evidence, then by id."""
    doubts = -sum(one.assumed for one in pair.changes), -sum(one.weak for one in pair.changes)
    return *doubts, *((one.id, CHANGES.index(one.change)) for one in pair.changes)


def _changed(under: Evaluator, proposal: Proposal, as_of: int, assessment: Assessment) -> Iterator[Changed]:
    """Every change of one answer, in the order of the rubric."""
    for name in under.encoder.slots:
        for change, _ in changes(under.encoder, name, proposal, as_of):
            answer = proposal.answer(name)
            yield Changed(name, change, answer is not None and answer.assumed, name in assessment.established.weak)


def _values(under: Evaluator, part: Proposal, as_of: int) -> Iterator[Change]:
    """What each of these changes puts into the vector of a part."""
    for name in under.encoder.slots:
        yield from (values for _, values in changes(under.encoder, name, part, as_of))
