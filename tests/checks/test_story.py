"""The life of a study, as the README tells it: written, worked on, written again, checked, waived for a time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assess.model.exit_codes import DONE, FOUND
from tests.running import Ran, run
from tests.study.drafts import changed

COMPLETE = Path(__file__).parent / "drafts" / "complete.yaml"
PROPOSAL, DRAFT = "gare.yaml", "gare.impact-study.md"
EDITS = {
    "## Introduction": "Le projet répond à la recommandation n° 12 du rapport d’inspection.",
    "#### 1.2. Cadre général": "Le schéma des caméras figure en [annexe](annexes/cameras.md).",
    "#### 2.1. Nécessité de légiférer": "Les syndicats ont relevé que les consignes actuelles ne suffisent plus.",
    "#### 3.2. Dispositif retenu": "À chaque alerte, l’opérateur rend compte au chef de poste. Les images sont conservées trente jours.",
    "##### 4.2.3. Impacts budgétaires": "La direction du budget a donné son accord le 3 février 2026.",
    "##### 5.2.5. Suivi et évaluation": "Le premier bilan est remis en juin 2027.",
}
"""What the analyst writes, and under which headings."""
ANSWERS = {"retention_days: 30": "retention_days: 15", "devices: 120": "devices: 90", "duration_months: 18": "duration_months: 24"}
WAIVER = '<!-- assess:allow link-broken until=2026-06-30 reason="annexe en cours de relecture par la direction" -->'


def edit(path: str, old: str, new: str) -> None:
    file = Path(path)
    file.write_text(changed(file.read_text(encoding="utf-8"), old, new), encoding="utf-8")


def checked(*options: str) -> Ran:
    return run("check", ".", "--fail-on", "warning", *options)


def found(*options: str) -> list[tuple[str, str]]:
    """The check and the line of the draft of each finding, notes aside."""
    report = json.loads(checked("--format", "json", "-q", *options).out)
    lines = ["", *Path(DRAFT).read_text(encoding="utf-8").split("\n")]
    return [(item["check"], lines[item["line"]]) for item in report["findings"] if item["severity"] != "note"]


@pytest.mark.usefixtures("here")
def test_the_story() -> None:
    shutil.copy(COMPLETE, PROPOSAL)
    assert run(PROPOSAL, "-q").code == DONE
    assert checked("--today", "2026-03-02", "-q") == Ran(DONE, "", "")

    for heading, text in EDITS.items():
        edit(DRAFT, f"\n{heading}\n", f"\n{heading}\n\n{text}\n")
    edit(PROPOSAL, "Les images sont conservées 30 jours.", "Les images sont conservées 15 jours.")
    for old, new in ANSWERS.items():
        edit(PROPOSAL, old, new)
    before = Path(DRAFT).read_text(encoding="utf-8")
    assert {check for check, _ in found()} >= {"passage-stale"}

    assert run(PROPOSAL, "-q").code == DONE
    after = Path(DRAFT).read_text(encoding="utf-8")
    assert after != before
    assert all(f"\n{heading}\n\n{text}\n" in after for heading, text in EDITS.items())
    assert run(PROPOSAL, "-q").code == DONE
    assert Path(DRAFT).read_text(encoding="utf-8") == after

    link, scheme = EDITS["#### 1.2. Cadre général"], EDITS["#### 3.2. Dispositif retenu"]
    assert found("--today", "2026-03-02") == [("link-broken", link), ("figure-differs", scheme)]
    assert checked("--today", "2026-03-02", "-q").code == FOUND

    edit(DRAFT, "trente jours", "quinze jours")
    edit(DRAFT, link, f"{WAIVER}\n\n{link}")
    accepted = checked("--today", "2026-06-30", "--lang", "en")
    assert accepted.code == DONE
    assert "Waivers: 1; findings set aside: 1." in accepted.err

    assert checked("--today", "2026-07-01", "-q").code == FOUND
    assert [check for check, _ in found("--today", "2026-07-01")] == ["waiver-expired", "link-broken"]
