"""A document of Word as people left it: its paragraphs, tables and notes, its tracked changes accepted, its comments and their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree import ElementTree as ET

from assess.documents.docx_package import DocxFault, parts
from assess.documents.docx_styles import Styles
from assess.documents.docx_text import Place, TextReader, tag
from assess.documents.markers import BASE, DRAFT
from assess.documents.model import Block, Line, Paragraph, Strong, Table
from assess.documents.plain import characters
from assess.documents.units import Unit, without

MOST: Final = 6_000
"""No more paragraphs are read."""
_PARTS: Final = tuple(f"word/{name}.xml" for name in ("document", "styles", "numbering", "footnotes", "endnotes", "comments"))
_OTHERS: Final = ("word/_rels/document.xml.rels", "docProps/custom.xml")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that someone made in Word."""

    author: str
    date: str
    text: str
    about: str
    """The words that it is about."""
    at: int
    """The number of the unit that it begins in."""


@dataclass(slots=True)
class Edited:
    """What a document of Word holds."""

    units: list[Unit] = field(default_factory=list)
    begins: dict[str, int] = field(default_factory=dict)
    """In which unit each bookmark begins first."""
    ends: dict[str, int] = field(default_factory=dict)
    """In which unit each bookmark ends last."""
    notes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    lost: list[tuple[str, int, str]] = field(default_factory=list)
    """What text cannot say: its kind (a message), the unit that it stands by, what is known of it."""
    base: frozenset[str] = frozenset()
    """What the document was made of."""
    draft: str = ""
    """Which draft it is of."""


def read(data: bytes) -> Edited:
    """The document *data*. Raises `DocxFault`."""
    roots = parts(data, (*_PARTS, *_OTHERS))
    return _Reader(roots).read()


class _Reader:
    """Reads one document."""

    def __init__(self, roots: dict[str, ET.Element]) -> None:
        self.roots = roots
        said = _said(roots.get("docProps/custom.xml"))
        base = "".join(value for name, value in sorted(said.items()) if name.startswith(BASE))
        self.found = Edited(base=frozenset(re.findall("[0-9a-f]{8}", base)), draft=said.get(DRAFT, ""))
        self.styles = Styles(roots.get("word/styles.xml"), roots.get("word/numbering.xml"))
        self.text = TextReader(roots.get("word/_rels/document.xml.rels"), self)
        self.caption: Line = ()
        """That of the table to come."""
        self.joined: Line = ()
        """The paragraphs before, whose ends were deleted: they go on in the next."""
        self.ended: list[str] = []
        """The bookmarks that ended since the last unit."""

    def read(self) -> Edited:
        """The whole document."""
        body = self.roots["word/document.xml"].find(tag("w:body"))
        if body is None:
            raise DocxFault("docx-not-one")
        self._notes()
        self._blocks(body)
        self._end_caption()
        self._comments()
        return self.found

    def mark(self, kind: str, name: str = "", text: str = "") -> int:
        """What `TextReader` meets on its way: a bookmark that begins or ends, a thing that text cannot say; gives where it is met."""
        at = len(self.found.units)
        if kind == "begin":
            self.found.begins.setdefault(name, at)
        elif kind == "end":
            self.found.ends[name] = at
            self.ended.append(name)
        elif kind == "lost":
            self.found.lost.append((name, at, text))
        return at

    def _notes(self) -> None:
        """Footnotes and endnotes, by the names that their calls give them."""
        for kind in ("footnote", "endnote"):
            for note in _children(self.roots.get(f"word/{kind}s.xml"), f"w:{kind}"):
                if note.get(tag("w:type"), "normal") == "normal":
                    blocks = [Paragraph(self.text.line(each, note=True)) for each in note.iter(tag("w:p"))]
                    self.found.notes[f"{kind}-{note.get(tag('w:id'), '')}"] = tuple(block for block in blocks if block.content)

    def _blocks(self, parent: ET.Element) -> None:
        for child in parent:
            if child.tag == tag("w:p"):
                self._paragraph(child)
            elif child.tag == tag("w:tbl"):
                self._table(child)
            elif child.tag in _AROUND:
                self._blocks(child)
            elif child.tag in (tag("w:bookmarkStart"), tag("w:bookmarkEnd")):
                self.text.bookmark(child)
            if len(self.found.units) > MOST:
                raise DocxFault("docx-too-large")

    def _paragraph(self, paragraph: ET.Element) -> None:
        line = self.joined + self.text.line(paragraph)
        about = self.styles.of(paragraph)
        self.joined = ()
        if about.merged:
            self.joined = line
            return
        if about.kind == "none" or not characters(line, "\n").strip():
            self.found.ends |= {name: len(self.found.units) - 1 for name in self.ended}  # they end with the unit before
            self.ended = []
            return
        if about.kind == "caption":
            self._end_caption()
            self.caption = line
            return
        self._end_caption()
        self._add(about.unit(line))

    def _end_caption(self) -> None:
        """A caption that no table follows is a paragraph."""
        if self.caption:
            self._add(Unit("paragraph", self.caption))
            self.caption = ()

    def _add(self, unit: Unit) -> None:
        self.ended = []
        last = self.found.units[-1] if self.found.units else None
        if unit.kind == "listing" and last is not None and last.kind == "listing" and not self.text.marked:
            self.found.units[-1] = replace(last, text=f"{last.text}\n{unit.text}")
        else:
            self.found.units.append(unit)

    def _table(self, table: ET.Element) -> None:
        rows = [self._row(row) for row in _rows(table)]
        rows = [row for row in rows if row]
        wide = max((len(row) for row in rows), default=0)
        if not wide:
            return
        header, *body = ((*row, *[()] * (wide - len(row))) for row in rows)
        aligned = self.styles.aligned(table, wide)
        bare = tuple(without(cell, (Strong,)) for cell in header)
        caption, self.caption, self.ended = self.caption, (), []
        self.found.units.append(Unit("table", table=Table(bare, tuple(body), aligned, caption)))

    def _row(self, row: ET.Element) -> list[Line]:
        if row.find(f"{tag('w:trPr')}/{tag('w:del')}") is not None:
            return []
        cells: list[Line] = []
        for cell in _inside(row, "w:tc"):
            lines = [self.text.line(each) for each in cell.iter(tag("w:p"))]
            span = cell.find(f"{tag('w:tcPr')}/{tag('w:gridSpan')}")
            wide = _number(span.get(tag("w:val"), "1")) if span is not None else 1
            cells += [self.text.one([line for line in lines if line]), *[()] * (min(wide, 60) - 1)]
        return cells

    def _comments(self) -> None:
        for comment in _children(self.roots.get("word/comments.xml"), "w:comment"):
            place = self.text.comments.get(comment.get(tag("w:id"), ""), Place())
            text = " ".join(filter(None, (characters(self.text.line(each, note=True), "\n") for each in comment.iter(tag("w:p")))))
            day = comment.get(tag("w:date"), "")[:10]
            self.found.comments.append(Comment(comment.get(tag("w:author"), ""), day, text, place.words.strip(), place.at))


_AROUND: Final = {tag(f"w:{name}") for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo")}
"""What stands around blocks and changes nothing in them."""


def _children(root: ET.Element | None, name: str) -> Iterator[ET.Element]:
    return root.iter(tag(name)) if root is not None else iter(())


def _inside(parent: ET.Element, name: str) -> Iterator[ET.Element]:
    """The elements *name* of *parent*, also in content controls."""
    for child in parent:
        if child.tag == tag(name):
            yield child
        elif child.tag in _AROUND:
            yield from _inside(child, name)


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    return _inside(table, "w:tr")


def _number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else 1


def _said(root: ET.Element | None) -> dict[str, str]:
    """The properties of the document, by their names."""
    return {each.get("name", ""): "".join(each.itertext()).strip() for each in root} if root is not None else {}
