"""`assess export` and `assess annex`, to PDF and to Akoma Ntoso."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess import typesetting
from tests.documents.test_export import draft as draft  # noqa: PLC0414 - a fixture
from tests.processes import ROOT
from tests.running import run

PROPOSAL = str(ROOT / "examples/drones-2026/proposal.yaml")
needs_typst = pytest.mark.skipif(not typesetting.installed(), reason="typst is not installed (pip install assess[pdf])")


@needs_typst
def test_a_draft_becomes_a_pdf_which_is_written_again_only_while_nobody_changed_it(draft: Path) -> None:
    command = ("export", draft.name, "-o", "a.pdf", "--lang", "en")
    assert run(*command).err == "Written: a.pdf\n"
    made = Path("a.pdf").read_bytes()
    assert run(*command).err == "Unchanged: a.pdf\n"
    draft.write_text(draft.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert run(*command).err == "Written: a.pdf\n"
    Path("a.pdf").write_bytes(made + b" ")
    assert run(*command).code == 2
    assert Path("a.pdf").read_bytes() == made + b" "


def test_without_typst_one_sentence_says_what_to_install(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "installed", lambda: False)
    ran = run("export", draft.name, "-o", "a.pdf", "--lang", "en")
    assert ran.code == 2
    assert 'run `pip install "assess[pdf]"`' in ran.err
    assert not Path("a.pdf").exists()


@needs_typst
def test_what_typst_refuses_is_said_and_nothing_is_written(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_SECONDS", 0.001)
    ran = run("export", draft.name, "-o", "a.pdf", "--lang", "en")
    assert (ran.code, Path("a.pdf").exists()) == (2, False)
    assert "The document could not be" in ran.err


def test_an_annex_becomes_akoma_ntoso_identified_by_its_proposal(here: Path) -> None:
    ran = run("annex", PROPOSAL, "--kind", "summary", "-o", "a.xml", "-q")
    assert ran.code == 0
    text = (here / "a.xml").read_text(encoding="utf-8")
    assert '<FRBRuri value="/akn/fr/doc/annexe/2026-04-15/drones-2026-summary" />' in text
    assert 'showAs="Ministère de l’intérieur"' in text
    assert run("annex", PROPOSAL, "--kind", "summary", "-o", "a.xml").code == 0
    (here / "a.xml").write_text(text.replace("Annexe", "ANNEXE"), encoding="utf-8")
    assert run("annex", PROPOSAL, "--kind", "summary", "-o", "a.xml").code == 2
