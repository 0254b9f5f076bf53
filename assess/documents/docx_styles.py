"""What the styles and lists of a document of Word say that a paragraph is, whatever their ids: each program and ministry has its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from xml.etree import ElementTree as ET

from assess.documents.docx_text import tag
from assess.documents.model import Align, Line
from assess.documents.units import Unit, spoken

Role: TypeAlias = Literal["none", "heading", "paragraph", "item", "quote", "listing", "caption"]
_HEADING: Final = re.compile(r"(?:heading|titre) ?([1-9])$")
_QUOTES: Final = ("quote", "block text", "citation", "quotations", "intense quote", "assess prompt")
_UNSHOWN: Final = re.compile(r"toc( heading| ?\d)|contents (heading|\d)|image caption|captioned figure|assess turn")
_DEEPEST: Final = 8
_SIDES: Final[dict[str, Align]] = {"center": "c", "right": "r", "end": "r"}


@dataclass(frozen=True, slots=True)
class About:
    """What a paragraph is."""

    kind: Role
    level: int = 0
    number: int | None = None
    merged: bool = False
    """Whether its end was deleted: the next paragraph goes on in it."""

    def unit(self, line: Line) -> Unit:
        """The unit of the words *line*."""
        if self.kind == "listing":
            return Unit("listing", text=spoken(line, {}))
        if self.kind == "none" or self.kind == "caption":  # noqa: PLR1714 - it tells which kinds are left
            return Unit("paragraph", line)
        return Unit(self.kind, line, self.level, self.number)


class Styles:
    """The styles and lists of one document."""

    def __init__(self, styles: ET.Element | None, numbering: ET.Element | None) -> None:
        """*styles* and *numbering*: the roots of these parts, when they are there."""
        found = list(styles.iter(tag("w:style"))) if styles is not None else []
        self.styles = {style.get(tag("w:styleId"), ""): style for style in found}
        self.names = {name: _value(style, "w:name").lower() for name, style in self.styles.items()}
        self.formats = _formats(numbering)
        self.counts: dict[tuple[str, int], int] = {}

    def of(self, paragraph: ET.Element) -> About:
        """What *paragraph* is."""
        about = paragraph.find(tag("w:pPr"))
        merged = about is not None and any(about.find(f"{tag('w:rPr')}/{tag(each)}") is not None for each in ("w:del", "w:moveFrom"))
        style = _value(about, "w:pStyle")
        lineage = self._lineage(style)
        names = [self.names.get(each, each.lower()) for each in lineage]
        role, level = self._role(names, lineage, about)
        if role == "paragraph" and (item := self._item(about, lineage)) is not None:
            return About("item", item[0], item[1], merged)
        return About(role, level, merged=merged)

    def _role(self, names: list[str], lineage: list[str], about: ET.Element | None) -> tuple[Role, int]:
        own = names[0] if names else ""
        if own == "title":
            return "heading", 1
        if _UNSHOWN.match(own):
            return "none", 0
        if "caption" in own:
            return "caption", 0
        for name in names:
            if heading := _HEADING.match(name):
                return "heading", int(heading[1]) + 1
            if name in _QUOTES:
                return "quote", 0
            if name in ("source code", "preformatted text", "html preformatted"):
                return "listing", 0
        levels = [about, *(self.styles[each].find(tag("w:pPr")) for each in lineage if each in self.styles)]
        outline = next((value for each in levels if (value := _value(each, "w:outlineLvl"))), "")
        return ("heading", int(outline) + 2) if re.fullmatch("[0-5]", outline) else ("paragraph", 0)

    def _lineage(self, style: str) -> list[str]:
        """The style and those that it is based on."""
        found: list[str] = []
        while style and style not in found:
            found.append(style)
            style = _value(self.styles.get(style), "w:basedOn")
        return found

    def _item(self, about: ET.Element | None, lineage: list[str]) -> tuple[int, int | None] | None:
        """How deep an item stands in its list, and its number; None for what is no item."""
        for each in [about, *(self.styles[name].find(tag("w:pPr")) for name in lineage if name in self.styles)]:
            numbered = each.find(tag("w:numPr")) if each is not None else None
            if numbered is not None:
                return self._numbered(_value(numbered, "w:numId"), _value(numbered, "w:ilvl") or "0")
        return None

    def _numbered(self, list_: str, level: str) -> tuple[int, int | None] | None:
        if list_ in ("", "0") or not re.fullmatch("[0-8]", level):
            return None
        deep = min(int(level), _DEEPEST)
        kind, start = self.formats.get((list_, deep), ("bullet", 1))
        for each in [each for each in self.counts if each[0] == list_ and each[1] > deep]:
            del self.counts[each]
        self.counts[list_, deep] = self.counts.get((list_, deep), start - 1) + 1
        return deep, None if kind in ("bullet", "none") else self.counts[list_, deep]

    def aligned(self, table: ET.Element, wide: int) -> tuple[Align, ...]:
        """On which side each of the *wide* columns of *table* stands: that of its first cell which says so."""
        sides: list[Align] = ["l"] * wide
        for row in list(table.iter(tag("w:tr")))[1:2]:
            for at, cell in enumerate(list(row.iter(tag("w:tc")))[:wide]):
                justified = cell.find(f"{tag('w:p')}/{tag('w:pPr')}/{tag('w:jc')}")
                sides[at] = _SIDES.get(justified.get(tag("w:val"), ""), "l") if justified is not None else "l"
        return tuple(sides)


def _value(parent: ET.Element | None, name: str) -> str:
    """The value of the child *name* of *parent*."""
    child = parent.find(tag(name)) if parent is not None else None
    return child.get(tag("w:val"), "") if child is not None else ""


def _formats(numbering: ET.Element | None) -> dict[tuple[str, int], tuple[str, int]]:
    """Of each list and level, its format and where it begins."""
    if numbering is None:
        return {}
    models: dict[str, dict[int, tuple[str, int]]] = {}
    for model in numbering.iter(tag("w:abstractNum")):
        levels = {_int(level.get(tag("w:ilvl"), "0"), 0): level for level in model.iter(tag("w:lvl"))}
        models[model.get(tag("w:abstractNumId"), "")] = {
            deep: (_value(level, "w:numFmt"), _int(_value(level, "w:start"), 1)) for deep, level in levels.items()
        }
    found: dict[tuple[str, int], tuple[str, int]] = {}
    for number in numbering.iter(tag("w:num")):
        own = number.get(tag("w:numId"), "")
        found |= {(own, deep): level for deep, level in models.get(_value(number, "w:abstractNumId"), {}).items()}
        for override in number.iter(tag("w:lvlOverride")):
            deep = _int(override.get(tag("w:ilvl"), "0"), 0)
            if start := _value(override, "w:startOverride"):
                found[own, deep] = (found.get((own, deep), ("decimal", 1))[0], _int(start, 1))
    return found


def _int(text: str, default: int) -> int:
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else default
