"""A reader of the files of a rubric, which knows what the whole book of files tells: languages, grades, names for conditions.

What is not valid is a finding and takes a default, so that reading goes on. The book is gathered first, by a tolerant look at the
trees: what is not as it should be is skipped there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Self, TypeVar

from msgspec import Struct, field

from assess.conditions.grammar import KEYWORDS, ExpressionFault
from assess.conditions.nodes import Condition, Number, Settled
from assess.conditions.resolution import NEVER, ZERO, Scope, condition, number
from assess.loading.reader import Key, Reader, listed, ordered
from assess.model.constants import ACTIONS, FACT_KINDS, LANGUAGES, STAGES
from assess.model.law import CERTAINTIES, CLOSING, STATED_TEXT, Citation
from assess.model.rubric import Text
from assess.yaml_source.document import Document
from assess.yaml_source.nearest import nearest
from assess.yaml_source.nodes import Exact, Mapping, Node, Sequence

T = TypeVar("T")
RESERVED = KEYWORDS | {"stage", "regime", "action", "as_of", "stated_text"}
"""Names that mean something of their own in conditions."""
_HTML = re.compile(r"<(?:!--|/?[A-Za-z])[^<>\n]*>?")
_LINK = re.compile(r"https?://[^\s<>\"]+")
_SIGNS = {"and": "et &", "or": "ou |", "not": "non !", "==": "=", "!=": "≠ <>", ">=": "≥", "<=": "≤", '"': "' “ «", "-": "− –"}
_MEANT = {sign: meant for meant, signs in _SIGNS.items() for sign in signs.split()}
"""What is written elsewhere for a sign or a word of conditions."""
_FACT_KEYS = {"fields": "record", "min": "number", "max": "number"}
"""What a fact of no known kind is taken for, by its keys, so that one fault is said once."""


class Book(Struct):
    """What is known of a rubric before its parts are read."""

    languages: tuple[str, ...] = LANGUAGES
    grades: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)
    references: set[str] = field(default_factory=set)
    """`law:<id>` and `source:<id>`."""


class RubricReader(Reader, eq=False):
    """A mapping or a list of a rubric to read."""

    book: Book = field(default_factory=Book)
    added: str = ""
    """What the file is called, when a service added it; empty: it is the rubric's own."""

    def __post_init__(self) -> None:
        """The book is that of the parent, and so is who added the file."""
        if self.parent:
            self.book, self.added = self.parent.book, self.parent.added

    @classmethod
    def of(cls, document: Document, book: Book, *known: str) -> Self:
        """A reader of the root of *document*, a file of *book*, whose keys should be among *known*."""
        at = cls.open(document, ordered(*known))
        at.book = book
        return at

    def limited(self, *known: str) -> None:
        """Any other key than those *known* is a finding."""
        self.only(ordered(*known))

    def fields(self, kind: type, *known: str) -> dict[str, Any]:
        """The keys *known* (any other is a finding) that are fields of *kind*, as far as their type says how they are read."""
        self.limited(*known)
        return self.typed(kind, *known)

    def typed(self, kind: type, *keys: str) -> dict[str, Any]:
        """Those of *keys* that are fields of *kind*, each by the reader of its type, in this order."""
        types = kind.__annotations__
        return {key: read(self, key) for key in keys if (read := _READERS.get(types.get(key)))}

    def entries(self, key: str, *, optional: bool = False, free: bool = False) -> Iterator[tuple[str, Self]]:
        """The entries of the mapping under *key*, whose keys are ids, or anything when they are *free*."""
        return ((name, at) for name, at in self.mapping(key, optional=optional).each() if free or at.named())

    def link(self, key: str) -> str:
        """The web address under *key*; it may be absent."""
        if self.value(key) in (None, ""):
            return ""
        text = self.text(key)
        if text and not _LINK.fullmatch(text):
            self.fault("not-a-link", key, expected="link")
        return text

    def whole(self, key: str, low: int, high: int, default: int) -> int:
        """The whole number under *key*, *default* when absent."""
        value = self.integer(key, low, high, optional=True)
        return default if value is None else value

    def one_of(self, key: str, allowed: tuple[str, ...], *, optional: bool = False) -> str:
        """One of *allowed* under *key*, or nothing."""
        names = tuple(name for name in allowed if name)
        if allowed and not names:
            return ""  # that nothing is allowed was said where it is defined
        if self.value(key) == "" and "" in allowed:
            return ""
        return self.choice(key, names, optional=optional, expected="choice" if names else "none-defined")

    def rank(self, key: str, allowed: tuple[str, ...], default: int, *, optional: bool = True) -> int:
        """The place among *allowed* of the one under *key*; *default* when there is none."""
        name = self.one_of(key, allowed, optional=optional)
        return allowed.index(name) if name else default

    def prose(self, key: str) -> Text:
        """The text under *key*, in every language of the rubric."""
        if not isinstance(self.value(key), Mapping):
            self.wrong(key, "prose", choices=", ".join(self.book.languages))
            return dict.fromkeys(LANGUAGES, "")
        return self.mapping(key, ordered(*self.book.languages)).here_prose()

    def prose_if_any(self, key: str) -> Text | None:
        """The text under *key*, which may be absent."""
        return self.prose(key) if self.has(key) else None

    def here_prose(self) -> Text:
        """The text of which this mapping is the entries; in a rubric of one language, as in what a service adds, one stands for both."""
        languages = self.book.languages
        if self.added:
            languages = tuple(lang for lang in languages if self.has(lang)) or languages
        text = {lang: self.text(lang) for lang in languages}
        for lang, words in text.items():
            if (tag := _HTML.search(words)) is not None:
                self.fault_in_text("no-html", lang, tag.start(), tag.end() - tag.start())
        return {lang: text.get(lang, text[languages[0]]) for lang in LANGUAGES}

    def reference(self, key: Key) -> str:
        """The `law:<id>` or `source:<id>` under *key*."""
        name = self.text(key)
        if name and name not in self.book.references:
            self.fault("unknown-reference", key, among=sorted(self.book.references), expected="reference")
        return name

    def citations(self, key: str = "sources") -> tuple[Citation, ...]:
        """The list under *key*: references, or mappings with a place, a certainty and a note."""
        items = self.list(key, optional=True)
        return tuple(items.citation(index) for index in items)

    def citation(self, index: Key) -> Citation:
        """What the item *index* of this list cites."""
        if not isinstance(self.value(index), Mapping):
            return Citation(self.reference(index))
        at = self.mapping(index, ordered("ref", "at", "certainty", "note"))
        note = at.prose_if_any("note")
        certainty = at.one_of("certainty", CERTAINTIES, optional=True)
        return Citation(at.reference("ref"), at.text("at", optional=True), certainty, note)

    def dated(self, key: str, statuses: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
        """The mapping of dates to *statuses* under *key*, oldest first."""
        at = self.mapping(key)
        days = []
        for name in at:
            try:
                day = date.fromisoformat(str(name)).toordinal()
            except ValueError:
                at.fault("not-a-date", name, on_key=True, expected="date")
                continue
            if status := at.choice(name, statuses):
                days.append((day, status))
        return tuple(sorted(days))

    def condition(self, key: str) -> Condition | None:
        """The condition under *key*, None when absent."""
        return self.must(key) if self.has(key) else None

    def must(self, key: str, *, action: bool = False) -> Condition:
        """The condition under *key*; *action*: it may speak of the action found."""
        value = self.value(key)
        if isinstance(value, bool):
            return Settled(value)
        return self._expression(key, lambda text: condition(text, self.book.scope, speaks_of_action=action), NEVER)

    def computed(self, key: str) -> Number:
        """The number under *key*, as an expression."""
        return self._expression(key, lambda text: number(text, self.book.scope), ZERO)

    def _expression(self, key: str, resolve: Callable[[str], tuple[T, list[ExpressionFault]]], default: T) -> T:
        if not isinstance(self.value(key), (str, int, Exact)):
            self.wrong(key, "condition")
            return default
        text = self.text(key)
        if not text:
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
        self.fault_in_text(fault.message, key, fault.start, fault.end - fault.start, nearest_name=near, **values)


_READERS: dict[Any, Callable[[RubricReader, str], Any]] = {
    bool: RubricReader.flag,
    Text: RubricReader.prose,
    Text | None: RubricReader.prose_if_any,
    Condition: RubricReader.must,
    Condition | None: RubricReader.condition,
    Number: RubricReader.computed,
    tuple[Citation, ...]: RubricReader.citations,
    tuple[str, ...]: lambda at, key: at.choices(key, ACTIONS),  # what is blocked
}
"""How a field is read, by its type."""


# The book, gathered before the parts are read


def book_of(roots: list[Node], heads: list[Node]) -> Book:
    """What is to be known of the rubric whose files have these *roots*; the first of *heads* with a head counts."""
    head = next(_sections(heads, "rubric"), Mapping())
    evidence, languages = head.get("evidence"), head.get("languages")
    chosen = [lang for lang in languages if lang in LANGUAGES] if isinstance(languages, list) else []
    scope = _scope(roots)
    scope.instruments = _names(head.get("instruments"))
    sources = {name for section in _sections(roots, "sources") for name in section}
    return Book(
        languages=tuple(lang for lang in LANGUAGES if not chosen or lang in chosen),
        grades=_names(evidence.get("grades")) if isinstance(evidence, Mapping) else (),
        scope=scope,
        references={f"law:{name}" for name in scope.law} | {f"source:{name}" for name in sources},
    )


def _scope(roots: list[Node]) -> Scope:
    """Every name that the conditions of a rubric may use."""
    scope = Scope()
    scope.closed |= {"stage": STAGES, "stated_text": STATED_TEXT}
    scope.closing = CLOSING
    for section in ("terms", "safeguards", "principles", "red_lines", "law", "scores", "texts"):
        getattr(scope, section).update(name for entries in _sections(roots, section) for name in entries)
    for name, fact in _entries(roots, "facts"):
        _fact(scope, name, fact)
    scope.derived = {name for name, safeguard in _entries(roots, "safeguards") if "derived" in safeguard}
    for name, tier in _entries(roots, "tiers"):
        scope.ordered[name] = _names(tier.get("levels"))
    for name, principle in _entries(roots, "principles"):
        scope.criteria.update(f"{name}.{criterion}" for criterion in _names(principle.get("criteria")))
    for regime in _sections(roots, "regime"):
        scope.closed.setdefault("regime", _names(regime.get("values")))
    for pathway in _sections(roots, "pathway"):
        scope.actions = scope.actions or _names(pathway.get("actions"))
    return scope


def _fact(scope: Scope, name: str, fact: Mapping) -> None:
    kind = fact.get("kind")
    if kind not in FACT_KINDS:
        kind = next((meant for key, meant in _FACT_KEYS.items() if key in fact), "one")
    values = _names(fact.get("values"))
    if kind == "record" and isinstance(fields := fact.get("fields"), Mapping):
        for part, inner in fields.items():
            scope.closed[f"{name}.{part}"] = _names(inner.get("values")) if isinstance(inner, Mapping) else ()
    elif kind == "several":
        scope.several[name] = values
    elif kind == "number":
        scope.numbers.add(name)
    elif kind == "date":
        scope.dates.add(name)
    else:
        scope.closed[name] = values
    _points(scope, name, fact)


def _points(scope: Scope, name: str, fact: Mapping) -> None:
    """Add *fact* to the sections and categories whose points may be counted."""
    groups = [group for group in (fact.get("section"), fact.get("category")) if isinstance(group, str)]
    with_points = fact.get("kind") in ("one", "several")
    if with_points:
        stated, values = fact.get("max_points"), fact.get("values")
        each = [value.get("points") for value in values.values() if isinstance(value, Mapping)] if isinstance(values, Mapping) else []
        most = most_points([number for number in each if isinstance(number, int)], several=fact.get("kind") == "several")
        scope.points_max[name] = stated if isinstance(stated, int) else most
    for group in (*groups, "/".join(groups)) if len(groups) > 1 else groups:
        scope.points.setdefault(group, []).extend([name] if with_points else [])


def most_points(points: list[int], *, several: bool) -> int:
    """The most that a fact with these *points* can bring."""
    return sum(max(number, 0) for number in points) if several else max(points, default=0)


def _sections(roots: list[Node], name: str) -> Iterator[Mapping]:
    return (section for root in roots if isinstance(root, Mapping) and isinstance(section := root.get(name), Mapping))


def _entries(roots: list[Node], name: str) -> Iterator[tuple[str, Mapping]]:
    """The entries of the sections called *name*, each once."""
    entries: dict[str, Mapping] = {}
    for section in _sections(roots, name):
        for key, entry in section.items():
            if isinstance(entry, Mapping):
                entries.setdefault(key, entry)
    yield from entries.items()


def _names(node: Node) -> tuple[str, ...]:
    if isinstance(node, Sequence):  # wrong, and said so; its names are not said to be unknown as well
        return tuple(name for name in node if isinstance(name, str))
    return tuple(node) if isinstance(node, Mapping) else ()
