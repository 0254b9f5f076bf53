"""French typography of documents."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings

from assess.documents.model import Code, Emphasis, Inline, Line, Link, NoteCall, Paragraph, Strong, Text
from assess.documents.plain import characters
from assess.documents.typography import set_typography
from tests.documents.documents import LINE, document

N, F = "\u00a0", "\u202f"


def typeset(line: Line, language: str = "fr") -> Line:
    block = set_typography(document(line, language)).blocks[0]
    assert isinstance(block, Paragraph)
    return block.content


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Pourquoi ? Ainsi ; non !", f"Pourquoi{F}? Ainsi{F}; non{F}!"),
        ("Ainsi: un", f"Ainsi{N}: un"),
        (f"Ainsi{F}: un", f"Ainsi{N}: un"),
        ('Dit "oui" ou « non »', f"Dit «{N}oui{N}» ou «{N}non{N}»"),
        ("l'article L. 242-5, art. 5 et article 6", f"l’article L.{N}242-5, art.{N}5 et article{N}6"),
        ("n° 2022-52, n°s 12 et 13", f"n°{N}2022-52, n°s{N}12 et 13"),
        ("1 200 000 euros, 12 %, 3 M€ et 4 €", f"1{F}200{F}000{N}euros, 12{N}%, 3{N}M€ et 4{N}€"),
        ("le 1er mars 2026, au XXIe siècle", f"le 1er{N}mars 2026, au XXIe{N}siècle"),
        ("à 12:30, https://x.fr/a?b: c", "à 12:30, https://x.fr/a?b: c"),
        ("law:csi et a@b.fr", "law:csi et a@b.fr"),
    ],
)
def test_prose(typed: str, read: str) -> None:
    assert typeset((Text(typed),)) == (Text(read),)


def test_neither_code_nor_the_address_of_a_link_changes() -> None:
    line = (Code('a : "b"'), Text(" ; "), Link((Text("l'un ?"),), "a?b : c"), Text(" !"))
    assert typeset(line) == (Code('a : "b"'), Text(f"{F}; "), Link((Text(f"l’un{F}?"),), "a?b : c"), Text(f"{F}!"))


def test_a_sign_keeps_to_the_word_before_it_across_bold_text_and_notes() -> None:
    line = (Text("« "), Strong((Text("mot"),)), Text(" »"), NoteCall("1"), Text(" ; "), Emphasis((Text("fin"),)), Text(" :"))
    assert characters(typeset(line)) == f"«{N}mot{N}»{F}; fin{N}:"


def test_a_document_in_english_stays_as_it_is() -> None:
    line = (Text('l\'un : "deux" ?'),)
    assert typeset(line, "en") == line


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINE)
def test_setting_twice_is_setting_once(line: Line) -> None:
    once = set_typography(document(line))
    assert set_typography(once) == once


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINE)
def test_only_spaces_and_signs_change_and_nothing_moves(line: Line) -> None:
    assert shape(typeset(line)) == shape(line)


def shape(line: Line) -> list[object]:
    return [bare(inline) for inline in line]


def bare(inline: Inline) -> object:
    match inline:
        case Text(text):
            text = text.replace("...", "…").replace("'", "’")
            return re.sub(r'["«»\s\u00a0\u202f]', "", text)
        case Strong(content) | Emphasis(content):
            return type(inline), shape(content)
        case Link(content, target):
            return target, shape(content)
    return inline
