"""Forms: what the mappings of a proposal hold, said once and read in two ways.

Most mappings have nothing wrong and are read at a glance, from the tree alone. Where anything may be otherwise, the same fields
are read with a cursor, which says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, NamedTuple

from assess.loading.cursor import Cursor, ordered
from assess.loading.values import Day, day_of
from assess.yaml_source import nodes
from assess.yaml_source.nodes import Exact, Node, Sequence
from assess.yaml_source.spans import written


class DoubtError(Exception):
    """A glance is not enough: something may have to be said."""


Glance = Callable[[Any, str], Any] | dict[str, Any]
"""What a value of the tree gives: a function, told the text of the file, that may raise `DoubtError`; or what each text gives."""


class Field(NamedTuple):
    """A key of a mapping, and what it gives to a record."""

    key: str
    glance: Glance
    careful: Callable[[Cursor, str], Any]
    """The same with a cursor: what is faulty gives what is absent gives, and a finding."""
    blank: Any = ""
    """What the record holds where the key is absent."""
    required: bool = False


def nothing(_: Any, __: str) -> Any:
    """The glance that sees nothing."""
    raise DoubtError


_ELSEWHERE: Final[tuple[int, dict[str, Any], Callable[[Any, str], Any]]] = (0, {}, nothing)
"""What is made of the value of a key that no one expects."""


class Sight:
    """The keys of a mapping, and what is made of their values when nothing is wrong with them."""

    def __init__(self, made: type[tuple[Any, ...]], keys: Mapping[str, tuple[Any, Glance]], required: Collection[str] = ()) -> None:
        """For a *made*: for each key, what stands for it where it is absent, and what a value gives."""
        self.made = made
        self.keys = ordered(*keys)
        self._blank = [blank for blank, _ in keys.values()]
        self._places = {key: (at, *_both(glance)) for at, (key, (_, glance)) in enumerate(keys.items())}
        self._required = required

    def glance(self, node: Node, text: str) -> Any:
        """The record that *node* gives, of a file with this *text*. Raises `DoubtError`: it is to be read with a cursor."""
        if node.__class__ is not nodes.Mapping:
            raise DoubtError
        for key in self._required:
            if key not in node:
                raise DoubtError
        found = self._blank.copy()
        for key, value in node.items():
            at, known, glance = self._places.get(key, _ELSEWHERE)
            if glance is plain_text:  # most values are such, or one of a few: spare them a call
                found[at] = value if value.__class__ is str and value and not value.isspace() else figures(node, key, text)
            elif value.__class__ is str and value in known:
                found[at] = known[value]
            else:
                found[at] = glance(value, text)
        return tuple.__new__(self.made, found)

    def glance_all(self, node: Node, text: str) -> tuple[Any, ...]:
        """The records of the list *node*. Raises `DoubtError`."""
        if node.__class__ is not Sequence:
            raise DoubtError
        return tuple([self.glance(item, text) for item in node])


def _both(glance: Glance) -> tuple[dict[str, Any], Callable[[Any, str], Any]]:
    """What each text gives, and what any other value gives."""
    return (glance, nothing) if isinstance(glance, dict) else ({}, glance)


class Form(Sight):
    """The fields of a record, in order."""

    def __init__(self, made: type[tuple[Any, ...]], *fields: Field) -> None:
        """The form of a *made*."""
        super().__init__(made, {field.key: (field.blank, field.glance) for field in fields}, [f.key for f in fields if f.required])
        self.fields = fields

    def careful(self, at: Cursor) -> Any:
        """The record that the mapping at *at* gives; what is faulty is a finding."""
        return tuple.__new__(self.made, [field.careful(at, field.key) for field in self.fields])

    def all(self, at: Cursor, key: str) -> tuple[Any, ...]:
        """The records of the list at *key*; none where it is absent."""
        found = self.seen(at, key)
        return tuple(self.careful(item) for item in self.items(at, key)) if found is None else found

    def seen(self, at: Cursor, key: str) -> tuple[Any, ...] | None:
        """The records of the list at *key*, at a glance; None where that is not enough."""
        if not at.has(key):
            return ()
        try:
            return self.glance_all(at.node[key], at.document.text)
        except DoubtError:
            return None

    def items(self, at: Cursor, key: str) -> Iterator[Cursor]:
        """A cursor on each item of the list at *key*."""
        return (item for _, item in at.list(key, optional=True).each(self.keys))


def figures(node: nodes.Mapping, key: str, text: str) -> str:
    """The number at *key*, as it is written in *text*. Raises `DoubtError` for what is no number."""
    value = node[key]
    if value.__class__ is int or value.__class__ is Exact:
        return written(text, node.mark(key).index, value)
    raise DoubtError


def plain_text(value: Any, _: str) -> str:
    """A text that is not blank."""
    if value.__class__ is str and value and not value.isspace():
        return str(value)
    raise DoubtError


def text(key: str, *, required: bool = False) -> Field:
    """A text, empty when absent."""
    return Field(key, plain_text, lambda at, key: at.text(key, optional=not required) or "", "", required)


def flag(key: str) -> Field:
    """Yes or no; no when absent."""

    def glance(value: Any, _: str) -> bool:
        if value.__class__ is bool:
            return bool(value)
        raise DoubtError

    return Field(key, glance, lambda at, key: bool(at.boolean(key, optional=True)), blank=False)


NO_DAY: Final = Day(0, "")


def day(key: str, part: Callable[[Day], Any]) -> Field:
    """The *part* of a day that the record holds."""

    def glance(value: Any, _: str) -> Any:
        found = day_of(value) if value.__class__ is str else None
        if found is None or not found.ordinal:
            raise DoubtError
        return part(found)

    return Field(key, glance, lambda at, key: part(at.date(key, optional=True) or NO_DAY), part(NO_DAY))


def choice(key: str, values: dict[str, Any], expected: str = "choice", *, optional: bool = False, blank: Any = "") -> Field:
    """One of the keys of *values*, which give what the record holds for each; *expected* says in words what these are."""

    def careful(at: Cursor, key: str) -> Any:
        found = at.choice(key, values.keys(), optional=optional, expected=expected)
        return blank if found is None else values[found]

    return Field(key, values, careful, blank, not optional)
