"""A sheet as a workbook (.xlsx) that opens in Excel and in LibreOffice; the same bytes for the same sheet.

Every cell is text, so nothing in a proposal or a rubric can act as a formula. All is protected, without a password, but for the answers.
Raises `ModuleNotFoundError` where openpyxl is missing.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from assess.messages import say, words
from assess.reporters.visible import visible
from assess.sheets.choices import FREE, choices
from assess.sheets.model import ASKED, COLUMNS, FORMAT, HEAD, Question, Sheet
from assess.sheets.questions import digest
from assess.study.typography import typeset

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ABOUT: Final = "assess"
"""The hidden sheet that says what is asked of what."""
LISTS: Final = "lists"
HEADER: Final = 6
"""The row of the titles of columns; the questions follow."""
HEAD_ROWS: Final = {"who": 3, "date": 4}
"""The rows of what is filled in once, in the second column."""
TEXT_FORMAT: Final = "@"
_WIDTHS: Final = {"key": 16, "question": 38, "guidance": 38, "scale": 60, "answer": 32, "because": 40, "title": 28, "grade": 22, "link": 30}
_OTHER_WIDTH: Final = 16
_LINE: Final = 15
_TALLEST: Final = 409
_LONGEST: Final = 32_000
_STAMP: Final = (1980, 1, 1, 0, 0, 0)


def workbook(sheet: Sheet) -> bytes:
    """The workbook of *sheet*."""
    from openpyxl import Workbook
    from openpyxl.workbook.protection import WorkbookProtection

    book = Workbook()
    page = book.active
    page.title = say("sheet-tab", sheet.lang)
    lists = _Lists(book.create_sheet(LISTS), sheet.lang)
    _head(page, sheet)
    for index, question in enumerate(sheet.questions):
        _row(page, HEADER + 1 + index, question, sheet, lists)
    _guides(book, sheet)
    _about(book.create_sheet(ABOUT), sheet)
    for hidden in (book[LISTS], book[ABOUT]):
        hidden.sheet_state = "hidden"
        hidden.protection.enable()
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.creator, book.properties.title, book.properties.language = "assess", visible(sheet.title), sheet.lang
    return _bytes(book)


class _Lists:
    """The lists to choose from, each once, in a column of its own."""

    def __init__(self, page: Worksheet, lang: str) -> None:
        self._page, self._lang, self._known = page, lang, dict[tuple[str, ...], Any]()

    def of(self, values: list[str]) -> Any:
        """The rule by which a cell takes one of *values*."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        key = tuple(values)
        if key not in self._known:
            column = len(self._known) + 1
            for row, value in enumerate(values, 1):
                put(self._page, row, column, value)
            letter = get_column_letter(column)
            made = DataValidation("list", f"{LISTS}!${letter}$1:${letter}${len(values)}", allow_blank=True, errorStyle="warning")
            made.showErrorMessage, made.error = True, say("sheet-not-in-list", self._lang)
            self._known[key] = made
        return self._known[key]


def put(page: Worksheet, row: int, column: int, text: str) -> Any:
    """Write *text* as text, whatever it begins with; gives the cell."""
    cell = page.cell(row, column)
    lines = "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))
    cell.value = lines[:_LONGEST]
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    cell.quotePrefix = text[:1] in "=+-@" if text else False
    return cell


def _head(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter

    lang = sheet.lang
    put(page, 1, 1, say("sheet-heading", lang, {"title": sheet.title})).font = _bold(14)
    put(page, 2, 1, say("sheet-help", lang))
    for name in HEAD:
        put(page, HEAD_ROWS[name], 1, say(f"sheet-head-{name}", lang)).font = _bold()
        _open(put(page, HEAD_ROWS[name], 2, ""))
    for column, title in enumerate(words("sheets")["sheet-columns"][lang], 1):
        cell = put(page, HEADER, column, title)
        cell.font, cell.fill = _bold(color="FFFFFF"), PatternFill("solid", fgColor="1F3864")
        _wrapped(cell)
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(COLUMNS[column - 1], _OTHER_WIDTH)
    page.freeze_panes = page.cell(HEADER + 1, 3)
    page.protection.enable()
    page.protection.formatColumns = page.protection.formatRows = False
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEADER}:{HEADER}"


def _row(page: Worksheet, row: int, question: Question, sheet: Sheet, lists: _Lists) -> None:
    scale = "\n".join(labelled(question, index) for index in range(len(question.scale)))
    asked = [
        question.id,
        f"{question.title}\n{question.question}",
        question.guidance,
        scale or say(f"sheet-free-{question.kind}", sheet.lang),
    ]
    for column, text in enumerate(asked, 1):
        _wrapped(put(page, row, column, _typeset(text, sheet.lang) if column > 1 else text))
    for column in range(ASKED + 1, len(COLUMNS) + 1):
        _open(_wrapped(put(page, row, column, "")))
    for name, values in _lists(question, sheet).items():
        rule = lists.of(values)
        if rule not in page.data_validations.dataValidation:
            page.add_data_validation(rule)
        rule.add(page.cell(row, COLUMNS.index(name) + 1))
    page.row_dimensions[row].height = min(_TALLEST, _LINE * max(_lines(text, name) for text, name in zip(asked, COLUMNS, strict=False)))


def _lists(question: Question, sheet: Sheet) -> dict[str, list[str]]:
    """What may be chosen in each of the cells of a row."""
    lang = sheet.lang
    both = [say("sheet-yes", lang), say("sheet-no", lang)]
    made = {"answer": choices(question, lang)} if question.kind not in FREE else {}
    if question.kind == "criterion":
        made |= {"grade": [text for _, text in sheet.grades], "independent": both, "published": both}
    if question.kind == "safeguard":
        made["instrument"] = [text for _, text in sheet.instruments]
    return made


def _typeset(text: str, lang: str) -> str:
    """*text* with the typography of its language."""
    return "\n".join(map(typeset, text.split("\n"))) if lang == "fr" else text


def labelled(question: Question, index: int) -> str:
    """One of the values, in words: after its level, or the number by which it is chosen among several."""
    text = question.scale[index]
    if question.kind == "criterion" and isinstance(question.values[index], int):
        return f"{question.values[index]} – {text}"
    return f"{index + 1}. {text}" if question.kind == "several" else f"– {text}"


def _lines(text: str, name: str) -> int:
    """How many lines *text* takes in the column *name*, roughly."""
    return sum(1 + len(line) // (_WIDTHS.get(name, _OTHER_WIDTH) - 1) for line in text.split("\n"))


def _bold(size: int = 11, color: str = "000000") -> Any:
    from openpyxl.styles import Font

    return Font(name="Calibri", bold=True, size=size, color=color)


def _open(cell: Any) -> None:
    """Let people write in *cell*."""
    from openpyxl.styles import PatternFill, Protection

    cell.protection, cell.fill = Protection(locked=False), PatternFill("solid", fgColor="FFF8E1")


def _wrapped(cell: Any) -> Any:
    from openpyxl.styles import Alignment, Border, Side

    side = Side("thin", color="BFBFBF")
    cell.alignment, cell.border = Alignment(vertical="top", wrap_text=True), Border(side, side, side, side)
    return cell


def _guides(book: Workbook, sheet: Sheet) -> None:
    """A page with the guidance of each principle asked about."""
    if not sheet.guides:
        return
    page = book.create_sheet(say("sheet-guide", sheet.lang), 1)
    page.column_dimensions["A"].width = 120
    for index, (title, text) in enumerate(sheet.guides):
        put(page, 2 * index + 1, 1, title).font = _bold(12)
        _wrapped(put(page, 2 * index + 2, 1, _typeset(text, sheet.lang)))
        page.row_dimensions[2 * index + 2].height = min(_TALLEST, _LINE * sum(1 + len(line) // 115 for line in text.split("\n")))
    page.protection.enable()


def _about(page: Worksheet, sheet: Sheet) -> None:
    """What the sheet is, for the way back."""
    fields = ("proposal", "title", "rubric", "version", "sha256", "state", "lang")
    rows: list[tuple[str, ...]] = [("format", FORMAT), *((name, str(getattr(sheet, name))) for name in fields)]
    rows += [(one.id, digest(one), one.standing) for one in sheet.questions]
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            put(page, row, column, text)


def _bytes(book: Workbook) -> bytes:
    """The file of *book*, without the time at which it is written."""
    from datetime import datetime

    book.properties.created = book.properties.modified = datetime(*_STAMP)  # noqa: DTZ001 - no time at all
    made, stamp = io.BytesIO(), b"1980-01-01T00:00:00Z"
    book.save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _stamped(data, stamp)
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, data)
    return out.getvalue()


def _stamped(data: bytes, stamp: bytes) -> bytes:
    """*data*, the properties of a workbook, with *stamp* for the day on which it was changed: openpyxl writes that of the clock."""
    import re

    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
