"""A document as pandoc reads it: its own JSON, of which pandoc makes DOCX and ODT.

What pandoc has no word for (bookmarks, contents with page numbers, pages that lie on their side) is written as raw OOXML and
OpenDocument, side by side: each format takes its own and leaves the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from assess.documents import office_raw as raw
from assess.documents.columns import shares
from assess.documents.markers import NOTE, bookmark
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
from assess.documents.office_text import legal
from assess.documents.pages import Part, parts
from assess.documents.plain import characters
from assess.documents.units import shown, units

API: Final = [1, 23, 1]
_LANGUAGES: Final = {"fr": "fr-FR", "en": "en-GB"}
_SIDES: Final = {"l": "AlignLeft", "c": "AlignCenter", "r": "AlignRight"}
_SPACES: Final = re.compile("([ \t\r\n]+)")
_WRAPPED: Final = {Strong: "Strong", Emphasis: "Emph", Strike: "Strikeout"}
_NOTHING: Final[list[Any]] = ["", [], []]
_FEWEST_ENTRIES: Final = 6
"""A document with fewer titles has no table of contents."""
_MOST_ENTRIES: Final = 42
"""A table of contents that would be longer names no third level."""


def pictures(document: Document) -> dict[str, Figure]:
    """The figures of *document* by the names that `write` gives their pictures, without an ending."""
    figures = [part.block for part in parts(document.blocks) if isinstance(part.block, Figure)]
    return {f"figure-{number}": figure for number, figure in enumerate(figures, 1)}


def write(document: Document, files: Mapping[str, str], *, contents: bool = True, notice: tuple[str, ...] = ()) -> dict[str, Any]:
    """*document* as pandoc’s JSON.

    *files*: the file of each picture (see `pictures`). *contents*: whether a table of contents comes first. *notice*: the
    paragraphs, on the first page, that say how what people write in the document is brought back.
    """
    return _Writer(document, files).written(contents=contents, notice=notice)


def first_title(blocks: tuple[Block, ...]) -> Heading | None:
    """The title of the document, when it begins with it."""
    return blocks[0] if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1 else None


def asks(quote: Quote) -> bool:
    """Whether *quote*, in a passage of the tool, asks for something to be written: it begins with a word that stands out."""
    match quote.blocks:
        case (Paragraph((Strong(), *_)), *_):
            return True
    return False


class _Writer:
    """Writes one document, in the order in which it is read: notes are numbered by their first calls."""

    def __init__(self, document: Document, files: Mapping[str, str]) -> None:
        self.document, self.files = document, files
        self.title = first_title(document.blocks)
        self.shown = parts(document.blocks[1:] if self.title else document.blocks)
        self.headings = [part.block for part in self.shown if isinstance(part.block, Heading)]
        self.anchors = {heading.anchor: f"t{number}" for number, heading in enumerate(self.headings, 1)}
        self.called: dict[str, int] = {}
        self.captions = {part.block.caption for part in self.shown if isinstance(part.block, Table)}
        """Those of tables: a chart above its table does not say the same again."""
        self.figures = 0
        self.side = False
        """Whether the page lies on its side."""
        self.passages, self.open = 0, False
        """How many passages have begun, and whether the last has something in it."""
        self.quiet = False
        """Whether calls for notes are replaced by what they say: in a note, which has none of its own."""

    def written(self, *, contents: bool, notice: tuple[str, ...]) -> dict[str, Any]:
        """The whole document, with what says how edits come back, and the contents; these stand before the second section of a draft."""
        document = self.document
        title = self.title.content if self.title else (Text(document.title),)
        first, second = self._sections()
        blocks = self._parts(self.shown[:first]) + (self._notice(notice) if notice else []) + self._parts(self.shown[first:second])
        if contents and len(self.headings) >= _FEWEST_ENTRIES:
            blocks += self._contents()
        blocks += self._parts(self.shown[second:])
        meta = {"title": {"t": "MetaInlines", "c": self.inlines(title)}, "lang": {"t": "MetaString", "c": _LANGUAGES[document.language]}}
        return {"pandoc-api-version": API, "meta": meta, "blocks": blocks + (raw.turned_last() if self.side else [])}

    def _sections(self) -> tuple[int, int]:
        """Where the first two sections begin among the parts, or where the document ends."""
        found = [at for at, part in enumerate(self.shown) if isinstance(part.block, Heading) and part.block.level <= 2]  # noqa: PLR2004
        end = len(self.shown)
        first, second, *_ = (*found, end, end)
        return (first, second if self.document.front else first) if found else (0, 0)

    def _notice(self, paragraphs: tuple[str, ...]) -> list[dict[str, Any]]:
        """How edits come back, between the marks of a bookmark of its own."""
        text = [{"t": "Para", "c": self.text(paragraph)} for paragraph in paragraphs]
        return [*raw.begin(0, NOTE), styled("Assess Note", text), *raw.end(0)]

    def _contents(self) -> list[dict[str, Any]]:
        """The titles with their pages."""
        deep = sum(heading.level <= 4 for heading in self.headings) <= _MOST_ENTRIES  # noqa: PLR2004 - the third level
        kept = [heading for heading in self.headings if heading.level <= 3 + deep]
        entries = [(max(heading.level - 1, 1), characters(heading.content, "\n"), self.anchors[heading.anchor]) for heading in kept]
        return raw.contents(entries, self.document.language, apart=bool(self.document.front))

    def _parts(self, shown: list[Part]) -> list[dict[str, Any]]:
        """Blocks, with the marks of passages and what turns the page."""
        blocks: list[dict[str, Any]] = []
        for part in shown:
            if part.block is not None:
                blocks += raw.turned(to_side=part.side) if part.side != self.side else []
                made = self.block(part.block, ours=part.ours)
                blocks += [styled("Assess Lead", made)] if part.leads else made
                self.side = part.side
            elif part.begins:
                self.passages += 1
                self.open = part.filled
                blocks += raw.begin(self.passages, bookmark(part.begins)) if self.open else []
            elif self.open:
                blocks += raw.end(self.passages)
        return blocks

    def blocks(self, blocks: Iterable[Block], *, ours: bool = False) -> list[dict[str, Any]]:
        """Blocks inside another."""
        return [made for block in blocks for made in self.block(block, ours=ours)]

    def block(self, block: Block, *, ours: bool = False) -> list[dict[str, Any]]:
        """What *block* is for pandoc; *ours*: it stands in a passage of the tool."""
        match block:
            case Heading():
                return [self._heading(block)]
            case Paragraph():
                return [{"t": "Para", "c": self.inlines(block.content)}]
            case Items():
                return [self._items(block)]
            case Quote():
                inside = self.blocks(block.blocks)
                return [styled("Assess Prompt", inside) if ours and asks(block) else {"t": "BlockQuote", "c": inside}]
            case Table():
                return self._table(block)
            case Listing():
                return [{"t": "CodeBlock", "c": [_NOTHING, legal(block.text)]}]
            case Rule():
                return [{"t": "HorizontalRule"}]
            case Figure():
                return self._figure(block)
            case Passage():
                return self.blocks(block.blocks, ours=True)

    def _heading(self, heading: Heading) -> dict[str, Any]:
        """A title, and the bookmark that the contents and links lead to."""
        name = self.anchors.get(heading.anchor, "")
        words = self.inlines(heading.content)
        marked = [*raw.begin_target(name), *words, *raw.end_target(name)] if name else words
        return {"t": "Header", "c": [max(heading.level - 1, 1), _NOTHING, marked]}

    def _items(self, items: Items) -> dict[str, Any]:
        tight = all(len([block for block in item if not isinstance(block, Items)]) <= 1 for item in items.items)
        made = [self.blocks(item) for item in items.items]
        if tight:
            made = [[block | {"t": "Plain"} if block["t"] == "Para" else block for block in item] for item in made]
        if items.first is None:
            return {"t": "BulletList", "c": made}
        return {"t": "OrderedList", "c": [[items.first, {"t": "Decimal"}, {"t": "Period"}], made]}

    def _table(self, table: Table) -> list[dict[str, Any]]:
        widths = shares(table)
        columns = [
            [{"t": _SIDES[side]}, {"t": "ColWidth", "c": float(round(width, 4))}] for side, width in zip(table.align, widths, strict=True)
        ]
        head = [_NOTHING, [self._row(table.header, "Assess Cell Head")]]
        body = [_NOTHING, 0, [], [self._row(row, "Assess Cell") for row in table.rows]]
        made = {"t": "Table", "c": [_NOTHING, [None, []], columns, head, [body], [_NOTHING, []]]}
        caption = [styled("Table Caption", [{"t": "Para", "c": self.inlines(table.caption)}])] if table.caption else []
        return [*caption, made]

    def _row(self, cells: tuple[Line, ...], style: str) -> list[Any]:
        made = [[_NOTHING, {"t": "AlignDefault"}, 1, 1, [styled(style, [{"t": "Para", "c": self.inlines(cell)}])]] for cell in cells]
        return [_NOTHING, made]

    def _figure(self, figure: Figure) -> list[dict[str, Any]]:
        self.figures += 1
        name = self.files.get(f"figure-{self.figures}")
        if name is None:
            return []
        size = [["width", "100%"]]
        image = {"t": "Image", "c": [["", [], size], self.text(figure.alternative), [name, ""]]}
        made = [styled("Captioned Figure", [{"t": "Para", "c": [image]}])]
        own = figure.caption and figure.caption not in self.captions
        return made + ([styled("Image Caption", [{"t": "Para", "c": self.inlines(figure.caption)}])] if own else [])

    def inlines(self, line: Iterable[Inline]) -> list[dict[str, Any]]:
        """A line of text."""
        return [made for piece in line for made in self.inline(piece)]

    def inline(self, piece: Inline) -> list[dict[str, Any]]:
        """A piece of a line."""
        match piece:
            case Text():
                return self.text(piece.text)
            case Code():
                return [{"t": "Code", "c": [_NOTHING, legal(piece.text)]}]
            case Strong() | Emphasis() | Strike():
                return [{"t": _WRAPPED[type(piece)], "c": self.inlines(piece.content)}]
            case Link():
                return self._link(piece)
            case Break():
                return [{"t": "LineBreak"}]
            case NoteCall():
                return self._call(piece.note)

    def _link(self, link: Link) -> list[dict[str, Any]]:
        """A link; one to a place that the document does not have, or to a file beside the draft, is its words alone."""
        target, inside = link.target, self.inlines(link.content)
        if target.startswith("#"):
            target = "#" + self.anchors[target[1:]] if target[1:] in self.anchors else ""
        elif not re.match(r"(?i)https?:|mailto:", target):
            target = ""
        return [{"t": "Link", "c": [_NOTHING, inside, [legal(target), ""]]}] if target else inside

    def _call(self, name: str) -> list[dict[str, Any]]:
        """The call for a note, with the note; the number of the note again, where it was called before; in a note, its words."""
        if name not in self.document.notes:
            return []
        if self.quiet:
            return self.text(f" [{' '.join(shown(unit, {}) for unit in units(self.document.notes[name]))}]")
        if name in self.called:
            number = str(self.called[name])
            return [{"t": "Link", "c": [_NOTHING, [{"t": "Superscript", "c": [{"t": "Str", "c": number}]}], [f"#n{number}", ""]]}]
        self.called[name] = len(self.called) + 1
        self.quiet = True
        note = {"t": "Note", "c": self.blocks(self.document.notes[name])}
        self.quiet = False
        return [{"t": "Span", "c": [[f"n{self.called[name]}", [], []], [note]]}]

    def text(self, text: str) -> list[dict[str, Any]]:
        """Characters, as the words and spaces that pandoc makes of them."""
        pieces = _SPACES.split(legal(text))
        return [{"t": "Space"} if _SPACES.match(piece) else {"t": "Str", "c": piece} for piece in pieces if piece]


def styled(style: str, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """*blocks* whose paragraphs have the style of that name."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], blocks]}
