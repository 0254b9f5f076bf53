"""A place in a tree, and the findings made there. `Cursor` adds the reading of values."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from assess.model.finding import Finding, Severity
from assess.yaml_source.document import Document
from assess.yaml_source.nearest import nearest
from assess.yaml_source.nodes import FAULT, Mapping, Node, Sequence, kind
from assess.yaml_source.source import shown
from assess.yaml_source.spans import character, written

BLANK: Final = Mapping()
"""The node of a cursor that has nothing to read."""
BLANK.marks = []
_PATIENCE: Final = 200
"""After so many findings nobody reads suggestions, and they take time."""
_LISTED: Final = 16

Key = str | int
"""A key of a mapping, or the index of an item of a list."""


class Pointer:
    """A mapping or a list of a document. All the pointers of a file add to the same findings."""

    __slots__ = ("document", "findings", "key", "node", "parent")

    def __init__(self, document: Document, findings: list[Finding], node: Mapping | Sequence, parent: Pointer | None, key: Key) -> None:
        """Point at *node*, which is under *key* in the node of *parent*; the root has no parent."""
        self.document = document
        self.findings = findings
        self.node: Any = node  # its keys are texts or indexes, as it is a mapping or a list
        self.parent = parent
        self.key = key

    def __bool__(self) -> bool:
        """Whether there is something to read."""
        return self.node is not BLANK

    @property
    def valid(self) -> bool:
        """Whether the whole file has no error so far."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def fault(  # noqa: PLR0913 - one parameter for each thing that a finding may say
        self,
        name: str,
        key: Key | None = None,
        *,
        on_key: bool = False,
        among: Collection[str] = (),
        nearest_name: str = "",
        hint: str = "",
        severity: Severity = Severity.ERROR,
        **values: str,
    ) -> None:
        """Add the finding *name* at the value of *key* (*on_key*: at the key); without *key*, at this very node.

        Its message may use `{key}`, `{found}` and *values*; among these, `expected` names an expectation of
        `assess.messages`. With *among*, the one of these names that is nearest to what was found is suggested.
        """
        if not self:
            return
        found = self._found(key, on_key=on_key)
        near = nearest_name or (nearest(found, among) if among and len(self.findings) < _PATIENCE else "")
        told = {"key": self._label(key), "found": shown(found), **values}
        self._add(name, self._spot(key, on_key=on_key), told, hint=hint, near=near, severity=severity)

    def fault_in_text(
        self,
        name: str,
        key: Key,
        offset: int,
        length: int = 1,
        *,
        hint: str = "",
        nearest_name: str = "",
        **values: str,
    ) -> None:
        """Add the finding *name* about *length* characters from the character number *offset* of the text at *key*.

        Where that character cannot be placed for sure (there are escapes), the finding is about the whole text.
        """
        value, start = self._at(key)
        text = self.document.text
        place = character(text, start, value, offset) if isinstance(value, str) else None
        spot = (start, len(written(text, start, value))) if place is None else (place, length)
        told = {"key": self._label(key), "found": shown(self._found(key, on_key=False)), **values}
        self._add(name, spot, told, hint=hint, near=nearest_name)

    def unknown(self, key: Key, among: Collection[str], expected: str = "keys", name: str = "unknown-key") -> None:
        """Add the finding that *key* is none of *among*; *expected* says in words what these are."""
        _, start = self._at(key)
        offset, length = self._spot(key, on_key=True)
        glued = self.node[key] is None and start == offset + length  # no colon: a comma cut a text between braces
        hint = "quotes-in-brackets" if glued else ""
        self.fault(name, key, on_key=True, among=among, hint=hint, expected=expected, choices=listed(among))

    def absent(self, key: Key, expected: str, *, optional: bool, **values: str) -> None:
        """Add the finding that *key* has no value, unless it is *optional*."""
        if optional or not self:
            return
        there = key in self.node or self.node.__class__ is Sequence
        spot = self._spot(key if there else None, on_key=True)
        told = {"expected": expected, **values, "key": self._label(key)}
        empty = "empty-item" if self.node.__class__ is Sequence else "empty-value"
        self._add(empty if there else "missing-key", spot, told)

    def wrong(self, key: Key, expected: str, *, optional: bool = False, hint: str = "", near: str = "", **values: str) -> None:
        """Add the finding that *key* has no value, or not one of the *expected* kind; none if it was refused before."""
        value = self.node.get(key)
        if value is None:
            self.absent(key, expected, optional=optional, **values)
        elif value is not FAULT:
            found = shown(self._found(key, on_key=False))
            told = {"key": self._label(key), "found": found, "found_kind": kind(value), "expected": expected, **values}
            name = "wrong-item" if self.node.__class__ is Sequence else "wrong-type"
            self._add(name, self._spot(key, on_key=False), told, hint=hint, near=near)

    def _add(
        self,
        name: str,
        spot: tuple[int, int],
        values: dict[str, str],
        *,
        hint: str = "",
        near: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add the finding *name* at *spot*, an offset and a number of characters."""
        source = self.document.source
        self.findings.append(source.finding(name, *spot, values=values, severity=severity, hint=hint, nearest=near))

    def _at(self, key: Key) -> tuple[Node, int]:
        """The value at *key*, and where it starts."""
        return self.node[key], self.node.mark(key).index

    def _spot(self, key: Key | None, *, on_key: bool) -> tuple[int, int]:
        """Where to point for *key*, and how many characters."""
        if key is None:
            parent = self.parent
            return parent._spot(self.key, on_key=True) if parent else (self.document.root_offset, 1)  # noqa: SLF001
        value, offset = self._at(key)
        if self.node.__class__ is Mapping and (on_key or value is None or isinstance(value, (Mapping, Sequence))):
            offset, value = self.node.key_mark(str(key)).index, str(key)
        return offset, len(written(self.document.text, offset, value))

    def _label(self, key: Key | None) -> str:
        """The name to say for *key*: for an item of a list, that of the list."""
        return str(self.key if key is None or self.node.__class__ is Sequence else key)

    def _found(self, key: Key | None, *, on_key: bool) -> str:
        """What is written at *key*."""
        if key is None or (on_key and self.node.__class__ is Mapping):
            return str(self.key if key is None else key)
        value, offset = self._at(key)
        if isinstance(value, (Mapping, Sequence)) or value is None:
            return ""
        return value if isinstance(value, str) else written(self.document.text, offset, value)


def listed(names: Collection[str]) -> str:
    """The first of *names*, for a message."""
    first = [name for name, _ in zip(names, range(_LISTED), strict=False)]
    return ", ".join(first) + (", …" if len(names) > _LISTED else "")
