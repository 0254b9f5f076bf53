"""What follows in a vector from other answers than those it was run with: only what differs is derived again."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import Any

from assess.conditions.logic import Vector
from assess.engine.program import Program, Readers

Change = list[tuple[int, Any]]
"""Values to put into slots."""


def propagate(program: Program, v: Vector, change: Change, readers: Readers) -> Change:
    """Put the *change* of inputs into *v*, which has been run, and derive again what it changes among *readers*; gives what stood there."""
    saved = [(at, v[at]) for at, value in change if v[at] != value]
    for at, value in change:
        v[at] = value
    derive = program.derive
    seen = {reader for at, _ in saved for reader in readers.get(at, ())}
    waiting = list(seen)
    heapify(waiting)
    while waiting:  # a slot stands after those it reads: the first of those that wait is ready
        at = heappop(waiting)
        before = v[at]
        v[at] = after = derive[at](v)
        if after != before:
            saved.append((at, before))
            for reader in readers.get(at, ()):
                if reader not in seen:
                    seen.add(reader)
                    heappush(waiting, reader)
    return saved


def restore(v: Vector, saved: Change) -> None:
    """Put back what `propagate` gave."""
    for at, value in saved:
        v[at] = value
