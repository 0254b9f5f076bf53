"""Rows of CSV: what a spreadsheet would take for a formula is text, and no character of a cell can end it."""

from __future__ import annotations

import csv
import io

import pytest

from assess.reporters.rows import csv_lines

LONG = " et la suite d’une cellule assez longue"


def line(*cells: str) -> str:
    """The line that holds *cells*."""
    return "".join(csv_lines(iter([{str(at): cell for at, cell in enumerate(cells)}]))).partition("\n")[2]


SHOWN = {"\r": "<U+000D>"}
"""What would write over a line of a terminal, as it is shown."""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
@pytest.mark.parametrize("rest", ["", "1+1", LONG])
def test_no_sign_begins_a_formula(sign: str, rest: str) -> None:
    ((cell,),) = csv.reader(io.StringIO(line(sign + rest), newline=""))
    assert cell == f"'{SHOWN.get(sign, sign)}{rest}"


@pytest.mark.parametrize("text", ["un\ndeux", 'un "mot"', "un, deux", LONG + "\n"])
def test_what_would_end_a_cell_is_between_quotes(text: str) -> None:
    assert line(text, "suite") == '"' + text.replace('"', '""') + '",suite\n'


@pytest.mark.parametrize("text", ["", "plain", "a=b", "1-2", "a@b", "déjà « dit »", " =1"])
def test_any_other_cell_stands_as_it_is(text: str) -> None:
    assert line(text, "suite") == f"{text},suite\n"
