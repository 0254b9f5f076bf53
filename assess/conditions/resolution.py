"""The meaning of a condition: a tree of `Word` resolved against the names of a rubric, with every fault in it.

The result is a tree of `nodes`. Faults are gathered; a part that has one resolves to what never holds, or to nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from assess.conditions import nodes
from assess.conditions.grammar import JOINED, ExpressionFault, Word, parse
from assess.conditions.nodes import Condition, Number

T = TypeVar("T")

CURES = ("nothing", "statute", "regulation", "answer")
NEVER: Condition = nodes.Settled(holds=False)
ZERO: Number = nodes.Constant(0)
_ORDER = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_FLIP = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

OF_AN_ITEM: dict[str, tuple[tuple[str, ...], str, str]] = {
    "in_force": (("law:{}",), "law", "law"),
    "met": (("met:{}",), "safeguards", "safeguard"),
    "required": (("required:{}",), "safeguards", "safeguard"),
    "gap": (("gap:{}",), "principles", "principle"),
    "raised": (("red-line:{}",), "red_lines", "red-line"),
    "red_line": (("cure:{}",), "cures", "cure"),
    "lacks": (("lacks:{}",), "instruments", "instrument"),
    "blocked": (("blocked:{}/safeguards", "blocked:{}/principles"), "actions", "action"),
    "blocked_by_safeguards": (("blocked:{}/safeguards",), "actions", "action"),
    "blocked_by_text": (("blocked:{}/text",), "actions", "action"),
    "blocked_by_principles": (("blocked:{}/principles",), "actions", "action"),
    "covered": (("covered:{}",), "covers", "text"),
    "awaited": (("awaited:{}",), "covers", "text"),
    "awaitable": (("awaitable:{}",), "covers", "text"),
    "claimed": (("claimed:{}",), "covers", "text"),
    "concerned": (("concerned:{}",), "covers", "text"),
    "upheld": (("upheld:{}",), "covers", "text"),
    "closed": (("closed:{}",), "closing", "closing"),
}
"""The functions of one item: the conclusions of which one holds, where the items are in `Scope`, and what these are called in a fault."""
OF_A_NUMBER: dict[str, Callable[[Number], Number]] = {"round_half_up": nodes.Round}
"""The functions of one number that are numbers."""


@dataclass(slots=True)
class Scope:
    """The names that a condition may use. `closed` maps the name of a slot with one value to its values."""

    closed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    several: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ordered: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    criteria: set[str] = field(default_factory=set)
    safeguards: set[str] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)
    """The safeguards that are not answered."""
    principles: set[str] = field(default_factory=set)
    red_lines: set[str] = field(default_factory=set)
    law: set[str] = field(default_factory=set)
    scores: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    closing: tuple[str, ...] = ("regulation", "statute")
    cures: tuple[str, ...] = CURES
    instruments: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    points: dict[str, list[str]] = field(default_factory=dict)
    """Sections, categories and `section/category`, with their facts."""
    points_max: dict[str, int] = field(default_factory=dict)
    """The most points of each fact that has some."""

    @property
    def covers(self) -> list[str]:
        """What may be asked of texts: of one, or of any."""
        return ["any", *sorted(self.texts)]

    def names(self) -> list[str]:
        """Every name that may stand alone."""
        facts = (*self.closed, *self.several, *self.ordered, *self.numbers, *self.dates)
        return [*facts, *self.terms, *self.criteria, *self.scores, "as_of"]


def condition(text: str, scope: Scope, *, speaks_of_action: bool = False) -> tuple[Condition, list[ExpressionFault]]:
    """The condition *text* resolved in *scope*, and its faults."""
    return _resolve(text, _Resolver(scope, speaks_of_action=speaks_of_action), _Resolver.truth, NEVER)


def number(text: str, scope: Scope) -> tuple[Number, list[ExpressionFault]]:
    """The number *text* resolved in *scope*, and its faults."""
    return _resolve(text, _Resolver(scope, speaks_of_action=False), _Resolver.number, ZERO)


def _resolve(text: str, resolver: _Resolver, how: Callable[[_Resolver, Word], T], default: T) -> tuple[T, list[ExpressionFault]]:
    try:
        tree = parse(text)
    except ExpressionFault as fault:
        return default, [fault]
    return how(resolver, tree), resolver.faults


class _Resolver:
    def __init__(self, scope: Scope, *, speaks_of_action: bool) -> None:
        self.scope = scope
        self.faults: list[ExpressionFault] = []
        self.closed = dict(scope.closed) | ({"action": scope.actions} if speaks_of_action else {})

    def fault(self, default: T, message: str, word: Word, /, **values: str) -> T:
        self.faults.append(ExpressionFault(message, word.start, word.end, **values))
        return default

    def unknown(self, default: T, word: Word, what: str, known: Iterable[str]) -> T:
        if word.text == "action" and what in ("name", "closed"):
            return self.fault(default, "expression-action-elsewhere", word)
        listed = "\n".join(known if isinstance(known, tuple) else sorted(known))
        return self.fault(default, "expression-unknown", word, word=word.text, what=what, known=listed)

    def truth(self, word: Word) -> Condition:
        if word.kind in JOINED:
            return JOINED[word.kind](tuple(self.truth(part) for part in word.parts))
        resolve = _TRUTHS.get(word.kind)
        return resolve(self, word) if resolve else self.fault(NEVER, "expression-not-a-condition", word, found=word.text)

    def named(self, word: Word) -> Condition:
        if word.text in self.scope.terms:
            return nodes.Concluded("term", word.text)
        if word.text in self.scope.names() or word.text in self.closed:
            return self.fault(NEVER, "expression-not-a-condition", word, found=word.text)
        return self.unknown(NEVER, word, "term", self.scope.terms)

    def call(self, word: Word) -> Condition:
        if word.text not in OF_AN_ITEM:
            return self.unknown(NEVER, word, "function", OF_AN_ITEM)
        conclusions, place, what = OF_AN_ITEM[word.text]
        if len(word.parts) != 1 or word.parts[0].kind not in ("name", "string"):
            return self.fault(NEVER, "expression-one-name", word, word=word.text)
        argument = word.parts[0]
        names: Iterable[str] = getattr(self.scope, place)
        if argument.text not in names:
            return self.unknown(NEVER, argument, what, names)
        named = [conclusion.format(argument.text).split(":") for conclusion in conclusions]
        one_of = tuple(nodes.Concluded(kind, own) for kind, own in named)
        return one_of[0] if len(one_of) == 1 else nodes.Or(one_of)

    def compare(self, word: Word) -> Condition:
        left, right = word.parts
        if left.kind == "name":
            if left.text in self.closed:
                return self.closed_comparison(word, left, right)
            if left.text in self.scope.ordered:
                return self.ordered_comparison(word, left, right)
            if left.text in self.scope.several:
                return self.fault(NEVER, "expression-use-has", word, word=left.text)
            if left.text not in self.scope.names():
                return self.unknown(NEVER, left, "name", self.scope.names())
        return self.numeric_comparison(word, left, right)

    def numeric_comparison(self, word: Word, left: Word, right: Word) -> Condition:
        one, other = self.number(left), self.number(right)
        if {self.measure(one), self.measure(other)} == {"date", "number"}:
            return self.fault(NEVER, "expression-kinds", word)
        answered = (nodes.Value, nodes.CriterionLevel)
        if isinstance(other, answered) and not isinstance(one, answered):
            return nodes.Compare(_FLIP[word.text], other, one)
        return nodes.Compare(word.text, one, other)

    def measure(self, one: Number) -> str:
        """Whether *one* is a date or a number, or neither for sure (a calculation may give both, and a fault says nothing)."""
        if isinstance(one, nodes.Value):
            return "date" if one.slot.removeprefix("fact:") in self.scope.dates else "number"
        return "" if one is ZERO else one.measure

    def closed_comparison(self, word: Word, left: Word, right: Word) -> Condition:
        if word.text not in ("==", "!="):
            return self.fault(NEVER, "expression-not-ordered", word, word=left.text)
        equal = self.chosen(left.text, [right])
        return equal if word.text == "==" else nodes.Not(equal)

    def ordered_comparison(self, word: Word, left: Word, right: Word) -> Condition:
        levels = self.scope.ordered[left.text]
        wanted = self.values(left.text, levels, [right])
        if not wanted:
            return NEVER
        at, compare = levels.index(wanted[0]), _ORDER[word.text]
        return nodes.In(f"tier:{left.text}", tuple(level for place, level in enumerate(levels) if compare(place, at)))

    def values(self, name: str, known: tuple[str, ...], items: list[Word]) -> tuple[str, ...]:
        chosen = []
        for item in items:
            if item.kind in ("name", "string", "number", "bool") and item.text in known:
                chosen.append(item.text)
            else:
                self.unknown(None, item, f"value:{name}", known)
        return tuple(chosen)

    def chosen(self, name: str, items: list[Word]) -> Condition:
        """That the closed list *name* has one of the values *items*."""
        slot = name if name in ("regime", "stage", "stated_text", "action") else f"fact:{name}"
        return nodes.In(slot, self.values(name, self.closed[name], items))

    def within(self, word: Word) -> Condition:
        left, *items = word.parts
        name = left.text if left.kind == "name" else ""
        if name in self.closed:
            return self.chosen(name, items)
        if name in self.scope.ordered:
            return nodes.In(f"tier:{name}", self.values(name, self.scope.ordered[name], items))
        if name in self.scope.several:
            return self.fault(NEVER, "expression-use-has", word, word=name)
        return self.unknown(NEVER, left, "closed", self.closed)

    def having(self, word: Word) -> Condition:
        left, *items = word.parts
        if left.kind == "name" and left.text in self.scope.several:
            return nodes.Has(word.text, f"fact:{left.text}", self.values(left.text, self.scope.several[left.text], items))
        if left.text in self.closed or left.text in self.scope.ordered:
            return self.fault(NEVER, "expression-use-in", word, word=left.text)
        return self.unknown(NEVER, left, "several", self.scope.several)

    def number(self, word: Word) -> Number:
        return _NUMBERS.get(word.kind, _Resolver.numeric_name)(self, word)

    def constant(self, word: Word) -> Number:
        whole, _, decimals = word.text.partition(".")
        return nodes.Constant(int(whole + decimals), len(decimals))

    def day(self, word: Word) -> Number:
        try:
            return nodes.Day(date.fromisoformat(word.text).toordinal())
        except ValueError:
            return self.fault(ZERO, "expression-date", word, found=word.text)

    def choice(self, word: Word) -> Number:
        test, one, other = word.parts
        return nodes.If(self.truth(test), self.number(one), self.number(other))

    def arithmetic(self, word: Word) -> Number:
        one, other = self.number(word.parts[0]), self.number(word.parts[1])
        if word.text == "/" and not (isinstance(other, nodes.Constant) and other.digits):
            return self.fault(ZERO, "expression-divisor", word.parts[1], found=word.parts[1].text)
        return nodes.Calculation(word.text, one, other)

    def numeric_call(self, word: Word) -> Number:
        if word.text in OF_A_NUMBER and len(word.parts) == 1:
            return OF_A_NUMBER[word.text](self.number(word.parts[0]))
        if word.text not in ("points", "points_max"):
            return self.unknown(ZERO, word, "number-function", ("points", "points_max", *OF_A_NUMBER))
        groups = [self.group(part) for part in word.parts]
        facts = tuple(dict.fromkeys(fact for group in groups for fact in self.scope.points.get(group, ())))
        if word.text == "points":
            return nodes.Points(facts)
        return nodes.Constant(sum(self.scope.points_max[fact] for fact in facts))

    def group(self, word: Word) -> str:
        name = "/".join(part.text for part in word.parts) if word.kind == "arithmetic" and word.text == "/" else word.text
        if name not in self.scope.points:
            self.unknown(None, Word(word.kind, name, word.start, word.end), "group", self.scope.points)
        return name

    def numeric_name(self, word: Word) -> Number:
        name, scope = word.text, self.scope
        if word.kind == "name":
            if name == "as_of":
                return nodes.AsOf()
            if name in scope.numbers or name in scope.dates:
                return nodes.Value(f"fact:{name}")
            if name in scope.criteria:
                return nodes.CriterionLevel(f"criterion:{name}")
            if name in scope.scores:
                return nodes.RubricScore(f"score:{name}")
        if word.kind not in ("name", "string") or (word.kind == "name" and name in scope.names()):
            return self.fault(ZERO, "expression-not-a-number", word, found=name)
        return self.unknown(ZERO, word, "name", scope.names())


_TRUTHS: dict[str, Callable[[_Resolver, Word], Condition]] = {
    "not": lambda self, word: nodes.Not(self.truth(word.parts[0])),
    "bool": lambda _, word: nodes.Settled(word.text == "true"),
    "name": _Resolver.named,
    "call": _Resolver.call,
    "compare": _Resolver.compare,
    "in": _Resolver.within,
    "has": _Resolver.having,
}
_NUMBERS = {
    "number": _Resolver.constant,
    "date": _Resolver.day,
    "arithmetic": _Resolver.arithmetic,
    "if": _Resolver.choice,
    "call": _Resolver.numeric_call,
}
