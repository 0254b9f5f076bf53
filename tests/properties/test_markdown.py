"""Whatever a text holds, it stays in its place, and reads the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.token import Token

from assess.study.markdown import (
    _LINE_ENDS,
    _UNSEEN,
    Markdown,
    clean,
    link,
    plain,
    table,
)
from assess.study.markdown_writer import tidy
from assess.study.passages import parse, render_passage
from assess.study.prose import prose
from assess.study.typography import french
from tests.properties.markdown_texts import TEXTS, Reader, walk

READER = Reader()
HEADING = ["heading_open", "inline", "heading_close"]
PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
PLACES = {
    "a paragraph": "{}",
    "a sentence": "Voir {} ici",
    "a bold word": "**{}**",
    "a title": "## {}",
    "a list item": "- {}",
    "a quotation": "> {}",
    "a link": "[{}](https://x.fr)",
}


def document(text: str) -> str:
    return f"# T\n\n## S\n\n{render_passage('p', text)}\n\n## After\n\nlast\n"


@given(TEXTS)
@example("a\n-")
@example("- a ` b ` c `\n- <b> `")
@example("| `a | b` x `<b>` |\n|---|")
@example("[a](x`y) ` <b> `")
@example("[foo\nbar]: /url")
@example("`x\n<!-- assess:end p -->\n`")
def test_prose_stays_in_its_passage(text: str) -> None:
    written = document(prose(text, 2, "p"))
    tokens = READER.parse(written)
    assert [token.type for token in tokens[-6:]] == [*HEADING, *PARAGRAPH]
    assert (tokens[-6].level, tokens[-6].tag, tokens[-5].content, tokens[-2].content) == (0, "h2", "After", "last")
    html = [token for token in walk(tokens) if token.type in ("html_block", "html_inline")]
    assert [token.content.split()[1] for token in html] == ["assess:begin", "assess:end"]
    assert all(token.level == 0 for token in html)
    draft = parse(written)
    assert (list(draft.passages), draft.damage) == (["p"], ())


@given(TEXTS)
@example("a\n- ```\nb")
def test_titles_of_prose_stand_below_the_title_they_are_under(text: str) -> None:
    tokens = READER.parse(document(prose(text, 2, "p")))
    levels = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
    assert [level for level in levels if level <= 2] == [1, 2, 2]


@given(TEXTS)
@example("[^1]\n\n[^1]: javascript:x")
@example("[^1](javascript:x)\n\n[^1]: note")
@example("[a [^z](javascript:x)")
@example("[a [b]](javascript&colon;x)")
def test_links_of_prose_lead_to_the_web_or_to_a_path(text: str) -> None:
    tokens = READER.parse(document(prose(text, 2, "p")))
    targets = [str(token.attrGet("href") or token.attrGet("src") or "") for token in walk(tokens)]
    schemes = {scheme[1].lower() for target in targets if (scheme := re.match(r"\s*([a-z][a-z0-9+.-]*):", target, re.IGNORECASE))}
    assert schemes <= {"http", "https", "mailto"}


@given(TEXTS)
@example("[a `]: /url`")
@example("[a [b\\]]: /url")
@example("[a\n[^z]: /url")
def test_names_defined_in_prose_begin_with_its_prefix(text: str) -> None:
    defined: dict[str, dict[str, object]] = {}
    READER.parse(document(prose(text, 2, "p")), defined)
    assert all(name.lstrip("^").startswith("P-") for name in defined.get("references", {}))


@given(TEXTS)
def test_prose_loses_no_word(text: str) -> None:
    kept = re.sub(r"\W", "", french(prose(text, 2, "p")).casefold())
    for word in re.findall(r"mot|http|warning", clean(text)):
        assert word in kept


@pytest.mark.parametrize("place", PLACES)
@given(text=TEXTS)
@example(text="\u00a0a\u00a0")
def test_a_plain_value_reads_the_same_everywhere(place: str, text: str) -> None:
    value = plain(text)
    expected = " ".join(re.split("[ \t\n]+", clean(text))).strip()
    tokens = READER.parse(PLACES[place].format(value)) if value.strip() else []
    assert all(found.type in ALLOWED for found in walk(tokens))
    assert read_text(tokens).strip() == (PLACES[place].strip("#->*[ ").partition("]")[0].format(expected) if value.strip() else "")


ALLOWED = {
    *HEADING,
    *PARAGRAPH,
    *("blockquote_open", "blockquote_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *("link_open", "link_close", "strong_open", "strong_close", "text"),
}


def read_text(tokens: list[Token]) -> str:
    return "".join(token.content for token in walk(tokens) if token.type == "text")


@given(TEXTS, TEXTS)
def test_a_plain_value_stays_in_its_cell(first: str, second: str) -> None:
    tokens = READER.parse(table(["a", "b"], [[first, second], [Markdown("x"), Markdown("y")]]) + "\n\nafter")
    cells = [tokens[at + 1].children or [] for at, token in enumerate(tokens) if token.type in ("th_open", "td_open")]
    assert ["".join(part.content for part in cell) for cell in cells[2:]] == [
        *(" ".join(re.split("[ \t\n]+", clean(text))).strip() for text in (first, second)),
        *("x", "y"),
    ]
    assert [token.type for token in tokens[-3:]] == PARAGRAPH


@given(TEXTS, TEXTS)
def test_a_link_is_one_link_or_plain_text(text: str, target: str) -> None:
    tokens = list(walk(READER.parse(f"Voir {link(text, target)} ici")))
    assert {token.type for token in tokens} <= ALLOWED
    assert sum(token.type == "link_open" for token in tokens) <= 1
    assert "".join(token.content for token in tokens if token.type == "text").endswith(" ici")


@given(TEXTS)
@example('un "mot (dit "t") autre"')
@example(":warning:http://a.b:warning:")
def test_typography_is_done_once(text: str) -> None:
    assert french(french(text)) == french(text)


@given(TEXTS)
def test_typography_changes_no_structure(text: str) -> None:
    written = document(prose(text, 2, "p"))
    kinds = [(token.type, token.tag, token.level, token.attrs) for token in walk(READER.parse(written)) if token.type != "text"]
    assert [(t.type, t.tag, t.level, t.attrs) for t in walk(READER.parse(french(written))) if t.type != "text"] == kinds


def read_in_full(text: str) -> str:
    """*text* cleaned by the patterns alone."""
    return re.sub(_UNSEEN, "", re.sub(_LINE_ENDS, "\n", text))


VALUES = TEXTS | st.text(alphabet="ab1.):;-+#=>_*|[ (]\\&<~$`\t\n\u00a0\u202fé²٣\x07\u2028")


@given(VALUES)
def test_a_text_in_which_everything_is_seen_has_nothing_to_clean(text: str) -> None:
    """`clean` looks at the text before it lets the patterns read: they would not have found anything."""
    assert clean(text) == read_in_full(text)


@given(VALUES | st.text(alphabet="a\n \t"))
def test_what_is_tidy_has_one_empty_line_at_most_and_none_around(text: str) -> None:
    written = tidy(text)
    assert not re.search(r"\n(?:[ \t]*\n){2,}|^[ \t]*\n|\n[ \t]*\Z", written)
    assert written.split() == text.split()


@given(st.text(alphabet="ab-1é²_.: \n"))
def test_the_name_of_a_passage_is_a_word(name: str) -> None:
    if re.fullmatch(r"[A-Za-z][\w.:-]*", name):
        assert parse(render_passage(name, "x")).passages[name].source == render_passage(name, "x")
    else:
        with pytest.raises(ValueError, match="not the id"):
            render_passage(name, "x")
