"""`assess run --take`: the tool's text back in a passage, and what people wrote beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.model.exit_codes import DONE, INVALID
from assess.study.passages import parse
from tests.running import run

PROPOSAL = Path(__file__).parent.parent.parent / "examples" / "drones" / "proposal.yaml"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft in which people rewrote a passage."""
    target = tmp_path / "etude.md"
    run("run", str(PROPOSAL), "-o", str(target), "-q")
    target.write_text(target.read_text(encoding="utf-8").replace("Doter les services", "À nous : doter les services"), encoding="utf-8")
    return target


def test_the_passage_is_the_tools_again_and_no_word_is_lost(draft: Path) -> None:
    told = run("run", str(PROPOSAL), "-o", str(draft), "--take", "article-8.objectives", "--lang", "fr")
    text = draft.read_text(encoding="utf-8")
    assert (told.code, parse(text).passages["article-8.objectives"].untouched) == (DONE, True)
    assert "À nous : doter les services" in text


def test_a_passage_that_is_not_there_is_named_with_the_nearest_and_nothing_is_written(draft: Path) -> None:
    before = draft.read_bytes()
    told = run("run", str(PROPOSAL), "-o", str(draft), "--take", "article-8.objectiv", "--lang", "en")
    assert (told.code, draft.read_bytes()) == (INVALID, before)
    assert "article-8.objectives" in told.err
