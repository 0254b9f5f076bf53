"""The text inside a paragraph of Word: its words as they read once tracked changes are accepted, its notes and links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol
from xml.etree import ElementTree as ET

from assess.documents.model import Break, Code, Emphasis, Inline, Line, Link, NoteCall, Strike, Strong, Text

_SPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


def tag(name: str) -> str:
    """The name of an element or attribute, written `w:p`, as ElementTree has it."""
    prefix, _, own = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{own}"


_GONE: Final = {tag(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr", "sdtEndPr")}
"""What is not read: deleted text, and what says how text looks."""
_SIGNS: Final = {
    tag("w:tab"): " ",
    tag("w:noBreakHyphen"): "\u2011",
    tag("w:softHyphen"): "",
    tag("w:cr"): "\n",
    tag("w:ptab"): " ",
}
_AGAIN: Final = re.compile(r"n(\d+)\Z")
"""Where the second call for a note leads: to the first."""
_ASIDE: Final = {tag("w:txbxContent"): "docx-box", tag("m:oMath"): "docx-formula", tag("w:object"): "docx-object"}
"""What text cannot say, and how it is told."""
_SAME: Final = {tag("w:b"): Strong, tag("w:i"): Emphasis, tag("w:strike"): Strike}
_RULE: Final = "{urn:schemas-microsoft-com:office:office}hr"
"""What a line across the page is drawn with."""
_OFF: Final = ("0", "false", "off", "none")
_KNOWN: Final = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0E0: "→", 0xF0D8: "➢"}
"""The signs of fonts of signs that people use most."""
_LAST: Final = 0x10FFFF
_MONO: Final = re.compile(r"(?i)verbatim|source.?text|code")


class Told(Protocol):
    """Who is told what is met on the way."""

    def mark(self, kind: str, name: str = "", text: str = "") -> int:
        """A bookmark that begins or ends, or something that text cannot say; gives the number of the unit that is being read."""


@dataclass(slots=True)
class Place:
    """Where a comment is."""

    at: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Set:
    """A piece and how it is set."""

    piece: Inline
    kinds: tuple[type, ...] = ()


class TextReader:
    """Reads the paragraphs of one document, one after another."""

    def __init__(self, links: ET.Element | None, told: Told) -> None:
        """*links*: the root of the part that says where links lead."""
        self.targets = {each.get("Id", ""): each.get("Target", "") for each in links} if links is not None else {}
        self.told = told
        self.comments: dict[str, Place] = {}
        self.open: dict[str, Place] = {}
        self.names: dict[str, str] = {}
        """The bookmarks met, by their ids."""
        self.called: dict[str, str] = {}
        """The notes that bookmarks `n1`, `n2`… stand around."""
        self.fields: list[bool] = []
        """The fields that are open, and whether it is their code that is being read."""
        self.marked = False
        self._note = False
        self._within = ""
        """The last of these bookmarks to begin, until the words after it: LibreOffice leaves it before the call."""

    def line(self, paragraph: ET.Element, *, note: bool = False) -> Line:
        """The text of *paragraph*; in a *note*, calls for notes are left out."""
        self._note, self.marked, self.fields = note, False, []
        return _joined(self._pieces(paragraph))

    def one(self, lines: list[Line]) -> Line:
        """*lines*, the paragraphs of a cell, as one line with breaks."""
        return tuple(piece for line in lines for piece in (Break(), *line))[1:]

    def bookmark(self, mark: ET.Element) -> None:
        """Tell the one who listens of a bookmark."""
        own = mark.get(tag("w:id"), "")
        if mark.tag == tag("w:bookmarkStart"):
            self.names[own] = mark.get(tag("w:name"), "")
            self.marked = True
            self._within = self.names[own] if _AGAIN.match(self.names[own]) else self._within
            self.told.mark("begin", self.names[own])
        elif own in self.names:
            self.told.mark("end", self.names[own])

    def _pieces(self, parent: ET.Element) -> Iterator[_Set]:
        for child in parent:
            if child.tag in (tag("w:bookmarkStart"), tag("w:bookmarkEnd")):
                if not self._note:
                    self.bookmark(child)
            elif child.tag in (tag("w:commentRangeStart"), tag("w:commentRangeEnd")):
                self._comment(child)
            elif child.tag in _GONE or child.tag == tag("mc:Fallback"):
                continue
            elif child.tag == tag("w:r"):
                yield from self._run(child)
            elif child.tag == tag("w:hyperlink"):
                yield from self._hyperlink(child)
            elif child.tag in _ASIDE:
                self._aside(child)
            else:
                yield from self._pieces(child)

    def _comment(self, mark: ET.Element) -> None:
        own = mark.get(tag("w:id"), "")
        if mark.tag == tag("w:commentRangeStart"):
            self.open[own] = self.comments[own] = Place(self.told.mark("comment"))
        else:
            self.open.pop(own, None)

    def _aside(self, thing: ET.Element) -> None:
        words = "".join(each.text or "" for each in thing.iter() if each.tag in (tag("w:t"), tag("m:t")))
        self.told.mark("lost", _ASIDE[thing.tag], words)

    def _run(self, run: ET.Element) -> Iterator[_Set]:
        kinds = _kinds(run.find(tag("w:rPr")))
        for child in run:
            if child.tag == tag("w:fldChar"):
                self._field_part(child.get(tag("w:fldCharType"), ""))
            elif child.tag == tag("w:t") and not any(self.fields):
                yield from self._words(child.text or "", kinds)
            elif child.tag == tag("w:br"):
                yield _Set(Break()) if child.get(tag("w:type"), "textWrapping") == "textWrapping" else _Set(Text(""))
            elif child.tag in _SIGNS:
                yield from self._words(_SIGNS[child.tag], kinds)
            elif child.tag == tag("w:sym"):
                yield from self._words(_symbol(child.get(tag("w:char"), "")), kinds)
            elif child.tag in (tag("w:footnoteReference"), tag("w:endnoteReference")):
                yield from self._call(child)
            elif child.tag in (tag("w:drawing"), tag("w:pict"), tag("w:object"), tag("mc:AlternateContent")):
                self._drawn(child)

    def _words(self, text: str, kinds: tuple[type, ...]) -> Iterator[_Set]:
        self._within = ""
        for place in self.open.values():
            place.words += text
        yield _Set(Code(text) if Code in kinds else Text(text), tuple(kind for kind in kinds if kind is not Code))

    def _field_part(self, kind: str) -> None:
        """The code of a field is not text, its result is."""
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _call(self, call: ET.Element) -> Iterator[_Set]:
        if not self._note:
            name = f"{'footnote' if call.tag == tag('w:footnoteReference') else 'endnote'}-{call.get(tag('w:id'), '')}"
            self.called.setdefault(self._within or name, name)
            self._within = ""
            yield _Set(NoteCall(name))

    def _drawn(self, thing: ET.Element) -> None:
        """A box with text, or a picture, which cannot come back; one of ours, which says in words what it shows, is no loss."""
        if any(_RULE in each.attrib for each in thing.iter()):
            return
        boxes = list(thing.iter(tag("w:txbxContent")))[:1]
        for box in boxes:
            self._aside(box)
        if not boxes:
            about = next(thing.iter(tag("wp:docPr")), None)
            words = about.get("descr", "") or about.get("name", "") if about is not None else ""
            self.told.mark("lost", "docx-picture", words)

    def _hyperlink(self, link: ET.Element) -> Iterator[_Set]:
        inner = list(self._pieces(link))
        again = self.called.get(link.get(tag("w:anchor"), ""))
        if again:
            yield _Set(NoteCall(again))
            return
        target = self.targets.get(link.get(tag("r:id"), ""), "")
        content = _joined(iter(inner))
        yield from [_Set(Link(content, target))] if target and content else inner


def _kinds(about: ET.Element | None) -> tuple[type, ...]:
    """How the run is set of which *about* says how it looks."""
    if about is None:
        return ()
    found: list[type] = []
    for each in about:
        if each.tag in _SAME and each.get(tag("w:val"), "1") not in _OFF:
            found.append(_SAME[each.tag])
        elif each.tag == tag("w:rStyle") and _MONO.search(each.get(tag("w:val"), "")):
            found.append(Code)
    return tuple(found)


def _symbol(code: str) -> str:
    """A sign of a font of signs: by its number, in which Word adds F000 to that of the font."""
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", code):
        return ""
    number = int(code, 16)
    unknown = number > _LAST or unicodedata.category(chr(number)) in ("Co", "Cs")
    return _KNOWN.get(number, "\ufffd" if unknown else chr(number))


def _joined(pieces: Iterable[_Set]) -> Line:
    """The line of *pieces*: those that touch and are set alike are one."""
    made: list[_Set] = []
    for each in pieces:
        if isinstance(each.piece, Text | Code) and not each.piece.text:
            continue
        last = made[-1] if made else None
        if last and last.kinds == each.kinds and type(last.piece) is type(each.piece) and isinstance(each.piece, Text | Code):
            made[-1] = _Set(type(each.piece)(last.piece.text + each.piece.text), each.kinds)  # type: ignore[union-attr]
        else:
            made.append(each)
    return tuple(_nested(each.piece, each.kinds) for each in made)


def _nested(piece: Inline, kinds: tuple[type, ...]) -> Inline:
    for kind in kinds:
        piece = kind((piece,))
    return piece
