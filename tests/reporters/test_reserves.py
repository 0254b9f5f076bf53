"""The summary says of everything that rests on a hypothesis that it does, names the defects, and tells what alone would change the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assess.model.constants import STAGES
from tests.running import run

USE: dict[str, Any] = {
    "format": 1,
    "id": "vsa",
    "title": "Analyse des images de la voie publique",
    "date": "2025-06-02",
    "technology": "anomaly-detection",
    "text": {"kind": "none", "state": "none"},
    "facts": {
        "phase": "permanent",
        "legal_regime": "mixed",
        "actors": ["municipal-police", "local-authority"],
        "purposes": ["any-offence"],
        "threshold": "none",
        "places": ["street"],
        "persons": ["everyone"],
        "biometrics": "none",
        "reference_list": "no-list",
        "sensing": ["image"],
        "vantage": "fixed",
        "continuity": "permanent",
        "output_effect": "alert",
    },
    "safeguards": {"dpia": {"status": "absent"}},
}


def summary(folder: Path, **changes: Any) -> str:
    """The summary, in French and on one line, of the use with other *changes*."""
    path = folder / "p.yaml"
    path.write_text(json.dumps(USE | changes, ensure_ascii=False), encoding="utf-8")
    told = run("run", str(path), "-o", "-", "--lang", "fr").err
    return " ".join(told.replace("\u00a0", " ").split())


def hypothesis(*names: str) -> dict[str, Any]:
    """The facts, of which these *names* are hypotheses."""
    facts: dict[str, Any] = USE["facts"]
    return facts | {name: {"value": facts[name], "assumed": True, "because": "Non tranché."} for name in names}


def test_without_hypothesis_nothing_bears_a_reserve_and_the_defects_are_named(tmp_path: Path) -> None:
    told = summary(tmp_path)
    assert "(établie" in told
    assert "réserve" not in told
    assert "Bilan : défaut établi (Emploi réel sans la loi qu’il exige ; Base légale ; Analyse d’impact" in told


def test_more_than_three_defects_are_three_and_a_number(tmp_path: Path) -> None:
    absent = {name: {"status": "absent"} for name in ("dpia", "human_oversight", "purpose_definition", "public_information")}
    assert " ; et " in summary(tmp_path, safeguards=absent).partition("Bilan : ")[2].partition(")")[0]


def test_what_rests_on_hypotheses_is_said_to(tmp_path: Path) -> None:
    told = summary(tmp_path, facts=hypothesis("persons", "purposes", "reference_list"))
    first = told.index("Établi : ")
    assert first < told.index("Sous réserve de 3 hypothèses : ")
    assert "manquantes, sous réserve de ce qui n’est pas établi (" in told or "manquante, sous réserve de ce qui n’est pas établi (" in told
    assert "gravité de la mission faible (sous réserve ; établi : " in told
    assert "écarté seulement par ce qui n’est pas établi" in told or "écartés seulement par ce qui n’est pas établi" in told


def test_a_hypothesis_that_changes_nothing_is_said_in_a_word(tmp_path: Path) -> None:
    told = summary(tmp_path, facts=hypothesis("continuity"))
    assert "Établi : inchangé Sous réserve d’une hypothèse : " in told


def test_at_referral_what_is_not_answered_is_not_justified(tmp_path: Path) -> None:
    assert "non justifiée" not in summary(tmp_path)
    assert "non justifiées, sans réponse au stade de la saisine (" in summary(tmp_path, stage=STAGES[-1])


@pytest.mark.parametrize(
    ("where", "unsettled"), [({}, True), ({"where": {"instrument": "statute"}}, False), ({"where": {"ref": "art. 3"}}, False)]
)
def test_a_guarantee_written_nowhere_is_not_shown_as_check_says(where: dict[str, Any], unsettled: bool, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    use = USE | {"safeguards": {"human_oversight": {"status": "present", **where}}}
    path.write_text(json.dumps(use, ensure_ascii=False), encoding="utf-8")
    found = json.loads(run("score", str(path), "--format", "json").out)["safeguards"]
    met = next(item["met"] for item in found if item["id"] == "human_oversight")
    assert (met == "unknown") is unsettled
    assert ("[safeguard-without-place]" in run("check", str(path), "--lang", "en").out) is unsettled


def test_a_text_that_the_proposal_alone_says_to_be_in_force_bears_its_reserve(tmp_path: Path) -> None:
    facts = USE["facts"] | {"legal_regime": "titre-iii", "actors": ["national-police-gendarmerie"]}
    told = summary(tmp_path, date="2021-11-29", text={"kind": "order", "state": "in-force"}, facts=facts)
    assert "autorise et encadre l’usage. Selon la proposition, et sous cette réserve," in told


@pytest.mark.parametrize(("answered", "plates"), [("scraped", ["statute-needed"]), ("", ["statute-needed"])])
def test_each_technology_of_a_use_has_its_own_prohibitions(answered: str, plates: list[str], tmp_path: Path) -> None:
    facts = USE["facts"] | {"actors": ["national-police-gendarmerie"], "biometrics": "one-to-many-later", "places": ["street", "file"]}
    facts |= {"legal_regime": "titre-iii", "sensing": ["image", "plate-location"], "reference_list": answered}
    facts = {name: value for name, value in facts.items() if value}
    path = tmp_path / "p.yaml"
    path.write_text(json.dumps(USE | {"technology": ["plate-reading", "facial-identification-after"], "facts": facts}), encoding="utf-8")
    found = json.loads(run("score", str(path), "--format", "json").out)
    parts = {part["technology"]: part["regime"]["possible"] for part in found["parts"]}
    assert parts["plate-reading"] == plates
    assert "prohibited" in parts["facial-identification-after"]
    assert "prohibited" in found["regime"]["possible"]


@pytest.mark.parametrize(("marked", "said"), [(False, "non précisé"), (True, "non retenue")])
def test_an_option_of_which_nothing_is_said_is_not_set_aside(marked: bool, said: str, tmp_path: Path) -> None:
    options = [{"title": "Ne rien faire", "nothing": True}, {"title": "Comptage", "retained": marked}]
    path = tmp_path / "p.yaml"
    path.write_text(json.dumps(USE | {"options": options}, ensure_ascii=False), encoding="utf-8")
    rows = [line for line in run("run", str(path), "-o", "-", "--lang", "fr", "-q").out.split("\n") if line.startswith("| Ne rien faire")]
    assert rows
    assert said in rows[0]


def test_the_page_of_a_text_says_its_limits() -> None:
    told = run("rubric", "show", "mis-2021", "text:plates", "--lang", "fr").out
    assert told.startswith("# ")
    assert "L. 233-1" in told
