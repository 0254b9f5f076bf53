"""Reading one value of the kind asked for. See `cursor` for how it is used."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from assess.loading.pointer import Key, Pointer, listed
from assess.yaml_source.nodes import Exact, Number
from assess.yaml_source.spans import written

_IDENTIFIER: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_LENGTH: Final = 10
_SAME: Final = {"true": "yes", "false": "no", "oui": "yes", "non": "no"}
_MEANT: Final = {"oui": "true", "yes": "true", "vrai": "true", "non": "false", "no": "false", "faux": "false"}


class Day(NamedTuple):
    """A day: its number in the calendar (`date.toordinal`), and as it is written."""

    ordinal: int
    text: str


class Values(Pointer):
    """The values of a mapping or of a list. Each method gives None for what is absent or faulty."""

    __slots__ = ()

    def text(self, key: Key, *, optional: bool = False) -> str | None:
        """The text at *key*, never blank. A number is given as it is written."""
        value = self.node.get(key)
        if value is None and optional:
            return None
        if value.__class__ is str and value and not value.isspace():
            return value
        if value.__class__ in (int, Exact):
            return written(self.document.text, self._at(key)[1], value)
        if value.__class__ is str:
            self.absent(key, "text", optional=optional)
        else:
            self.wrong(key, "text", optional=optional, hint="quotes-if-text" if value.__class__ is bool else "")
        return None

    def identifier(self, key: Key, *, optional: bool = False) -> str | None:
        """The id at *key*: letters without accents, digits, `_` and `-`, beginning with a letter."""
        if not optional and self.node.get(key) is None:
            self.absent(key, "identifier", optional=False)
            return None
        value = self.text(key, optional=optional)
        if value is None or _IDENTIFIER.fullmatch(value):
            return value
        self.fault("not-an-id", key, expected="identifier")
        return None

    def named(self) -> bool:
        """Whether the key of this mapping is an id; if not, that is a finding."""
        valid = _IDENTIFIER.fullmatch(str(self.key)) is not None
        if not valid:
            self.fault("not-an-id", expected="identifier")
        return valid

    def boolean(self, key: Key, *, optional: bool = False) -> bool | None:
        """The boolean at *key*."""
        value = self.node.get(key)
        if value is None and optional:
            return None
        if value is True or value is False:
            return value
        near = _MEANT.get(value.casefold(), "") if value.__class__ is str else ""
        self.wrong(key, "boolean", optional=optional, near=near)
        return None

    def integer(self, key: Key, low: int | None = None, high: int | None = None, *, optional: bool = False) -> int | None:
        """The integer at *key*, from *low* to *high*."""
        value = self.node.get(key)
        if value.__class__ is int and (low is None or low <= value) and (high is None or value <= high):
            return int(value)
        self._not_in_range(
            "integer",
            key,
            (None if low is None else (low, 0)),
            (None if high is None else (high, 0)),
            optional=optional,
        )
        return None

    def number(self, key: Key, low: Number | None = None, high: Number | None = None, *, optional: bool = False) -> Number | None:
        """The number at *key*, exact, from *low* to *high*."""
        value = self.node.get(key)
        if value.__class__ is int or value.__class__ is Exact:
            number: Number = (value, 0) if isinstance(value, int) else (value.digits, value.scale)
            if (low is None or _at_most(low, number)) and (high is None or _at_most(number, high)):
                return number
        self._not_in_range("number", key, low, high, optional=optional)
        return None

    def date(self, key: Key, *, optional: bool = False) -> Day | None:
        """The day at *key*, written YYYY-MM-DD."""
        value = self.node.get(key)
        if value is None and optional:
            return None
        day = day_of(value) if value.__class__ is str else None
        if day is None:
            hint = "date-order" if value.__class__ is str and any(sign in value for sign in "/.-") else ""
            self.wrong(key, "date", optional=optional, hint=hint)
            return None
        if not day.ordinal:
            self.fault("no-such-day", key, expected="date")
            return None
        return day

    def choice(self, key: Key, allowed: Collection[str], *, optional: bool = False, expected: str = "choice") -> str | None:
        """The one of *allowed* at *key*; *expected* says in words what these are."""
        value = self.node.get(key)
        if value is None and optional:
            return None
        if value.__class__ is str and value in allowed:
            return value
        if value.__class__ in (str, bool, int, Exact):
            as_written = written(self.document.text, self._at(key)[1], value) if value.__class__ is not str else value
            if as_written in allowed:
                return str(as_written)
            same = _SAME.get(str(as_written).casefold(), "")
            near = same if same in allowed else ""
            self.fault(
                "not-a-choice",
                key,
                among=allowed,
                nearest_name=near,
                expected=expected,
                choices=listed(allowed),
            )
        else:
            self.wrong(key, expected, optional=optional, choices=listed(allowed))
        return None

    def _not_in_range(self, name: str, key: Key, low: Number | None, high: Number | None, *, optional: bool) -> None:
        """Add the finding that *key* has not the number expected."""
        expected = name + ("" if low is None else "-from") + ("" if high is None else "-to")
        least, most = _decimal(low), _decimal(high)
        value = self.node.get(key)
        if value.__class__ is int or (value.__class__ is Exact and name == "number"):
            self.fault("out-of-range", key, expected=expected, low=least, high=most)
        else:
            self.wrong(key, expected, optional=optional, hint=_number_hint(value), low=least, high=most)


def day_of(text: str) -> Day | None:
    """The day that *text* writes, None when it writes none; its number is 0 when there is no such day."""
    return kept_day(text) if len(text) == _DAY_LENGTH else None


@lru_cache(maxsize=4096)
def kept_day(text: str) -> Day | None:
    """The answers of a folder have the same days again and again; longer texts are no days, and must not be kept."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return Day(date(int(match[1]), int(match[2]), int(match[3])).toordinal(), text)
    except ValueError:
        return Day(0, text)


def _number_hint(value: object) -> str:
    """What to say of a text that stands for a number."""
    if not isinstance(value, str) or not re.match(r"[-+]?[0-9]", value):
        return ""
    return "unquoted-number" if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", value) else "plain-number"


def _at_most(one: Number, two: Number) -> bool:
    return bool(one[0] * 10 ** two[1] <= two[0] * 10 ** one[1])


def _decimal(number: Number | None) -> str:
    """*number* in figures."""
    if number is None:
        return ""
    digits, scale = number
    figures = f"{abs(digits):0{scale + 1}}"
    sign = "-" if digits < 0 else ""
    return sign + (f"{figures[:-scale]}.{figures[-scale:]}" if scale else figures)
