"""What people wrote in Word, brought into the draft that the document was made of.

The text of both is set side by side, paragraph by paragraph, held together by the bookmarks of the passages. What is new goes to its place
among what people wrote; the passages of the tool are not touched: what was changed in them is told. The document says in its properties
what it was made of, so that what was written in the draft since is not mistaken for a change in Word, and is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from assess import messages
from assess.documents.chunks import chunks
from assess.documents.docx import Edited
from assess.documents.docx_package import DocxFault
from assess.documents.markdown import calls, markdown
from assess.documents.markers import NOTE, bookmark, closing
from assess.documents.model import Block, Document, Figure, NoteCall, Passage, Text
from assess.documents.pages import parts
from assess.documents.reading import read
from assess.documents.units import Unit, beside, digest, key, shown, units, words
from assess.study import front_matter, passages

_ALIKE = 0.5
"""Two paragraphs that share so much are one, changed."""
_AHEAD = 40
"""No further than so many units is one looked for that is like another."""
_STRANGE = 0.3
"""A document that says nothing of itself is no export of a draft with which it shares fewer of its paragraphs."""
_SAME = 0.8
"""Documents that share so many of their paragraphs are of one draft."""


def base(document: Document, notice: Iterable[str] = ()) -> str:
    """What an export says that it was made of: eight characters for each of its paragraphs and of those of its *notice*, in order."""
    known = {digest(key(unit, document.notes)) for unit in units(document.blocks)}
    known |= {digest(key(Unit("paragraph", (Text(text),)), {})) for text in notice}
    return "".join(sorted(known))


def draft(document: Document) -> str:
    """Which draft an export is of: eight characters for the proposal that it names, eight for what it begins with."""
    proposal = front_matter.keys(document.front).get("proposal", "")
    passage = next((block for block in document.blocks if isinstance(block, Passage)), None)
    first = " ".join(words(unit, {}) for unit in units(passage.blocks)) if passage else document.title
    return digest("/".join(proposal.split("/")[-2:])) + digest(first)


def of_another(document: Document, edited: Edited) -> bool:
    """Whether *edited* was not made of the draft *document*: drafts are renewed and files renamed, but not all at once."""
    ours = {digest(key(unit, document.notes)) for unit in units(document.blocks)}
    if not edited.draft or not edited.base:  # nothing is left of what it said, or it never was an export
        theirs = [digest(key(unit, edited.notes)) for unit in edited.units]
        return sum(each in ours for each in theirs) < _STRANGE * len(theirs)
    own, shared = draft(document), len(edited.base & ours) / len(edited.base)
    return not (own[8:] == edited.draft[8:] or shared >= _SAME or (own[:8] == edited.draft[:8] and shared >= _ALIKE))


@dataclass(slots=True)
class Told:
    """Something to say of a document that was brought back."""

    kind: str
    """A message, without `import-`."""
    place: str
    """The passage or the title that it stands by."""
    text: str = ""
    author: str = ""
    date: str = ""
    about: str = ""
    """The words that a comment is about."""


@dataclass(slots=True)
class Brought:
    """A draft with what people wrote in Word."""

    text: str
    placed: int = 0
    """How many paragraphs, items and tables came."""
    told: list[Told] = field(default_factory=list)


def bring(text: str, edited: Edited) -> Brought:
    """The draft *text* with what people wrote in the document *edited*. Raises `DocxFault` when that was made of another draft."""
    document = read(text)
    if of_another(document, edited):
        raise DocxFault("docx-of-another")
    return _Merge(text, document, edited).merged()


@dataclass(slots=True)
class _Known:
    """A unit of the draft."""

    chunk: int
    unit: Unit
    key: str
    old: bool
    """Whether it stood in the document when that was made."""


class _Merge:
    """Brings one document back."""

    def __init__(self, text: str, document: Document, edited: Edited) -> None:
        self.text, self.document, self.edited = text, document, edited
        self.chunks = chunks(text, document)
        self.result: list[list[Unit]] = [[] for _ in self.chunks]
        self.after: list[list[Unit]] = [[] for _ in self.chunks]
        self.dirty: set[int] = set()
        self.known = [
            _Known(at, unit, own, digest(own) in edited.base)
            for at, chunk in enumerate(self.chunks)
            for unit in chunk.units
            for own in [key(unit, document.notes)]
        ]
        self.keys = [key(unit, edited.notes) for unit in edited.units]
        ours, theirs = Counter(each.key for each in self.known), Counter(self.keys)
        self.copies = theirs - ours
        """What the document has more often than the draft."""
        self.had = ours
        self.near = [0] * (len(self.keys) + 1)
        """By which unit of the draft each unit of the document stands."""
        self.word_sets: dict[str, frozenset[str]] = {}
        self.anchored = self._anchored()
        self.brought = Brought(text)
        self.new: list[tuple[str, int]] = []
        """What came: by what it is known, and which unit of the document it is of."""

    def merged(self) -> Brought:
        """The draft, and what there is to tell."""
        for ours, theirs in self._stretches():
            self._stretch(*ours, *theirs)
        self._tell_marks()
        self.brought.text = self._sound(self._written())
        return self.brought

    # ---- side by side

    def _stretches(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """The stretches of both, in order: each passage that its bookmarks still show, and what stands between two of them."""
        found: list[tuple[tuple[int, int], tuple[int, int]]] = []
        at = there = 0
        for first, last, begins, ends in self.anchored:
            found += [((at, first), (there, begins)), ((first, last), (begins, ends))]
            at, there = last, ends
        return [*found, ((at, len(self.known)), (there, len(self.keys)))]

    def _anchored(self) -> list[tuple[int, int, int, int]]:
        """The passages whose two bookmarks are there, in the order of both: where they stand in the draft, and in the document."""
        spans: list[tuple[int, int, int, int]] = []
        numbers: dict[int, list[int]] = {}
        for number, each in enumerate(self.known):
            numbers.setdefault(each.chunk, []).append(number)
        for at, chunk in enumerate(self.chunks):
            own = numbers.get(at, []) if chunk.passage else []
            name = bookmark(chunk.passage)
            begins, ends = self.edited.begins.get(name, -1), self.edited.ends.get(closing(name), -1)
            if own and 0 <= begins <= ends < len(self.keys):
                spans.append((own[0], own[-1] + 1, begins, ends + 1))
        return _rising(spans)

    def _stretch(self, first: int, last: int, begins: int, ends: int) -> None:
        ours = [each.key for each in self.known[first:last]]
        matcher = SequenceMatcher(None, ours, self.keys[begins:ends], autojunk=False)
        for kind, one, two, three, four in matcher.get_opcodes():
            if kind == "equal":
                for step in range(two - one):
                    self._keep(first + one + step)
                    self.near[begins + three + step] = first + one + step
            else:
                self._changed(range(first + one, first + two), range(begins + three, begins + four))

    def _changed(self, ours: range, theirs: range) -> None:
        """Units of the draft that the document has not, in whose place it has others."""
        at = ours.start
        for there in theirs:
            pair = next((own for own in range(at, min(ours.stop, at + _AHEAD)) if self._alike(own, there)), None)
            if pair is not None:
                for own in range(at, pair):
                    self._gone(own)
                self._rewritten(pair, there)
                at = pair + 1
            else:
                self._inserted(there, self._past(at, ours.stop))
            self.near[there] = max(at - 1, 0)
        for own in range(at, ours.stop):
            self._gone(own)

    def _past(self, at: int, stop: int) -> int:
        """Where what is written in place of a unit of a passage goes: after the passage."""
        passage = self.known[at].chunk if at < stop else None
        while at < stop and not self.chunks[self.known[at].chunk].people and self.known[at].chunk == passage:
            at += 1
        return at

    def _alike(self, own: int, there: int) -> bool:
        one, other = self.known[own].key, self.keys[there]
        if one[1:] in other[1:] and len(one) > 1:
            return True
        mine, theirs = self._sets(one), self._sets(other)
        if one[:1] != other[:1] or 2 * len(mine & theirs) < _ALIKE * (len(mine) + len(theirs)):
            return False
        return SequenceMatcher(None, one.split(" "), other.split(" "), autojunk=False).ratio() >= _ALIKE

    def _sets(self, known: str) -> frozenset[str]:
        """The words of a key."""
        if known not in self.word_sets:
            self.word_sets[known] = frozenset(known[1:].split(" "))
        return self.word_sets[known]

    # ---- what becomes of each

    def _keep(self, own: int) -> None:
        self.result[self.known[own].chunk].append(self.known[own].unit)

    def _gone(self, own: int) -> None:
        """A unit that the document no longer has."""
        each = self.known[own]
        if self.chunks[each.chunk].people and each.old and each.unit.kind != "heading" and each.key not in self.keys:
            self.dirty.add(each.chunk)
            self._tell("deleted", own, each.unit)
            return
        self._keep(own)
        if each.old and each.key not in self.keys:
            self._tell("heading-kept" if self.chunks[each.chunk].people else "passage-cut", own, each.unit)

    def _rewritten(self, own: int, there: int) -> None:
        """A unit in whose place the document has another, much like it."""
        each, unit = self.known[own], self.edited.units[there]
        if not self.chunks[each.chunk].people:
            self._keep(own)
            self._passage_changed(own, there)
        elif digest(self.keys[there]) in self.edited.base:  # it is the draft that was changed since
            self._keep(own)
        elif each.old:
            self.dirty.add(each.chunk)
            level = each.unit.level if each.unit.kind == unit.kind == "heading" else unit.level
            self.result[each.chunk].append(replace(unit, level=level))
            self._came(self.keys[there], there)
        else:
            self._keep(own)
            self._tell("both", own, unit)
            self._inserted(there, own + 1)

    def _passage_changed(self, own: int, there: int) -> None:
        """A passage of the tool is not touched; what was typed in the box that asks for a text is that text."""
        each, unit = self.known[own], self.edited.units[there]
        if digest(self.keys[there]) in self.edited.base:
            return
        rest = beside(unit, words(each.unit, self.document.notes), {}) if each.unit.kind == "quote" else None
        if rest is None:
            self._tell("passage-changed", own, _changed_cells(each.unit, unit))
            return
        more = Unit("paragraph", (Text(rest), *(NoteCall(name) for name in calls(unit))))
        if key(more, self.edited.notes) not in self.had:
            self._place(more, own + 1)
            self._came(key(more, self.edited.notes), there)

    def _inserted(self, there: int, at: int) -> None:
        """A unit that the draft has not."""
        unit, known = self.edited.units[there], self.keys[there]
        if self.copies[known] <= 0:
            self._tell("moved", at - 1, unit)
            return
        if digest(known) in self.edited.base and not self.had[known]:
            if not self._inside(there) and not self._of_notice(there):
                self._tell("outdated", at - 1, unit)
            return
        self.copies[known] -= 1
        if self._of_notice(there):
            rest = _beside_notice(unit)
            if rest == "":
                return
            unit = Unit("paragraph", (Text(rest),)) if rest else unit
            known = key(unit, self.edited.notes)
            if known in self.had:
                return
        before = self.known[at - 1] if at else None
        boxed = unit.kind == "quote" and before is not None and before.unit.kind == "quote" and not self.chunks[before.chunk].people
        self._place(replace(unit, kind="paragraph") if boxed else unit, at)
        self._came(known, there)

    def _inside(self, there: int) -> bool:
        """Whether the unit stands in a passage, by its bookmarks."""
        return any(begins <= there < ends for _, _, begins, ends in self.anchored)

    def _of_notice(self, there: int) -> bool:
        """Whether the unit says how edits come back."""
        begins, ends = self.edited.begins.get(NOTE, 0), self.edited.ends.get(closing(NOTE), -1)
        return begins <= there <= ends or _beside_notice(self.edited.units[there]) is not None

    def _place(self, unit: Unit, at: int) -> None:
        """Put *unit* before the unit *at* of the draft: in what people wrote there, else after what stands before."""
        before = self.known[at - 1].chunk if at else self.known[0].chunk if self.known else len(self.chunks) - 1
        after = self.known[at].chunk if at < len(self.known) else None
        if before == after and self.chunks[before].people:
            self.result[before].append(unit)
            self.dirty.add(before)
        else:
            self.after[before].append(unit)

    def _came(self, known: str, there: int) -> None:
        self.brought.placed += 1
        self.new.append((known, there))

    # ---- what is told

    def _tell(self, kind: str, own: int, unit: Unit) -> None:
        notes = {**self.document.notes, **self.edited.notes}
        self.brought.told.append(Told(kind, self._where(own), shown(unit, notes)))

    def _where(self, own: int) -> str:
        """The passage, or the title above, of a unit of the draft."""
        if not 0 <= own < len(self.known):
            return ""
        passage = self.chunks[self.known[own].chunk].passage
        titles = (each.unit for each in self.known[own::-1] if each.unit.kind == "heading")
        return passage or next((words(title, {}) for title in titles), "")

    def _tell_marks(self) -> None:
        """Comments, and what text cannot say."""
        last = len(self.keys) - 1
        for comment in self.edited.comments:
            place = self._where(self.near[min(comment.at, last)]) if last >= 0 else ""
            self.brought.told.append(Told("comment", place, comment.text, comment.author, comment.date, comment.about))
        ours = {_said(part.block.alternative) for part in parts(self.document.blocks) if isinstance(part.block, Figure)}
        for kind, at, text in self.edited.lost:
            if _said(text) not in ours:
                self.brought.told.append(Told(kind, self._where(self.near[min(max(at, 0), max(last, 0))]), text))

    # ---- the draft again

    def _written(self) -> str:
        labels, notes = self._labels()
        front = self.chunks[0].source if self.chunks else ""
        line_end = front_matter.line_end(front)
        kept = self._still_called()
        made = ""
        for at, chunk in enumerate(self.chunks):
            if chunk.note and chunk.note not in kept and chunk.note in self.document.notes:
                continue
            if at in self.dirty:
                fresh = markdown(self.result[at], labels, notes)
                made = _apart(made, fresh.replace("\n", line_end), line_end) if fresh else made
            else:
                made = _next(made, chunk.source, line_end, after_new=at > 0 and bool(self.after[at - 1] or at - 1 in self.dirty))
            if self.after[at]:
                made = _apart(made, markdown(self.after[at], labels, notes).replace("\n", line_end), line_end)
        ending = self.text[len(self.text.rstrip("\r\n")) :]
        return made.rstrip("\r\n") + ending

    def _labels(self) -> tuple[dict[str, str], dict[str, tuple[Block, ...]]]:
        """The labels of the notes: those of the draft as they are, new ones for the others; and the notes that are new."""
        labels = {name: name for name in self.document.notes}
        said = {_words_of(blocks): name for name, blocks in self.document.notes.items()}
        taken = [int(number) for number in re.findall(r"\[\^word-(\d{1,6})\]", self.text)]
        new: dict[str, tuple[Block, ...]] = {}
        number = max(taken, default=0)
        for name, blocks in self.edited.notes.items():
            if _words_of(blocks) in said:
                labels[name] = said[_words_of(blocks)]
            else:
                number += 1
                labels[name], new[name] = f"word-{number}", blocks
        return labels, new

    def _still_called(self) -> set[str]:
        """The labels of the notes of the draft that something still calls."""
        labels, _ = self._labels()
        lines = [unit for at, chunk in enumerate(self.chunks) for unit in (self.result[at] if at in self.dirty else chunk.units)]
        lines += [unit for units_ in self.after for unit in units_]
        found = {labels.get(name, name) for unit in lines for name in calls(unit)}
        nested = (call for name in found & self.document.notes.keys() for unit in units(self.document.notes[name]) for call in calls(unit))
        return found | set(nested)

    def _sound(self, made: str) -> str:
        """*made*, once it is sure that every passage is whole and everything that came is in it; what is not is told."""
        before, now = passages.parse(self.text), passages.parse(made)
        if [each.source for each in before.passages.values()] != [each.source for each in now.passages.values()]:
            raise ValueError("a passage of the tool would be changed")
        document = read(made)
        there = {key(unit, document.notes)[1:] for unit in units(document.blocks)}
        for known, number in self.new:
            if known[1:] not in there:
                self._tell("not-placed", self.near[number], self.edited.units[number])
        return made


def _words_of(blocks: Iterable[Block]) -> str:
    return " ".join(words(unit, {}) for unit in units(blocks))


def _beside_notice(unit: Unit) -> str | None:
    """What was typed beside the words of the first page that say how edits come back; None when these are not whole."""
    notices = [_said(text) for text in messages.words("importing")["word-draft"].values()]
    return next((rest for notice in notices if (rest := beside(unit, notice, {})) is not None), None)


def _said(text: str) -> str:
    return words(Unit("paragraph", (Text(text),)), {})


def _rising(spans: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The longest run of *spans*, in the order of the draft, that is in the order of the document too."""
    best: list[tuple[int, int]] = []
    for at, span in enumerate(spans):
        length, before = max(((best[each][0], each) for each in range(at) if spans[each][3] <= span[2]), default=(0, -1))
        best.append((length + 1, before))
    found: list[tuple[int, int, int, int]] = []
    at = max(range(len(spans)), key=lambda each: best[each][0], default=-1)
    while at >= 0:
        found.append(spans[at])
        at = best[at][1]
    return found[::-1]


def _changed_cells(before: Unit, unit: Unit) -> Unit:
    """Of a table, the cells that are not as they were; anything else as it is."""
    if before.table is None or unit.table is None:
        return unit
    old = {words(Unit("paragraph", cell), {}) for row in (before.table.header, *before.table.rows) for cell in row}
    cells = [cell for row in (unit.table.header, *unit.table.rows) for cell in row]
    new = [cell for cell in cells if words(Unit("paragraph", cell), {}) not in old]
    return Unit("paragraph", tuple(piece for cell in new for piece in (*cell, Text(" | ")))[:-1]) if new else unit


def _apart(made: str, block: str, line_end: str) -> str:
    """*made*, an empty line, *block* and a line end."""
    body = made.rstrip("\r\n")
    return f"{body}{line_end * 2 if body else ''}{block}{line_end}"


def _next(made: str, source: str, line_end: str, *, after_new: bool) -> str:
    """*made* and *source*, with an empty line between them when what ends *made* is new."""
    if after_new and source.strip() and not source.startswith(("\n", "\r")) and not made.endswith(line_end * 2):
        return made + line_end + source
    return made + source
