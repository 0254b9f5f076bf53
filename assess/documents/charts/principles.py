"""Principles against what is required of them: a bar from the lowest to the highest level established, a circle for the answers.

The table has a row for each principle and, as its first columns, the principle, the level required, the level established and the level as
answered, out of 100, or degrees from 0 to 4 when no number is higher: a number, an interval `20–45`, or any other text where there is
none. Further columns are left to the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.documents.charts.cells import Span, span
from assess.documents.charts.drawing import INK, LINE, PALE, SHADE, TALLEST, WIDTH, Sheet, placed, wrapped
from assess.documents.charts.words import joined, say
from assess.documents.model import Figure, Line, Table
from assess.documents.plain import plain

COLUMNS = 4
SCALES = ((4, 1), (100, 20))
"""The ends of scales, and the steps at which they are marked."""
_LABELS, _START, _END, _RIGHT = 225, 245, 545, WIDTH - 4
_HEAD = 62
"""Height of the legend and of the scale."""


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    label: list[str]
    required: Span | None
    established: Span | None
    answered: Span | None

    @property
    def height(self) -> int:
        return max(2, len(self.label)) * LINE + 8


def draw(table: Table, language: str) -> Figure | None:
    """The chart of *table*; nothing when it has no such columns, no number at all, or a number out of the scale."""
    if len(table.header) < COLUMNS or not table.rows:
        return None
    rows = [_row(cells, language) for cells in table.rows]
    spans = [found for row in rows for found in (row.required, row.established, row.answered) if found]
    height = _HEAD + sum(row.height for row in rows) + 10
    scale = next((scale for scale in SCALES if all(found.low >= 0 and found.high <= scale[0] for found in spans)), None)
    if height > TALLEST or not spans or not scale:
        return None
    title, told = say("principles-title", language), _told(rows, scale[0], language)
    return Figure(_drawn(rows, scale, height, language).svg(height, title, told, language), told, table.caption)


def _row(cells: Sequence[Line], language: str) -> _Row:
    required, established, answered = (span(cell, language) for cell in cells[1:COLUMNS])
    name = plain(cells[0])
    return _Row(name, wrapped(name, _LABELS), required if required and required.high else None, established, answered)


def _told(rows: Sequence[_Row], full: int, language: str) -> str:
    """The chart in words, row by row."""
    intro = say("principles-intro", language, low="0", high=str(full))
    return joined(intro, [say("said", language, name=row.name, what=_row_told(row, language)) for row in rows], language)


def _row_told(row: _Row, language: str) -> str:
    parts = [
        say("said-required", language, value=row.required.said) if row.required else say("said-no-requirement", language),
        say("said-established", language, value=row.established.said) if row.established else say("not-assessed", language),
    ]
    if row.answered:
        parts.append(say("said-answered", language, value=row.answered.said))
    return ", ".join(parts)


def _drawn(rows: Sequence[_Row], scale: tuple[int, int], height: int, language: str) -> Sheet:
    sheet = Sheet()
    _legend(sheet, language)
    for level in range(0, scale[0] + 1, scale[1]):
        x = _place(Fraction(level), scale[0])
        sheet.words(x, _HEAD - 10, [str(level)], "middle")
        sheet.line((x, _HEAD - 4), (x, height - 10), PALE, dash="1 4")
    top = _HEAD
    for row in rows:
        sheet.words(_LABELS, top + (row.height - len(row.label) * LINE) // 2 + 13, row.label, "end")
        _marks(sheet, row, scale[0], top + row.height // 2, language)
        top += row.height
    return sheet


def _marks(sheet: Sheet, row: _Row, full: int, middle: int, language: str) -> None:
    if row.established:
        _bar(sheet, row.established, full, middle)
        sheet.words(_RIGHT, middle + 5, [row.established.said], "end")
    else:
        sheet.box((_START, middle - 6), (_END - _START, 12), ink=PALE, dash="4 3")
        sheet.words(_RIGHT, middle + 5, wrapped(say("not-assessed", language), _RIGHT - _END - 8, 1), "end")
    if row.required:
        _requirement(sheet, row.required, full, middle)
    if row.answered:
        _point(sheet, row.answered, full, middle)


def _bar(sheet: Sheet, found: Span, full: int, middle: int) -> None:
    left, right = _place(found.low, full), _place(found.high, full)
    half = 6 if left != right else 10  # higher than the circle that may stand on it
    sheet.box((left - 2, middle - half), (right - left + 4, 2 * half), fill=SHADE)


def _point(sheet: Sheet, found: Span, full: int, middle: int) -> None:
    left, right = _place(found.low, full), _place(found.high, full)
    if left != right:
        sheet.line((left, middle), (right, middle), width=2)
    for x in sorted({left, right}):
        sheet.dot(x, middle, 4)


def _requirement(sheet: Sheet, found: Span, full: int, middle: int) -> None:
    for x in sorted({_place(found.low, full), _place(found.high, full)}):
        sheet.line((x, middle - 14), (x, middle + 14), INK, 3)


def _place(value: Fraction, full: int) -> int:
    return placed(value, Fraction(0), Fraction(full), _START, _END)


def _legend(sheet: Sheet, language: str) -> None:
    sheet.line((8, 4), (8, 24), INK, 3)
    sheet.words(18, 19, [say("required", language)])
    sheet.box((110, 8), (30, 12), fill=SHADE)
    sheet.words(148, 19, [say("established", language)])
    sheet.dot(320, 14, 4)
    sheet.words(332, 19, [say("answered", language)])
    sheet.box((490, 8), (30, 12), ink=PALE, dash="4 3")
    sheet.words(528, 19, [say("not-assessed", language)])
