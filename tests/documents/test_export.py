"""`assess export`: a draft or an annex as a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.commands import exporting
from assess.commands.exporting import FORMATS, Format
from assess.documents.model import Document
from tests.running import run

DRAFT = """---
assess:
  format: 1
  proposal: "a.yaml"
  lang: en
---

# Impact study

Text.
"""


@pytest.fixture
def draft(here: Path) -> Path:
    path = here / "a.impact-study.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_a_draft_becomes_a_page(draft: Path) -> None:
    ran = run("export", draft.name, "-o", "a.html", "--lang", "en")
    assert (ran.code, ran.out, ran.err) == (0, "", "Written: a.html\n")
    page = Path("a.html").read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<p>Text.</p>" in page


def test_exporting_again_writes_nothing_and_a_changed_draft_is_written_over_its_untouched_export(draft: Path) -> None:
    run("export", draft.name, "-o", "a.html")
    assert run("export", draft.name, "-o", "a.html", "--lang", "en").err == "Unchanged: a.html\n"
    draft.write_text(DRAFT + "More.\n", encoding="utf-8")
    assert run("export", draft.name, "-o", "a.html").code == 0
    assert "More." in Path("a.html").read_text(encoding="utf-8")


def test_a_file_that_somebody_changed_is_not_written_over(draft: Path) -> None:
    run("export", draft.name, "-o", "a.html")
    changed = Path("a.html").read_text(encoding="utf-8").replace("Text.", "My text.")
    Path("a.html").write_text(changed, encoding="utf-8")
    draft.write_text(DRAFT + "More.\n", encoding="utf-8")
    ran = run("export", draft.name, "-o", "a.html", "--lang", "en")
    assert ran.code == 2
    assert "not the untouched export of this document" in ran.err
    assert Path("a.html").read_text(encoding="utf-8") == changed


def test_the_export_of_another_draft_is_not_written_over(draft: Path) -> None:
    run("export", draft.name, "-o", "a.html")
    Path("b.md").write_text(DRAFT.replace("a.yaml", "b.yaml"), encoding="utf-8")
    assert run("export", "b.md", "-o", "a.html").code == 2


@pytest.mark.parametrize(("name", "near"), [("a.htm", "did you mean `.html`?"), ("a", ""), ("a.exe", "")])
def test_another_ending_is_no_format(draft: Path, name: str, near: str) -> None:
    ran = run("export", draft.name, "-o", name, "--lang", "en")
    assert ran.code == 2
    assert "is not a format of documents: give a file name that ends in `.html`" in ran.err
    assert near in ran.err
    assert not Path(name).exists()


def test_only_a_draft_or_an_annex_is_exported(here: Path) -> None:
    Path("readme.md").write_text("# Read me\n", encoding="utf-8")
    ran = run("export", "readme.md", "-o", "a.exe", "--lang", "en")
    assert ran.code == 2
    assert "neither a draft nor an annex" in ran.err
    assert "is not a format" in ran.err
    assert "no such file" in run("export", "none.md", "-o", "a.html", "--lang", "en").err
    assert list(here.iterdir()) == [here / "readme.md"]


def test_a_draft_whose_front_matter_is_damaged_is_not_exported(draft: Path) -> None:
    draft.write_text("# A\n\n<!-- assess:begin a 0123456789ab -->\n\nb\n\n<!-- assess:end a -->\n", encoding="utf-8")
    assert "front matter of this draft is missing or damaged" in run("export", draft.name, "-o", "a.html", "--lang", "en").err


def test_an_annex_is_in_the_language_of_its_title(here: Path) -> None:
    Path("a.md").write_text("# Annexe – Garanties\n\nUn ; deux\n", encoding="utf-8")
    run("export", "a.md", "-o", str(here / "a.html"))
    page = Path("a.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "<p>Un\u202f; deux</p>" in page


def test_what_is_offered_or_damaged_in_a_draft_is_told(draft: Path) -> None:
    passage = "<!-- assess:begin a 0123456789ab -->\n\nb\n\n<!-- assess:end a -->\n"
    offer = "<!-- assess:offer a 0123456789ab -->\n\nc\n\n<!-- assess:end-offer a -->\n"
    draft.write_text(f"{DRAFT}\n{passage}\n{offer}\n<!-- assess:end d -->\n", encoding="utf-8")
    ran = run("export", draft.name, "-o", "a.html", "--lang", "en")
    assert ran.code == 0
    assert "The text offered for the passage `a` is not exported" in ran.err
    assert "The marker of a passage is damaged" in ran.err
    assert ".md:18:1: warning" in ran.err


def test_a_format_whose_component_is_missing_says_what_to_install(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(*_: object) -> bytes:
        raise ModuleNotFoundError

    monkeypatch.setitem(FORMATS, ".new", Format(write, extra="office"))
    ran = run("export", draft.name, "-o", "a.new", "--lang", "en")
    assert ran.code == 2
    assert 'run `pip install "assess[office]"`' in ran.err


def test_a_file_of_a_format_that_bears_no_signature_is_written_over_by_itself_alone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(document: Document, *_: object) -> bytes:
        return document.title.encode()

    monkeypatch.setitem(FORMATS, ".new", Format(write))
    assert exporting.write_document("# A\n", "a.new", "a.yaml")
    assert not exporting.write_document("# A\n", "a.new", "a.yaml")
    with pytest.raises(Exception, match="file-not-this-export"):
        exporting.write_document("# B\n", "a.new", "a.yaml")
    assert (here / "a.new").read_bytes() == b"A"
