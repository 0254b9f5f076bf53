"""The tree that the reader gives: plain Python values, with the places of everything beside them; what a scalar means.

A `Mapping` is a dict and a `Sequence` is a list, so they compare and behave as such; a place is only turned into a
line and a column when something has to be said about it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final, Protocol, TypeAlias

from msgspec import Struct

MAX_DEPTH: Final = 40
"""How many mappings and lists may stand in one another."""
Number: TypeAlias = tuple[int, int]
"""An exact number as `(digits, scale)`: digits / 10**scale."""


class Mark(Protocol):
    """A place as the parser gives it."""

    index: int
    """Number of characters before the place."""


class Fault:
    """What stands in the tree for a value that was refused: it was reported once and must not be reported again."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Say what it is, for the tests."""
        return "FAULT"


FAULT: Final = Fault()


class Exact(Struct, frozen=True):
    """A decimal number as it is written: 4.20 is `Exact(420, 2, "4.20")`."""

    digits: int
    scale: int
    text: str


class Mapping(dict[str, "Node"]):
    """Keys and values in the order of the file."""

    __slots__ = ("_positions", "marks")
    marks: list[Mark]
    """The places of the first key, of its value, of the second key, and so on."""
    _positions: dict[str, int]

    def key_mark(self, key: str) -> Mark:
        """Where *key* is written."""
        return self.marks[2 * self._position(key)]

    def mark(self, key: str) -> Mark:
        """Where the value of *key* starts."""
        return self.marks[2 * self._position(key) + 1]

    def slots(self) -> list[tuple[Any, Node, Mark]]:
        """Each key with its value and where the value starts."""
        return [(key, value, mark) for (key, value), mark in zip(self.items(), self.marks[1::2], strict=True)]

    def _position(self, key: str) -> int:
        try:
            return self._positions[key]
        except (AttributeError, KeyError):
            self._positions = {name: position for position, name in enumerate(self)}
            return self._positions[key]


class Sequence(list["Node"]):
    """Items in the order of the file."""

    __slots__ = ("marks",)
    marks: list[Mark]
    """The place of each item."""

    def slots(self) -> list[tuple[Any, Node, Mark]]:
        """Each index with its item and where the item starts."""
        return [(index, value, mark) for index, (value, mark) in enumerate(zip(self, self.marks, strict=True))]

    def mark(self, index: int) -> Mark:
        """Where the item *index* starts."""
        return self.marks[index]

    def get(self, index: int) -> Node:
        """The item *index*, or None when there is no such item: as `dict.get` does."""
        return self[index] if 0 <= index < len(self) else None


Node: TypeAlias = Mapping | Sequence | str | int | bool | Exact | Fault | None


def kind(value: Node) -> str:
    """The name, in `assess.messages`, of the kind of *value*."""
    return _KINDS.get(type(value), "text")


_KINDS: dict[type, str] = {bool: "boolean", int: "number", Exact: "number", Mapping: "mapping", Sequence: "list"}


def children(root: Node) -> list[Mapping | Sequence]:
    """All the mappings and lists at and under *root*, outer ones first."""
    found = [root] if isinstance(root, (Mapping, Sequence)) else []
    for node in found:
        values = node.values() if isinstance(node, Mapping) else node
        found.extend(value for value in values if isinstance(value, (Mapping, Sequence)))
    return found


# Scalars written without quotes: YAML 1.2, narrowed so that nothing turns silently into something else. `null`, `~` and nothing are None;
# `true` and `false` are booleans; 12 and -3 are integers; 4.20 is an exact number. All the rest is the text that is written: `no`, `on`,
# `12:30`, `0123`, `0x1F`, `1e5`, `.inf`, `2024-01-01`.

MAX_DIGITS: Final = 18
"""More digits than that are no quantity: such a number is refused, and read as text when quoted."""

SHORT: Final = 12
WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
NUMBER_STARTS: Final = frozenset("+-0123456789")
_NUMBER = re.compile(r"([-+]?)(?:(0|[1-9][0-9]*)|([0-9]+)\.([0-9]+))")


def number(text: str) -> int | Exact | str | Fault:
    """The number that *text* writes, *text* itself when it writes none, `FAULT` when it has too many digits."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    sign, integer, whole, decimals = match.groups()
    digits = integer or whole + decimals
    if len(digits) > MAX_DIGITS:
        return FAULT
    value = -int(digits) if sign == "-" else int(digits)
    return value if integer else Exact(value, len(decimals), text)


def plain(text: str) -> bool | int | Exact | str | Fault | None:
    """What *text* means when it stands without quotes."""
    if text in WORDS:
        return WORDS[text]
    return number(text) if text[0] in NUMBER_STARTS else text


short_plain = lru_cache(maxsize=4096)(plain)
"""The same for texts of fewer than `SHORT` characters, of which the files of a folder have the same again and again."""
