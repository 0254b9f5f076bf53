"""What pandoc leaves to be done in a DOCX: marks where Word and LibreOffice keep them, feet of pages, rows that stay whole, what it was made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape
from zipfile import ZipFile

from assess.documents.markers import BASE
from assess.documents.reference import packed

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PREFIXES: Final = {
    "w": W,
    "r": _R,
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "o": "urn:schemas-microsoft-com:office:office",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "w10": "urn:schemas-microsoft-com:office:word",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_WHOLE: Final = 700
"""A row of so many letters is not broken at the end of a page; a longer one may not fit on any."""
_PROPERTY: Final = 200
"""The letters of a property of ours: Word takes 255 at most."""
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def finished(made: bytes, base: str = "") -> bytes:
    """The DOCX *made* by pandoc, with all that it lacks; *base* says, for the way back, what the document was made of."""
    with ZipFile(BytesIO(made)) as package:
        files: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    names = _style_ids(files["word/styles.xml"])
    files["word/document.xml"] = _document(files["word/document.xml"], names)
    files["docProps/custom.xml"] = _properties(base)
    return packed(files)


def _tag(name: str) -> str:
    prefix, _, own = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{own}"


def _style_ids(styles: str | bytes) -> dict[str, str]:
    """The ids that the styles of this document have, by their names without spaces: those of a ministry may have other ids than ours."""
    root = ET.fromstring(styles)
    found = {}
    for style in root.iter(_tag("w:style")):
        name = style.find(_tag("w:name"))
        if name is not None:
            found[name.get(_tag("w:val"), "").replace(" ", "").lower()] = style.get(_tag("w:styleId"), "")
    return found


def _document(text: str | bytes, names: dict[str, str]) -> bytes:
    for prefix, space in _PREFIXES.items():
        ET.register_namespace(prefix, space)
    root = ET.fromstring(text)
    body = root.find(_tag("w:body"))
    if body is None:
        raise ValueError("no document of Word")
    _put_marks_inside(body)
    _give_feet(body)
    for row in body.iter(_tag("w:tr")):
        _keep_whole(row)
    for style in body.iter(_tag("w:pStyle")):
        wanted = style.get(_tag("w:val"), "")
        style.set(_tag("w:val"), names.get(wanted.lower(), wanted))
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ET.tostring(root, encoding="utf-8")


def _put_marks_inside(body: ET.Element) -> None:
    """Bookmarks between paragraphs are put into them: after a table, LibreOffice would lose them."""
    children = list(body)
    starts, ends = _tag("w:bookmarkStart"), _tag("w:bookmarkEnd")
    blocks = (_tag("w:p"), _tag("w:tbl"))
    for at in range(len(children) - 1, -1, -1):
        if children[at].tag == starts and (place := _first(next((each for each in children[at + 1 :] if each.tag in blocks), None))) is not None:
            body.remove(children[at])
            place.insert(1 if len(place) and place[0].tag == _tag("w:pPr") else 0, children[at])
    for at, mark in enumerate(children):
        if mark.tag == ends and (place := _last(next((each for each in children[:at][::-1] if each.tag in blocks), None))) is not None:
            body.remove(mark)
            place.append(mark)


def _first(block: ET.Element | None) -> ET.Element | None:
    return next(block.iter(_tag("w:p")), None) if block is not None else None


def _last(block: ET.Element | None) -> ET.Element | None:
    return list(block.iter(_tag("w:p")))[-1] if block is not None else None


def _give_feet(body: ET.Element) -> None:
    """Each section has the heads and feet of the last, which come from the model."""
    *sections, last = body.iter(_tag("w:sectPr"))
    shown: Sequence[ET.Element] = [each for each in last if each.tag in (_tag("w:headerReference"), _tag("w:footerReference"))]
    for section in sections:
        section[:0] = shown


def _keep_whole(row: ET.Element) -> None:
    if sum(len(text.text or "") for text in row.iter(_tag("w:t"))) > _WHOLE:
        return
    about = row.find(_tag("w:trPr"))
    if about is None:
        about = ET.Element(_tag("w:trPr"))
        row.insert(0, about)
    about.insert(0, ET.Element(_tag("w:cantSplit")))


def _properties(base: str) -> str:
    pieces = re.findall(rf".{{1,{_PROPERTY}}}", base)
    shown = "".join(_property(number, f"{BASE}{number:03}", piece) for number, piece in enumerate(pieces, 1))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VT}">{shown}</Properties>'


def _property(number: int, name: str, value: str) -> str:
    return f'<property fmtid="{_FORMAT}" pid="{number + 1}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'


