"""A service adds its own law in folders that its settings name."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from assess.model.exit_codes import DONE, INVALID
from tests.law.uses import RUBRIC
from tests.running import run

PROPOSAL = """format: 1
id: essai
title: Drones
date: 2024-03-02
technology: drones
facts: {actors: [national-police-gendarmerie], purposes: [any-offence], biometrics: none}
"""
ENTRY = """law:
  ours:
    title: {fr: "Notre arrêté", en: "Our order"}
    cite: {fr: "arrêté du 3 janvier 2024", en: "order of 3 January 2024"}
    requires: {fr: "Ouvre.", en: "Opens."}
    dates: {2024-01-03: in-force}
    source: {title: "Recueil"}
    last_checked: 2026-11-29
    certainty: confirmed
texts:
  ours:
    title: {fr: "Notre texte", en: "Our text"}
    law: [law:ours]
    in_force: "in_force(ours)"
    concerns: "purposes has any-offence"
"""


@pytest.fixture
def place(here: Path) -> Path:
    (here / "p.yaml").write_text(PROPOSAL, encoding="utf-8")
    (here / "assess.toml").write_text(f'rubric = {json.dumps(str(RUBRIC))}\nlaw = ["notre-droit/"]\n', encoding="utf-8")
    (here / "notre-droit").mkdir()
    written(here, ENTRY)
    return here


def written(place: Path, text: str) -> None:
    (place / "notre-droit" / "entries.yaml").write_text(text, encoding="utf-8")


def regime(*options: str) -> list[str]:
    ran = run("score", "p.yaml", "--format", "json", *options)
    assert ran.code == DONE, ran.err
    possible: list[str] = json.loads(ran.out)["regime"]["possible"]
    return possible


def test_what_a_service_adds_may_be_in_its_language_alone(place: Path) -> None:
    before = regime()
    written(place, ENTRY.replace(', en: "Our order"', "").replace(', en: "Opens."', "").replace(', en: "Our text"', ""))
    assert regime() == before


@pytest.mark.usefixtures("place")
def test_what_a_service_adds_counts() -> None:
    assert regime() == ["specific-text"]


def test_what_is_added_is_read_anew_when_it_changes(place: Path) -> None:
    assert regime() == ["specific-text"]
    written(place, ENTRY.replace("2024-01-03: in-force", "2024-01-03: ended"))
    assert regime() == ["statute-needed"]
    (place / "assess.toml").write_text(f"rubric = {json.dumps(str(RUBRIC))}\n", encoding="utf-8")
    assert regime() == ["statute-needed"]


def test_an_entry_of_the_service_overrides_ours(place: Path) -> None:
    (place / "p.yaml").write_text(PROPOSAL.replace("any-offence", "terrorism"), encoding="utf-8")
    assert regime() == ["specific-text"]
    ended = (RUBRIC / "rubric.yaml").read_text(encoding="utf-8")
    entry = ended[ended.index("  csi-l242-5:") : ended.index("  decree-2023-283:")].replace("2022-01-26: in-force", "2022-01-26: ended")
    written(place, "law:\n" + entry)
    assert regime() == ["statute-needed"]


@pytest.mark.usefixtures("place")
def test_it_is_shown_as_added_by_the_service() -> None:
    told = run("explain", "law:ours", "--lang", "fr").out
    assert "Ajoutée par le service : notre-droit/entries.yaml" in told.replace("\u00a0", " ")
    assert "entrée ajoutée par le service" in run("explain", "text:ours", "--lang", "fr").out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("facts: {}\n", "`facts` does not exist"),
        (ENTRY.replace("cite:", "cites:"), "`cites` does not exist"),
        (ENTRY.replace("in_force(ours)", "in_force(our)"), "`our` is not known here"),
    ],
)
def test_a_fault_of_what_is_added_has_its_place(place: Path, text: str, message: str) -> None:
    written(place, text)
    ran = run("score", "p.yaml", "--lang", "en")
    assert ran.code == INVALID
    assert message in ran.err
    assert "notre-droit/entries.yaml:" in ran.err


def test_a_folder_that_is_not_there_is_said(place: Path) -> None:
    (place / "notre-droit" / "entries.yaml").unlink()
    ran = run("score", "p.yaml", "--lang", "en")
    assert (ran.code, "holds no `.yaml` file" in ran.err) == (INVALID, True)
    (place / "notre-droit").rmdir()
    ran = run("score", "p.yaml", "--lang", "en")
    assert (ran.code, "There is no folder" in ran.err) == (INVALID, True)


def test_a_folder_outside_of_the_checkout_is_refused_by_check(place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "entries.yaml").write_text(ENTRY, encoding="utf-8")
    subprocess.run(["git", "init", "-q", "."], cwd=place, check=True)
    (place / "assess.toml").write_text(f"law = [{json.dumps(str(elsewhere))}]\n", encoding="utf-8")
    ran = run("check", "p.yaml", "--lang", "en")
    assert ran.code == INVALID
    assert "leaves the checkout" in ran.out + ran.err
    assert "leaves the checkout" not in run("check", "p.yaml", "--lang", "en", "--trust").out
