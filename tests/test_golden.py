"""The golden table of the method: what the report concludes of each technology, and the same method on other days."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assess import files
from assess.commands.session import Session
from assess.reporters.score_json import assessment_data

ROOT = Path(__file__).parent.parent
ALL_NORMS = {("experiment", "current-law"), ("experiment", "regulation"), ("experiment", "statute")}
GOLDEN: dict[str, set[tuple[str, str | None]]] = {
    "anomaly-detection": set(ALL_NORMS),
    "osint-capture": {("experiment", "statute")},
    "ai-training-data": {("experiment", "statute")},
    "millimetre-wave-scanner": {("experiment", "statute")},
    "facial-authentication": {("deploy", "current-law")},
    "facial-identification-test": {("experiment", "current-law")},
    "facial-identification-live": {("debate", "statute")},
    "drones": {("clarify", "statute")},
    "counter-drone": {("clarify", "statute")},
    "onboard-cameras": {("clarify", "statute")},
    "drones-2026": {("deploy", "current-law")},
    "facial-identification-live-2026": {("debate", "statute")},
    "facial-identification-live-flow-2026": {("stop", None)},
}
CONDITIONS = {
    "anomaly-detection": ("normative-level", "framed-in-real-conditions"),
    "osint-capture": ("text-first", "localised-danger"),
    "ai-training-data": ("derogation-1978", "longer-retention"),
    "millimetre-wave-scanner": ("multi-year", "time-gained", "scanner-cost"),
    "facial-authentication": ("reserved-sites", "state-controller"),
    "facial-identification-test": ("limits-of-consent",),
    "facial-identification-live": ("limited-duration", "collegiate-body", "narrower-variant"),
    "drones": ("drone-grounds",),
    "counter-drone": ("counter-drone-funding", "video-return"),
    "onboard-cameras": ("onboard-framework",),
}


def scored(name: str) -> dict[str, Any]:
    session = Session()
    read = session.read(str(ROOT / "examples" / name / "proposal.yaml"))
    assert read.proposal is not None, read.findings
    assert read.method is not None
    evaluator = read.method.evaluator
    data = assessment_data(read.proposal, evaluator.rubric, evaluator.assess(read.proposal, read.as_of), "fr")
    found: dict[str, Any] = json.loads(json.dumps(data))
    return found


def ways(assessment: dict[str, Any]) -> set[tuple[str, str | None]]:
    return {(way["action"], way["norm"]) for way in assessment["pathway"]["possible"]}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_pathway_is_that_of_the_table(name: str) -> None:
    assert ways(scored(name)) == GOLDEN[name]


@pytest.mark.parametrize("name", CONDITIONS)
def test_what_must_also_appear_is_a_certain_condition(name: str) -> None:
    certain = {found["id"] for found in scored(name)["pathway"]["conditions"] if found["certainty"] == "certain"}
    assert {f"condition:{wanted}" for wanted in CONDITIONS[name]} <= certain


def test_the_ten_rows_are_dated_as_the_report() -> None:
    for name in CONDITIONS:
        assert scored(name)["as_of"] == "2021-09-09"


def test_the_regime_decides_for_anomaly_detection() -> None:
    assessment = scored("anomaly-detection")
    assert assessment["deciding"] == [{"id": "fact:legal_regime"}]
    assert assessment["regime"]["possible"] == ["general-law", "regulation-needed", "statute-needed"]


def test_rescue_drones_are_not_to_be_clarified() -> None:
    assert "clarify" not in {action for action, _ in ways(scored("drones-rescue"))}


def test_live_identification_in_2026_crosses_a_line_that_a_statute_cures() -> None:
    raised = {line["id"]: line["cured_by"] for line in scored("facial-identification-live-2026")["red_lines"] if line["status"] == "raised"}
    assert raised == {"remote-identification-without-act": "statute"}


def test_the_same_for_flow_crosses_a_line_that_nothing_cures() -> None:
    lines = scored("facial-identification-live-flow-2026")["red_lines"]
    raised = {line["id"]: line["cured_by"] for line in lines if line["status"] == "raised"}
    assert raised["remote-identification-prohibited"] == "nothing"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-09-09", ("clarify", "statute")),
        ("2022-06-01", ("clarify", "regulation")),
        ("2023-04-20", ("clarify", "regulation")),
        ("2023-04-21", ("deploy", "current-law")),
        ("2026-04-15", ("deploy", "current-law")),
    ],
)
def test_the_law_of_the_day_decides_for_drones(day: str, expected: tuple[str, str]) -> None:
    session = Session(as_of=day)
    read = session.read(str(ROOT / "examples" / "drones-2026" / "proposal.yaml"))
    assert read.proposal is not None
    assert read.method is not None
    pathway = read.method.evaluator.assess(read.proposal, read.as_of).pathway
    assert pathway is not None
    assert {(way.action, way.norm) for way in pathway.possible} == {expected}


def test_every_folder_of_examples_holds_a_proposal_of_its_name() -> None:
    for folder in sorted((ROOT / "examples").iterdir()):
        assert (folder / "proposal.yaml").is_file(), folder
        assert scored(folder.name)["proposal"]["path"].endswith(f"{folder.name}/proposal.yaml")


def test_the_shipped_rubrics_are_the_ones_listed() -> None:
    assert (files.shipped("rubrics") / "mis-2021" / "rubric.yaml").is_file()
