"""Frozen records: what `@dataclass(frozen=True, slots=True)` gives, without the code that it writes and compiles at every start.

A class that derives from `Record` has the fields it annotates, in order, with their defaults; it takes them by position or by name,
compares, hashes and shows itself by them, and cannot be changed. Type checkers treat it as a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

T = TypeVar("T")
R = TypeVar("R", bound="Record")


class _Default:
    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], T]) -> T:
    """A field whose default is made anew by *default_factory*."""
    made: Any = _Default(default_factory)
    return made  # type: ignore[no-any-return]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class _Maker(type):
    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _Maker:
        own = tuple(space.get("__annotations__", ()))
        defaults = {name: space.pop(name) for name in own if name in space}
        space["__slots__"] = (*space.get("__slots__", ()), *own)
        made = super().__new__(mcs, name, bases, space)
        inherited: tuple[str, ...] = getattr(bases[0], "__fields__", ()) if bases else ()
        known: dict[str, Any] = getattr(bases[0], "__defaults__", {}) if bases else {}
        made.__fields__ = inherited + own  # type: ignore[attr-defined]
        made.__defaults__ = known | defaults  # type: ignore[attr-defined]
        made.__setters__ = tuple(getattr(made, name).__set__ for name in inherited + own)  # type: ignore[attr-defined]
        return made


class Record(metaclass=_Maker):
    """The base of frozen records."""

    __slots__ = ("_later",)  # of a record made by `later`: its data, and what makes fields of them

    def __init__(self, *args: Any, **named: Any) -> None:
        """Take the fields in order, then by name. Raises `TypeError` when one is missing or unknown."""
        cls: Any = self.__class__
        setters = cls.__setters__
        for setter, value in zip(setters, args):  # noqa: B905 - records are made by thousands, and `strict` takes its time
            setter(self, value)
        count = len(args)
        if count == len(setters) and not named:
            return
        if count > len(setters):
            raise TypeError(f"{cls.__name__} takes {len(setters)} fields, not {count}")
        defaults = cls.__defaults__
        for name, setter in zip(cls.__fields__[count:], setters[count:], strict=True):
            if name in named:
                setter(self, named.pop(name))
            elif name in defaults:
                default = defaults[name]
                setter(self, default.make() if default.__class__ is _Default else default)
            else:
                raise TypeError(f"{cls.__name__} needs {name}")
        if named:
            raise TypeError(f"{cls.__name__} has no {', '.join(named)}")

    if not TYPE_CHECKING:  # for a type checker, a record has its fields and no others

        def __getattr__(self, name: str) -> Any:
            """Make the field *name* of a record made by `later`. Raises `AttributeError` for what is no field."""
            cls = type(self)
            if name not in cls.__fields__:
                raise AttributeError(f"{cls.__name__} has no {name}")
            data, take = object.__getattribute__(self, "_later")
            at = cls.__fields__.index(name)
            value = take(cls, at, data[at])
            cls.__setters__[at](self, value)
            return value

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a record does not change."""
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        """Refuse: a record does not change."""
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        """Whether *other* is of the same class with the same fields."""
        return type(other) is type(self) and values(self) == values(other)

    def __hash__(self) -> int:
        """The hash of the fields."""
        return hash(values(self))

    def __repr__(self) -> str:
        """Show the fields."""
        shown = ", ".join(f"{name}={value!r}" for name, value in zip(fields(type(self)), values(self), strict=True))
        return f"{type(self).__name__}({shown})"

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """Copy and pickle by the fields."""
        return type(self), values(self)


Hand = list[tuple[int, Callable[[object, Any], None]]]
"""Fields, by their numbers, and what sets each."""
Take = Callable[[type, int, Any], Any]
"""Makes a field, of the class of the record, the number of the field, and what stands for it in the data."""


def later(made: type, data: tuple[Any, ...], at_hand: Hand, take: Take) -> Any:
    """A record of class *made* of *data*: the fields *at_hand* as they are, the others made by *take*, each when it is first asked for."""
    record: Any = object.__new__(made)
    _set_later(record, (data, take))
    for at, setter in at_hand:
        setter(record, data[at])
    return record


def promised(_made: type, _at: int, promise: Callable[[], Any]) -> Any:
    """For `later`: the field of which *promise* is the function that makes it."""
    return promise()


def hand(made: type, names: Iterable[str]) -> Hand:
    """The fields *names* of the record class *made*, for `later`."""
    cls: Any = made
    return [(at, cls.__setters__[at]) for at, name in enumerate(fields(made)) if name in names]


_set_later = Record.__dict__["_later"].__set__


def fields(made: type) -> tuple[str, ...]:
    """The names of the fields of the record class *made*."""
    names: tuple[str, ...] = getattr(made, "__fields__", ())
    return names


def values(record: object) -> tuple[Any, ...]:
    """The fields of *record*, in order."""
    return tuple([getattr(record, name) for name in fields(type(record))])


def replace(record: R, **changes: Any) -> R:
    """*record* with some fields changed."""
    named = dict(zip(fields(type(record)), values(record), strict=True))
    return type(record)(**named | changes)
