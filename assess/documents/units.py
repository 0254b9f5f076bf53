"""A document as a word processor has it: paragraphs, items and tables one after another, each with words by which it is known again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal, TypeAlias

from assess.documents.model import (
    Block,
    Break,
    Code,
    Emphasis,
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
    Strike,
    Strong,
    Table,
    Text,
)
from assess.yaml_source.unseen import composed

Kind: TypeAlias = Literal["heading", "paragraph", "item", "quote", "table", "listing"]
Notes: TypeAlias = Mapping[str, "tuple[Block, ...]"]

_BLANK: Final = re.compile(r"[\s\u200b\ufeff\u00ad]+")
_AROUND: Final = re.compile(r" (?=[;:!?»%)\]])|(?<=[«(\[]) ")
_SIGNS: Final = str.maketrans({"’": "'", "\u2011": "-", "…": "..."})


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, a title, an item, a paragraph of a quotation, a table or a listing."""

    kind: Kind
    line: Line = ()
    level: int = 0
    """Of a title, from 1; of an item, how deep it stands, from 0."""
    number: int | None = None
    """Of an item of a list with numbers."""
    begins: bool = True
    """Of a paragraph of an item: whether the item begins with it."""
    table: Table | None = None
    text: str = ""
    """Of a listing."""


def units(blocks: Iterable[Block]) -> Iterator[Unit]:
    """What *blocks* are made of; rules and charts, which say nothing that stands not beside them, are left out."""
    for block in blocks:
        match block:
            case Heading():
                yield Unit("heading", block.content, block.level)
            case Paragraph():
                yield Unit("paragraph", block.content)
            case Items():
                yield from _items(block, 0)
            case Quote():
                yield from (_quoted(unit) for unit in units(block.blocks))
            case Table():
                yield Unit("table", table=block)
            case Listing():
                yield Unit("listing", text=block.text)
            case Passage():
                yield from units(block.blocks)


def _quoted(unit: Unit) -> Unit:
    return Unit("quote", unit.line) if unit.kind == "paragraph" else unit


def _items(items: Items, depth: int) -> Iterator[Unit]:
    for at, item in enumerate(items.items):
        number = None if items.first is None else items.first + at
        begins = True
        for block in item:
            if isinstance(block, Items):
                yield from _items(block, depth + 1)
            elif isinstance(block, Paragraph):
                yield Unit("item", block.content, depth, number, begins)
                begins = False
            else:
                yield from units([block])


def words(unit: Unit, notes: Notes) -> str:
    """The words of *unit*, with those of its footnotes, in a form to compare: what is typed in two ways and reads alike is one."""
    return _AROUND.sub("", shown(unit, notes).translate(_SIGNS)).strip()


def shown(unit: Unit, notes: Notes) -> str:
    """The words of *unit* as they are, on one line, with those of its footnotes."""
    if unit.table is not None:
        cells = [cell for row in (unit.table.header, *unit.table.rows) for cell in row]
        said = " | ".join(spoken(line, notes) for line in (unit.table.caption, *cells))
    else:
        said = unit.text or spoken(unit.line, notes)
    return _BLANK.sub(" ", composed(said)).strip()


def beside(unit: Unit, asked: str, notes: Notes) -> str | None:
    """What *unit* says beside the words *asked*, which are those of `words`; None when it does not say them whole."""
    signs = {"'": "['’]", "-": "[-\u2011]"}
    pattern = r"\s*".join(signs.get(sign, re.escape(sign)) for sign in asked.replace("...", "…").replace(" ", ""))
    said = shown(unit, notes).replace("...", "…")
    found = re.search(pattern, said)
    return f"{said[: found.start()].strip()} {said[found.end() :].strip()}".strip() if found else None


def key(unit: Unit, notes: Notes) -> str:
    """What *unit* is known by: its words and, roughly, its kind."""
    kinds = {"table": "t", "heading": "h", "item": "i"}
    return kinds.get(unit.kind, "p") + words(unit, notes)


def digest(known: str) -> str:
    """Eight characters for the key *known*."""
    return sha256(known.encode("utf-8", "replace")).hexdigest()[:8]


def spoken(line: Iterable[Inline], notes: Notes) -> str:
    """The characters of *line*, and between brackets those of its notes."""
    return "".join(_spoken(piece, notes) for piece in line)


def _spoken(piece: Inline, notes: Notes) -> str:
    match piece:
        case Text() | Code():
            return piece.text
        case Break():
            return " "
        case NoteCall():
            return f" [{' '.join(words(unit, {}) for unit in units(notes.get(piece.note, ())))}]"
    return spoken(piece.content, notes)


def without(line: Iterable[Inline], kinds: tuple[type, ...]) -> Line:
    """*line*, what is set in one of *kinds* without being so set."""
    made: list[Inline] = []
    for piece in line:
        inner = getattr(piece, "content", None)
        if inner is None:
            made.append(piece)
        elif isinstance(piece, kinds):
            made += without(inner, kinds)
        else:
            made.append(_set(piece, without(inner, kinds)))
    return tuple(made)


def _set(piece: Inline, content: Line) -> Inline:
    match piece:
        case Link():
            return Link(content, piece.target)
        case Strong() | Emphasis() | Strike():
            return type(piece)(content)
    return piece
