"""A draft is cut into blocks as markdown-it-py cuts it, between the markers of passages, and each place in it is found again."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assess.checks.page import Block, Page
from assess.checks.readable import footnotes, targets
from assess.model.exit_codes import DONE
from assess.study.front_matter import split
from assess.study.passages import parse, render_passage
from assess.yaml_source.source import unified
from tests.checks.cases import ROOT
from tests.checks.test_drafts import NAMES, draft
from tests.running import run

EXAMPLES = sorted((ROOT / "examples").glob("*/proposal.yaml"))
ODDITIES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text(encoding="utf-8"))
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
    found = [(block.kind, block.line, len(block.lines), block.passage) for block in page(TEXT).blocks]
    assert found == [
        ("paragraph", 6, 1, ""),
        ("heading", 8, 1, ""),
        ("paragraph", 12, 1, "summary"),
        ("heading", 16, 2, ""),
        ("heading", 19, 1, ""),
        ("list", 21, 7, ""),
        ("table", 29, 3, ""),
        ("quote", 33, 2, ""),
        ("footnote", 36, 2, ""),
        ("comment", 39, 2, ""),
        ("code", 42, 1, ""),
        ("rule", 44, 1, ""),
        ("paragraph", 46, 1, ""),
    ]


def test_headings_lose_their_signs_and_their_number_and_know_the_passages_under_them() -> None:
    found = [(heading.title, heading.name, heading.level, heading.passages) for heading in page(TEXT).headings]
    assert found == [
        ("Étude", "Étude", 1, ["summary"]),
        ("Titre souligné", "Titre souligné", 1, []),
        ("1.2. Cadre général", "Cadre général", 2, []),
    ]


def test_sections_end_before_the_next_heading_of_the_same_level() -> None:
    found = page(TEXT)
    assert found.ends[:3] == [15, 47, 47]
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


def told(text: str) -> dict[str, list[str]]:
    """The structure of *text* as the entries of `pages.yaml` say it."""
    found = page(unified(text))
    calls, notes = footnotes(found)
    return {
        "blocks": [_said(found, block) for block in found.blocks],
        "tables": [f"{line}: {' ¦ '.join(cells)}" for block in found.blocks for line, cells in block.rows],
        "calls": [f"{found.place(offset)[0]}: {name}" for name, offsets in calls.items() for offset in offsets],
        "notes": [f"{block.line}: {name}" for name, blocks in notes.items() for block in blocks],
        "links": [f"{found.place(offset)[0]}: {target}" for offset, target in targets(found)],
    }


def _said(found: Page, block: Block) -> str:
    last = block.line + len(block.lines) - 1
    parts = [str(block.line) if last == block.line else f"{block.line}-{last}", block.kind]
    if block.kind == "heading":
        heading = found.headings[block.section]
        parts += [str(heading.level), heading.title or "-", *(["named", heading.name] if heading.name != heading.title else [])]
    if block.passage:
        parts += ["offered for" if block.offered else "in", block.passage]
    return " ".join(parts)


@pytest.mark.parametrize("name", ODDITIES)
def test_an_oddity_is_read_as_decided(name: str) -> None:
    wanted = dict(ODDITIES[name])
    found = told(wanted.pop("page"))
    assert {key: value for key, value in found.items() if value} == wanted


def in_markdown(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def blocks_in_markdown(text: str) -> list[tuple[str, int]]:
    """The kind and the line of each block of *text*, a whole draft read by markdown-it-py without our markers."""
    body = split(text)[1]
    shift = text.count("\n") - body.count("\n") + 1
    tokens = [token for token in in_markdown(body) if token.level == 0 and token.type in KINDS]
    found = [(KINDS[token.type], token.map[0] + shift) for token in tokens if token.map]
    lines = text.split("\n")
    return [(kind, line) for kind, line in found if kind != "comment" or "<!-- assess:" not in lines[line - 1]]


def links_in_markdown(text: str) -> list[str]:
    """Where the links and images of *text* lead, those written as addresses left out."""
    tokens = [token for block in in_markdown(split(text)[1]) for token in block.children or ()]
    found = [token.attrs.get("href") or token.attrs.get("src") for token in tokens if token.markup != "autolink"]
    return sorted(unquote(str(target)) for target in found if target)


def agrees(text: str) -> None:
    """What is read of the draft *text* is what markdown-it-py makes of it, read as a whole."""
    found = page(text)
    assert [("paragraph" if block.kind == "footnote" else block.kind, block.line) for block in found.blocks] == blocks_in_markdown(text)
    assert sorted(unquote(target) for _, target in targets(found)) == links_in_markdown(text)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("example", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
def test_a_draft_of_ours_is_cut_where_markdown_says(example: Path, lang: str) -> None:
    assert run(str(example), "-q", "-o", "draft.md", "--lang", lang).code == DONE
    agrees(Path("draft.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_of_drafters_is_cut_where_markdown_says(name: str, here: Path) -> None:
    agrees(unified(draft(name, here).read_text(encoding="utf-8")))


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
