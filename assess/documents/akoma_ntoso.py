"""A `Document` to Akoma Ntoso 3.0, the XML of parliaments: `<doc name="annexe">`, valid against the schema of OASIS.

    data = write(document, Work("fr-gares-2026", "principles", date="2026-03-02", organisation="…"))

Titles are divisions (`section`, `subsection`, …) named after their words, so that an `eId` stays while its title does; what stands in a
division is numbered within it. Footnotes are `authorialNote` at their first call.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote
from xml.etree import ElementTree as ET

from assess.documents.columns import shares
from assess.documents.model import (
    Block,
    Break,
    Code,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Items,
    Line,
    Link,
    Listing,
    NoteCall,
    Paragraph,
    Passage,
    Quote,
    Rule,
    Strike,
    Strong,
    Table,
    Text,
)
from assess.documents.plain import plain
from assess.yaml_source.unseen import composed

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LANGUAGES = {"fr": "fra", "en": "eng"}
_DIVISIONS = (("section", "sec"), ("subsection", "subsec"), ("paragraph", "para"), ("subparagraph", "subpara"))
"""The divisions by depth, with what their ids begin with; deeper ones are `hcontainer`."""
_DEEPER = ("hcontainer", "hcontainer")
_NO_DAY = "0001-01-01"
"""Where the schema asks for a day and none is known."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNNAMED = re.compile(r"[^a-z0-9]+")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.~_-]+(?::\d{1,5})?(?:[/?#].*)?|mailto:[^:/?#@]+@[A-Za-z0-9.-]+")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Work:
    """What identifies a document: the proposal it serves, which of its annexes it is, its date and who answers for it."""

    proposal: str
    kind: str
    date: str = ""
    organisation: str = ""
    country: str = "fr"
    name: str = "annexe"


def write(document: Document, work: Work) -> bytes:
    """The XML of *document*, in UTF-8, the same for the same values."""
    root = ET.Element("akomaNtoso", xmlns=NAMESPACE)
    doc = _under(root, "doc", name=work.name)
    _meta(doc, document, work)
    _Body(document).write(doc)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _under(parent: ET.Element, tag: str, text: str = "", /, **attributes: str) -> ET.Element:
    """A new element *tag* of *parent*, with *text*, on a line of its own."""
    made = ET.SubElement(parent, tag, {key: _clean(value) for key, value in attributes.items()})
    made.text, made.tail = _clean(text) or None, "\n"
    return made


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _address(target: str) -> str:
    """*target* as the schema spells addresses; nothing for what is none of http, https or mailto."""
    spelt = _BARE_PERCENT.sub("%25", quote(_clean(target), safe="/:?#@!$&'()*+,;=~%"))
    before, sign, after = spelt.partition("#")
    whole = before + sign + after.replace("#", "%23")
    return whole if _ADDRESS.fullmatch(whole) else ""


def _name(text: str) -> str:
    """*text* as part of an address or an id: small letters, figures and hyphens."""
    bare = composed(text.lower(), "NFKD").encode("ascii", "ignore").decode()
    return _UNNAMED.sub("-", bare).strip("-")[:80].strip("-") or "x"


# what the document is


def _meta(doc: ET.Element, document: Document, work: Work) -> None:
    meta = _under(doc, "meta")
    identification = _under(meta, "identification", source="#assess")
    day = work.date or document.date or _NO_DAY
    uri = f"/akn/{_name(work.country)}/doc/{_name(work.name)}/{day}/{_name(work.proposal)}-{_name(work.kind)}"
    language = LANGUAGES[document.language]
    expression = f"{uri}/{language}@{day}"
    for level, at, end in (("FRBRWork", uri, ""), ("FRBRExpression", expression, ""), ("FRBRManifestation", expression, ".xml")):
        made = _under(identification, level)
        _under(made, "FRBRthis", value=f"{at}/!main{end}")
        _under(made, "FRBRuri", value=f"{at}{end}")
        _under(made, "FRBRdate", date=day, name="date")
        _under(made, "FRBRauthor", href="#sponsor")
        if level == "FRBRWork":
            _under(made, "FRBRcountry", value=work.country)
        if level == "FRBRExpression":
            _under(made, "FRBRlanguage", language=language)
    references = _under(meta, "references", source="#assess")
    organisation = work.organisation or document.organisation or "–"
    _under(references, "TLCOrganization", eId="sponsor", href=f"/akn/ontology/organization/{_name(organisation)}", showAs=organisation)
    _under(references, "TLCProcess", eId="assess", href="/akn/ontology/process/assess", showAs="assess")


# its text


@dataclass
class _Division:
    """A division that is being written: where its parts go, and how many of each kind it has."""

    element: ET.Element
    depth: int
    id: str
    blocks: ET.Element | None = None
    counts: dict[str, int] = field(default_factory=dict)


@dataclass
class _Body:
    document: Document
    called: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def write(self, doc: ET.Element) -> None:
        """The text, under *doc*."""
        blocks = list(_flat(self.document.blocks))
        titles = [block for block in blocks if isinstance(block, Heading)]
        first = titles[0] if titles and titles[0].level == 1 and titles[0] is blocks[0] else None
        shift = int(first is not None and all(title.level > 1 for title in titles[1:]))
        self._name_divisions(titles[shift:])
        preface = _under(doc, "preface")
        title = _under(_under(preface, "p"), "docTitle", "" if shift and first else self.document.title or "–")
        open_ = [_Division(_under(doc, "mainBody"), 0, "body")]
        if shift and first:
            self._line(title, first.content)
        self._fill(open_, blocks[shift:], shift)

    def _name_divisions(self, titles: Iterable[Heading]) -> None:
        """Gives each division its id, after the words of its title."""
        for title in titles:
            name = base = _name(plain(title.content))
            count = 1
            while name in self.ids.values():
                count += 1
                name = f"{base}-{count}"
            self.ids[title.anchor] = name

    def _fill(self, open_: list[_Division], blocks: Sequence[Block], shift: int) -> None:
        """*blocks* in divisions; the schema wants blocks in `intro` where divisions follow, in `content` where none does."""
        for number, block in enumerate(blocks):
            if isinstance(block, Heading):
                depth = max(block.level - shift, 1)
                while open_[-1].depth >= depth:
                    open_.pop()
                open_.append(self._division(open_[-1], block, depth))
            else:
                here = open_[-1]
                if here.blocks is None:
                    here.blocks = self._holder(here, blocks[number:], shift)
                self._block(here.blocks, block, here)
        if not len(open_[0].element):  # the schema wants something
            _under(open_[0].element, "p")

    def _division(self, parent: _Division, heading: Heading, depth: int) -> _Division:
        tag, prefix = _DIVISIONS[parent.depth] if parent.depth < len(_DIVISIONS) else _DEEPER
        name = self.ids[heading.anchor]
        made = _under(parent.element, tag, eId=f"{prefix}_{name}", **({"name": "level"} if tag == "hcontainer" else {}))
        division = _Division(made, depth, name)
        self._line(_under(made, "heading"), heading.content)
        return division

    def _holder(self, here: _Division, rest: Sequence[Block], shift: int) -> ET.Element:
        if not here.depth:
            return here.element
        following = next((block for block in rest if isinstance(block, Heading)), None)
        divided = following is not None and following.level - shift > here.depth
        return _under(here.element, "intro" if divided else "content")

    # blocks

    def _block(self, parent: ET.Element, block: Block, here: _Division) -> None:
        match block:
            case Heading(content=content):  # in a box or a list, where no division may stand
                self._line(_under(_under(parent, "p"), "b"), content)
            case Paragraph(content):
                self._line(_under(parent, "p"), content)
            case Items():
                self._items(parent, block, here)
            case Quote(blocks):
                box = _under(parent, "blockContainer", eId=self._id(here, "blockcontainer"))
                self._blocks(box, blocks, here)
            case Table():
                self._table(parent, block, here)
            case Listing(text):
                self._listing(_under(parent, "p", **{"class": "listing"}), text)
            case Figure():
                self._figure(parent, block)
            case Passage(blocks=blocks):
                self._blocks(parent, blocks, here)
            case Rule():
                pass

    def _blocks(self, parent: ET.Element, blocks: Sequence[Block], here: _Division) -> None:
        before = len(parent)
        for block in blocks:
            self._block(parent, block, here)
        if len(parent) == before:
            _under(parent, "p")

    def _id(self, here: _Division, kind: str) -> str:
        here.counts[kind] = here.counts.get(kind, 0) + 1
        return f"{here.id}__{kind}_{here.counts[kind]}"

    def _items(self, parent: ET.Element, items: Items, here: _Division) -> None:
        made = _under(parent, "blockList", eId=(name := self._id(here, "list")))
        for number, blocks in enumerate(items.items):
            item = _under(made, "item", eId=f"{name}__item_{number + 1}")
            _under(item, "num", "–" if items.first is None else f"{items.first + number}.")
            self._blocks(item, blocks, here)

    def _table(self, parent: ET.Element, table: Table, here: _Division) -> None:
        made = _under(parent, "table", eId=self._id(here, "table"), width="100", border="1")
        if table.caption:
            self._line(_under(made, "caption"), table.caption)
        widths = [f"width: {100 * share.numerator // share.denominator}%" for share in shares(table)]
        sides = ["" if side == "l" else f"text-align: {'center' if side == 'c' else 'right'}" for side in table.align]
        for number, row in enumerate((table.header, *table.rows)):
            line = _under(made, "tr")
            for cell, width, side in zip(row, widths, sides, strict=True):
                style = "; ".join(filter(None, (side, "" if number else width)))
                holder = _under(line, "td" if number else "th", **({"style": style} if style else {}))
                self._line(_under(holder, "p"), cell)

    def _figure(self, parent: ET.Element, figure: Figure) -> None:
        data = b64encode(_clean(figure.svg).encode()).decode()
        _under(_under(parent, "p", **{"class": "figure"}), "img", src=f"data:image/svg+xml;base64,{data}", alt=figure.alternative)
        if figure.caption:
            self._line(_under(parent, "p", **{"class": "caption"}), figure.caption)

    def _listing(self, parent: ET.Element, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                ET.SubElement(parent, "br")
            _append(parent, re.sub(r"^ | (?= )", "\u00a0", line))

    # lines

    def _line(self, parent: ET.Element, line: Line) -> None:
        for inline in line:
            self._inline(parent, inline)

    def _inline(self, parent: ET.Element, inline: Inline) -> None:
        match inline:
            case Text(text):
                _append(parent, text)
            case Code(text):
                ET.SubElement(parent, "inline", name="code").text = _clean(text)
            case Strong(content) | Emphasis(content) | Strike(content):
                names: dict[type, tuple[str, dict[str, str]]] = {Strong: ("b", {}), Emphasis: ("i", {})}
                tag, attributes = names.get(type(inline), ("inline", {"name": "strike"}))
                self._line(ET.SubElement(parent, tag, attributes), content)
            case Break():
                ET.SubElement(parent, "br")
            case Link():
                self._link(parent, inline)
            case NoteCall(note):
                self._note(parent, note)

    def _link(self, parent: ET.Element, link: Link) -> None:
        if address := _address(link.target):
            parent = ET.SubElement(parent, "a", href=address)
        self._line(parent, link.content)

    def _note(self, parent: ET.Element, note: str) -> None:
        """The footnote *note* at its first call, a reference to it at the next."""
        if note not in self.document.notes:
            return
        if note in self.called:
            number = self.called[note]
            ET.SubElement(parent, "noteRef", href=f"#fn_{number}", marker=number)
            return
        number = self.called[note] = str(len(self.called) + 1)
        made = ET.SubElement(parent, "authorialNote", eId=f"fn_{number}", marker=number, placement="bottom")
        self._blocks(made, self.document.notes[note], _Division(made, 0, f"fn_{number}"))


def _append(parent: ET.Element, text: str) -> None:
    """Adds *text* at the end of *parent*."""
    clean = _clean(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean
    else:
        parent.text = (parent.text or "") + clean


def _flat(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        if isinstance(block, Passage):
            yield from _flat(block.blocks)
        else:
            yield block
