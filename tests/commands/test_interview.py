"""`assess interview`: what decides is asked first, each answer is saved in its place, and every other byte stays."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from assess.cli import code_of
from assess.commands.prompting import Plain, plainly
from assess.yaml_source.document import read_document

PROPOSAL = """\
# À moi : ne pas y toucher.
format: 1
id: essai
title: "Un essai"
date: 2026-03-02
technology: drones

facts:   # les faits
  vantage: aerial
  # purposes:
  sensing: [image]   # caméra seule

criteria:
  # maturity.trl:
  #   level:
  #   because:
  # fin
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "essai d’été.yaml"
    path.write_bytes(PROPOSAL.replace("\n", "\r\n").encode())
    return path


def answered(file: Path, monkeypatch: pytest.MonkeyPatch, *lines: str, lang: str = "fr") -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return code_of(["interview", str(file), "--lang", lang])


def held(file: Path) -> Any:
    return read_document(file.read_text(encoding="utf-8"), "").root


def test_the_usual_answers_are_confirmed_at_once(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert answered(file, monkeypatch, "o", "q") == 0
    said = capsys.readouterr().out
    assert "Réponses habituelles pour cette technologie" in said
    assert "Conclusions encore possibles\u00a0: 11" in said
    assert held(file)["facts"]["storage"] == "local"


def test_an_answer_is_saved_in_its_place_and_nothing_else_moves(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()
    assert answered(file, monkeypatch, "p", "q") == 0
    assert file.read_bytes() == before
    lines = ["o", "2", "j", "Un essai a eu lieu.", "e", "Rapport", "3", "o", "2025-01-02", "annexes/essai.pdf", "", "q"]
    assert answered(file, monkeypatch, *lines) == 0
    text = file.read_bytes().decode()
    answer = '  maturity.trl:\n    level: 2\n    because: "Un essai a eu lieu."\n    evidence:\n'
    answer += "      - {title: Rapport, grade: test, independent: true, date: 2025-01-02, file: annexes/essai.pdf}\n  # fin\n"
    assert answer.replace("\n", "\r\n") in text
    assert text.startswith(before.decode()[: before.decode().index("  # purposes")])
    assert "\n" not in text.replace("\r\n", "")


def test_a_question_is_skipped_explained_and_taken_back(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered(file, monkeypatch, "o", "?", "9", "", "1", "", "r", "3", "h", "", "q") == 0
    said = capsys.readouterr().out
    assert "Sources\u00a0: " in said
    assert "« 9 » n’est pas une réponse possible ici." in said.replace("\u00a0", " ")
    assert "Il faut une réponse" in said
    assert "Entrée garde\u00a0: 1" in said
    trl = held(file)["criteria"]["maturity.trl"]
    assert trl == {"level": 3, "assumed": True}


def test_the_bounds_move_as_answers_come(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answered(file, monkeypatch, "o", "0", lang="fr")
    said = capsys.readouterr().out
    assert "Maturité technologique\u00a0: 0–100 → " in said
    assert "Conclusions possibles\u00a0: 11 → " in said


def test_it_goes_on_to_a_settled_pathway_and_says_what_a_study_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = Path(__file__).parent.parent.parent / "examples" / "counter-drone" / "proposal.yaml"
    file = tmp_path / "a.yaml"
    file.write_bytes(example.read_bytes())
    assert answered(file, monkeypatch, "p", "", lang="en") == 0
    said = capsys.readouterr().out
    assert "The conclusion is settled by your answers: " in said
    assert "For a complete study, what remains: " in said
    assert file.read_bytes() == example.read_bytes()


def test_what_is_no_answer_is_said_and_the_file_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["o", "2", "e", "Rapport", "3", "", "hier", "", "", "q"]
    assert answered(file, monkeypatch, *lines) == 0
    assert "une date" in capsys.readouterr().out
    assert held(file)["criteria"] == {"maturity.trl": {"level": 2}}


def test_a_rubric_without_pathway_is_asked_too(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("o\nq\n"))
    assert code_of(["interview", str(file), "--rubric", "eu-ai-act", "--lang", "en"]) == 0
    assert "Conclusions still possible" in capsys.readouterr().out


def test_what_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\n", encoding="utf-8")
    assert answered(tmp_path / "a.yaml", monkeypatch) == 2
    assert "technology" in capsys.readouterr().err


@pytest.mark.parametrize(("encoding", "expected"), [("cp1252", '" é " -> ...'), ("cp437", '" é " -> ...'), ("ascii", '" ? " -> ...')])
def test_a_terminal_shows_what_its_characters_can(encoding: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("é\n".encode("cp1252")), encoding="utf-8"))
    asks = Plain("fr")
    asks.say("« é » → …")
    assert stream.buffer.getvalue().decode(encoding).strip() == expected
    assert asks.line("?") == "?", "what is no character is replaced"


def test_what_keys_leave_in_a_line_is_no_part_of_it() -> None:
    assert plainly("\x1b[Dabc\x1b[3~\x1bOA d’été\x07\r\n") == "abc d’été<U+0007>"


windows = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminal of pexpect on Windows")


def spawned(file: Path, *options: str, **variables: str) -> Any:
    pexpect = pytest.importorskip("pexpect")
    env = os.environ | {"TERM": "xterm", "NO_COLOR": "1", "PROMPT_TOOLKIT_NO_CPR": "1", **variables}
    arguments = ["-m", "assess", "interview", str(file), "--lang", "fr", *options]
    return pexpect.spawn(sys.executable, arguments, env=env, dimensions=(24, 80), timeout=60, encoding="utf-8", codec_errors="replace")


@windows
def test_plain_prompts_on_a_terminal(file: Path) -> None:
    child = spawned(file, "--plain")
    child.expect("une à une")
    child.sendline("o")
    child.expect("Réponse .0-4")
    shown = child.before
    assert "\x1b" not in shown
    assert max(len(line) for line in shown.replace("\r", "").split("\n")) < 80
    child.sendline("2")
    child.expect("Enregistré")
    child.sendintr()
    child.expect("Reprendre")
    child.wait()
    assert held(file)["criteria"] == {"maturity.trl": {"level": 2}}


@windows
def test_menus_on_a_terminal(file: Path) -> None:
    pytest.importorskip("questionary")
    child = spawned(file)
    child.expect("Arrêter ici")
    child.send("\r")
    child.expect("Niveau de maturit")
    child.expect("Guide et sources")
    child.send("\x1b[B\x1b[B\r")
    child.expect("Enregistré")
    child.expect("Continuer")
    child.sendintr()
    child.expect("Reprendre")
    child.wait()
    assert held(file)["criteria"] == {"maturity.trl": {"level": 2}}
