"""A rubric as plain data and back: what is short at hand, the rest apart, so that a rubric checked once loads fast.

A record is a tuple in the order of its fields. Ids, numbers and flags stand in it; a text, an expression, citations or further records are
put apart, and their place stands in it: they are read when they are first asked for. Scoring a proposal asks for few of them.
"""

from __future__ import annotations

import marshal
from typing import Any, TypeVar

from assess.model import catalogue, history, law, rubric
from assess.record import Hand, Record, fields, hand, later

R = TypeVar("R", bound=Record)

FORM = 10
"""Changes whenever the form of a compiled rubric does, or what the engine compiles it to."""

Frozen = tuple[tuple[Any, ...], bytes]
"""The outermost record, and what is put apart."""
_CLASSES = {
    made.__name__: made
    for module in (catalogue, history, law, rubric)
    for made in vars(module).values()
    if isinstance(made, type) and issubclass(made, Record) and made is not Record
}
_TEXTS = ("Text", "dict[str, str]", "Expression")
Part = tuple[type | None, bool] | None
"""Of a field: None when it stands in the tuple, else of what record it is, if any, and whether there are several."""
_plans: dict[type, list[Part]] = {}
_hands: dict[type, Hand] = {}


def freeze(record: Record) -> Frozen:
    """*record*, a rubric or a part of one, as plain data, and what of it is apart."""
    apart = _Apart()
    return apart.frozen(record), bytes(apart.data)


def thaw(made: type[R], frozen: Frozen) -> R:
    """The record of class *made* that `freeze` gave as *frozen*."""
    data, apart = frozen
    record: R = _Reader(memoryview(apart)).record(made, data)
    return record


class _Apart:
    """What is put apart, each thing once."""

    def __init__(self) -> None:
        self.data = bytearray()
        self._places: dict[bytes, int] = {}

    def frozen(self, record: Record) -> tuple[Any, ...]:
        """The tuple of *record*."""
        return tuple(
            value if part is None or value is None else self._put(value)
            for value, part in ((getattr(record, name), part) for name, part in zip(fields(type(record)), _plan(type(record)), strict=True))
        )

    def _put(self, value: Any) -> int:
        if isinstance(value, Record):
            value = self.frozen(value)
        elif isinstance(value, tuple):
            value = tuple(self.frozen(item) if isinstance(item, Record) else item for item in value)
        data = marshal.dumps(value, 2)
        if data not in self._places:
            self._places[data] = len(self.data)
            self.data += data
        return self._places[data]


class _Reader:
    """Makes records of their tuples, and of what is *apart*."""

    def __init__(self, apart: memoryview) -> None:
        self.apart = apart

    def record(self, made: type, data: tuple[Any, ...]) -> Any:
        """The record of class *made* of *data*."""
        at_hand = _hands.get(made)
        if at_hand is None:
            at_hand = _hands[made] = hand(made, [name for name, part in zip(fields(made), _plan(made), strict=True) if part is None])
        return later(made, data, at_hand, self.take)

    def take(self, made: type, at: int, place: Any) -> Any:
        """The field number *at* of a record of class *made*, which is apart at *place*."""
        if place is None:
            return None
        part, several = _plan(made)[at] or (None, False)
        value = marshal.loads(self.apart[place:])  # noqa: S302 - plain data, under the seal of the library
        if part is None:
            return value
        return tuple([self.record(part, item) for item in value]) if several else self.record(part, value)


def _plan(made: type) -> list[Part]:
    """How each field of *made* is kept."""
    found = _plans.get(made)
    if found is None:
        found = _plans[made] = [_part(made.__annotations__[name]) for name in fields(made)]
    return found


def _part(annotation: str) -> Part:
    bare = annotation.removesuffix(" | None")
    several = bare.startswith("tuple[") and bare.endswith(", ...]")
    name = bare[6:-6] if several else bare
    if name in _CLASSES:
        return _CLASSES[name], several
    return (None, several) if name in _TEXTS else None
