"""Plain values, links, tables and prose, made harmless in Markdown."""

from __future__ import annotations

import pytest

from assess.study.markdown import Markdown, clean, link, plain, table
from assess.study.prose import prose

READABLE = [
    "L'article L. 242-5 (premier alinéa) : 35 % des cas, oui !",
    "R&D, A/B, C#, 5 < 6, duration_limit, 12:30, 3 - 2 = 1, 1.5, -5 %, « mot »",
    "voir https://exemple.fr/a_b?c=d&e=f",
    "{{ jinja }} {% raw %}",
]
ESCAPED = {
    "# titre": r"\# titre",
    "###": r"\###",
    "titre #": r"titre \#",
    "- item": r"\- item",
    "---": r"\---",
    "+ item": r"\+ item",
    "* item": r"\* item",
    "1. item": r"1\. item",
    "12) item": r"12\) item",
    "> citation": r"\> citation",
    "===": r"\===",
    ":---:": r"\:---:",
    "~~~": r"\~\~\~",
    "```": r"\`\`\`",
    "[^1]: note": r"\[^1\]: note",
    "[x](y)": r"\[x\](y)",
    "![x](y)": r"!\[x\](y)",
    "_a_ *b* __c__": r"\_a\_ \*b\* \_\_c\_\_",
    "a|b": r"a\|b",
    "<b>": "&lt;b>",
    "<!-- assess:end x -->": "&lt;!-- assess:end x -->",
    "&lt;": "&amp;lt;",
    ":warning:": r"\:warning:",
    "a\\": "a\\\\",
    "12 $": r"12 \$",
    " a\r\n\n b\u2028c\t ": "a b c",
    "a\0\x1b\u202eb\ufeff\ud800": "ab",
    "": "",
}


@pytest.mark.parametrize("text", READABLE)
def test_a_value_that_has_no_effect_stays_readable(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("text", ESCAPED)
def test_a_value_that_would_have_an_effect_is_escaped(text: str) -> None:
    assert plain(text) == ESCAPED[text]


def test_what_is_already_safe_is_not_escaped_again() -> None:
    assert plain(plain("*a*")) == r"\*a\*"


def test_what_is_cut_from_a_safe_text_is_no_longer_taken_as_safe() -> None:
    assert not isinstance(Markdown("*a*")[1:], Markdown)


def test_control_characters_go_and_line_ends_are_one() -> None:
    assert clean("a\r\nb\rc\x0bd\x07\x9f\n") == "a\nb\nc\nd\n"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://x.fr/a(b) c|d", "[t](https://x.fr/a%28b%29%20c%7Cd)"),
        ("annexes/essai n°1.pdf", "[t](annexes/essai%20n°1.pdf)"),
        ("mailto:a@b.fr", "[t](mailto:a@b.fr)"),
        ("#ancre", "[t](#ancre)"),
        ("javascript:alert(1)", "t (javascript:alert(1))"),
        ("java&#115;cript:alert(1)", "t (java&amp;#115;cript:alert(1))"),
        ("data:text/html,x", "t (data:text/html,x)"),
        ("", "t"),
    ],
)
def test_a_link_leads_to_the_web_or_to_a_path_only(target: str, expected: str) -> None:
    assert link("t", target) == expected


def test_a_table_aligns_its_columns_and_escapes_plain_cells() -> None:
    made = table(["Garantie", "Rang"], [["a|b\nc", Markdown("`d|e`\n*f*")], ["- #", ""]], "lr")
    assert made == "| Garantie | Rang |\n| :--- | ---: |\n| a\\|b c | `d\\|e` *f* |\n| - \\# |  |"


def test_a_pipe_already_escaped_is_not_escaped_again() -> None:
    assert table(["a"], [[Markdown(r"b\|c \\|d")]]).splitlines()[2] == r"| b\|c \\\|d |"


@pytest.mark.parametrize(("rows", "align"), [([["a"]], ""), ([["a", "b", "c"]], ""), ([], "l")])
def test_a_table_with_missing_or_spare_cells_is_a_mistake_of_the_caller(rows: list[list[str]], align: str) -> None:
    with pytest.raises(ValueError, match="cells"):
        table(["a", "b"], rows, align)


PROSE = {
    "titles go one level below their place": ("# A\n## B ##\n# C", "### A\n#### B\n### C"),
    "also when the shallowest was deep": ("#### A\n##### B", "### A\n#### B"),
    "underlined titles": ("A\nb\n===\n\nC\n---", "### A b\n\n#### C"),
    "a title in a list or a quotation": ("- # A\n> ## B", "- ### A\n> #### B"),
    "an underlined title in a quotation": ("> A\n> ===\n> b", "> ### A\n> b"),
    "a line under a list is a rule": ("- a\n---", "- a\n***"),
    "rules stay rules": ("a\n\n---\n\n- - -\n\n* * *", "a\n\n***\n\n***\n\n***"),
    "no front matter": ("---\ntitle: x\n---\nb", "***\n### title: x\nb"),
    "an underline under nothing is text": ("===\n\n--", "\\===\n\n\\--"),
    "HTML is text": ("a <b onclick='x'>c</b>\n<script>\n<!-- d", "a &lt;b onclick='x'>c&lt;/b>\n&lt;script>\n&lt;!-- d"),
    "a comparison is no HTML": ("5 < 6 et 7 <= 8", "5 < 6 et 7 <= 8"),
    "markers are text": ("<!--  Assess:End x -->", "&lt;!--  Assess:End x -->"),
    "markers are text in code too": ("```\n<!--ASSESS:end x-->\n```", "```\n< !--ASSESS:end x-->\n```"),
    "code stays as it is": ("```html\n<b>\n# a\n[^1]\n```\nd", "```html\n<b>\n# a\n[^1]\n```\nd"),
    "code without an end gets one": ("~~~ py\na", "```py\na\n```"),
    "code that holds fences": ("~~~\n````\n~~~", "`````\n````\n`````"),
    "code in a list comes to the margin": ("- a\n  ```\n  <b>\n  ```\n- c", "- a\n```\n<b>\n```\n- c"),
    "indented code becomes fenced": ("a\n\n    <b>\n\n    # c\n\nd", "a\n\n```\n<b>\n\n# c\n```\n\nd"),
    "what is indented in a list is not code": ("- a\n\n    <b>", "- a\n\n    &lt;b>"),
    "code spans": ("`<b>` et ``c ` <d>`` et `e", "`<b>` et ``c ` <d>`` et \\`e"),
    "a code span on two lines is text": ("`a\n<b>`", "\\`a\n&lt;b>\\`"),
    "a code span in a table": ("| `a|b` |\n|---|", "| `a\\|b` |\n|---|"),
    "tables": ("| a | b |\n|:--|--:|\n| c | d |", "| a | b |\n|:--|--:|\n| c | d |"),
    "footnotes have names of their own": ("a[^1] b[^z]\n\n[^1]: c\n    d", "a[^p-1] b\\[^z]\n\n[^p-1]: c\n    d"),
    "links": ("[a](https://x.fr 't') [b](c/d.pdf) <https://y.fr>", "[a](https://x.fr 't') [b](c/d.pdf) <https://y.fr>"),
    "links in angles": ("[a](<b c.pdf>)", "[a](b%20c.pdf)"),
    "unsafe links are text": (
        "[a](javascript:x) ![b](data:y) [c](JavaScript&colon;z)",
        "[a]\\(javascript:x) ![b]\\(data:y) [c]\\(JavaScript&colon;z)",
    ),
    "what only looks like a link": ("[a](b c) [d *e*]: /f", "[a]\\(b c) [d *e*]\\: /f"),
    "a code span that ends a cell for some readers": ("| `a\\\\|b` |\n|---|", "| \\`a\\\\|b\\` |\n|---|"),
    "unsafe addresses are text": ("<javascript:x>", "&lt;javascript:x>"),
    "definitions of links": ("[a][B] [b] [c]\n\n[b]: https://x.fr", "[a][p-B] [b][p-b] [c]\n\n[p-b]: https://x.fr"),
    "unsafe definitions are text": ("[a]\n\n[a]: javascript:x", "[a]\n\n[a]\\: javascript:x"),
    "forced line ends stay": ("a  \nb", "a  \nb"),
    "tabs and controls": ("-\ta\x07\n\n\u202eb", "-   a\n\nb"),
    "templates are text": ("{{ x }} {% y %}", "{{ x }} {% y %}"),
    "empty lines around go": ("\n \n a\n\n", " a"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("case", PROSE)
def test_prose(case: str) -> None:
    text, expected = PROSE[case]
    assert prose(text, 2, "p") == expected


def test_titles_too_deep_are_bold() -> None:
    assert prose("# A\n## B\ntexte", 5, "p") == "###### A\n\n**B**\n\ntexte"


def test_two_texts_with_the_same_footnote_do_not_meet() -> None:
    assert prose("a[^1]\n\n[^1]: b", 2, "study-a") == "a[^study-a-1]\n\n[^study-a-1]: b"
    assert prose("a[^1]\n\n[^1]: b", 2, "study-b") == "a[^study-b-1]\n\n[^study-b-1]: b"
