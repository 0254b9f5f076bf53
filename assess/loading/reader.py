"""How the files of proposals, rubrics, cases and checks are read: known keys, values of the kind asked for, a finding for each fault.

```python
at = Reader.open(document, PROPOSAL_KEYS)               # a key that is not known is a finding
title = at.text("title")                                # required: that it is missing is a finding
contact = at.mapping("sponsor", SPONSOR_KEYS, optional=True).text("contact", optional=True)
stage = at.choice("stage", ("exploration", "referral"))
for name, answer in at.mapping("criteria", optional=True).each(ANSWER_KEYS):
    if name not in rubric.criteria:
        answer.fault("unknown-key", among=rubric.criteria, expected="criterion")
    level = answer.integer("level", 0, 4)
if at.valid: ...                                        # at.findings: all of the file, those of its YAML too
```

- A method gives the value, or what stands for none when it is absent or faulty: an empty text, False, `NO_DAY`, None for a
  number. Absent is a finding unless `optional=True`; a key without a value, or with a blank text, counts as absent. A faulty
  value has its finding already: the loader goes on and adds nothing.
- `mapping` and `list` always give a reader. Where there is nothing to read, it is *blank*: false, without keys, and
  its methods give nothing and no finding. So one reads on without a test, and one fault is said once.
- A list is read in the same way, with the index for a key: `at.list("articles").text(0)`.
- For a fault of meaning: `fault` (at a value, at a key, or at the mapping itself), `unknown` (a key), `fault_in_text`
  (inside an expression). Their messages and expectations are in `assess.messages`.
- Where nothing is wrong, reading is a look-up in a dict; places are computed when a finding is made.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple, Self

from msgspec import Struct

from assess.model.finding import Finding, Severity
from assess.yaml_source.document import Document, in_order
from assess.yaml_source.nearest import nearest
from assess.yaml_source.nodes import FAULT, Exact, Mapping, Node, Number, Sequence, kind
from assess.yaml_source.source import character, shown, written
from assess.yaml_source.unseen import cleaned

BLANK: Final = Mapping()
"""The node of a reader that has nothing to read."""
BLANK.marks = []
_PATIENCE: Final = 200
"""After so many findings nobody reads suggestions, and they take time."""
_LISTED: Final = 16
_IDENTIFIER: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SAME: Final = {"true": "yes", "false": "no", "oui": "yes", "non": "no"}
_MEANT: Final = {"oui": "true", "yes": "true", "vrai": "true", "non": "false", "no": "false", "faux": "false"}

Key = str | int
"""A key of a mapping, or the index of an item of a list."""


class Day(NamedTuple):
    """A day: its number in the calendar (`date.toordinal`), and as it is written."""

    ordinal: int
    text: str


NO_DAY: Final = Day(0, "")


class Reader(Struct, eq=False):
    """A mapping or a list to read; see the module. All the readers of a file add to the same findings."""

    document: Document
    findings: list[Finding]
    node: Any
    """What is read, under `key` in the node of `parent`. Its keys are texts or indexes, as it is a mapping or a list."""
    parent: Self | None
    """None for the root."""
    key: Key

    @classmethod
    def open(cls, document: Document, known: AbstractSet[str] | None = None) -> Self:
        """A reader of the root of *document*, whose keys should be among *known*.

        It is blank, with a finding, when the root is no mapping.
        """
        root = document.root
        if isinstance(root, Mapping):
            return cls(document, list(document.findings), root, None, "").only(known)
        at = cls(document, list(document.findings), BLANK, None, "")
        if root is not None and root is not FAULT:
            at.findings.append(document.source.finding("not-a-mapping", document.root_offset, values={"expected": "mapping"}))
        return at

    def inner(self, node: Mapping | Sequence, key: Key) -> Self:
        """A reader of *node*, which is under *key*."""
        return self.__class__(self.document, self.findings, node, self, key)

    def __bool__(self) -> bool:
        """Whether there is something to read."""
        return self.node is not BLANK

    def __iter__(self) -> Iterator[Key]:
        """The keys, or the indexes of a list."""
        return iter(range(len(self.node)) if self.node.__class__ is Sequence else list(self.node))

    def __len__(self) -> int:
        """How many keys or items there are."""
        return len(self.node)

    @property
    def valid(self) -> bool:
        """Whether the whole file has no error so far."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def told(self) -> list[Finding]:
        """Every finding about the file, in its order; of too many, the first ones and how many more there are."""
        return in_order(self.document.source, self.findings)

    def has(self, key: Key) -> bool:
        """Whether *key* has a value, be it faulty."""
        return self.node.get(key) is not None

    def value(self, key: Key) -> Node:
        """The value at *key* as it is in the tree; None when there is none or when it was refused."""
        value: Node = self.node.get(key)
        return None if value is FAULT else value

    # Mappings and lists

    def mapping(self, key: Key, known: AbstractSet[str] | None = None, *, optional: bool = False) -> Self:
        """A reader of the mapping at *key*, whose keys should be among *known*."""
        value = self.node.get(key)
        if value.__class__ is Mapping:
            at = self.inner(value, key)
            return at if known is None or value.keys() <= known else at.only(known)
        if value is None and optional:
            return self.inner(BLANK, key)
        hint = "no-dashes" if value.__class__ is Sequence else ""
        choices = {"choices": listed(known)} if known else {}
        self.wrong(key, "mapping-of" if known else "mapping", optional=optional, hint=hint, **choices)
        return self.inner(BLANK, key)

    def list(self, key: Key, *, optional: bool = False) -> Self:
        """A reader of the list at *key*."""
        value = self.node.get(key)
        if value.__class__ is Sequence:
            return self.inner(value, key)
        self.wrong(key, "list", optional=optional, hint="dashes" if value.__class__ is Mapping else "brackets")
        return self.inner(BLANK, key)

    def each(self, known: AbstractSet[str] | None = None, *, optional: bool = False) -> Iterator[tuple[str, Self]]:
        """For each entry that is a mapping, its key (or index, as text) and a reader; *optional*: some may be empty."""
        for key in self:
            entry = self.mapping(key, known, optional=optional)
            if entry.node is not BLANK:
                yield str(key), entry

    def items(self, key: Key, known: AbstractSet[str] | None = None) -> Iterator[Self]:
        """The mappings of the list at *key*, which may be absent."""
        return (item for _, item in self.list(key, optional=True).each(known))

    def texts(self, key: Key, *, optional: bool = False) -> tuple[str, ...]:
        """The texts of the list at *key*; those that are faulty are left out."""
        items = self.list(key, optional=optional)
        return tuple(text for index in items if (text := items.text(index)))

    def choices(self, key: Key, allowed: Collection[str], *, optional: bool = False, expected: str = "choice") -> tuple[str, ...]:
        """The ones of *allowed* in the list at *key*, each once, in the order of the file; faulty ones are left out."""
        items = self.list(key, optional=optional)
        chosen: dict[str, None] = {}
        for index in items:
            choice = items.choice(index, allowed, expected=expected)
            if choice in chosen:
                items.fault("repeated-item", index, severity=Severity.WARNING)
            elif choice:
                chosen[choice] = None
        return tuple(chosen)

    def only(self, known: AbstractSet[str] | None) -> Self:
        """Add a finding for each key that is not *known* (None: any key is). Gives the reader itself."""
        if known is not None and not self.node.keys() <= known:
            for key in self.node:
                if key not in known:
                    self.unknown(key, known)
        return self

    # Values

    def text(self, key: Key, *, optional: bool = False) -> str:
        """The text at *key*, never blank when there is one. A number is given as it is written."""
        value: Node = self.node.get(key)
        if value is None and optional:
            return ""
        if isinstance(value, str):
            if value and not value.isspace():
                return value
            if not optional:
                self.absent(key, "text")
        elif value.__class__ in (int, Exact):
            return written(self.document.text, self._at(key)[1], value)
        else:
            self.wrong(key, "text", hint="quotes-if-text" if value.__class__ is bool else "")
        return ""

    def texts_if_any(self, *keys: str) -> dict[str, Any]:
        """The texts at *keys*, which may be absent."""
        return {key: self.text(key, optional=True) for key in keys}

    def identifier(self, key: Key) -> str:
        """The id at *key*: letters without accents, digits, `_` and `-`, beginning with a letter."""
        if not self.has(key):
            self.absent(key, "identifier")
            return ""
        value = self.text(key)
        if value and not _IDENTIFIER.fullmatch(value):
            self.fault("not-an-id", key, expected="identifier")
            return ""
        return value

    def named(self) -> bool:
        """Whether the key of this mapping is an id; if not, that is a finding."""
        valid = _IDENTIFIER.fullmatch(str(self.key)) is not None
        if not valid:
            self.fault("not-an-id", expected="identifier")
        return valid

    def flag(self, key: Key) -> bool:
        """Whether *key*, which may be absent, says yes."""
        value = self.node.get(key)
        if value is None or value.__class__ is bool:
            return bool(value)
        self.wrong(key, "boolean", near=_MEANT.get(value.casefold(), "") if value.__class__ is str else "")
        return False

    def integer(self, key: Key, low: int | None = None, high: int | None = None, *, optional: bool = False) -> int | None:
        """The integer at *key*, from *low* to *high*."""
        value = self.node.get(key)
        if value.__class__ is int and (low is None or low <= value) and (high is None or value <= high):
            return int(value)
        self._not_in_range("integer", key, *(None if end is None else (end, 0) for end in (low, high)), optional=optional)
        return None

    def number(self, key: Key, low: Number | None = None, high: Number | None = None, *, optional: bool = False) -> Number | None:
        """The number at *key*, exact, from *low* to *high*."""
        value = self.node.get(key)
        if value is None and optional:
            return None
        if value.__class__ is int or value.__class__ is Exact:
            number: Number = (value, 0) if isinstance(value, int) else (value.digits, value.scale)
            if (low is None or at_most(low, number)) and (high is None or at_most(number, high)):
                return number
        self._not_in_range("number", key, low, high, optional=optional)
        return None

    def date(self, key: Key, *, optional: bool = False) -> Day:
        """The day at *key*, written YYYY-MM-DD."""
        value = self.node.get(key)
        if value is None and optional:
            return NO_DAY
        day = day_of(value) if value.__class__ is str else None
        if day is None:
            hint = "date-order" if value.__class__ is str and any(sign in value for sign in "/.-") else ""
            self.wrong(key, "date", optional=optional, hint=hint)
            return NO_DAY
        if not day.ordinal:
            self.fault("no-such-day", key, expected="date")
            return NO_DAY
        return day

    def choice(self, key: Key, allowed: Collection[str], *, optional: bool = False, expected: str = "choice") -> str:
        """The one of *allowed* at *key*; *expected* says in words what these are."""
        value: Node = self.node.get(key)
        if isinstance(value, str) and value in allowed:
            return value
        if not isinstance(value, (str, int, Exact)):
            self.wrong(key, expected, optional=optional, choices=listed(allowed))
            return ""
        as_written = value if isinstance(value, str) else written(self.document.text, self._at(key)[1], value)
        if as_written in allowed:
            return as_written
        same = _SAME.get(as_written.casefold(), "")
        near = same if same in allowed else ""
        self.fault("not-a-choice", key, among=allowed, nearest_name=near, expected=expected, choices=listed(allowed))
        return ""

    def name(self, key: Key, known: Collection[str], expected: str) -> str:
        """One of the *known* names at *key*; *expected* says in words what these are."""
        name = self.text(key)
        if name and name not in known:
            self.fault(f"unknown-{expected}", key, among=sorted(known), expected=expected)
        return name if name in known else ""

    def _not_in_range(self, name: str, key: Key, low: Number | None, high: Number | None, *, optional: bool) -> None:
        expected = name + ("" if low is None else "-from") + ("" if high is None else "-to")
        least, most = _decimal(low), _decimal(high)
        value = self.node.get(key)
        if value.__class__ is int or (value.__class__ is Exact and name == "number"):
            self.fault("out-of-range", key, expected=expected, low=least, high=most)
        else:
            self.wrong(key, expected, optional=optional, hint=_number_hint(value), low=least, high=most)

    # Findings

    def fault(self, name: str, key: Key | None = None, *, severity: Severity = Severity.ERROR, **said: Any) -> None:
        """Add what `finding` gives, unless there is nothing to read here."""
        if self:
            self.findings.append(self.finding(name, key, severity=severity, **said))

    def finding(  # noqa: PLR0913 - one parameter for each thing that a finding may say
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
    ) -> Finding:
        """The finding *name* at the value of *key* (*on_key*: at the key); without *key*, at this very node.

        Its message may use `{key}`, `{found}` and *values*; among these, `expected` names an expectation of
        `assess.messages`. With *among*, the one of these names that is nearest to what is written is suggested.
        """
        there = self._written(key, on_key=on_key)
        near = nearest_name or (nearest(cleaned(there), among) if among and len(self.findings) < _PATIENCE else "")
        values = {"key": self._label(key), "found": shown(there), **values}
        spot = self._spot(key, on_key=on_key)
        return self.document.source.finding(name, *spot, values=values, hint=hint, nearest=near, severity=severity)

    def fault_in_text(self, name: str, key: Key, offset: int, length: int = 1, *, nearest_name: str = "", **values: str) -> None:
        """Add the finding *name* about *length* characters from the character number *offset* of the text at *key*.

        Where that character cannot be placed for sure (there are escapes), the finding is about the whole text.
        """
        value, start = self._at(key)
        text = self.document.text
        place = character(text, start, value, offset) if isinstance(value, str) else None
        spot = (start, len(written(text, start, value))) if place is None else (place, length)
        values = {"key": self._label(key), "found": shown(self._written(key)), **values}
        self.findings.append(self.document.source.finding(name, *spot, values=values, nearest=nearest_name))

    def unknown(self, key: Key, among: Collection[str], expected: str = "keys", name: str = "unknown-key") -> None:
        """Add the finding that *key* is none of *among*; *expected* says in words what these are."""
        _, start = self._at(key)
        offset, length = self._spot(key, on_key=True)
        glued = self.node[key] is None and start == offset + length  # no colon: a comma cut a text between braces
        hint = "quotes-in-brackets" if glued else ""
        self.fault(name, key, on_key=True, among=among, hint=hint, expected=expected, choices=listed(among))

    def absent(self, key: Key, expected: str, **values: str) -> None:
        """Add the finding that *key* has no value."""
        if not self:
            return
        in_list = self.node.__class__ is Sequence
        there = in_list or key in self.node
        if not there and not self.valid and any(cleaned(str(other)) == key for other in self.node):
            return  # it stands there with a character that nobody sees, and that is said
        name = "empty-item" if in_list else "empty-value" if there else "missing-key"
        values = {"expected": expected, **values, "key": self._label(key)}
        self.findings.append(self.document.source.finding(name, *self._spot(key if there else None, on_key=True), values=values))

    def wrong(self, key: Key, expected: str, *, optional: bool = False, hint: str = "", near: str = "", **values: Any) -> None:
        """Add the finding that *key* has no value, or not one of the *expected* kind; none if it was refused before."""
        value = self.node.get(key)
        if value is None:
            if not optional:
                self.absent(key, expected, **values)
        elif value is not FAULT:
            name = "wrong-item" if self.node.__class__ is Sequence else "wrong-type"
            self.fault(name, key, hint=hint, nearest_name=near, found_kind=kind(value), expected=expected, **values)

    def _at(self, key: Key) -> tuple[Node, int]:
        return self.node[key], self.node.mark(key).index

    def _spot(self, key: Key | None, *, on_key: bool = False) -> tuple[int, int]:
        """Where to point for *key*, and how many characters."""
        if key is None:
            parent = self.parent
            return parent._spot(self.key, on_key=True) if parent else (self.document.root_offset, 1)  # noqa: SLF001
        value, offset = self._at(key)
        if isinstance(value, Mapping) and not on_key and not (first := next(iter(value), "x"))[:1].isalnum():
            offset, value = value.key_mark(first).index, first  # a dash that makes no item of a list
        elif self.node.__class__ is Mapping and (on_key or value is None or isinstance(value, (Mapping, Sequence))):
            offset, value = self.node.key_mark(str(key)).index, str(key)
        return offset, len(written(self.document.text, offset, value))

    def _label(self, key: Key | None) -> str:
        """The name to say for *key*: for an item of a list, that of the list."""
        return str(self.key if key is None or self.node.__class__ is Sequence else key)

    def _written(self, key: Key | None, *, on_key: bool = False) -> str:
        if key is None or (on_key and self.node.__class__ is Mapping):
            return str(self.key if key is None else key)
        value, offset = self._at(key)
        if isinstance(value, (Mapping, Sequence)) or value is None:
            return ""
        return value if isinstance(value, str) else written(self.document.text, offset, value)


def ordered(*keys: str) -> AbstractSet[str]:
    """*keys* as a set that keeps their order, in which a message lists them."""
    return dict.fromkeys(keys).keys()


def listed(names: Collection[str]) -> str:
    """The first of *names*, for a message."""
    first = [name for name, _ in zip(names, range(_LISTED), strict=False)]
    return ", ".join(first) + (", …" if len(names) > _LISTED else "")


@lru_cache(maxsize=4096)
def day_of(text: str) -> Day | None:
    """The day that *text* writes, None when it writes none; its number is 0 when there is no such day."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return Day(date(int(match[1]), int(match[2]), int(match[3])).toordinal(), text)
    except ValueError:
        return Day(0, text)


def at_most(one: Number, two: Number) -> bool:
    """Whether the number *one* is no more than *two*."""
    return bool(one[0] * 10 ** two[1] <= two[0] * 10 ** one[1])


def _number_hint(value: object) -> str:
    if not isinstance(value, str) or not re.match(r"[-+]?[0-9]", value):
        return ""
    return "unquoted-number" if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", value) else "plain-number"


def _decimal(number: Number | None) -> str:
    if number is None:
        return ""
    digits, scale = number
    figures = f"{abs(digits):0{scale + 1}}"
    sign = "-" if digits < 0 else ""
    return sign + (f"{figures[:-scale]}.{figures[-scale:]}" if scale else figures)
