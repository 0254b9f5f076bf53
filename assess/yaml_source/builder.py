"""From events to the tree, in one pass and without recursion."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from assess.yaml_source.nodes import FAULT, Exact, Fault, Mapping, Sequence, children
from assess.yaml_source.refusals import NO_KEYS, Event, Refusals, Stop
from assess.yaml_source.scalars import MAX_DIGITS, NUMBER_STARTS, SHORT, number, short_plain
from assess.yaml_source.source import Source

MAX_DEPTH: Final = 40
MAX_NODES: Final = 200_000
_MAX_EVENTS: Final = 2 * MAX_NODES + 4
"""A node gives at most two events; the stream and its document give four more."""

Container = Any  # a mapping or a list: the loop knows which


class Builder:
    """The tree of one text, and what was refused in it."""

    __slots__ = ("_ended", "_refuse", "complete", "error", "findings", "folded", "last", "top")

    def __init__(self, source: Source) -> None:
        """Build for *source*, in which the findings are placed."""
        self._refuse = Refusals(source)
        self.findings = self._refuse.findings
        self.top = Sequence()
        """The root, as the only item; empty when there is none."""
        self.top.marks = []
        self.complete = False
        """Whether the file was read to its end."""
        self.error: Exception | None = None
        """What stopped the parser."""
        self.last: Event = None
        """The last event before that."""
        self._ended = False
        self.folded = False
        """Whether a text without quotes has dashes: a list may have been folded into it."""

    def build(self, puller: Callable[[str], Callable[[], Event]], text: str) -> None:
        """Read *text* with the events that *puller* gives."""
        try:
            pull = puller(text)
            if len(text) >= MAX_NODES:  # a node takes a character: most files need no count
                pull = partial(next, islice(iter(pull, None), _MAX_EVENTS), None)
            self._pull(pull, self.top, dressed="!" in text or "&" in text)  # in a tag or an anchor, as few values are
            self._count(text)
            self.complete = True
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            self.error = error
        except Stop:
            pass
        self._refuse.settle()

    def _pull(self, pull: Callable[[], Event], node: Any, *, dressed: bool) -> None:  # noqa: C901, PLR0912
        """Take all the events into *node*. This is the hot loop of the reader: whatever is rare is elsewhere."""
        marks, key, in_mapping, event = node.marks, None, False, None
        stack: list[tuple[Any, Any, object, bool]] = []
        try:
            while (event := pull()) is not None:
                kind = event.__class__
                if kind is ScalarEvent:
                    marks.append(event.start_mark)
                    value = self._dressed(event) if dressed else event.value
                    if in_mapping and key is None:
                        key = self._refuse.key(node, event, value) if value in NO_KEYS or value in node else value
                        continue
                    if not event.style and value is not FAULT:
                        value = short_plain(value) if len(value) < SHORT else self._plain(event)
                        if value.__class__ is str and " -" in value:
                            self.folded = True
                    if in_mapping:
                        node[key], key = value, None
                    else:
                        node.append(value)
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    node, marks, key, in_mapping = stack.pop()
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    marks.append(event.start_mark)
                    new: Any = Mapping() if kind is MappingStartEvent else Sequence()
                    if dressed or (in_mapping and key is None) or len(stack) >= MAX_DEPTH:
                        key = self._enter(event, node, key, new, len(stack))
                    elif in_mapping:
                        node[key], key = new, None
                    else:
                        node.append(new)
                    stack.append((node, marks, key, in_mapping))
                    node, marks, key, in_mapping = new, [], None, kind is MappingStartEvent
                    node.marks = marks
                else:
                    key = self._rare(event, node, key)
        finally:
            self.last = event

    def _dressed(self, event: Event) -> Any:
        """The text of *event*, which may have a tag or an anchor; `FAULT` where it has a tag."""
        return self._refuse.properties(event, event.value) if event.tag or event.anchor else event.value

    def _enter(self, event: Event, node: Container, key: object, new: Mapping | Sequence, depth: int) -> object:
        """Put *new* in *node* where something may have to be said of it; give the key for which *node* then wants the value, if any."""
        if depth >= MAX_DEPTH:
            self._refuse.stop("yaml-too-deep", event.start_mark.index, limit=str(MAX_DEPTH))
        if event.tag or event.anchor:
            self._refuse.properties(event, None)
        if node.__class__ is Sequence:
            node.append(new)
        elif key is not None:
            node[key] = new
        else:
            self._refuse.report("yaml-complex-key", event.start_mark.index, hint="quotes-if-text")
            return self._refuse.dropped(node)
        return None

    def _rare(self, event: Event, node: Container, key: object) -> object:
        """Take an event that most files have once or never; give the key for which *node* wants a value, if any."""
        self._ended = event.__class__ is StreamEndEvent
        if event.__class__ is DocumentStartEvent:
            self._refuse.document(event, first=not self.top)
        elif event.__class__ is AliasEvent:
            self._refuse.alias(event)
            node.marks.append(event.start_mark)
            if node.__class__ is Sequence:
                node.append(FAULT)
            elif key is None:
                return self._refuse.dropped(node)
            else:
                node[key] = FAULT
        return None

    def _plain(self, event: Event) -> int | Exact | str | Fault:
        """The number or text written by *event*, a value without quotes that is not short."""
        value = event.value
        found = number(value) if value[0] in NUMBER_STARTS else value
        if found is FAULT:
            self._refuse.report("yaml-long-number", event.start_mark.index, len(value), hint="quotes-if-text", limit=str(MAX_DIGITS))
        return found

    def _count(self, text: str) -> None:
        """Refuse a file of more than `MAX_NODES` nodes."""
        if len(text) < MAX_NODES:
            return
        nodes = len(self.top.marks) + sum(len(node.marks) for node in children(self.top[0] if self.top else None))
        if not self._ended or nodes > MAX_NODES:
            self._refuse.stop("yaml-too-many-nodes", 0, limit=str(MAX_NODES))
