"""Text that came back from a word processor, as Markdown: whatever it says, it stays text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from assess.documents.model import Break, Code, Emphasis, Inline, Line, Link, NoteCall, Strike, Strong, Text
from assess.documents.units import Notes, Unit, units, without
from assess.study.markdown import Markdown, encode_target, is_safe_target, plain, table

_SIGNS: Final = {Strong: "**", Emphasis: "*", Strike: "~~"}
_INDENT: Final = 3


def markdown(given: Sequence[Unit], labels: dict[str, str], notes: Notes) -> str:
    """The Markdown of *given*, with the notes that it calls under the names of *labels* at its end."""
    blocks = [_block(unit, labels) for unit in given]
    joined = blocks[0] if blocks else ""
    for (before, unit), block in zip(pairwise(given), blocks[1:], strict=True):
        joined += ("\n" if _one_list(before, unit) else _between(before, unit)) + block
    called = dict.fromkeys(name for unit in given for name in calls(unit) if name in labels and name in notes)
    return "\n\n".join(filter(None, (joined, *(_note(name, labels, notes) for name in called))))


def calls(unit: Unit) -> list[str]:
    """The notes that *unit* calls."""
    cells = [cell for row in (unit.table.header, *unit.table.rows) for cell in row] if unit.table else []
    return [note for line in (unit.line, *cells) for note in _calls(line)]


def _calls(line: Iterable[Inline]) -> list[str]:
    found: list[str] = []
    for piece in line:
        found += [piece.note] if isinstance(piece, NoteCall) else _calls(getattr(piece, "content", ()))
    return found


def _one_list(before: Unit, unit: Unit) -> bool:
    return before.kind == unit.kind == "item" and unit.begins


def _between(before: Unit, unit: Unit) -> str:
    return "\n>\n" if before.kind == unit.kind == "quote" else "\n\n"


def _note(name: str, labels: dict[str, str], notes: Notes) -> str:
    inside = markdown([Unit("paragraph", unit.line) if unit.line else unit for unit in units(notes[name])], {}, {})
    first, *rest = inside.split("\n")
    return "\n".join((f"[^{labels[name]}]: {first}", *(f"    {line}".rstrip() for line in rest)))


def _block(unit: Unit, labels: dict[str, str]) -> str:
    if unit.table is not None:
        made = unit.table
        cells = [[Markdown(line(cell, labels, cell=True)) for cell in row] for row in (made.header, *made.rows)]
        shown = str(table(cells[0], cells[1:], "".join(made.align)))
        caption = line(without(made.caption, (Strong, Emphasis)), labels)
        return f"*{caption}*\n\n{shown}" if caption else shown
    if unit.kind == "listing":
        fence = "`" * max(3, 1 + max((len(run) for run in unit.text.split("\n") if run.strip("`") == ""), default=0))
        return f"{fence}\n{unit.text}\n{fence}"
    content = line(unit.line, labels)
    if unit.kind == "heading":
        return f"{'#' * unit.level} {line(without(_on_one_line(unit.line), (Strong,)), labels)}"
    if unit.kind == "quote":
        return "\n".join(f"> {each}".rstrip() for each in content.split("\n"))
    if unit.kind == "item":
        return _item(unit, content)
    return content


def _item(unit: Unit, content: str) -> str:
    sign = "- " if unit.number is None else f"{unit.number}. "
    lead = " " * _INDENT * unit.level
    under = lead + " " * len(sign)
    first, *rest = content.split("\n")
    return "\n".join((f"{lead}{sign}{first}" if unit.begins else f"{under}{first}", *(f"{under}{each}" for each in rest)))


def _on_one_line(given: Line) -> Line:
    return tuple(Text(" ") if isinstance(piece, Break) else piece for piece in given)


def line(given: Iterable[Inline], labels: dict[str, str], *, cell: bool = False) -> str:
    """A line of Markdown, or of a *cell*, where there are no new lines."""
    made = ""
    for piece in given:
        made += _inline(piece, labels, first=not made or made.endswith("\n"), cell=cell)
    return made.strip(" ")


def _inline(piece: Inline, labels: dict[str, str], *, first: bool, cell: bool) -> str:
    match piece:
        case Text():
            return _text(piece.text, first=first)
        case Code():
            return f"`{piece.text}`" if piece.text.strip() and "`" not in piece.text else _text(piece.text, first=first)
        case Break():
            return " " if cell else "\\\n"
        case NoteCall():
            return f"[^{labels[piece.note]}]" if piece.note in labels else ""
        case Link():
            inside = line(piece.content, labels, cell=cell)
            safe = is_safe_target(piece.target) and piece.target and inside
            return f"[{inside}]({encode_target(piece.target)})" if safe else inside
    inside = "".join(_inline(each, labels, first=first and not at, cell=cell) for at, each in enumerate(piece.content))
    words = inside.strip(" \u00a0\u202f")
    sign = _SIGNS[type(piece)]
    return inside.replace(words, f"{sign}{words}{sign}", 1) if words else inside


def _text(text: str, *, first: bool) -> str:
    """*text* with the spaces around it; what begins a line is guarded from meaning a list, a title or a quotation."""
    bare = text.strip(" \t\n")
    if not bare:
        return " " if text else ""
    lead = " " if text[0] in " \t\n" and not first else ""
    trail = " " if text[-1] in " \t\n" else ""
    safe = str(plain(bare)) if first else str(plain(f". {bare}"))[2:]
    return lead + safe + trail
