"""Dates, quantities and lists in words."""

from __future__ import annotations

from datetime import date

import pytest

from assess.messages import listed, long_date
from assess.study.words import amount, low, number, quantity, written_date


@pytest.mark.parametrize(
    ("when", "fr", "en"),
    [
        (date(2021, 9, 9), "9 septembre 2021", "9 September 2021"),
        (date(2022, 3, 1), "1er mars 2022", "1 March 2022"),
    ],
)
def test_days(when: date, fr: str, en: str) -> None:
    assert (long_date(when.toordinal(), "fr"), long_date(when.toordinal(), "en")) == (fr, en)
    assert written_date(when.isoformat(), "fr") == fr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-10", "octobre 2021"),
        ("2021", "2021"),
        ("", ""),
        ("été 2021", "été 2021"),
        ("2021-13", "2021-13"),
        ("2021-10-01", "1er octobre 2021"),
    ],
)
def test_dates_as_files_have_them(text: str, expected: str) -> None:
    assert written_date(text, "fr") == expected


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        ((2_000_000, 0), "2\u202f000\u202f000", "2,000,000"),
        ((15, 1), "1,5", "1.5"),
        ((-1205, 2), "−12,05", "−12.05"),
        ((100, 2), "1", "1"),
        ((0, 0), "0", "0"),
    ],
)
def test_numbers(value: tuple[int, int], fr: str, en: str) -> None:
    assert (number(value, "fr"), number(value, "en")) == (fr, en)


def test_amounts() -> None:
    assert amount([(1000, 0)], "EUR", "fr") == "1\u202f000\u00a0€"
    assert amount([(1000, 0), (2000, 0)], "", "fr") == "1\u202f000 à 2\u202f000\u00a0€"
    assert amount([(1000, 0), (2000, 0)], "EUR", "en") == "€1,000 to €2,000"
    assert amount([(3, 0)], "agents", "en") == "3\u00a0agents"


@pytest.mark.parametrize(
    ("count", "masculine", "feminine", "english"),
    [
        (0, "aucun", "aucune", "no"),
        (1, "un", "une", "one"),
        (2, "deux", "deux", "two"),
        (17, "dix-sept", "dix-sept", "seventeen"),
        (21, "vingt et un", "vingt et une", "twenty-one"),
        (30, "trente", "trente", "thirty"),
        (61, "soixante et un", "soixante et une", "sixty-one"),
        (69, "soixante-neuf", "soixante-neuf", "sixty-nine"),
        (70, "70", "70", "70"),
        (1000, "1\u202f000", "1\u202f000", "1,000"),
    ],
)
def test_quantities(count: int, masculine: str, feminine: str, english: str) -> None:
    assert quantity(count, "fr") == masculine
    assert quantity(count, "fr", feminine=True) == feminine
    assert quantity(count, "en") == english


def test_lists() -> None:
    assert listed([], "fr") == ""
    assert listed(["a"], "fr") == "a"
    assert listed(["a", "b", "c"], "fr") == "a, b et c"
    assert listed(["a", "b"], "en", "or") == "a or b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Voie publique", "voie publique"), ("CNIL", "CNIL"), ("L’agent", "l’agent"), ("À tous", "à tous"), ("", ""), ("A", "A")],
)
def test_a_phrase_inside_a_french_sentence_loses_its_capital(text: str, expected: str) -> None:
    assert low(text, "fr") == expected
    assert low(text, "en") == text
