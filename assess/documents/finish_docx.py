"""What pandoc leaves to be done in a DOCX: marks that LibreOffice keeps, feet of pages, rows that stay whole, what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from hashlib import sha256
from typing import Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from assess.documents.markers import SEAL, closing
from assess.documents.office_xml import parsed, unpacked, written
from assess.documents.reference import packed

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WHOLE: Final = 700
"""A row of so many letters is not broken at the end of a page; a longer one may not fit on any."""
_PROPERTY: Final = 200
"""The letters of a property of ours: Word takes 255 at most."""
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def finished(made: bytes, said: Mapping[str, str]) -> bytes:
    """The DOCX *made* by pandoc, with all that it lacks; *said*: what it says of itself, in properties of those names."""
    files = unpacked(made)
    document = _document(files["word/document.xml"], _style_ids(files["word/styles.xml"]))
    properties = _properties({**said, SEAL: seal(document)} if said else {})
    return packed({**files, "word/document.xml": document, "docProps/custom.xml": properties})


def seal(content: bytes) -> str:
    """What tells whether the *content* of a document was changed."""
    return sha256(content).hexdigest()[:12]


def _tag(name: str) -> str:
    return name.replace("w:", f"{{{W}}}")


def _style_ids(styles: bytes) -> dict[str, str]:
    """The ids that the styles of this document have, by their names without spaces: those of a ministry may have other ids than ours."""
    root = parsed(styles)
    found = {}
    for style in root.iter(_tag("w:style")):
        name = style.find(_tag("w:name"))
        if name is not None:
            found[name.get(_tag("w:val"), "").replace(" ", "").lower()] = style.get(_tag("w:styleId"), "")
    return found


def _document(text: bytes, names: dict[str, str]) -> bytes:
    root = parsed(text)
    body = root.find(_tag("w:body"))
    if body is None:
        raise ValueError("no document of Word")
    _put_marks_inside(body)
    _lay_pages(body)
    for row in body.iter(_tag("w:tr")):
        _keep_whole(row)
    for style in body.iter(_tag("w:pStyle")):
        wanted = style.get(_tag("w:val"), "")
        style.set(_tag("w:val"), names.get(wanted.lower(), wanted))
    return written(root)


def _put_marks_inside(body: ET.Element) -> None:
    """A bookmark around blocks becomes one around the first of their paragraphs, and one around the last.

    LibreOffice loses a bookmark that begins after a table, and writes one that spans paragraphs twice.
    """
    children = list(body)
    names = {mark.get(_tag("w:id")): mark.get(_tag("w:name"), "") for mark in children if mark.tag == _tag("w:bookmarkStart")}
    for at, mark in enumerate(children):
        if mark.tag == _tag("w:bookmarkStart"):
            _surround(_blocks(children[at:])[:1], 0, mark.get(_tag("w:id"), ""), mark.get(_tag("w:name"), ""))
        elif mark.tag == _tag("w:bookmarkEnd"):
            name = names.get(mark.get(_tag("w:id")), "")
            _surround(_blocks(children[:at])[-1:], -1, "1" + mark.get(_tag("w:id"), ""), closing(name))
        else:
            continue
        body.remove(mark)


def _blocks(children: list[ET.Element]) -> list[ET.Element]:
    """The paragraphs and tables of *children*, without the paragraphs that end a section."""
    kinds = (_tag("w:p"), _tag("w:tbl"))
    return [each for each in children if each.tag in kinds and each.find(f"{_tag('w:pPr')}/{_tag('w:sectPr')}") is None]


def _surround(blocks: list[ET.Element], which: int, number: str, name: str) -> None:
    """Put the bookmark *name* around the first (0) or the last (-1) paragraph of *blocks*."""
    for paragraph in [list(block.iter(_tag("w:p")))[which] for block in blocks]:
        own = {_tag("w:id"): number}
        start = ET.Element(_tag("w:bookmarkStart"), own | {_tag("w:name"): name})
        paragraph.insert(1 if len(paragraph) and paragraph[0].tag == _tag("w:pPr") else 0, start)
        ET.SubElement(paragraph, _tag("w:bookmarkEnd"), own)


def _lay_pages(body: ET.Element) -> None:
    """Each section has the page, the heads and the feet of the last, which come from the model; those that lie on their side, turned."""
    *sections, last = body.iter(_tag("w:sectPr"))
    model = deepcopy(last)
    for section in sections:
        _lay(section, model)
    before = body[-2] if len(body) > 1 else body
    own = before.find(f"{_tag('w:pPr')}/{_tag('w:sectPr')}")
    if own is not None:  # the last pages are those of the paragraph before, which would leave an empty one
        last[:] = own
        body.remove(before)


def _lay(section: ET.Element, model: ET.Element) -> None:
    asked = section.find(_tag("w:pgSz"))
    side = asked is not None and asked.get(_tag("w:orient")) == "landscape"
    section[:] = deepcopy(model)
    page = section.find(_tag("w:pgSz"))
    if side and page is not None:
        wide, high = page.get(_tag("w:w"), ""), page.get(_tag("w:h"), "")
        page.attrib.update({_tag("w:w"): high, _tag("w:h"): wide, _tag("w:orient"): "landscape"})


def _keep_whole(row: ET.Element) -> None:
    if sum(len(text.text or "") for text in row.iter(_tag("w:t"))) > _WHOLE:
        return
    about = row.find(_tag("w:trPr"))
    if about is None:
        about = ET.Element(_tag("w:trPr"))
        row.insert(0, about)
    about.insert(0, ET.Element(_tag("w:cantSplit")))


def _properties(said: Mapping[str, str]) -> str:
    pieces = [(name, text) for name, value in said.items() for name, text in _cut(name, value)]
    shown = "".join(_property(number, name, text) for number, (name, text) in enumerate(pieces, 2))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VT}">{shown}</Properties>'


def _cut(name: str, value: str) -> list[tuple[str, str]]:
    """A value too long for Word, in pieces: the name of each is *name*, which then ends with a point, and a number."""
    if not name.endswith("."):
        return [(name, value)]
    return [(f"{name}{number:03}", piece) for number, piece in enumerate(re.findall(rf".{{1,{_PROPERTY}}}", value), 1)]


def _property(number: int, name: str, value: str) -> str:
    return f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
