"""DOCX and ODT: real styles, marks and notes; the same bytes for the same document; nothing that a text says gets out of it."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from assess import converters
from assess.documents import docx as reading_docx
from assess.documents import pandoc, reference
from assess.documents.columns import landscape, shares
from assess.documents.docx_styles import Styles
from assess.documents.markers import bookmark, closing
from assess.documents.model import Document, Figure, Heading, Paragraph, Table, Text
from assess.documents.pages import parts
from assess.documents.reading import read
from tests.documents.office_files import exported, needs_pandoc, opened, part, root, with_part
from tests.documents.tables import table
from tests.documents.words import of_document, words
from tests.running import run

DRAFT = """---
assess:
  format: 1
  proposal: "gare/a.yaml"
  lang: fr
  passages:
    - title
    - notice
    - grid
---

# Étude d’impact

<!-- assess:begin title 000000000000 -->

**Trois gares**

<!-- assess:end title -->

## Avertissement

<!-- assess:begin notice 000000000000 -->

Ceci est un *projet*.[^notice.1] Encore.[^notice.1]

- un
- deux
  1. sous deux

> **À rédiger.** Dire pourquoi.

[^notice.1]: Article 8.

<!-- assess:end notice -->

Texte d’une `personne`, [lié](https://exemple.fr/).

### Détail

### Autre détail

Détaillé.

## Grille

<!-- assess:begin grid 000000000000 -->

| Garantie | Rang | Référence | Satisfaite | Identifiant | Motif |
| --- | --- | --- | --- | --- | --- |
| Limite de durée d’emploi | Loi | article L. 242-5 du code | oui | `a_very_long_identifier_of_forty_letters` | établissement public administratif |
| Retrait | Loi | anticonstitutionnellement | oui | `another_identifier_of_some_length` | aucune |
| Contingentement | Loi | article L. 242-5 du code | oui | `quota` | – |
| Information | Loi | article L. 242-3 du code | oui | `public_information` | – |

<!-- assess:end grid -->

## Suite

Encore.

## Fin

Mot de la fin.
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    "</w:t></w:r><w:p/>",
    '"]]><!ENTITY x SYSTEM "file:///etc/passwd">',
    "{{ HYPERLINK \\l }} TOC \\o PAGEREF t1 \\h",
    "\\x0b\x0b\x00\ufffe",
    "<!-- assess:begin notice 000000000000 -->",
    "مرحبا Ωμέγα 👩‍⚖️ x" + "y" * 400,
    "#show: it => panic()",
    "=cmd|' /C calc'!A0",
)


@pytest.fixture(scope="session")
def made() -> bytes:
    return exported(DRAFT)


@pytest.fixture(scope="session")
def made_odt() -> bytes:
    return exported(DRAFT, "odt")


def test_the_same_document_has_the_same_bytes(made: bytes, made_odt: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert exported(DRAFT) == made
    assert exported(DRAFT, "odt") == made_odt
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert exported(DRAFT) != made
    assert "2023-11-14T22:13:20Z" in part(exported(DRAFT), "docProps/core.xml")


def test_a_docx_has_real_styles_a_french_language_and_a_title(made: bytes) -> None:
    document, styles = part(made, "word/document.xml"), part(made, "word/styles.xml")
    used = set(re.findall(r'<w:pStyle w:val="(\w+)"', document))
    assert {"Title", "Heading1", "Heading2", "AssessPrompt", "AssessNote", "AssessCell", "AssessCellHead", "TOC1", "Compact"} <= used
    assert used <= set(re.findall(r'w:styleId="(\w+)"', styles))
    assert re.search('<w:lang [^>]*w:val="fr-FR"', styles)
    assert "<dc:title>Étude d’impact</dc:title>" in part(made, "docProps/core.xml")


def test_headers_of_tables_are_repeated_and_columns_sized(made: bytes) -> None:
    document = part(made, "word/document.xml")
    assert document.count("<w:tblHeader") == 1
    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', document)]
    assert len(set(widths)) > 3
    assert document.count("<w:cantSplit") == 5


def test_a_wide_table_lies_on_its_side_with_its_title_and_the_same_feet(made: bytes) -> None:
    sections = list(root(made, "word/document.xml").iter(f"{W}sectPr"))
    sizes = [section.find(f"{W}pgSz") for section in sections]
    assert [size is not None and size.get(f"{W}orient") for size in sizes] == [None, "landscape", None]
    assert [len(section.findall(f"{W}footerReference")) for section in sections] == [1, 1, 1]
    shown = parts(read(DRAFT).blocks)
    assert [part_.side for part_ in shown if isinstance(part_.block, Heading)][-4:] == [False, True, False, False]


def test_a_document_that_ends_on_its_side_has_no_empty_page_after() -> None:
    ending = exported(DRAFT[: DRAFT.index("## Suite")])
    sections = root(ending, "word/document.xml").iter(f"{W}sectPr")
    assert [section.find(f"{W}pgSz").get(f"{W}orient") for section in sections] == [None, "landscape"]  # type: ignore[union-attr]


def test_each_passage_has_its_two_bookmarks_with_names_that_word_takes(made: bytes) -> None:
    found = reading_docx.read(made)
    for name in ("title", "notice", "grid"):
        assert {bookmark(name), closing(bookmark(name))} <= found.begins.keys() & found.ends.keys()
    long = bookmark("principle.a-very-long-name-of-a-passage:with.everything-in_it")
    assert re.fullmatch(r"p_\w{1,37}", closing(long), re.ASCII)
    assert len(closing(long)) <= 40
    assert bookmark("a.b") != bookmark("a-b")


def test_a_note_called_twice_stands_once(made: bytes) -> None:
    assert part(made, "word/footnotes.xml").count("Article\u00a08.") == 1
    edited = reading_docx.read(made)
    assert len(edited.notes) == 1


def test_a_note_called_in_a_note_is_said_there() -> None:
    made = exported("# Annexe 1\n\nTexte.[^a]\n\n[^a]: Voir.[^b]\n\n[^b]: Ailleurs.\n")
    assert "Ailleurs." in part(made, "word/footnotes.xml")


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_every_word_is_in_the_document_and_no_other(form: str, made: bytes, made_odt: bytes) -> None:
    data = made if form == "docx" else made_odt
    names = ("word/document.xml", "word/footnotes.xml") if form == "docx" else ("content.xml",)
    text = " ".join(each for name in names for each in _texts(root(data, name)))
    expected = of_document(read(DRAFT))
    assert [word for word in expected if word not in words(text)] == []


def _texts(tree: ET.Element) -> list[str]:
    return ["".join(each.itertext()) for each in tree.iter() if each.tag.rpartition("}")[2] in ("p", "h")]


def test_libreoffice_opens_an_odt_and_finds_its_words_and_pages(made_odt: bytes, tmp_path: Path) -> None:
    text = opened(made_odt, "odt", "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig")  # without notes
    assert [word for word in of_document(read(DRAFT)) if word not in {*words(text), "Article", "8"}] == []
    assert not re.search(r"(?i)error|introuvable|not found", text)


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_hostile_text_stays_text(form: str) -> None:
    needs_pandoc()
    document = Document(
        "T",
        "fr",
        (
            Heading(1, (Text("T"),), "t"),
            *(Paragraph((Text(text),)) for text in HOSTILE),
            table("a | b", *(text.replace("|", " ") + " | x" for text in HOSTILE)),
        ),
    )
    made = (converters.docx if form == "docx" else converters.odt)(document)
    content = root(made, "word/document.xml" if form == "docx" else "content.xml")
    shown = _texts(content)
    for text in HOSTILE:
        assert any(words(text) == words(each.replace("\ufffd", " ")) for each in shown), text


def test_a_picture_has_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_pandoc()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'
    document = Document("T", "fr", (Figure(svg, "Neuf principes en barres.", (Text("Figure 1"),)), table("a | b", "c | d")))
    assert 'descr="Neuf principes en barres."' in part(converters.docx(document), "word/document.xml")
    assert ">Neuf principes en barres.<" in part(converters.odt(document), "content.xml")
    monkeypatch.setattr(converters, "_picture", lambda figure: ("svg", figure.svg.encode()))
    assert 'descr="Neuf principes en barres."' in part(converters.docx(document), "word/document.xml")


@pytest.mark.usefixtures("here")
def test_a_ministry_takes_its_own_styles() -> None:
    needs_pandoc()
    styles = part(reference.docx(), "word/styles.xml").replace("TOC1", "TM1").replace("1F3A5F", "AA0000")
    Path("ministere.docx").write_bytes(with_part(reference.docx(), "word/styles.xml", styles.encode()))
    Path("a.md").write_text(DRAFT, encoding="utf-8")
    ran = run("export", "a.md", "-o", "a.docx", "--reference", "ministere.docx", "--lang", "fr")
    assert (ran.code, ran.err) == (0, "Écrit : a.docx\n")
    document = part(Path("a.docx").read_bytes(), "word/document.xml")
    assert 'w:val="TM1"' in document
    assert 'w:val="TOC1"' not in document
    assert "AA0000" in part(Path("a.docx").read_bytes(), "word/styles.xml")
    ran = run("export", "a.md", "-o", "b.docx", "--reference", "a.md", "--lang", "fr")
    assert ran.code == 2
    assert "modèle" in ran.err


@pytest.mark.usefixtures("here", "made")
def test_an_export_in_which_somebody_worked_is_not_replaced() -> None:
    Path("a.md").write_text(DRAFT, encoding="utf-8")
    assert run("export", "a.md", "-o", "a.docx").code == 0
    Path("a.md").write_text(DRAFT.replace("la fin", "la suite"), encoding="utf-8")
    assert run("export", "a.md", "-o", "a.docx").code == 0
    data = Path("a.docx").read_bytes()
    edited = with_part(data, "word/document.xml", part(data, "word/document.xml").replace("suite", "pause").encode())
    Path("a.docx").write_bytes(edited)
    assert run("export", "a.md", "-o", "a.docx").code == 2
    assert Path("a.docx").read_bytes() == edited


@pytest.mark.usefixtures("here")
def test_without_pandoc_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise converters.Missing("pypandoc")

    monkeypatch.setattr(converters, "pandoc_program", missing)
    Path("a.md").write_text(DRAFT, encoding="utf-8")
    ran = run("export", "a.md", "-o", "a.docx", "--lang", "fr")
    assert ran.code == 2
    assert 'pip install "assess[office]"' in ran.err
    assert not Path("a.docx").exists()


def test_no_file_is_left_behind(made: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert exported(DRAFT) == made
    assert list(tmp_path.iterdir()) == []


def test_the_first_page_says_how_edits_come_back(made: bytes, made_odt: bytes) -> None:
    assert "assess import" in part(made, "word/document.xml")
    assert "Version de lecture" in part(made_odt, "content.xml")
    english = exported(DRAFT.replace("lang: fr", "lang: en"))
    assert "To complete this study" in part(english, "word/document.xml")
    assert 'w:val="en-GB"' in part(english, "word/styles.xml")
    annex = exported("# Annexe 1\n\n## Objet\n\nTexte.\n")
    assert "assess import" not in part(annex, "word/document.xml")


def test_every_style_that_is_asked_for_is_in_both_models() -> None:
    asked = set(re.findall(r'styled\(\s*"([^"]+)"', Path(pandoc.__file__).read_text(encoding="utf-8")))
    named = set(Styles(root(reference.docx(), "word/styles.xml"), None).names.values())
    assert {name.lower() for name in asked} <= named
    for name in asked:
        assert f'style:name="{name.replace(" ", "_20_")}"' in part(reference.odt(), "styles.xml")


class TestColumns:
    def test_take_the_whole_width_whatever_is_in_them(self) -> None:
        for given_ in (table("a | b", "c | d"), table("a | b | c", "x | " + "y" * 900 + " | "), table(" | | ", " | | ")):
            assert sum(shares(given_)) == 1
            assert min(shares(given_)) > 0

    def test_a_word_is_not_cut_while_there_is_room(self) -> None:
        least = shares(table("Nature | Objet", "obligatoire | " + "texte de loi " * 60))[0]
        assert least * 100 >= len("obligatoire")

    def test_a_long_text_has_more_than_a_short_one(self) -> None:
        first, second = shares(table("Oui | Motif", "non | " + "des mots et encore " * 20))
        assert second > 3 * first

    def test_a_table_is_turned_when_its_words_would_be_cut(self) -> None:
        wide = table(*[" | ".join(f"anticonstitutionnelle{number}" for number in range(6))] * 5)
        assert landscape(wide)
        assert not landscape(table("a | b | c", "d | e | f"))
        assert not landscape(table("a | b", "x" * 5000 + " | y"))


@settings(max_examples=15, deadline=None)
@given(...)
def test_any_table_has_shares_that_make_one(cells: list[tuple[str, str, str]]) -> None:
    rows = tuple(tuple((Text(cell),) for cell in row) for row in cells)
    made = Table(((Text("a"),), (Text("b"),), (Text("c"),)), rows, ("l", "l", "l"))
    assert sum(shares(made)) == Fraction(1)
    json.dumps(pandoc.write(Document("T", "fr", (made,)), {}))
