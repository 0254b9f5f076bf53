"""Traps of French prose in YAML: what is said, where, and with which advice."""

from __future__ import annotations

import pytest

from assess.messages import words
from assess.model.finding import Severity
from assess.reporters.text import render
from assess.yaml_source.document import read_document
from tests.loading.test_bad_files import FILES

ELSEWHERE = {
    "yaml-too-big",
    "yaml-too-many-nodes",
    "yaml-more-characters",
    "yaml-more-findings",
    "yaml-unreadable",
    "yaml-after-end",
}
"""Messages that no small file gives: they are proved in `test_document` and here."""


def told(text: str) -> list[tuple[int, int, str, str]]:
    """Line, column, message and hint of each finding on *text*."""
    found = read_document(text, "file.yaml").findings
    return [(finding.place.line, finding.place.column, finding.id, finding.hint) for finding in found]


@pytest.mark.parametrize(
    "line",
    [
        "because: Oui : car",
        "because: Oui : c’est « prévu » : voilà",
        "because: L’État:",
        "because: 'L’État' : oui",
        "because: 'l'étude'",
        "because: 'l'étude d'impact'",
        "because: 'aujourd'hui",
        'because: "un "vrai" essai"',
        'because: "un essai',
        "because: %x",
        "because: @x",
        "because: `x`",
        "because: *mot*",
        "because: *mot suite",
        "because: **mot**",
        "because: & Cie",
        "because: &Cie",
        "because: !important",
        "because: ![image](x.png)",
        "because: - un tiret",
        "because: ? une question",
        "because: ] fin",
        "because: , suite",
        "because: | texte",
        'because: "C:\\Users"',
        "because: [Projet] de loi",
        "because: {projet} de loi",
    ],
)
def test_prose_that_yaml_refuses_has_one_finding_on_its_line_with_advice(line: str) -> None:
    found = told(f"format: 1\n{line}\n")
    assert len(found) == 1
    assert found[0][0] == 2
    assert found[0][3] in words("hints")


@pytest.mark.parametrize(
    "value",
    [
        "« essai »", "«essai»", "l’étude d'impact", "Oui; non", "a:b", "http://exemple.fr/a?b=c#d", "50 %", "c#", "a & b",
        "R&D", "a * b", "vrai ! faux ?", "- 5 %"[2:], "(oui)", "article 3, II", "n° 12", "« oui : non »"[:5], "a -b", "12 €",
    ],
)  # fmt: skip
def test_prose_that_yaml_reads_well_is_left_alone(value: str) -> None:
    document = read_document(f"because: {value}\nformat: 1\n", "file.yaml")
    assert document.findings == ()
    assert document.root == {"because": value, "format": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: projet #3\n", [(1, 15, "yaml-cut-by-comment", "quotes-if-text")]),
        ("title: projet\t#3\n", [(1, 15, "yaml-cut-by-comment", "quotes-if-text")]),
        ("title: deux\n  lignes #3\n", [(2, 10, "yaml-cut-by-comment", "quotes-if-text")]),
        ("- un #3\n- deux\n", [(1, 6, "yaml-cut-by-comment", "quotes-if-text")]),
        ("title: #3\n", [(1, 8, "yaml-only-comment", "quotes-if-text")]),
        ("title: projet # un commentaire\n", []),
        ("title: projet ##\n", []),
        ("title: 'projet #3'\n", []),
        ("title: |\n  projet #3\n", []),
        ("level: 3 #3\n", []),
        ("flag: true #oui\n", []),
        ("title: projet#3\n", []),
        ("#3\ntitle: projet\n", []),
        ("title:\n  #3\n  a: b\n", []),
    ],
)
def test_a_comment_that_cuts_a_text(text: str, expected: list[tuple[int, int, str, str]]) -> None:
    assert told(text) == expected
    assert all(finding.severity is Severity.WARNING for finding in read_document(text, "file.yaml").findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: Deux buts\n  - un\n  - deux\n", [(2, 3, "yaml-list-in-text", "block-for-list")]),
        ("a:\n  - un\n    - deux\n", [(3, 5, "yaml-list-in-text", "block-for-list")]),
        ("a:\n  -un\n  -deux\n", [(2, 3, "yaml-dash-space", "dash-space")]),
        ("a: |\n  Deux buts\n  - un\n", []),
        ("a: de 3 - 4\n", []),
        ("a: >-\n  Deux buts\n  - un\n", []),
        ("a:\n  - un\n  - deux - trois\n", []),
    ],
)
def test_dashes_folded_into_a_text(text: str, expected: list[tuple[int, int, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: "b\nc: d\ne: f\n', (1, 4)),
        ('a: b\nc: "d\ne: "f"\n', (2, 4)),
        ("a:\n  - 'b\n  - c\n", (2, 5)),
        ("a: 'b\n---\nc: d\n", (1, 4)),
        ('a: [b, "c]\nd: "e"\n', (1, 8)),
    ],
)
def test_a_quote_that_is_not_closed_is_shown_where_it_opens(text: str, place: tuple[int, int]) -> None:
    (finding,) = told(text)
    assert finding[:3] == (*place, "yaml-quote-open")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [b, c\nd: e\n", (1, 4)),
        ("a: {b: c\nd: e\n", (1, 4)),
        ("a:\n  b: [c,\n  d: e\n", (2, 6)),
        ("a: [[b]", (1, 4)),
    ],
)
def test_a_bracket_that_is_not_closed_is_shown_where_it_opens(text: str, place: tuple[int, int]) -> None:
    assert told(text)[0][:3] == (*place, "yaml-bracket-open")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\n c: d\n", (2, 2, "yaml-key-in-text")),
        ("a:\n  b: c\n d: e\n", (3, 2, "yaml-indent")),
        ("a: b\n- c\n", (2, 1, "yaml-indent")),
        ("titre\na: b\n", (1, 1, "yaml-no-colon")),
        ("a: b\ntitre\nc: d\n", (2, 1, "yaml-no-colon")),
        ("a:b\nc: d\n", (1, 2, "yaml-space-after-colon")),
        ("a: b\nlevel:3\nc: d\n", (2, 6, "yaml-space-after-colon")),
        ("a: {b: c, level:[3]}\n", (1, 16, "yaml-space-after-colon")),
        ("a: {b: c, : d}\n", (1, 11, "yaml-empty-key")),
        ("a: {b: : d}\n", (1, 8, "yaml-first-character")),
        ("a: b\n} c: d\n", (2, 1, "yaml-first-character")),
        ("a: |\n  b\n c: d\n", (3, 2, "yaml-indent")),
        ("a:\n\tb: c\n", (2, 1, "yaml-tab")),
        ("a: |\n  b\n\tc\n", (3, 1, "yaml-tab")),
        ("- a\n-b\n", (2, 1, "yaml-dash-space")),
        ("a: |\nb\nc: d\n", (2, 1, "yaml-no-colon")),
        ("a: b\n...\nc: d\n", (3, 1, "yaml-after-dots")),
        ("[a]\nb\n", (2, 1, "yaml-after-end")),
        ("...\n", (1, 1, "yaml-unreadable")),
    ],
)
def test_lines_out_of_place(text: str, expected: tuple[int, int, str]) -> None:
    assert told(text)[0][:3] == expected


def test_every_message_of_the_reader_is_proved_by_a_file() -> None:
    of_yaml = {message: said for message, said in words("reading").items() if message.startswith(("yaml-", "not-text", "not-utf-8"))}
    shown = {
        message
        for message, said in of_yaml.items()
        for path in FILES
        if _constant(said["fr"]) in path.with_suffix(".fr.txt").read_text(encoding="utf-8")
    }
    assert set(of_yaml) - shown == ELSEWHERE


def _constant(said: str | dict[str, str]) -> str:
    """The longest part of a message that does not vary; of one that counts, as it is said of several."""
    text = said if isinstance(said, str) else said["more"]
    return max((part.split("}")[-1] for part in text.split("{")), key=len)


def test_no_english_of_the_parser_in_french() -> None:
    for path in FILES:
        report = path.with_suffix(".fr.txt").read_text(encoding="utf-8")
        assert not any(word in report for word in ("did not", "found ", "expected", "mapping", "scalar"))


def test_findings_read_well_in_a_row() -> None:
    report = render(read_document("a: b : c\nd: @e\n", "f.yaml").findings, "en")
    assert report.count("\n\n") == 1
