"""The events of a YAML text: from libyaml when PyYAML has it, else from pure Python (the same, six times slower).

`extents` says where the values of a text end: what the tree, which knows where they start, does not keep.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    CParser = None  # type: ignore[assignment, misc]

Event = Any
"""The stubs allow events without marks: those that a parser gives always have them."""

LIBYAML: bool = CParser is not None
"""Whether the fast parser is there."""


def puller(text: str) -> Callable[[], Event]:
    """A function that gives the next event of *text*, and None after the last.

    It raises `yaml.YAMLError` where the text is not YAML; in pure Python also `ValueError` for an impossible
    character code.
    """
    return (CParser if LIBYAML else yaml.SafeLoader)(text).get_event


class Extents:
    """The ends of the values of a text, by their starts, and what stands between braces or brackets."""

    def __init__(self, text: str) -> None:
        """Read *text*, which is sound YAML."""
        self.ends: dict[int, int] = {}
        self.scalars: dict[int, int] = {}
        """The ends of texts and numbers alone, keys too, by their starts."""
        self.flows: list[tuple[int, int]] = []
        """The outermost collections between braces or brackets."""
        stack: list[Event] = []
        last = 0
        for event in iter(puller(text), None):
            start, end = event.start_mark.index, event.end_mark.index
            if issubclass(event.__class__, CollectionStartEvent):
                stack.append(event)
                continue
            if issubclass(event.__class__, CollectionEndEvent):
                opened = stack.pop()
                start = opened.start_mark.index
                if opened.flow_style:
                    last = end
                    if not any(outer.flow_style for outer in stack):
                        self.flows.append((start, end))
            elif issubclass(event.__class__, ScalarEvent):
                last = max(last, start + len(text[start:end].rstrip(" \t\n")))
                self.scalars[start] = last
            self.ends[start] = max(self.ends.get(start, 0), last)

    def end(self, start: int) -> int:
        """Where the value that starts at *start* ends."""
        return self.ends.get(start, start)

    def flow(self, offset: int) -> int:
        """Where the outermost collection between braces or brackets that holds *offset* starts; 0 when there is none."""
        return next((start for start, end in self.flows if start < offset < end), 0)
