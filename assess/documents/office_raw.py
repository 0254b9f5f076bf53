"""What pandoc has no word for, as raw OOXML and OpenDocument."""

from __future__ import annotations

from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from assess.documents.markers import CONTENTS
from assess.documents.office_text import legal

_FIRST_ID: Final = 900_000
"""Bookmarks of pandoc’s own are numbered from far below."""
_FIRST_TARGET: Final = 800_000
_CONTENTS_ID: Final = -1
_TITLES: Final = {"fr": "Sommaire", "en": "Contents"}
A4: Final = (11906, 16838)
MARGIN: Final = 1134
"""2 cm, in twentieths of a point."""


def _raw(format_: str, text: str) -> dict[str, Any]:
    return {"t": "RawBlock", "c": [format_, text]}


def _inline(format_: str, text: str) -> dict[str, Any]:
    return {"t": "RawInline", "c": [format_, text]}


def begin(number: int, name: str) -> list[dict[str, Any]]:
    """The beginning of the bookmark *name*, the *number*th of those of the document; 0 is free."""
    return [_raw("openxml", f'<w:bookmarkStart w:id="{_FIRST_ID + 10 + number}" w:name={quoteattr(name)}/>')]


def end(number: int) -> list[dict[str, Any]]:
    """The end of the bookmark of that *number*."""
    return [_raw("openxml", f'<w:bookmarkEnd w:id="{_FIRST_ID + 10 + number}"/>')]


def begin_target(name: str) -> list[dict[str, Any]]:
    """The beginning of the words that a link to `#name` leads to; *name* is a letter and a number."""
    word = f'<w:bookmarkStart w:id="{_FIRST_TARGET + int(name[1:])}" w:name="{name}"/>'
    return [_inline("openxml", word), _inline("opendocument", f'<text:bookmark-start text:name="{name}"/>')]


def end_target(name: str) -> list[dict[str, Any]]:
    """Their end."""
    word = f'<w:bookmarkEnd w:id="{_FIRST_TARGET + int(name[1:])}"/>'
    return [_inline("openxml", word), _inline("opendocument", f'<text:bookmark-end text:name="{name}"/>')]


def section(*, side: bool) -> str:
    """The OOXML of the section of a page of A4, on its *side* or upright; the feet of its pages are put in once the file is made."""
    short, long = A4
    size = f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>' if side else f'<w:pgSz w:w="{short}" w:h="{long}"/>'
    edges = "".join(f' w:{edge}="{MARGIN}"' for edge in ("top", "right", "bottom", "left"))
    return f'<w:sectPr>{size}<w:pgMar{edges} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'


def turned(*, to_side: bool) -> list[dict[str, Any]]:
    """What ends a run of pages, so that the next lie on their side, or stand upright again."""
    ending = f'<w:p><w:pPr><w:pStyle w:val="AssessTurn"/>{section(side=not to_side)}</w:pPr></w:p>'
    style = "Assess_20_Landscape" if to_side else "Assess_20_Portrait"
    return [_raw("openxml", ending), _raw("opendocument", f'<text:p text:style-name="{style}"/>')]


def turned_last() -> list[dict[str, Any]]:
    """What says that the last pages lie on their side, for whoever finishes the DOCX."""
    return turned(to_side=False)[:1]


def contents(entries: list[tuple[int, str, str]], language: str, *, apart: bool) -> list[dict[str, Any]]:
    """The table of contents: of each title its level from 1, its words and its bookmark. *apart*: it begins a page."""
    title, page = _TITLES[language], "<w:pageBreakBefore/>" if apart else ""
    style = "Assess_20_Contents" if apart else "Contents_20_Heading"
    word = [f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/>{page}</w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>']
    word += [_entry_of_word(*entry) for entry in entries]
    free = [f'<text:p text:style-name="{style}">{title}</text:p>']
    free += [_entry_of_odf(*entry) for entry in entries]
    return [
        *begin(_CONTENTS_ID, CONTENTS),
        *(_raw("openxml", entry) for entry in word),
        *(_raw("opendocument", entry) for entry in free),
        *end(_CONTENTS_ID),
    ]


def _entry_of_word(level: int, words: str, mark: str) -> str:
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> PAGEREF {mark} \\h </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>…</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    text = f'<w:r><w:t xml:space="preserve">{escape(_one_line(words))}</w:t></w:r><w:r><w:tab/></w:r>'
    style = f'<w:pPr><w:pStyle w:val="TOC{min(level, 3)}"/></w:pPr>'
    return f'<w:p>{style}<w:hyperlink w:anchor="{mark}" w:history="1">{text}{field}</w:hyperlink></w:p>'


def _entry_of_odf(level: int, words: str, mark: str) -> str:
    page = f'<text:bookmark-ref text:reference-format="page" text:ref-name="{mark}">…</text:bookmark-ref>'
    styles = 'text:style-name="Assess_20_Entry" text:visited-style-name="Assess_20_Entry"'
    link = f'<text:a xlink:type="simple" xlink:href="#{mark}" {styles}>{escape(_one_line(words))}<text:tab/>{page}</text:a>'
    return f'<text:p text:style-name="Contents_20_{min(level, 3)}">{link}</text:p>'


def _one_line(words: str) -> str:
    return " ".join(legal(words).split())
