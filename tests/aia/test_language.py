"""What another authority's method asks of the language, on rubrics of a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assess.engine.evaluate import Evaluator
from assess.engine.reach import unreached
from assess.loading.proposal import Names, load_proposal
from assess.loading.rubric import load_rubric
from assess.reporters.score_json import assessment_data
from assess.yaml_source.document import read_bytes
from tests.aia.cases import Assessor, loaded, told
from tests.aia.tiny import TINY

if TYPE_CHECKING:
    from assess.model.proposal import Proposal
    from assess.model.rubric import Rubric

RUBRIC = """
rubric: {{id: r, version: 1.0.0, languages: [en], title: {{en: r}}, description: {{en: r}}, unanswered: {unanswered}}}
facts:
  asked:
    {{title: {{en: asked}}, question: {{en: asked}}, kind: one, section: s, category: c, values: {{y: {{en: y, points: 3}}, n: {{en: n}}}}}}
  days: {{title: {{en: days}}, question: {{en: days}}, kind: number, min: 2, max: 9, applies: "asked == y", section: s, category: c}}
  limit: {{title: {{en: limit}}, question: {{en: limit}}, kind: number, min: 0, max: 9}}
  tools: {{title: {{en: tools}}, question: {{en: tools}}, kind: several, section: c, category: c, values: {{a: {{en: a, points: 2}}}}}}
scores: {{total: {{title: {{en: total}}, value: "{value}", max: "{most}"}}}}
outcome:
  values: {{yes: {{en: "yes"}}, no: {{en: "no"}}}}
  rules:
    holds: {{when: "{when}", value: "yes", because: {{en: it holds}}}}
    otherwise: {{when: "true", value: "no", because: {{en: it does not}}}}
"""
PROPOSAL = "format: 1\nid: p\ntitle: p\ndate: 2026-01-01\ntechnology: t\nfacts: "


def rubric(*, value: str = "0", most: str = "99", when: str = "asked == y", unanswered: str = "zero") -> Rubric:
    return loaded({"rubric.yaml": RUBRIC.format(value=value, most=most, when=when, unanswered=unanswered)})


def proposal(read: Rubric, facts: str) -> Proposal:
    found, findings = load_proposal(read_bytes((PROPOSAL + facts).encode(), "p.yaml"), Names.of(read))
    assert found is not None, told(findings)
    return found


def total(facts: str, *, value: str, most: str = "99", unanswered: str = "zero") -> tuple[float, float, float]:
    read = rubric(value=value, most=most, unanswered=unanswered)
    given = proposal(read, facts)
    found = assessment_data(given, read, Evaluator(read).assess(given), "en")["scores"]["total"]
    return found["low"], found["high"], found["max"]


def outcome(facts: str, *, when: str, unanswered: str = "zero") -> str:
    read = rubric(when=when, unanswered=unanswered)
    found = Evaluator(read).assess(proposal(read, facts)).outcome
    assert found
    return " or ".join(found.possible)


@pytest.mark.parametrize(
    ("facts", "unanswered", "bounds"),
    [
        ("{asked: y, days: 5}", "zero", (10, 10)),
        ("{asked: n, days: 5}", "zero", (0, 0)),
        ("{days: 5}", "zero", (0, 0)),
        ("{asked: y}", "zero", (0, 0)),
        ("{days: 5}", "unknown", (0, 10)),
        ("{asked: y}", "unknown", (4, 18)),
        ("{limit: 1}", "unknown", (0, 18)),
    ],
)
def test_a_number_that_does_not_apply_counts_for_nothing(facts: str, unanswered: str, bounds: tuple[int, int]) -> None:
    assert total(facts, value="days * 2", unanswered=unanswered)[:2] == bounds


@pytest.mark.parametrize("when", ["limit >= days", "days <= limit", "days == days", "days + 0 >= 2"])
def test_nothing_compares_to_a_number_that_does_not_apply_on_either_side(when: str) -> None:
    assert outcome("{asked: y, days: 5, limit: 7}", when=when) == "yes"
    assert outcome("{asked: n, days: 5, limit: 7}", when=when) == "no"
    assert outcome("{days: 5, limit: 7}", when=when, unanswered="unknown") == "yes or no"


@pytest.mark.parametrize("when", ["limit != days", "days != limit"])
def test_a_number_that_does_not_apply_differs_from_any(when: str) -> None:
    assert outcome("{asked: y, days: 7, limit: 7}", when=when) == "no"
    assert outcome("{asked: n, days: 7, limit: 7}", when=when) == "yes"


def test_a_question_counts_once_in_groups_that_overlap() -> None:
    facts = "{asked: y, days: 5, tools: [a]}"
    assert total(facts, value="points(s, c)", most="points_max(s, c)") == (5, 5, 5)
    assert total(facts, value="points(c)", most="points_max(c)") == (5, 5, 5)
    assert total(facts, value="points(c/c)", most="points_max(c/c)") == (2, 2, 2)
    assert total(facts, value="points(s)", most="points_max(s)") == (3, 3, 3)


def test_a_score_that_is_not_whole_is_shown_in_tenths_and_its_bounds_outwards() -> None:
    assert total("{asked: y}", value="points(s) / 2", most="points_max(s) / 2") == (1.5, 1.5, 1.5)
    assert total("{asked: y}", value="0 - points(s) / 2") == (-1.5, -1.5, 99)
    assert total("{asked: y}", value="points(s) / 9") == (0.3, 0.3, 99)
    assert total("{}", value="0 - points(s) / 9", unanswered="unknown") == (-0.4, 0, 99)


@pytest.mark.parametrize(
    ("facts", "counts"),
    [("{}", (0, 4)), ("{asked: n}", (1, 3)), ("{asked: n, days: 5}", (1, 3)), ("{asked: y, days: 5}", (2, 4)), ("{tools: []}", (1, 4))],
)
def test_what_is_not_answered_is_still_asked_in_an_open_world(facts: str, counts: tuple[int, int]) -> None:
    read = rubric(unanswered="unknown")
    assert Evaluator(read).assess(proposal(read, facts)).answered["facts"] == counts


@pytest.mark.parametrize(("facts", "counts"), [("{}", (0, 3)), ("{asked: n}", (1, 3)), ("{asked: y}", (1, 4)), ("{tools: []}", (1, 3))])
def test_what_is_not_answered_is_still_asked_in_a_closed_world(facts: str, counts: tuple[int, int]) -> None:
    read = rubric()
    assert Evaluator(read).assess(proposal(read, facts)).answered["facts"] == counts


def test_a_rule_that_holds_only_once_something_is_answered_can_hold_in_a_closed_world() -> None:
    assert unreached(Assessor(TINY).rubric) == []
    assert unreached(rubric(when="points(s) >= 3")) == []
    assert unreached(rubric(when="not (asked in (y, n))")) == []
    assert [found.message for found in unreached(rubric(when="points(s) > 3"))] == ["rule-never-holds"]


def test_a_conclusion_names_the_score_it_rests_on() -> None:
    read = rubric(value="points(s)", when="total >= 3")
    given = proposal(read, "{asked: y}")
    found = Evaluator(read).assess(given).outcome
    assert found
    assert found.fired[0].reads == ("score:total",)


def test_a_fact_and_a_score_cannot_have_the_same_name() -> None:
    text = RUBRIC.format(value="0", most="9", when="asked == y", unanswered="zero").replace("total:", "limit:", 1)
    read, findings = load_rubric([read_bytes(text.encode(), "rubric.yaml")], "", "r")
    assert read is None
    assert [(found.id, found.values["found"], found.place.line) for found in findings] == [("defined-twice", "limit", 9)]
