"""Duties and ends on a line of time, a row for each.

The first columns of the table are the date and what falls on it, and, if there is a third, the kind of event: each kind has its mark. A
date is a day, a month or a year in words or figures, or the time between two of them (`1er mars 2026 – 31 mars 2027`, `2026-03/2027-03`).
Any other text means that no date is set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assess.documents.charts.cells import Period, period
from assess.documents.charts.drawing import INK, LINE, PALE, SHADE, TALLEST, WIDTH, Sheet, placed, width_of, wrapped
from assess.documents.charts.words import joined, say
from assess.documents.model import Figure, Line, Table
from assess.documents.plain import plain

KINDS = 4
"""Kinds of event that have a mark of their own; the next share the last."""
YEARS = 60
"""A line of more years would show nothing."""
_LABELS, _START, _END = 300, 325, WIDTH - 22
_SCALE = 26
_TICKS = 8


@dataclass(frozen=True, slots=True)
class _Row:
    when: Period | None
    written: str
    what: str
    kind: str

    @property
    def label(self) -> list[str]:
        return wrapped(self.what, _LABELS, 3)

    @property
    def height(self) -> int:
        return (len(self.label) + 1) * LINE + 10


def draw(table: Table, language: str) -> Figure | None:
    """The line of *table*; nothing without two columns or a date, or when it would not stand on a page."""
    if len(table.header) <= 1:
        return None
    rows = [_row(cells) for cells in table.rows]
    dated = [row.when for row in rows if row.when]
    if not dated:
        return None
    years = (_year(min(when.first for when in dated)), _year(max(when.last for when in dated)) + 1)
    kinds = list(dict.fromkeys(row.kind for row in rows if row.kind))
    legend = _entries(rows, kinds, language)
    head = _legend_height(legend) + _SCALE
    height = head + sum(row.height for row in rows) + 10
    if height > TALLEST or years[1] - years[0] > YEARS:
        return None
    told = joined(say("timeline-intro", language), [_row_told(row, language) for row in rows], language)
    sheet = Sheet()
    _legend(sheet, legend)
    _drawn(sheet, rows, years, kinds, (head, height), language)
    return Figure(sheet.svg(height, say("timeline-title", language), told, language), told, table.caption)


def _row(cells: Sequence[Line]) -> _Row:
    return _Row(period(cells[0]), plain(cells[0]), plain(cells[1]), plain(cells[2]) if len(cells) > len(("when", "what")) else "")


def _year(day: int) -> int:
    return date.fromordinal(day).year


def _row_told(row: _Row, language: str) -> str:
    when = row.written if row.when else say("timeline-undated", language)
    return say("said", language, name=when, what=f"{row.what} ({row.kind})" if row.kind else row.what)


def _entries(rows: Sequence[_Row], kinds: Sequence[str], language: str) -> list[tuple[int, str]]:
    """The marks to explain, by number, with their words: those of kinds, the bar of a duration (-1), the dashes of no date (-2)."""
    marks = [(min(number, KINDS - 1), kind) for number, kind in enumerate(kinds)] or [(0, say("timeline-dated", language))]
    if any(row.when and row.when.lasting for row in rows):
        marks.append((-1, say("timeline-lasting", language)))
    if not all(row.when for row in rows):
        marks.append((-2, say("timeline-undated", language)))
    return marks


def _legend_places(entries: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    places, x, y = [], 10, 14
    for _, name in entries:
        width = 44 + width_of(name)
        if x + width > WIDTH and x > len("10"):
            x, y = 10, y + LINE + 4
        places.append((x, y))
        x += width + 14
    return places


def _legend_height(entries: Sequence[tuple[int, str]]) -> int:
    return _legend_places(entries)[-1][1] + LINE


def _legend(sheet: Sheet, entries: Sequence[tuple[int, str]]) -> None:
    for (mark, name), (x, y) in zip(entries, _legend_places(entries), strict=True):
        if mark == -1:
            sheet.box((x, y - 4), (28, 8), fill=SHADE)
        elif mark == -2:  # noqa: PLR2004 - as `_entries` says
            sheet.line((x, y), (x + 28, y), PALE, 2, "4 3")
        else:
            _mark(sheet, mark, x + 14, y)
        sheet.words(x + 36, y + 5, wrapped(name, WIDTH - 60, 1))


def _drawn(sheet: Sheet, rows: Sequence[_Row], years: tuple[int, int], kinds: Sequence[str], place: tuple[int, int], language: str) -> None:
    first, last = (date(year, 1, 1).toordinal() for year in years)
    step = -(-(years[1] - years[0]) // _TICKS)
    for year in range(years[0], years[1] + 1, step):
        x = _place(date(year, 1, 1).toordinal(), first, last)
        sheet.line((x, place[0] - 2), (x, place[1] - 8), PALE, dash="1 4")
        sheet.words(x, place[0] - 8, [str(year)], "middle")
    top = place[0]
    for row in rows:
        when = row.written if row.when else say("timeline-undated", language)
        sheet.words(2, top + 17, wrapped(when, _LABELS, 1), bold=True)
        sheet.words(2, top + 17 + LINE, row.label)
        kind = min(kinds.index(row.kind), KINDS - 1) if row.kind else 0
        _event(sheet, row, kind, (first, last), top + row.height // 2)
        top += row.height


def _event(sheet: Sheet, row: _Row, kind: int, bounds: tuple[int, int], middle: int) -> None:
    if not row.when:
        sheet.line((_START, middle), (_END, middle), PALE, 2, "4 3")
        return
    left, right = (_place(day, *bounds) for day in (row.when.first, row.when.last))
    if right - left > len("mark"):
        sheet.box((left, middle - 4), (right - left, 8), fill=SHADE)
    sheet.line((_START, middle), (left, middle), PALE, dash="1 4")
    _mark(sheet, kind, right if row.when.lasting else (left + right) // 2, middle)


def _place(day: int, first: int, last: int) -> int:
    return placed(Fraction(day), Fraction(first), Fraction(last), _START, _END)


def _mark(sheet: Sheet, kind: int, x: int, y: int) -> None:
    """The mark of a kind: full circle, full square, hollow triangle, hollow diamond."""
    if kind == 0:
        sheet.dot(x, y, 6, INK)
    elif kind == 1:
        sheet.shape([(x - 6, y - 6), (x + 6, y - 6), (x + 6, y + 6), (x - 6, y + 6)])
    elif kind == KINDS - 1:
        sheet.shape([(x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)], "#ffffff")
    else:
        sheet.shape([(x, y - 8), (x + 7, y + 6), (x - 7, y + 6)], "#ffffff")
