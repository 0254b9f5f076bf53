"""A damaged draft gives findings, whatever was done to it: never a crash, work in proportion to its length, and nothing is written."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.checks.model import Case
from assess.checks.running import run as run_checks
from assess.checks.subject import Known, World, subject
from assess.checks.waivers import in_draft
from assess.model.exit_codes import DONE, FAULT, FOUND
from tests.checks.cases import BASE, catalogue, subject_of
from tests.running import run

DRAFT = "essai.impact-study.md"


@pytest.fixture
def place(here: Path) -> Path:
    shutil.copy(BASE, here / "essai.yaml")
    assert run("essai.yaml", "-q").code == DONE
    return here


def checked(place: Path) -> list[tuple[str, str]]:
    """The checks and messages of the findings about the draft, which the check must not change."""
    before = (place / DRAFT).read_bytes()
    ended = run("check", DRAFT, "--format", "json", "-q")
    assert ended.code in (DONE, FOUND), ended
    assert (place / DRAFT).read_bytes() == before
    found: Any = json.loads(ended.out)["findings"]
    return [(item["check"], item["id"]) for item in found]


def lines(what: Callable[[list[str]], list[str]]) -> Callable[[bytes], bytes]:
    """Changes the lines of a draft."""
    return lambda data: "\n".join(what(data.decode().split("\n"))).encode()


def begins(found: list[str]) -> list[int]:
    return [at for at, line in enumerate(found) if line.startswith("<!-- assess:begin")]


def ends(found: list[str]) -> list[int]:
    return [at for at, line in enumerate(found) if line.startswith("<!-- assess:end")]


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], tuple[str, str]]] = {
    "a beginning deleted": (lines(lambda it: it[: begins(it)[2]] + it[begins(it)[2] + 1 :]), ("marker-damaged", "end-alone")),
    "an end deleted": (lines(lambda it: it[: ends(it)[2]] + it[ends(it)[2] + 1 :]), ("marker-damaged", "begin-alone")),
    "a passage doubled": (lines(lambda it: it + it[begins(it)[1] : ends(it)[1] + 1]), ("marker-damaged", "twice")),
    "a passage in another": (
        lines(lambda it: it[: begins(it)[1] + 1] + it[begins(it)[2] : ends(it)[2] + 1] + it[begins(it)[1] + 1 :]),
        ("marker-damaged", "end-alone"),
    ),
    "a marker retyped": (
        lines(lambda it: [line.replace("assess:begin notice", "assess: begin la notice") for line in it]),
        ("marker-damaged", "malformed"),
    ),
    "passages in code": (lines(lambda it: [*it[: begins(it)[1]], "```", *it[begins(it)[1] :], "```"]), ("marker-damaged", "in-code")),
    "no front matter": (lines(lambda it: it[it.index("---", 1) + 1 :]), ("proposal-missing", "damaged")),
    "five megabytes": (lambda data: data + b"Encore un mot. \n" * 350_000, ("draft-unreadable", "too-large")),
    "Latin-1": (
        lambda data: data.decode().replace("\u202f", " ").replace("’", "'").encode("latin-1", "replace"),
        ("draft-unreadable", "not-utf-8"),
    ),
    "bytes that are no text": (lambda data: data + b"\xff\xfe\x80", ("draft-unreadable", "not-utf-8")),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), ("draft-unreadable", "not-utf-8")),
    "a word processor’s file": (lambda data: b"PK\x03\x04" + data, ("draft-unreadable", "not-text")),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_found(place: Path, name: str) -> None:
    damage, expected = DAMAGES[name]
    path = place / DRAFT
    path.write_bytes(damage(path.read_bytes()))
    assert expected in checked(place)


HARMLESS: dict[str, Callable[[bytes], bytes]] = {
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "both": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "tabs and spaces at the ends of lines": lambda data: data.replace(b"\n\n", b" \t\n\n"),
    "no line end at the end": lambda data: data.rstrip(b"\n"),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_editors_do_is_no_damage(place: Path, name: str) -> None:
    before = checked(place)
    path = place / DRAFT
    path.write_bytes(HARMLESS[name](path.read_bytes()))
    assert [
        found for found in checked(place) if found[0] in ("marker-damaged", "draft-unreadable", "proposal-missing", "passage-edited")
    ] == []
    assert before == checked(place)


LONG: dict[str, Callable[[int], str]] = {
    "one line of backticks": lambda n: "`a " * n,
    "one line of runs of backticks": lambda n: "`" * n,
    "comments that never end": lambda n: "<!-- " * n,
    "lines of comments that never end": lambda n: "<!--\n" * n,
    "waivers that never end": lambda n: "<!-- assess:allow \n" * n,
    "waivers": lambda n: '<!-- assess:allow passage-edited until=2099-01-01 reason="a" -->\n\n' * n,
    "brackets": lambda n: "[" * n + "](" * n,
    "parentheses": lambda n: "](" + "(" * n,
    "tags that never end": lambda n: "<a " * n,
    "quotations": lambda n: "> " * n,
    "marks of quotations": lambda n: "« 30 jours » " * n,
    "headings": lambda n: "# a\n" * n,
    "headings that go down": lambda n: "".join(f"{'#' * (at % 6 + 1)} a\n\nMot.\n\n" for at in range(n)),
    "headings over prompts": lambda n: "## a\n\n> **À rédiger.** Dire.\n\n" * n,
    "headings without title": lambda n: "#\n" * n,
    "headings over sections that are called as others": lambda n: "# Consultations\n\n## Options\n\nMot.\n\n" * n,
    "signs of headings": lambda n: "# " + "# " * n,
    "rules": lambda n: "* " * n + "x",
    "cells": lambda n: "|" * n + "\n" + "|-" * n,
    "rows": lambda n: "| Montant | Source |\n| - | - |\n" + "| 3 € | – |\n" * n,
    "tables": lambda n: "| Montant | Source |\n| - | - |\n| 3 € | – |\n\n" * n,
    "fences": lambda n: "```\n~~~\n" * n,
    "fences that never end": lambda n: "~~~ a\n" * n,
    "items": lambda n: "- a\n\n" * n,
    "footnotes": lambda n: "[^1]: a\n" * n,
    "footnotes of their own": lambda n: "".join(f"Mot[^{at}].\n\n[^{at}]: Note.\n\n" for at in range(n)),
    "acronyms": lambda n: "".join(f"Le Q{at}Z (dit), " for at in range(n)),
    "links": lambda n: "[a](#b) " * n,
    "spaces": lambda n: "a" + " " * n + "b",
    "empty lines": lambda n: "\n" * n,
    "one paragraph": lambda n: "mot\n" * n,
    "one paragraph of sentences": lambda n: "Les images sont conservées 30 jours par la CNIL (article L. 1-1). " * n,
    "markers": lambda n: "<!-- assess:begin a 000000000000 -->\n<!-- assess:end a -->\n" * n,
    "passages": lambda n: "".join(f"<!-- assess:begin a{at} 000000000000 -->\n\nx\n\n<!-- assess:end a{at} -->\n\n" for at in range(n)),
    "nulls": lambda n: "\0" * n,
}


def work(text: str) -> int:
    """How many lines of Python the checks of the draft *text* go through."""
    proposal, draft = known()
    world, count = World("fr", 740_000, 740_000, lambda: draft), 0

    def counting(_: FrameType, event: str, __: object) -> Any:
        nonlocal count
        count += event == "line"
        return counting

    before = sys.gettrace()
    sys.settrace(counting)
    try:
        run_checks(catalogue().checks, subject("etude.md", text, proposal, world))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", LONG)
def test_work_grows_as_the_text_does(name: str) -> None:
    """Twice as much text takes twice as much more work, not four times: what findings come to, the first thousand, is counted too."""
    work(LONG[name](10))  # what is made once
    once, twice, four = (work(LONG[name](count)) for count in (100, 200, 400))
    assert four - twice <= 2.4 * (twice - once) + 2000, (once, twice, four)


@pytest.mark.parametrize("name", LONG)
def test_a_long_text_made_to_be_slow_ends(here: Path, name: str) -> None:
    (here / DRAFT).write_text(LONG[name](5_000), encoding="utf-8")
    checked(here)


@cache
def pieces() -> list[str]:
    """What damaged drafts are made of."""
    return [
        *(
            "# Titre\n",
            "## 1. Impacts\n",
            "\n",
            "Un mot. ",
            "| a | b |\n| - | - |\n",
            "- un\n",
            "> **À rédiger.** Dire.\n",
            "```\n",
            "[^1]",
            "[^1]: n\n",
        ),
        *(
            "<!-- assess:begin notice 000000000000 -->\n",
            "<!-- assess:end notice -->\n",
            "<!-- assess:begin a DIGEST -->\n",
            "<!--",
            "-->",
            "\t",
            "---\n",
        ),
        *(
            "<!-- assess:offer notice 000000000000 -->\n",
            "<!-- assess:end-offer notice -->\n",
            "assess:\n",
            "  proposal: x\n",
            "  passages:\n",
            "\ufeff",
        ),
        *(
            '<!-- assess:allow passage-edited until=2026-12-31 reason="x" -->\n',
            "<!-- assess:allow",
            "![](x.png)",
            "[a](b.md)",
            "30 jours",
            "article L. 1-1",
        ),
        *("\r\n", "\u202f", "«", "»", "\0", "\ud800", "(", ")", "[", "]", "`", "*", "<b>", "{", "}", "%", "\\", "=", "==="),
    ]


@cache
def known() -> tuple[Known, str]:
    """The proposal of the cases, and its draft of today."""
    made = subject_of(Case("", "FRESH", "", "fr", "", "", (), (), ()))
    return Known(made.document, made.proposal, made.rubric, made.assessment), made.text


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(pieces()), max_size=40).map("".join), st.sampled_from(["nothing", "proposal", "draft"]))
def test_no_check_fails_on_any_draft(text: str, beside: str) -> None:
    proposal, draft = known()
    if beside == "draft":  # a whole draft with what was added in its middle
        text = draft[: len(draft) // 2] + text + draft[len(draft) // 2 :]
    world = World("fr", 740_000, 740_000, lambda: draft)
    found = subject("etude.md", text, Known() if beside == "nothing" else proposal, world)
    outcome = run_checks(catalogue().checks, found)
    waivers = tuple((waiver.path, waiver.offset) for waiver in in_draft(found.page, found.path))
    for item in (*outcome.found, *outcome.waived):
        place = item.finding.place
        lines = found.page.lines if place.path == "etude.md" else (proposal.document.text if proposal.document else "").split("\n")
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert lines[place.line - 1] == item.finding.line_text
    assert outcome.waivers[: len(waivers)] == waivers


@pytest.mark.parametrize("line", ["# assess:allow a\n", "# assess:allow a until=2026-12-31 reason=x\na1: b\n", "a: # assess:allow\n "])
def test_a_proposal_made_of_waivers_ends(place: Path, line: str) -> None:
    path = place / "essai.yaml"
    path.write_text(path.read_text(encoding="utf-8") + line * 5_000, encoding="utf-8")
    assert run("check", "essai.yaml", "--format", "json", "-q").code != FAULT


RUNS: dict[str, str] = {
    "dots before a figure": "." * 20_000 + "1",
    "dots": "." * 20_000,
    "underscores after a letter": "a" + "_" * 20_000,
    "capitals before a letter": "X" * 20_000 + "a",
    "letters said twice": "Y" * 20_000 + "a",
    "digits": "9" * 20_000,
    "syllables": "bla" * 7_000 + "x",
    "brackets that begin a note": "[voir " * 20_000,
    "runs of backticks, each longer": " ".join("`" * length for length in range(1, 1_000)),
    "figures of one sentence": "".join(f"{at} drones, dont {at} M de la police, hors {at} M€ ; " for at in range(4_000)),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_run_of_one_sign_is_read(name: str) -> None:
    """What these once took is told in minutes; the benchmarks say how it grows."""
    proposal, draft = known()
    world = World("fr", 740_000, 740_000, lambda: draft)
    outcome = run_checks(catalogue().checks, subject("etude.md", f"# Étude\n\n{RUNS[name]}\n", proposal, world))
    assert all(1 <= found.finding.place.line <= 3 for found in outcome.found)
