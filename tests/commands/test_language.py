"""The language of a draft: it keeps the one of its front matter, and `--lang` is that of messages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assess.model.exit_codes import DONE, INVALID
from assess.study.passages import parse
from tests.running import run

PROPOSAL = "format: 1\nid: t\ntitle: T\ndate: 2026-03-02\ntechnology: drones\n"


@pytest.fixture
def draft(here: Path) -> Path:
    """A draft in French, in which people wrote."""
    (here / "t.yaml").write_text(PROPOSAL, encoding="utf-8")
    run("run", "t.yaml", "-q", "--lang", "fr")
    target = here / "t.impact-study.md"
    target.write_text(target.read_text(encoding="utf-8") + "\nÀ nous.\n", encoding="utf-8")
    return target


def test_a_draft_stays_in_its_language_whatever_that_of_the_messages(draft: Path) -> None:
    before = draft.read_bytes()
    told = run("run", "t.yaml", "--lang", "en")
    assert (told.code, draft.read_bytes()) == (DONE, before)
    assert "stays in French, the language it was written in" in told.err
    assert "reste en" not in run("run", "t.yaml", "--lang", "fr").err


def test_it_stays_in_its_language_when_the_proposal_changes_its_own(draft: Path) -> None:
    Path("t.yaml").write_text(PROPOSAL.replace("title: T", "title: T2\nlanguage: en"), encoding="utf-8")
    told = run("run", "t.yaml")
    text = draft.read_text(encoding="utf-8")
    assert (told.code, "  lang: fr\n" in text, "## Introduction" in text, "T2" in parse(text).passages["title"].text) == (
        DONE,
        True,
        True,
        True,
    )
    assert "it was written in" in told.err or "où il a été écrit" in told.err


def test_a_draft_that_is_not_there_yet_is_in_the_language_asked_for(draft: Path) -> None:
    run("run", "t.yaml", "-q", "--lang", "en", "-o", "other.md")
    assert "  lang: en\n" in Path("other.md").read_text(encoding="utf-8")
    assert run("run", "t.yaml", "-q", "--lang", "en", "-o", "-").out.count("  lang: en\n") == 1
    assert "  lang: fr\n" in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_language_changed_by_hand_in_the_front_matter_is_refused_and_nothing_is_written(draft: Path, line_end: str) -> None:
    text = draft.read_text(encoding="utf-8").replace("  lang: fr\n", "  lang: en\n").replace("\n", line_end)
    draft.write_bytes(text.encode())
    told = run("run", "t.yaml", "--lang", "en")
    assert (told.code, draft.read_bytes()) == (INVALID, text.encode())
    assert "t.impact-study.md:8" in told.err
    assert "Write `lang: fr` again" in told.err


def test_a_language_that_is_none_is_written_anew(draft: Path) -> None:
    draft.write_text(draft.read_text(encoding="utf-8").replace("  lang: fr\n", "  lang: de\n"), encoding="utf-8")
    assert run("run", "t.yaml", "-q").code == DONE
    assert "  lang: fr\n" in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("lang: en", "« lang: en », mais les passages sont en langue « fr »"),
        ("lang: de", "les langues admises sont « fr » et « en »"),
        ("lang: FR", "les langues admises sont « fr » et « en »"),
        ("lang: français", "les langues admises sont « fr » et « en »"),
        ("lang:", "les langues admises sont « fr » et « en »"),
    ],
)
def test_check_says_once_and_at_its_place_that_the_language_was_changed(draft: Path, line: str, said: str) -> None:
    draft.write_text(draft.read_text(encoding="utf-8").replace("  lang: fr\n", f"  {line}\n"), encoding="utf-8")
    report = json.loads(run("check", draft.name, "--format", "json", "--lang", "fr").out)
    (found,) = [item for item in report["findings"] if item["severity"] == "error"]
    assert (found["check"], found["line"], found["column"]) == ("language-changed", 8, 9 if line != "lang:" else 3)
    assert said in found["message"].replace("\u00a0", " ")


def test_a_run_keeps_the_language_of_the_passages_when_the_one_stated_is_none(draft: Path) -> None:
    Path("t.yaml").write_text(PROPOSAL + "language: en\n", encoding="utf-8")
    draft.write_text(draft.read_text(encoding="utf-8").replace("  lang: fr\n", "  lang: de\n"), encoding="utf-8")
    run("run", "t.yaml", "-q")
    assert "  lang: fr\n" in draft.read_text(encoding="utf-8")
