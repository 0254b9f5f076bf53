"""Where `assess check` is started from changes nothing: reports name files from the root of the checkout, baselines from where they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assess.model.exit_codes import DONE, FOUND, INVALID
from tests.checks.cases import BASE
from tests.running import Ran, run

STUDIES = "études en cours/n° 1"
DRAFT = f"{STUDIES}/essai.impact-study.md"


@pytest.fixture
def checkout(here: Path) -> Path:
    """A checkout whose studies are in a folder with spaces and accents; the draft has a link that leads nowhere."""
    (here / STUDIES).mkdir(parents=True)
    shutil.copy(BASE, here / STUDIES / "essai.yaml")
    assert run(f"{STUDIES}/essai.yaml", "-q").code == DONE
    with (here / DRAFT).open("a", encoding="utf-8") as draft:
        draft.write("\nVoir [l’annexe](annexe.md).\n")
    (here / ".git").mkdir()
    return here


def paths(ended: Ran, form: str) -> set[str]:
    """The files that the report names."""
    if form == "github":
        return set(re.findall(r"^::\w+ file=([^,]*),", ended.out, re.MULTILINE))
    if form == "junit":
        root = ET.fromstring(ended.out)  # noqa: S314 - our own
        return {element.get("classname", "") for element in root.iter("testcase")}
    data = json.loads(ended.out)
    if form == "gitlab":
        return {row["location"]["path"] for row in data}
    if form == "json":
        return {row["path"] for row in data["findings"]}
    return {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in data["runs"][0]["results"]}


SARIF = DRAFT.replace("é", "%C3%A9").replace(" ", "%20").replace("°", "%C2%B0")
FORMATS = [("github", DRAFT), ("junit", DRAFT), ("gitlab", DRAFT), ("json", DRAFT), ("sarif", SARIF)]


@pytest.mark.parametrize(("form", "named"), FORMATS)
def test_reports_name_files_from_the_root_wherever_they_are_made(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, form: str, named: str
) -> None:
    (checkout / "ailleurs").mkdir()
    told = []
    for folder, path in (
        (".", "."),
        (STUDIES, "."),
        (STUDIES, "essai.impact-study.md"),
        ("ailleurs", ".."),
        ("ailleurs", str(checkout / DRAFT)),
    ):
        monkeypatch.chdir(checkout / folder)
        ended = run("check", path, "--format", form, "-q")
        told.append(ended.out)
        assert named in paths(ended, form)
        assert not any(path.startswith(("/", "..", "file:")) for path in paths(ended, form))
    assert told[0] == told[1] == told[3]
    assert told[2] == told[4]


def test_the_root_is_that_of_continuous_integration_or_the_one_asked_for(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / ".git").rmdir()
    monkeypatch.chdir(checkout / STUDIES)
    assert paths(run("check", ".", "--format", "json"), "json") == {"essai.impact-study.md"}
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(name, str(checkout))
            assert paths(run("check", ".", "--format", "json"), "json") == {DRAFT}
    assert paths(run("check", ".", "--format", "json", "--root", ".."), "json") == {DRAFT.partition("/")[2]}
    assert f"\n{DRAFT}:" in "\n" + run("check", ".", "--root", "../..").out
    assert run("check", ".", "--root", "rien", "-q").code == INVALID


def test_people_read_names_from_where_they_are(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout / STUDIES)
    assert run("check", ".").out.startswith("essai.impact-study.md:")


def test_what_is_no_file_keeps_its_name(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout / STUDIES)
    assert "--today" in paths(run("check", ".", "--format", "json", "--today", "demain"), "json")
    assert f"{STUDIES}/absent.md" in paths(run("check", "absent.md", "--format", "json"), "json")


@pytest.mark.parametrize("git", [True, False])
def test_a_baseline_holds_wherever_it_is_used(checkout: Path, monkeypatch: pytest.MonkeyPatch, git: bool) -> None:
    if not git:
        (checkout / ".git").rmdir()
    assert run("check", ".", "--write-baseline", "base.json", "-q").code == DONE
    kept = (checkout / "base.json").read_bytes()
    for folder, path, base in ((".", DRAFT, "base.json"), (STUDIES, ".", "../../base.json"), (STUDIES, ".", str(checkout / "base.json"))):
        monkeypatch.chdir(checkout / folder)
        assert run("check", path, "--baseline", base, "--fail-on", "note", "-q") == Ran(DONE, "", "")
    assert run("check", "../..", "--write-baseline", "../../base.json", "-q").code == DONE
    assert (checkout / "base.json").read_bytes() == kept
    rows = json.loads(kept)["findings"]
    assert {row["path"] for row in rows} == {DRAFT}
    monkeypatch.chdir(checkout.parent)
    shutil.move(checkout, checkout.parent / "ailleurs")
    monkeypatch.chdir(checkout.parent / "ailleurs")
    assert run("check", ".", "--baseline", "base.json", "--fail-on", "note", "-q") == Ran(DONE, "", "")
    shutil.move(checkout.parent / "ailleurs", checkout)


def test_an_entry_of_a_baseline_that_matches_nothing_is_told_and_dropped(checkout: Path) -> None:
    assert run("check", ".", "--write-baseline", "base.json", "-q").code == DONE
    path = checkout / DRAFT
    path.write_text(path.read_text(encoding="utf-8").replace("[l’annexe](annexe.md)", "l’annexe"), encoding="utf-8")
    ended = run("check", ".", "--baseline", "base.json", "--format", "json", "-q")
    (note,) = json.loads(ended.out)["findings"]
    assert (ended.code, note["id"], note["severity"], note["path"]) == (DONE, "baseline-entry-gone", "note", "base.json")
    line = (checkout / "base.json").read_text(encoding="utf-8").split("\n")[note["line"] - 1]
    assert "link-broken" in line
    assert run("check", ".", "--baseline", "base.json", "--fail-on", "note", "-q").code == FOUND
    assert run("check", ".", "--baseline", "base.json", "--write-baseline", "base.json", "-q").code == DONE
    assert "link-broken" not in (checkout / "base.json").read_text(encoding="utf-8")
    assert run("check", ".", "--baseline", "base.json", "--fail-on", "note", "-q") == Ran(DONE, "", "")


def test_entries_of_files_that_were_not_looked_at_are_not_called_gone(checkout: Path) -> None:
    shutil.copytree(checkout / STUDIES, checkout / "autre")
    assert run("check", ".", "--write-baseline", "base.json", "-q").code == DONE
    assert run("check", "autre", "--baseline", "base.json", "--fail-on", "note", "-q") == Ran(DONE, "", "")
    shutil.rmtree(checkout / STUDIES)
    told = json.loads(run("check", "autre", "--baseline", "base.json", "--format", "json", "-q").out)["findings"]
    assert {item["id"] for item in told} == {"baseline-entry-gone"}
    assert os.path.basename(DRAFT) in told[0]["message"]  # noqa: PTH119
