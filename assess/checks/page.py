"""The lines and blocks of a draft as Markdown, read once; every check of the page rests on it.

    page = Page(parse(text), text)
    for found in PATTERN.finditer(page.prose):      # one search over the whole draft: code, links’ targets, comments are blanks
        line, column = page.place(found.start())
        block = page.block_at(line)                 # its kind, its section, who wrote it

`prose` and `text` have the same length, so an offset in one is an offset in the other. Blocks are those of markdown-it-py, segment by
segment: none reaches over the marker of a passage.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from msgspec import Struct

from assess.checks.authorship import Author, author_of, author_within, is_prompt, is_written
from assess.documents.gfm import INTERRUPTED, closed_fence
from assess.study.passages import Draft, Segment

Kind = Literal["heading", "paragraph", "list", "table", "quote", "code", "html", "rule", "footnote", "definition", "comment"]
_KINDS: Final[dict[str, Kind]] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "blockquote_open": "quote",
    "fence": "code",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
    "footnote": "footnote",
    "definition": "definition",
}
UNSEEN: Final = ("comment", "rule", "html", "definition")
"""The kinds of blocks that show no text of their own."""
_NO_PROSE: Final = ("code", "comment", "rule", "html")
_NUMBER: Final = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[IVXLC]+\.|[A-Za-z][.)])[ \t\u00a0\u202f]+")
_NOTE: Final = re.compile(r"\[\^[^\]\s]+\]:")
_CODE_INDENT: Final = 4
_BLANKED: Final = re.compile(
    r"(`(?<!``)`{0,4})(?!`)[^\n]{1,300}?(?<!`)\1(?!`)"
    r"|<!--[^\n]{0,300}?-->"
    r"|\((?<=\]\()[^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100}){0,3}(?:[ ]\"[^\"\n]{0,300}\")?\)"
    r"|h(?<!\wh)ttps?:[^\s<>)\]|]+"
    r"|m(?<!\wm)ailto:[^\s<>)\]|]+"
    r"|</?[A-Za-z][^<>\n]{0,300}>"
)
"""Bounded everywhere: a draft of one long line must not take for ever. Each part begins with a sign of its own, for speed."""
_INK: Final = re.compile(r"[^\n]")
_BREAK: Final = re.compile(
    r"(?<![\s(]art)(?<![\s(]al)(?<!\b[LRDAMn])(?<!\bNo)[.!?…](?=[»”)\]*]*\s+[*«“(\[]*[A-ZÀ-Ý\d])"
    r"|\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d+[.)])[ \t]|\|"
)
"""Between two sentences, two items, two cells."""
_QUOTES: Final = re.compile(r"[«»“”\"]")


class Block(Struct, frozen=True):
    """A piece of a page, on whole lines."""

    kind: Kind
    line: int
    """Its first line, from 1."""
    lines: tuple[str, ...]
    section: int
    """The index of the heading it stands under, or that it is; -1 before the first."""
    passage: str
    """The id of the passage it stands in, or is offered for; empty outside."""
    author: Author
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Of a table: the line and the cells of each row, as many as its header has; the header is the first."""

    @property
    def text(self) -> str:
        """Its lines."""
        return "\n".join(self.lines)

    @property
    def written(self) -> bool:
        """Whether it is text that people wrote."""
        return is_written(self.author, self.kind)

    @property
    def is_prompt(self) -> bool:
        """Whether it is a prompt of the tool: what is still to be written."""
        return is_prompt(self.kind, self.lines[0])

    @property
    def offered(self) -> bool:
        """Whether it stands in an offer: it is no part of the study yet."""
        return self.author is Author.OFFER


class Heading(Struct, frozen=True):
    """A heading, and the passages right under it."""

    title: str
    """As written, without its signs."""
    name: str
    """Without its number."""
    level: int
    line: int
    above: int
    """The index of the heading of the section it stands in; -1 for none."""
    passages: list[str]


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    """A footnote of GFM: its first line, what continues its paragraphs, and what is indented under it across empty lines."""
    if state.is_code_block(start) or not _NOTE.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]):
        return False
    if silent:
        return True
    line, after_empty = start + 1, False
    while line < end:
        if state.isEmpty(line):
            after_empty = True
        elif state.sCount[line] - state.blkIndent >= _CODE_INDENT:
            after_empty = False
        elif after_empty or any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph")):  # noqa: FBT003 - their own
            break
        line += 1
    state.push("footnote", "", 0).map = [start, line]
    state.line = line
    return True


def _reader() -> MarkdownIt:
    """A plain reader of GFM."""
    reader = MarkdownIt("commonmark", {"inline_definitions": True}).enable("table")
    reader.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference", "blockquote"]})
    return reader


_READER: Final = _reader()
_READER.block.ruler.at("fence", closed_fence, {"alt": INTERRUPTED})
_DOUBTFUL: Final = re.compile(
    r"^ {0,3}(?:`{3}|~{3}|<(?:pre|script|style|textarea|\?|![A-Z\[])|<!--(?![^\n]*-->))|^ +<!--[ \t]*assess:", re.MULTILINE | re.IGNORECASE
)
"""Where blocks may reach over the marker of a passage for who does not know markers."""


class Page:
    """The Markdown of one draft."""

    def __init__(self, draft: Draft, text: str) -> None:
        """Read *text*, of which *draft* is the segments."""
        self.text = text
        self.lines: list[str] = text.split("\n")
        """Without their ends; the first is line 1 of the draft, at index 0."""
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self._before: list[str] = []
        """The passages before the first heading."""
        for segment in draft.segments:
            if segment.kind != "front":
                self._read(segment)
        self._first_lines = [block.line for block in self.blocks]
        self._heading_lines = [heading.line for heading in self.headings]
        self._breaks: dict[int, list[tuple[int, int]]] = {}
        self._quotes: dict[int, tuple[list[int], list[bool]]] = {}
        self._near: dict[tuple[re.Pattern[str], int, int], re.Match[str] | None] = {}

    def _read(self, segment: Segment) -> None:
        """Add the blocks of *segment*."""
        first = segment.line - 1
        last = first + segment.source.count("\n") + (not segment.source.endswith("\n"))
        if segment.kind != "people":
            first, last = first + 1, last - 1
        if segment.kind == "passage":
            (self.headings[-1].passages if self.headings else self._before).append(segment.name)
        tokens: list[Token] = []
        _READER.block.parse("\n".join((*self.lines[first:last], "")), _READER, {}, tokens)
        author = author_of(segment)
        for at, token in enumerate(tokens):
            if token.level == 0 and token.map and token.type in _KINDS:
                self._add(tokens, at, first, segment.name, author)

    def elsewhere(self) -> set[tuple[str, int]]:
        """The kinds and lines of the tables and lists that a plain reader of GFM finds, who knows nothing of passages."""
        ours: set[tuple[str, int]] = {(block.kind, block.line) for block in self.blocks if block.kind in ("table", "list")}
        if not _DOUBTFUL.search(self.text):
            return ours
        reader, tokens = _reader(), list[Token]()
        front = self.blocks[0].line - 1 if self.blocks else 0
        reader.block.parse("\n".join(("\n" * front, *self.lines[front:], "")), reader, {}, tokens)
        found = [(_KINDS[token.type], token.map[0]) for token in tokens if token.level == 0 and token.map and token.type in _KINDS]
        return {(kind, line) for kind, line in found if kind in ("table", "list")}

    def _add(self, tokens: list[Token], at: int, shift: int, passage: str, author: Author) -> None:
        """Add the block that the token number *at* begins, unless all it shows is space; its lines count from *shift*."""
        token = tokens[at]
        first, last = (shift + line for line in token.map or (0, 0))
        while last > first and not self.lines[last - 1].strip():
            last -= 1
        if first == last:
            return
        kind, start = _KINDS[token.type], self.lines[first]
        if kind == "html" and start.lstrip().startswith("<!--"):
            kind = "comment"
        if kind == "heading":
            self._add_heading(tokens[at + 1].content, int(token.tag[1:]), first + 1)
        rows = _rows(tokens, at, shift) if kind == "table" else ()
        lines, section = tuple(self.lines[first:last]), len(self.headings) - 1
        self.blocks.append(Block(kind, first + 1, lines, section, passage, author_within(author, kind, start), rows))

    def _add_heading(self, title: str, level: int, line: int) -> None:
        title = " ".join(part.strip() for part in title.split("\n"))
        above = len(self.headings) - 1
        while above >= 0 and self.headings[above].level >= level:
            above = self.headings[above].above
        self.headings.append(Heading(title, _NUMBER.sub("", title, count=1), level, line, above, []))

    @cached_property
    def prose(self) -> str:
        """The text with blanks for what is not prose: front matter, markers, code, comments, addresses, tags, offers."""
        kept = [""] * len(self.lines)
        for block in self.blocks:
            if block.kind not in _NO_PROSE and not block.offered:
                kept[block.line - 1 : block.line - 1 + len(block.lines)] = block.lines
        blank = "\n".join(line if line is taken else " " * len(line) for line, taken in zip(self.lines, kept, strict=True))
        return _BLANKED.sub(lambda found: _INK.sub(" ", found[0]), blank)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of the character number *offset*, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def block_at(self, line: int) -> Block | None:
        """The block that *line* stands in; none for an empty line, a marker, the front matter."""
        at = bisect_right(self._first_lines, line) - 1
        block = self.blocks[at] if at >= 0 else None
        return block if block is not None and line < block.line + len(block.lines) else None

    def span(self, block: Block) -> tuple[int, int]:
        """The offsets of the first character of *block* and of the one after its last, the line end left out."""
        after = block.line - 1 + len(block.lines)
        return self._starts[block.line - 1], self._starts[after] - 1 if after < len(self._starts) else len(self.text)

    def prose_of(self, block: Block) -> str:
        """The prose of *block*: as long as its lines joined by line ends."""
        return self.prose[slice(*self.span(block))]

    def section_of(self, line: int) -> int:
        """The index of the heading that *line* stands under, -1 before the first."""
        return bisect_right(self._heading_lines, line) - 1

    def under(self, index: int) -> list[Block]:
        """The blocks right under the heading number *index*, up to the next heading of any level."""
        start = bisect_right(self._first_lines, self._heading_lines[index])
        following = self._heading_lines[index + 1 : index + 2]
        return self.blocks[start : bisect_left(self._first_lines, following[0]) if following else None]

    def within(self, index: int) -> list[Block]:
        """The blocks of the whole section of the heading number *index*, those of its subsections with it."""
        start = bisect_right(self._first_lines, self._heading_lines[index])
        return self.blocks[start : bisect_right(self._first_lines, self.ends[index])]

    @cached_property
    def ends(self) -> list[int]:
        """The last line of the section of each heading: that before the next heading of the same or a higher level."""
        ends = [len(self.lines)] * len(self.headings)
        opened: list[int] = []
        for index, heading in enumerate(self.headings):
            while opened and self.headings[opened[-1]].level >= heading.level:
                ends[opened.pop()] = heading.line - 1
            opened.append(index)
        return ends

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The range of the sentence, the item of a list or the cell of a table around the characters from *start* to *end*."""
        block = self.block_at(self.place(start)[0])
        if block is None:
            return start, end
        first, last = self.span(block)
        if block.line not in self._breaks:
            self._breaks[block.line] = [found.span() for found in _BREAK.finditer(self.prose, first, last)]
        breaks = self._breaks[block.line]
        at = bisect_right(breaks, start, key=lambda found: found[1])
        after = bisect_left(breaks, end, lo=at, key=lambda found: found[0])
        return breaks[at - 1][1] if at else first, breaks[after][0] + 1 if after < len(breaks) else last

    def near(self, sought: re.Pattern[str], start: int, end: int) -> re.Match[str] | None:
        """What the pattern *sought* finds first in the sentence around a range; looked for once in each sentence."""
        key = sought, *self.sentence(start, end)
        if key not in self._near:
            self._near[key] = sought.search(self.prose, *key[1:])
        return self._near[key]

    def quoted(self, start: int) -> bool:
        """Whether the character number *start* stands in a quotation: a block of it, or inside marks that its block opened."""
        block = self.block_at(self.place(start)[0])
        if block is None or block.kind == "quote":
            return block is not None
        if block.line not in self._quotes:
            found = list(self._marks(block))
            self._quotes[block.line] = [place for place, _ in found], [opened for _, opened in found]
        places, opened = self._quotes[block.line]
        at = bisect_left(places, start)
        return at > 0 and opened[at - 1]

    def _marks(self, block: Block) -> Iterator[tuple[int, bool]]:
        """The quotation marks of *block*, and whether a quotation stands open after each."""
        counts = dict.fromkeys('«»“”"', 0)
        for found in _QUOTES.finditer(self.prose, *self.span(block)):
            counts[found[0]] += 1
            yield found.start(), counts["«"] > counts["»"] or counts["“"] > counts["”"] or counts['"'] % 2 == 1


def _rows(tokens: list[Token], at: int, shift: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The rows of the table that the token number *at* opens."""
    rows: list[tuple[int, list[str]]] = []
    while (token := tokens[at]).type != "table_close":
        at += 1
        if token.type == "tr_open" and token.map:
            rows.append((token.map[0] + shift + 1, []))
        elif token.type == "inline":
            rows[-1][1].append(token.content)
    return tuple((line, tuple(cells)) for line, cells in rows)
