"""`assess ask … -o questions.docx`: the same questions in Word, and the answers that come back from it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

pytest.importorskip("docx", reason="python-docx is not installed: no document of Word is filled in")
pytest.importorskip("pypandoc", reason="pandoc is not installed: no document of Word is made (extra `office`)")

from docx import Document

from assess.loading.proposal import load_proposal
from assess.yaml_source.document import read_bytes
from tests.checks.cases import BASE
from tests.running import run
from tests.study.studies import names

AUDITS = "criterion:cybersecurity.audits"


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The document that nobody has filled in."""
    folder = tmp_path_factory.mktemp("asked")
    (folder / "p.yaml").write_bytes(BASE.read_bytes())
    ran = run("ask", str(folder / "p.yaml"), "--for", "cybersecurity,dpia,cost_eur", "-o", str(folder / "q.docx"), "--lang", "fr")
    assert ran.code == 0, ran.err
    return (folder / "q.docx").read_bytes()


def filled(data: bytes, answers: dict[str, dict[int, str]], who: str = "Ali Benali, RSSI") -> bytes:
    """*data* as a person fills it in: for each table, by what it begins with, the texts of some of its rows."""
    document = Document(io.BytesIO(data))
    for table in document.tables:
        name = table.cell(0, 0).text.strip()
        for row, text in ({1: who, 2: "5 mars 2026"} if name == "Qui répond" else answers.get(name, {})).items():
            table.cell(row, 1).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_answers_come_back_from_word(blank: bytes, here: Path) -> None:
    (here / "p.yaml").write_bytes(BASE.read_bytes())
    cells = {
        AUDITS: {1: "3", 2: "Audit du socle.\nRien à signaler.", 3: "Rapport", 4: "document", 5: "4/11/2025", 6: "oui"},
        "safeguard:dpia": {1: "présente", 3: "Loi"},
        "fact:cost_eur": {1: "Je ne sais pas"},
    }
    (here / "q.docx").write_bytes(filled(blank, cells))
    ran = run("answer", "q.docx", "--into", "p.yaml", "--lang", "fr")
    assert ran.code == 0, ran.err
    proposal, findings = load_proposal(read_bytes((here / "p.yaml").read_bytes(), "p.yaml"), names())
    assert proposal is not None, findings
    audits = proposal.criteria["cybersecurity.audits"]
    assert (audits.level, audits.because, audits.evidence[0].title) == (3, "Audit du socle.\nRien à signaler.", "Rapport")
    assert audits.by is not None
    assert (audits.by.who, audits.by.date) == ("Ali Benali, RSSI", "2026-03-05")
    assert (proposal.safeguards["dpia"].status, "cost_eur" in proposal.facts) == ("present", False)


def test_a_document_that_holds_answers_is_not_replaced_and_one_that_is_not_ours_is_refused(blank: bytes, here: Path) -> None:
    (here / "p.yaml").write_bytes(BASE.read_bytes())
    answered = filled(blank, {AUDITS: {1: "3"}})
    (here / "q.docx").write_bytes(answered)
    ran = run("ask", "p.yaml", "--for", "cybersecurity", "-o", "q.docx", "--lang", "fr")
    assert (ran.code, "contient déjà des réponses" in ran.err) == (2, True)
    assert (here / "q.docx").read_bytes() == answered
    other = io.BytesIO()
    Document().save(other)
    for data, told in ((other.getvalue(), "n’est pas un questionnaire"), (b"pas un document", "docx")):
        (here / "autre.docx").write_bytes(data)
        ran = run("answer", "autre.docx", "--into", "p.yaml", "--lang", "fr")
        assert ran.code == 2
        assert told in ran.err
