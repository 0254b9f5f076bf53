"""A value put into a file: where it goes, and how it is written."""

from __future__ import annotations

from typing import Any

import pytest

from assess.yaml_source.editing import NotEdited, edited

FILE = """\
format: 1  # la première
facts:
  purposes: [terrorism]   # à vérifier
  # places:

criteria:
  # Le niveau de maturité.
  # maturity.trl:
  #   level:
  #   because: ""
  # privacy.scope: {level: 2}
# --- la suite
study: {introduction: "Oui"}
"""
ORDER = ("format", "facts", "criteria", "safeguards", "study", "maturity.trl", "maturity.cost")


def edit(*path: str | int, to: Any, text: str = FILE) -> str:
    return edited(text, [(path, to)], ORDER)


def test_a_value_is_replaced_where_it_stands_and_the_remark_beside_it_stays() -> None:
    assert edit("format", to=2) == FILE.replace("format: 1 ", "format: 2 ")
    assert "  purposes: [terrorism, crime]   # à vérifier\n" in edit("facts", "purposes", to=["terrorism", "crime"])


def test_the_comment_that_awaits_an_answer_becomes_the_answer() -> None:
    assert edit("facts", "places", to=["street"]) == FILE.replace("# places:", "places: [street]")
    made = edit("criteria", "maturity.trl", to={"level": 3, "because": "Essai."})
    assert 'maturité.\n  maturity.trl:\n    level: 3\n    because: "Essai."\n  # privacy' in made
    assert "#   level:" not in made


def test_it_may_stand_before_the_first_answer() -> None:
    text = "facts:\n  # places:\n\n  # purposes:\n  phase: trial\n"
    assert edit("facts", "places", to=["street"], text=text) == text.replace("# places:", "places: [street]")


def test_a_comment_that_says_something_stays_before_the_answer() -> None:
    assert "  # privacy.scope: {level: 2}\n  privacy.scope:\n    level: 1\n# ---" in edit("criteria", "privacy.scope", "level", to=1)


def test_a_section_that_is_missing_goes_to_its_place() -> None:
    made = edit("safeguards", "logging", "status", to="present", text="format: 1\nfacts: {}\n\n# la suite\nstudy: {}\n")
    assert made == "format: 1\nfacts: {}\nsafeguards:\n  logging:\n    status: present\n\n# la suite\nstudy: {}\n"


def test_between_braces_all_stays_between_braces() -> None:
    assert 'study: {introduction: "Oui", objectives: "Un : deux"}' in edit("study", "objectives", to="Un : deux")


def test_prose_is_written_on_lines_of_its_own() -> None:
    assert edit("because", to="Un.\n\nDeux.").count("\nbecause: |-\n  Un.\n\n  Deux.\n") == 1
    folded = edit("because", to="mot " * 60 + "fin")
    assert "\nbecause: >-\n  mot mot" in folded
    assert max(map(len, folded.split("\n"))) <= 120


def test_an_item_is_added_after_the_last() -> None:
    text = "a:\n  - x  # un\n# fin\n"
    assert edit("a", 1, to="z", text=text) == "a:\n  - x  # un\n  - z\n# fin\n"


def test_remarks_inside_what_is_replaced_go_before_it() -> None:
    assert edit("a", to=3, text="a:\n  - x  # un\n  - y  # deux\nb: 1\n") == "# un\n# deux\na: 3\nb: 1\n"


def test_the_line_ends_and_the_mark_of_windows_stay() -> None:
    assert edit("b", to="long\ntexte", text="\ufeffa: 1\r\n") == "\ufeffa: 1\r\nb: |-\r\n  long\r\n  texte\r\n"


def test_what_the_file_holds_already_changes_nothing() -> None:
    assert edit("facts", "purposes", to=["terrorism"]) == FILE


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        (("format", "x"), 1, FILE),
        (("facts", "purposes", 3), "x", FILE),
        (("a",), "\x07", "b: 1\n"),
        (("a",), 10**20, "b: 1\n"),
        (("a",), 1, "b: [1\n"),
        (("a",), 1, ""),
    ],
)
def test_what_cannot_be_written_is_refused(path: tuple[str | int, ...], value: Any, text: str) -> None:
    with pytest.raises(NotEdited):
        edited(text, [(path, value)])
