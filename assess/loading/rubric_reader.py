"""A place in a file of a rubric, and what the whole book of files tells about it: languages, grades, names for conditions.

`At` wraps a `Cursor`; what is not valid is a finding and takes a default, so that reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from assess.conditions.grammar import ExpressionFault
from assess.conditions.nodes import Condition, Number, Settled
from assess.conditions.resolution import NEVER, ZERO, Scope, condition, number
from assess.loading.cursor import Cursor, ordered
from assess.loading.pointer import Key, listed
from assess.model.rubric import Text
from assess.yaml_source.nearest import nearest
from assess.yaml_source.nodes import Exact, Mapping

T = TypeVar("T")

LANGUAGES = ("fr", "en")
_HTML = re.compile(r"<(?:!--|/?[A-Za-z])[^<>\n]*>?")
_MEANT = {
    "=": "==",
    "et": "and",
    "ou": "or",
    "non": "not",
    "&": "and",
    "|": "or",
    "!": "not",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "<>": "!=",
    "'": '"',
    "“": '"',
    "«": '"',
    "−": "-",
    "–": "-",
}
"""What is written elsewhere for a sign or a word of conditions."""
_LINK = re.compile(r"https?://[^\s<>\"]+")
_NO_TEXT: Text = {}


@dataclass(slots=True)
class Book:
    """What is known of a rubric before its parts are read."""

    languages: tuple[str, ...] = ("fr", "en")
    grades: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)
    references: set[str] = field(default_factory=set)
    """`law:<id>` and `source:<id>`."""


class At:
    """A mapping of a file, or an item of one of its lists."""

    def __init__(self, cursor: Cursor, book: Book, key: Key | None = None) -> None:
        """Read at *cursor*; with *key*, what is meant is the text it has there."""
        self.cursor, self.book, self.key = cursor, book, key
        self.languages, self.grades, self.instruments = book.languages, book.grades, book.instruments

    def only(self, *known: str) -> None:
        """Any other key is a finding."""
        names = frozenset(known)
        for key in self.cursor:
            if key not in names:
                self.cursor.unknown(key, known)

    def has(self, key: str) -> bool:
        """Whether *key* has a value."""
        return self.cursor.has(key)

    def keys(self, among: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The keys present, of those *among*; all of *among* when there is none, so that one fault is said once."""
        found = tuple(str(key) for key in self.cursor if not among or str(key) in among)
        return found or among

    def is_text(self) -> bool:
        """Whether this item of a list is a text."""
        return self.key is not None

    def inside(self, key: str, *known: str) -> At:
        """The mapping under *key*, whose keys are among those *known*, if any are."""
        return At(self.cursor.mapping(key, ordered(*known) or None), self.book)

    def items(self, key: str, *, required: bool = True, free: bool = False) -> Iterator[tuple[str, At]]:
        """The entries of the mapping under *key*, whose keys are ids, or anything when they are *free*."""
        for name, cursor in self.cursor.mapping(key, optional=not required).each():
            if free or cursor.named():
                yield name, At(cursor, self.book)

    def each(self, key: str) -> Iterator[At]:
        """The items of the list under *key*: mappings or texts."""
        items = self.cursor.list(key, optional=True)
        for index in items:
            if isinstance(items.value(index), Mapping):
                yield At(items.mapping(index), self.book)
            elif items.text(index) is not None:
                yield At(items, self.book, index)

    def string(self, key: str, *, required: bool = True) -> str:
        """The text under *key*."""
        return self.cursor.text(key, optional=not required) or ""

    def link(self, key: str) -> str:
        """The web address under *key*; it may be absent."""
        found = self.cursor.value(key)
        if found is None or found == "":
            return ""
        text = self.string(key)
        if text and not _LINK.fullmatch(text):
            self.cursor.fault("not-a-link", key, expected="link")
        return text

    def whole(self, key: str, low: int, high: int, default: int) -> int:
        """The whole number under *key*, *default* when absent."""
        found = self.cursor.integer(key, low, high, optional=True)
        return default if found is None else found

    def must_be_whole(self, key: str, low: int, high: int) -> int:
        """The whole number under *key*."""
        found = self.cursor.integer(key, low, high)
        return low if found is None else found

    def flag(self, key: str) -> bool:
        """The boolean under *key*, false when absent."""
        return bool(self.cursor.boolean(key, optional=True))

    def choice(self, key: str, allowed: tuple[str, ...], *, required: bool = True) -> str:
        """One of *allowed* under *key*, or nothing."""
        if self.cursor.value(key) == "" and "" in allowed:
            return ""
        if allowed == ("",):
            return ""  # that nothing is allowed was said where it is defined
        names = tuple(name for name in allowed if name)
        return self.cursor.choice(key, names, optional=not required, expected="choice" if names else "none-defined") or ""

    def choices(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """A list of some of *allowed* under *key*."""
        items = self.cursor.list(key)
        return tuple(found for index in items if (found := items.choice(index, allowed)))

    def prose(self, key: str) -> Text:
        """The text under *key*, in every language of the rubric."""
        if not isinstance(self.cursor.value(key), Mapping):
            self.cursor.wrong(key, "prose", choices=", ".join(self.languages))
            return dict.fromkeys(LANGUAGES, "")
        found = self.inside(key)
        found.only(*self.languages)
        return found.here_prose()

    def here_prose(self) -> Text:
        """The text of which this mapping is the entries; in a rubric of one language, it stands for the other too."""
        text = {lang: self.cursor.text(lang) or "" for lang in self.languages}
        for lang, words in text.items():
            if (tag := _HTML.search(words)) is not None:
                self.cursor.fault_in_text("no-html", lang, tag.start(), tag.end() - tag.start())
        return {lang: text.get(lang, text[self.languages[0]]) for lang in LANGUAGES}

    def reference(self, key: Key) -> str:
        """The `law:<id>` or `source:<id>` under *key*."""
        found = self.cursor.text(key)
        if found and found not in self.book.references:
            self.cursor.fault("unknown-reference", key, among=sorted(self.book.references), expected="reference")
        return found or ""

    def here_reference(self) -> str:
        """The reference that this item of a list is."""
        return self.reference(self.key if self.key is not None else "")

    def criterion(self, key: str) -> str:
        """The id of a criterion under *key*."""
        return self.name(key, self.book.scope.criteria, "criterion")

    def principle(self, key: str) -> str:
        """The id of a principle under *key*."""
        return self.name(key, self.book.scope.principles, "principle")

    def name(self, key: str, known: set[str], expected: str) -> str:
        """One of the *known* names under *key*."""
        found = self.cursor.text(key)
        if found is not None and found not in known:
            self.cursor.fault(f"unknown-{expected}", key, among=sorted(known), expected=expected)
        return found if found in known else ""

    def day(self, key: str) -> tuple[int, str]:
        """The date under *key*, as an ordinal day and a text."""
        found = self.cursor.date(key)
        return (found.ordinal, found.text) if found else (0, "")

    def dated(self, key: str, statuses: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
        """The mapping of dates to *statuses* under *key*, oldest first."""
        inner = self.cursor.mapping(key)
        found = []
        for name in inner:
            try:
                day = date.fromisoformat(str(name)).toordinal()
            except ValueError:
                inner.fault("not-a-date", name, on_key=True, expected="date")
                continue
            status = inner.choice(name, statuses)
            if status:
                found.append((day, status))
        return tuple(sorted(found))

    def range(self, low: str, high: str, *, dates: bool) -> tuple[tuple[int, int], tuple[int, int]]:
        """The two ends of a range of numbers or of dates."""
        if dates:
            first, last = self.day(low)[0], self.day(high)[0]
            return (first, 0), (last, 0)
        return self.exact(low), self.exact(high)

    def exact(self, key: str) -> tuple[int, int]:
        """The number under *key*, as digits and scale."""
        found = self.cursor.value(key)
        if isinstance(found, Exact):
            return found.digits, found.scale
        if isinstance(found, int) and not isinstance(found, bool):
            return found, 0
        self.cursor.wrong(key, "number")
        return 0, 0

    def condition(self, key: str) -> Condition | None:
        """The condition under *key*, None when absent."""
        return self.must(key) if self.has(key) else None

    def must(self, key: str, *, action: bool = False) -> Condition:
        """The condition under *key*."""
        value = self.cursor.value(key)
        if isinstance(value, bool):
            return Settled(value)
        return self._expression(key, lambda text: condition(text, self.book.scope, speaks_of_action=action), NEVER)

    def number(self, key: str) -> Number:
        """The number under *key*, as an expression."""
        return self._expression(key, lambda text: number(text, self.book.scope), ZERO)

    def _expression(self, key: str, resolve: Callable[[str], tuple[T, list[ExpressionFault]]], default: T) -> T:
        if not isinstance(self.cursor.value(key), (str, int, Exact)):
            self.cursor.wrong(key, "condition")
            return default
        text = self.cursor.text(key)
        if text is None:
            return default
        expression, faults = resolve(text)
        for fault in faults:
            self._tell(key, fault)
        return expression

    def _tell(self, key: str, fault: ExpressionFault) -> None:
        values = dict(fault.values)
        what = values.pop("what", "")
        known = [name for name in values.pop("known", "").split("\n") if name]
        if what.startswith("value:") and not known:
            return  # that there are no values was said where they are missing
        if what:
            values |= {"expected": "choice" if known else "none-defined", "choices": listed(known)}
        near = nearest(values.get("word", ""), known) or _MEANT.get(values.get("found", ""), "")
        length = fault.end - fault.start
        self.cursor.fault_in_text(fault.message, key, fault.start, length, nearest_name=near, **values)
