"""Each check fires on its failing examples and is silent on its passing ones: the cases of its entry in `rubrics/checks`.

One check alone: `pytest tests/checks/test_cases.py -k passage-edited`.
"""

from __future__ import annotations

import pytest

from assess.checks.model import Case, Check, Expected
from assess.checks.running import BUILT_IN, DECLARED, run
from assess.checks.waivers import AFTER
from assess.messages.wording import sentence
from assess.model.finding import Finding
from assess.reporters.text import render
from tests.checks.cases import catalogue, every, subject_of

EVERY = list(every())


def test_the_entries_have_no_fault() -> None:
    assert render(catalogue().findings, "en") == ""


@pytest.mark.parametrize(("check", "case"), EVERY, ids=[f"{check.id}: {case.name}" for check, case in EVERY])
def test_a_case(check: Check, case: Case) -> None:
    checks = catalogue().checks if check.id in AFTER else [check]
    found = [item.finding for item in run(checks, subject_of(case)).found if item.finding.check == check.id]
    told = render(found, case.lang)
    assert len(found) == len(case.expect), f"{len(case.expect)} findings are expected:\n{told}"
    missed = [expected for expected in case.expect if not any(_is(expected, finding, case) for finding in found)]
    assert not missed, f"{missed}\n{told}"


def _is(expected: Expected, found: Finding, case: Case) -> bool:
    on = "proposal" if found.place.path == "proposition.yaml" else "draft"
    return (
        (found.id, on) == (expected.message, expected.on)
        and expected.line in (0, found.place.line)
        and expected.text in found.line_text
        and expected.words in sentence(found, case.lang)
    )


@pytest.mark.parametrize("check", catalogue().checks, ids=[check.id for check in catalogue().checks])
def test_a_check_has_a_case_that_fires_for_each_message_and_one_that_stays_silent(check: Check) -> None:
    cases = catalogue().cases[check.id]
    fired = {expected.message for case in cases for expected in case.expect}
    assert fired <= set(check.messages), "a case expects a message that is not there"
    assert fired, "no case fires"
    assert fired == set(check.messages), "a message that no case shows"
    assert any(not case.expect for case in cases), "no case stays silent"


def test_every_function_has_an_entry() -> None:
    listed = {check.id for check in catalogue().checks if check.kind == "built-in"}
    assert set(BUILT_IN) | set(AFTER) == listed
    assert set(DECLARED) >= {check.kind for check in catalogue().checks} - {"built-in"}
