"""A document as PDF: what a person wrote is text there, and the file is one that a screen reader reads and an archive keeps."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess import typesetting
from assess.commands import exporting
from assess.documents import typst
from assess.documents.model import Code, Document, Heading, Items, Link, NoteCall, Paragraph, Quote, Table, Text
from tests.documents.samples import HOSTILE, LONG, STRANGE, document, everything, said, title, wide
from tests.documents.tables import line, table

needs_typst = pytest.mark.skipif(not typesetting.installed(), reason="typst is not installed (pip install assess[pdf])")
pikepdf: Any = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


def body(of: Document) -> str:
    """What is written after the page."""
    return typst.write(of).partition("#show: document-page.with(")[2]


def skeleton(of: Document) -> str:
    """What is written, without its strings: the code."""
    return STRING.sub('""', body(of))


@given(st.text() | st.sampled_from([HOSTILE, STRANGE, LONG]))
@settings(max_examples=60, deadline=None)
def test_whatever_a_person_writes_the_code_is_the_same(text: str) -> None:
    def of(words: str) -> Document:
        called = Paragraph((Text(words), Code(words), Link((Text(words),), f"https://example.org/{words}"), NoteCall("a"), Text(".")))
        blocks = (Heading(1, (Text(words),), words), Items(((called,),)), Quote((called,)), called)
        return document(*blocks, notes={"a": (Paragraph((Text(words), Text("."))),)})

    assert skeleton(of(text)) == skeleton(of("mot"))


def test_an_address_of_another_kind_leads_nowhere() -> None:
    written = body(
        document(Paragraph((Link(line("là"), "javascript:alert(1)"), Link(line("ici"), "../fichier.md"), Link(line("a"), "#absent"))))
    )
    assert "#link" not in written
    assert '#"là"' in written


def test_a_note_is_written_at_its_first_call_and_called_again_after() -> None:
    written = body(
        document(Paragraph((NoteCall("a"), NoteCall("absente"), NoteCall("a"))), notes={"a": (Paragraph((*line("mot"), NoteCall("a"))),)})
    )
    assert written.count("#footnote[") == 1
    assert written.count("#footnote(<note-0>)") == 2


def test_contents_stand_after_the_note_of_a_long_study_and_at_the_head_of_a_long_annex() -> None:
    sections = [title(2, f"Partie {number}") for number in range(6)]
    annex = document(title(1, "Étude"), said("objet"), *sections, said("mot " * 3000))
    written = body(annex)
    assert written.index("objet") < written.index("#contents(") < written.index("Partie 0")
    written = body(replace(annex, front="assess:"))
    assert written.index("Partie 0") < written.index("#contents(") < written.index("Partie 1")
    assert "#contents(" not in body(document(title(1, "Étude"), *sections[:3], said("mot " * 3000)))
    assert "#contents(" not in body(document(title(1, "Étude"), *sections))


def test_no_page_is_turned_for_a_short_table_that_smaller_letters_make_room_for() -> None:
    header = tuple(line(f"Indicateur {number}") for number in range(8))
    written = body(document(said("avant"), Table(header, (header,), ("l",) * 8)))
    assert "#lying[" not in written
    assert "small-table(" in written
    assert "#lying[" in body(document(said("avant"), Table(header, (header,) * 40, ("l",) * 8)))


def test_levels_of_titles_are_never_skipped() -> None:
    levels = re.findall(
        r"#heading\(level: (\d)\)", body(document(title(1, "A"), title(4, "B"), title(6, "C"), title(2, "D"), title(3, "E")))
    )
    assert levels == ["1", "2", "1", "2"]


def test_what_leads_to_a_list_stays_with_it() -> None:
    assert "#leading[" in body(document(said("Deux finalités\u202f:"), Items(((said("une"),),))))
    assert "#leading[" not in body(document(said("Une phrase."), said("Une autre.")))


def test_a_table_too_wide_lies_with_its_title() -> None:
    written = body(document(title(1, "A"), said("avant"), title(2, "Garanties"), wide()))
    assert written.index("avant") < written.index("#lying[") < written.index("Garanties")


def test_long_words_may_be_broken_and_short_ones_are_whole() -> None:
    written = body(document(said("anticonstitutionnellement " + "a" * 40), Paragraph((Code("facial_identification.live_flow"),))))
    assert "anticonstitutionnellement a" in written
    assert "a" * 12 + "\u200b" + "a" * 12 in written
    assert "facial_\u200bidentification.\u200blive_\u200bflow" in written


def test_without_typst_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ModuleNotFoundError):
        typesetting.pdf(document(said("a")))


@needs_typst
def test_a_file_that_is_as_it_was_made_says_what_it_is_of() -> None:
    data, _ = typesetting.pdf(document(said("a")), "0123456789ab")
    assert typesetting.signed(data) == "0123456789ab"
    assert typesetting.signed(data.replace(b"/Type", b"/Typf", 1)) == ""
    assert typesetting.signed(b"%PDF-1.7 assess:export 0123456789ab 000000000000") == ""
    assert typesetting.signed(b"") == ""


# files


@pytest.fixture(scope="session")
def made() -> Iterator[Any]:
    if not typesetting.installed():
        pytest.skip("typst is not installed (pip install assess[pdf])")
    data, unknown = typesetting.pdf(replace(everything(), front="assess:"))
    assert unknown == ""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield pdf


def tags(pdf: Any, name: str) -> list[Any]:
    """The elements of the structure of *pdf* that are *name*."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == f"/{name}":
                found.append(node)
            if "/K" in node:
                waiting.append(node.K)
    return found


def attribute(element: Any, name: str) -> Any:
    owned = element.get("/A", [])
    return next((each[name] for each in (owned if isinstance(owned, pikepdf.Array) else [owned]) if name in each), None)


def test_the_file_says_its_title_its_author_its_language_and_that_the_title_is_shown(made: Any) -> None:
    assert str(made.Root.Lang) == "fr-FR"
    assert made.Root.ViewerPreferences.DisplayDocTitle
    with made.open_metadata() as metadata:
        assert metadata["dc:title"] == "Étude d’impact"
        assert metadata["dc:creator"] == ["Ministère de l’intérieur"]
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")


def test_every_page_is_a4_upright_or_lying(made: Any) -> None:
    sizes = {(round(float(page.mediabox[2])), round(float(page.mediabox[3]))) for page in made.pages}
    assert sizes == {(595, 842), (842, 595)}


def test_titles_are_bookmarks(made: Any) -> None:
    with made.open_outline() as outline:
        names = [item.title for item in outline.root]
    assert names[-1] == "Annexe"
    assert "Dispositif" in names


def test_the_file_is_tagged(made: Any) -> None:
    assert made.Root.MarkInfo.Marked
    assert [
        len(tags(made, name)) >= count for name, count in (("H1", 3), ("L", 3), ("Note", 2), ("Table", 2), ("Link", 2), ("TOC", 1))
    ] == [True] * 6


def test_the_header_cells_of_tables_have_a_scope(made: Any) -> None:
    headers = tags(made, "TH")
    assert len(headers) >= 12
    assert {str(attribute(cell, "/Scope")) for cell in headers} == {"/Column"}


def test_a_figure_is_said_in_words(made: Any) -> None:
    assert [str(figure.Alt) for figure in tags(made, "Figure")] == ["du texte"]


@needs_typst
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text", [HOSTILE, STRANGE, LONG, ""])
def test_hostile_text_is_set(text: str, language: str) -> None:
    data, _ = typesetting.pdf(everything(text, language))
    assert typesetting.tagged(data)


@needs_typst
def test_texts_longer_than_a_page_are_set_wherever_they_stand() -> None:
    text = line("mot " * 1200)
    cells = Table((line("a"), text), ((text, line("b")),), ("l", "l"), line("c"))
    of = document(title(1, "A"), Heading(2, text, "b"), Paragraph(text), Quote((Paragraph(text),)), Items(((Paragraph(text),),)), cells)
    data, _ = typesetting.pdf(replace(of, blocks=(*of.blocks, Paragraph((NoteCall("a"),))), notes={"a": (Paragraph(text),)}))
    assert typesetting.tagged(data)


@needs_typst
def test_a_document_whose_tags_are_refused_is_written_without_and_a_remark_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(text: str, time: int, *, tagged: bool = True) -> tuple[bytes, str]:
        return (b"", "error: tags") if tagged else run(text, time, tagged=False)

    run = typesetting._run  # noqa: SLF001
    monkeypatch.setattr(typesetting, "_run", refusing)
    data, _ = typesetting.pdf(document(said("a")))
    assert exporting.FORMATS[".pdf"].remark(data) == "export-untagged"


@needs_typst
def test_what_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_SECONDS", 0.001)
    with pytest.raises(typesetting.Failed):
        typesetting.pdf(document(said("a")))


@needs_typst
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cn"]), max_size=40))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_set(text: str) -> None:
    assert typesetting.pdf(document(title(1, text or "x"), said(text), Table((line(text),), ((line(text),),), ("l",))))[0]


@needs_typst
def test_characters_that_no_font_has_are_said_by_their_number_and_reported() -> None:
    _, unknown = typesetting.pdf(document(said("Un 😀, 中 et Ω"), table("😀 | a", "b | c")))
    assert unknown == "中😀"
    assert "[U+1F600]" in typst.write(document(said("😀")), frozenset("😀"))


@needs_typst
@pytest.mark.parametrize(
    "of",
    [
        document(),
        document(Quote(()), Items(((), (said("a"),))), Items(())),
        document(title(1, "A"), *(title(2, f"T{number}") for number in range(8)), said("mot " * 3000)),
        document(title(1, "A"), *(title(2, f"T{number}") for number in range(8)), wide(), said("mot " * 3000)),
    ],
)
def test_documents_of_any_outline_are_set(of: Document) -> None:
    assert typesetting.tagged(typesetting.pdf(of)[0])
    assert typesetting.tagged(typesetting.pdf(replace(of, front="assess:"))[0])


@needs_typst
def test_a_document_without_a_date_is_set() -> None:
    assert typesetting.tagged(typesetting.pdf(Document("", "fr", (said("a"),)))[0])


@needs_typst
def test_the_same_document_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = typesetting.pdf(everything())[0]
    assert typesetting.pdf(everything())[0] == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with pikepdf.open(io.BytesIO(typesetting.pdf(everything())[0])) as pdf, pdf.open_metadata() as metadata:
        assert metadata["xmp:CreateDate"].startswith("2026-04-15")  # of the document
        assert pdf.docinfo["/ModDate"]
