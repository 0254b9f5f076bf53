"""What other programs read of `assess check`: each format against its own description."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from assess.checks.documentation import rules
from assess.model.finding import Finding, Place, Severity
from assess.reporters.check_formats import as_github, as_gitlab, as_json, as_junit, as_sarif
from assess.reporters.report import MOST, Found, Report, capped
from assess.reporters.text import report as as_text
from tests.checks.cases import catalogue
from tests.study.studies import evaluator

SCHEMAS = Path(os.environ.get("ASSESS_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data" / "schemas"
XS = "{http://www.w3.org/2001/XMLSchema}"


def found(number: int, severity: Severity, check: str = "passage-edited", path: str = "dossier/étude n° 1, fin.md", **fields: Any) -> Found:
    """A finding with everything that could break a format."""
    words = {"fr": f'Texte {number} : « 100 % », <b> & "deux"\nlignes\x1b', "en": f'Text {number}: 100 %, <b> & "two"\nlines\x1b'}
    finding = Finding(
        "edited",
        Place(path, number, 3),
        severity=severity,
        line_text="  <texte> & suite",
        length=7,
        check=check,
        words=words,
        mend={"fr": "Corriger.", "en": "Put right."},
    )
    return Found(finding, f"{number:032x}", **fields)


FAULT = Found(Finding("file-not-found", Place("rien.yaml")), "f" * 32)
FOUND = (found(1, Severity.ERROR), found(2, Severity.WARNING), found(3, Severity.NOTE), FAULT)
WAIVED = (found(4, Severity.ERROR, reason="chiffrage <en cours>", until="2026-12-31"),)
REPORT = Report(
    found=FOUND,
    waived=WAIVED,
    known=2,
    files=("autre.md", "dossier/étude n° 1, fin.md"),
    rules=rules(tuple(catalogue().checks), catalogue().cases, evaluator().rubric),
    version="1.2.3",
    lang="fr",
)
EMPTY = Report((), (), 0, (), (), "1.2.3", "en")


def schema(name: str) -> Path:
    path = SCHEMAS / name
    if not path.is_file():
        pytest.skip("the schemas are not at hand")
    return path


@pytest.mark.parametrize("report", [REPORT, EMPTY])
def test_sarif_is_valid(report: Report) -> None:
    from jsonschema import validators

    known = json.loads(schema("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    validator = validators.validator_for(known)(known)
    assert [error.message for error in validator.iter_errors(json.loads(as_sarif(report)))] == []


def test_sarif_leaves_out_what_is_waived_unless_it_is_asked_for() -> None:
    (run,) = json.loads(as_sarif(REPORT))["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error"]
    assert not any("suppressions" in result for result in run["results"])


def test_sarif_lists_every_check_with_its_page_and_suppresses_what_is_waived() -> None:
    (run,) = json.loads(as_sarif(replace(REPORT, show_waived=True)))["runs"]
    listed = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in listed] == [check.id for check in catalogue().checks]
    assert all(rule["help"]["markdown"].startswith(f"# {rule['shortDescription']['text']}") for rule in listed)
    results = run["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note", "error", "error"]
    assert [listed[result["ruleIndex"]]["id"] for result in results if "ruleIndex" in result] == ["passage-edited"] * 4
    assert [result["ruleId"] for result in results if "ruleIndex" not in result] == ["file-not-found"]
    assert ["suppressions" in result for result in results] == [False, False, False, False, True]
    assert results[4]["suppressions"][0]["justification"] == "chiffrage <en cours>"
    assert len({result["partialFingerprints"]["assess/v1"] for result in results}) == 5
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "dossier/%C3%A9tude%20n%C2%B0%201%2C%20fin.md"
    assert place["region"] == {"startLine": 1, "startColumn": 3, "endColumn": 10, "snippet": {"text": "<texte>"}}


@pytest.mark.parametrize(
    ("path", "uri"),
    [("a/b.md", "a/b.md"), ("../b.md", "../b.md"), ("/a b/c.md", "file:///a%20b/c.md"), ("C:\\a\\b.md", "file:///C:/a/b.md")],
)
def test_sarif_names_files_by_references(path: str, uri: str) -> None:
    report = Report((found(1, Severity.NOTE, path=path),), (), 0, (), (), "1", "fr")
    (result,) = json.loads(as_sarif(report))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize("report", [REPORT, EMPTY])
def test_junit_is_valid(report: Report) -> None:
    declared = elements()
    root = xml(as_junit(report))
    assert root.tag == "testsuites"
    assert [fault for element in root.iter() for fault in faults(element, declared)] == []


def xml(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own


def elements() -> dict[str | None, ET.Element]:
    """The elements that the schema of JUnit declares, by name."""
    known = xml(schema("junit-10.xsd").read_text(encoding="utf-8").partition("?>")[2])
    return {element.get("name"): element for element in known.iter(f"{XS}element")}


def faults(element: ET.Element, declared: dict[str | None, ET.Element]) -> list[str]:
    """What the schema says against *element*: its name, its attributes, the names of its children, its text."""
    if element.tag not in declared:
        return [f"no element {element.tag}"]
    described = declared[element.tag]
    if described.get("type") == "xs:string":
        return [f"{child.tag} in {element.tag}" for child in element]
    (kind,) = described.findall(f"{XS}complexType")
    attributes = {found.get("name"): found.get("use") for found in kind.findall(f"{XS}attribute")}
    children = {found.get("ref") for found in kind.iter(f"{XS}element")}
    wrong = [f"{name} of {element.tag}" for name in element.attrib if name not in attributes]
    wrong += [f"{element.tag} without {name}" for name, use in attributes.items() if use == "required" and name not in element.attrib]
    wrong += [f"{child.tag} in {element.tag}" for child in element if child.tag not in children]
    mixed = kind.get("mixed") == "true" or not (element.text or "").strip()
    return wrong + ([] if mixed else [f"text in {element.tag}"])


def test_what_is_against_the_schema_of_junit_is_seen() -> None:
    declared = elements()
    for text in (
        "<x/>",
        "<testcase/>",
        "<testcase name='a' colour='b'/>",
        "<testcase name='a'>b</testcase>",
        "<properties><failure/></properties>",
    ):
        assert faults(xml(text), declared), text


def test_junit_counts_failures_errors_and_what_is_skipped() -> None:
    root = xml(as_junit(REPORT))
    counts = {suite.get("name"): [suite.get(name) for name in ("tests", "failures", "errors", "skipped")] for suite in root}
    assert counts == {
        "autre.md": ["1", "0", "0", "0"],
        "dossier/étude n° 1, fin.md": ["4", "1", "0", "1"],
        "rien.yaml": ["1", "0", "1", "0"],
    }
    (failure,) = root.iter("failure")
    assert failure.get("message") == 'Texte 1 : « 100 % », <b> & "deux"<U+000A>lignes<U+001B>'


def test_github_escapes_what_its_commands_cannot_hold() -> None:
    first, second, third, fault = as_github(REPORT).splitlines()
    assert first == (
        "::error file=dossier/étude n° 1%2C fin.md,line=1,col=3,endColumn=10,title=passage-edited"
        '::Texte 1 : « 100 %25 », <b> & "deux"<U+000A>lignes<U+001B>%0Acorrection : Corriger.'
    )
    assert re.match(r"::(\w+) ", second)
    assert [line.split(" ")[0] for line in (second, third, fault)] == ["::warning", "::notice", "::error"]


def test_gitlab_has_all_that_a_code_quality_report_needs() -> None:
    rows = json.loads(as_gitlab(REPORT))
    assert len(rows) == 4
    for row in rows:
        assert row.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["location"]["path"]
        assert row["location"]["lines"]["begin"] >= 1
    assert [row["severity"] for row in rows] == ["major", "minor", "info", "blocker"]
    assert len({row["fingerprint"] for row in rows}) == 4
    assert json.loads(as_gitlab(EMPTY)) == []


def test_json_says_it_all() -> None:
    data = json.loads(as_json(REPORT))
    assert data["counts"] == {"errors": 2, "warnings": 1, "notes": 1, "waived": 1, "baseline": 2}
    assert [item["check"] for item in data["findings"]] == ["passage-edited"] * 3 + [None]
    assert data["findings"][0]["hint"] == "Corriger."
    assert (data["waived"][0]["reason"], data["waived"][0]["until"]) == ("chiffrage <en cours>", "2026-12-31")
    assert json.loads(as_json(EMPTY))["findings"] == []
    assert [item["fails"] for item in data["findings"] + data["waived"]] == [True, False, False, True, False]


@pytest.mark.parametrize(("fail_on", "failing"), [("error", 1), ("warning", 2), ("note", 3), ("never", 0)])
def test_each_format_that_can_say_it_carries_the_threshold_of_the_run(fail_on: str, failing: int) -> None:
    report = replace(REPORT, fail_on=fail_on)
    data = json.loads(as_json(report))
    assert (data["fail_on"], sum(item["fails"] for item in data["findings"] if item["check"])) == (fail_on, failing)
    root = xml(as_junit(report))
    assert {found.get("value") for found in root.iter("property")} == {fail_on}
    assert len(list(root.iter("failure"))) == failing
    assert json.loads(as_sarif(report))["runs"][0]["properties"] == {"fail-on": fail_on}


def test_people_read_first_what_makes_the_run_fail() -> None:
    first = found(9, Severity.WARNING, path="a.md")
    said = as_text(replace(REPORT, found=(first, *FOUND)))
    assert said.startswith("dossier/étude n° 1, fin.md:1:3: erreur : ")
    assert said.index("rien.yaml:") < said.index("a.md:") < said.index("remarque :")
    assert as_text(replace(REPORT, found=(first, *FOUND), fail_on="warning")).startswith("a.md:")


MANY = tuple(found(number, Severity.WARNING) for number in range(1, 250))


def test_of_one_kind_in_one_file_the_first_are_shown_and_the_rest_counted() -> None:
    others = (found(3, Severity.WARNING, path="autre.md"), found(4, Severity.NOTE))
    shown = capped([*MANY, *others])
    assert len(shown) == MOST + 1 + len(others)
    report = replace(REPORT, found=tuple(shown))
    assert (report.count(Severity.WARNING), report.count(Severity.NOTE)) == (250, 1)
    more = shown[MOST]
    assert (more.finding.id, more.finding.values["count"], more.finding.severity) == ("more-findings", "149", Severity.WARNING)
    assert more.finding.place.line == MOST + 1
    for written in (as_json(report), as_sarif(report), as_github(report), as_junit(report), as_gitlab(report), as_text(report)):
        assert "Et d’autres du même genre dans ce fichier : 149 (`passage-edited`)." in written
    assert capped(list(MANY[: MOST + 1])) == list(MANY[: MOST + 1]), "one more says as much as its number"


def test_capping_again_counts_what_was_counted_before() -> None:
    once = capped(MANY)
    (more,) = (item for item in capped([*MANY[:MOST], once[-1], once[-1]]) if item.count > 1)
    assert more.count == 2 * 149
