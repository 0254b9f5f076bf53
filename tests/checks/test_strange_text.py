"""Text that nobody reads as it stands: piles of marks, merges left in code, unseen characters in front matter, markers written otherwise."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assess.model.exit_codes import DONE, FOUND, INVALID
from assess.study.front_matter import keys, quoted
from assess.yaml_source.unseen import composed, piles
from tests.running import run

PROPOSAL = "format: 1\nid: t\ntitle: T\ndate: 2026-03-02\ntechnology: drones\n"
DRAFT = "t.impact-study.md"
PILES = {"one mark": "\u0301", "two marks that change places": "\u0301\u0316", "Devanagari": "\u094d\u093c", "Arabic": "\u064b\u0651"}


@pytest.fixture
def place(here: Path) -> Path:
    """A folder with a proposal and its draft."""
    (here / "t.yaml").write_text(PROPOSAL, encoding="utf-8")
    assert run("t.yaml", "-q").code == DONE
    return here


def written(place: Path, text: str) -> int:
    """Adds *text* to the draft; gives the number of the line it begins on."""
    before = (place / DRAFT).read_text(encoding="utf-8")
    (place / DRAFT).write_text(before + text, encoding="utf-8")
    return before.count("\n") + 1


def found(*options: str) -> list[tuple[str, int, int]]:
    """The errors of a check, each with its line and column."""
    items = json.loads(run("check", ".", "--format", "json", "-q", *options).out)["findings"]
    return [(item["id"], item["line"], item["column"]) for item in items if item["severity"] == "error"]


@pytest.mark.parametrize("marks", PILES.values(), ids=list(PILES))
def test_a_pile_of_marks_in_a_draft_is_told_at_its_place(place: Path, marks: str) -> None:
    line = written(place, "\nUn a" + marks * (100_000 // len(marks)) + "\n\n# Titre b" + marks * 50_000 + "\n")
    (first, *_), (second, *_) = sorted(found(), key=lambda item: item[1])
    assert (first, second) == ("piled-marks", "piled-marks")
    assert [item[1] for item in found()] == [line + 1, line + 3]
    before = (place / DRAFT).read_bytes()
    (place / "t.yaml").write_text(PROPOSAL.replace("title: T", "title: Un autre titre"), encoding="utf-8")
    assert run("t.yaml", "-q").code == DONE
    assert before.partition(b"Un a")[2] in (place / DRAFT).read_bytes()


@pytest.mark.parametrize("marks", PILES.values(), ids=list(PILES))
@pytest.mark.parametrize("escaped", [False, True])
def test_a_pile_of_marks_in_a_proposal_is_refused_at_its_place(here: Path, marks: str, *, escaped: bool) -> None:
    pile = marks * (100_000 // len(marks))
    title = '"a' + "".join(f"\\u{ord(mark):04x}" for mark in pile) + '"' if escaped else "a" + pile
    (here / "t.yaml").write_text(PROPOSAL.replace("title: T", f"title: {title}"), encoding="utf-8")
    for arguments in (["run", "t.yaml"], ["score", "."], ["check", "."]):
        ran = run(*arguments)
        assert ran.code == INVALID
        assert f"t.yaml:3:{8 if escaped else 9}: " in ran.out + ran.err
        assert len(ran.out + ran.err) < 5000


def test_a_name_that_is_a_pile_of_marks_ends(place: Path) -> None:
    name = "a" + "\u0301\u0316" * 50_000 + ".yaml"
    assert run("check", name, "-q").code == INVALID
    (place / DRAFT).write_text((place / DRAFT).read_text(encoding="utf-8").replace('"t.yaml"', f'"{name}"'), encoding="utf-8")
    assert run("check", ".", "-q").code == FOUND


@pytest.mark.parametrize(
    "text", ["e\u0301" * 1000, "a" + "\u0301" * 30, "—" * 500, "😀" * 500, "· " * 500, "e\u0323\u0302\u0301", "―\u0301" * 99]
)
def test_what_languages_write_is_no_pile(text: str) -> None:
    assert piles(text) == piles(composed(text)) == []


@pytest.mark.parametrize(
    ("text", "at"), [("a" + "\u0301" * 31, 1), ("é—" + "\u0316" * 31 + "—", 2), ("x" + "\u0316\u0301" * 999 + "\ny", 1)]
)
def test_more_is_one_pile_composed_or_not(text: str, at: int) -> None:
    assert (piles(text), len(piles(composed(text)))) == ([at], 1)
    assert composed(composed(text)) == composed(text)


CONFLICT = "<<<<<<< HEAD\nun\n=======\ndeux\n>>>>>>> essai\n"
AROUND = {
    "a fence": "\n```\n{}```\n",
    "a fence of tildes": "\n~~~yaml\n{}~~~\n",
    "a quotation": "\n> Il dit :\n{}> et finit.\n",
    "a list": "\n- un\n{}- deux\n",
    "a comment": "\n<!--\n{}-->\n",
    "indented code": "\n    code\n{}\n    code\n",
    "a table": "\n| a |\n| - |\n{}| b |\n",
}


@pytest.mark.parametrize("around", AROUND)
def test_a_merge_is_told_wherever_it_stands(place: Path, around: str) -> None:
    line = written(place, AROUND[around].format(CONFLICT)) + AROUND[around].partition("{")[0].count("\n")
    assert ("conflict", line, 1) in found()


@pytest.mark.parametrize("line", ["<<<<<<<HEAD", "<<<<<< HEAD", "+>>>>>>> essai", "<<<<<<<< HEAD", "|||||||", "||||||| a |"])
def test_a_line_of_another_shape_is_no_merge(place: Path, line: str) -> None:
    written(place, f"\n```\n{line}\n```\n")
    assert found() == []


@pytest.mark.parametrize("line", [" <<<<<<< HEAD", "> <<<<<<< HEAD", "> > >>>>>>> essai", "    >>>>>>> essai", "||||||| base"])
def test_a_merge_that_was_quoted_or_indented_since_is_one(place: Path, line: str) -> None:
    written(place, f"\n{line}\n")
    assert [each for each, *_ in found()] == ["conflict"]


def test_an_example_of_a_merge_can_be_waived(place: Path) -> None:
    waiver = f'<!-- assess:allow conflict-marker until={datetime.now(tz=UTC).date() + timedelta(days=100)} reason="un exemple" -->'
    written(place, f"\n# Annexe\n\n{waiver}\n\n```\n{CONFLICT}```\n")
    assert found() == []


NAMES = [
    "a\u202eb",
    "a\u2066b",
    "a\u200bb",
    "a\u00a0b",
    "a\u202fb",
    "a\u00adb",
    "a\x85b",
    "a\x1b[31mb",
    "a\tb",
    "a\u2028b",
    "a\u3164b",
    "\U000e0041",
]


@pytest.mark.parametrize("name", [*NAMES, 'a"b', "a'b", "é\\U000e0041", "a\\\U000e0041"])
def test_an_unseen_character_of_a_name_is_an_escape_in_the_front_matter_and_found_again(here: Path, name: str) -> None:
    (here / f"{name}.yaml").write_text(PROPOSAL, encoding="utf-8")
    assert run(f"{name}.yaml", "-q", "-o", DRAFT).code == DONE
    first = (here / DRAFT).read_bytes()
    (line,) = re.findall(r"(?m)^  proposal: .*$", first.decode())
    assert line.isprintable()
    assert not set(line) & set("".join(NAMES)) - set("ab[31m\\")
    assert run("check", DRAFT, "-q").code == DONE
    assert run(f"{name}.yaml", "-q", "-o", DRAFT).code == DONE
    assert (here / DRAFT).read_bytes() == first
    assert keys(f"---\nassess:\n  proposal: {quoted(name)}\n---\n")["proposal"] == name


HEADS = ["assess: x", "assess: 2", "assess: [1]", "assess: {format: 1}", "  format: 2", "  format: x", "  format:", "  format: 10"]


@pytest.mark.parametrize("line", HEADS)
def test_front_matter_of_another_format_is_told_and_left_alone(place: Path, line: str) -> None:
    _headed(place, line)
    before = (place / DRAFT).read_bytes()
    assert [item[0] for item in found()] == ["damaged"]
    assert run("t.yaml", "-q").code == INVALID
    assert (place / DRAFT).read_bytes() == before


@pytest.mark.parametrize("line", ["assess: # écrit par l’outil", "assess:  ", '"assess":', '  format: "1"', "  format: 1 # le premier"])
def test_front_matter_of_ours_may_be_written_otherwise(place: Path, line: str) -> None:
    _headed(place, line)
    assert found() == []
    assert run("t.yaml", "-q").code == DONE


def _headed(place: Path, line: str) -> None:
    """Puts *line* in the place of that with the same key in the front matter."""
    text = (place / DRAFT).read_text(encoding="utf-8")
    old = "  format: 1" if "format:" in line and line.startswith(" ") else "assess:"
    (place / DRAFT).write_text(text.replace(f"\n{old}\n", f"\n{line}\n", 1), encoding="utf-8")


@pytest.mark.parametrize(
    "sign", ["<!-- ASSESS:BEGIN", "<!--Assess:begin", "<!-- assess : begin", "<!--\tassess:\tBegin", "   <!-- ASSESS: offer"]
)
@pytest.mark.parametrize("alone", [False, True])
def test_a_marker_written_otherwise_is_told(place: Path, sign: str, *, alone: bool) -> None:
    text = (place / DRAFT).read_text(encoding="utf-8")
    (place / DRAFT).unlink()
    passage = f"# Étude\n\n{sign} summary 0123456789ab -->\n\nUn mot.\n"
    (place / "etude.md").write_text(passage if alone else text.partition("\n---\n")[0] + "\n---\n" + passage, encoding="utf-8")
    assert "malformed" in {item[0] for item in found()}


@pytest.mark.parametrize(
    "text", ["Voir `<!-- ASSESS:BEGIN x -->`.\n", "    <!-- assess: begin x -->\n", "```\n<!-- ASSESS:BEGIN x -->\n```\n"]
)
def test_a_page_that_shows_one_is_no_draft(place: Path, text: str) -> None:
    (place / "notes.md").write_text(f"# Notes\n\n{text}", encoding="utf-8")
    assert found() == []
