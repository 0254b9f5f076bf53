# ruff: noqa: SLF001 - python-docx opens no other way to what Word does
"""The way back from Word: what people wrote goes to its place, the tool’s passages stay as they are, and nothing is lost in silence."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from assess.documents import docx
from assess.documents.docx_package import DocxFault
from assess.documents.units import key
from assess.documents.way_back import Brought, bring
from assess.study.passages import parse
from tests.documents.office_files import exported, needs_pandoc, opened, part, with_part
from tests.running import run

DRAFT = """---
assess:
  format: 1
  proposal: "gare/a.yaml"
  lang: fr
  passages:
    - title
    - framework
    - necessity
    - table
---

# Étude d’impact

<!-- assess:begin title 000000000000 -->

**Trois gares**

<!-- assess:end title -->

## Objet

Un usage.

## Portée

Nationale.

### Détail

Précis.

## Cadre

<!-- assess:begin framework 000000000000 -->

Le cadre est fixé par la loi du 24 janvier 2022.[^framework.1]

- une première règle
- une seconde règle

[^framework.1]: Article L. 242-5 du code.

<!-- assess:end framework -->

Le service ajoute ceci[^svc], **en gras**.

- premier point
- deuxième point

| A | B |
| --- | ---: |
| un | 2 |

[^svc]: Note du service.

## Nécessité

<!-- assess:begin necessity 000000000000 -->

> **À rédiger.** Dire en quoi une loi est nécessaire.

<!-- assess:end necessity -->

## Tableau

<!-- assess:begin table 000000000000 -->

| Garantie | Rang |
| --- | --- |
| Durée | Loi |

<!-- assess:end table -->

Sans objet.
"""


@pytest.fixture(scope="session")
def made() -> bytes:
    return exported(DRAFT)


class Hands:
    """Someone who edits a document in Word."""

    def __init__(self, data: bytes) -> None:
        word = pytest.importorskip("docx", reason="python-docx is not installed: nobody edits documents in tests")
        self.document: Any = word.Document(BytesIO(data))

    def at(self, words: str) -> Any:
        """The paragraph that says *words*."""
        return next(each for each in self.document.paragraphs if words in each.text)

    def after(self, words: str, text: str, style: str = "Body Text") -> Any:
        """A new paragraph after the one that says *words*, as if Enter had been pressed."""
        there = self.at(words)
        new = there.insert_paragraph_before(text, style)
        there._p.addnext(new._p)
        return new

    def saved(self) -> bytes:
        made = BytesIO()
        self.document.save(made)
        return made.getvalue()


def brought(data: bytes, draft: str = DRAFT) -> Brought:
    found = bring(draft, docx.read(data))
    before, after = parse(draft), parse(found.text)
    assert [each.source for each in before.passages.values()] == [each.source for each in after.passages.values()]
    return found


def lines(text: str) -> list[str]:
    """The lines that *text* has and the draft has not."""
    return [line for line in text.splitlines() if line and line not in DRAFT.splitlines()]


def kinds(found: Brought) -> list[tuple[str, str]]:
    return [(told.kind, told.place) for told in found.told]


def test_a_document_that_nobody_changed_changes_nothing(made: bytes) -> None:
    found = brought(made)
    assert (found.text, found.placed, found.told) == (DRAFT, 0, [])


def test_a_round_trip_through_libreoffice_changes_nothing_and_loses_no_mark(made: bytes, tmp_path: Path) -> None:
    again = opened(made, "docx", "docx:MS Word 2007 XML", tmp_path)
    before, after = docx.read(made), docx.read(again)
    assert [key(unit, after.notes) for unit in after.units] == [key(unit, before.notes) for unit in before.units]
    marks = {name for name in before.begins if name.startswith(("p_", "assess_"))}
    assert len(marks) == 12
    assert {name: after.begins.get(name) for name in marks} == {name: before.begins[name] for name in marks}
    assert {name: after.ends.get(name) for name in marks} == {name: before.ends[name] for name in marks}
    assert (after.base, after.draft) == (before.base, before.draft)
    assert after.base
    found = brought(again)
    assert (found.text, found.told) == (DRAFT, [])
    entries = re.findall(r"PAGEREF.*?</w:p>", part(again, "word/document.xml"), re.DOTALL)
    assert entries
    assert all(re.search(r"<w:t[^>]*>\d</w:t>", entry) for entry in entries), "LibreOffice knows on which page each title stands"


def test_text_typed_in_the_box_that_asks_for_it_stands_under_the_box(made: bytes) -> None:
    hands = Hands(made)
    hands.at("Dire en quoi").add_run(" L’article 34 l’exige.")
    found = brought(hands.saved())
    assert "<!-- assess:end necessity -->\n\nL’article 34 l’exige.\n\n## Tableau\n" in found.text
    assert (found.placed, found.told) == (1, [])


def test_text_typed_in_place_of_the_box_does_so_too_and_the_box_is_told(made: bytes) -> None:
    hands = Hands(made)
    paragraph = hands.at("Dire en quoi")
    for each in paragraph.runs[1:]:
        each._r.getparent().remove(each._r)
    paragraph.runs[0].text = "Seul le législateur peut fixer cette garantie."
    paragraph.runs[0].bold = False
    found = brought(hands.saved())
    assert "<!-- assess:end necessity -->\n\nSeul le législateur peut fixer cette garantie.\n\n## Tableau\n" in found.text
    assert kinds(found) == [("passage-cut", "necessity")]


def test_paragraphs_lists_tables_and_titles_come_as_such(made: bytes) -> None:
    hands = Hands(made)
    hands.after("Sans objet.", "Une étape")
    hands.after("Une étape", "Un titre", "Heading 2")
    hands.after("Un titre", "Une citation", "Block Text")
    item = hands.after("Une citation", "un point neuf")
    item._p.append(hands.at("premier point")._p.pPr.__copy__())
    item._p.insert(0, item._p[-1])
    table = hands.document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Poste", "Coût", "Caméras | optiques", "12 000 €"), strict=True
    ):
        cell.text = text
    item._p.addnext(table._tbl)
    found = brought(hands.saved())
    new = "Une étape\n\n### Un titre\n\n> Une citation\n\n- un point neuf\n\n| Poste | Coût |\n| :--- | :--- |\n| Caméras \\| optiques | 12 000 € |\n"
    assert found.text == f"{DRAFT}\n{new}"
    assert found.placed == 5


def test_what_people_had_written_is_changed_where_it_stands_and_nothing_else_is(made: bytes) -> None:
    hands = Hands(made)
    hands.at("Le service ajoute").add_run(" Et cela.")
    hands.at("deuxième point").runs[0].text = "deuxième point, revu"
    found = brought(hands.saved())
    assert found.text == DRAFT.replace("**en gras**.", "**en gras**. Et cela.").replace("deuxième point", "deuxième point, revu")
    assert found.told == []


def test_what_people_deleted_of_theirs_goes_and_is_told(made: bytes) -> None:
    hands = Hands(made)
    for words in ("premier point", "Le service ajoute"):
        paragraph = hands.at(words)._p
        paragraph.getparent().remove(paragraph)
    found = brought(hands.saved())
    assert "premier point" not in found.text
    assert "Note du service" not in found.text
    assert "- deuxième point\n" in found.text
    assert sorted(kind for kind, _ in kinds(found)) == ["deleted", "deleted"]


def test_edits_in_the_text_of_the_tool_are_told_and_not_taken(made: bytes) -> None:
    hands = Hands(made)
    hands.at("Le cadre est fixé").add_run(" Et mal.")
    rule = hands.at("une seconde règle")._p
    rule.getparent().remove(rule)
    hands.document.tables[1].rows[1].cells[1].paragraphs[0].runs[0].text = "Décret"
    found = brought(hands.saved())
    assert found.text == DRAFT
    assert kinds(found) == [("passage-changed", "framework"), ("passage-cut", "framework"), ("passage-changed", "table")]
    assert [told.text for told in found.told] == [
        "Le cadre est fixé par la loi du 24\u00a0janvier 2022. [Article L.\u00a0242-5 du code.] Et mal.".replace("\u00a0", " "),
        "une seconde règle",
        "Décret",
    ]


def test_a_new_paragraph_inside_a_passage_goes_beside_it(made: bytes) -> None:
    hands = Hands(made)
    hands.after("une première règle", "Le service conteste cette règle.")
    found = brought(hands.saved())
    assert "<!-- assess:end framework -->\n\nLe service conteste cette règle.\n\nLe service ajoute ceci" in found.text


def test_footnotes_come_with_their_text(made: bytes) -> None:
    edited = with_part(
        made, "word/footnotes.xml", part(made, "word/footnotes.xml").replace("Note du service.", "Note du service, corrigée.").encode()
    )
    found = brought(edited)
    assert "[^svc]: Note du service." not in found.text
    assert re.search(r"Le service ajoute ceci\[\^word-1\], \*\*en gras\*\*\.\n\n\[\^word-1\]: Note du service, corrigée\.", found.text)


def test_tracked_changes_are_taken_as_accepted(made: bytes) -> None:
    document = part(made, "word/document.xml")
    run_ = re.search(r"<w:r><w:t[^>]*>Sans</w:t></w:r>|<w:r><w:t[^>]*>Sans objet\.</w:t></w:r>", document)
    assert run_ is not None
    change = 'w:id="7" w:author="A" w:date="2026-05-04T10:00:00Z"'
    tracked = f"<w:del {change}>{run_[0].replace('w:t', 'w:delText')}</w:del><w:ins {change}><w:r><w:t>Il y a un objet.</w:t></w:r></w:ins>"
    found = brought(with_part(made, "word/document.xml", document.replace(run_[0], tracked).encode()))
    assert found.text == DRAFT.replace("Sans objet.", "Il y a un objet.")


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(made: bytes) -> None:
    document = part(made, "word/document.xml")
    mark = '<w:rPr><w:del w:id="8" w:author="A"/></w:rPr>'
    joined = re.sub(r"(<w:pPr>(?:(?!</w:pPr>).)*)(</w:pPr>(?:(?!</w:p>).)*premier point)", rf"\g<1>{mark}\2", document)
    assert joined != document
    assert "- premier pointdeuxième point\n" in brought(with_part(made, "word/document.xml", joined.encode())).text


def test_comments_are_listed_with_their_place(made: bytes) -> None:
    hands = Hands(made)
    hands.document.add_comment(hands.at("Le cadre est fixé").runs, "À dater.", author="Mme D.")
    found = brought(hands.saved())
    assert found.text == DRAFT
    assert [(told.kind, told.place, told.author) for told in found.told] == [("comment", "framework", "Mme D.")]
    assert found.told[0].text == "À dater."
    assert found.told[0].about.startswith("Le cadre est fixé par la loi du 24")


def test_pictures_boxes_and_formulas_are_told(made: bytes) -> None:
    document = part(made, "word/document.xml")
    space = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    picture = f'<w:p><w:r><w:drawing><wp:inline {space}><wp:docPr id="5" name="photo" descr="Le quai"/></wp:inline></w:drawing></w:r></w:p>'
    formula = '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>'
    end = document.rindex("<w:sectPr")
    found = brought(with_part(made, "word/document.xml", f"{document[:end]}{picture}{formula}{document[end:]}".encode()))
    assert [(told.kind, told.text) for told in found.told] == [("docx-picture", "Le quai"), ("docx-formula", "a+b")]


def test_charts_and_rules_of_ours_are_no_loss() -> None:
    table = "| Option | Coût | Délai |\n| --- | --- | --- |\n| Ne rien faire | 0 € | 2 mois |\n| Agir | 10 € | 3 mois |\n| Attendre | 4 € | 5 mois |\n"
    draft = f"{DRAFT}\n---\n\n<!-- chart: options -->\n\n{table}"
    data = exported(draft)
    assert "<wp:docPr" in part(data, "word/document.xml")
    assert brought(data, draft).told == []


def test_what_was_written_in_the_draft_since_is_kept(made: bytes) -> None:
    since = DRAFT.replace("Sans objet.", "Sans objet, sauf outre-mer.\n\nUn ajout récent.").replace(
        "loi du 24 janvier", "loi du 25 janvier"
    )
    found = brought(made, since)
    assert found.text == since
    hands = Hands(made)
    hands.at("Sans objet").runs[0].text = "Sans objet, sauf en mer"
    found = brought(hands.saved(), since)
    assert "Sans objet, sauf outre-mer.\n" in found.text
    assert "Sans objet, sauf en mer" in found.text
    assert [kind for kind, _ in kinds(found)] == ["both"]


def test_a_second_import_of_the_same_file_changes_nothing(made: bytes) -> None:
    hands = Hands(made)
    hands.at("Dire en quoi").add_run(" L’article 34 l’exige.")
    hands.after("Sans objet.", "Une étape")
    hands.at("deuxième point").runs[0].text = "deuxième point, revu"
    once = brought(hands.saved())
    twice = brought(hands.saved(), once.text)
    assert (twice.text, twice.placed, twice.told) == (once.text, 0, [])


def test_text_typed_beside_the_words_of_the_first_page_is_not_lost(made: bytes) -> None:
    hands = Hands(made)
    hands.at("Pour compléter cette étude").add_run(" Relu par nos soins.")
    found = brought(hands.saved())
    assert lines(found.text) == ["Relu par nos soins."]
    assert brought(hands.saved(), found.text).text == found.text


def test_text_copied_from_the_document_is_new_text(made: bytes) -> None:
    hands = Hands(made)
    hands.after("Dire en quoi", "Sans objet.")
    found = brought(hands.saved())
    assert found.text.count("Sans objet.") == 2
    assert "<!-- assess:end necessity -->\n\nSans objet.\n\n## Tableau" in found.text


@pytest.mark.parametrize(
    "text",
    [
        "<!-- assess:end necessity -->",
        "<script>alert(1)</script> & &lt;",
        "# pas un titre",
        "1. pas une liste",
        "- pas une puce\n- ni deux",
        "> pas | un | tableau",
        "[^svc] [lien](javascript:x) `code` *a* _b_ ~~c~~ $d$",
        "```",
        "---",
        "مرحبا Ωμέγα 👩‍⚖️",
        "mot" * 2000,
    ],
)
def test_whatever_people_typed_is_text(made: bytes, text: str) -> None:
    hands = Hands(made)
    hands.after("Sans objet.", text)
    found = brought(hands.saved())
    assert not parse(found.text).damage
    assert [told.kind for told in found.told] == []
    assert brought(hands.saved(), found.text).text == found.text


def test_without_bookmarks_or_properties_text_still_finds_its_place_and_nothing_is_deleted(made: bytes) -> None:
    hands = Hands(made)
    hands.after("Sans objet.", "Une étape")
    gone = hands.at("premier point")._p
    gone.getparent().remove(gone)
    data = hands.saved()
    bare = with_part(data, "word/document.xml", re.sub(r"<w:bookmark(Start|End)[^>]*>", "", part(data, "word/document.xml")).encode())
    found = brought(with_part(bare, "docProps/custom.xml", None))
    assert "Une étape\n" in found.text
    assert "- premier point\n" in found.text


class TestCommand:
    @pytest.fixture
    def draft(self, here: Path, made: bytes) -> Path:
        (here / "a.md").write_bytes(DRAFT.encode())
        (here / "a.docx").write_bytes(made)
        return here / "a.md"

    def test_says_what_came_and_what_did_not(self, draft: Path, made: bytes) -> None:
        hands = Hands(made)
        hands.after("Sans objet.", "Une étape")
        hands.at("Le cadre est fixé").add_run(" Et mal.")
        Path("b.docx").write_bytes(hands.saved())
        ran = run("import", "b.docx", "--into", "a.md", "--lang", "fr")
        assert (ran.code, ran.out) == (0, "")
        assert ran.err.startswith("a.md : 1 paragraphe ou tableau repris de Word.\n  Texte de l’outil modifié dans Word")
        assert "Et mal." in ran.err
        assert draft.read_text(encoding="utf-8").endswith("Sans objet.\n\nUne étape\n")

    def test_keeps_the_line_ends_of_the_draft(self, draft: Path, made: bytes) -> None:
        draft.write_bytes(DRAFT.replace("\n", "\r\n").encode())
        hands = Hands(made)
        hands.after("Sans objet.", "Une étape")
        hands.at("deuxième point").runs[0].text = "revu"
        Path("b.docx").write_bytes(hands.saved())
        assert run("import", "b.docx", "--into", "a.md").code == 0
        data = draft.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n") > 50

    def test_refuses_the_document_of_another_draft(self, draft: Path) -> None:
        other = (
            DRAFT.replace("gare/a.yaml", "port/b.yaml")
            .replace("Trois gares", "Un port")
            .replace("règle", "norme")
            .replace("point", "objet")
        )
        Path("b.docx").write_bytes(exported(other.replace("Cadre", "Droit").replace("service", "préfet").replace("Sans objet", "Rien")))
        ran = run("import", "b.docx", "--into", "a.md", "--lang", "fr")
        assert ran.code == 2
        assert "n’est pas l’export de ce projet" in ran.err
        assert draft.read_text(encoding="utf-8") == DRAFT

    def test_refuses_a_document_that_never_was_an_export(self, draft: Path) -> None:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        paragraph = "<w:p><w:r><w:t>Une note de service.</w:t></w:r></w:p>"
        Path("b.docx").write_bytes(_with(f"<w:document {space}><w:body>{paragraph * 3}</w:body></w:document>".encode())())
        ran = run("import", "b.docx", "--into", "a.md", "--lang", "fr")
        assert ran.code == 2
        assert "n’est pas l’export de ce projet" in ran.err
        assert draft.read_text(encoding="utf-8") == DRAFT

    @pytest.mark.usefixtures("draft")
    def test_refuses_what_is_no_draft_or_no_document(self) -> None:
        Path("c.md").write_text("# Un texte\n", encoding="utf-8")
        for given in (("a.docx", "c.md"), ("a.md", "a.md"), ("absent.docx", "a.md"), ("a.docx", "absent.md")):
            ran = run("import", given[0], "--into", given[1], "--lang", "fr")
            assert ran.code == 2, given
            assert "Traceback" not in ran.err


def _bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w>" + b" " * (65 * 1024 * 1024) + b"</w>", compresslevel=1)
    return made.getvalue()


def _with(document: bytes) -> Callable[[], bytes]:
    def made() -> bytes:
        data = BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", document)
        return data.getvalue()

    return made


_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (_bomb, "docx-too-large"),
        (_with(_LAUGHS), "docx-not-one"),
        (_with(_LAUGHS.decode().encode("utf-16")), "docx-not-one"),
        (_with(b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), "docx-not-one"),
        (_with(b"<a>" * 5000), "docx-too-large"),
        (_with(b"<a><b></a>"), "docx-not-one"),
        (_with(b"<a/>"), "docx-not-one"),
        (lambda: b"PK\x03\x04 nothing", "docx-not-one"),
        (lambda: b"", "docx-not-one"),
    ],
    ids=["zip bomb", "entities", "entities in utf-16", "outside entity", "deep", "broken", "no body", "no archive", "empty"],
)
def test_a_hostile_file_is_refused_and_nothing_is_unpacked_for_it(given: Callable[[], bytes], message: str) -> None:
    with pytest.raises(DocxFault, match=message):
        docx.read(given())


def test_a_draft_longer_than_word_would_hold_is_bounded() -> None:
    needs_pandoc()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{number}</w:t></w:r></w:p>" for number in range(docx.MOST + 2))
    with pytest.raises(DocxFault, match="docx-too-large"):
        docx.read(_with(f"<w:document {space}><w:body>{body}</w:body></w:document>".encode())())
