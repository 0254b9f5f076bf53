"""A draft in pieces small enough to replace one and keep the bytes of the others: its passages, and each block that people wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assess.documents.gfm import Gfm
from assess.documents.model import Document, Passage
from assess.documents.reading import read
from assess.documents.units import Unit, units
from assess.study import passages

_LINK = re.compile(r"(?m)^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*$")
_LABEL = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")


@dataclass(slots=True)
class Chunk:
    """A piece of a draft."""

    source: str
    """Exactly what stands in the draft."""
    units: list[Unit] = field(default_factory=list)
    passage: str = ""
    """The id of the passage that it is."""
    people: bool = False
    """Whether people wrote it."""
    note: str = ""
    """The label of the note that it defines."""


def chunks(text: str, document: Document) -> list[Chunk]:
    """The pieces of the draft *text*, which *document* was read from; put together again, they are the text."""
    draft = passages.parse(text)
    blocks = {block.id: block.blocks for block in document.blocks if isinstance(block, Passage)}
    defined = _Defined(draft)
    made: list[Chunk] = []
    for segment in draft.segments:
        if segment.kind == "passage":
            made.append(Chunk(segment.source, list(units(blocks.get(segment.name, ()))), segment.name))
        elif segment.kind == "people":
            made += (_people(source, defined) for source in _blocks(segment.source))
        else:
            made.append(Chunk(segment.source))
    return made


class _Defined:
    """The notes and links that a draft defines, wherever."""

    def __init__(self, draft: passages.Draft) -> None:
        written = [segment.text or segment.source for segment in draft.segments if segment.kind in ("people", "passage")]
        self.links = "\n".join(link for source in written for link in _LINK.findall(source))
        self.notes: dict[str, str] = {}
        for source in written:
            for block in _blocks(source) if "[^" in source else ():
                if note := _LABEL.match(block):
                    self.notes.setdefault(note[1], block)

    def beside(self, source: str) -> str:
        """What *source* is to be read with: the notes that it calls, and the links."""
        called = [note for label, note in self.notes.items() if f"[^{label}]" in source]
        return "\n\n".join(("", *called, self.links)) if called or self.links else ""


def _people(source: str, defined: _Defined) -> Chunk:
    note = _LABEL.match(source)
    if note:
        return Chunk(source, note=note[1], people=True)
    more = defined.beside(source) if "[" in source else ""
    return Chunk(source, list(units(read(source + more).blocks)), people=True)


def _blocks(source: str) -> list[str]:
    """The blocks of *source*, each with the empty lines after it; what stands before the first is one too."""
    lines = re.findall(r".*\n|.+\Z", source)
    starts = sorted({0, *_starts(source)} - {len(lines)})
    return ["".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _starts(source: str) -> Iterator[int]:
    """The lines on which the blocks begin; a caption belongs to the table that follows it."""
    outer = [token for token in Gfm().parse(source) if token.level == 0 and token.map and token.nesting >= 0]
    for before, token in zip([None, *outer], outer, strict=False):
        captioned = token.type == "table_open" and before is not None and before.type == "paragraph_open"
        if not captioned and token.map:
            yield token.map[0]
