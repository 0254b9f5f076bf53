"""Conditions and numbers of a rubric in their resolved form: what the engine evaluates.

An expression is a nested list, so that a compiled rubric is plain JSON. Conditions (three-valued):

    ["true"] ["false"] ["and", a, b…] ["or", a, b…] ["not", a]
    ["in", slot, [value…]]                 a slot with one value: `fact:x`, `fact:text.state`, `regime`, `stage`, `tier:x`, `action`
    ["has", mode, slot, [value…]]          a fact with several values; mode is any, all or only
    ["term", id] ["law", id] ["met", id] ["required", id] ["gap", id] ["raised", id] ["cure", cure]
    ["blocked", action, "safeguards" | "text" | "principles"] ["lacks", instrument]
    ["compare", op, number, number]

Numbers (exact): ["number", int, scale] ["date", ordinal] ["as-of"] ["value", "fact:x"] ["level", criterion] ["points", [fact…]]
["score", id] ["+" | "-" | "*" | "/", a, b] ["round", a] ["if", condition, a, b]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Expression = list[Any]
"""A nested list, as described above."""

NAMED = {
    "term": "term:",
    "law": "law:",
    "met": "met:",
    "required": "required:",
    "gap": "gap:",
    "raised": "red-line:",
    "cure": "cure:",
    "lacks": "lacks:",
    "level": "criterion:",
    "score": "score:",
    "value": "",
}
"""Expressions that read the slot of one name, and how the names of such slots begin."""


_WITH_NAMES = frozenset(("in", "has", "points"))


def reads(expression: Expression) -> Iterator[str]:
    """The names of the nodes that *expression* reads directly, such as `fact:phase`, `tier:gravity`, `met:dpia`."""
    kind = expression[0]
    if kind in NAMED:
        yield NAMED[kind] + expression[1]
    elif kind == "in":
        yield expression[1]
    elif kind == "has":
        yield expression[2]
    elif kind == "blocked":
        yield f"blocked:{expression[1]}/{expression[2]}"
    elif kind == "points":
        yield from (f"fact:{fact}" for fact in expression[1])
    else:
        for part in parts(expression):
            yield from reads(part)


def parts(expression: Expression) -> Iterator[Expression]:
    """The expressions that *expression* is directly made of. A list of names is none, whatever the names are."""
    if expression[0] not in _WITH_NAMES:
        yield from (part for part in expression[1:] if isinstance(part, list))
