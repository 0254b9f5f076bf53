"""A sheet that comes back: a workbook (.xlsx) of any program, or the same saved by LibreOffice in its own format (.ods).

No more is read than a sheet of ours can have: what lies beyond is left alone. Raises `Refused`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, Final

from assess.messages import LANGUAGES
from assess.sheets import ods
from assess.sheets.archive import Refused, parts
from assess.sheets.model import ASKED, COLUMNS, FORMAT, FORMULA, HEAD, Filled, Reply
from assess.sheets.workbook import ABOUT, HEAD_ROWS, HEADER

ROWS: Final = 2000
Rows = list[tuple[Any, ...]]
"""The rows of a page, each as wide as a sheet of ours."""
_FIELDS: Final = ("format", "proposal", "title", "rubric", "version", "sha256", "state", "lang")
_STANDING: Final = 3
"""How many columns the hidden page has."""


def read(data: bytes) -> Filled:
    """What the file *data* says."""
    found = parts(data)
    pages = ods.pages(found["content.xml"], ROWS, len(COLUMNS)) if "content.xml" in found else _workbook(data)
    about = next((rows for name, rows in pages if name == ABOUT), None)
    if about is None or not pages:
        raise Refused("sheet-not-ours")
    fields = {str(row[0]): _text(row[1]) for row in about[: len(_FIELDS)]}
    if set(fields) != set(_FIELDS) or fields["format"] not in (FORMAT, f"{FORMAT}.0") or fields["lang"] not in LANGUAGES:
        raise Refused("sheet-not-ours")
    asked = {_text(row[0]): (_text(row[1]), _text(row[2])) for row in about[len(_FIELDS) :] if row[0] not in (None, "")}
    return Filled(fields, asked, tuple(_replies(pages[0][1], asked)))


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _workbook(data: bytes) -> list[tuple[str, Rows]]:
    """The pages of a workbook, by name, in order."""
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what other programs add, which is not read
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            first = book.worksheets[:1]
            return [(page.title, _rows(page)) for page in [*first, *(page for page in book.worksheets[1:] if page.title == ABOUT)][:2]]
    except Refused:
        raise
    except Exception as error:  # what a broken file makes of a reader is of every kind
        raise Refused("sheet-not-one") from error


def _rows(page: Any) -> Rows:
    width = max(len(COLUMNS), _STANDING)
    rows = page.iter_rows(1, ROWS, 1, width)
    return [tuple(FORMULA if cell.data_type == "f" else cell.value for cell in row) + (None,) * (width - len(row)) for row in rows]


def _replies(rows: Rows, asked: Iterable[str]) -> Iterable[Reply]:
    """The rows that answer something."""
    top = {name: rows[HEAD_ROWS[name] - 1][1] for name in HEAD} if len(rows) >= HEADER else {}
    known = set(asked)
    for number, row in enumerate(rows, 1):
        if number <= HEADER or row[0] not in known:
            continue
        given = {name: cell for name, cell in zip(COLUMNS[ASKED:], row[ASKED:], strict=False) if not _blank(cell)}
        if given:
            yield Reply(str(row[0]), number, {name: cell for name, cell in top.items() if not _blank(cell)} | given)


def _blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
