"""The pages of a spreadsheet in the format of LibreOffice (.ods): what is written in cells, nothing else."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final
from xml.etree import ElementTree as ET

from assess.sheets.archive import Refused
from assess.sheets.model import FORMULA

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MOST: Final = 10
"""No more pages are read: a sheet of ours has four."""
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def pages(content: bytes, most_rows: int, width: int) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """The pages of *content* by name, with no more rows and columns than that. Raises `Refused`."""
    try:
        root = ET.fromstring(content)  # noqa: S314 - what declares entities was refused
        tables = islice(root.iter(f"{_TABLE}table"), _MOST)
        return [(str(table.get(f"{_TABLE}name")), _rows(table, most_rows, width)) for table in tables]
    except (ET.ParseError, ValueError, RecursionError) as error:
        raise Refused("sheet-not-one") from error


def _rows(table: ET.Element, most: int, width: int) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[Any] = []
        for cell in row:
            if cell.tag in _CELLS and len(cells) < width:
                cells += [_value(cell)] * min(_repeated(cell, "columns"), width - len(cells))
        found += [(*cells, *[None] * (width - len(cells)))] * min(_repeated(row, "rows"), most - len(found))
        if len(found) >= most:
            break
    return found


def _repeated(node: ET.Element, what: str) -> int:
    text = node.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(text) if text.isdecimal() and len(text) < 10 else 1  # noqa: PLR2004 - no sheet is so large


def _value(cell: ET.Element) -> Any:
    """A number or a day as it is meant, else what is written."""
    if cell.get(f"{_TABLE}formula") is not None:
        return FORMULA
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind == "float":
        text = cell.get(f"{_OFFICE}value", "")
        return text.removesuffix(".0")
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "")[:10]
    return "\n".join(_said(line) for line in cell.findall(f"{_TEXT}p")) or None


def _said(node: ET.Element) -> str:
    """The text in *node*, its spaces, tabs and ends of lines being elements."""
    own = {f"{_TEXT}s": " " * min(int(node.get(f"{_TEXT}c", "1") or 1), 1000) if node.get(f"{_TEXT}c", "1").isdecimal() else " "}
    own |= {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
    return own.get(node.tag, node.text or "") + "".join(_said(child) + (child.tail or "") for child in node)
