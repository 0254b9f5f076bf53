"""Floors decide, figures illustrate: how the criteria of a principle are put together changes nothing but the picture."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from assess.commands.session import Session
from assess.engine.evaluate import Evaluator
from assess.model.assessment import Assessment
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric

EXAMPLES = sorted(path.parent.name for path in (Path(__file__).parent.parent.parent / "examples").glob("*/proposal.yaml"))
WEIGHTS: dict[str, Sequence[int]] = {"equal": (1,) * 20, "reversed": range(20, 0, -1), "first alone": (1000, *(1,) * 19)}


def example(name: str) -> tuple[Rubric, Proposal]:
    read = Session().read(str(Path(__file__).parent.parent.parent / "examples" / name / "proposal.yaml"))
    assert read.proposal is not None, read.findings
    assert read.method is not None
    return read.method.evaluator.rubric, read.proposal


@cache
def weighed(weights: str) -> Evaluator:
    """The rubric with other weights; with its own, when *weights* is empty."""
    rubric, _ = example(EXAMPLES[0])
    if not weights:
        return Evaluator(rubric)
    of = WEIGHTS[weights]
    principles = [
        replace(each, criteria=tuple(replace(own, weight=of[at]) for at, own in enumerate(each.criteria))) for each in rubric.principles
    ]
    return Evaluator(replace(rubric, principles=tuple(principles)))


def concluded(assessment: Assessment) -> tuple[object, ...]:
    """All that is concluded, without the figures."""
    pathway = assessment.pathway
    assert pathway is not None
    statuses = [(own.id, own.status) for own in assessment.principles]
    return assessment.verdict, pathway.possible, statuses, assessment.deciding


def test_no_score_is_required_of_any_principle() -> None:
    rubric, _ = example(EXAMPLES[0])
    assert [requirement.id for requirement in rubric.requirements if not requirement.floor] == []


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_other_weights_change_no_conclusion(name: str, weights: str) -> None:
    _, proposal = example(name)
    usual, other = (weighed(each).assess(proposal, proposal.day) for each in ("", weights))
    assert concluded(usual) == concluded(other)


def test_a_threshold_on_the_figure_would_have_made_the_choice_matter() -> None:
    _, proposal = example("facial-authentication")
    maturity = next(own for own in weighed("").assess(proposal, proposal.day).principles if own.id == "maturity")
    found = {way: span.low for way, span in maturity.figures.items() if span is not None}
    assert found["minimum"] < found["equal"] < found["weighted"]
    assert maturity.status == "met"


def test_every_floor_says_why_and_on_what_authority() -> None:
    rubric, _ = example(EXAMPLES[0])
    assert [requirement.id for requirement in rubric.requirements if not (requirement.sources and requirement.because["fr"])] == []
