"""How plain data are written in YAML: in one line, or in lines of their own under a key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from assess.yaml_source.nodes import Exact, plain

_UNQUOTED: Final = re.compile(r"[A-Za-z](?:[A-Za-z0-9_./@-]*[A-Za-z0-9])?|\d{4}-\d{2}-\d{2}")
"""The texts that need no quotes in any place, for any reader: names, and days as the files write them."""
_TRAPS: Final = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Words that other readers of YAML take for something else."""
_WIDTH: Final = 118
STEP: Final = 2
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def inline(value: Any) -> str:
    """*value* in one line."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Exact):
        return value.text
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)}: {inline(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(inline, value)) + "]" if isinstance(value, Sequence) else str(value)


def below(value: Any, indent: int) -> str:
    """*value* as it stands after the colon of a key: from the space or the new line on, further lines indented by *indent*."""
    if isinstance(value, dict) and value:
        return "".join(entry(key, each, indent) for key, each in value.items())
    if isinstance(value, str):
        return " " + _prose(value, indent)
    line = inline(value)
    if not isinstance(value, list) or not value or (not _has_mappings(value) and indent + len(line) <= _WIDTH):
        return f" {line}"
    return "".join(item(each, indent) for each in value)


def entry(key: str, value: Any, indent: int) -> str:
    """A new line with *key* and *value*."""
    return f"\n{' ' * indent}{_text(key)}:{below(value, indent + STEP)}"


def item(value: Any, indent: int) -> str:
    """A new line with *value* as an item of a list."""
    dash, line = f"\n{' ' * indent}- ", inline(value)
    if isinstance(value, dict) and value and indent + len(line) > _WIDTH:
        return dash + below(value, indent + STEP).lstrip()
    return dash + line


def _has_mappings(value: list[Any]) -> bool:
    return any(isinstance(each, dict) for each in value)


def _text(text: str) -> str:
    if _UNQUOTED.fullmatch(text) and text.lower() not in _TRAPS and plain(text) == text:
        return text
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'


def _prose(text: str, indent: int) -> str:
    """*text* as prose is written: on lines of its own where it has lines or is long, else in quotes."""
    body = text.removesuffix("\n")
    odd = not body or body != body.strip() or re.search(r"[ \t]+(\n|$)|\n\s", body.replace("\n\n", "\n"))
    if odd or ("\n" not in text and indent + len(text) <= _WIDTH):
        return _text(text)
    if "\n" in text:
        lines, head = body.split("\n"), "|" if body != text else "|-"
    elif "  " in text:
        return _text(text)
    else:
        lines, head = _folded(text, _WIDTH - indent), ">-"
    return head + "".join(f"\n{' ' * indent}{line}" if line else "\n" for line in lines)


def _folded(text: str, width: int) -> list[str]:
    """*text* cut at its spaces in lines of *width*; no-break spaces are none."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines
