"""Bounds are sound: whatever answers are deleted, the result with all of them stays inside what is shown without them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess import files, store
from assess.engine.evaluate import Evaluator
from assess.loading.proposal import Names, load_proposal
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.yaml_source.document import read_bytes
from tests.properties.answering import full, part
from tests.properties.containment import outside
from tests.properties.rubrics import rubrics

ROOT = Path(__file__).parents[2]
SHIPPED = store.rubric_names()
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/proposal.yaml"))
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = st.integers(0, 2**32)


@cache
def evaluator(name: str) -> Evaluator:
    """The shipped rubric *name*, made ready once."""
    rubric = store.load_rubric_of(files.shipped("rubrics") / name).rubric
    assert rubric is not None
    return Evaluator(rubric)


def example(name: str, under: Evaluator) -> Proposal:
    """The proposal of an example."""
    document = read_bytes((ROOT / "examples" / name / "proposal.yaml").read_bytes(), name)
    proposal, findings = load_proposal(document, Names.of(under.rubric))
    assert proposal is not None, findings
    return proposal


def check(under: Evaluator, whole: Proposal, random: Random, times: int) -> None:
    """Delete answers of *whole* several times, then more of them, and compare what is shown."""
    result = under.assess(whole)
    for _ in range(times):
        fewer = part(whole, under.rubric, random)
        bounds = under.assess(fewer)
        assert outside(bounds, result) == []
        assert outside(under.assess(part(fewer, under.rubric, random)), bounds) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_without_some_of_its_answers(name: str) -> None:
    under = evaluator("mis-2021")
    check(under, example(name, under), Random(name), 15)


@pytest.mark.parametrize("name", SHIPPED)
@settings(SLOW, max_examples=40)
@given(seed=SEEDS)
def test_any_answers_to_a_shipped_rubric(name: str, seed: int) -> None:
    under = evaluator(name)
    if under.rubric.closed_world:
        pytest.skip("there, what is not answered has no value: deleting an answer is another answer")
    random = Random(seed)
    check(under, full(under.rubric, random), random, 2)


@settings(SLOW, max_examples=70)
@given(rubric=rubrics(), seed=SEEDS)
def test_any_answers_to_any_rubric(rubric: Rubric, seed: int) -> None:
    under, random = Evaluator(rubric), Random(seed)
    for _ in range(8):
        check(under, full(rubric, random), random, 3)


@settings(SLOW, max_examples=40)
@given(rubric=rubrics(), seed=SEEDS)
def test_the_line_of_a_table_says_what_the_whole_result_says(rubric: Rubric, seed: int) -> None:
    under, random = Evaluator(rubric), Random(seed)
    for _ in range(3):
        proposal = part(full(rubric, random), rubric, random)
        whole, line = under.assess(proposal), under.brief(proposal, proposal.day)
        assert whole.pathway is not None
        assert line["pathway"] == "|".join(f"{way.action}/{way.norm}".rstrip("/") for way in whole.pathway.possible)
        assert [line[name].split("|") for name, _ in whole.tiers] == [list(tier.possible) for _, tier in whole.tiers]
        assert line["red_lines"].split("|") == ([found.id for found in whole.red_lines if found.status == "raised"] or [""])
        assert {line[f"{principle.id}_status"] for principle in whole.principles} == {found.status for found in whole.principles}
        missing = [found.id for found in whole.safeguards if (found.required, found.met) == ("yes", "no")]
        assert line["missing_safeguards"].split("|") == (missing or [""])
        assert "total" in line
