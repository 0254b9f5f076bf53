"""The words of a text, in Markdown, in the model of documents and in HTML: what a round trip must keep."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from mdit_py_plugins.footnote import footnote_plugin

from assess.documents.model import (
    Block,
    Document,
    Figure,
    Heading,
    Items,
    Listing,
    Paragraph,
    Passage,
    Quote,
    Table,
)
from assess.documents.plain import characters
from assess.study.front_matter import split
from tests.properties.markdown_texts import Reader, walk

_WORD = re.compile(r"\w+")
_VOID = ("meta", "br", "hr", "wbr")


def words(text: str) -> list[str]:
    """The words of *text*, without signs and spaces: typography changes these."""
    return _WORD.findall(text)


def of_markdown(text: str) -> list[str]:
    """The words of the Markdown *text*, read in another way than documents are: at one stroke, its markers as comments; notes come last."""
    reader = Reader()
    footnote_plugin(reader, inline=False)
    seen = []
    for token in walk(reader.parse(split(text)[1])):
        if token.type in ("text", "code_inline", "fence", "code_block"):
            seen.append(token.content)
        elif token.type in ("html_block", "html_inline"):
            seen.append(re.sub(r"<!--.*?-->", " ", token.content, flags=re.DOTALL))
        elif token.type in ("softbreak", "hardbreak", "paragraph_open", "heading_open", "th_open", "td_open"):
            seen.append("\n")
    return words("".join(seen))


def of_document(document: Document) -> list[str]:
    """The words of *document*, its notes last."""
    return words("\n".join(_texts((*document.blocks, *(block for blocks in document.notes.values() for block in blocks)))))


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        match block:
            case Heading(content=line) | Paragraph(content=line):
                yield characters(line)
            case Items(items=items):
                for item in items:
                    yield from _texts(item)
            case Quote(blocks=inner) | Passage(blocks=inner):
                yield from _texts(inner)
            case Table():
                yield from map(characters, (table_line for row in ((block.caption,), block.header, *block.rows) for table_line in row))
            case Listing(text=text):
                yield text
            case Figure():
                continue


class Page(HTMLParser):
    """A page of HTML: what it says, its elements with their attributes; it must be well formed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag in ("p", "br", "li", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "pre", "table"):
            self.said.append("\n")
        if tag not in _VOID:
            hidden = bool(self._open and self._open[-1][1]) or tag in ("head", "style") or "data-added" in dict(attrs)
            self._open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.said.append(data)

    @property
    def words(self) -> list[str]:
        """The words of the document, without what the page adds."""
        return words("".join(self.said))

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each element *tag*."""
        return [attributes for name, attributes in self.elements if name == tag]
