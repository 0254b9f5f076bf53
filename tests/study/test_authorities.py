"""What is invoked for a use: authorities that bear on it, the wording of the day, the clause that is lawful for it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from assess.model.law import Citation
from assess.study.study_context import StudyContext
from tests.study.studies import evaluator, proposal

HEAD = "\nformat: 1\nid: use\ntitle: Use\ndate: {day}\ntechnology: {technology}\nfacts:\n"
LIVE = (
    "facial-identification",
    "  biometrics: one-to-many-live\n  vantage: fixed\n  phase: permanent\n  persons: [everyone]\n  ai_act_law_enforcement: 'yes'\n",
)
FLIGHT = "drones", "  vantage: aerial\n  biometrics: none\n  sensing: [image]\n"


def context(use: tuple[str, str], day: str = "2026-04-15") -> StudyContext:
    """The *use* under the law of *day*."""
    technology, facts = use
    found = proposal(facts, head=HEAD.format(day=day, technology=technology))
    result = evaluator().assess(found, date.fromisoformat(day).toordinal())
    outline: Any = SimpleNamespace(family_of=str, founding=())
    return StudyContext(evaluator().rubric, found, result, outline, "fr", whole_grid=False)


def note(use: tuple[str, str], *ids: str, day: str = "2026-04-15") -> str:
    return context(use, day).citations.note(tuple(Citation(f"law:{name}") for name in ids))


@pytest.mark.parametrize(
    ("use", "ids", "invoked"),
    [
        (LIVE, ("cc-2021-817-dc", "ai-act-art5-5"), "Article 5, paragraphe 5"),
        (FLIGHT, ("ce-2022-442364", "cc-2021-817-dc"), "Décision n° 2021-817 DC"),
        (("drones", "  legal_regime: titre-iii\n"), ("gdpr-art32", "loi-78-17-art99"), "Article 99 de la loi"),
    ],
)
def test_an_authority_for_other_uses_is_not_invoked(use: tuple[str, str], ids: tuple[str, ...], invoked: str) -> None:
    said = note(use, *ids)
    assert said.startswith(invoked)
    assert " ; " not in said


def test_it_is_where_nothing_else_could_be_or_where_the_answer_is_awaited() -> None:
    assert "2021-817 DC" in note(LIVE, "cc-2021-817-dc")
    assert "2021-817 DC" in note(("drones", "  phase: permanent\n"), "const-art34", "cc-2021-817-dc")


def test_what_is_not_invoked_is_no_reference() -> None:
    made = context(LIVE)
    made.citations.note((Citation("law:cc-2021-817-dc"), Citation("law:ai-act-art5-5")))
    assert [law.id for law in made.citations.references().law] == ["ai-act-art5-5"]


@pytest.mark.parametrize(
    ("day", "first"),
    [("2026-07-26", True), ("2026-07-27", False)],
)
def test_a_wording_gives_way_to_the_next(day: str, first: bool) -> None:
    said = note(LIVE, "ai-act-art113", "ai-act-art113-2024", day=day)
    assert ("rédaction initiale" in said) == first
    assert " ; " not in said


@pytest.mark.parametrize(
    ("day", "set_then"),
    [("2026-04-15", "2 août 2026"), ("2026-07-26", "2 août 2026"), ("2026-07-27", "2 décembre 2027")],
)
def test_the_day_of_application_is_the_one_set_on_the_day_considered(day: str, set_then: str) -> None:
    assert context(LIVE, day).citations.law("ai-act-art15").state == f"applicable à compter du {set_then}"


def test_no_wording_before_27_july_2026_tells_the_dates_set_that_day() -> None:
    day = date(2026, 4, 15).toordinal()
    told = [
        entry.id
        for entry in evaluator().rubric.law
        if entry.id.startswith("ai-act") and entry.status(day) and "2027" in entry.requires["fr"]
    ]
    assert told == ["ai-act-art113-2024"]
    assert "décembre 2027" not in {entry.id: entry for entry in evaluator().rubric.law}["ai-act-art113-2024"].requires["fr"]


@pytest.mark.parametrize("name", ["duration_limit", "prior_authorisation", "watchlist_criteria", "purpose_gravity"])
def test_the_model_clause_of_live_identification_is_its_own(name: str) -> None:
    made = context(LIVE)
    own = made.model_clause(name)
    assert own != context(FLIGHT).model_clause(name)
    assert own in {clause["fr"] for clause in made.safeguards[name].clauses()}


def test_the_clause_of_live_identification_leaves_no_ordinary_authority() -> None:
    clause = context(LIVE).model_clause("prior_authorisation")
    assert "judiciaire" in clause
    assert "administrative indépendante dont la décision est contraignante" in clause
    assert "vingt-quatre heures" in clause
