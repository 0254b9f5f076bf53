"""Settings: a character that passes for another is shown where it stands in `assess.toml`, and in the name of a rubric."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import run

PROPOSAL = "format: 1\nid: t\ntitle: T\ndate: 2026-03-02\ntechnology: drones\n"


def told(here: Path, setting: str, proposal: str = PROPOSAL) -> str:
    (here / "t.yaml").write_text(proposal, encoding="utf-8")
    (here / "assess.toml").write_text(setting, encoding="utf-8")
    return run("score", "t.yaml", "--lang", "en").err


@pytest.mark.parametrize(
    ("setting", "place", "shown"),
    [
        ('\nrubric\u00a0= "mis-2021"\n', "2:7", "rubric<U+00A0>="),
        ('rubric =\u202f"mis-2021"\n', "1:9", "rubric =<U+202F>"),
        ('\u00a0lang = "fr"\n', "1:1", "<U+00A0>lang"),
        ('"lang\u00a0" = "fr"\n', "1:2", "did you mean `lang`?"),
        ('"l\u0430ng" = "fr"\n', "1:2", "l<U+0430>ng"),
    ],
)
def test_it_is_shown_at_its_place(here: Path, setting: str, place: str, shown: str) -> None:
    words = told(here, setting)
    assert f"assess.toml:{place}: error: " in words
    assert shown in words
    assert "      = hint: <U+" in words


def test_a_setting_that_is_no_toml_has_its_line_and_column(here: Path) -> None:
    words = told(here, "# les réglages\nlang = fr\n")
    assert "assess.toml:2:8: error: This file of settings cannot be read: Invalid value\n    2 | lang = fr\n" in words
    assert "hint" not in words


def test_the_rubric_of_the_settings_is_shown_with_what_cannot_be_seen(here: Path) -> None:
    words = told(here, 'rubric = "mis-2021\u00a0"\n')
    assert "There is no rubric `mis-2021<U+00A0>`." in words
    assert "did you mean `mis-2021`?" in words


def test_the_rubric_of_a_proposal_is_shown_at_its_place(here: Path) -> None:
    words = told(here, "", PROPOSAL + "rubric: mis-2021\u00a0\n")
    assert "t.yaml:6:9: error: There is no rubric `mis-2021<U+00A0>`." in words
    assert "= hint: <U+00A0> is a no-break space;" in words
