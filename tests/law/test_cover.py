"""A text covers a use only within all its limits; a closed domain says what is needed without one."""

from __future__ import annotations

import pytest

from assess.model.proposal import StatedLaw
from tests.law.uses import evaluator, regime_of, use


def test_a_use_within_every_limit_is_covered() -> None:
    found = use()
    assert [(text.id, text.status, text.outside) for text in found.texts] == [("drones-state", "covers", ())]
    assert regime_of(found) == ("specific-text",)


@pytest.mark.parametrize(
    ("actors", "biometrics", "limits"),
    [
        ("national-police-gendarmerie", "one-to-many-live", ["biometrics"]),
        ("national-police-gendarmerie+municipal-police", "none", ["actors"]),
        ("national-police-gendarmerie+municipal-police", "one-to-many-live", ["actors", "biometrics"]),
    ],
)
def test_what_falls_outside_is_named_with_its_article(actors: str, biometrics: str, limits: list[str]) -> None:
    found = use(actors=actors, biometrics=biometrics)
    assert [text.status for text in found.texts] == ["outside"]
    assert [limit.limit for limit in found.texts[0].outside] == limits
    assert all(limit.at.startswith("L. 242-") and limit.text["fr"].startswith("Le texte ne couvre pas") for limit in found.texts[0].outside)
    assert regime_of(found) == ("statute-needed",)


def test_a_text_waits_for_its_decree() -> None:
    found = use("2023-04-20")
    assert found.texts[0].status == "awaited"
    assert regime_of(found) == ("regulation-needed",)


def test_a_text_made_for_others_is_not_among_those_of_the_use() -> None:
    found = use(actors="municipal-police")
    assert found.texts == ()
    assert regime_of(found) == ("statute-needed",)


@pytest.mark.parametrize(
    ("day", "norm", "regime"),
    [
        ("2020-05-17", None, "general-law"),
        ("2020-05-18", "regulation", "regulation-needed"),
        ("2021-05-19", "regulation", "regulation-needed"),
        ("2021-05-20", "statute", "statute-needed"),
    ],
)
def test_a_domain_needs_the_norm_of_its_newest_period(day: str, norm: str | None, regime: str) -> None:
    found = use(day)
    assert [domain.norm for domain in found.domains] == ([norm] if norm else [])
    assert regime_of(found) == (regime,)


def test_where_the_cover_is_unknown_the_bounds_hold_both() -> None:
    found = use(biometrics="")
    assert found.texts[0].status == "unknown"
    assert regime_of(found) == ("specific-text", "statute-needed")
    assert found.deciding[0] == "fact:biometrics"


def test_an_entry_of_unknown_state_is_what_decides_first() -> None:
    found = use("2026-07-01", purposes=("any-offence",))
    assert regime_of(found) == ("specific-text", "statute-needed")
    assert found.deciding[0] == "law:bill-in-waiting"
    assert use("2026-07-01", purposes=("any-offence",), biometrics="").deciding[0] == "law:bill-in-waiting"


@pytest.mark.parametrize(("state", "regime"), [("in-force", "specific-text"), ("ended", "statute-needed")])
def test_a_proposal_may_state_what_an_entry_is(state: str, regime: str) -> None:
    stated = StatedLaw("law:bill-in-waiting", state, "JO du 2 juillet 2026")
    found = use("2026-07-01", purposes=("any-offence",), law=(stated,))
    assert regime_of(found) == (regime,)
    assert found.deciding == ()


@pytest.mark.parametrize(
    ("stated", "regimes"),
    [
        (StatedLaw("Loi locale", "in-force", "JO", norm="statute"), ("stated",)),
        (StatedLaw("Arrêté du préfet", "in-force", "RAA", norm="regulation"), ("statute-needed",)),
        (StatedLaw("RGPD", "in-force", "JO"), ("statute-needed", "stated")),
        (StatedLaw("Loi locale", "unknown", "JO"), ("statute-needed", "stated")),
        (StatedLaw("Loi locale", "struck-down", "JO"), ("statute-needed",)),
        (StatedLaw("Loi locale", "in-force", "JO", since=800_000), ("statute-needed",)),
        (StatedLaw("Loi locale", "in-force", "JO", until=1), ("statute-needed",)),
    ],
)
def test_a_closed_domain_yields_to_a_text_that_the_proposal_states(stated: StatedLaw, regimes: tuple[str, ...]) -> None:
    assert regime_of(use(biometrics="one-to-many-live", law=(stated,))) == regimes


def test_what_the_proposal_alone_says_of_a_text_is_not_established() -> None:
    found = use(biometrics="one-to-many-live", law=(StatedLaw("Loi locale", "in-force", "JO", norm="statute"),))
    assert regime_of(found) == ("stated",)
    assert found.established.regime == ("statute-needed", "stated")
    assert found.established.stated == ("Loi locale",)


def test_a_text_that_was_upheld_is_upheld_from_the_decision_on() -> None:
    program = evaluator().program
    assert program.slots["upheld:any"] in program.derive
    assert set(program.depends[program.slots["upheld:drones-state"]]) >= {program.slots["law:cc-2021-834-dc"]}


def test_the_reasons_go_through_the_text_to_the_facts() -> None:
    regime = use().regime
    assert regime is not None
    assert regime.fired[0].reads[:1] == ("text:drones-state",)
    assert {"law:csi-l242-5", "fact:actors", "fact:purposes", "fact:biometrics"} <= set(regime.fired[0].reads)
