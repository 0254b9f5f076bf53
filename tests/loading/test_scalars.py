"""What a value without quotes means: nothing turns silently into something else."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assess.yaml_source.document import Document, read_document
from assess.yaml_source.nodes import FAULT, Exact, Node


def value_of(written: str) -> Node:
    """What the value *written* without quotes is read as."""
    root = read_document(f"key: {written}\n", "file.yaml").root
    assert isinstance(root, dict)
    return root["key"]


@pytest.mark.parametrize(
    "written",
    [
        "no", "yes", "on", "off", "y", "n", "No", "ON", "oui", "non", "NULL", "Null", "None",
        "12:30", "12:30:45", "190:20:30", "2024-01-01", "2024-01-01T10:00:00Z", "2024-31-01",
        "0123", "007", "0o14", "0x1F", "0b11", "1_000", "1e5", "1.5e3", ".5", "5.", "+.5", "1,5", "1.2.3",
        ".inf", "-.INF", ".nan", "NaN", "inf", "+", "--1", "1 000", "１２", "١٢", "=", "tRUE",
    ],
)  # fmt: skip
def test_stays_the_text_that_is_written(written: str) -> None:
    assert value_of(written) == written
    assert type(value_of(written)) is str


@pytest.mark.parametrize(("written", "value"), [("true", True), ("True", True), ("TRUE", True), ("false", False)])
def test_booleans(written: str, value: bool) -> None:
    assert value_of(written) is value


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing(written: str) -> None:
    assert value_of(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [("0", 0), ("-0", 0), ("7", 7), ("+7", 7), ("-12", -12), ("999999999999999999", 10**18 - 1)],
)
def test_integers(written: str, value: int) -> None:
    assert value_of(written) == value
    assert type(value_of(written)) is int


@pytest.mark.parametrize(
    ("written", "exact", "fraction"),
    [
        ("4.20", Exact(420, 2, "4.20"), Fraction(21, 5)),
        ("-0.5", Exact(-5, 1, "-0.5"), Fraction(-1, 2)),
        ("+10.0", Exact(100, 1, "+10.0"), Fraction(10)),
        ("0.1", Exact(1, 1, "0.1"), Fraction(1, 10)),
    ],
)
def test_decimal_numbers_are_exact(written: str, exact: Exact, fraction: Fraction) -> None:
    value = value_of(written)
    assert value == exact
    assert isinstance(value, Exact)
    assert Fraction(value.digits, 10**value.scale) == fraction


@pytest.mark.parametrize("written", ["1" * 19, "-" + "9" * 25, "1" * 5000, "0." + "1" * 18, "9" * 5000 + ".5"])
def test_a_number_of_more_than_18_digits_is_refused(written: str) -> None:
    document = read_document(f"key: {written}\n", "file.yaml")
    assert [finding.id for finding in document.findings] == ["yaml-long-number"]
    assert document.root == {"key": FAULT}


@pytest.mark.parametrize("quoted", ['"{}"', "'{}'"])
@pytest.mark.parametrize("written", ["true", "12", "4.2", "null", "~", "1" * 30, ""])
def test_quoted_is_text_whatever_it_says(quoted: str, written: str) -> None:
    assert value_of(quoted.format(written)) == written


def test_a_block_is_text_whatever_it_says() -> None:
    assert value_of("|\n  12\n") == "12\n"


@pytest.mark.parametrize("key", ["0", "no", "true", "12.5", "2024-01-01", "1" * 30])
def test_a_key_is_always_text(key: str) -> None:
    document: Document = read_document(f"{key}: value\n", "file.yaml")
    assert document.root == {key: "value"}
    assert document.findings == ()
