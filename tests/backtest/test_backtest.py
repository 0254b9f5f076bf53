"""The back-test reaches what is claimed for it, and its measure measures."""

from __future__ import annotations

import pytest

from tests.backtest.__main__ import main
from tests.backtest.cases import Case, read_cases
from tests.backtest.measure import Found, found_in, grounds

CASES = read_cases()


@pytest.mark.parametrize("case", [case for case in CASES if case.polarity == "negative"], ids=lambda case: case.id)
def test_no_negative_case_is_found_sound(case: Case) -> None:
    assert found_in(case).defective


@pytest.mark.parametrize("case", [case for case in CASES if case.polarity == "positive"], ids=lambda case: case.id)
def test_no_positive_case_is_refused(case: Case) -> None:
    assert not found_in(case).stopped


def test_the_measure_counts_what_is_right_found_and_wanted() -> None:
    case = CASES[0]._replace(missing=("duration_limit", "number_limit"))
    found = Found(case, ["clarify/statute"], [], {}, [], ["duration_limit", "dpia"], ["number_limit"])
    assert grounds([found], unshown=False) == (1, 2, 2)
    assert grounds([found], unshown=True) == (2, 3, 2)


def test_the_report_names_every_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert all(case.title in printed for case in CASES)
