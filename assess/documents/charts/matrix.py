"""A use on the matrix of two scales, such as intrusiveness and gravity.

Two tables make one. Either the first cell of its header names the scales, `Intrusion / gravité`, the other cells of the header are the
levels of the second and the first cell of each row a level of the first: a cell that says something is where the use stands; between
brackets, `(possible)`, where it may stand; empty or `–`, where it does not. Or each row is a purpose, then its level on the first scale,
then that on the second, in words of `levels` in `charts.toml`; `modéré ou élevé` is a level that answers leave open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assess.documents.charts.drawing import INK, LINE, PALE, SHADE, TALLEST, WIDTH, Sheet, wrapped
from assess.documents.charts.words import joined, say, series
from assess.documents.model import Figure, Line, Table, Text
from assess.documents.plain import plain
from assess.messages import words

MOST = 8
"""Levels of a scale: more would leave no room for words."""
_NOTHING = {"", "-", "–", "—"}
_LEFT, _RIGHT, _HEAD, _GAP = 130, WIDTH - 2, 92, 5


@dataclass(frozen=True, slots=True)
class _Cell:
    row: str
    column: str
    text: str
    possible: bool


@dataclass(frozen=True, slots=True)
class _Matrix:
    scales: tuple[str, str]
    columns: list[str]
    rows: list[str]
    cells: list[list[_Cell | None]]
    language: str

    @property
    def width(self) -> int:
        return (_RIGHT - _LEFT) // len(self.columns)

    def lines(self, cell: _Cell) -> list[str]:
        return wrapped(cell.text, self.width - 2 * _GAP - 10, 8)

    def height(self, row: int) -> int:
        most = max((len(self.lines(cell)) for cell in self.cells[row] if cell), default=1)
        return max(most * LINE + 2 * _GAP + 12, len(wrapped(self.rows[row], _LEFT - 12)) * LINE + 10, 52)

    def taken(self) -> Iterator[_Cell]:
        return (cell for row in self.cells for cell in row if cell)


def draw(table: Table, language: str) -> Figure | None:
    """The matrix of *table*; nothing when it has no two scales, or nothing stands on them."""
    matrix = _matrix(_grid(table, language), language)
    if not (matrix and any(matrix.taken())):
        return None
    height = _HEAD + sum(map(matrix.height, range(len(matrix.rows)))) + 4
    if height > TALLEST:
        return None
    title = say("matrix-title", language, rows=_inside(matrix.scales[0]), columns=_inside(matrix.scales[1]))
    told = _told(matrix)
    return Figure(_drawn(matrix).svg(height, title, told, language), told, table.caption)


def _grid(table: Table, language: str) -> Table:
    """The grid of a table of purposes, the highest level of the first scale above; any other table as it is."""
    if len(table.header) <= len(("purpose", "first")) or not table.rows:
        return table
    found = [[_levels(cells[at], language) for cells in table.rows] for at in (1, 2)]
    scales = [_scale(levels, language) for levels in found]
    if not all(scales):
        return table
    purposes = [plain(cells[0]) for cells in table.rows]
    header = (f"{plain(table.header[1])} / {plain(table.header[2])}", *scales[1])
    rows = [[level, *(_standing(purposes, found, (level, other), language) for other in scales[1])] for level in reversed(scales[0])]
    lines = [tuple((Text(cell),) for cell in row) for row in (header, *rows)]
    return Table(lines[0], tuple(lines[1:]), tuple("l" for _ in header), table.caption)


def _levels(cell: Line, language: str) -> list[str]:
    """The levels that *cell* names, which are several when answers leave them open."""
    return re.split(f", | {say('or', language)} ", plain(cell).lower())


def _scale(named: Sequence[Sequence[str]], language: str) -> list[str]:
    """The scale to which all the levels *named* belong; nothing when there is none."""
    scales = [scale.split(", ") for scale in words("charts")["levels"][language]]
    return next((scale for scale in scales if {level for levels in named for level in levels} <= set(scale)), [])


def _standing(purposes: Sequence[str], found: Sequence[Sequence[Sequence[str]]], place: tuple[str, str], language: str) -> str:
    """The cell of *place*: the purposes that stand there; between brackets when it is not sure of any."""
    there = [
        (purpose, len(one) * len(two) == 1)
        for purpose, one, two in zip(purposes, *found, strict=True)
        if place[0] in one and place[1] in two
    ]
    named = series([purpose for purpose, _ in there], language)
    return named if any(sure for _, sure in there) or not there else f"({named})"


def _matrix(table: Table, language: str) -> _Matrix | None:
    header = [plain(cell) for cell in table.header]
    scales = [part.strip() for part in header[0].replace("×", "/").replace("\\", "/").split("/")] if header else []
    if len(scales) != len(("rows", "columns")) or not all(scales) or not 1 < len(header) <= MOST + 1 or not 0 < len(table.rows) <= MOST:
        return None
    rows = [plain(cells[0]) for cells in table.rows]
    cells = [
        [_cell(row, name, plain(cell)) for name, cell in zip(header[1:], cells[1:], strict=True)]
        for row, cells in zip(rows, table.rows, strict=True)
    ]
    return _Matrix((scales[0], scales[1]), header[1:], rows, cells, language)


def _cell(row: str, column: str, text: str) -> _Cell | None:
    possible = text.startswith("(") and text.endswith(")")
    bare = text[1:-1].strip() if possible else text
    return None if bare in _NOTHING else _Cell(row, column, bare, possible)


def _inside(text: str) -> str:
    return text[:1].lower() + text[1:]


def _told(matrix: _Matrix) -> str:
    lang = matrix.language
    axes = say(
        "matrix-axes",
        lang,
        rows=_inside(matrix.scales[0]),
        row_levels=", ".join(matrix.rows),
        columns=_inside(matrix.scales[1]),
        column_levels=", ".join(matrix.columns),
    )
    said = [say("matrix-cell", lang, row=cell.row, column=cell.column, what=_what(cell, lang)) for cell in matrix.taken()]
    return joined(axes, said, lang)


def _what(cell: _Cell, language: str) -> str:
    standing = say("matrix-possible" if cell.possible else "matrix-sure", language)
    return f"{cell.text} ({standing})"


def _drawn(matrix: _Matrix) -> Sheet:
    sheet, width = Sheet(), matrix.width
    _legend(sheet, matrix.language)
    sheet.words(_LEFT + width * len(matrix.columns) // 2, 46, [f"{matrix.scales[1]} →"], "middle", bold=True)
    sheet.words(2, 46, wrapped(f"↓ {matrix.scales[0]}", _LEFT - 10, 2), bold=True)
    for number, name in enumerate(matrix.columns):
        lines = wrapped(name, width - 8, 2)
        sheet.words(_LEFT + width * number + width // 2, _HEAD - 8 - LINE * (len(lines) - 1), lines, "middle")
    top = _HEAD
    for number, name in enumerate(matrix.rows):
        height, lines = matrix.height(number), wrapped(name, _LEFT - 12)
        sheet.words(_LEFT - 8, top + (height - len(lines) * LINE) // 2 + 13, lines, "end")
        _cells(sheet, matrix, number, top)
        top += height
    return sheet


def _cells(sheet: Sheet, matrix: _Matrix, row: int, top: int) -> None:
    width, height = matrix.width, matrix.height(row)
    for number, cell in enumerate(matrix.cells[row]):
        left = _LEFT + width * number
        sheet.box((left, top), (width, height), ink=PALE)
        if cell:
            _mark(sheet, cell, (left + _GAP, top + _GAP), (width - 2 * _GAP, height - 2 * _GAP))
            lines: Sequence[str] = matrix.lines(cell)
            sheet.words(left + width // 2, top + (height - len(lines) * LINE) // 2 + 13, lines, "middle")


def _mark(sheet: Sheet, cell: _Cell, corner: tuple[int, int], size: tuple[int, int]) -> None:
    sheet.box(corner, size, fill="none" if cell.possible else SHADE, ink=INK, dash="5 3" if cell.possible else "")


def _legend(sheet: Sheet, language: str) -> None:
    sheet.box((_LEFT, 6), (30, 14), fill=SHADE)
    sheet.words(_LEFT + 38, 18, [say("matrix-sure", language)])
    sheet.box((_LEFT + 210, 6), (30, 14), dash="5 3")
    sheet.words(_LEFT + 248, 18, [say("matrix-possible", language)])
