"""Questions come in the order in which decisions on like uses turned on them, and the pages for blind encoders tell of none."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from assess.commands.session import Session
from assess.engine.questions import FIRST, Precedents, StillOpen, likeness
from assess.model.proposal import FactAnswer, Proposal, SafeguardAnswer
from assess.reporters.pages import decisions, page, rubric_page

METHOD = Session(lang="fr").named("mis-2021")
assert METHOD is not None
EVALUATOR = METHOD.evaluator
RUBRIC = EVALUATOR.rubric
TODAY = date(2026, 11, 29).toordinal()
TECHNOLOGIES = [value.id for fact in RUBRIC.facts if fact.id == "technology" for value in fact.values]
TELLING = re.compile(
    r"[Ll]a censure|motifs? de censure|struck down on|\d{4}-\d+ DC|Clearview|Saint-Étienne|Nice\b|SyRI|Bridges|SNCF|BriefCam|Alicem|L. 24[23]-"
    r"|CNIL (?:a constaté|found)|2023-380|lycées"
)


def bare(technology: str = "drones", **facts: FactAnswer) -> Proposal:
    return Proposal(id="bare", day=TODAY, technology=technology, facts=facts)


@pytest.mark.parametrize("technology", TECHNOLOGIES)
def test_the_first_five_questions_on_a_bare_technology_are_grounds_of_decisions(technology: str) -> None:
    grounds = {ground for precedent in RUBRIC.precedents for ground in precedent.grounds}
    first = [question.id for question in EVALUATOR.assess(bare(technology)).questions[:FIRST]]
    assert len(first) == FIRST
    assert grounds.issuperset(first)


def test_a_decision_taken_later_is_no_precedent() -> None:
    before = EVALUATOR.assess(bare(), date(2020, 5, 17).toordinal()).questions
    after = EVALUATOR.assess(bare(), date(2020, 5, 18).toordinal()).questions
    assert not any("law:ce-2020-440442" in question.because for question in before)
    assert any("law:ce-2020-440442" in question.because for question in after)


def test_an_item_that_is_settled_is_no_question_and_a_guarantee_of_unknown_rank_is_one() -> None:
    proposal = bare(
        text=FactAnswer(("government-bill", "proposed")),
        purposes=FactAnswer(("any-offence",)),
        actors=FactAnswer(("national-police-gendarmerie",)),
        phase=FactAnswer(("permanent",)),
    )
    asked = {question.id for question in EVALUATOR.assess(proposal).questions}
    assert "safeguard:purpose_gravity" in asked
    assert asked.isdisjoint({"fact:text", "fact:purposes"})
    unranked = replace(proposal, safeguards={"purpose_gravity": SafeguardAnswer("present")})
    assert "safeguard:purpose_gravity" in {question.id for question in EVALUATOR.assess(unranked).questions}
    absent = replace(proposal, safeguards={"purpose_gravity": SafeguardAnswer("absent")})
    assert "safeguard:purpose_gravity" not in {question.id for question in EVALUATOR.assess(absent).questions}


def test_likeness_is_the_part_of_the_answered_facts_that_is_shared() -> None:
    drones = next(precedent for precedent in RUBRIC.precedents if precedent.id == "drones-for-every-offence")
    assert likeness(drones, bare()) == 1
    assert likeness(drones, bare(vantage=FactAnswer(("vehicle",)))) == Fraction(1, 2)
    assert likeness(drones, bare("plate-reading")) == 0


def test_the_most_alike_decisions_are_cited_first_and_the_weightiest_question_asked_first() -> None:
    struck = replace(RUBRIC.precedents[0], law="law:cc-2021-817-dc")
    one, two = (replace(struck, id=name, like=(("technology", ("drones",)),), grounds=ground) for name, ground in _TWO)
    three = replace(two, id="c", law="law:ce-2020-440442")
    still_open = StillOpen({"fact:text": True, "fact:phase": True})
    asked = Precedents(replace(RUBRIC, precedents=(one, two, three))).questions(bare(), TODAY, still_open, ())
    assert [question.id for question in asked] == ["fact:text", "fact:phase"]
    assert asked[0].because == ("law:cc-2021-817-dc", "law:ce-2020-440442")


_TWO = (("a", ("fact:phase",)), ("b", ("fact:text",)))


def test_of_one_weight_what_certainly_counts_is_asked_first_then_ties_go_by_id() -> None:
    like = replace(RUBRIC.precedents[0], like=(("technology", ("drones",)),), grounds=("fact:a", "fact:b", "fact:c"))
    still_open = StillOpen({"fact:c": False, "fact:b": True, "fact:a": True})
    asked = Precedents(replace(RUBRIC, precedents=(like,))).questions(bare(), TODAY, still_open, ())
    assert [question.id for question in asked] == ["fact:a", "fact:b", "fact:c"]


def test_what_settles_the_legal_basis_comes_before_what_more_decisions_turned_on() -> None:
    like = replace(RUBRIC.precedents[0], like=(("technology", ("drones",)),), law="law:cc-2021-817-dc", grounds=("fact:a", "fact:b"))
    made = Precedents(replace(RUBRIC, precedents=(like,)))
    items = {"fact:a": True, "fact:b": True, "fact:c": True}

    def asked(awaited: tuple[str, ...], *, framed: bool, deciding: tuple[str, ...] = ()) -> list[str]:
        return [question.id for question in made.questions(bare(), TODAY, StillOpen(items, awaited, framed=framed), deciding)]

    assert asked(("fact:c", "fact:b"), framed=False, deciding=("law:x",)) == ["law:x", "fact:b", "fact:c", "fact:a"]
    assert asked(("fact:c", "fact:b"), framed=True) == ["fact:b", "fact:c", "fact:a"]
    assert asked(("fact:c",), framed=True) == ["fact:a", "fact:b"]


@pytest.mark.parametrize("technology", TECHNOLOGIES)
def test_the_text_is_asked_first_where_nothing_is_known_of_the_use(technology: str) -> None:
    assert EVALUATOR.assess(bare(technology)).questions[0].id == "fact:text"


def test_what_the_text_no_longer_decides_is_not_asked_for_the_legal_basis() -> None:
    proposed = bare(text=FactAnswer(("government-bill", "proposed")))
    assert EVALUATOR.still_open(bare(), TODAY).awaited == ("fact:text",)
    assert EVALUATOR.still_open(proposed, TODAY).awaited == ()


def test_every_precedent_is_a_decision_and_turned_on_what_can_be_answered() -> None:
    derived = {f"safeguard:{safeguard.id}" for safeguard in RUBRIC.safeguards if safeguard.derived is not None}
    for precedent in RUBRIC.precedents:
        assert precedent.grounds, precedent.id
        assert derived.isdisjoint(precedent.grounds), precedent.id
        assert precedent.law in decisions(RUBRIC)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("kind", ["principle", "technology", "safeguard", "fact", "criterion"])
def test_the_pages_without_precedents_tell_of_no_decision(kind: str, lang: str) -> None:
    cited = [entry.cite[lang] for entry in RUBRIC.law if f"law:{entry.id}" in decisions(RUBRIC)]
    for name in RUBRIC.entries()[kind]:
        text = page(RUBRIC, f"{kind}:{name}", lang, blind=True) or ""
        assert text
        assert not any(cite in text for cite in cited), name
        assert not TELLING.findall(text), name


def test_what_decisions_have_shown_of_a_principle_is_on_its_page_alone() -> None:
    assert "Nice" in (page(RUBRIC, "principle:acceptability", "fr") or "")
    assert "Nice" not in (page(RUBRIC, "principle:acceptability", "fr", blind=True) or "")


def test_the_page_of_a_safeguard_without_precedents_holds_no_rule_of_a_known_use() -> None:
    for safeguard in RUBRIC.safeguards:
        text = page(RUBRIC, f"safeguard:{safeguard.id}", "fr", blind=True) or ""
        assert safeguard.question["fr"] in text
        assert not any(rule.because["fr"] in text for rule in safeguard.rules)
        assert not safeguard.clause or safeguard.clause["fr"] not in text


def test_a_decision_has_no_page_without_precedents() -> None:
    assert page(RUBRIC, "law:cc-2021-817-dc", "fr", blind=True) is None
    assert page(RUBRIC, "changes", "fr", blind=True) is None
    assert "2021-817" not in rubric_page(RUBRIC, "fr", blind=True)
    assert "censuré" in (page(RUBRIC, "duration_limit", "fr") or "")
