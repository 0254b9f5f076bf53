"""What a conclusion hangs on is exact: a flip says what the whole assessment of the changed proposal says, and none is left out."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from assess.engine.evaluate import Evaluator
from assess.model.assessment import CHANGES, Assessment
from assess.model.proposal import CriterionAnswer, Proposal
from assess.model.rubric import Rubric
from tests.properties.rubrics import rubrics
from tests.properties.test_established import doubted
from tests.properties.test_soundness import EXAMPLES, SEEDS, SLOW, evaluator, example

KINDS = {"fact": "facts", "criterion": "criteria", "safeguard": "safeguards"}


def changed(proposal: Proposal) -> Iterator[tuple[str, str, Proposal]]:
    """*proposal* with each of its answers taken away, and each level moved by one."""
    for kind, field in KINDS.items():
        answers: dict[str, Any] = getattr(proposal, field)
        for name, answer in answers.items():
            others = {own: given for own, given in answers.items() if own != name}
            yield f"{kind}:{name}", "removed", replace(proposal, **{field: others})
            if isinstance(answer, CriterionAnswer) and answer.level is not None:
                for change, level in (("lower", answer.level - 1), ("higher", answer.level + 1)):
                    if 0 <= level <= 4:
                        yield f"{kind}:{name}", change, replace(proposal, **{field: answers | {name: replace(answer, level=level)}})


def concluded(found: Assessment) -> tuple[Any, Any]:
    """The pathway and the status of each principle."""
    assert found.pathway is not None
    return found.pathway.possible, {principle.id: principle.status for principle in found.principles}


def check(under: Evaluator, proposal: Proposal) -> None:
    """Compare the flips with the whole assessment of every changed proposal."""
    found = under.assess(proposal)
    before = concluded(found)
    wanted = {}
    for name, change, other in changed(proposal):
        ways, statuses = concluded(under.assess(other))
        principles = tuple((own, status) for own, status in statuses.items() if before[1][own] != status)
        if ways != before[0] or principles:
            wanted[name, change] = (ways, ways != before[0], principles)
    assert {(flip.id, flip.change): (flip.ways, flip.turns, flip.principles) for flip in found.flips} == wanted
    order = [(not own.assumed, not own.weak, not own.turns, -len(own.principles), own.id, CHANGES.index(own.change)) for own in found.flips]
    assert order == sorted(order)
    assumed = {f"{kind}:{name}" for kind, field in KINDS.items() for name, own in getattr(proposal, field).items() if own.assumed}
    assert all(flip.assumed == (flip.id in assumed) for flip in found.flips)
    assert all(flip.weak == (flip.id in found.established.weak) for flip in found.flips)


@settings(SLOW, max_examples=60)
@given(rubric=rubrics(), seed=SEEDS)
def test_any_rubric(rubric: Rubric, seed: int) -> None:
    check(Evaluator(rubric), doubted(rubric, Random(seed)))


@settings(SLOW, max_examples=30)
@given(rubric=rubrics(), seed=SEEDS)
def test_a_closed_world(rubric: Rubric, seed: int) -> None:
    check(Evaluator(replace(rubric, closed_world=True)), doubted(rubric, Random(seed)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example(name: str) -> None:
    under = evaluator("mis-2021")
    check(under, example(name, under))
