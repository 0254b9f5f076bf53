"""Where the values of a YAML text end: what the tree, which knows where they start, does not keep."""

from __future__ import annotations

from typing import Any

from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

from assess.yaml_source.events import puller


class Extents:
    """The ends of the values of a text, by their starts, and what stands between braces or brackets."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.ends: dict[int, int] = {}
        self.flows: list[tuple[int, int]] = []
        """The outermost collections between braces or brackets."""

    def end(self, start: int) -> int:
        """Where the value that starts at *start* ends."""
        return self.ends.get(start, start)

    def flow(self, offset: int) -> int:
        """Where the outermost collection between braces or brackets that holds *offset* starts; 0 when there is none."""
        return next((start for start, end in self.flows if start < offset < end), 0)


def extents(text: str) -> Extents:
    """The extents of *text*, which is sound YAML."""
    found = Extents()
    stack: list[tuple[int, bool]] = []
    last = depth = 0
    pull = puller(text)
    while (event := pull()) is not None:
        start_mark: Any = event.start_mark  # there is one: both parsers give it
        end_mark: Any = event.end_mark
        if isinstance(event, CollectionStartEvent):
            flow = bool(event.flow_style)
            stack.append((start_mark.index, flow))
            depth += flow
        elif isinstance(event, CollectionEndEvent):
            start, flow = stack.pop()
            if flow:
                last = end_mark.index
                depth -= 1
                if not depth:
                    found.flows.append((start, last))
            found.ends[start] = max(found.ends.get(start, 0), last)
        elif isinstance(event, ScalarEvent):
            start = start_mark.index
            end = start + len(text[start : end_mark.index].rstrip(" \t\n"))
            last = max(last, end)
            found.ends[start] = max(found.ends.get(start, 0), end)
    return found
