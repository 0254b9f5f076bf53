"""A `Document` to the source of Typst, which sets it as PDF.

    source = write(document)

Whatever a person wrote stands in a string of Typst, `#"…"`, never as its markup: no text of a document can be code there. The page is
`page.typ`, beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from pkgutil import get_data

from assess.documents import columns
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
from assess.documents.pages import parts
from assess.documents.plain import plain
from assess.documents.reading import calls
from assess.messages import filled

REGIONS = {"fr": "FR", "en": "GB"}
CONTENTS_FROM = 6
"""A document with so many titles of its first two levels has contents."""
_SHORT_ANNEX = 8_000
"""Letters of an annex that needs no contents: two or three pages."""
_DEEPEST = 6
_CONTENTS_DEPTH = 2
_SAFE_ROW = 14
"""Lines of a row that may be kept together: a longer one is let go from page to page."""
_FINE = 10_000
"""Parts in which the width of a table is shared."""
_INSET = 2
"""Letters that the space around a cell takes."""
_TALLEST_HEADER = 40
"""Lines of a header: Typst has no tags for one that runs over pages."""
_SMALL_LETTERS = 112
"""Small letters of a table on a line of an upright page."""
_SHORT_LYING = 30
"""Lines of a table in small letters for which no page is turned."""
_SHORT_TABLE = 26
"""Lines of a table that is kept together."""
_LEAD, _LINE = 400, 110
"""Letters of a paragraph that leads to what follows, because it ends with a colon, or because it is one line."""
_WORD, _CODE = 26, 14
"""Words of more letters, and identifiers, may be broken anywhere: they might be wider than their column."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufff9-\uffff\ue000-\uf8ff\U000e0000-\U0010ffff]")
"""What PDF/A has no place for: control characters, surrogates, private use, tags."""
_ORDERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Overrides of the direction of text: they would turn the words around them."""
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u2028": "\\n", "\u2029": "\\n"})
_BREAK = "\u200b"
_LINKED = ("http://", "https://", "mailto:")


def write(document: Document, unknown: frozenset[str] = frozenset(), keywords: str = "") -> str:
    """The source of *document*; the characters *unknown*, which no font at hand has, are said by their number, `[U+1F600]`.

    *keywords* are those of the file.
    """
    data = get_data(__name__, "page.typ")
    if data is None:
        raise FileNotFoundError("page.typ")
    writer = _Writer(document, unknown, keywords)
    parts = [data.decode().replace("\r\n", "\n"), writer.opening(), *writer.body()]
    return "\n".join(parts) + "\n"


@dataclass
class _Writer:
    document: Document
    unknown: frozenset[str]
    keywords: str
    called: list[str] = field(default_factory=list)
    level: int = 0
    in_table: bool = False

    def __post_init__(self) -> None:
        self.parts = list(_upright((part.block, part.side) for part in parts(self.document.blocks) if part.block))
        self.small = [block for block, side in self.parts if isinstance(block, Table) and not side and _small(block)]
        self.titles = titles = [block for block, _ in self.parts if isinstance(block, Heading)]
        self.labels = {title.anchor: f"title-{number}" for number, title in enumerate(titles)}
        ones = [title for title in titles if title.level == 1]
        self.shift = int(len(ones) == 1 and titles[:1] == ones)
        """Whether the one title of level 1, the first, is that of the document: the others then move up."""

    # the page

    def opening(self) -> str:
        """The call of the page."""
        document = self.document
        values = {
            "title": self.string(document.title or _word("untitled", document.language)),
            "organisation": self.string(document.organisation),
            "keywords": self.string(self.keywords),
            "origin": self._origin(),
            "date": _date(document.date),
            "lang": self.string(document.language),
            "region": self.string(REGIONS[document.language]),
        }
        return "#show: document-page.with(" + ", ".join(f"{name}: {value}" for name, value in values.items()) + ")\n"

    def _origin(self) -> str:
        """What the first page says of the way back."""
        return self.string(_word("read-only-draft" if self.document.front else "read-only-annex", self.document.language))

    def body(self) -> Iterable[str]:
        """The blocks, with the contents before their section, and those on pages that lie on their side together."""
        contents, second = self._contents(), self._after_contents()
        for side, group in groupby(self.parts, key=itemgetter(1)):
            blocks, before = [block for block, _ in group], 0
            if contents and second in blocks:
                before = 0 if side else blocks.index(second)
                yield self.blocks(blocks[:before]) + contents
            said = self.blocks(blocks[before:])
            yield f"#lying[\n{said}]\n" if side else said

    def _after_contents(self) -> Block | None:
        """What contents stand before: the title of the second section of a study, as the first is its note, or of the first of an annex."""
        sections = [title for title in self.titles if title.level <= 1 + self.shift][self.shift :]
        at = 1 if self.document.front else 0
        return sections[at] if len(sections) > at else None

    def _contents(self) -> str:
        shown = [title for title in self.titles if title.level - self.shift <= _CONTENTS_DEPTH]
        short = not self.document.front and sum(len(text) for text in _texts(self.document.blocks)) < _SHORT_ANNEX
        if len(shown) < CONTENTS_FROM or short:
            return ""
        apart = _bool(bool(self.document.front))
        return f"#contents({self.string(_word('contents', self.document.language))}, {_CONTENTS_DEPTH}, apart: {apart})\n"

    # blocks

    def blocks(self, blocks: Sequence[Block]) -> str:
        """The source of *blocks*; a line that leads to the next block stays on its page."""
        following = [*blocks[1:], None][: len(blocks)]
        return "\n".join(
            f"#leading[{self.line(block.content)}]\n" if isinstance(block, Paragraph) and _leads(block, after) else self.block(block)
            for block, after in zip(blocks, following, strict=True)
        )

    def block(self, block: Block) -> str:
        """The source of *block*, which ends a line."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(content):
                return f"{self.line(content)}\n"
            case Items():
                return self._items(block)
            case Quote(blocks):
                return f"#quote(block: true)[\n{self.blocks(blocks)}]\n"
            case Table():
                return self._table(block)
            case Listing(text):
                return f"#raw(block: true, {self.string(self._breakable(text, _WORD))})\n"
            case Rule():
                return "#line(length: 100%, stroke: 0.4pt)\n"
            case Figure():
                return self._figure(block)
            case Passage(blocks=blocks):
                return self.blocks(blocks)

    def _heading(self, heading: Heading) -> str:
        label = f"<{self.labels[heading.anchor]}>" if heading.anchor in self.labels else ""
        if self.shift and heading is self.titles[0]:
            return f"#title[{self.line(heading.content)}] {label}\n"
        wanted = min(max(heading.level - self.shift, 1), _DEEPEST)
        self.level = min(wanted, self.level + 1)  # PDF/UA has no title of level 3 under one of level 1
        return f"#heading(level: {self.level})[{self.line(heading.content)}] {label}\n"

    def _items(self, items: Items) -> str:
        tight = all(len(item) <= 1 for item in items.items)
        name, start = ("list", "") if items.first is None else ("enum", f"start: {max(items.first, 0)}, ")
        said = "".join(f"[\n{self.blocks(item)}], " for item in items.items)
        return f"#{name}(tight: {_bool(tight)}, {start}{said})\n"

    def _figure(self, figure: Figure) -> str:
        caption = f"[{self.line(figure.caption)}]" if figure.caption else "none"
        return f"#chart({self.string(figure.svg)}, {self.string(figure.alternative)}, {caption})\n"

    # tables

    def _table(self, table: Table) -> str:
        self.in_table, outside = True, self.in_table
        shares = columns.shares(table)
        small = table in self.small
        letters = _letters(table, shares, small=small)
        lines = [_lines(row, letters) for row in table.rows]
        sides = ", ".join({"l": "left", "c": "center", "r": "right"}[side] for side in table.align)
        rows = "".join(f"  {self._row(row, letters, count)}\n" for row, count in zip(table.rows, lines, strict=True))
        widths = ", ".join(f"{share.numerator * _FINE // share.denominator}fr" for share in shares)
        header = "".join(f"[{cell}], " for cell in self._cells(table.header, letters))
        height = _lines(table.header, letters)
        repeated = _bool(height <= _SAFE_ROW and not any(calls(table.header)))
        first = f"table.header(repeat: {repeated}, {header})," if height <= _TALLEST_HEADER else header
        said = f"{'small-' if small else ''}table(columns: ({widths},), align: ({sides},),\n  {first}\n{rows})"
        self.in_table = outside
        if table.caption:
            said = f"figure(kind: table, caption: [{self.line(table.caption)}], {said})"
        return f"#together({said})\n" if sum(lines) <= _SHORT_TABLE else f"#{said}\n"

    def _row(self, row: Sequence[Line], letters: Sequence[int], lines: int) -> str:
        """The cells of *row*, kept on one page when their *lines* are few enough."""
        breakable = _bool(lines > _SAFE_ROW)
        return "".join(f"table.cell(breakable: {breakable})[{cell}], " for cell in self._cells(row, letters))

    def _cells(self, row: Sequence[Line], letters: Sequence[int]) -> Iterator[str]:
        """The cells of *row*: words are only divided where one of them is wider than its column, which has so many *letters*."""
        for cell, width in zip(row, letters, strict=True):
            longest = max(map(len, plain(cell).split()), default=0)
            said = self.line(cell)
            yield f"#text(hyphenate: false)[{said}]" if 0 < longest <= width else said

    # lines

    def line(self, line: Line) -> str:
        """The source of *line*, without a line end."""
        return "".join(map(self.inline, line))

    def inline(self, inline: Inline) -> str:
        """The source of *inline*."""
        match inline:
            case Text(text):
                return f"#{self.string(self._breakable(text, _WORD))}"
            case Code(text):
                return f"#raw({self.string(self._breakable(text, _CODE if self.in_table else _WORD))})"
            case Strong(content):
                return f"#strong[{self.line(content)}]"
            case Emphasis(content):
                return f"#emph[{self.line(content)}]"
            case Strike(content):
                return f"#strike[{self.line(content)}]"
            case Break():
                return "#linebreak()"
            case Link():
                return self._link(inline)
            case NoteCall(note):
                return self._note(note)

    def _link(self, link: Link) -> str:
        content = self.line(link.content) or f"#{self.string(link.target)}"
        if link.target.startswith("#"):
            label = self.labels.get(link.target[1:])
            return f"#link(<{label}>)[{content}]" if label else content
        return f"#link({self.string(link.target)})[{content}]" if link.target.lower().startswith(_LINKED) else content

    def _note(self, note: str) -> str:
        """The call for *note*, whose text is written at the first one."""
        if note not in self.document.notes:
            return ""
        if note in self.called:
            return f"#footnote(<note-{self.called.index(note)}>)"
        self.called.append(note)
        label, (inside, self.in_table) = f"<note-{len(self.called) - 1}>", (self.in_table, False)
        content = self.blocks(self.document.notes[note]).strip()
        self.in_table = inside
        return f"#footnote[{content}]{label}"

    # characters

    def string(self, text: str) -> str:
        """*text* as a string of Typst, in which nothing is code, without characters that a PDF may not hold."""
        known = _FORBIDDEN.sub("\ufffd", _ORDERS.sub("", text))
        if self.unknown:
            known = "".join(f"[U+{ord(character):04X}]" if character in self.unknown else character for character in known)
        return f'"{known.translate(_ESCAPED)}"'

    def _breakable(self, text: str, most: int) -> str:
        """*text* with places to break its words of more than *most* letters at."""
        return re.sub(rf"\S{{{most + 1},}}", lambda found: _broken(found[0]), text)


def _texts(part: object) -> Iterator[str]:
    """The texts of *part*, blocks or lines."""
    if isinstance(part, Text | Code):
        yield part.text
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, Table):
        yield from _texts((part.header, part.rows))
    elif isinstance(part, Items):
        yield from _texts(part.items)
    elif not isinstance(part, str):
        yield from _texts(getattr(part, "content", None) or getattr(part, "blocks", ()))


def _upright(blocks: Iterable[tuple[Block, bool]]) -> Iterator[tuple[Block, bool]]:
    """*blocks* with whether each lies on its side: no page is turned for tables that smaller letters make room for."""
    for side, group in groupby(blocks, key=itemgetter(1)):
        held = [block for block, _ in group]
        turned = side and not all(_small(block) for block in held if isinstance(block, Table) and columns.landscape(block))
        yield from ((block, turned) for block in held)


def _small(table: Table) -> bool:
    """Whether *table* is short, and smaller letters make room for it on an upright page."""
    if not columns.landscape(table) or columns.least(table) > _SMALL_LETTERS:
        return False
    return sum(_lines(row, _shared(columns.shares(table), _SMALL_LETTERS)) for row in table.rows) <= _SHORT_LYING


def _leads(paragraph: Paragraph, after: Block | None) -> bool:
    """Whether *paragraph* leads to *after*: it ends with a colon, or is a line before a list, a table or a box."""
    said = plain(paragraph.content)
    ends = said.endswith(":") and len(said) <= _LEAD
    return ends or (isinstance(after, Items | Table | Figure | Quote) and len(said) <= _LINE)


def _letters(table: Table, shares: Sequence[Fraction], *, small: bool) -> list[int]:
    """About how many letters stand on a line of each column of *table*, set in *small* letters or not."""
    if small:
        return _shared(shares, _SMALL_LETTERS)
    return _shared(shares, columns.LANDSCAPE if columns.landscape(table) else columns.PORTRAIT)


def _shared(shares: Sequence[Fraction], page: int) -> list[int]:
    return [max(share.numerator * page // share.denominator - _INSET, 1) for share in shares]


def _lines(row: Sequence[Line], letters: Sequence[int]) -> int:
    """About how many lines *row* has."""
    return max(-(-len(plain(cell)) // width) for cell, width in zip(row, letters, strict=True)) or 1


def _broken(word: str) -> str:
    """*word* with invisible places to break at: after the signs of addresses and identifiers, and every twelve letters of a longer part."""
    after_signs = re.sub(r"(?<=[/._?&=#%+:-])(?=[^/._?&=#%+:\-\s])", _BREAK, word)
    return re.sub(rf"[^{_BREAK}]{{12}}(?=[^{_BREAK}]{{8}})", lambda found: found[0] + _BREAK, after_signs)


def _bool(value: bool) -> str:  # noqa: FBT001 - its only value
    return "true" if value else "false"


def _date(day: str) -> str:
    if not re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", day, re.ASCII):
        return "auto"  # the time that Typst is given
    year, month, number = map(int, day.split("-"))
    return f"datetime(year: {year}, month: {month}, day: {number})"


def _word(name: str, language: str) -> str:
    return filled("documents", name, language, {})
