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

from assess.loading.nodes import FAULT, Exact, Fault, Mapping, Sequence, children
from assess.loading.refusals import NO_KEYS, Event, Refusals, Stop
from assess.loading.scalars import MAX_DIGITS, NUMBER_STARTS, SHORT, WORDS, number, short_number
from assess.loading.source import Source

MAX_DEPTH: Final = 40
MAX_NODES: Final = 200_000
_MAX_EVENTS: Final = 2 * MAX_NODES + 4
"""A node gives at most two events; the stream and its document give four more."""
_WORDS: Final[dict[object, object]] = {word: value for word, value in (*WORDS.items(), (FAULT, FAULT))}  # noqa: C416
"""What was refused stays refused: one look-up in the hot loop for both."""

Container = Any  # a mapping or a list: the loop knows which


class Builder:
    """The tree of one text, and what was refused in it."""

    __slots__ = ("_dressed", "_ended", "_refuse", "complete", "error", "findings", "folded", "last", "top")

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
        self._dressed = True
        """Whether some values may have a tag or an anchor."""
        self.folded = False
        """Whether a text without quotes has dashes: a list may have been folded into it."""

    def build(self, puller: Callable[[str], Callable[[], Event]], text: str) -> None:
        """Read *text* with the events that *puller* gives."""
        try:
            pull = puller(text)
            if len(text) >= MAX_NODES:  # a node takes a character: most files need no count
                pull = partial(next, islice(iter(pull, None), _MAX_EVENTS), None)
            self._dressed = "!" in text or "&" in text
            self._pull(pull)
            self._count(text)
            self.complete = True
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            self.error = error
        except Stop:
            pass
        self._refuse.settle()

    def _pull(self, pull: Callable[[], Event]) -> None:  # noqa: C901, PLR0912
        """Take all the events. This is the hot loop of the reader: whatever is rare is elsewhere."""
        node: Any = self.top
        marks, key, in_mapping, event, dressed = node.marks, None, False, None, self._dressed
        stack: list[tuple[Any, Any, object, bool]] = []
        try:
            while (event := pull()) is not None:
                kind = event.__class__
                if kind is ScalarEvent:
                    marks.append(event.start_mark)
                    value = event.value
                    if dressed and (event.tag or event.anchor):
                        value = self._refuse.properties(event, value)
                    if in_mapping and key is None:
                        key = self._refuse.key(node, event, value) if value in NO_KEYS or value in node else value
                        continue
                    if not event.style:
                        if value in _WORDS:
                            value = _WORDS[value]
                        elif value[0] in NUMBER_STARTS:
                            value = short_number(value) if len(value) < SHORT else self._number(event)
                            if value.__class__ is str and " -" in value:
                                self.folded = True
                        elif " - " in value:
                            self.folded = True
                    if in_mapping:
                        node[key], key = value, None
                    else:
                        node.append(value)
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    node, marks, key, in_mapping = stack.pop()
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    marks.append(event.start_mark)
                    new, after = self._enter(event, node, key, len(stack))
                    stack.append((node, marks, after, in_mapping))
                    node, marks, key, in_mapping = new, new.marks, None, kind is MappingStartEvent
                else:
                    key = self._rare(event, node, key)
        finally:
            self.last = event

    def _enter(self, event: Event, node: Container, key: object, depth: int) -> tuple[Mapping | Sequence, object]:
        """Put a new mapping or list in *node*; give it, and the key for which *node* then wants the value, if any."""
        if depth >= MAX_DEPTH:
            self._refuse.stop("yaml-too-deep", event.start_mark.index, limit=str(MAX_DEPTH))
        if self._dressed and (event.tag or event.anchor):
            self._refuse.properties(event, None)
        new: Mapping | Sequence = Mapping() if event.__class__ is MappingStartEvent else Sequence()
        new.marks = []
        if node.__class__ is Sequence:
            node.append(new)
        elif key is not None:
            node[key] = new
        else:
            self._refuse.report("yaml-complex-key", event.start_mark.index, hint="quotes-if-text")
            return new, self._refuse.dropped(node)
        return new, None

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

    def _number(self, event: Event) -> int | Exact | str | Fault:
        """The number or text written by *event*, a value that starts like a number."""
        value = number(event.value)
        if value is FAULT:
            length = len(event.value)
            self._refuse.report("yaml-long-number", event.start_mark.index, length, hint="quotes-if-text", limit=str(MAX_DIGITS))
        return value

    def _count(self, text: str) -> None:
        """Refuse a file of more than `MAX_NODES` nodes."""
        if len(text) < MAX_NODES:
            return
        nodes = len(self.top.marks) + sum(len(node.marks) for node in children(self.top[0] if self.top else None))
        if not self._ended or nodes > MAX_NODES:
            self._refuse.stop("yaml-too-many-nodes", 0, limit=str(MAX_NODES))
