"""What is said of texts, gifts and domains: JSON, pages, chains, faults that only evaluation shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assess.engine.reach import unreached
from assess.loading.rubric import load_rubric
from assess.model.exit_codes import DONE
from assess.yaml_source.document import read_document
from tests.law.test_added import PROPOSAL
from tests.law.uses import RUBRIC
from tests.running import run

TEXT = (RUBRIC / "rubric.yaml").read_text(encoding="utf-8")


@pytest.fixture
def place(here: Path) -> Path:
    (here / "assess.toml").write_text(f"rubric = {json.dumps(str(RUBRIC))}\n", encoding="utf-8")
    return here


def told(*command: str) -> str:
    ran = run(*command, "--lang", "fr")
    assert ran.code == DONE, ran.err
    return " ".join((ran.out + ran.err).replace("\u00a0", " ").split())


def test_the_json_says_what_the_contract_says(place: Path) -> None:
    (place / "p.yaml").write_text(PROPOSAL.replace("any-offence", "terrorism"), encoding="utf-8")
    data = json.loads(run("score", "p.yaml", "--format", "json").out)
    assert data["texts"] == [{"id": "drones-state", "status": "covers", "outside": [], "supposed": [], "unread": [], "stated": False}]
    assert data["domains"] == [{"id": "mobile-images", "status": "closed", "norm": "statute"}]
    assert data["safeguards"][0]["given_by"][0] == {"law": "law:csi-l242-4", "ref": "L. 242-4, al. 2", "instrument": "statute"}


def test_a_guarantee_is_explained_by_the_law_that_gives_it(place: Path) -> None:
    (place / "p.yaml").write_text(PROPOSAL.replace("any-offence", "terrorism"), encoding="utf-8")
    said = told("explain", "p.yaml", "safeguard:facial_recognition_ban")
    assert "donnée par le droit" in said
    assert "donnée par article L. 242-4 du code de la sécurité intérieure, L. 242-4, al. 2 (loi) [law:csi-l242-4]" in said
    assert "couvre l’usage" in told("explain", "p.yaml", "text:drones-state")


def test_a_text_is_explained_by_what_falls_outside(place: Path) -> None:
    (place / "p.yaml").write_text(PROPOSAL, encoding="utf-8")
    assert "Le texte ne couvre pas cette finalité. (L. 242-5, I, 1° à 6°)" in told("explain", "p.yaml", "text:drones-state")
    assert "domaine clos ; norme sans texte : loi" in told("explain", "p.yaml", "domain:mobile-images")


@pytest.mark.usefixtures("place")
def test_an_entry_tells_what_it_gives_and_of_what_text_it_is_a_part() -> None:
    said = told("explain", "law:decree-2023-283")
    assert "Interdiction de la reconnaissance faciale, R. 242-9 (décret)" in said
    assert "[text:drones-state]" in said
    assert "l’usage est couvert par" in said


def test_the_state_of_a_text_that_blocks_is_named_first_with_its_key(place: Path) -> None:
    (place / "p.yaml").write_text(PROPOSAL.replace("2024-03-02", "2026-07-01"), encoding="utf-8")
    assert "Loi dont l’état n’est pas connu [law:bill-in-waiting]" in told("score", "p.yaml") + told("run", "p.yaml")
    assert "dépend d’abord d’un texte" in told("explain", "p.yaml")
    stated = 'law:\n  - {cite: "law:bill-in-waiting", state: in-force, source: "JO du 2 juillet 2026"}\n'
    (place / "p.yaml").write_text(PROPOSAL.replace("2024-03-02", "2026-07-01") + stated, encoding="utf-8")
    assert "selon la proposition (JO du 2 juillet 2026) : en vigueur" in told("explain", "p.yaml", "law:bill-in-waiting")


@pytest.mark.parametrize(
    ("old", "new", "keys", "message"),
    [
        ('when: "biometrics == none"', 'when: "biometrics == none and false"', ("texts", "drones-state"), "text-never-covers"),
        ('applies: "covered(drones-state)"', 'applies: "false"', ("law", "decree-2023-283", "gives"), "gives-to-nobody"),
        (
            "instrument: statute, from: 2022-01-26",
            "instrument: statute, until: 2020-01-01",
            ("law", "csi-l242-4", "gives", "facial_recognition_ban"),
            "gift-never-in-force",
        ),
    ],
)
def test_what_can_never_cover_or_give_is_a_fault(old: str, new: str, keys: tuple[str, ...], message: str) -> None:
    rubric, findings = load_rubric([read_document(TEXT.replace(old, new, 1), "r/rubric.yaml")], "", "r")
    assert rubric is not None, findings
    assert (keys, message) in [(found.keys, found.message) for found in unreached(rubric)]


def test_the_small_rubric_has_no_such_fault() -> None:
    rubric, _ = load_rubric([read_document(TEXT, "r/rubric.yaml")], "", "r")
    assert rubric is not None
    assert [found for found in unreached(rubric) if found.message != "missing-level"] == []


def test_cases_may_expect_what_covers_and_what_is_given(place: Path) -> None:
    (place / "cases.yaml").write_text(
        """cases:
  - name: Couvert
    as-of: 2024-03-02
    given: {technology: drones, facts: {actors: [national-police-gendarmerie], purposes: [terrorism], biometrics: none}}
    expect:
      texts: {drones-state: covers}
      given: {facial_recognition_ban: statute}
      domains: {mobile-images: statute}
    because: {text: "C’est ainsi.", sources: [law:csi-l242-5]}
  - name: Hors du texte
    as-of: 2024-03-02
    given: {technology: plate-reading, facts: {actors: [national-police-gendarmerie], purposes: [any-offence], biometrics: none}}
    expect: {texts: {drones-state: none}, given: {facial_recognition_ban: none}, domains: {mobile-images: none}, no_deciding: [law:bill-in-waiting]}
    because: {text: "C’est ainsi.", sources: [law:csi-l242-5]}
""",
        encoding="utf-8",
    )
    told("rubric", "check", str(RUBRIC), "--cases", "cases.yaml")
