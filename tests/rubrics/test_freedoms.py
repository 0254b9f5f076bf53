"""The constitutional frame follows from the facts, and the test of proportionality speaks of guarantees of that rank only."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from assess.model.assessment import CERTAIN
from assess.model.proposal import FactAnswer, Proposal
from tests.properties.test_soundness import EXAMPLES, evaluator, example

EVALUATOR = evaluator("mis-2021")
DAY = date(2026, 3, 2).toordinal()


def frame(technology: str, **facts: tuple[str, ...]) -> set[str]:
    answers = {name: FactAnswer(values) for name, values in facts.items()}
    proposal = Proposal(id="use", day=DAY, technology=technology, facts=answers)
    return {name for name, certainty in EVALUATOR.assess(proposal).frame if certainty == CERTAIN}


def test_freedoms_are_those_that_the_facts_bring_in() -> None:
    drone = frame("drones", sensing=("image",), persons=("everyone", "demonstrators"), places=("street", "home-visible"))
    assert drone >= {"freedoms:private-life", "freedoms:demonstration", "freedoms:dwelling"}
    assert frame("plate-reading", sensing=("plate-location",)) >= {"freedoms:private-life", "freedoms:movement"}
    assert "freedoms:expression" in frame("osint-capture", sensing=("online-text",))
    assert "freedoms:children" in frame("facial-authentication", persons=("pupils",))


@pytest.mark.parametrize("biometrics", ["one-to-many-live", "one-to-many-later"])
@pytest.mark.parametrize("place", ["street", "event-perimeter"])
def test_searching_the_faces_of_the_street_brings_in_demonstration_and_equality(biometrics: str, place: str) -> None:
    found = frame("plate-reading", biometrics=(biometrics,), places=(place,), persons=("everyone",))
    assert found >= {"freedoms:demonstration", "freedoms:equality"}
    file = frame("facial-identification-after", biometrics=(biometrics,), places=("file",), persons=("suspects",))
    assert file.isdisjoint({"freedoms:demonstration", "freedoms:equality"})


STREET = {
    "jurisdiction": ("france",),
    "actors": ("municipal-police",),
    "biometrics": ("none",),
    "sensing": ("image",),
    "vantage": ("fixed-visible",),
    "persons": ("everyone",),
    "places": ("street",),
    "output_effect": ("alert",),
    "purposes": ("rescue", "any-offence"),
}


def test_analysing_all_who_pass_brings_in_movement_and_collective_expression() -> None:
    assert frame("anomaly-detection", **STREET) >= {"freedoms:movement", "freedoms:demonstration", "freedoms:private-life"}
    indoors = STREET | {"places": ("reserved-site",), "persons": ("employees",)}
    assert frame("anomaly-detection", **indoors).isdisjoint({"freedoms:movement", "freedoms:demonstration"})


@pytest.mark.parametrize(("state", "at_stake"), [("proposed", True), ("none", False), ("in-force", False)])
def test_self_government_stands_against_a_text_proposed_and_not_what_a_commune_does_itself(state: str, at_stake: bool) -> None:
    found = frame("anomaly-detection", **STREET, text=("government-bill", state) if state != "none" else ("none", "none"))
    assert ("freedoms:self-government" in found) is at_stake


def test_the_articles_announced_in_the_timeline_are_law_in_preparation() -> None:
    found = frame("anomaly-detection", **STREET, ai_act_law_enforcement=("no",))
    assert "preparation:ai-act-standard-to-come" in found
    assert "preparation:ai-act-to-come" not in found


def test_nothing_certain_is_said_of_what_is_not_answered() -> None:
    assert {name for name in frame("drones") if name.startswith(("freedoms", "objectives"))} == set()


def test_order_is_reconciled_with_them_and_convenience_is_no_constitutional_objective() -> None:
    prevention = frame("drones", purposes=("terrorism",), actors=("national-police-gendarmerie",), biometrics=("none",), sensing=("image",))
    assert {name for name in prevention if name.startswith("objectives")} == {"objectives:public-order"}
    assert "objectives:search-for-offenders" in frame("drones", purposes=("terrorism",), actors=("judicial",))
    convenience = frame("facial-authentication", purposes=("access-control", "flow"))
    assert {name for name in convenience if name.startswith("objectives")} == {"objectives:general-interest"}


def test_police_processing_is_under_the_directive_and_never_under_article_5_of_the_regulation() -> None:
    police = frame("facial-identification", legal_regime=("titre-iii",), biometrics=("one-to-many-live",), persons=("everyone",))
    assert police >= {"union_law:police-processing", "union_law:police-sensitive-data"}
    cited = {rule.id: {one.ref for one in rule.sources} for rule in EVALUATOR.rubric.union_law}
    assert {"law:led-art4", "law:led-art8"} <= cited["police-processing"]
    assert "law:led-art10" in cited["police-sensitive-data"]
    own = {name.partition(":")[2] for name in police if name.startswith("union_law:")}
    assert not any(ref.startswith("law:gdpr-") for name in own for ref in cited[name])


def test_european_law_in_preparation_is_that_of_the_day() -> None:
    found = {}
    for day in ("2020-01-01", "2022-01-26", "2026-03-02"):
        proposal = Proposal(id="use", day=date.fromisoformat(day).toordinal(), technology="drones")
        found[day] = [name for name, _ in EVALUATOR.assess(proposal).frame if name.startswith("preparation:")]
    assert found["2020-01-01"] == []
    assert found["2022-01-26"] == ["preparation:ai-proposal"]
    assert "preparation:data-omnibus" in found["2026-03-02"]


def test_the_test_of_proportionality_speaks_of_guarantees_of_that_rank_only() -> None:
    own = set(EVALUATOR.rubric.constitutional)
    assert own.isdisjoint({"citizen_workshops", "open_code", "dedicated_funding", "operator_training", "independent_evaluation"})
    assert own >= {"purpose_definition", "purpose_gravity", "duration_limit", "facial_recognition_ban", "a_posteriori_control"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_answer_less_makes_nothing_more_certain(name: str) -> None:
    proposal = example(name, EVALUATOR)
    whole = dict(EVALUATOR.assess(proposal).frame)
    for fact in proposal.facts:
        less = dict(EVALUATOR.assess(replace(proposal, facts={own: given for own, given in proposal.facts.items() if own != fact})).frame)
        assert {own for own, certainty in less.items() if certainty == CERTAIN} <= {own for own, one in whole.items() if one == CERTAIN}
        assert whole.keys() <= less.keys()
