"""The outline of a draft: its lines and passages under their headings, and the place in it of what is new.

A place is found by its path: a heading is looked for beneath its own parent only, by the passages under it, then by its title, then by the
number of its article. Where a heading of the path is missing, it comes before another heading, so that no line of people changes sections.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import dropwhile, takewhile
from typing import Final, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from assess.study.passages import Draft, Fences, split_lines
from assess.yaml_source.unseen import composed

_HEADING: Final = re.compile(r" {0,3}(?P<signs>#{1,6})(?:[ \t]+(?P<title>.*?))?(?:[ \t]+#+)?[ \t]*\r?\n?\Z")
_UNDERLINED: Final = re.compile(r" {0,3}(?![-+*>|#=`~<\[]|\d+[.)][ \t\r\n])(?P<title>\S.*?)[ \t]*\r?\n")
_UNDERLINE: Final = re.compile(r" {0,3}(?:(?P<first>=+)|-+)[ \t]*\r?\n?\Z")
_COMMENT: Final = re.compile(r" {0,3}<!--(?!.*-->)")
_NUMBER: Final = re.compile(r"(?:\d+\.)+\s")


class Piece(Struct, frozen=True):
    """A line of people, or a whole passage or offer; `gone` is one that is to be taken out, `away` a passage whose place is elsewhere."""

    kind: Literal["line", "passage", "offer", "gone", "away"]
    source: str = ""
    name: str = ""
    """The id of the passage."""
    level: int = 0
    """For a heading, its level."""
    title: str = ""
    """For a heading, its words, as they are written."""
    left: bool = False
    """For a heading, whether all that stood under it were passages that were taken out."""

    @property
    def blank(self) -> bool:
        """Whether it is an empty line."""
        return self.kind == "line" and not self.source.strip(" \t\r\n")

    @property
    def key(self) -> str:
        """The title in a form to compare, as people see it: neither its number, nor emphasis, nor kinds of spaces and apostrophes count."""
        words = re.sub(r"[\\*_]", "", composed(self.title)).replace("’", "'").casefold()
        return " ".join(_NUMBER.sub("", words.lstrip(), count=1).split())


def people(source: str) -> list[Piece]:
    """What people wrote, line by line, with its headings; an underlined heading is one piece."""
    lines = split_lines(source)
    fences = Fences(lines)
    pieces: list[Piece] = []
    at = 0
    while at < len(lines):
        end = max(fences.end(at), _comment_end(lines, at))
        found = [Piece("line", line) for line in lines[at:end]] or [
            _line(lines, at, alone=not pieces or pieces[-1].blank or pieces[-1].level > 0)
        ]
        pieces += found
        at = max(end, at + found[0].source.count("\n"), at + 1)
    return pieces


def _comment_end(lines: list[str], at: int) -> int:
    """The line after the comment of several lines that begins at line *at*, or *at* itself: one that another follows was never closed."""
    if _COMMENT.match(lines[at]):
        end = next((end for end in range(at + 1, len(lines)) if "<!--" in lines[end] or "-->" in lines[end]), at)
        return at if "<!--" in lines[end] else end + 1
    return at


def _line(lines: list[str], at: int, *, alone: bool) -> Piece:
    """The line *at*; when it stands *alone*, under no other of its paragraph, it may be a heading that the next one underlines."""
    source = lines[at]
    if found := _HEADING.match(source):
        return Piece("line", source, level=len(found["signs"]), title=found["title"] or "")
    under = _UNDERLINE.match(lines[at + 1]) if alone and at + 1 < len(lines) else None
    if under and (found := _UNDERLINED.match(source)):
        return Piece("line", source + lines[at + 1], level=1 if under["first"] else 2, title=found["title"])
    return Piece("line", source)


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
    """The pieces without those that are gone, nor the empty line that each leaves behind.

    A heading that this leaves with nothing under it is marked, and goes the next time if it is so still and its title stands elsewhere.
    """
    pieces, bare = pieces.copy(), set[int]()
    for section in Outline(pieces).sections[1:]:
        under = {piece.kind for piece in pieces[section.at + 1 : section.end] if not (piece.level or piece.blank)}
        bare |= {section.at} if pieces[section.at].left and not under else set()
        pieces[section.at] = replace(pieces[section.at], left=pieces[section.at].left or under == {"gone"})
    titles = {piece.key for at, piece in enumerate(pieces) if piece.level and at not in bare} if bare else ()
    pieces = [Piece("gone") if at in bare and piece.key in titles else piece for at, piece in enumerate(pieces)]
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
        pieces[at - 1] = replace(pieces[at - 1], source=pieces[at - 1].source + line_end)
    before = [] if at and pieces[at - 1].blank else [Piece("line", line_end)]
    after = [] if at == len(pieces) or pieces[at].blank else [Piece("line", line_end)]
    pieces[at:at] = [*before, *block, *after]


def heading_above(pieces: list[Piece], at: int) -> Piece | None:
    """The nearest heading above the place *at*, inside passages too."""
    for piece in reversed(pieces[:at]):
        within = piece.kind in ("passage", "offer") and people("".join(split_lines(piece.source)[1:-1]))
        for one in reversed(within or [piece]):
            if one.level:
                return one
    return None


class Section(Struct):
    """A heading and what stands under it; the first section is the whole draft."""

    at: int
    end: int
    level: int
    above: int
    """The section that holds it."""
    key: str = ""
    names: set[str] = field(default_factory=set)
    """The passages under it, at any depth."""


class Outline:
    """The sections of *pieces*, which must not change meanwhile, and the passages in them.

    The titles of documents, whose level is *top*, count for none. Passages under a heading whose key is one of *apart* are not seen.
    """

    def __init__(self, pieces: list[Piece], top: int = 0, apart: Collection[str] = ()) -> None:
        self.sections = [Section(-1, len(pieces), 0, 0)]
        self.passages: dict[str, tuple[int, int]] = {}
        """The places of passages, offers beside them included, and their sections."""
        now = 0
        for at, piece in enumerate(pieces):
            while piece.level and now and (self.sections[now].level >= piece.level or piece.level <= top):
                self.sections[now].end = at
                now = self.sections[now].above
            if piece.level > top:
                self.sections.append(Section(at, len(pieces), piece.level, now, piece.key))
                now = len(self.sections) - 1
            elif piece.kind == "passage" or (piece.kind == "offer" and self.passages.get(piece.name, (0, -1))[1] == now):
                held = [self.sections[one] for one in (0, *self.path(now))]
                if not any(one.key in apart for one in held):
                    self.passages[piece.name] = (at, now)
                    for one in held:
                        one.names.add(piece.name)

    def path(self, section: int) -> list[int]:
        """The sections from the outermost one down to *section*."""
        above = self.sections[section].above
        return [*self.path(above), section] if section else []

    def under(self, section: int) -> list[int]:
        """The sections just under *section*, in order."""
        return [i for i, one in enumerate(self.sections) if i and one.above == section]


class Placing:
    """Puts passages of the new draft, of which *fresh* are the pieces, into *pieces*, with the headings they need.

    *wanted* are the passages to be put, those that people do not know yet; *apart*, the keys of the heading of what is only kept.
    """

    def __init__(self, pieces: list[Piece], fresh: list[Piece], wanted: Collection[str], apart: Collection[str], line_end: str) -> None:
        self.pieces, self._model, self._wanted, self._apart, self._line_end = pieces, fresh, wanted, apart, line_end
        self._top = int(sum(piece.level == 1 for piece in fresh) == 1)
        self._fresh = Outline(fresh, self._top)
        self._read()

    def _read(self) -> None:
        self._draft = Outline(self.pieces, self._top, self._apart)
        self._found: dict[int, int | None] = {0: 0}

    def put(self, name: str) -> None:
        """Puts the passage *name*, unless it has come with its chapter already."""
        if name not in self._draft.passages:
            insert(self.pieces, *self._plan(name), self._line_end)
            self._read()

    def bring(self, name: str, passage: Piece) -> None:
        """Puts *passage* of people, which is `away`, where it belongs; where it would lose its heading, it stays."""
        away = next(at for at, piece in enumerate(self.pieces) if piece.kind == "away" and piece.name == name)
        heading = heading_above(self.pieces, away)
        at, block = self._plan(name, passage)
        then = heading_above([*self.pieces[:at], *block], at + len(block))
        if heading is None or heading.key in self._apart or (then is not None and then.key == heading.key):
            self.pieces[away] = Piece("gone")
            self._leave(away)
            insert(self.pieces, at, block, self._line_end)
        else:
            self.pieces[away] = passage
        self._read()

    def _leave(self, at: int) -> None:
        """In what is kept, takes out the headings over the place *at* that the tool put there, when nothing stands under them."""
        around = [section for section in self._draft.sections[1:] if section.at < at < section.end]
        kept = [section for section in around if section.key in self._apart]
        for section in (around[-1], kept[0]) if kept else ():
            if all(piece.kind == "gone" or piece.blank for piece in self.pieces[section.at + 1 : section.end]):
                self.pieces[section.at] = Piece("gone")

    def _plan(self, name: str, passage: Piece | None = None) -> tuple[int, list[Piece]]:
        """Where the passage *name* belongs, and what is to be put there."""
        index, section = self._fresh.passages[name]
        path = self._fresh.path(section)
        missing = next((one for one in path if self._find(one) is None), None)
        within = 0 if missing is not None else self._find(section) or 0
        beside = self._beside(index, section, self._draft.sections[within])
        if missing is not None and beside < 0:
            return self._chapter_place(missing), self._chapter(missing, path, index, passage)
        own = [*map(self._ended, self._lines_above(index)), passage or self._ended(self._model[index])]
        return beside if beside >= 0 else self._top_of(within), own

    def _find(self, wanted: int) -> int | None:
        if wanted not in self._found:
            parent = self._find(self._fresh.sections[wanted].above)
            self._found[wanted] = None if parent is None else self._within(parent, self._fresh.sections[wanted])
        return self._found[wanted]

    def _within(self, parent: int, wanted: Section) -> int | None:
        sections, around = self._draft.sections, self._fresh.sections[wanted.above].names
        ranks = {
            i: (len(one.names & wanted.names), one.key == wanted.key, one.level == wanted.level, -i)
            for i, one in enumerate(sections)
            if sections[parent].at < one.at < sections[parent].end and 2 * len(one.names & wanted.names) >= len(one.names & around) > 0
        }
        if ranks:
            return max(ranks, key=lambda i: ranks[i])
        under = self._draft.under(parent)
        article = wanted.key.partition(" – ")[0] + " – "
        named = [i for i in under if sections[i].key == wanted.key] or [i for i in under if f"{sections[i].key} – ".startswith(article)]
        number = self._model[wanted.at].title.partition(" ")[0]
        left = [i for i in under if number[:1].isdigit() and self.pieces[sections[i].at].left]
        named = named or [i for i in left if self.pieces[sections[i].at].title.startswith(f"{number} ")]
        return min(named, key=lambda i: (bool(sections[i].names & around), i), default=None)

    def _beside(self, index: int, section: int, within: Section) -> int:
        """The place beside the passage of the same *section* before `fresh[index]`, or else after it; -1 when there is none *within*."""
        places = [
            (at, self._draft.passages[name][0])
            for name, (at, own) in self._fresh.passages.items()
            if own == section and name in self._draft.passages and within.at < self._draft.passages[name][0] < within.end
        ]
        before = max((place for place in places if place[0] < index), default=None)
        after = min((place for place in places if place[0] > index), default=None)
        return before[1] + 1 if before else after[1] if after else -1

    def _top_of(self, section: int) -> int:
        """The place just under the heading of *section*; of the whole draft, under its title."""
        first = next((at for at, piece in enumerate(self.pieces) if piece.level), -1)
        return self._draft.sections[section].at + 1 if section or first < 0 or self.pieces[first].level > self._top else first + 1

    def _chapter_place(self, missing: int) -> int:
        """Where the section *missing* comes: after the one before it, before the one after it, or at the end; always before a heading."""
        above = self._fresh.sections[missing].above
        parent = self._find(above) or 0
        sections, beside = self._draft.sections, self._fresh.under(above)
        at = beside.index(missing)
        for other in (*reversed(beside[:at]), *beside[at + 1 :]):
            if (found := self._find(other)) is not None:
                while sections[found].level > self._fresh.sections[missing].level and sections[found].above != parent:
                    found = sections[found].above  # which the heading would cut in two
                return sections[found].end if other < missing else sections[found].at
        return next((sections[i].at for i in self._draft.under(parent) if sections[i].key in self._apart), sections[parent].end)

    def _chapter(self, missing: int, path: list[int], index: int, passage: Piece | None) -> list[Piece]:
        """The pieces of the section *missing*, whole with those like it that follow, or down to the passage `fresh[index]` alone."""
        sections = self._fresh.sections
        beside = self._fresh.under(sections[missing].above)
        new = list(takewhile(self._is_new, beside[beside.index(missing) :]))
        if new and passage is None:
            block = self._model[sections[missing].at : sections[new[-1]].end]
        else:
            headings = [self._model[sections[one].at] for one in path if one >= missing]
            block = [piece for heading in headings for piece in (heading, Piece("line", "\n"))]
            block += [*self._lines_above(index), self._model[index]]
        while block[-1].blank:
            block.pop()
        made = [self._ended(piece) for piece in block]
        return [*made[:-1], passage or made[-1]]

    def _is_new(self, section: int) -> bool:
        names = self._fresh.sections[section].names
        return bool(names) and names.issubset(self._wanted) and names.isdisjoint(self._draft.passages) and self._find(section) is None

    def _lines_above(self, index: int) -> list[Piece]:
        first = next((i + 1 for i in range(index - 1, -1, -1) if self._model[i].level or self._model[i].name), 0)
        return list(dropwhile(lambda piece: piece.blank, self._model[first:index]))

    def _ended(self, piece: Piece) -> Piece:
        return replace(piece, source=piece.source.rstrip("\r\n").replace("\n", self._line_end) + self._line_end)
