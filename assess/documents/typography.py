"""French typography of a document: what `assess.study.typography` does to Markdown, done to the text of any document, and a little more.

Only what a person reads as French prose changes: no code, no address, no document in another language. Nothing but spaces, quotation
marks, apostrophes and points of suspension does. Setting a document twice is setting it once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assess.documents.model import (
    Block,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Items,
    Line,
    Link,
    Paragraph,
    Passage,
    Quote,
    Strike,
    Strong,
    Table,
    Text,
)
from assess.study.typography import ASIDE, NBSP, NNBSP, typeset

_KEPT = re.compile(r"\0|\bhttps?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+|:(?<!\w:)[a-z][\w+-]*:(?![\w/])")
"""What is no prose in a text."""
_S = "[ \u00a0\u202f]+"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_MAY_CHANGE = re.compile(r"""[:;!?"'«»\d%‰€°º§]|\.\.\.|M\.|M[ml]|siècle""")
"""Without one of these, no rule says anything of a text: most cells of tables are so."""
_RULES = (
    (re.compile(rf"{NNBSP}(?=:)"), NBSP),
    (re.compile(rf"\b([Aa]rticles?|[Aa]linéas?|[Aa]nnexes?|[Pp]ages?|[Tt]ableaux?|[Nn][°º]s){_S}(?=\d)"), rf"\1{NBSP}"),
    (re.compile(rf"\b(\d\d?(?:er)?){_S}(?=(?:{_MONTHS})\b)"), rf"\1{NBSP}"),
    (re.compile(rf"(?<=\d){_S}(?=(?:euros?|millions?|milliards?|ans?|jours?|mois|heures?|km|m²|ha)\b)"), NBSP),
    (re.compile(rf"\b([IVX]+es?){_S}(?=siècles?\b)"), rf"\1{NBSP}"),
)


def set_typography(document: Document) -> Document:
    """*document* with the typography of French printing; itself when it is in another language."""
    if document.language != "fr":
        return document
    notes = {name: _blocks(blocks) for name, blocks in document.notes.items()}
    return replace(document, title=_text(document.title), blocks=_blocks(document.blocks), notes=notes)


def _text(text: str) -> str:
    (made,) = _line((Text(text),))
    return made.text if isinstance(made, Text) else text


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(_block(block) for block in blocks)


def _block(block: Block) -> Block:
    match block:
        case Heading(content=content) | Paragraph(content=content):
            return replace(block, content=_line(content))
        case Items(items=items):
            return replace(block, items=tuple(map(_blocks, items)))
        case Quote(blocks=blocks) | Passage(blocks=blocks):
            return replace(block, blocks=_blocks(blocks))
        case Table(header=header, rows=rows, caption=caption):
            return replace(block, header=_lines(header), rows=tuple(map(_lines, rows)), caption=_line(caption))
        case Figure(alternative=alternative, caption=caption):
            return replace(block, alternative=_text(alternative), caption=_line(caption))
    return block


def _lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(map(_line, lines))


def _line(line: Line) -> Line:
    """*line* set as one text, as a space may belong to what stands beyond the end of bold text or a note."""
    pieces = list(_pieces(line))
    prose = ASIDE.join(piece for piece, _ in pieces)
    if not _MAY_CHANGE.search(prose):
        return line
    made = typeset(prose)
    for pattern, replacement in _RULES:
        made = pattern.sub(replacement, made)
    if made == prose:
        return line
    return _rebuilt(line, iter(list(zip(made.split(ASIDE), (kept for _, kept in pieces), strict=True))))


def _pieces(line: Line) -> Iterator[tuple[str, str | None]]:
    """The pieces of prose of *line*, in order, and what is set aside after each: None ends a text, or stands for what is no text."""
    for inline in line:
        match inline:
            case Text(text):
                at = 0
                for found in _KEPT.finditer(text):
                    yield text[at : found.start()], found[0]
                    at = found.end()
                yield text[at:], None
            case Strong(content) | Emphasis(content) | Strike(content) | Link(content):
                yield "", None
                yield from _pieces(content)
                yield "", None
            case _:
                yield "", None


def _rebuilt(line: Line, pieces: Iterator[tuple[str, str | None]]) -> Line:
    made: list[Inline] = []
    for inline in line:
        match inline:
            case Text():
                made.append(Text(_joined(pieces)))
            case Strong(content) | Emphasis(content) | Strike(content) | Link(content):
                next(pieces)
                made.append(replace(inline, content=_rebuilt(content, pieces)))
                next(pieces)
            case _:
                next(pieces)
                made.append(inline)
    return tuple(made)


def _joined(pieces: Iterator[tuple[str, str | None]]) -> str:
    text = ""
    for piece, kept in pieces:
        text += piece + (kept or "")
        if kept is None:
            break
    return text
