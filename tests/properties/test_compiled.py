"""A rubric that was compiled is the rubric, and its program gives what the rubric gives."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess import files, library
from assess.engine.evaluate import Evaluator
from assess.engine.program import Program
from assess.model import compiled
from assess.model.rubric import Principle, Rubric, Text
from assess.record import fields, values
from tests.properties.answering import full, part
from tests.properties.rubrics import rubrics

SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))


def again(rubric: Rubric) -> Rubric:
    """*rubric* compiled, written, read and thawed."""
    return compiled.thaw(Rubric, library.unsealed(library.sealed(compiled.freeze(rubric))))


@settings(SLOW, max_examples=50)
@given(rubric=rubrics(), seed=st.integers(0, 2**32))
def test_any_rubric(rubric: Rubric, seed: int) -> None:
    assert again(rubric) == rubric
    kept = library.unsealed(library.sealed(Program(rubric).kept()))
    made, taken, random = Evaluator(rubric), Evaluator(again(rubric), kept), Random(seed)
    for _ in range(3):
        proposal = part(full(rubric, random), rubric, random)
        assert made.assess(proposal) == taken.assess(proposal)
        assert made.brief(proposal, proposal.day) == taken.brief(proposal, proposal.day)


@pytest.mark.parametrize("name", library.names())
def test_a_shipped_rubric(name: str) -> None:
    rubric = library.read(files.shipped("rubrics") / name, name)[0].rubric
    assert rubric is not None
    assert again(rubric) == rubric
    assert Program(again(rubric)).kept() == Program(rubric).kept()


def a_principle(*, heart: Text) -> Principle:
    return Principle("maturity", {"fr": "Maturité"}, heart, {"fr": "Guide"}, {"fr": "Condition"}, (), ())


class TestRecords:
    def test_what_is_apart_is_read_once(self) -> None:
        frozen = compiled.freeze(a_principle(heart={"fr": "Cœur"}))
        found = compiled.thaw(Principle, frozen)
        assert found.heart is found.heart
        assert values(found) == values(a_principle(heart={"fr": "Cœur"}))

    def test_the_same_text_is_kept_once(self) -> None:
        _, apart = compiled.freeze(a_principle(heart={"fr": "Guide"}))
        assert apart.count(b"Guide") == 1

    def test_an_unknown_name_is_refused(self) -> None:
        found = compiled.thaw(Principle, compiled.freeze(a_principle(heart={"fr": "Cœur"})))
        with pytest.raises(AttributeError, match="Principle has no heat"):
            getattr(found, "he" + "at")
        assert "heart" in fields(Principle)
