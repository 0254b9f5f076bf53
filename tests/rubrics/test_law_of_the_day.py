"""The same use, put to the law of two days, differs exactly as the law does between them."""

from __future__ import annotations

import pytest

from assess.model.assessment import Assessment
from tests.rubrics.uses import (
    ALGORITHM,
    BODY_WORN,
    DRONES,
    JAMMING,
    LIVE,
    ON_BOARD,
    PLATES,
    SCANNER,
    Answers,
    Uses,
    certain,
    raised,
    required,
    ways,
)

JUDICIAL: Answers = DRONES | {
    "actors": "judicial national-police-gendarmerie",
    "purposes": "serious-crime",
    "offences": "felonies",
    "authorisation": "judge",
}
REGIMES: list[tuple[str, Answers, str, str]] = [
    # Police drones: urgent applications judge, Conseil d'État, Conseil constitutionnel, act, decree.
    ("drones", DRONES, "2020-05-17", "statute-needed"),
    ("drones", DRONES | {"legal_regime": "gdpr", "actors": "municipal-police"}, "2020-05-17", "general-law"),
    ("drones", DRONES, "2020-05-18", "regulation-needed"),
    ("drones", DRONES, "2020-12-21", "regulation-needed"),
    ("drones", DRONES, "2020-12-22", "statute-needed"),
    ("drones", DRONES, "2021-05-19", "statute-needed"),
    ("drones", DRONES, "2021-05-20", "struck-down"),
    ("drones", DRONES, "2022-01-25", "struck-down"),
    ("drones", DRONES, "2022-01-26", "regulation-needed"),
    ("drones", DRONES, "2022-06-01", "regulation-needed"),
    ("drones", DRONES, "2023-04-20", "regulation-needed"),
    ("drones", DRONES, "2023-04-21", "specific-text"),
    ("drones", DRONES | {"purposes": "minor-offence-local-order"}, "2023-04-21", "statute-needed"),
    ("drones", DRONES | {"actors": "municipal-police"}, "2021-05-20", "struck-down"),
    ("drones", DRONES | {"actors": "municipal-police"}, "2026-01-01", "struck-down"),
    ("drones", DRONES | {"actors": "rescue", "purposes": "rescue", "legal_regime": "gdpr"}, "2021-09-09", "specific-text"),
    ("drones", DRONES | {"actors": "rescue", "purposes": "rescue", "legal_regime": "gdpr"}, "2021-05-26", "struck-down"),
    ("drones", DRONES | {"actors": "rescue national-police-gendarmerie", "purposes": "rescue"}, "2022-06-01", "regulation-needed"),
    ("drones", DRONES | {"actors": "rescue national-police-gendarmerie", "purposes": "rescue"}, "2023-06-01", "specific-text"),
    ("drones", DRONES | {"actors": "customs", "purposes": "border"}, "2023-06-01", "specific-text"),
    ("drones", DRONES | {"actors": "customs", "purposes": "terrorism"}, "2023-06-01", "statute-needed"),
    ("drones", DRONES | {"actors": "customs national-police-gendarmerie", "purposes": "terrorism border"}, "2023-06-01", "specific-text"),
    ("drones", JUDICIAL, "2022-01-25", "struck-down"),
    ("drones", JUDICIAL, "2022-01-26", "specific-text"),
    ("drones", DRONES | {"actors": "private-operator", "purposes": "site-protection", "legal_regime": "gdpr"}, "2024-01-01", "general-law"),
    # On-board cameras.
    ("onboard-cameras", ON_BOARD, "2021-05-20", "struck-down"),
    ("onboard-cameras", ON_BOARD, "2022-01-26", "regulation-needed"),
    ("onboard-cameras", ON_BOARD, "2024-03-20", "regulation-needed"),
    ("onboard-cameras", ON_BOARD, "2024-03-21", "specific-text"),
    ("onboard-cameras", ON_BOARD | {"continuity": "permanent"}, "2024-03-21", "statute-needed"),
    ("onboard-cameras", ON_BOARD | {"purposes": "agent-safety any-offence"}, "2024-03-21", "statute-needed"),
    # Body-worn cameras: police, then municipal police, then firefighters.
    ("bodyworn-cameras", BODY_WORN, "2016-06-05", "specific-text"),
    ("bodyworn-cameras", BODY_WORN | {"actors": "municipal-police"}, "2018-08-05", "statute-needed"),
    ("bodyworn-cameras", BODY_WORN | {"actors": "municipal-police"}, "2018-08-06", "regulation-needed"),
    ("bodyworn-cameras", BODY_WORN | {"actors": "municipal-police"}, "2019-03-01", "specific-text"),
    ("bodyworn-cameras", BODY_WORN | {"actors": "rescue"}, "2021-11-26", "statute-needed"),
    ("bodyworn-cameras", BODY_WORN | {"actors": "rescue"}, "2021-11-27", "specific-text|regulation-needed"),
    ("bodyworn-cameras", BODY_WORN | {"continuity": "permanent"}, "2024-01-01", "statute-needed"),
    # Plate reading.
    ("plate-reading", PLATES, "2020-01-01", "specific-text"),
    ("plate-reading", PLATES | {"purposes": "serious-disorder"}, "2020-01-01", "statute-needed"),
    ("plate-reading", PLATES | {"purposes": "serious-disorder", "continuity": "event"}, "2020-01-01", "specific-text"),
    ("plate-reading", PLATES | {"purposes": "minor-offence-local-order"}, "2017-11-04", "statute-needed"),
    ("plate-reading", PLATES | {"purposes": "minor-offence-local-order"}, "2017-11-05", "specific-text"),
    # Scanners at venues.
    ("millimetre-wave-scanner", SCANNER, "2023-05-20", "statute-needed"),
    ("millimetre-wave-scanner", SCANNER, "2023-05-21", "specific-text"),
    ("millimetre-wave-scanner", SCANNER | {"places": "street"}, "2023-05-21", "statute-needed"),
    # Algorithmic video: position of the regulator, act, decree, end, an extension not confirmed.
    ("anomaly-detection", ALGORITHM, "2022-07-18", "regulation-needed"),
    ("anomaly-detection", ALGORITHM, "2022-07-19", "statute-needed"),
    ("anomaly-detection", ALGORITHM, "2023-05-20", "statute-needed"),
    ("anomaly-detection", ALGORITHM, "2023-05-21", "regulation-needed"),
    ("anomaly-detection", ALGORITHM, "2023-08-31", "specific-text"),
    ("anomaly-detection", ALGORITHM, "2025-03-31", "specific-text"),
    ("anomaly-detection", ALGORITHM, "2025-04-01", "statute-needed"),
    ("anomaly-detection", ALGORITHM, "2026-03-20", "statute-needed"),
    ("anomaly-detection", ALGORITHM, "2026-03-21", "specific-text|regulation-needed|statute-needed"),
    # Counter-drone.
    ("counter-drone", JAMMING, "2021-07-30", "general-law"),
    ("counter-drone", JAMMING, "2021-07-31", "regulation-needed"),
    ("counter-drone", JAMMING, "2023-06-30", "regulation-needed"),
    ("counter-drone", JAMMING, "2023-07-01", "specific-text"),
    ("counter-drone", JAMMING, "2023-09-01", "specific-text"),
    ("counter-drone", JAMMING | {"actors": "private-operator"}, "2023-09-01", "statute-needed"),
    ("counter-drone", JAMMING | {"actors": "private-operator", "output_effect": "alert"}, "2023-09-01", "specific-text"),
    # Live identification, scraping.
    ("facial-identification", LIVE, "2024-06-01", "statute-needed"),
    ("facial-identification", LIVE, "2025-06-01", "statute-needed"),
    ("facial-identification", LIVE | {"purposes": "flow"}, "2025-02-01", "statute-needed"),
    ("facial-identification", LIVE | {"purposes": "flow"}, "2025-02-02", "prohibited"),
    (
        "biometric-scraping",
        LIVE | {"biometrics": "database-building", "places": "online", "reference_list": "scraped"},
        "2025-02-01",
        "statute-needed",
    ),
    (
        "biometric-scraping",
        LIVE | {"biometrics": "database-building", "places": "online", "reference_list": "scraped"},
        "2025-02-02",
        "prohibited",
    ),
]


@pytest.mark.parametrize(("technology", "answers", "day", "expected"), REGIMES)
def test_the_state_of_the_law(uses: Uses, technology: str, answers: Answers, day: str, expected: str) -> None:
    assert set(uses.regime(day, technology, answers).split("|")) == set(expected.split("|"))


def test_a_police_drone_before_the_decree_needs_it(uses: Uses) -> None:
    before, after = (uses.on(day, "drones", DRONES | {"text": "government-bill in-force"}) for day in ("2022-06-01", "2023-06-01"))
    assert {action for action, _ in ways(before)} == {"clarify"}
    assert ("clarify", "regulation") in ways(before)
    assert "implementing-decree-drones" in certain(before)
    assert "implementing-decree-drones" not in certain(after)
    assert "deploy" in {action for action, _ in ways(after)}


def test_drones_differ_in_2021_and_2022_as_the_act_and_the_decision_do(uses: Uses) -> None:
    answers = DRONES | {"text": "government-bill proposed"}
    before, after = (required(uses.on(day, "drones", answers)) for day in ("2021-12-31", "2022-01-26"))
    assert after - before == {"withdrawal", "prior_authorisation"}
    assert before - after == set()
    for name in ("register", "a_posteriori_control"):
        assert [ranks_of(uses.on(day, "drones", answers), name) for day in ("2021-12-31", "2022-01-26")] == [(), ("statute",)], name


def test_live_identification_differs_in_2024_and_2025_as_the_ai_act_does(uses: Uses) -> None:
    before, after = (uses.on(day, "facial-identification", LIVE) for day in ("2024-06-01", "2025-06-01"))
    assert raised(before) == {"no-statute": "statute"}
    assert raised(after) == {"remote-identification-without-act": "statute", "remote-identification-without-authorisation": "answer"}
    assert required(after) - required(before) == {
        "prior_authorisation",
        "withdrawal",
        "fundamental_rights_assessment",
        "eu_registration",
        "use_notification",
    }
    assert required(before) - required(after) == set()


def test_for_flow_the_same_is_stopped_from_2025_on_the_ground_of_the_ai_act(uses: Uses) -> None:
    day_before, day = (raised(uses.on(when, "facial-identification", LIVE | {"purposes": "flow"})) for when in ("2025-02-01", "2025-02-02"))
    assert "remote-identification-prohibited" not in day_before
    assert day["remote-identification-prohibited"] == "nothing"


def test_a_trial_on_passers_by_is_covered_by_the_prohibition_and_one_on_volunteers_is_not(uses: Uses) -> None:
    trial = LIVE | {"phase": "test-without-effect", "purposes": "flow"}
    assert "remote-identification-prohibited" in raised(uses.on("2025-06-01", "facial-identification", trial))
    assert "remote-identification-prohibited" not in raised(
        uses.on("2025-06-01", "facial-identification", trial | {"persons": "volunteers"})
    )


def test_algorithmic_video_differs_in_2022_and_2023_as_the_act_does(uses: Uses) -> None:
    before, after = (uses.on(day, "anomaly-detection", ALGORITHM) for day in ("2022-12-15", "2023-12-15"))
    assert raised(before) == {"no-statute": "statute"}
    assert raised(after) == {}
    assert required(after) - required(before) == {"withdrawal", "register"}


def test_high_risk_duties_wait_for_december_2027(uses: Uses) -> None:
    later = LIVE | {"biometrics": "one-to-many-later", "vantage": "none", "places": "file", "persons": "suspects", "phase": "in-use"}
    before, after = (uses.on(day, "facial-identification-after", later) for day in ("2027-12-01", "2027-12-02"))
    assert required(after) - required(before) == {
        "operator_training",
        "bias_testing",
        "transparency_verifiability",
        "two_person_check",
        "fundamental_rights_assessment",
        "eu_registration",
        "high_risk_conformity",
        "prior_authorisation",
    }
    assert "high-risk-duties" in certain(before)
    assert "high-risk-duties" not in certain(after)


def test_jamming_has_a_study_of_its_own_since_july_2023(uses: Uses) -> None:
    before, after = (required(uses.on(day, "counter-drone", JAMMING)) for day in ("2023-06-30", "2023-07-01"))
    assert "frequency_study" not in before
    assert "frequency_study" in after
    assert "jamming-decree" in certain(uses.on("2022-06-01", "counter-drone", JAMMING))


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({}, "instrument-order"),
        ({"biometrics": "verification", "output_effect": "denial-of-access"}, "instrument-decree"),
    ],
)
def test_processing_without_a_text_is_told_the_instrument_it_needs(uses: Uses, answers: Answers, wanted: str) -> None:
    plain = DRONES | {"vantage": "none", "sensing": "file-crossing", "places": "file", "persons": "suspects", "storage": "central"}
    assessment = uses.on("2022-06-01", "operational-data", plain | answers)
    assert wanted in certain(assessment)
    assert raised(assessment) == {"no-regulation": "regulation"}


def test_training_on_real_police_data_is_asked_what_the_processing_of_police_data_is(uses: Uses) -> None:
    training = DRONES | {
        "phase": "test-without-effect",
        "purposes": "research",
        "places": "file",
        "sensing": "file-crossing",
        "vantage": "none",
        "output_effect": "statistics",
        "storage": "central",
    }
    assert {"dpia", "regulator_opinion", "register", "retention_limit", "perimeter_limit"} <= required(
        uses.on("2021-09-09", "ai-training-data", training)
    )


def test_a_test_flight_that_films_third_parties_is_asked_for_bounds(uses: Uses) -> None:
    flight = DRONES | {"phase": "test-without-effect", "purposes": "research", "output_effect": "alert", "storage": "none"}
    assessment = uses.on("2021-09-09", "counter-drone", flight)
    assert {"dpia", "perimeter_limit", "duration_limit", "public_information", "no_storage"} <= required(assessment)
    assert "video-return" in certain(assessment)


def test_homes_seen_in_passing_do_not_raise_the_degree_of_intrusion(uses: Uses) -> None:
    passing = uses.on("2024-06-01", "onboard-cameras", ON_BOARD | {"places": "street home-visible"})
    lasting = uses.on("2024-06-01", "onboard-cameras", ON_BOARD | {"places": "street home-visible", "continuity": "permanent"})
    assert dict(passing.tiers)["intrusiveness"].possible == ("moderate",)
    assert dict(lasting.tiers)["intrusiveness"].possible == ("high",)


def test_the_requirement_reads_the_cell_and_not_the_degree_alone(uses: Uses) -> None:
    grave, minor = (
        uses.on("2024-06-01", "drones", DRONES | {"purposes": purposes}) for purposes in ("terrorism", "minor-offence-local-order")
    )
    assert "cell-high-low" not in floors(grave)
    assert "cell-high-low" in floors(minor)


def floors(assessment: Assessment) -> set[str]:
    """The rules by which the principle of intrusiveness asks for a floor."""
    own = next(found for found in assessment.principles if found.id == "intrusiveness")
    return {floor.requirement for floor in own.floors}


def ranks_of(assessment: Assessment, name: str) -> tuple[str, ...]:
    """The ranks of norm that the guarantee *name* needs; none: no rank is asked."""
    return next(found.min_instruments for found in assessment.safeguards if found.id == name)
