"""A sheet as a document of Word: a table to fill in under each question; and what stands in one that comes back. Raises `Refused`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from assess.documents import docx
from assess.documents.docx_package import DocxFault, parts
from assess.documents.model import Block, Code, Document, Heading, Items, Line, Paragraph, Strong, Table, Text
from assess.documents.plain import characters
from assess.messages import LANGUAGES, say, words
from assess.sheets.archive import Refused
from assess.sheets.choices import alike, unknown
from assess.sheets.model import ASKED, COLUMNS, FORMAT, HEAD, Filled, Question, Reply, Sheet
from assess.sheets.questions import digest, hashed
from assess.sheets.workbook import labelled

ABOUT: Final = "assess.sheet."
"""Where a document says, in properties of its own, what it asks of what: this and a number."""
_PROPERTIES: Final = "docProps/custom.xml"
_MOST: Final = 1000
"""No more tables are read."""
_NAMES: Final = {
    "criterion": ("answer", "because", "title", "grade", "day", "independent", "published", "link", "who", "date"),
    "safeguard": ("answer", "because", "instrument", "ref", "who", "date"),
}
_OTHER: Final = ("answer", "because", "who", "date")
"""The rows of the table under a question, by its kind."""


def document(sheet: Sheet) -> Document:
    """The document of *sheet*."""
    lang = sheet.lang
    title = say("sheet-heading", lang, {"title": sheet.title})
    head = _form((Text(say("sheet-word-head", lang)),), [say(f"sheet-head-{name}", lang) for name in HEAD], lang)
    blocks: list[Block] = [Heading(1, (Text(title),), "questions"), Paragraph((Text(say("sheet-word-help", lang)),)), head]
    for number, question in enumerate(sheet.questions, 1):
        blocks += _question(question, number, sheet)
    for number, (name, text) in enumerate(sheet.guides, 1):
        blocks.append(Heading(2, (Text(name),), f"guide-{number}"))
        blocks += [Paragraph((Text(" ".join(part.split())),)) for part in text.split("\n\n") if part.strip()]
    return Document(title, lang, tuple(blocks))


def said(sheet: Sheet) -> dict[str, str]:
    """What the document of *sheet* says of itself, for the way back, in properties of these names."""
    fields = ("proposal", "title", "rubric", "version", "sha256", "state", "lang")
    about = {"format": FORMAT} | {name: str(getattr(sheet, name)) for name in fields}
    asked = {one.id: [digest(one), hashed(one.standing)] for one in sheet.questions}
    text = json.dumps([about, asked], ensure_ascii=True, separators=(",", ":"))
    return {ABOUT: text.replace(" ", "\\u0020")}  # cut in pieces, whose ends would lose their spaces


def _question(question: Question, number: int, sheet: Sheet) -> Iterator[Block]:
    lang = sheet.lang
    yield Heading(2, (Text(f"{number}. {question.title}"),), f"q-{number}")
    yield Paragraph((Strong((Text(question.question),)),))
    yield from (Paragraph((Text(line),)) for line in question.guidance.split("\n") if line)
    scale = [labelled(question, index).removeprefix("– ") for index in range(len(question.scale))]
    yield Items(tuple((Paragraph((Text(text),)),) for text in [*scale, unknown(lang)]))
    names = _NAMES.get(question.kind, _OTHER)
    yield _form((Code(question.id),), [_label(name, lang) for name in names], lang)
    for name, pairs in _hints(question, sheet).items():
        known = {"name": _label(name, lang), "known": " ; ".join(text for _, text in pairs)}
        yield Paragraph((Text(say("sheet-word-one-of", lang, known)),))


def _hints(question: Question, sheet: Sheet) -> dict[str, tuple[tuple[str, str], ...]]:
    """What may be written in the rows that take a few words only."""
    return {"criterion": {"grade": sheet.grades}, "safeguard": {"instrument": sheet.instruments}}.get(question.kind, {})


def _form(about: Line, labels: Iterable[str], lang: str) -> Table:
    """A table to fill in: its right-hand column is empty."""
    return Table((about, (Text(say("sheet-word-here", lang)),)), tuple(((Text(text),), ()) for text in labels), ("l", "l"))


def _label(name: str, lang: str) -> str:
    return str(words("sheets")["sheet-columns"][lang][COLUMNS.index(name)])


def read(data: bytes) -> Filled:
    """What the document *data* says."""
    try:
        root = parts(data, ("word/document.xml", _PROPERTIES)).get(_PROPERTIES)
        units = docx.read(data).units
    except DocxFault as error:
        raise Refused(str(error)) from error
    about, asked = _about({each.get("name", ""): "".join(each.itertext()).strip() for each in root} if root is not None else {})
    tables = [unit.table for unit in units if unit.table is not None][:_MOST]
    return Filled(about, asked, tuple(_replies(tables, about["lang"], asked)))


def _about(properties: dict[str, str]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    pieces = sorted((name for name in properties if name.startswith(ABOUT)), key=lambda name: (len(name), name))
    try:
        about, asked = json.loads("".join(properties[name] for name in pieces))
        told = {str(name): str(text) for name, text in about.items()}
        known = {str(name): (str(one), str(two)) for name, (one, two) in asked.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused("sheet-not-ours") from error
    if told.get("format") != FORMAT or {"proposal", "title", "rubric", "version"} - told.keys() or told.get("lang") not in LANGUAGES:
        raise Refused("sheet-not-ours")
    return told, known


def _replies(tables: Iterable[Table], lang: str, asked: dict[str, tuple[str, str]]) -> Iterator[Reply]:
    """The tables that answer something."""
    head: dict[str, str] = {}
    labels = {alike(_label(name, lang)): name for name in COLUMNS[ASKED:]}
    tops = {alike(say(f"sheet-head-{name}", lang)): name for name in HEAD}
    number = 0
    for table in tables:
        key = "".join(characters(table.header[0], "\n").split())
        known = labels if key in asked else tops if not head and not number else {}
        number += key in asked
        cells: dict[str, str] = {}
        for row in table.rows:
            name, text = known.get(alike(characters(row[0], "\n")), ""), "\n".join(characters(cell, "\n") for cell in row[1:]).strip()
            if name and text:
                cells[name] = text
        if key not in asked:
            head = head or cells
        elif cells:
            yield Reply(key, number, head | cells)
