"""Markdown of a draft or an annex to a `Document`.

    document = read(text)

A draft is read passage by passage, so that no fence, comment or list reaches over a marker. What a reader of Markdown does not see
is not in the document: comments, notes that nothing calls, and the texts offered beside passages that people changed.

Two conventions: a paragraph that is all in bold or in italics, just before a table, is the caption of the table; and a comment
`<!-- chart: KIND -->`, just before a table, has the chart KIND drawn from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from assess.documents import charts
from assess.documents.gfm import Gfm
from assess.documents.model import (
    Align,
    Block,
    Break,
    Code,
    Document,
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
    Rule,
    Strike,
    Strong,
    Table,
    Text,
)
from assess.documents.plain import characters
from assess.model.constants import LANGUAGES
from assess.study import front_matter, passages
from assess.study.markdown import clean

_CHART = re.compile(r"\s*<!--\s*chart:\s*([\w-]+)\s*-->\s*")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"»|\]]*[^\s<>\"»|\].,;:!?'’…)\u202f\u00a0]")
_OTHER_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""What ends no line of Markdown."""
_SIGNS = re.compile(r"[^\w\- ]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read(markdown: str, language: str = "fr") -> Document:
    """The document that *markdown* writes, in the language of its front matter, or *language* without one. It never fails."""
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    draft = passages.parse(clean(_OTHER_LINE_ENDS.sub(" ", text)))
    front = next((segment.source for segment in draft.segments if segment.kind == "front"), "")
    keys = front_matter.keys(front)
    stated = keys.get("lang", "")
    reader = _Reader(stated if stated in LANGUAGES else language)
    blocks = reader.blocks(iter(_tokens(draft)))
    day = keys.get("as-of", "")
    return Document(
        title=next((characters(block.content) for block in headings(blocks) if block.level == 1), ""),
        language=reader.language,
        blocks=blocks,
        notes=dict(_called(blocks, reader.notes)),
        front=front,
        date=day if _DAY.fullmatch(day) else "",
    )


def headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    """The titles of *blocks* that are no part of a quotation or a list, in order."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Passage):
            yield from headings(block.blocks)


@cache
def _gfm() -> Gfm:
    return Gfm()


def _tokens(draft: passages.Draft) -> list[Token]:
    """The tokens of *draft*, those of each passage between two of ours. Links and notes may be defined in any segment."""
    gfm = _gfm()
    env: dict[str, Any] = {}
    state = StateCore("", gfm, env)
    for segment in draft.segments:
        if segment.kind in ("front", "offer"):
            continue
        if segment.kind == "passage":
            state.tokens.append(Token("passage_open", "", 1, meta={"id": segment.name, "digest": segment.digest}))
        for sign in "`~":  # what `closed_fence` remembers is of one segment
            env.pop(sign, None)
        source = segment.text if segment.kind == "passage" else segment.source
        gfm.block.parse(source, gfm, env, state.tokens)
        if segment.kind == "passage":
            state.tokens.append(Token("passage_close", "", -1))
    for rule in gfm.core.ruler.getRules(""):
        if rule.__name__ in ("inline", "text_join"):
            rule(state)
    return state.tokens


class _Reader:
    """Tokens to blocks."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.notes: dict[str, tuple[Block, ...]] = {}
        self._anchors: dict[str, int] = {}
        """The anchors given, and how often each was wanted again."""

    def blocks(self, tokens: Iterator[Token]) -> tuple[Block, ...]:
        """The blocks up to the end of what is open."""
        made: list[Block] = []
        chart = ""
        for token in tokens:
            if token.nesting < 0:
                break
            if token.type == "html_block":
                found = _CHART.fullmatch(token.content)
                chart = found[1] if found else ""
            for block in self._block(token, tokens) if token.nesting else _alone(token):
                made += self._illustrated(made, block, chart) if isinstance(block, Table) else (block,)
                chart = ""
        return tuple(made)

    def _illustrated(self, before: list[Block], table: Table, chart: str) -> tuple[Block, ...]:
        """The *table* with its caption, which is taken from *before*, and its *chart*."""
        match before[-1:]:
            case [Paragraph((Strong(caption) | Emphasis(caption),))]:
                before.pop()
                table = Table(table.header, table.rows, table.align, caption)
        figure = charts.draw(chart, table, self.language) if chart else None
        return (figure, table) if figure else (table,)

    def _block(self, token: Token, tokens: Iterator[Token]) -> tuple[Block, ...]:
        """The block that *token* begins, up to its end; nothing for a note, which is kept for the end of the document."""
        match token.type:
            case "heading_open":
                return (self._heading(int(token.tag[1:]), _only_line(tokens)),)
            case "paragraph_open":
                line = _only_line(tokens)
                return (Paragraph(line),) if line else ()
            case "bullet_list_open":
                return (Items(self._items(tokens)),)
            case "ordered_list_open":
                return (Items(self._items(tokens), int(token.attrs.get("start", 1))),)
            case "blockquote_open":
                return (Quote(self.blocks(tokens)),)
            case "table_open":
                return (_table(tokens),)
            case "passage_open":
                return (Passage(token.meta["id"], token.meta["digest"], self.blocks(tokens)),)
            case "footnote_reference_open":
                self.notes.setdefault(token.meta["label"], self.blocks(tokens))
        return ()

    def _heading(self, level: int, line: Line) -> Heading:
        slug = _SIGNS.sub("", characters(line).lower()).strip().replace(" ", "-") or "section"
        anchor, count = slug, self._anchors.get(slug, 0)
        while anchor in self._anchors:
            count += 1
            anchor = f"{slug}-{count}"
        self._anchors[slug] = count
        self._anchors.setdefault(anchor, 0)
        return Heading(level, line, anchor)

    def _items(self, tokens: Iterator[Token]) -> tuple[tuple[Block, ...], ...]:
        items = []
        for token in tokens:
            if token.nesting < 0:
                break
            items.append(self.blocks(tokens))
        return tuple(items)


def _only_line(tokens: Iterator[Token]) -> Line:
    """The line of what is open, whose end is passed."""
    line = _line(next(tokens))
    next(tokens)
    return line


def _alone(token: Token) -> tuple[Block, ...]:
    """The block that *token* is; nothing for what is not seen."""
    match token.type:
        case "fence" | "code_block":
            return (Listing(token.content.removesuffix("\n"), token.info.strip().partition(" ")[0]),)
        case "hr":
            return (Rule(),)
        case "html_block":
            return _raw(token.content)
    return ()


def _raw(html: str) -> tuple[Block, ...]:
    """HTML as it is typed, without its comments."""
    lines = [line.rstrip() for line in _without_comments(html).split("\n")]
    text = "\n".join(lines).strip("\n")
    return (Listing(text, "html"),) if text.strip() else ()


def _without_comments(html: str) -> str:
    kept, at = [], 0
    while (begin := html.find("<!--", at)) >= 0 and (end := html.find("-->", begin + 2)) >= 0:
        kept.append(html[at:begin])
        at = end + 3
    return "".join((*kept, html[at:]))


def _table(tokens: Iterator[Token]) -> Table:
    rows: list[list[Line]] = []
    align: list[Align] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            side = str(token.attrGet("style") or "")
            align.append("r" if side.endswith("right") else "c" if side.endswith("center") else "l")
        elif token.type == "inline":
            rows[-1].append(_line(token))
    header, *body = (tuple(row) for row in rows)
    return Table(header, tuple(body), tuple(align))


def _line(token: Token) -> Line:
    line = list(_inlines(iter(token.children or ())))
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while line and isinstance(last := line[end], Text):
            line[end] = Text(strip(last.text, " \t\n"))
            if line[end] != Text(""):
                break
            del line[end]
    return tuple(line)


_AROUND: dict[str, Callable[[Line], Inline]] = {"strong_open": Strong, "em_open": Emphasis, "s_open": Strike}


def _inlines(tokens: Iterator[Token], *, linked: bool = False) -> Line:
    """The inline text up to the end of what is open; within a link (*linked*), an address leads nowhere else."""
    made: list[Inline] = []
    for token in tokens:
        if token.nesting < 0:
            break
        if token.type in _AROUND:
            made.append(_AROUND[token.type](_inlines(tokens, linked=linked)))
        elif token.type == "link_open":
            made.append(Link(_inlines(tokens, linked=True), str(token.attrGet("href") or "")))
        else:
            made += _leaf(token)
    joined = _joined(made)
    return joined if linked else tuple(part for inline in joined for part in _addresses(inline))


def _leaf(token: Token) -> Line:
    match token.type:
        case "code_inline":
            return (Code(token.content),)
        case "softbreak":
            return (Text(" "),)
        case "hardbreak":
            return (Break(),)
        case "footnote_ref":
            return (NoteCall(token.meta["label"]),)
        case "image":
            content = _inlines(iter(token.children or ()), linked=True)
            return (Link(content or (Text(str(token.attrGet("src"))),), str(token.attrGet("src") or "")),)
        case "html_inline":
            return () if token.content.startswith("<!--") else (Code(token.content.replace("\n", " ")),)
    return (Text(token.content.replace("\n", " ")),) if token.content else ()


def _joined(line: list[Inline]) -> Line:
    """*line* with texts that touch made one."""
    made: list[Inline] = []
    for inline in line:
        if isinstance(inline, Text) and made and isinstance(before := made[-1], Text):
            made[-1] = Text(before.text + inline.text)
        else:
            made.append(inline)
    return tuple(made)


def _addresses(inline: Inline) -> Iterator[Inline]:
    """*inline*, an address typed in a text made a link to it."""
    if not isinstance(inline, Text) or "://" not in inline.text:
        yield inline
        return
    at = 0
    for found in _ADDRESS.finditer(inline.text):
        if found.start() > at:
            yield Text(inline.text[at : found.start()])
        yield Link((Text(found[0]),), found[0])
        at = found.end()
    if at < len(inline.text):
        yield Text(inline.text[at:])


def _called(blocks: Iterable[Block], notes: dict[str, tuple[Block, ...]]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The *notes* that *blocks* call, or that these notes call, in the order of their first calls."""
    left = dict(notes)
    waiting = [iter(calls(blocks))]
    while waiting:
        name = next(waiting[-1], None)
        if name is None:
            waiting.pop()
        elif name in left:
            yield name, left[name]
            waiting.append(iter(calls(left.pop(name))))


def calls(part: object) -> Iterator[str]:
    """The notes that *part* (blocks, lines, or one of them) calls, in order."""
    if isinstance(part, NoteCall):
        yield part.note
    elif isinstance(part, tuple | list):
        for each in part:
            yield from calls(each)
    elif isinstance(part, Table):
        yield from calls((part.caption, part.header, part.rows))
    elif isinstance(part, Items):
        yield from calls(part.items)
    elif not isinstance(part, Text | Code | str):
        yield from calls(getattr(part, "content", None) or getattr(part, "blocks", ()))
