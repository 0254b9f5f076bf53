"""What pandoc leaves to be done in an ODT: names of styles, alternative texts, rows that stay whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

from assess.documents.finish_docx import seal
from assess.documents.markers import SEAL
from assess.documents.model import Document, Figure
from assess.documents.office_xml import parsed, unpacked, written
from assess.documents.pages import parts
from assess.documents.reference import packed

_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_DRAW: Final = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_SVG: Final = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
_FO: Final = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_META: Final = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_WHOLE: Final = 700
"""A row of so many letters is not broken at the end of a page; a longer one may not fit on any."""
_ROW: Final = "AssessRow"
_LINED: Final = {
    "border": "0.5pt solid #7f8c9a",
    "padding-top": "0.05cm",
    "padding-bottom": "0.05cm",
    "padding-left": "0.15cm",
    "padding-right": "0.15cm",
}
_CELLS: Final = {"TableRowCell": _LINED, "TableHeaderRowCell": {**_LINED, "background-color": "#e4eaf1"}}
"""The styles of cells, by the names that pandoc gives them."""


def finished(made: bytes, document: Document, said: Mapping[str, str]) -> bytes:
    """The ODT *made* by pandoc of *document*, with all that it lacks; *said*: what it says of itself, in properties of those names."""
    files = unpacked(made)
    kind = files.pop("mimetype").decode()
    root = parsed(files["content.xml"])
    _name_styles(root)
    _describe(root, [part.block for part in parts(document.blocks) if isinstance(part.block, Figure)])
    _keep_rows_whole(root)
    _line_cells(root)
    content = written(root)
    about = parsed(files["meta.xml"])
    for name, value in ({**said, SEAL: seal(content)} if said else {}).items():
        ET.SubElement(about[0], f"{{{_META}}}user-defined", {f"{{{_META}}}name": name}).text = value
    return packed({**files, "content.xml": content, "meta.xml": written(about)}, mimetype=kind)


def _name_styles(root: ET.Element) -> None:
    """The names of styles as OpenDocument spells them."""
    for element in root.iter():
        for key, value in element.attrib.items():
            if key.endswith("style-name") and " " in value:
                element.set(key, value.replace(" ", "_20_"))


def _describe(root: ET.Element, figures: list[Figure]) -> None:
    """The alternative text of each picture."""
    for frame, figure in zip(root.iter(f"{{{_DRAW}}}frame"), figures, strict=False):
        for old in frame.findall(f"{{{_SVG}}}desc"):
            frame.remove(old)
        ET.SubElement(frame, f"{{{_SVG}}}desc").text = figure.alternative


def _line_cells(root: ET.Element) -> None:
    """Borders, and a ground under headers: LibreOffice takes the styles of cells from the content alone."""
    automatic = root.find(f"{{{_OFFICE}}}automatic-styles")
    if automatic is None:
        return
    for name, look in _CELLS.items():
        for old in [each for each in automatic if each.get(f"{{{_STYLE}}}name") == name]:
            automatic.remove(old)
        style = ET.SubElement(automatic, f"{{{_STYLE}}}style", {f"{{{_STYLE}}}name": name, f"{{{_STYLE}}}family": "table-cell"})
        ET.SubElement(style, f"{{{_STYLE}}}table-cell-properties", {f"{{{_FO}}}{key}": value for key, value in look.items()})


def _keep_rows_whole(root: ET.Element) -> None:
    automatic = root.find(f"{{{_OFFICE}}}automatic-styles")
    if automatic is None:
        return
    style = ET.SubElement(automatic, f"{{{_STYLE}}}style", {f"{{{_STYLE}}}name": _ROW, f"{{{_STYLE}}}family": "table-row"})
    ET.SubElement(style, f"{{{_STYLE}}}table-row-properties", {f"{{{_FO}}}keep-together": "always"})
    for row in root.iter(f"{{{_TABLE}}}table-row"):
        if sum(map(len, row.itertext())) <= _WHOLE:
            row.set(f"{{{_TABLE}}}style-name", _ROW)
