"""Canada's Algorithmic Impact Assessment, expressed in the rubric language, gives the scores of the original."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tests.aia.__main__ import main
from tests.aia.cases import Assessor, Case, differences, read_cases, shared_folder
from tests.aia.proposals import unrecognised
from tests.aia.tiny import TINY

FOLDER = shared_folder()
REASON = "the questionnaires and the cases are not at hand: put the shared folder beside the project, or name it in ASSESS_SHARED"
needs_data = pytest.mark.skipif(not FOLDER.is_dir(), reason=REASON)

assessor = cache(Assessor.of)


def cases(name: str) -> list[Any]:
    if not FOLDER.is_dir():
        return [pytest.param({}, marks=needs_data, id=name)]
    return [pytest.param(case, id=f"{at:02}-{case['id']}") for at, case in enumerate(read_cases(FOLDER / name))]


def test_there_are_as_many_cases_as_were_handed_over() -> None:
    if not FOLDER.is_dir():
        pytest.skip(REASON)
    assert (len(cases("cases_sample.jsonl")), len(cases("cases_real.jsonl"))) == (30, 39)


@pytest.mark.parametrize("case", [*cases("cases_sample.jsonl"), *cases("cases_real.jsonl")])
def test_every_figure_is_that_of_the_original(case: Case) -> None:
    original = assessor(FOLDER / case.get("questions", "questions.json"))
    assert differences(case, original.result(case["answers"], case["id"])) == []


@needs_data
def test_only_one_answer_is_not_in_its_questionnaire() -> None:
    found = [
        (name, value)
        for case in read_cases(FOLDER / "cases_real.jsonl")
        for name, value in unrecognised(assessor(FOLDER / case["questions"]).survey, case["answers"])
    ]
    assert found == [("consultationImplementation4", "item10")]


@needs_data
def test_the_command_says_how_many_agree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(FOLDER / "questions.json"), str(FOLDER / "cases_real.jsonl")]) == 0
    assert capsys.readouterr().out == "agree 39 of 39\n"


@pytest.fixture(scope="module")
def tiny() -> Assessor:
    return Assessor(TINY)


def of(assessor: Assessor, *names: str, **answers: Any) -> Any:
    result = assessor.result(answers)
    found = tuple(result[name] if name in result else result["sections"][name]["score"] for name in names)
    return found if len(found) > 1 else found[0]


def test_maxima_are_static_and_sections_count_their_questions(tiny: Assessor) -> None:
    result = tiny.result({})
    assert (result["raw_max"], result["mitigation_max"]) == (20, 10)
    assert result["sections"] == {
        "stakes-RS": {"n": 1, "score": 0, "max": 10},
        "harms-RS": {"n": 3, "score": 0, "max": 10},
        "tested-MS": {"n": 1, "score": 0, "max": 5},
        "watched-MS": {"n": 1, "score": 0, "max": 5},
    }


def test_a_choice_gives_its_points(tiny: Assessor) -> None:
    assert of(tiny, "raw", "stakes-RS", stakes="high") == (6, 6)


def test_several_choices_add_up(tiny: Assessor) -> None:
    assert of(tiny, "raw", "harms-RS", harms=["money", "liberty"], stakes="some") == (9, 4)


def test_what_is_not_answered_gives_nothing(tiny: Assessor) -> None:
    assert of(tiny, "raw", "mitigation", "current", "level") == (0, 0, 0, 1)


def test_a_question_counts_where_it_is_shown(tiny: Assessor) -> None:
    assert of(tiny, "raw", "cleared_on_submit", harms=["liberty"], lasting="yes", many="yes-1") == (7, [])


def test_a_question_that_is_not_shown_is_cleared_and_so_is_what_hangs_on_it(tiny: Assessor) -> None:
    stale = {"harms": ["health"], "lasting": "yes", "many": "yes-1", "who": "everyone"}
    assert of(tiny, "raw", "cleared_on_submit", **stale) == (2, ["lasting", "many", "who"])


def test_a_page_that_is_not_shown_is_cleared_before_anything_reads_it(tiny: Assessor) -> None:
    answers = {"phase": "live", "tested": ["bias", "errors"], "watched": ["others"], "stakes": "low"}
    assert of(tiny, "mitigation", "cleared_on_submit", **answers) == (1, ["tested"])


def test_without_a_phase_no_page_of_mitigation_is_shown(tiny: Assessor) -> None:
    assert of(tiny, "mitigation", "cleared_on_submit", tested=["bias"], watched=["bias"]) == (0, ["tested", "watched"])


def test_contains_reads_a_part_of_the_text_of_a_single_answer(tiny: Assessor) -> None:
    shown = {"harms": ["liberty"], "lasting": "yes", "who": "everyone"}
    assert of(tiny, "cleared_on_submit", many="yes-1", **shown) == []
    assert of(tiny, "cleared_on_submit", many="no-0", **shown) == ["who"]


@pytest.mark.parametrize(("tests", "points", "applied"), [(["bias"], 3, False), (["bias", "errors"], 4, True)])
def test_mitigation_counts_from_four_fifths_of_half_its_maximum(tiny: Assessor, tests: list[str], points: int, *, applied: bool) -> None:
    assert of(tiny, "mitigation", "mitigation_applied", phase="design", tested=tests) == (points, applied)


@pytest.mark.parametrize(
    ("answers", "raw", "current"),
    [
        ({"stakes": "extreme"}, 10, 9),  # 8.5: half up, where rounding to even gives 8
        ({"stakes": "high"}, 6, 5),  # 5.1
        ({"stakes": "some", "harms": ["money"]}, 6, 5),
        ({"stakes": "extreme", "harms": ["money", "health", "liberty"], "lasting": "yes", "many": "yes-1"}, 20, 17),
        ({"stakes": "some", "harms": ["health"]}, 7, 6),  # 5.95
    ],
)
def test_sufficient_mitigation_takes_15_per_cent_off_and_rounds_half_up(
    tiny: Assessor, answers: dict[str, Any], raw: int, current: int
) -> None:
    assert of(tiny, "raw", "current", **answers) == (raw, raw)
    assert of(tiny, "raw", "current", phase="design", tested=["bias", "others"], **answers) == (raw, current)


@pytest.mark.parametrize(
    ("raw", "level", "answers"),
    [
        (5, 1, {"stakes": "some"}),
        (6, 2, {"stakes": "high"}),
        (10, 2, {"stakes": "extreme"}),
        (11, 3, {"stakes": "extreme", "harms": ["money"]}),
        (15, 3, {"stakes": "high", "harms": ["money", "health", "liberty"], "lasting": "yes"}),
        (16, 4, {"stakes": "extreme", "harms": ["money", "health", "liberty"]}),
    ],
)
def test_each_band_includes_its_upper_bound(tiny: Assessor, raw: int, level: int, answers: dict[str, Any]) -> None:
    assert of(tiny, "raw", "level", **answers) == (raw, level)


def test_the_level_is_that_of_the_current_score(tiny: Assessor) -> None:
    assert of(tiny, "raw", "current", "level", stakes="high", phase="design", tested=["bias", "errors"]) == (6, 5, 1)


def test_a_disagreement_is_told_in_full(tiny: Assessor) -> None:
    result = tiny.result({"stakes": "some"})
    wrong = result | {"level": 3, "sections": result["sections"] | {"stakes-RS": {"n": 1, "score": 6, "max": 10}}}
    assert differences({"id": "x", "expected": result}, result) == []
    assert differences({"id": "x", "expected": wrong}, result) == [
        "x: level: expected 3, got 1",
        "x: section stakes-RS: expected {'n': 1, 'score': 6, 'max': 10}, got {'n': 1, 'score': 5, 'max': 10}",
    ]
