"""`assess annex`: one annex by its kind, all of them in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.model.constants import ANNEXES
from assess.model.exit_codes import DONE, INVALID
from tests.running import run

PROPOSAL = """format: 1
id: essai
title: Essai
date: 2026-04-15
technology: drones
facts: {actors: [national-police-gendarmerie]}
options:
  - {title: Ne rien faire, nothing: true}
  - {title: Plus petit, less_intrusive: true, proposal: petit.yaml}
  - {title: Retenu, retained: true}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.yaml").write_text(PROPOSAL, encoding="utf-8")
    (tmp_path / "petit.yaml").write_text(PROPOSAL.partition("options:")[0], encoding="utf-8")
    return tmp_path


def annex(*arguments: str) -> tuple[int, str, str]:
    ended = run("annex", "t.yaml", *arguments, "--lang", "en")
    return ended.code, ended.out, ended.err


def test_all_stand_in_a_folder_in_the_order_of_their_numbers(place: Path) -> None:
    assert annex("--kind", "all", "-o", "out/annexes", "-q") == (DONE, "", "")
    found = sorted((place / "out" / "annexes").iterdir())
    assert [path.name for path in found] == [f"{number:02}-{kind}.md" for number, kind in enumerate(ANNEXES, 1)]
    for number, path in enumerate(found, 1):
        assert path.read_text(encoding="utf-8").startswith(f"# Annex {number} – ")
    code, _, told = annex("--kind", "all", "-o", "out/annexes")
    assert (code, told.count("\n")) == (DONE, len(ANNEXES))


def test_an_unknown_kind_names_the_nearest(place: Path) -> None:  # noqa: ARG001
    code, _, told = annex("--kind", "safeguard", "-o", "-")
    assert code == INVALID
    assert "No annex “safeguard”" in told
    assert "safeguards" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--kind", "all", "-o", "-"], "`-o` names a folder"),
        (["--kind", "all", "-o", "t.yaml"], "`-o` names a folder"),
        (["--kind", "grid", "-o", "a.md", "--format", "md"], "`--format` goes with `--kind all`"),
        (["--kind", "grid", "-o", "a.exe"], "The format “.exe” is not available for annexes"),
        (["--kind", "all", "-o", "d", "--format", "exe"], "The format “.exe” is not available for annexes"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is(place: Path, arguments: list[str], said: str) -> None:
    before = sorted(place.iterdir())
    code, out, told = annex(*arguments)
    assert (code, out) == (INVALID, "")
    assert said in told
    assert sorted(place.iterdir()) == before


def test_an_option_with_a_proposal_is_assessed_beside_the_others(place: Path) -> None:  # noqa: ARG001
    code, out, told = annex("--kind", "options", "-o", "-")
    assert (code, told) == (DONE, "")
    rows = {line.split(" | ")[0].strip("| "): line for line in out.splitlines() if line.startswith("| ")}
    assert "no use" in rows["Ne rien faire"]
    assert rows["Plus petit"].split(" | ")[1:] == rows["Retenu (retained)"].split(" | ")[1:]


def test_an_option_that_cannot_be_read_is_a_warning_and_to_be_completed(place: Path) -> None:
    (place / "petit.yaml").unlink()
    code, out, told = annex("--kind", "options", "-o", "-")
    assert code == DONE
    assert "The option “petit.yaml” could not be assessed" in told
    assert "| Plus petit | To be completed |" in out


def test_the_class_under_the_ai_act_comes_from_its_own_rubric(place: Path) -> None:  # noqa: ARG001
    code, out, told = annex("--kind", "ai-act", "-o", "-")
    assert (code, told) == (DONE, "")
    assert "Reading under the EU AI Act" in out


def test_the_same_proposal_gives_the_same_bytes(place: Path) -> None:  # noqa: ARG001
    assert annex("--kind", "request", "-o", "-") == annex("--kind", "request", "-o", "-")
