"""Options on the same indicators, a small panel for each indicator.

The first column of the table names the options; each other column in which a cell holds a number or an interval is an indicator, and a cell
of it that holds none is not assessed. Columns of words are left to the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assess.documents.charts.cells import Span, span
from assess.documents.charts.drawing import LINE, PALE, SHADE, TALLEST, WIDTH, Sheet, placed, wrapped
from assess.documents.charts.words import joined, say
from assess.documents.model import Figure, Table
from assess.documents.plain import plain

ACROSS = 3
"""Panels side by side."""
FEWEST = 3
"""Figures of one indicator below which the table alone is clearer."""
_LABELS, _LEGEND, _SPACE, _MARGIN, _INSIDE = 200, 34, 14, 8, 5
_OF = re.compile(r"(?:/|sur|outof)(\d+)")
"""The unit of `5 / 9`, which has its own scale."""
_TOPS = (4, 5, 10, 20, 50, 100)
"""Ends of a scale; beyond, the same times ten."""


@dataclass(frozen=True, slots=True)
class _Panel:
    name: str
    cells: list[Span | None]
    written: list[str]
    """What the table says, option by option: it stands where there is no figure."""
    low: Fraction
    high: Fraction
    left: int = 0
    width: int = 0


def draw(table: Table, language: str) -> Figure | None:
    """The panels of *table*; nothing when no indicator is known of three options, or when they would not stand on a page."""
    names = [plain(cells[0]) for cells in table.rows if cells]
    panels = [panel for number in range(1, len(table.header)) if (panel := _panel(table, number, language))]
    if len(names) <= 1 or not any(sum(cell is not None for cell in panel.cells) >= FEWEST for panel in panels):
        return None
    labels = [wrapped(name, _LABELS - 12, 3) for name in names]
    bands = _bands(panels)
    height = _LEGEND + sum(_head(band) + sum(map(_height, labels)) + _SPACE for band in bands)
    if height > TALLEST:
        return None
    sheet = Sheet()
    _legend(sheet, language)
    top = _LEGEND
    for band in bands:
        top = _band(sheet, band, labels, top, language)
    told = _told(names, panels, language)
    return Figure(sheet.svg(height, say("options-title", language), told, language), told, table.caption)


def _panel(table: Table, number: int, language: str) -> _Panel | None:
    cells = [span(cells[number], language) for cells in table.rows]
    known = [cell for cell in cells if cell]
    if not known or len({cell.unit for cell in known if cell.high or cell.low}) > 1:  # euros and percents stand on no one scale
        return None
    low, high = min(cell.low for cell in known), max(cell.high for cell in known)
    of = _OF.fullmatch(known[0].unit)
    end = max(high, Fraction(of[1])) if of else _end(high)
    written = [plain(cells[number]) for cells in table.rows]
    return _Panel(
        plain(table.header[number]), cells, written, -_end(-low) if low < 0 else Fraction(0), end if high > 0 or of else _end(Fraction(0))
    )


def _bands(panels: Sequence[_Panel]) -> list[list[_Panel]]:
    """*panels* side by side, as many as there is room for, with their places."""
    across = min(len(panels), ACROSS)
    wide = (WIDTH - _LABELS) // across
    set_ = [
        replace(panel, left=_LABELS + number % across * wide + _MARGIN, width=wide - 2 * _MARGIN) for number, panel in enumerate(panels)
    ]
    return [set_[start : start + across] for start in range(0, len(set_), across)]


def _end(most: Fraction) -> Fraction:
    """A round number at or above *most*."""
    times = 1
    while True:
        for top in _TOPS:
            if most <= top * times:
                return Fraction(top * times)
        times *= 10


def _told(names: Sequence[str], panels: Sequence[_Panel], language: str) -> str:
    parts = [say("said", language, name=panel.name, what=", ".join(_figures(names, panel, language))) for panel in panels]
    return joined(say("options-intro", language), parts, language)


def _figures(names: Sequence[str], panel: _Panel, language: str) -> list[str]:
    return [
        f"{name} ({cell.said if cell else said or say('not-assessed', language)})"
        for name, cell, said in zip(names, panel.cells, panel.written, strict=True)
    ]


def _head(band: Sequence[_Panel]) -> int:
    return max(len(wrapped(panel.name, panel.width, 3)) for panel in band) * LINE + LINE + 10


def _height(label: Sequence[str]) -> int:
    return max(len(label) * LINE + 8, 2 * LINE + 10)


def _band(sheet: Sheet, band: Sequence[_Panel], labels: Sequence[list[str]], top: int, language: str) -> int:
    """Draws the panels of *band* side by side; where the next band begins."""
    start = top + _head(band)
    end = start + sum(map(_height, labels))
    for panel in band:
        left, right = panel.left, panel.left + panel.width
        sheet.words(left, top + 14, wrapped(panel.name, panel.width, 3), bold=True)
        sheet.words(left, start - 6, [_round(panel.low)])
        sheet.words(right, start - 6, [_round(panel.high)], "end")
        for x in (left, right):
            sheet.line((x, start - 2), (x, end), PALE, dash="1 4")
    foot = start
    for number, label in enumerate(labels):
        sheet.words(_LABELS - 8, foot + (_height(label) - len(label) * LINE) // 2 + 13, label, "end")
        for panel in band:
            _mark(sheet, panel, number, foot + _height(label) // 2, language)
        foot += _height(label)
    return end + _SPACE


def _mark(sheet: Sheet, panel: _Panel, number: int, middle: int, language: str) -> None:
    """The bar of an option: from zero to its figure, or over its interval; without one, what the table says."""
    cell, left, right = panel.cells[number], panel.left, panel.left + panel.width
    if not cell:
        sheet.words(
            left + _INSIDE, middle + 5, wrapped(panel.written[number] or say("not-assessed", language), panel.width - 2 * _INSIDE, 1)
        )
        return
    sheet.words(left + _INSIDE, middle - 4, wrapped(cell.said, panel.width - 2 * _INSIDE, 1))
    first = Fraction(0) if cell.low == cell.high else cell.low
    ends = sorted(placed(value, panel.low, panel.high, left, right) for value in (first, cell.high))
    sheet.box((ends[0], middle + 1), (max(ends[1] - ends[0], 2), 11), fill=PALE if cell.low == cell.high else SHADE)


def _round(value: Fraction) -> str:
    return f"{value.numerator:,}".replace(",", "\u202f").replace("-", "−")


def _legend(sheet: Sheet, language: str) -> None:
    for left, fill, name in ((_LABELS + 8, PALE, "options-figure"), (_LABELS + 130, SHADE, "options-interval")):
        sheet.box((left, 8), (30, 12), fill=fill)
        sheet.words(left + 38, 19, [say(name, language)])
