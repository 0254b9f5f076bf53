"""The same method read with unknowns: what is not answered may be anything, and the bounds hold whatever the answers turn out to be."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.aia.cases import Assessor, read_cases, shared_folder
from tests.aia.test_aia import needs_data
from tests.aia.tiny import TINY

if TYPE_CHECKING:
    from assess.model.assessment import Assessment
    from tests.aia.proposals import Answers

CLOSED, OPEN = Assessor(TINY), Assessor(TINY, unanswered="unknown")
LISTS = {entry["name"]: [choice["value"] for choice in entry["choices"]] for entry in TINY if "choices" in entry}
SEVERAL = {entry["name"] for entry in TINY if entry["kind"] == "checkbox"}


def answer(name: str) -> st.SearchStrategy[Any]:
    one = st.sampled_from(LISTS[name])
    return st.lists(one, min_size=1, unique=True) if name in SEVERAL else one


complete = st.fixed_dictionaries({name: answer(name) for name in LISTS} | {"who": st.just("everyone")})


def outside(known: Assessment, bounds: Assessment) -> list[str]:
    """What *known*, from more answers, states that *bounds*, from fewer, exclude."""
    pairs = zip(known.scores, bounds.scores, strict=True)
    found = [f"{one.id}: {one} not in {other}" for one, other in pairs if not other.low <= one.low <= one.high <= other.high]
    assert known.outcome
    assert bounds.outcome
    found += [f"outcome {value}" for value in known.outcome.possible if value not in bounds.outcome.possible]
    effects = dict(bounds.tiers)["mitigation-effect"].possible
    return found + [f"effect {value}" for value in dict(known.tiers)["mitigation-effect"].possible if value not in effects]


def without(answers: Answers, names: set[str]) -> Answers:
    return {name: answer for name, answer in answers.items() if name not in names}


@given(complete)
def test_when_all_is_answered_both_readings_agree(answers: Answers) -> None:
    assert OPEN.result(answers) == CLOSED.result(answers)


@settings(max_examples=300)
@given(complete, st.sets(st.sampled_from([*LISTS, "who"])))
def test_bounds_hold_the_full_result_whatever_is_left_out(answers: Answers, names: set[str]) -> None:
    full = CLOSED.result(answers)
    bounds = OPEN.assess(without(answers, names))
    assert outside(CLOSED.assess(answers), bounds) == []
    assert bounds.outcome
    assert f"level-{full['level']}" in bounds.outcome.possible


def test_nothing_answered_leaves_everything_open_and_asks_what_decides() -> None:
    nothing = OPEN.assess({})
    assert nothing.outcome
    assert nothing.outcome.possible == ("level-1", "level-2", "level-3", "level-4")
    assert {score.id: (score.low, score.high) for score in nothing.scores}["raw"] == (0, 20)
    assert nothing.answered["facts"] == (0, len(TINY) - 1)
    assert nothing.deciding == ("fact:harms", "fact:stakes")  # three levels left on average, for each; nothing else excludes any alone


@cache
def shared(questions: str, *, unanswered: str) -> Assessor:
    return Assessor(json.loads((shared_folder() / questions).read_text(encoding="utf-8")), unanswered=unanswered)


def chosen() -> list[Any]:
    if not shared_folder().is_dir():
        return [pytest.param({}, marks=needs_data)]
    found = [*read_cases(shared_folder() / "cases_sample.jsonl")[1::4], *read_cases(shared_folder() / "cases_real.jsonl")[::8]]
    return [pytest.param(case, id=case["id"]) for case in found]


@pytest.mark.parametrize("case", chosen())
@settings(max_examples=15, deadline=None, derandomize=True)
@given(data=st.data())
def test_leaving_out_answers_of_a_real_case_only_widens_the_bounds(case: Any, data: st.DataObject) -> None:
    reading = shared(case.get("questions", "questions.json"), unanswered="unknown")
    answers = case["answers"]
    names = data.draw(st.sets(st.sampled_from(sorted(answers))))
    assert outside(reading.assess(answers), reading.assess(without(answers, names))) == []


@needs_data
def test_a_case_that_answers_every_question_shown_is_settled() -> None:
    reading = shared("questions.json", unanswered="unknown")
    settled = 0
    for case in read_cases(shared_folder() / "cases_sample.jsonl"):
        result, expected = reading.result(case["answers"]), case["expected"]
        if case["class"] == "full":
            assert result == expected
            settled += 1
    assert settled > 0
