"""`assess ask` and `assess answer`: questions sent to the person who knows, and answers brought back in place."""

from __future__ import annotations

import io
import re
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest

pytest.importorskip("openpyxl", reason="openpyxl is not installed: no sheet is made (extra `sheets`)")

import openpyxl

from assess.loading.proposal import load_proposal
from assess.model.proposal import By, Proposal
from assess.sheets import reading
from assess.sheets.model import ASKED, COLUMNS
from assess.sheets.workbook import ABOUT, HEADER
from assess.yaml_source.document import read_bytes
from tests.checks.cases import BASE
from tests.desk.sheets import filled, rezipped
from tests.running import run
from tests.study.studies import names

TEXT = (
    BASE.read_bytes()
    .replace(b"title: Comptage", "# Relu à la réunion du 4 mars.\ntitle: \"=1+1|cmd' Comptage".encode())
    .replace(b"dans une gare", b'dans une gare"')
)
ASKED_FOR = "cybersecurity,dpia,safeguard:duration_limit,cost_eur,places,storage,sharing"
AUDITS = "criterion:cybersecurity.audits"


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sheet that nobody has filled in."""
    folder = tmp_path_factory.mktemp("asked")
    (folder / "p.yaml").write_bytes(TEXT)
    ran = run("ask", str(folder / "p.yaml"), "--for", ASKED_FOR, "-o", str(folder / "rssi.xlsx"), "--lang", "fr")
    assert ran.code == 0, ran.err
    assert re.search(r"rssi\.xlsx : \d+ questions\.", ran.err)
    return (folder / "rssi.xlsx").read_bytes()


@pytest.fixture(autouse=True)
def _proposal(here: Path) -> None:
    (here / "p.yaml").write_bytes(TEXT)


def answer(*sheets: bytes, into: str = "p.yaml") -> tuple[int, str]:
    """Bring *sheets* back; gives the exit code and what is said."""
    paths = [f"retour-{index}.xlsx" for index, _ in enumerate(sheets)]
    for path, data in zip(paths, sheets, strict=True):
        Path(path).write_bytes(data)
    ran = run("answer", *paths, "--into", into, "--lang", "fr")
    return ran.code, ran.err


def proposal(path: str = "p.yaml") -> Proposal:
    found, findings = load_proposal(read_bytes(Path(path).read_bytes(), path), names())
    assert found is not None, findings
    return found


def test_answers_come_back_with_who_gave_them_and_when(blank: bytes) -> None:
    code, said = answer(
        filled(
            blank,
            {
                AUDITS: {
                    "answer": "3 – Un prestataire qualifié PASSI, ou le",
                    "because": "Audit du socle.\nRien à signaler : voir l’annexe.",
                    "title": "Rapport d’audit",
                    "grade": "document",
                    "day": date(2025, 11, 4),
                    "independent": "oui",
                    "link": "annexes/audit.pdf",
                },
                "criterion:cybersecurity.encryption": {"answer": 2, "who": "Zoé Petit", "date": "1er avril 2026"},
                "criterion:cybersecurity.homologation": {"answer": "Je ne sais pas"},
                "safeguard:dpia": {"answer": "Présente", "instrument": "Loi", "ref": "article 3, II"},
                "fact:cost_eur": {"answer": "1 200 000,50"},
            },
        )
    )
    assert code == 0, said
    assert "4 réponses rapportées" in said
    assert "Je ne sais pas" in said
    found = proposal()
    audits = found.criteria["cybersecurity.audits"]
    assert (audits.level, audits.because, audits.by) == (
        3,
        "Audit du socle.\nRien à signaler : voir l’annexe.",
        By("Ali Benali, RSSI", "2026-03-05"),
    )
    assert (audits.evidence[0].title, audits.evidence[0].independent, audits.evidence[0].file) == (
        "Rapport d’audit",
        True,
        "annexes/audit.pdf",
    )
    assert found.criteria["cybersecurity.encryption"].by == By("Zoé Petit", "2026-04-01")
    assert "cybersecurity.homologation" not in found.criteria
    assert (found.safeguards["dpia"].status, found.safeguards["dpia"].ref) == ("present", "article 3, II")
    assert found.facts["cost_eur"].number == (120000050, 2)


def test_what_stood_in_the_proposal_keeps_every_byte(blank: bytes) -> None:
    Path("p.yaml").write_bytes(TEXT.replace(b"\n", b"\r\n"))
    answer(filled(blank, {AUDITS: {"answer": "1"}, "fact:cost_eur": {"answer": 5}}))
    now = Path("p.yaml").read_bytes()
    kinds = {kind for kind, *_ in SequenceMatcher(None, TEXT.replace(b"\n", b"\r\n"), now, autojunk=False).get_opcodes()}
    assert kinds == {"equal", "insert"}
    assert b"\n" not in now.replace(b"\r\n", b"")


def test_an_assumed_answer_is_asked_and_then_is_no_hypothesis(here: Path) -> None:
    old = TEXT + b"criteria:\n  cybersecurity.audits:\n    level: 1  # au jug\xc3\xa9\n    assumed: true\n"
    Path("p.yaml").write_bytes(old)
    run("ask", "p.yaml", "--for", "cybersecurity", "-o", "q.xlsx")
    code, said = answer(filled((here / "q.xlsx").read_bytes(), {AUDITS: {"answer": "2"}}))
    assert code == 0, said
    assert (proposal().criteria["cybersecurity.audits"].level, proposal().criteria["cybersecurity.audits"].assumed) == (2, False)
    assert "# au jugé" in Path("p.yaml").read_text(encoding="utf-8")


def test_a_proposal_that_has_changed_since_is_a_conflict_told_with_both_sides(blank: bytes) -> None:
    code, said = answer(filled(blank, {AUDITS: {"answer": "3"}}))
    before = Path("p.yaml").read_bytes()
    code, said = answer(filled(blank, {AUDITS: {"answer": "1"}}, who="Zoé Petit"))
    assert code == 2
    assert re.search(r"Elle dit « 3 – .*» \(Ali Benali, RSSI\) ; ce questionnaire dit « 1 – .*» \(Zoé Petit\)", said)
    assert Path("p.yaml").read_bytes() == before


def test_two_people_who_disagree_are_told_side_by_side_and_neither_is_taken(blank: bytes) -> None:
    one = filled(blank, {AUDITS: {"answer": "3"}, "fact:cost_eur": {"answer": 7}})
    two = filled(blank, {AUDITS: {"answer": "1"}}, who="Zoé Petit")
    code, said = answer(one, two)
    assert code == 2
    assert "retour-1.xlsx dit « 1 – " in said
    assert "cybersecurity.audits" not in proposal().criteria
    assert proposal().facts["cost_eur"].number == (7, 0)


def test_two_people_who_agree_are_one_answer_and_again_is_nothing_new(blank: bytes) -> None:
    one, two = (filled(blank, {AUDITS: {"answer": "3"}}, who=who) for who in ("A", "B"))
    assert answer(one, two)[0] == 0
    code, said = answer(two)
    assert code == 0
    assert "Déjà dans la proposition" in said


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"answer": "cinq"}, "« cinq » n’est pas une réponse possible"),
        ({"because": "Parce que."}, "la case « Votre réponse » est vide"),
        ({"answer": "2", "title": "Rapport"}, "une pièce a un titre et une nature"),
        ({"answer": "2", "title": "R", "grade": "rumeur"}, "« rumeur » n’est pas une nature de pièce"),
        ({"answer": "2", "title": "R", "grade": "document", "day": "hier"}, "« hier » n’est pas la date"),
    ],
)
def test_a_cell_that_cannot_be_understood_is_told_with_its_row(blank: bytes, cells: dict[str, str], told: str) -> None:
    code, said = answer(filled(blank, {AUDITS: cells}))
    assert code == 2
    assert told in said
    assert re.search(r"retour-0\.xlsx:\d+", said)
    assert Path("p.yaml").read_bytes() == TEXT


def test_an_answer_without_a_name_is_not_taken(blank: bytes) -> None:
    code, said = answer(filled(blank, {AUDITS: {"answer": "3"}, "fact:cost_eur": {"answer": 7}}, who=""))
    assert code == 2
    assert said.count("ne dit pas qui répond") == 1
    assert Path("p.yaml").read_bytes() == TEXT


def test_a_sheet_of_another_proposal_or_version_is_refused_with_what_differs(blank: bytes) -> None:
    answered = filled(blank, {AUDITS: {"answer": "3"}})
    Path("p.yaml").write_bytes(TEXT.replace(b"id: essai", b"id: autre"))
    assert "porte sur la proposition `essai`" in answer(answered)[1]
    Path("p.yaml").write_bytes(TEXT)
    book = openpyxl.load_workbook(io.BytesIO(answered))
    about = {row[0].value: row for row in book[ABOUT].iter_rows()}
    about["version"][1].value = "0.9.0"
    about[AUDITS][1].value = "000000000000"
    about["fact:cost_eur"][0].value = "fact:cost"
    out = io.BytesIO()
    book.save(out)
    code, said = answer(out.getvalue())
    assert code == 2
    assert "suit la grille mis-2021 0.9.0" in said
    assert f"ne sont plus les mêmes : `{AUDITS}`" in said
    assert "n’existe plus : `fact:cost`" in said
    assert Path("p.yaml").read_bytes() == TEXT


def test_nothing_in_a_sheet_is_a_formula(blank: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(blank)) as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert pages
    assert not any(re.search(rb"<f[ >/]", page) for page in pages)
    book = openpyxl.load_workbook(io.BytesIO(blank))
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}  # `n`: empty


def test_an_answer_that_begins_as_a_formula_comes_back_as_text_and_a_formula_is_refused(blank: bytes) -> None:
    cells = {AUDITS: {"answer": "3", "because": '=HYPERLINK("http://x")'}}
    code, said = answer(filled(blank, cells, formulas=True))
    assert (code, "une case contient une formule" in said) == (2, True), said
    assert Path("p.yaml").read_bytes() == TEXT
    assert answer(filled(blank, cells))[0] == 0
    assert proposal().criteria["cybersecurity.audits"].because == '=HYPERLINK("http://x")'


def test_only_the_answers_can_be_written_and_lists_offer_them(blank: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank))
    page = book.worksheets[0]
    assert page.protection.sheet
    assert book.security.lockStructure
    for row in range(HEADER + 1, page.max_row + 1):
        locked = [page.cell(row, column).protection.locked for column in range(1, len(COLUMNS) + 1)]
        assert locked == [True] * ASKED + [False] * (len(COLUMNS) - ASKED)
    rules = [rule for rule in page.data_validations.dataValidation if "E" in str(rule.sqref)]
    assert rules
    assert book[ABOUT].sheet_state == "hidden"
    lists = [[cell.value for cell in column if cell.value] for column in book["lists"].columns]
    assert ["0 – ", "1 – ", "2 – ", "3 – ", "4 – ", "Je n"] in [[text[:4] for text in column] for column in lists]


def test_the_same_questions_have_the_same_bytes(blank: bytes, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda _=None: time.gmtime(2_000_000_000))
    run("ask", "p.yaml", "--for", ASKED_FOR, "-o", "again.xlsx", "--lang", "fr")
    assert (here / "again.xlsx").read_bytes() == blank


def test_a_file_that_holds_answers_or_is_another_is_never_replaced(blank: bytes, here: Path) -> None:
    there = filled(blank, {AUDITS: {"answer": "3"}})
    for data, told in ((there, "contient déjà des réponses"), (b"mes notes", "n’est pas un questionnaire")):
        (here / "q.xlsx").write_bytes(data)
        ran = run("ask", "p.yaml", "--for", "cybersecurity", "-o", "q.xlsx", "--lang", "fr")
        assert (ran.code, told in ran.err) == (2, True)
        assert (here / "q.xlsx").read_bytes() == data


def test_what_is_asked_for_must_be_known_and_open(here: Path) -> None:
    ran = run("ask", "p.yaml", "--for", "cybersecurty", "-o", "q.xlsx", "--lang", "fr")
    assert (ran.code, "cybersecurity" in ran.err) == (2, True)
    ran = run("ask", "p.yaml", "--for", "fact:persons", "-o", "q.xlsx", "--lang", "fr")
    assert (ran.code, "Aucune question n’est ouverte" in ran.err) == (2, True)
    assert not (here / "q.xlsx").exists()


def test_without_openpyxl_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "openpyxl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ran = run("ask", "p.yaml", "--for", "cybersecurity", "-o", "q.xlsx", "--lang", "fr")
    assert (ran.code, 'pip install "assess[sheets]"' in ran.err) == (2, True)


# Hostile files


def bomb(parts: dict[str, bytes]) -> None:
    parts["xl/media/zeros.bin"] = bytes(40 * 1024 * 1024)


def external(parts: dict[str, bytes]) -> None:
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"


def program(parts: dict[str, bytes]) -> None:
    parts["xl/vbaProject.bin"] = b"\xd0\xcf"


def entities(parts: dict[str, bytes]) -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbook", declared + b"<workbook", 1)


def hidden_entities(parts: dict[str, bytes]) -> None:
    parts["xl/workbook.xml"] = ('<?xml version="1.0" encoding="UTF-16"?>' + parts["xl/workbook.xml"].decode()).encode("utf-16")


def many(parts: dict[str, bytes]) -> None:
    parts |= {f"xl/part{number}.xml": b"<x/>" for number in range(300)}


def broken(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:500]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (bomb, "se déploie au-delà de 8 Mio"),
        (external, "un lien vers un autre classeur"),
        (program, "contient un programme"),
        (entities, "déclare des entités"),
        (hidden_entities, "n’est pas en UTF-8"),
        (many, "trop de parties"),
        (broken, "n’est pas un classeur que l’on puisse ouvrir"),
        (lambda parts: parts.pop("xl/worksheets/sheet4.xml"), "n’est pas un"),
        (lambda parts: parts.clear(), "n’est pas un"),
    ],
)
def test_a_hostile_or_broken_workbook_is_refused_with_a_sentence(
    blank: bytes, change: Callable[[dict[str, bytes]], object], told: str
) -> None:
    code, said = answer(rezipped(blank, change))
    assert (code, told in said) == (2, True), said
    assert Path("p.yaml").read_bytes() == TEXT


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"pas un classeur", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64])
def test_what_is_no_workbook_is_refused_with_a_sentence(data: bytes) -> None:
    code, said = answer(data)
    assert (code, "n’est pas un classeur que l’on puisse ouvrir" in said) == (2, True)


def test_huge_dimensions_are_not_walked_through(blank: bytes) -> None:
    def huge(parts: dict[str, bytes]) -> None:
        page = parts["xl/worksheets/sheet1.xml"]
        page = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', page)
        far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        page = page.replace(b"</sheetData>", far)
        parts["xl/worksheets/sheet1.xml"] = page.replace(
            b"<sheetProtection", b'<mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells><sheetProtection', 1
        )

    start = time.monotonic()
    found = reading.read(rezipped(blank, huge))
    assert found.about["proposal"] == "essai"
    assert time.monotonic() - start < 2


def styled(parts: dict[str, bytes]) -> None:
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"</fonts>", b'<font><sz val="1"/></font>' * 50_000 + b"</fonts>")


def test_a_workbook_that_is_all_looks_is_refused_before_it_is_read(blank: bytes) -> None:
    start = time.monotonic()
    code, said = answer(rezipped(blank, styled))
    assert (code, "se déploie au-delà" in said) == (2, True)
    assert time.monotonic() - start < 2


SPREADSHEET = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "{content}</office:document-content>"
)
REPEATED = (
    '<table:table table:name="a"><table:table-row table:number-rows-repeated="999999999">'
    '<table:table-cell table:number-columns-repeated="999999999"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
)
DEEP = (
    '<table:table table:name="a"><table:table-row><table:table-cell><text:p>'
    + "<text:span>" * 20_000
    + "</text:span>" * 20_000
    + "</text:p></table:table-cell></table:table-row></table:table>"
)


@pytest.mark.parametrize("content", [REPEATED * 1000, DEEP, "<table:table", ""])
def test_a_hostile_file_of_libreoffice_is_refused_with_a_sentence(here: Path, content: str) -> None:
    with zipfile.ZipFile(here / "retour.ods", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", SPREADSHEET.replace("{content}", content))
    start = time.monotonic()
    ran = run("answer", "retour.ods", "--into", "p.yaml", "--lang", "fr")
    assert (ran.code, "n’est pas un" in ran.err) == (2, True), ran.err
    assert time.monotonic() - start < 2
