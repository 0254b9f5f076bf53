"""A sheet filled in as a person does it in a spreadsheet, for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

from assess.sheets.model import COLUMNS
from assess.sheets.workbook import HEADER


def filled(
    data: bytes,
    answers: Mapping[str, Mapping[str, Any]],
    who: str = "Ali Benali, RSSI",
    date: Any = "5 mars 2026",
    *,
    formulas: bool = False,
) -> bytes:
    """The workbook *data* with *answers*: by question, what is written in some of its columns, as text unless it may be *formulas*."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    page["B3"], page["B4"] = who or None, date or None
    rows = {page.cell(row, 1).value: row for row in range(HEADER + 1, page.max_row + 1)}
    for name, cells in answers.items():
        for column, value in cells.items():
            cell = page.cell(rows[name], COLUMNS.index(column) + 1)
            cell.value = value
            if isinstance(value, str) and not formulas:
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The archive *data* with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
