"""A proposal brought up to the present rubric, by edits at the places the parser gives: every other byte stays.

One answer is moved at a time, the last of the file first, and the text is read again after each: no two edits can meet. What the
proposal should then hold is compared with what it holds, before anything is written.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from assess.loading.moves import PINNED, Moves, Use, plain, uses
from assess.loading.proposal import Names
from assess.messages import say
from assess.model.finding import Finding
from assess.yaml_source.document import Document, read_document
from assess.yaml_source.editing import Edit, applied
from assess.yaml_source.events import Extents
from assess.yaml_source.nodes import Mapping, Node, Sequence
from assess.yaml_source.source import line_end, line_start, written


class Moved(Struct, frozen=True):
    """One thing that was changed."""

    line: int
    """As the file was."""
    message: str
    values: dict[str, str]


class Migration(Struct, frozen=True):
    """A file after its migration."""

    text: str
    """The same as before when there was nothing to do."""
    moved: tuple[Moved, ...]
    """In the order of the file."""
    left: tuple[Finding, ...]
    """What a person has to do."""


def migrated(text: str, path: str, names: Names, rubric: str, lang: str) -> Migration:
    """*text*, of the proposal *path*, which is sound YAML, under the present *rubric*; notes in it are in *lang*."""
    left: dict[str, Finding] = {}
    moved: list[Moved] = []
    notes: list[tuple[int, int]] = []
    while True:
        document = read_document(text, path)
        due = [use for use in uses(document, names.moves) if f"{use.move.id} {use.key}" not in left]
        if not due:
            break
        use = due[-1]
        edits, fault = _edits(document, use, names.moves, rubric, lang)
        changed = text if fault else applied(text, edits)
        if not fault and not sound(document, use, read_document(changed, path), names.moves):
            fault = "move-by-hand"
        if fault:
            left[f"{use.move.id} {use.key}"] = document.source.finding(fault, use.offset, len(use.text), values=_values(use))
            continue
        line = _before(notes, document.source.place(use.offset).line)
        moved.append(Moved(line, "moved-renamed" if use.move.to else "moved-retired", _values(use)))
        notes += [(document.source.place(at).line, new.count("\n")) for at, _, new in edits if "\n" in new]
        text = changed
    pin = None if left else _pin(read_document(text, path), names.version)
    if pin:
        edit, line, values = pin
        text = applied(text, [edit])
        moved.append(Moved(_before(notes, line), "moved-version", values))
    moved.reverse()
    moved.sort(key=lambda item: item.line)
    return Migration(text, tuple(moved), tuple(sorted(left.values(), key=lambda finding: (finding.place.line, finding.place.column))))


def _before(notes: list[tuple[int, int]], line: int) -> int:
    """The number that *line* had before *notes* of so many lines were put in before others."""
    for at, count in reversed(notes):
        line -= count if line >= at + count else 0
    return line


def _values(use: Use) -> dict[str, str]:
    return {"found": plain(use.move.id) or use.move.id, "to": plain(use.move.to), "since": use.move.since}


def _edits(document: Document, use: Use, moves: Moves, rubric: str, lang: str) -> tuple[list[Edit], str]:
    """How to make the move of *use*; or the id of what to say instead."""
    if use.text[:1] in ("|", ">", "?", ""):
        return [], "move-by-hand"
    if use.move.to:
        new = new_name(use)
        if use.as_key() and isinstance(use.container, Mapping) and new in use.container:
            return [], "move-both"
        quote = use.text[0] if use.text[0] in "'\"" else ""
        return [(use.offset, use.offset + len(use.text), quote + new + quote)], ""
    if use.whole[1] == "technology":
        return [], "move-technology"
    because = " ".join(use.move.because[lang].split()) if use.move.because else ""
    note = say("moved-note", lang, {"rubric": rubric, "since": use.move.since, "because": because})
    return _retired(document, use, moves, note), ""


def _retired(document: Document, use: Use, moves: Moves, note: str) -> list[Edit]:
    """Comment the answer out; of a list that keeps other items, the item alone."""
    text, spans = document.text, Extents(document.text)
    if isinstance(use.container, Sequence) and not all_retired(use.container, use, moves):
        return _hidden(text, spans, use.offset, use.offset + len(use.text), note, item=True)
    mapping, key = use.whole
    start = mapping.key_mark(key).index
    end = start + len(written(text, start, key))
    colon = re.compile(r"[ ]*:").match(text, end)  # between braces there may be none
    end = max(colon.end() if colon else end, spans.end(mapping.mark(key).index))
    return _hidden(text, spans, start, end, note, item=False)


def _hidden(text: str, spans: Extents, start: int, end: int, note: str, *, item: bool) -> list[Edit]:
    """Comment out *start* to *end*: whole lines where they hold nothing else; from between braces, moved to a line before."""
    first = line_start(text, start)
    before, after = text[first:start], text[end : line_end(text, end)]
    alone = re.fullmatch(r"[ ]*(?:-[ ]+)?" if item else r"[ ]*", before) and re.fullmatch(r"[ \t]*(?:#.*)?", after)
    if alone and not spans.flow(start):
        indent = len(before) - len(before.lstrip(" "))
        edits: list[Edit] = [(first, first, f"{' ' * indent}# {note}\n")]
        at = first
        while at <= end:
            if text[at : line_end(text, at)].strip():
                edits.append((at + indent, at + indent, "# "))
            at = line_end(text, at) + 1
        return edits
    top = line_start(text, spans.flow(start) or start)
    indent = len(text[top:]) - len(text[top:].lstrip(" "))
    kept = " ".join(text[start:end].split())
    gone = _with_comma(text, start, end)
    return [(top, top, f"{' ' * indent}# {note}\n{' ' * indent}# {kept}\n"), (*gone, "")]


def _with_comma(text: str, start: int, end: int) -> tuple[int, int]:
    """*start* to *end* with the comma after it, or else the one before it."""
    after = re.compile(r"\s*,[ ]*").match(text, end)
    if after:
        return start, after.end()
    before = re.compile(r",\s*$").search(text, 0, start)
    return (before.start() if before else start), end


def _pin(document: Document, version: str) -> tuple[Edit, int, dict[str, str]] | None:
    """The edit that pins the proposal to *version*, when it pins another; its line, and what to say of it."""
    root = document.root
    named = root.get("rubric") if isinstance(root, Mapping) else None
    pin = re.search(PINNED, named) if isinstance(named, str) else None
    if pin is None or pin[0][1:] == version or not isinstance(root, Mapping):
        return None
    offset = root.mark("rubric").index
    start = document.text.find(pin[0], offset)
    values = {"found": pin[0][1:], "to": version}
    return (start, start + len(pin[0]), f"@{version}"), document.source.place(offset).line, values


# What the proposal should hold once an answer has moved


def new_name(use: Use) -> str:
    """What stands for the old id now; the field of a record stands without the name of the record."""
    name = plain(use.move.to)
    field = use.as_key() and use.move.id.startswith("fact:") and "." in use.move.to
    return name.rpartition(".")[2] if field else name


def all_retired(items: Sequence, use: Use, moves: Moves) -> bool:
    """Whether every one of *items* is a value that was retired."""
    owner = use.move.id.partition("=")[0]
    return all((move := moves.get(f"{owner}={item}")) is not None and not move.to for item in items)


def sound(before: Document, use: Use, after: Document, moves: Moves) -> bool:
    """Whether *after* holds all that *before* does, but for the answer of *use*, which has moved."""
    return after.valid and _moved(after.root, use, moves) == _moved(before.root, use, moves)


def _moved(root: Node, use: Use, moves: Moves) -> Any:
    """*root* as plain data once the answer of *use* has moved: only in its very mapping or list, if that is under *root*.

    What is left empty is None, as it is between braces or without them.
    """
    new, as_key = new_name(use) if use.move.to else "", use.as_key()
    item = isinstance(use.container, Sequence) and not all_retired(use.container, use, moves)
    where, gone = (use.container, use.key) if item else use.whole

    def data(node: Node) -> Any:
        if not isinstance(node, (Mapping, Sequence)):
            return node
        made: dict[str | int, Any] = {}
        for key, value, _ in node.slots():
            if new and node is use.container and key == use.key:
                made[new if as_key else key] = data(value) if as_key else new
            elif new or node is not where or key != gone:
                made[key] = data(value)
        return (made if isinstance(node, Mapping) else list(made.values())) or None

    return data(root)
