"""A page of the desk on a screen of 80 columns: paragraphs and tables folded to it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from assess.model.sheet import Grid, Items, Part, Said, Sheet
from assess.reporters.explain import WIDTH, Line, folded
from assess.reporters.text import bound
from assess.reporters.visible import visible

_WORD = 34
"""The longest word that keeps its line, if there is room."""
_BETWEEN = 2


def lines(sheet: Sheet, lang: str) -> Iterator[Line]:
    """The lines of *sheet*; *lang* tells what stands between a label and its text."""
    yield from (((line, "title"),) for line in textwrap.wrap(visible(sheet.title), WIDTH))
    for block in sheet.blocks:
        match block:
            case Part():
                yield ()
                yield from _part(block)
            case Said():
                yield from _said(block, "\u00a0: " if lang == "fr" else ": ")
            case Items():
                for item in block.items:
                    yield from folded(visible(item), "  - ", "    ", block.style)
            case Grid():
                yield from _grid(block)


def _part(part: Part) -> Iterator[Line]:
    room = WIDTH - len(part.title) - len(part.remark)
    if part.remark and room > 1:
        yield (part.title, "title"), (" " * room, ""), (part.remark, "faint")
        return
    yield from (((line, "title"),) for line in textwrap.wrap(part.title, WIDTH))
    yield from folded(part.remark, "  ", "  ", "faint")


def _said(said: Said, colon: str) -> Iterator[Line]:
    if not said.label:
        yield from folded(visible(said.text), "  ", "  ", said.style)
        return
    label = said.label + colon
    first, *others = textwrap.wrap(bound(label + visible(said.text)), WIDTH, subsequent_indent="  ", break_on_hyphens=False)
    yield (first[: len(label)], "title"), (first[len(label) :], said.style)
    yield from (((line, said.style),) for line in others)


def _grid(grid: Grid) -> Iterator[Line]:
    rows = [tuple(bound(visible(cell)) for cell in row) for row in grid.rows]
    widths = _widths([grid.headers, *rows], WIDTH - 2)
    yield from _row(grid.headers, widths, "title")
    yield (("  " + (" " * _BETWEEN).join("-" * width for width in widths), "faint"),)
    for row, style in zip(rows, grid.styles or [""] * len(rows), strict=True):
        yield from _row(row, widths, style)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """The widths of the columns: what they need, the widest brought down until all fit, but for what one word needs."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    least = [min(_WORD, max(len(word) for cell in column for word in (cell.split() or [""]))) for column in columns]
    room -= _BETWEEN * (len(widths) - 1)
    while sum(widths) > room:
        spare = [(width, at) for at, width in enumerate(widths) if width > least[at]] or [(width, at) for at, width in enumerate(widths)]
        widths[max(spare)[1]] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], style: str) -> Iterator[Line]:
    parts = [textwrap.wrap(cell, width, break_on_hyphens=False) or [""] for cell, width in zip(cells, widths, strict=True)]
    for line in zip_longest(*parts, fillvalue=""):
        text = (" " * _BETWEEN).join(f"{part:<{width}}" for part, width in zip(line, widths, strict=True))
        yield (("  " + text.rstrip(), style),)
