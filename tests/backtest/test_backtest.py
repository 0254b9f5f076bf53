"""The back-test reaches what is claimed for it, and its measure measures."""

from __future__ import annotations

import pytest

from assess.engine.questions import FIRST
from tests.backtest.__main__ import main
from tests.backtest.cases import HERE, READINGS, Case, read_cases
from tests.backtest.measure import Found, first_questions, found_in, grounds
from tests.properties.test_soundness import evaluator

CASES = read_cases()
RUBRIC = evaluator("mis-2021").rubric


@pytest.mark.parametrize("case", [case for case in CASES if case.polarity == "negative"], ids=lambda case: case.id)
def test_no_negative_case_is_found_sound(case: Case) -> None:
    assert found_in(case).defective


@pytest.mark.parametrize("case", [case for case in CASES if case.polarity == "positive"], ids=lambda case: case.id)
def test_no_positive_case_is_refused(case: Case) -> None:
    assert not found_in(case).stopped


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_no_negative_case_is_sound_and_no_positive_one_defective(case: Case) -> None:
    wrong = {"negative": "sound", "positive": "defective"}.get(case.polarity)
    assert wrong not in found_in(case).verdicts


@pytest.mark.parametrize("reading", READINGS)
def test_nor_is_any_in_a_blind_reading(reading: str) -> None:
    cases = read_cases(proposals=READINGS[reading])
    wrong = {"negative": "sound", "positive": "defective"}
    assert [case.id for case in cases if wrong.get(case.polarity) in found_in(case).verdicts] == []


def test_the_command_reads_a_blind_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HERE / "outcomes.yaml"), str(READINGS["1"])]) == 0
    assert "| false reassurance: negative cases found sound | 0 of 10 | 0 of 10 |" in capsys.readouterr().out


@pytest.mark.parametrize("case", [case for case in CASES if case.own], ids=lambda case: case.id)
def test_the_decision_of_a_case_ranks_none_of_its_questions(case: Case) -> None:
    precedents = {precedent.law for precedent in RUBRIC.precedents}
    assert precedents.issuperset(case.own)
    found = found_in(case)
    assert found.case.own == case.own
    assert len(found.first) == len(set(found.first)) == FIRST


def test_a_ground_is_asked_for_by_its_question_or_that_on_the_text_and_told_once() -> None:
    case = CASES[0]._replace(missing=("duration_limit", "legal_basis", "number_limit"))
    found = Found(case, ["clarify/statute"], [], {}, [], ["duration_limit"], [], first=("fact:text", "safeguard:duration_limit"))
    assert found.told == {"duration_limit"}
    assert found.asked() == {"legal_basis"}
    assert first_questions([found]) == (2, 3, 3)


def test_the_measure_counts_what_is_right_found_and_wanted() -> None:
    case = CASES[0]._replace(missing=("duration_limit", "number_limit"))
    found = Found(case, ["clarify/statute"], [], {}, [], ["duration_limit", "dpia"], ["number_limit"])
    assert grounds([found], unshown=False) == (1, 2, 2)
    assert grounds([found], unshown=True) == (2, 3, 2)


def test_the_report_names_every_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert all(case.title in printed for case in CASES)
