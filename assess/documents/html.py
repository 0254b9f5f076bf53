"""A document as one HTML page: nothing outside it is needed, no script runs, and it may be printed.

    page = write(set_typography(read(markdown)))

What the page adds to the words of the document stands in elements with the attribute `data-added`: contents, numbers of notes, what is
said of the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from pkgutil import get_data

from assess.documents.columns import landscape
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
from assess.documents.plain import characters
from assess.documents.reading import headings
from assess.messages import filled

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LONG_WORD = re.compile(r"[^\s-]{25}")
_NUMBERS = re.compile(r"\b\d{1,7}(?:-\d{1,7}){1,4}\b")
"""What is never cut, as `242-5`: a browser may break a line after a hyphen."""
_AFTER = re.compile(r"(?<=[._/-])(?=\w)")
"""Where code may be cut at the end of a line."""
_PROLOGUE = re.compile(r"^\s*(?:<\?xml.*?\?>\s*|<!DOCTYPE[^>\[]*>\s*)+", re.DOTALL)
_DEEPEST = 4
"""Titles of this level are the last in the contents."""
_MOST_COLUMNS = 7
_TALL = 900
"""The letters of a cell from which its row may be cut at the end of a page."""
_ALWAYS_ROOM = 2
"""With so many columns, a table has room on a telephone."""


def write(document: Document) -> str:
    """The page of *document*."""
    page = _Page(document)
    title, body = _opening(document.blocks)
    header, main = page.blocks(title), page.blocks(body)
    notes = page.notes()
    contents = page.contents(body)
    name = escape(document.title or page.say("untitled"))
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{document.language}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{name}</title>",
            f"<style>\n{_style(document.title)}</style>",
            "</head>",
            "<body>",
            f'<a class="skip" href="#text." data-added>{page.say("skip")}</a>',
            f"<header>\n{page.origin()}{header}</header>",
            contents,
            f'<main id="text." tabindex="-1">\n{main}{notes}</main>',
            f"<footer data-added><p>{name}</p></footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def _opening(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The title with what stands under it, when *blocks* begin with it; and the rest."""
    if not (blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1):
        return (), blocks
    end = next((at for at, block in enumerate(blocks[1:], 1) if any(headings((block,)))), len(blocks))
    return blocks[:end], blocks[end:]


def _style(title: str) -> str:
    """The style sheet, with the margins of printed pages: the *title*, the number of each."""
    sheet = (get_data(__name__, "page.css") or b"").decode()
    named = "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):06x}" for sign in title)
    low = "font: 8pt system-ui, sans-serif; color: #555;"
    return (
        f"{sheet}@page {{ size: A4; margin: 18mm 17mm 20mm; @bottom-left {{ content: '{named}'; {low} }} "
        f"@bottom-right {{ content: counter(page) ' / ' counter(pages); {low} }} }}\n@page side {{ size: A4 landscape; }}\n"
    )


class _Page:
    """What is known while a page is written, from its first line to its last."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers = {name: number for number, name in enumerate(document.notes, 1)}
        self._calls = dict.fromkeys(document.notes, 0)
        self._tables = 0
        self._under = document.title

    def say(self, name: str, values: Mapping[str, str] | None = None) -> str:
        """Words of the page, as HTML."""
        return escape(filled("documents", name, self._document.language, values or {}))

    def origin(self) -> str:
        """What the first lines say of the way back."""
        lines = [self.say("read-only-draft" if self._document.front else "read-only-annex")]
        if any(isinstance(block, Passage) for block in self._document.blocks):
            lines.append(self.say("passages-marked"))
        return '<div class="origin" role="note" data-added>\n' + "".join(f"<p>{line}</p>\n" for line in lines) + "</div>\n"

    def contents(self, blocks: Iterable[Block]) -> str:
        """The contents, a link to each title."""
        links = [_entry(heading) for heading in headings(blocks) if heading.level <= _DEEPEST]
        if self._numbers:
            links.append(f'<li class="level-2"><a href="#notes.">{self.say("notes")}</a></li>\n')
        title = self.say("contents")
        return f'<nav aria-labelledby="contents." data-added>\n<h2 id="contents.">{title}</h2>\n<ul>\n{"".join(links)}</ul>\n</nav>'

    def notes(self) -> str:
        """The footnotes, which come last; each has links back to where it is called."""
        if not self._numbers:
            return ""
        made = [(number, name, self.blocks(self._document.notes[name])) for name, number in self._numbers.items()]
        items = "".join(
            f'<li id="note.{number}">\n{_ended(text, self._back(number, self._calls[name]))}</li>\n' for number, name, text in made
        )
        title = f'<h2 id="notes." data-added>{self.say("notes")}</h2>'
        return f'<section class="notes" role="doc-endnotes" aria-labelledby="notes.">\n{title}\n<ol>\n{items}</ol>\n</section>\n'

    def _back(self, number: int, calls: int) -> str:
        links = (
            f'<a class="back" role="doc-backlink" href="#call.{number}.{call}" '
            f'aria-label="{self.say("note-back", {"number": str(number), "call": str(call)})}">↩</a>'
            for call in range(1, calls + 1)
        )
        return f" <span data-added>{' '.join(links)}</span>"

    def blocks(self, blocks: Iterable[Block]) -> str:
        """*blocks*, one after another."""
        return "".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, content, anchor):
                self._under = characters(content)
                return f'<h{level} id="{escape(anchor)}"{_direction(content)}>{self.line(content)}</h{level}>\n'
            case Paragraph(content):
                return f"<p{_direction(content)}>{self.line(content)}</p>\n"
            case Passage(name, blocks=blocks):
                return f'<div class="passage" data-passage="{escape(name)}">\n{self.blocks(blocks)}</div>\n' if blocks else ""
            case Quote(blocks):
                return f"<blockquote>\n{self.blocks(blocks)}</blockquote>\n"
            case Items():
                return self._items(block)
            case Table():
                return self._table(block)
        return self._shown(block)

    def _shown(self, block: Block) -> str:
        match block:
            case Listing(text):
                return f"<pre><code>{escape(text)}</code></pre>\n"
            case Rule():
                return "<hr>\n"
            case Figure(svg, alternative, caption):
                said = f"<figcaption>{self.line(caption)}</figcaption>\n" if caption else ""
                return f"<figure data-added>\n{_image(svg, alternative)}\n{said}</figure>\n"
        raise NotImplementedError

    def _items(self, items: Items) -> str:
        tag = "ul" if items.first is None else "ol"
        start = f' start="{items.first}"' if items.first not in (None, 1) else ""
        return f"<{tag}{start}>\n{''.join(map(self._item, items.items))}</{tag}>\n"

    def _item(self, blocks: tuple[Block, ...]) -> str:
        """An item; a single paragraph, with lists under it or not, needs no room around it."""
        match blocks:
            case (Paragraph(content), *rest) if all(isinstance(block, Items) for block in rest):
                return f"<li{_direction(content)}>{self.line(content)}{self.blocks(rest)}</li>\n"
        return f"<li>{self.blocks(blocks)}</li>\n"

    def _table(self, table: Table) -> str:
        """A table; in a part that scrolls and takes the focus when it may be wider than a screen."""
        self._tables += 1
        columns = len(table.header)
        caption = f"<caption>{self.line(table.caption)}</caption>\n" if table.caption else ""
        label = f' aria-label="{self._label(table)}"'
        head = "".join(self._cell(cell, side, ' scope="col"') for cell, side in zip(table.header, table.align, strict=True))
        body = "".join(f"<tr{_may_break(row)}>{self._row(table, row)}</tr>\n" for row in table.rows)
        inside = f"{caption}<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n</table>"
        if columns <= _ALWAYS_ROOM:
            return f"<table{'' if caption else label}>\n{inside}\n"
        side = " side" if landscape(table) else ""
        opened = f'<div class="scroll{side}" role="region" tabindex="0"{label}>'
        return f'{opened}\n<table class="columns-{min(columns, _MOST_COLUMNS)}">\n{inside}\n</div>\n'

    def _label(self, table: Table) -> str:
        """What the *table* is called by who hears the page."""
        values = {"number": str(self._tables), "title": characters(table.caption) or self._under}
        return self.say("table-under" if values["title"] else "table-number", values)

    def _row(self, table: Table, row: tuple[Line, ...]) -> str:
        """A row, which its first cell names."""
        first = ' scope="row"' if len(row) > 1 else ""
        return "".join(self._cell(cell, side, "" if at else first) for at, (cell, side) in enumerate(zip(row, table.align, strict=True)))

    def _cell(self, line: Line, side: str, scope: str) -> str:
        words = characters(line)
        tag, scope = ("th", scope) if scope and words.strip() else ("td", "")
        classes = " ".join(name for name, has in ((side, side != "l"), ("cut", _LONG_WORD.search(words))) if has)
        return f"<{tag}{scope}{f' class={chr(34)}{classes}{chr(34)}' if classes else ''}{_direction(line)}>{self.line(line)}</{tag}>"

    def line(self, line: Line) -> str:
        """Inline text."""
        return "".join(map(self._inline, line))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text):
                return _escaped(text)
            case Code(text):
                return f"<code>{'<wbr>'.join(escape(part, quote=False) for part in _AFTER.split(text))}</code>"
            case Strong(content):
                return f"<strong>{self.line(content)}</strong>"
            case Emphasis(content):
                return f"<em>{self.line(content)}</em>"
            case Strike(content):
                return f"<del>{self.line(content)}</del>"
            case Link(content, target):
                return f'<a href="{escape(target)}">{self.line(content)}</a>'
            case NoteCall(note):
                return self._call(note)
            case Break():
                return "<br>"

    def _call(self, note: str) -> str:
        number = self._numbers[note]
        self._calls[note] += 1
        label = self.say("note-call", {"number": str(number)})
        place = f'id="call.{number}.{self._calls[note]}" href="#note.{number}"'
        return f'<sup data-added><a {place} role="doc-noteref" aria-label="{label}">{number}</a></sup>'


def _ended(text: str, end: str) -> str:
    """The blocks *text* with *end* at the end of the last, when that is a paragraph."""
    paragraph = "</p>\n"
    return f"{text.removesuffix(paragraph)}{end}{paragraph}" if text.endswith(paragraph) else f"{text}<p>{end}{paragraph}"


def _escaped(text: str) -> str:
    """*text* as HTML."""
    return _NUMBERS.sub(r'<span class="whole">\g<0></span>', escape(text, quote=False))


def _entry(heading: Heading) -> str:
    """A line of the contents."""
    link = f'<a href="#{escape(heading.anchor)}"{_direction(heading.content)}>{_escaped(characters(heading.content))}</a>'
    return f'<li class="level-{heading.level}">{link}</li>\n'


def _direction(line: Line) -> str:
    """What lets a line that holds words written from right to left be shown as it is read."""
    return ' dir="auto"' if _RIGHT_TO_LEFT.search(characters(line)) else ""


def _may_break(row: tuple[Line, ...]) -> str:
    """What lets a *row* that is as tall as a page go on on the next."""
    return ' class="tall"' if any(len(characters(cell)) > _TALL for cell in row) else ""


def _image(svg: str, alternative: str) -> str:
    """The image *svg*, which says in words what it shows."""
    inside = _PROLOGUE.sub("", svg).strip()
    tag = inside.partition(">")[0]
    said = "".join(f' {name}="{value}"' for name, value in (("role", "img"), ("aria-label", escape(alternative))) if f"{name}=" not in tag)
    return inside.replace("<svg", f"<svg{said}", 1)
