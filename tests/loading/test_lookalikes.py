"""A sign that passes for that of the keyboard is named where it stands: in dates, numbers and ids, and at the dash of a list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.running import run

PROPOSAL = "format: 1\nid: t\ntitle: T\ndate: 2026-03-02\ntechnology: drones\n"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7\u058a\u1806\ufe58\ufe63\uff0d"


def told(here: Path, text: str) -> list[tuple[int, str]]:
    """The line of each fault of the proposal *text*, and the code that its hint names."""
    (here / "t.yaml").write_text(text, encoding="utf-8")
    found = re.split(r"(?m)^t\.yaml:", run("score", "t.yaml", "--lang", "en").err)[1:]
    return [(int(one.partition(":")[0]), "".join(re.findall(r"= hint: <U\+(\w+)>", one))) for one in found]


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_a_dash_in_a_date(here: Path, dash: str, quote: str) -> None:
    text = PROPOSAL.replace("2026-03-02", f"{quote}2026{dash}03{dash}02{quote}")
    assert told(here, text) == [(4, f"{ord(dash):04X}")]


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize("place", ["id: a{}b", "technology: facial{}identification", "rubric: mis{}2021"])
def test_a_dash_in_an_id(here: Path, dash: str, place: str) -> None:
    key = place.partition(":")[0]
    lines = [line for line in PROPOSAL.splitlines() if not line.startswith(key)]
    found = told(here, "\n".join([*lines, place.format(dash)]) + "\n")
    assert (5 if key != "rubric" else 6, f"{ord(dash):04X}") in found


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize("number", ["{}3", "1{}000", "3{}", "{} 3"])
def test_a_dash_in_a_number(here: Path, dash: str, number: str) -> None:
    text = f"{PROPOSAL}criteria:\n  maturity.trl: {{level: {number.format(dash)}, because: x}}\n"
    assert told(here, text)[0] == (7, f"{ord(dash):04X}")


@pytest.mark.parametrize("text", ["deux – trois", "l’an 2026–2027", "2026 03 02"])
def test_a_dash_in_prose_is_not_to_blame(here: Path, text: str) -> None:
    assert told(here, PROPOSAL.replace("2026-03-02", text)) == [(4, "")]


SPACES = ["\u00a0", "\u202f", "\u2009", "\u200b", "\u2060"]


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("item", ["{title: x}", "title: x", "{title: x, advantages: y}", "{}", "x"])
def test_a_space_after_the_dash_of_a_list(here: Path, space: str, item: str) -> None:
    for lines in (f" -{space}{item}\n", f" - {{title: a}}\n -{space}{item}\n"):
        found = told(here, f"{PROPOSAL}options:\n{lines}")
        assert (6 + lines.count("\n"), f"{ord(space):04X}") in found


@pytest.mark.parametrize("dash", DASHES)
def test_a_dash_that_begins_an_item(here: Path, dash: str) -> None:
    assert told(here, f"{PROPOSAL}options:\n {dash} {{title: x}}\n") == [(7, f"{ord(dash):04X}")]


def test_a_key_that_begins_with_a_dash_is_named_alone(here: Path) -> None:
    assert told(here, f"{PROPOSAL}options:\n  -title: x\n") == [(7, "")]
