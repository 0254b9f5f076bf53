"""The catalogue of technologies: complete, sourced, dated, readable, and never paid for by scoring."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assess import files, store
from assess.model.rubric import Rubric, Technology
from assess.reporters.schemas import rubric_schema
from assess.yaml_source.document import read_bytes
from tests.running import run

MAIN = files.shipped("rubrics") / "mis-2021"
REPORT = (
    *("anomaly-detection", "operational-data", "osint-capture", "ai-training-data", "millimetre-wave-scanner", "facial-authentication"),
    *("facial-identification", "drones", "counter-drone", "onboard-cameras", "bodyworn-cameras", "video-analysis-after"),
    *("facial-identification-after", "plate-reading", "sound-detection", "biometric-scraping"),
)
ADDED = (
    *("video-protection", "thermal-cameras", "custody-video", "police-file", "biometric-file", "file-matching", "citizen-reporting"),
    *("remote-activation", "identifier-interception"),
)
KNOWN = (*REPORT, *ADDED)


def main() -> Rubric:
    loaded = store.load_rubric_of(MAIN)
    assert loaded.rubric is not None, loaded.findings
    return loaded.rubric


RUBRIC = main()
FOUND = RUBRIC.technologies
DESCRIBED = [found for found in FOUND if found.id != "other"]


def test_the_catalogue_holds_every_technology_a_proposal_may_name() -> None:
    fact = next(fact for fact in RUBRIC.facts if fact.id == "technology")
    assert {found.id for found in FOUND} == {value.id for value in fact.values} == {*KNOWN, "other"}


@pytest.mark.parametrize("name", KNOWN)
def test_it_is_accepted_in_a_proposal(name: str, here: Path) -> None:
    proposal = f"format: 1\nid: essai\ntitle: Essai\ndate: 2026-03-02\ntechnology: {name}\n"
    (here / "p.yaml").write_text(proposal, encoding="utf-8")
    assert run("score", "p.yaml", "--format", "json").code == 0


@pytest.mark.parametrize("found", DESCRIBED, ids=lambda found: found.id)
def test_every_part_is_there_with_its_sources(found: Technology) -> None:
    assert len(found.attention) >= 3
    assert found.facts
    assert found.precedents
    assert found.frame
    assert found.sources
    assert [point.id for point in found.attention if not point.sources or not (point.criteria or point.safeguards)] == []
    assert [citation.ref for citation in found.precedents if citation.note is None] == []
    assert [period.since for period in found.frame if not period.sources] == []


@pytest.mark.parametrize("found", FOUND, ids=lambda found: found.id)
def test_the_law_of_a_period_had_begun_when_it_begins(found: Technology) -> None:
    begun = {f"law:{entry.id}": entry.dates[0][0] for entry in RUBRIC.law}
    days = [period.since for period in found.frame]
    assert days == sorted(set(days))
    for period in found.frame:
        assert min(begun.get(citation.ref, 0) for citation in period.sources) <= period.since


def test_a_technology_not_in_the_catalogue_inherits_nothing() -> None:
    other = next(found for found in FOUND if found.id == "other")
    assert (other.facts, other.precedents, other.frame) == ((), (), ())
    assert other.attention


def test_it_is_described_by_the_proposal(here: Path) -> None:
    proposal = "format: 1\nid: essai\ntitle: Essai\ndate: 2026-03-02\ntechnology: other\n"
    (here / "p.yaml").write_text(proposal, encoding="utf-8")
    assert "description" in run("score", "p.yaml").err
    (here / "p.yaml").write_text(proposal + "description: Nez électronique à l’entrée d’un tunnel\n", encoding="utf-8")
    assert run("score", "p.yaml", "--format", "json").code == 0
    assert run("p.yaml", "-o", "d.md").code == 0
    assert "Nez électronique à l’entrée d’un tunnel" in (here / "d.md").read_text(encoding="utf-8")


def test_the_periods_of_drones_begin_on_the_days_their_law_changed() -> None:
    drones = next(technology for technology in FOUND if technology.id == "drones")
    begun = [date.fromordinal(period.since).isoformat() for period in drones.frame]
    assert begun == ["2020-05-18", "2021-05-20", "2022-01-26", "2023-04-21"]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", KNOWN)
def test_it_has_a_page(name: str, lang: str) -> None:
    ran = run("rubric", "show", "mis-2021", name, "--lang", lang)
    found = next(technology for technology in FOUND if technology.id == name)
    assert (ran.code, ran.err) == (0, "")
    for text in (found.what, *(point.text for point in found.attention), *(period.text for period in found.frame)):
        assert text[lang] in ran.out


def test_the_list_of_technologies_is_a_page() -> None:
    ran = run("rubric", "show", "mis-2021", "technologies", "--lang", "en")
    assert [line.split("`")[1] for line in ran.out.splitlines() if line.startswith("- ")] == [found.id for found in FOUND]


def test_a_rubric_without_catalogue_has_no_such_page() -> None:
    assert run("rubric", "show", "eu-ai-act", "technologies").code == 2


def test_its_files_fit_the_schema() -> None:
    validator = Draft202012Validator(rubric_schema())
    for path in sorted((files.shipped("rubrics") / "technologies").glob("*.yaml")):
        root = read_bytes(path.read_bytes(), path.name).root
        assert not list(validator.iter_errors(json.loads(json.dumps(root))))
    wrong = {"technologies": {"drones": {"what": {"fr": "x"}, "weak": []}}}
    assert list(validator.iter_errors(wrong))
