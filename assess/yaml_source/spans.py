"""From a value back to its characters in the file: how it is written, and where one of its characters stands."""

from __future__ import annotations

import re
from typing import Final

from assess.yaml_source.nodes import Node
from assess.yaml_source.source import line_end

# compiled when first needed: most files need none
_QUOTED: Final = r"'(?:[^'\n]|'')*'?|\"(?:[^\"\\\n]|\\[^\n])*\"?"
_BLOCK: Final = r"[|>][^\n]*(?=\n)"
_INDENT: Final = r"\n[ \t]*"
_WORD: Final = r"[^\s,\[\]{}:]+|.?"


def written(text: str, start: int, value: Node) -> str:
    """How the scalar *value*, which starts at *start*, is written on its first line; at least a character."""
    if value.__class__ is int and text.startswith(figures := str(value), start):
        return figures
    first = text[start : start + 1]
    match = re.compile(_QUOTED).match(text, start) if first in ("'", '"') else None
    if match is None and isinstance(value, str) and first not in ("|", ">"):
        return value if text.startswith(value, start) else text[start : line_end(text, start)].rstrip()
    match = match or re.compile(_WORD).match(text, start)
    return match.group() if match else ""


def character(text: str, start: int, value: str, offset: int) -> int | None:
    """Where the character number *offset* of *value* stands, *value* being written from *start*.

    None when it cannot be said for sure: in quotes with escapes or on several lines, or after a line with an indent
    of its own.
    """
    if text[start : start + 1] in ("'", '"'):
        return start + 1 + offset if text.startswith(value, start + 1) else None
    block = re.compile(_BLOCK).match(text, start)
    place = start
    if block:
        place = block.end()
        value, offset = "\n" + value, offset + 1
    for wanted in value[:offset]:
        here = text[place : place + 1]
        indent = re.compile(_INDENT).match(text, place) if wanted in (" ", "\n") else None
        if indent is None and here != wanted:
            return None
        place = indent.end() if indent else place + 1
    return place if text[place : place + 1] in (value[offset : offset + 1], "\n") or offset == len(value) else None
