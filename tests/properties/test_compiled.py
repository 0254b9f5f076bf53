"""A rubric that was kept is the rubric: it comes back from its bytes, and gives what the rubric gives."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess import files, store
from assess.engine.evaluate import Evaluator
from assess.model.rubric import Rubric
from tests.properties.answering import full, part
from tests.properties.rubrics import rubrics

SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))


def again(rubric: Rubric) -> Rubric:
    """*rubric* written and read."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(rubric), type=Rubric)


@settings(SLOW, max_examples=50)
@given(rubric=rubrics(), seed=st.integers(0, 2**32))
def test_any_rubric(rubric: Rubric, seed: int) -> None:
    assert again(rubric) == rubric
    made, taken, random = Evaluator(rubric), Evaluator(again(rubric)), Random(seed)
    for _ in range(3):
        proposal = part(full(rubric, random), rubric, random)
        assert made.assess(proposal) == taken.assess(proposal)


@pytest.mark.parametrize("name", store.rubric_names())
def test_a_shipped_rubric(name: str) -> None:
    rubric = store.read_rubric(files.shipped("rubrics") / name)[0].rubric
    assert rubric is not None
    assert again(rubric) == rubric
