"""How a slot is derived, as plain data: what a rubric compiles to, and what is kept of it.

An operation is a tuple, its name first; it may hold others. `link` says what each does.
"""

from __future__ import annotations

from typing import Any

from assess.engine.logic import FALSE

Operation = tuple[Any, ...]


def all_of(parts: list[Operation]) -> Operation:
    """True when all of *parts* are."""
    return ("and", *parts)


def one_of(parts: list[Operation]) -> Operation:
    """True when one of *parts* is."""
    if len(parts) == 1:
        return parts[0]
    if all(part[0] == "slot" for part in parts):
        return ("or-slots", tuple(part[1] for part in parts)) if parts else ("always", FALSE)
    return ("or", *parts)
