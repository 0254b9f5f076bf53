"""Conditions of checks: one holds when it is certainly true of the answers, and never when it is merely possible or unknown."""

from __future__ import annotations

import pytest

from assess.checks.model import Case
from assess.checks.subject import Subject
from assess.checks.when import holds
from tests.checks.cases import subject_of

ANSWERS = """
facts:
  purposes: [terrorism, flow]
  retention_days: 30
  duration_months: 18
  persons: null
safeguards:
  duration_limit: {status: present, where: {instrument: statute, ref: article 1}}
  perimeter_limit: {status: absent}
criteria:
  acceptability.information: {level: 2, because: Affiches.}
"""
"""Over the proposal under the cases: `text` is a Government bill, `sensing` the image alone; `vantage` and the regime stay open."""

TRUE = (
    "sensing has image",
    "sensing has any (image, sound)",
    "sensing has only (image, sound)",
    "purposes has all (terrorism, flow)",
    "purposes has any (flow, rescue)",
    "not sensing has sound",
    "not (sensing has sound and purposes has flow)",
    "text.kind == government-bill",
    "text.kind in (decree, government-bill)",
    "text.kind != decree",
    "biometrics == none and phase == real-experiment",
    "biometrics == verification or phase == real-experiment",
    "vantage == aerial or phase == real-experiment",
    "retention_days >= 30",
    "retention_days <= 30",
    "retention_days == 30",
    "retention_days < 31",
    "retention_days > 29",
    "retention_days != 31",
    "retention_days > duration_months",
    "stage == exploration",
    "technology == anomaly-detection",
    "regime in (general-law, specific-text, regulation-needed, statute-needed, struck-down, prohibited)",
    "gravity >= low",
    "as_of >= 2026-03-02",
    "acceptability.information <= 2",
)
FALSE = (
    "acceptability.information > 2",
    "sensing has sound",
    "sensing has only (sound)",
    "purposes has only (flow)",
    "purposes has all (terrorism, rescue)",
    "purposes has any (rescue)",
    "not sensing has image",
    "text.kind == decree",
    "text.kind != government-bill",
    "biometrics == none and phase == permanent",
    "retention_days > 30",
    "retention_days < 30",
    "stage == referral",
    "technology in (drones, counter-drone)",
    "as_of > 2026-03-02",
)
OPEN = (
    "vantage == aerial",
    "vantage in (aerial, fixed-visible)",
    "vantage in (fixed-visible, vehicle, body-worn, aerial, covert, online, none)",
    "persons has everyone",
    "persons_concerned > 10",
    "vantage == aerial and phase == real-experiment",
    "vantage == aerial or phase == permanent",
    "intrusiveness == high",
    "intrusiveness >= high",
)


@pytest.fixture(scope="module")
def subject() -> Subject:
    return subject_of(Case("", "", ANSWERS, "fr", "", "", (), (), ()))


@pytest.mark.parametrize("condition", TRUE)
def test_what_is_certain_holds_and_its_contrary_does_not(condition: str, subject: Subject) -> None:
    assert (holds(condition, subject), holds(f"not ({condition})", subject)) == (True, False)


@pytest.mark.parametrize("condition", FALSE)
def test_what_is_certainly_false_does_not_hold_and_its_contrary_does(condition: str, subject: Subject) -> None:
    assert (holds(condition, subject), holds(f"not ({condition})", subject)) == (False, True)


@pytest.mark.parametrize("condition", OPEN)
def test_what_is_merely_possible_does_not_hold_nor_does_its_contrary(condition: str, subject: Subject) -> None:
    assert (holds(condition, subject), holds(f"not ({condition})", subject)) == (False, False)


def test_a_condition_on_safeguards_and_red_lines_is_that_of_the_assessment(subject: Subject) -> None:
    assert subject.assessment is not None
    for found in subject.assessment.safeguards:
        for word, said in (("met", found.met), ("required", found.required)):
            told = holds(f"{word}({found.id})", subject), holds(f"not {word}({found.id})", subject)
            assert told == (said == "yes", said == "no"), (found.id, word)
    for line in subject.assessment.red_lines:
        told = holds(f"raised({line.id})", subject), holds(f"not raised({line.id})", subject)
        assert told == (line.status == "raised", line.status == "clear"), line.id
    assert {found.met for found in subject.assessment.safeguards} == {"yes", "no", "unknown"}


def test_a_red_line_that_is_raised_holds_and_its_contrary_does_not() -> None:
    crossed = subject_of(
        Case(
            "",
            "",
            "{technology: facial-identification, facts: {reference_list: scraped, biometrics: one-to-many-later}}",
            "fr",
            "",
            "",
            (),
            (),
            (),
        )
    )
    assert holds("raised(facial-scraping-prohibited)", crossed)
    assert not holds("not raised(facial-scraping-prohibited)", crossed)


def test_no_condition_always_holds_and_one_that_cannot_be_read_never(subject: Subject) -> None:
    assert holds("", subject)
    assert not holds("no_such_fact == yes", subject)
    assert not holds("not no_such_fact == yes", subject)
