"""What YAML allows and a careful file does not need: tags, anchors, aliases, merges, odd keys, several documents.

What is refused is recorded, replaced by `FAULT` or left out, and reading goes on: a file is to be put right once.
"""

from __future__ import annotations

import re
from typing import Any, Final, NoReturn

from assess.model.finding import Finding
from assess.yaml_source.nodes import FAULT, Fault, Mapping, Mark, Node
from assess.yaml_source.source import Source, line_end, shown

NO_KEYS: Final = frozenset(("", "~", "null", "<<", FAULT))
"""What needs a closer look when it stands as a key."""
_DIRECTIVE: Final = "(?m)^%"  # compiled when first needed, as few files need it
_WORD: Final = r"[^\s,\[\]{}]*"

Event = Any  # the stubs allow events without marks: those that a parser gives always have them


class Stop(Exception):
    """Nothing more is to be read."""


class Dropped:
    """A key to throw away, with its value, once the tree is built."""

    __slots__ = ()


class Refusals:
    """What was refused in one text."""

    __slots__ = ("_dropped", "_duplicates", "findings", "source")

    def __init__(self, source: Source) -> None:
        """Record for *source*, in which the findings are placed."""
        self.source = source
        self.findings: list[Finding] = []
        self._dropped: dict[int, Mapping] = {}
        self._duplicates: list[tuple[Mapping, str, Mark]] = []

    def report(self, name: str, offset: int, length: int = 1, *, hint: str = "", **values: str) -> None:
        """Record the finding *name* about *length* characters from *offset*."""
        self.findings.append(self.source.finding(name, offset, length, values=values, hint=hint))

    def stop(self, name: str, offset: int, length: int = 1, *, hint: str = "", **values: str) -> NoReturn:
        """Record the finding *name*, after which nothing can be read. Raises `Stop`."""
        self.report(name, offset, length, hint=hint, **values)
        raise Stop

    def properties(self, event: Event, value: str | None) -> str | Fault | None:
        """Refuse the tag or the anchor before a value. Gives what to read instead: `FAULT` for a tagged value."""
        if event.tag:
            self._word("yaml-tag", event.start_mark.index, "quotes-if-text")
        else:
            self._word("yaml-anchor", event.start_mark.index, "quotes-or-repeat")
        return FAULT if event.tag else value

    def alias(self, event: Event) -> None:
        """Refuse `*name`."""
        self._word("yaml-alias", event.start_mark.index, "quotes-or-repeat")

    def key(self, node: Mapping, event: Event, value: str | Fault) -> object:
        """Refuse a key that is empty, a merge or already there. Gives the key to read: the same if it is in quotes."""
        offset = event.start_mark.index
        if isinstance(value, Fault):
            return self.dropped(node)
        if value in node:
            self._duplicates.append((node, value, event.start_mark))
        elif value == "<<" and not event.style:
            self.report("yaml-merge-key", offset, len(value), hint="repeat")
        elif not value:
            self.report("yaml-empty-key", offset, event.end_mark.index - offset, hint="key-before-colon")
        elif value != "<<" and not event.style:
            self.report("yaml-null-key", offset, len(value), hint="quotes-if-text", found=value)
        else:
            return value
        return self.dropped(node)

    def dropped(self, node: Mapping) -> Dropped:
        """A key of *node* that will be thrown away, with its value."""
        self._dropped[id(node)] = node
        return Dropped()

    def document(self, event: Event, *, first: bool) -> None:
        """Refuse directives before the first document, and a second document. Raises `Stop` for the latter."""
        offset = event.start_mark.index
        if not first:
            self.stop("yaml-several-documents", offset, len("---"), hint="one-document")
        directive = re.compile(_DIRECTIVE).search(self.source.text, 0, event.end_mark.index) if event.explicit else None
        if directive:
            offset = directive.start()
            self.report("yaml-directive", offset, line_end(self.source.text, offset) - offset, hint="quotes-if-text")

    def settle(self) -> None:
        """Once the tree is built: report the duplicate keys and throw away what was dropped."""
        for node, key, mark in self._duplicates:
            first = self.source.place(node.key_mark(key).index)
            self.report("yaml-duplicate-key", mark.index, len(key), hint="keep-one", key=shown(key), line=str(first.line))
        for node in self._dropped.values():
            _prune(node)

    def _word(self, name: str, offset: int, hint: str) -> None:
        """Record the finding *name* about the word at *offset*."""
        match = re.compile(_WORD).match(self.source.text, offset)
        found = match.group() if match else ""
        self.report(name, offset, len(found), hint=hint, found=shown(found))


def _prune(node: Mapping) -> None:
    """Take out of *node* the keys that were dropped, with their values and places."""
    kept: list[tuple[str, Node]] = []
    marks: list[Mark] = []
    for position, (key, value) in enumerate(node.items()):
        if not isinstance(key, Dropped):
            kept.append((key, value))
            marks.extend(node.marks[2 * position : 2 * position + 2])
    node.clear()
    node.update(kept)
    node.replace_marks(marks)
