"""Findings drawn for people: the caret is under what is meant, and nothing from a file acts on the terminal."""

from __future__ import annotations

import pytest

from assess.model.finding import Finding, Place, Severity
from assess.reporters.text import render
from assess.reporters.visible import visible, width
from assess.yaml_source.source import Source


def drawn(line: str, column: int, length: int = 1) -> list[str]:
    """The two drawn lines of a finding on *line*."""
    finding = Finding("yaml-indent", Place("f.yaml", 7, column), line_text=line, length=length)
    return render([finding], "en").split("\n")[1:3]


def test_the_whole_of_a_finding() -> None:
    finding = Finding(
        "unknown-key",
        Place("dir/f.yaml", 12, 5),
        {"found": "maturity.trll", "key": "maturity.trll", "expected": "list"},
        line_text="    maturity.trll:",
        length=13,
        hint="quotes-if-text",
        nearest="maturity.trl",
    )
    assert render([finding], "fr") == (
        "dir/f.yaml:12:5: erreur : `maturity.trll` n’existe pas.\n"
        "   12 |     maturity.trll:\n"
        "      |     ^^^^^^^^^^^^^\n"
        "      = attendu : une liste\n"
        "      = vouliez-vous dire `maturity.trl` ?\n"
        '      = conseil : si c’est du texte, mettez-le tout entier entre guillemets "…".\n'
    )
    assert render([finding], "en") == (
        "dir/f.yaml:12:5: error: `maturity.trll` does not exist.\n"
        "   12 |     maturity.trll:\n"
        "      |     ^^^^^^^^^^^^^\n"
        "      = expected: a list\n"
        "      = did you mean `maturity.trl`?\n"
        '      = hint: if it is text, put all of it in quotation marks "…".\n'
    )


def test_nothing_to_say_is_nothing() -> None:
    assert render([], "fr") == ""


@pytest.mark.parametrize(
    ("severity", "fr", "en"),
    [
        (Severity.ERROR, "erreur :", "error:"),
        (Severity.WARNING, "avertissement :", "warning:"),
        (Severity.NOTE, "remarque :", "note:"),
    ],
)
def test_severities(severity: Severity, fr: str, en: str) -> None:
    finding = Finding("yaml-indent", Place("f"), severity=severity)
    assert render([finding], "fr").startswith(f"f:1:1: {fr} ")
    assert render([finding], "en").startswith(f"f:1:1: {en} ")


def test_what_was_found_is_said_with_its_kind() -> None:
    values = {"key": "level", "found": "trois", "found_kind": "text", "expected": "integer-from-to", "low": "0", "high": "4"}
    report = render([Finding("wrong-type", Place("f"), values)], "fr")
    assert "= attendu : un nombre entier de 0 à 4\n" in report
    assert "= trouvé : un texte, `trois`\n" in report


def test_an_expectation_that_is_in_no_table_is_said_as_it_is() -> None:
    report = render([Finding("unknown-key", Place("f"), {"found": "x", "expected": "format, id"})], "en")
    assert "= expected: format, id\n" in report


def test_an_empty_line_is_not_drawn() -> None:
    assert render([Finding("yaml-empty", Place("f"))], "en") == "f:1:1: error: The file is empty, or only has comments.\n"


@pytest.mark.parametrize(
    ("line", "column", "length", "text", "caret"),
    [
        ("a: b", 4, 1, "a: b", "   ^"),
        ("é: ça", 4, 2, "é: ça", "   ^^"),
        ("漢字: x", 5, 1, "漢字: x", "      ^"),
        ("漢字: x", 1, 2, "漢字: x", "^^^^"),
        ("e\u0301: x", 5, 1, "e\u0301: x", "   ^"),
        ("\ta: x", 2, 1, "    a: x", "    ^"),
        ("a:\tx", 3, 1, "a:    x", "  ^^^^"),
        ("a: \x1b[31m", 4, 1, "a: <U+001B>[31m", "   ^^^^^^^^"),
        ("a: \u202etxt", 5, 3, "a: <U+202E>txt", "           ^^^"),
        ("a: b", 5, 1, "a: b", "    ^"),
        ("a: b", 4, 50, "a: b", "   ^"),
    ],
)
def test_the_caret_is_under_what_is_meant(line: str, column: int, length: int, text: str, caret: str) -> None:
    assert drawn(line, column, length) == [f"    7 | {text}", f"      | {caret}"]


@pytest.mark.parametrize("column", [1, 30, 99, 100, 101, 500, 999, 1000])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(1000))
    text, caret = drawn(line, column)
    assert len(text) <= len("    7 | ") + 102
    assert text[caret.index("^")] == line[column - 1]
    assert ("…" in text[:10]) is (column > 61)


def test_a_long_length_is_cut_too() -> None:
    assert drawn("a" * 500, 50, 400)[1].count("^") == 51


def test_line_numbers_of_any_size() -> None:
    report = render([Finding("yaml-indent", Place("f", 1_234_567, 1), line_text="x")], "en").split("\n")
    assert report[1:3] == ["1234567 | x", "        | ^"]


def test_nothing_from_a_file_acts_on_the_terminal() -> None:
    finding = Finding(
        "unknown-key",
        Place("\x1b]0;x\x07.yaml"),
        {"found": "\x1b[2J", "expected": "\x1b[31m"},
        line_text="\x1b[2J\x9b31m: \u2066x\ud800",
        nearest="\x1b[0m",
    )
    report = render([finding], "fr")
    assert all(character == "\n" or character.isprintable() for character in report)
    report.encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("é’« »…漢 ", "é’« »…漢 "),
        ("a\u00a0b\u202fc", "a\u00a0b\u202fc"),
        ("\t", "    "),
        ("\x00\x7f\x85\u200b\u2028\ufeff\ue000\ud800", "<U+0000><U+007F><U+0085><U+200B><U+2028><U+FEFF><U+E000><U+D800>"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_width() -> None:
    assert [width(text) for text in ("", "abc", "é", "e\u0301", "漢", "Ａ")] == [0, 3, 1, 1, 2, 2]


class TestPlaces:
    """Places come from offsets, and are always inside the text."""

    @pytest.mark.parametrize(("offset", "line", "column"), [(-5, 1, 1), (0, 1, 1), (2, 1, 3), (3, 2, 1), (4, 2, 2), (6, 2, 2), (99, 2, 2)])
    def test_places(self, offset: int, line: int, column: int) -> None:
        assert Source("f", "ab\nc\n\n").place(offset) == Place("f", line, column)

    def test_an_empty_text_has_a_place(self) -> None:
        assert Source("f", "").place(3) == Place("f", 1, 1)
        assert Source("f", "").finding("yaml-empty", 3, 10).length == 1

    def test_a_length_stops_at_the_end_of_the_line(self) -> None:
        assert Source("f", "abc\ndef").finding("yaml-empty", 1, 10).length == 2
