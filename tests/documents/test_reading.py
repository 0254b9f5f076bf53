"""Markdown to the model of documents."""

from __future__ import annotations

import pytest

from assess.documents import charts
from assess.documents.model import (
    Break,
    Code,
    Emphasis,
    Figure,
    Heading,
    Items,
    Link,
    Listing,
    NoteCall,
    Paragraph,
    Passage,
    Quote,
    Rule,
    Strike,
    Strong,
    Table,
    Text,
)
from assess.documents.reading import read

DRAFT = """---
title: Le nôtre
assess:
  format: 1
  as-of: 2026-04-15
  lang: en
---

# Impact *study*

<!-- assess:begin summary 0123456789ab -->

First[^a].

[^a]: The source.

<!-- assess:end summary -->

What people add.

<!-- assess:offer summary 0123456789ab -->

Offered.

<!-- assess:end-offer summary -->
"""


def only(markdown: str) -> object:
    (block,) = read(markdown).blocks
    return block


def line(markdown: str) -> tuple[object, ...]:
    block = only(markdown)
    assert isinstance(block, Paragraph)
    return block.content


def test_a_draft_gives_its_title_its_language_its_day_and_its_passages_with_their_markers() -> None:
    document = read(DRAFT)
    assert (document.title, document.language, document.date) == ("Impact study", "en", "2026-04-15")
    assert document.front == DRAFT[: DRAFT.index("\n# ")]
    heading, passage, people = document.blocks
    assert heading == Heading(1, (Text("Impact "), Emphasis((Text("study"),))), "impact-study")
    assert passage == Passage("summary", "0123456789ab", (Paragraph((Text("First"), NoteCall("a"), Text("."))),))
    assert people == Paragraph((Text("What people add."),))
    assert document.notes == {"a": (Paragraph((Text("The source."),)),)}


def test_an_annex_has_no_front_matter_and_the_language_it_is_given() -> None:
    document = read("# Annex\n", "en")
    assert (document.language, document.front, document.date) == ("en", "", "")


def test_a_passage_ends_at_its_marker_whatever_is_left_open_in_it() -> None:
    document = read("<!-- assess:begin a 0123456789ab -->\n\n<pre>\n\n<!-- assess:end a -->\n\nAfter\n")
    assert document.blocks == (Passage("a", "0123456789ab", (Listing("<pre>", "html"),)), Paragraph((Text("After"),)))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**a** _b_ ~~c~~", (Strong((Text("a"),)), Text(" "), Emphasis((Text("b"),)), Text(" "), Strike((Text("c"),)))),
        ("`a*b*`", (Code("a*b*"),)),
        ("a\nb\\\nc", (Text("a b"), Break(), Text("c"))),
        ("a &lt; b &amp; c", (Text("a < b & c"),)),
        ("[a](https://x.fr/b)", (Link((Text("a"),), "https://x.fr/b"),)),
        ("[a](pièce.pdf)", (Link((Text("a"),), "pi%C3%A8ce.pdf"),)),
        ("[a](#b)", (Link((Text("a"),), "#b"),)),
        ("see https://x.fr/a_b.", (Text("see "), Link((Text("https://x.fr/a_b"),), "https://x.fr/a_b"), Text("."))),
        ("[a](javascript:alert(1))", (Text("[a](javascript:alert(1))"),)),
        ("[a](//server/share)", (Text("[a](//server/share)"),)),
        ("![a](b.png)", (Link((Text("a"),), "b.png"),)),
        ("a <b>c</b> <!-- d -->e", (Text("a "), Code("<b>"), Text("c"), Code("</b>"), Text(" e"))),
        ("[^none]", (Text("[^none]"),)),
    ],
)
def test_inline_text(markdown: str, expected: object) -> None:
    assert line(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("- a\n- b", Items(((Paragraph((Text("a"),)),), (Paragraph((Text("b"),)),)))),
        ("3. a", Items(((Paragraph((Text("a"),)),),), 3)),
        ("0. a", Items(((Paragraph((Text("a"),)),),), 0)),
        ("> a", Quote((Paragraph((Text("a"),)),))),
        ("```python\na\n\n b\n```", Listing("a\n\n b", "python")),
        ("***", Rule()),
        ("<div>\n  <b>a</b>\n</div>", Listing("<div>\n  <b>a</b>\n</div>", "html")),
        ("<!-- a --> <b>c</b>", Listing(" <b>c</b>", "html")),
    ],
)
def test_blocks(markdown: str, expected: object) -> None:
    assert only(markdown) == expected


def test_a_table_has_as_many_cells_in_each_row_as_in_its_header() -> None:
    assert only("| a | b | c |\n| --- | :-: | --: |\n| 1 | 2 |\n") == Table(
        ((Text("a"),), (Text("b"),), (Text("c"),)), (((Text("1"),), (Text("2"),), ()),), ("l", "c", "r")
    )


def test_a_paragraph_in_bold_or_italics_just_before_a_table_is_its_caption() -> None:
    assert only("*Who pays*\n\n| a |\n| --- |\n") == Table(((Text("a"),),), (), ("l",), (Text("Who pays"),))


def test_a_comment_is_not_in_the_document() -> None:
    assert read("<!-- a -->\n\nb\n\n<!--\nc\n\nd -->\n").blocks == (Paragraph((Text("b"),)),)


def test_a_chart_is_drawn_from_the_table_that_follows_its_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "draw", lambda kind, table, language: Figure(f"<svg>{kind} {language}</svg>", "words", table.caption))
    figure, table = read("**Gaps**\n\n<!-- chart: principles -->\n\n| a |\n| --- |\n").blocks
    assert figure == Figure("<svg>principles fr</svg>", "words", (Text("Gaps"),))
    assert isinstance(table, Table)


def test_the_same_title_twice_has_two_anchors() -> None:
    anchors = [block.anchor for block in read("# A b\n\n# A b\n\n# A b-1\n\n# !\n").blocks if isinstance(block, Heading)]
    assert anchors == ["a-b", "a-b-1", "a-b-1-1", "section"]


def test_notes_come_in_the_order_of_their_calls_and_those_that_nothing_calls_do_not_come() -> None:
    document = read("| a |\n| --- |\n| [^2] |\n\n- b[^1]\n\n[^1]: One.\n[^2]: Two[^3].\n[^3]: Three[^2].\n[^4]: Four.\n")
    assert list(document.notes) == ["2", "3", "1"]


def test_a_note_and_the_target_of_a_link_may_stand_in_another_passage() -> None:
    document = read("[a][b] c[^d]\n\n<!-- assess:begin a 0123456789ab -->\n\n[b]: https://x.fr\n\n[^d]: E.\n\n<!-- assess:end a -->\n")
    assert document.blocks[0] == Paragraph((Link((Text("a"),), "https://x.fr"), Text(" c"), NoteCall("d")))
    assert list(document.notes) == ["d"]


def test_what_no_format_can_hold_or_would_reverse_the_reading_order_is_left_out() -> None:
    assert line("a\0b\x07c\u202ed\ufffee\x0bf\u2028g") == (Text("abcde f g"),)
