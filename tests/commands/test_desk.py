"""The commands of the desk: what they print, in each format, and how they fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.running import run

EXAMPLES = Path("examples")
SCANNER = (EXAMPLES / "millimetre-wave-scanner" / "proposal.yaml").as_posix()
DRONES = (EXAMPLES / "drones" / "proposal.yaml").as_posix()


def data(*arguments: str) -> dict[str, Any]:
    """The JSON that a command of the desk prints, of which the schema says every key."""
    ran = run(*arguments, "--format", "json")
    assert ran.code == 0, ran.err
    said: dict[str, Any] = json.loads(ran.out)
    schema = json.loads(run("schema", arguments[0]).out)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(said)] == []
    return said


def fits(text: str) -> None:
    assert [line for line in text.splitlines() if len(line) > 80] == []


def test_robustness_tells_the_answers_that_turn_the_conclusion_and_their_keys() -> None:
    said = data("robustness", SCANNER)
    assert said["pathway"] == [{"action": "experiment", "norm": "statute"}]
    assert said["tried"]["one"] > len(said["one"]) > 0
    pairs = [{change["id"] for change in pair["changes"]} for pair in said["two"]]
    assert {"fact:consent_role", "fact:alternative"} in pairs
    flips = json.loads(run("score", SCANNER, "--format", "json").out)["flips"]
    assert [(flip["id"], flip["change"]) for flip in flips] == [(flip["id"], flip["change"]) for flip in said["one"]]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_table_shows_the_first_and_fits_in_eighty_columns(lang: str) -> None:
    first, every = run("robustness", SCANNER, "--lang", lang), run("robustness", SCANNER, "--lang", lang, "--all")
    assert (first.code, first.err) == (0, "")
    fits(every.out)
    assert "--all" in first.out
    assert "--all" not in every.out
    assert "[fact:consent_role]" in every.out


def test_markdown_has_every_change_in_tables() -> None:
    said, told = data("robustness", SCANNER), run("robustness", SCANNER, "--format", "markdown", "--lang", "fr").out
    assert told.startswith("# Ce dont la conclusion dépend")
    assert told.count("\n| ") == len(said["one"]) + len(said["two"]) + 4


def test_a_rubric_without_pathway_has_nothing_to_turn() -> None:
    assert data("robustness", SCANNER, "--rubric", "eu-ai-act")["pathway"] is None
    assert "no pathway" in run("robustness", SCANNER, "--rubric", "eu-ai-act", "--lang", "en").out


@pytest.mark.parametrize("command", ["robustness"])
def test_a_proposal_that_cannot_be_read_ends_with_its_faults(command: str, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("format: 1\ntechnology: dronez\n", encoding="utf-8")
    ran = run(command, str(tmp_path / "p.yaml"), "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "p.yaml:2:13" in ran.err
