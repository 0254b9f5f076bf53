"""A draft is cut into blocks once, and each place in it is found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assess.checks.page import Page
from assess.model.exit_codes import DONE
from assess.study.front_matter import split
from assess.study.passages import parse, render_passage
from tests.checks.cases import ROOT
from tests.running import run

EXAMPLES = sorted((ROOT / "examples").glob("*/proposal.yaml"))
KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "blockquote_open": "quote",
    "html_block": "comment",
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
}
TEXT = f"""\
---
assess:
  lang: fr
---

Un mot avant.

# Étude

{render_passage("summary", "Le *texte* de l’outil.")}

Titre souligné
==============

## 1.2. Cadre général ##

- un
  suite

  ```
  # pas un titre
  ```
- deux

| a | b |
| - | - |
| c | d |

> cité
> encore

[^1]: note
    suite

<!-- une remarque
sur deux lignes -->

    du code

***

Voir `Sans objet` et [ici](https://example.org/TODO) <https://example.org> ou <b>là</b>.
"""


def page(text: str) -> Page:
    return Page(parse(text), text)


def test_blocks_have_their_kind_their_lines_and_their_owner() -> None:
    found = [(block.kind, block.line, len(block.lines), block.owner) for block in page(TEXT).blocks]
    assert found == [
        ("paragraph", 6, 1, "people"),
        ("heading", 8, 1, "people"),
        ("paragraph", 12, 1, "summary"),
        ("heading", 16, 2, "people"),
        ("heading", 19, 1, "people"),
        ("list", 21, 7, "people"),
        ("table", 29, 3, "people"),
        ("quote", 33, 2, "people"),
        ("footnote", 36, 2, "people"),
        ("comment", 39, 2, "people"),
        ("code", 42, 1, "people"),
        ("rule", 44, 1, "people"),
        ("paragraph", 46, 1, "people"),
    ]


def test_headings_lose_their_signs_and_their_number_and_know_the_passages_under_them() -> None:
    found = [(heading.title, heading.name, heading.level, heading.passages) for heading in page(TEXT).headings]
    assert found == [
        ("Étude", "Étude", 1, ("summary",)),
        ("Titre souligné", "Titre souligné", 1, ()),
        ("1.2. Cadre général", "Cadre général", 2, ()),
    ]


def test_sections_end_before_the_next_heading_of_the_same_level() -> None:
    found = page(TEXT)
    assert [found.end_of(index) for index in range(3)] == [15, 47, 47]
    assert found.titles(21) == ("Titre souligné", "Cadre général")
    assert [block.kind for block in found.under(0)] == ["paragraph"]
    assert [block.kind for block in found.within(1)][:2] == ["heading", "list"]


def test_prose_has_blanks_for_code_comments_addresses_and_tags() -> None:
    found = page(TEXT)
    assert len(found.prose) == len(TEXT)
    assert found.prose.count("\n") == TEXT.count("\n")
    for gone in ("assess", "Sans objet", "TODO", "example", "remarque", "du code", "<b>"):
        assert gone not in found.prose
    for kept in ("Un mot avant", "texte", "ici", "là", "cité", "note"):
        assert kept in found.prose
    offset = found.prose.index("ici")
    line, column = found.place(offset)
    assert TEXT.split("\n")[line - 1][column - 1 :].startswith("ici")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("example", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
def test_a_draft_is_cut_where_markdown_says(example: Path) -> None:
    """Against markdown-it-py, on all that our drafts hold: each block begins on the same line and is of the same kind."""
    assert run(str(example), "-q", "-o", "draft.md").code == DONE
    text = Path("draft.md").read_text(encoding="utf-8")
    body = split(text)[1]
    shift = text.count("\n") - body.count("\n") + 1
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    wanted = [(KINDS[token.type], token.map[0] + shift) for token in tokens if token.level == 0 and token.map and token.type in KINDS]
    found = [("paragraph" if block.kind == "footnote" else block.kind, block.line) for block in page(text).blocks]
    assert found == [block for block in wanted if not _is_marker(text, block)]


def _is_marker(text: str, block: tuple[str, int]) -> bool:
    return block[0] == "comment" and "<!-- assess:" in text.split("\n")[block[1] - 1]


def test_a_year_at_the_start_of_a_line_begins_no_list() -> None:
    assert [block.kind for block in page("la directive du 27 avril\n2016.\n2017. Puis\n- un\n\n2018. deux\n").blocks] == [
        "paragraph",
        "list",
        "list",
    ]


SIGNS = st.sampled_from(
    ["# ", "a", " ", "\n", "- ", "| ", "`", "```\n", "<!--", "-->", "> ", "[^1]: ", "    ", "\t", "===\n", "<b>", "](x)", "1. ", "---\n"]
)


@given(st.lists(SIGNS, max_size=40).map("".join))
def test_any_text_is_cut_into_blocks_that_do_not_overlap(text: str) -> None:
    found = page(text)
    after = 1
    lines = text.split("\n")
    for block in found.blocks:
        assert block.line >= after
        assert list(block.lines) == lines[block.line - 1 : block.line - 1 + len(block.lines)]
        after = block.line + len(block.lines)
    assert len(found.prose) == len(text)
