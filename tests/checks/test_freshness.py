"""A draft on which nothing changed is known fresh from its front matter; whatever changed, it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assess import files
from assess.checks.running import Outcome
from assess.checks.subject import Subject
from assess.commands import template_origin as origin
from assess.commands.checking import Checker
from assess.commands.session import Session
from assess.model.exit_codes import DONE
from assess.study.passages import digest
from tests.checks.cases import BASE, ROOT
from tests.running import run
from tests.study.drafts import changed

DRAFT = "essai.impact-study.md"
EXAMPLES = sorted((ROOT / "examples").glob("*/proposal.yaml"))


@pytest.fixture
def place(here: Path) -> Path:
    shutil.copy(BASE, here / "essai.yaml")
    assert run("essai.yaml", "-q").code == DONE
    return here


def looked_at(path: str, **options: str) -> Subject:
    """What the checks of the draft *path* are given."""
    given: list[Subject] = []

    def kept(_: object, subject: Subject, **__: object) -> Outcome:
        given.append(subject)
        return Outcome((), (), ())

    session = Session("", options.get("rubric", ""), options.get("as_of", ""), options.get("templates", ""))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assess.commands.checking.run", kept)
        assert Checker(session, 740_000).check((path, True)) is not None
    return given[0]


@pytest.mark.usefixtures("place")
def test_a_draft_just_written_is_unchanged() -> None:
    assert looked_at(DRAFT).unchanged


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
@pytest.mark.usefixtures("here")
def test_what_is_unchanged_would_be_written_the_same(example: Path) -> None:
    assert run(str(example), "-q", "-o", "draft.md").code == DONE
    found = looked_at("draft.md")
    assert found.unchanged
    assert {name: digest(text) for name, text in found.fresh().items()} == {name: it.digest for name, it in found.draft.passages.items()}


def test_what_people_write_changes_nothing(place: Path) -> None:
    path = place / DRAFT
    text = path.read_text(encoding="utf-8")
    path.write_text(changed(text, "## Avertissement\n", "## Avertissement\n\nUn mot.\n"), encoding="utf-8")
    assert looked_at(DRAFT).unchanged


def test_another_proposal_is_a_change(place: Path) -> None:
    path = place / "essai.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# remarque\n", encoding="utf-8")
    assert not looked_at(DRAFT).unchanged


@pytest.mark.usefixtures("place")
def test_another_day_is_a_change() -> None:
    assert not looked_at(DRAFT, as_of="2026-03-03").unchanged


def test_another_rubric_is_a_change(place: Path) -> None:
    shutil.copytree(ROOT / "rubrics", place / "grilles")
    path = place / "grilles" / "mis-2021" / "rubric.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# remarque\n", encoding="utf-8")
    assert not looked_at(DRAFT, rubric="grilles/mis-2021").unchanged


def test_another_template_is_a_change(place: Path) -> None:
    (place / "mine" / "fr").mkdir(parents=True)
    (place / "mine" / "fr" / "notice.md.j2").write_text("Rien.\n", encoding="utf-8")
    assert not looked_at(DRAFT, templates="mine").unchanged


@pytest.mark.parametrize("name", ["notice.md.j2", "fr.yaml", "outline.yaml", "en.yaml"])
def test_another_template_of_ours_is_a_change(place: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = origin.made_with(Session(), "essai.yaml", "fr")
    shutil.copytree(ROOT / "templates", place / "templates")
    monkeypatch.setattr(files, "shipped", lambda name: place / name if name == "templates" else ROOT / name)
    assert origin.made_with(Session(), "essai.yaml", "fr") == before
    path = place / "templates" / name
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert origin.made_with(Session(), "essai.yaml", "fr") == before
    path.write_bytes(path.read_bytes() + b" ")
    assert (origin.made_with(Session(), "essai.yaml", "fr") == before) is (name == "en.yaml")
    if name == "en.yaml":
        return
    assert not looked_at(DRAFT).unchanged


@pytest.mark.usefixtures("place")
def test_another_version_is_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assess.__version__", "0.0.9")
    assert not looked_at(DRAFT).unchanged


def test_a_passage_of_an_older_version_is_a_change(place: Path) -> None:
    path = place / DRAFT
    text = path.read_text(encoding="utf-8")
    begin = next(line for line in text.split("\n") if line.startswith("<!-- assess:begin notice"))
    path.write_text(changed(text, begin, begin.replace(begin.split()[3], "0" * 12)), encoding="utf-8")
    assert not looked_at(DRAFT).unchanged


def test_a_passage_that_is_gone_is_a_change(place: Path) -> None:
    path = place / DRAFT
    found = looked_at(DRAFT)
    path.write_text(changed(found.text, found.draft.passages["notice"].source, ""), encoding="utf-8")
    assert not looked_at(DRAFT).unchanged


def test_a_draft_written_before_there_was_such_a_line_is_simply_compared(place: Path) -> None:
    path = place / DRAFT
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if line.startswith("  made-of:"))
    path.write_text(changed(text, line + "\n", ""), encoding="utf-8")
    found = looked_at(DRAFT)
    assert not found.unchanged
    assert found.fresh().keys() == found.draft.passages.keys()
    assert run("essai.yaml", "-q").code == DONE
    assert path.read_text(encoding="utf-8") == text
