"""Bounds are sound: whatever answers are deleted, the result with all of them stays inside what is shown without them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess import files, library
from assess.engine.evaluate import Evaluator
from assess.loading.document import read_bytes
from assess.loading.proposal import Names, load_proposal
from assess.model.proposal import Proposal
from tests.properties.answering import bare, full, parts, records_of
from tests.properties.containment import outside
from tests.properties.rubrics import rubrics

ROOT = Path(__file__).parents[2]
SHIPPED = library.names()
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/proposal.yaml"))
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example])
_made: dict[str, Evaluator] = {}


def evaluator(name: str) -> Evaluator:
    """The shipped rubric *name*, made ready once."""
    if name not in _made:
        rubric = library.load(files.shipped("rubrics") / name).rubric
        assert rubric is not None
        _made[name] = Evaluator(rubric)
    return _made[name]


def example(name: str) -> tuple[Evaluator, Proposal]:
    """The proposal of an example, with its rubric."""
    document = read_bytes((ROOT / "examples" / name / "proposal.yaml").read_bytes(), name)
    under = evaluator("mis-2021")
    proposal, findings = load_proposal(document, Names.of(under.rubric))
    assert proposal is not None, findings
    return under, proposal


@pytest.mark.parametrize("name", EXAMPLES)
@settings(SLOW, max_examples=25)
@given(data=st.data())
def test_an_example_without_some_of_its_answers(name: str, data: st.DataObject) -> None:
    under, whole = example(name)
    part = data.draw(parts(whole, records_of(under.rubric)))
    assert outside(under.assess(part), under.assess(whole)) == []


@pytest.mark.parametrize("name", SHIPPED)
@settings(SLOW, max_examples=40)
@given(data=st.data())
def test_any_answers_to_a_shipped_rubric(name: str, data: st.DataObject) -> None:
    under = evaluator(name)
    if under.rubric.closed_world:
        pytest.skip("what is not answered has no value there")
    whole = data.draw(full(under.rubric))
    part = data.draw(parts(whole, records_of(under.rubric)))
    result = under.assess(whole)
    assert outside(under.assess(part), result) == []
    assert outside(under.assess(bare(under.rubric, whole.stage, whole.day)), result) == [] or whole.technology != bare(under.rubric).technology


@settings(SLOW, max_examples=250)
@given(rubric=rubrics(), data=st.data())
def test_any_answers_to_any_rubric(rubric: object, data: st.DataObject) -> None:
    under = Evaluator(rubric)  # type: ignore[arg-type]
    whole = data.draw(full(under.rubric))
    result = under.assess(whole)
    for _ in range(3):
        part = data.draw(parts(whole, records_of(under.rubric)))
        middle = data.draw(parts(part, records_of(under.rubric)))
        bounds = under.assess(part)
        assert outside(bounds, result) == []
        assert outside(under.assess(middle), bounds) == []
