"""From events to the tree, in one pass and without recursion.

YAML allows what a careful file does not need: tags, anchors, aliases, merges, odd keys, several documents. What is refused is
recorded, replaced by `FAULT` or left out, and reading goes on: a file is to be put right once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any, Final, NoReturn

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from assess.model.finding import Finding
from assess.yaml_source.events import Event, puller
from assess.yaml_source.nodes import FAULT, MAX_DEPTH, MAX_DIGITS, SHORT, Fault, Mapping, Mark, Sequence, children, plain, short_plain
from assess.yaml_source.source import Source, line_end, shown

MAX_NODES: Final = 200_000
_MAX_EVENTS: Final = 2 * MAX_NODES + 4
"""A node gives at most two events; the stream and its document give four more."""
NO_KEYS: Final = frozenset(("", "~", "null", "<<", FAULT))
"""What needs a closer look when it stands as a key."""
_DIRECTIVE: Final = "(?m)^%"
_WORD: Final = r"[^\s,\[\]{}]*"

Container = Any  # a mapping or a list: the loop knows which
_ITEM: Final = object()
"""What stands for a key in a list; in a mapping, None: the next value is a key."""


class Stop(Exception):
    """Nothing more is to be read."""


def _prune(node: Mapping) -> None:
    """Take out of *node* the keys that were dropped, which are no texts, with their values and places."""
    slots = zip(node.items(), node.marks[::2], node.marks[1::2], strict=False)  # the last may have no value yet
    kept = [(slot, marks) for slot, *marks in slots if isinstance(slot[0], str)]
    node.clear()
    node.update(slot for slot, _ in kept)
    node.marks = [mark for _, marks in kept for mark in marks]


class Builder:
    """The tree of one text, and what was refused in it."""

    def __init__(self, source: Source, text: str) -> None:
        """Read *text*, which is that of *source* with what was neutralised; the findings are placed in *source*."""
        self._source = source
        self.findings: list[Finding] = []
        self._dropped: dict[int, Mapping] = {}
        self._duplicates: list[tuple[Mapping, str, Mark]] = []
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
        self._build(text)

    def _build(self, text: str) -> None:
        try:
            pull = puller(text)
            if len(text) >= MAX_NODES:  # a node takes a character: most files need no count
                pull = partial(next, islice(iter(pull, None), _MAX_EVENTS), None)
            self._pull(pull, self.top, dressed="!" in text or "&" in text)  # in a tag or an anchor, as few values are
            if len(text) >= MAX_NODES:
                self._count()
            self.complete = True
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            self.error = error
        except Stop:
            pass
        self._settle()

    def _pull(self, pull: Callable[[], Event], node: Any, *, dressed: bool) -> None:  # noqa: C901, PLR0912
        """Take all the events into *node*. This is the hot loop of the reader: whatever is rare is elsewhere."""
        marks, key, event = node.marks, _ITEM, None
        stack: list[tuple[Any, Any, object]] = []
        try:
            while (event := pull()) is not None:
                kind = event.__class__
                if kind is ScalarEvent:
                    marks.append(event.start_mark)
                    value = self._dressed(event) if dressed else event.value
                    if key is None:
                        key = self._key(node, event, value) if value in NO_KEYS or value in node else value
                        continue
                    if not event.style and value is not FAULT:
                        value = short_plain(value) if len(value) < SHORT else plain(value)
                        if value is FAULT or (value.__class__ is str and " -" in value):
                            self._odd(event, value)
                    if key is _ITEM:
                        node.append(value)
                    else:
                        node[key], key = value, None
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    node, marks, key = stack.pop()
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    marks.append(event.start_mark)
                    new: Any = Mapping() if kind is MappingStartEvent else Sequence()
                    if dressed or key is None or len(stack) >= MAX_DEPTH:
                        key = self._enter(event, node, key, new, len(stack))
                    elif key is _ITEM:
                        node.append(new)
                    else:
                        node[key], key = new, None
                    stack.append((node, marks, key))
                    node, marks, key = new, [], None if kind is MappingStartEvent else _ITEM
                    node.marks = marks
                else:
                    key = self._rare(event, node, key)
        finally:
            self.last = event

    def _odd(self, event: Event, value: object) -> None:
        """Note what may be wrong with the plain *value* of *event*: a number that is too long, a list folded into a text."""
        if value is FAULT:
            self._report("yaml-long-number", event.start_mark.index, len(event.value), hint="quotes-if-text", limit=str(MAX_DIGITS))
        else:
            self.folded = True

    def _dressed(self, event: Event) -> Any:
        """Refuse the tag or the anchor that *event* may have. Gives its text, if it is one; `FAULT` where it has a tag."""
        if event.tag or event.anchor:
            self._word(*(("yaml-tag", "quotes-if-text") if event.tag else ("yaml-anchor", "quotes-or-repeat")), event.start_mark.index)
        return FAULT if event.tag else getattr(event, "value", None)

    def _enter(self, event: Event, node: Container, key: object, new: Mapping | Sequence, depth: int) -> object:
        """Put *new* in *node* where something may have to be said of it; give the key for which *node* then wants the value, if any."""
        if depth >= MAX_DEPTH:
            self._stop("yaml-too-deep", event.start_mark.index, limit=str(MAX_DEPTH))
        self._dressed(event)
        if key is None:
            self._report("yaml-complex-key", event.start_mark.index, hint="quotes-if-text")
            return self._drop(node)
        return self._put(node, key, new)

    def _put(self, node: Container, key: object, value: object) -> object:
        if key is _ITEM:
            node.append(value)
            return key
        node[key] = value
        return None

    def _rare(self, event: Event, node: Container, key: object) -> object:
        """Take an event that most files have once or never; give the key for which *node* wants a value, if any."""
        self._ended, mark = event.__class__ is yaml.StreamEndEvent, event.start_mark
        if event.__class__ is yaml.DocumentStartEvent:
            self._document(event, first=not self.top)
        elif event.__class__ is yaml.AliasEvent:
            self._word("yaml-alias", "quotes-or-repeat", mark.index)
            node.marks.append(mark)
            return self._drop(node) if key is None else self._put(node, key, FAULT)
        return key

    def _count(self) -> None:
        """Refuse a file of more than `MAX_NODES` nodes."""
        nodes = len(self.top.marks) + sum(len(node.marks) for node in children(self.top[0] if self.top else None))
        if not self._ended or nodes > MAX_NODES:
            self._stop("yaml-too-many-nodes", 0, limit=str(MAX_NODES))

    # What is refused

    def _report(self, name: str, offset: int, length: int = 1, *, hint: str = "", **values: str) -> None:
        self.findings.append(self._source.finding(name, offset, length, values=values, hint=hint))

    def _stop(self, name: str, offset: int, length: int = 1, *, hint: str = "", **values: str) -> NoReturn:
        """Record the finding *name*, after which nothing can be read. Raises `Stop`."""
        self._report(name, offset, length, hint=hint, **values)
        raise Stop

    def _key(self, node: Mapping, event: Event, value: str | Fault) -> object:
        """Refuse a key that is empty, a merge or already there. Gives the key to read: the same if it is in quotes."""
        offset = event.start_mark.index
        if isinstance(value, Fault):
            return self._drop(node)
        if value in node:
            self._duplicates.append((node, value, event.start_mark))
        elif value == "<<" and not event.style:
            self._report("yaml-merge-key", offset, len(value), hint="repeat")
        elif not value:
            self._report("yaml-empty-key", offset, event.end_mark.index - offset, hint="key-before-colon")
        elif value != "<<" and not event.style:
            self._report("yaml-null-key", offset, len(value), hint="quotes-if-text", found=value)
        else:
            return value
        return self._drop(node)

    def _drop(self, node: Mapping) -> object:
        """A key of *node* that will be thrown away, with its value."""
        self._dropped[id(node)] = node
        return object()

    def _document(self, event: Event, *, first: bool) -> None:
        """Refuse directives before the first document, and a second document. Raises `Stop` for the latter."""
        offset = event.start_mark.index
        if not first:
            self._stop("yaml-several-documents", offset, len("---"), hint="one-document")
        directive = re.compile(_DIRECTIVE).search(self._source.text, 0, event.end_mark.index) if event.explicit else None
        if directive:
            offset = directive.start()
            self._report("yaml-directive", offset, line_end(self._source.text, offset) - offset, hint="quotes-if-text")

    def _settle(self) -> None:
        """Once the tree is built: throw away what was dropped and report the duplicate keys."""
        for node in self._dropped.values():
            _prune(node)
        for node, key, mark in self._duplicates:
            first = self._source.place(node.key_mark(key).index)
            self._report("yaml-duplicate-key", mark.index, len(key), hint="keep-one", key=shown(key), line=str(first.line))

    def _word(self, name: str, hint: str, offset: int) -> None:
        match = re.compile(_WORD).match(self._source.text, offset)
        found = match.group() if match else ""
        self._report(name, offset, len(found), hint=hint, found=shown(found))
