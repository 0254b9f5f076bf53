"""Where a new passage goes in a draft that people have worked on.

A draft is here a list of pieces: lines of people, passages, offers. A new passage goes after the passage or the title that stands before it
in the new draft; it brings along the titles that people have not got, and never takes their text under a title that is not theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from assess.study.passages import Draft
from assess.study.patterns import lazy
from assess.study.reading import Fences, split_lines

_TITLE = lazy(r" {0,3}(?P<signs>#{1,6})(?:[ \t]+(?P<title>.*?))?(?:[ \t]+#+)?[ \t]*\r?\n?\Z")


class Piece(Struct, frozen=True):
    """A line of people, or a whole passage or offer; `gone` is one that is to be taken out."""

    kind: Literal["line", "passage", "offer", "gone"]
    source: str = ""
    name: str = ""
    """The id of the passage."""
    level: int = 0
    """For a line that is a title, its level."""
    title: str = ""
    """For a line that is a title, its words, in a form to compare."""

    @property
    def blank(self) -> bool:
        """Whether it is an empty line."""
        return self.kind == "line" and not self.source.strip(" \t\r\n")


def people(source: str) -> list[Piece]:
    """What people wrote, line by line, with its titles."""
    lines = split_lines(source)
    fences = Fences(lines)
    pieces: list[Piece] = []
    while len(pieces) < len(lines):
        at = len(pieces)
        end = fences.end(at)
        pieces += [Piece("line", line) for line in lines[at:end]] or [_line(lines[at])]
    return pieces


def _line(source: str) -> Piece:
    """A line that is not code."""
    found = _TITLE.match(source)
    if not found:
        return Piece("line", source)
    words = (found["title"] or "").replace("’", "'").casefold().split()
    return Piece("line", source, level=len(found["signs"]), title=" ".join(words))


def pieces_of(draft: Draft) -> list[Piece]:
    """The pieces of a draft just made."""
    pieces: list[Piece] = []
    for segment in draft.segments:
        if segment.kind == "passage":
            pieces.append(Piece("passage", segment.source, segment.name))
        elif segment.kind == "people":
            pieces += people(segment.source)
    return pieces


def take_out(pieces: list[Piece]) -> list[Piece]:
    """The pieces without those that are gone, nor the empty line that each leaves behind."""
    left: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.kind != "gone":
            left.append(piece)
        elif left and left[-1].blank and (at + 1 == len(pieces) or pieces[at + 1].blank):
            left.pop()
    return left


def insert(pieces: list[Piece], at: int, block: list[Piece], line_end: str) -> None:
    """Puts *block* at the place *at*, between empty lines."""
    if at and not pieces[at - 1].source.endswith("\n"):
        last = pieces[at - 1]
        pieces[at - 1] = Piece(last.kind, last.source + line_end, last.name, last.level, last.title)
    before = [] if at and pieces[at - 1].blank else [Piece("line", line_end)]
    after = [] if at == len(pieces) or pieces[at].blank else [Piece("line", line_end)]
    pieces[at:at] = [*before, *block, *after]


def place(pieces: list[Piece], fresh: list[Piece], index: int, line_end: str) -> None:
    """Puts the passage `fresh[index]` of the new draft in *pieces*, with the titles it needs."""
    present = {piece.name: at for at, piece in enumerate(pieces) if piece.kind in ("passage", "offer")}
    before = next((i for i in range(index - 1, -1, -1) if fresh[i].kind == "passage" and fresh[i].name in present), -1)
    start = present[fresh[before].name] + 1 if before >= 0 else 0
    titles = [i for i in range(index - 1, before, -1) if fresh[i].level]
    anchor, found = next(((i, at) for i in titles if (at := _find(pieces, fresh, i, start)) >= 0), (-1, start - 1))
    at = found + 1
    own = _own_lines(pieces, fresh, max(anchor, before), index)
    follower = _follower(pieces, fresh, index)
    if anchor < 0 and titles and follower >= 0:
        at, own = follower, []
    elif levels := [line.level for line in own if line.level]:
        at = _section_end(pieces, at, levels[0])
    lines = [Piece(line.kind, line.source.rstrip("\r\n") + line_end, "", line.level, line.title) for line in own]
    passage = Piece("passage", fresh[index].source.rstrip("\n").replace("\n", line_end) + line_end, fresh[index].name)
    insert(pieces, at, [*lines, passage], line_end)


def _find(pieces: list[Piece], fresh: list[Piece], index: int, start: int) -> int:
    """Where people have the title `fresh[index]`: before the next passage after *start*, or anywhere if there is only one; else -1."""
    title = fresh[index].title
    places = [at for at, piece in enumerate(pieces) if piece.level and piece.title == title]
    end = next((at for at in range(start, len(pieces)) if pieces[at].kind == "passage"), len(pieces))
    near = [at for at in places if start <= at < end]
    if near:
        return near[-1]
    alone = len(places) == 1 and sum(piece.level > 0 and piece.title == title for piece in fresh) == 1
    return places[0] if alone else -1


def _own_lines(pieces: list[Piece], fresh: list[Piece], after: int, index: int) -> list[Piece]:
    """The lines of the new draft that come with the passage `fresh[index]`: those just above it, after the place *after*."""
    first = next((i + 1 for i in range(index - 1, after, -1) if fresh[i].kind == "passage"), after + 1)
    titled = any(piece.level == 1 for piece in pieces)
    own = [line for line in fresh[first:index] if not (titled and line.level == 1)]
    while own and own[0].blank:
        own.pop(0)
    return own


def _follower(pieces: list[Piece], fresh: list[Piece], index: int) -> int:
    """Where people have the passage that follows `fresh[index]` under the same title, or -1."""
    for piece in fresh[index + 1 :]:
        if piece.level:
            break
        if piece.kind == "passage":
            places: Iterable[int] = (at for at, one in enumerate(pieces) if one.kind == "passage" and one.name == piece.name)
            return next(iter(places), -1)
    return -1


def _section_end(pieces: list[Piece], start: int, level: int) -> int:
    """The end of the section at *start*: before the next title of this level or above, or the next passage."""
    for at in range(start, len(pieces)):
        if pieces[at].kind == "passage" or 0 < pieces[at].level <= level:
            return at
    return len(pieces)
