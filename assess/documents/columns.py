"""How wide the columns of a table are, from what stands in them, and whether it needs a landscape page.

Widths are counted in characters: a page is as wide as the letters of a table that a line of it holds.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import isqrt

from assess.documents.model import Code, Inline, Table
from assess.documents.plain import characters

PORTRAIT = 100
"""The letters of a table on a line of a page of A4, upright."""
LANDSCAPE = 152
"""The same, of a page that lies on its side."""
_WORDS = (40, 26)
"""No column is wider for a longer word, which is broken: as few words as can be, on a page that stands upright."""
_SHORT = 16
"""The same, of a table of few rows, or where nothing else helps."""
_PADDING = 3
_TALL = 16
"""A row of so many lines, on average, is read better on a page that lies on its side."""
_FEW = 4
"""Fewer rows, however tall, fit on a page that stands upright."""
_NARROW = 3
"""A column has at least this many letters."""
_WIDE_CODE = 5
"""Every so many letters of code are as wide as one more."""
_WIDE_HEADER = 6
"""The same of a header, which is in bold."""


def shares(table: Table) -> tuple[Fraction, ...]:
    """The part of the width of *table* that each of its columns takes; together they are 1."""
    widths = _widths(table, LANDSCAPE if landscape(table) else PORTRAIT)
    return tuple(Fraction(width, sum(widths)) for width in widths)


def landscape(table: Table) -> bool:
    """Whether *table* is too wide for a page that stands upright: its words would be cut, or its rows be towers."""
    if len(table.header) <= 2:  # noqa: PLR2004 - two columns always have room
        return False
    few = len(table.rows) < _FEW
    if not any(_fits(table, PORTRAIT, word) for word in (*_WORDS, *((_SHORT,) if few else ()))):
        return True
    return not few and sum(_heights(table, PORTRAIT)) > _TALL * len(table.rows)


def _fits(table: Table, wide: int, word: int) -> bool:
    """Whether the words of *table*, of *word* letters at most, have room side by side."""
    return sum(_least(column, word) for column in _columns(table)) <= wide


def least(table: Table) -> int:
    """The letters that a line of *table* must hold for no word to be cut, but the longest."""
    return sum(_least(column, min(_WORDS)) for column in _columns(table))


def _columns(table: Table) -> list[list[str]]:
    """The cells of each column, its header first, code as wide as it is."""
    return [["".join(map(_measured, cell)) for cell in column] for column in zip(table.header, *table.rows, strict=True)]


def _measured(piece: Inline) -> str:
    return piece.text + "m" * (len(piece.text) // _WIDE_CODE) if isinstance(piece, Code) else characters((piece,), "\n")


def _least(column: list[str], most: int) -> int:
    """The width without which a word of *column* is cut, if it has no more than *most* letters; a hyphen or a slash may end a line."""
    longest = max(
        (len(word) + (not at and len(word) // _WIDE_HEADER) for at, cell in enumerate(column) for word in re.split(r"[ \n/-]", cell)),
        default=0,
    )
    return min(max(longest, _NARROW), most) + _PADDING


def _widths(table: Table, wide: int) -> list[int]:
    """The width of each column, when together they are *wide*: no word cut where that can be, the rest to those that have most to say."""
    columns = _columns(table)
    word = next((word for word in _WORDS if _fits(table, wide, word)), _SHORT)
    least = [_least(column, word) for column in columns]
    wished = [max(max(len(cell) for cell in column) + _PADDING, low) for column, low in zip(columns, least, strict=True)]
    if sum(wished) <= wide:
        return wished
    rest = max(wide - sum(least), 0)
    needs = [_need(column, low, wish) for column, low, wish in zip(columns, least, wished, strict=True)]
    return [low + rest * need // max(sum(needs), 1) for low, need in zip(least, needs, strict=True)]


def _need(column: list[str], least: int, wished: int) -> int:
    """What *column* would have beyond its *least*: a text ten times longer does not need a column ten times wider."""
    letters = sum(map(len, column)) // max(len(column), 1)
    return min(wished - least, isqrt(letters * 60) + 1)


def _heights(table: Table, wide: int) -> list[int]:
    """How many lines each row of *table* has, about, on a page so *wide*."""
    widths = [max(width - _PADDING, 1) for width in _widths(table, wide)]
    return [max(-(-len(characters(cell, "\n")) // width) for cell, width in zip(row, widths, strict=True)) for row in table.rows]
