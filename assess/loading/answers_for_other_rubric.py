"""What a proposal answers for its own rubric when it is read under another: known there, it is left aside, and a note says so.

A name that neither rubric knows remains a fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from assess.model.finding import Finding, Place, Severity

Known = dict[str, Collection[str]]
"""The names of a rubric: its facts, criteria and safeguards."""


class Aside:
    """The answers left aside of one proposal."""

    def __init__(self, own: Callable[[], Known] | None, used: str) -> None:
        """*own* gives the names of the proposal’s own rubric, asked for at need, when *used* is another; None: it is the same."""
        self._own, self._used = own, used
        self._known: Known = {}
        self._left: Counter[str] = Counter()

    def takes(self, kind: str, name: object) -> bool:
        """Whether the answer *name*, unknown to the rubric used, is one of those of this *kind* that the proposal’s own rubric asks for."""
        if self._own is not None:
            self._known, self._own = self._own(), None
        if name not in self._known.get(kind, ()):
            return False
        self._left[kind] += 1
        return True

    def told(self, path: str) -> list[Finding]:
        """The note on what was left aside in the file *path*, if anything was."""
        if not self._left:
            return []
        values = {kind: str(self._left[kind]) for kind in ("facts", "criteria", "safeguards")}
        return [Finding("left-aside", Place(path), values | {"rubric": self._used}, Severity.NOTE)]
