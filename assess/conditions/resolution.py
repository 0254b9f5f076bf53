"""The meaning of a condition: a tree of `Term` resolved against the names of a rubric, with every fault in it.

The result is an `Expression` (see `assess.model.expression`). Faults are gathered; a part that has one resolves to `["false"]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from assess.conditions.grammar import ExpressionFault, Term, parse
from assess.model.expression import Expression

CURES = ("nothing", "statute", "regulation", "answer")
_FLIP = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_FALSE: Expression = ["false"]
_ZERO: Expression = ["number", 0, 0]


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
    principles: set[str] = field(default_factory=set)
    red_lines: set[str] = field(default_factory=set)
    law: set[str] = field(default_factory=set)
    scores: set[str] = field(default_factory=set)
    instruments: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    points: dict[str, list[str]] = field(default_factory=dict)
    """Sections, categories and `section/category`, with their facts."""
    points_max: dict[str, int] = field(default_factory=dict)
    """The most points of each fact that has some."""

    def names(self) -> list[str]:
        """Every name that may stand alone."""
        spoken = (
            *self.closed,
            *self.several,
            *self.ordered,
            *self.numbers,
            *self.dates,
            *self.terms,
            *self.criteria,
            *self.scores,
        )
        return [*spoken, "as_of"]


def condition(text: str, scope: Scope, *, speaks_of_action: bool = False) -> tuple[Expression, list[ExpressionFault]]:
    """The condition *text* resolved in *scope*, and its faults."""
    return _resolve(text, scope, action=speaks_of_action, how=_Resolver.truth, default=_FALSE)


def number(text: str, scope: Scope) -> tuple[Expression, list[ExpressionFault]]:
    """The number *text* resolved in *scope*, and its faults."""
    return _resolve(text, scope, how=_Resolver.number, default=_ZERO)


def _resolve(
    text: str,
    scope: Scope,
    *,
    how: Callable[[_Resolver, Term], Expression],
    default: Expression,
    action: bool = False,
) -> tuple[Expression, list[ExpressionFault]]:
    try:
        tree = parse(text)
    except ExpressionFault as fault:
        return default, [fault]
    resolver = _Resolver(scope, speaks_of_action=action)
    return how(resolver, tree), resolver.faults


class _Resolver:
    def __init__(self, scope: Scope, *, speaks_of_action: bool) -> None:
        self.scope = scope
        self.faults: list[ExpressionFault] = []
        self.closed = dict(scope.closed) | ({"action": scope.actions} if speaks_of_action else {})

    def fault(self, message: str, term: Term, **values: str) -> Expression:
        self.faults.append(ExpressionFault(message, term.start, term.end, **values))
        return _FALSE

    def unknown(self, term: Term, what: str, known: Iterable[str]) -> Expression:
        if term.text == "action" and what in ("name", "closed"):
            return self.fault("expression-action-elsewhere", term)
        fault = ExpressionFault("expression-unknown", term.start, term.end, word=term.text, what=what)
        fault.values["known"] = "\n".join(known if isinstance(known, tuple) else sorted(known))
        self.faults.append(fault)
        return _FALSE

    def truth(self, term: Term) -> Expression:
        if term.kind in ("and", "or", "not"):
            return [term.kind, *(self.truth(part) for part in term.parts)]
        if term.kind == "bool":
            return [term.text]
        if term.kind == "name":
            return self.named(term)
        resolve = {"call": self.call, "compare": self.compare, "in": self.within, "has": self.having}.get(term.kind)
        return resolve(term) if resolve else self.fault("expression-not-a-condition", term, found=term.text)

    def named(self, term: Term) -> Expression:
        if term.text in self.scope.terms:
            return ["term", term.text]
        if term.text in self.scope.names() or term.text in self.closed:
            return self.fault("expression-not-a-condition", term, found=term.text)
        return self.unknown(term, "term", self.scope.terms)

    def call(self, term: Term) -> Expression:
        calls = _CALLS.get(term.text)
        if calls is None:
            return self.unknown(term, "function", _CALLS)
        make, known, what = calls
        if len(term.parts) != 1 or term.parts[0].kind not in ("name", "string"):
            return self.fault("expression-one-name", term, word=term.text)
        argument = term.parts[0]
        names = known(self.scope)
        return make(argument.text) if argument.text in names else self.unknown(argument, what, names)

    def compare(self, term: Term) -> Expression:
        left, right = term.parts
        if left.kind == "name" and left.text in self.closed:
            return self.closed_comparison(term, left, right)
        if left.kind == "name" and left.text in self.scope.ordered:
            return self.ordered_comparison(term, left, right)
        if left.kind == "name" and left.text in self.scope.several:
            return self.fault("expression-use-has", term, word=left.text)
        if left.kind == "name" and not self.known(left.text):
            return self.unknown(left, "name", self.scope.names())
        one, other = self.number(left), self.number(right)
        if {self.measure(one), self.measure(other)} == {"date", "number"}:
            return self.fault("expression-kinds", term)
        if other[0] in ("value", "level") and one[0] not in ("value", "level"):
            return ["compare", _FLIP[term.text], other, one]
        return ["compare", term.text, one, other]

    def measure(self, e: Expression) -> str:
        """Whether *e* is a date or a number, or neither for sure (a calculation may give both)."""
        if e[0] == "value":
            return "date" if e[1].removeprefix("fact:") in self.scope.dates else "number"
        if e[0] in ("date", "as-of"):
            return "date"
        return "number" if e[0] in ("number", "level", "points", "score") else ""

    def known(self, name: str) -> bool:
        return name in self.scope.names()

    def closed_comparison(self, term: Term, left: Term, right: Term) -> Expression:
        if term.text not in ("==", "!="):
            return self.fault("expression-not-ordered", term, word=left.text)
        values = self.values(left.text, self.closed[left.text], (right,))
        found: Expression = ["in", self.slot(left.text), values]
        return found if term.text == "==" else ["not", found]

    def ordered_comparison(self, term: Term, left: Term, right: Term) -> Expression:
        levels = self.scope.ordered[left.text]
        wanted = self.values(left.text, levels, (right,))
        if not wanted:
            return _FALSE
        at = levels.index(wanted[0])
        chosen = {
            "==": levels[at : at + 1],
            "!=": levels[:at] + levels[at + 1 :],
            "<": levels[:at],
            "<=": levels[: at + 1],
            ">": levels[at + 1 :],
            ">=": levels[at:],
        }[term.text]
        return ["in", f"tier:{left.text}", list(chosen)]

    def values(self, name: str, known: tuple[str, ...], items: tuple[Term, ...]) -> list[str]:
        found = []
        for item in items:
            if item.kind in ("name", "string", "number", "bool") and item.text in known:
                found.append(item.text)
            else:
                self.unknown(item, f"value:{name}", known)
        return found

    def slot(self, name: str) -> str:
        return name if name in ("regime", "stage", "action") else f"fact:{name}"

    def within(self, term: Term) -> Expression:
        left, *items = term.parts
        if left.kind == "name" and left.text in self.closed:
            return ["in", self.slot(left.text), self.values(left.text, self.closed[left.text], tuple(items))]
        if left.kind == "name" and left.text in self.scope.ordered:
            return ["in", f"tier:{left.text}", self.values(left.text, self.scope.ordered[left.text], tuple(items))]
        if left.kind == "name" and left.text in self.scope.several:
            return self.fault("expression-use-has", term, word=left.text)
        return self.unknown(left, "closed", self.closed)

    def having(self, term: Term) -> Expression:
        left, *items = term.parts
        if left.kind != "name" or left.text not in self.scope.several:
            if left.text in self.closed or left.text in self.scope.ordered:
                return self.fault("expression-use-in", term, word=left.text)
            return self.unknown(left, "several", self.scope.several)
        return [
            "has",
            term.text,
            f"fact:{left.text}",
            self.values(left.text, self.scope.several[left.text], tuple(items)),
        ]

    def number(self, term: Term) -> Expression:
        if term.kind == "number":
            whole, _, decimals = term.text.partition(".")
            return ["number", int(whole + decimals), len(decimals)]
        if term.kind == "date":
            return self.day(term)
        if term.kind == "arithmetic":
            return self.arithmetic(term)
        if term.kind == "if":
            condition, one, other = term.parts
            return ["if", self.truth(condition), self.number(one), self.number(other)]
        if term.kind == "call":
            return self.numeric_call(term)
        return self.numeric_name(term)

    def day(self, term: Term) -> Expression:
        try:
            return ["date", date.fromisoformat(term.text).toordinal()]
        except ValueError:
            return self.fault("expression-date", term, found=term.text)

    def arithmetic(self, term: Term) -> Expression:
        one, other = self.number(term.parts[0]), self.number(term.parts[1])
        if term.text == "/" and not (other[0] == "number" and other[1]):
            return self.fault("expression-divisor", term.parts[1], found=term.parts[1].text)
        return [term.text, one, other]

    def numeric_call(self, term: Term) -> Expression:
        if term.text == "round_half_up" and len(term.parts) == 1:
            return ["round", self.number(term.parts[0])]
        if term.text not in ("points", "points_max"):
            return self.unknown(term, "number-function", ("points", "points_max", "round_half_up"))
        groups = [self.group(part) for part in term.parts]
        facts = list(dict.fromkeys(fact for group in groups for fact in self.scope.points.get(group, ())))
        if term.text == "points":
            return ["points", facts]
        return ["number", sum(self.scope.points_max[fact] for fact in facts), 0]

    def group(self, term: Term) -> str:
        name = "/".join(part.text for part in term.parts) if term.kind == "arithmetic" and term.text == "/" else term.text
        if name not in self.scope.points:
            self.unknown(Term(term.kind, name, term.start, term.end), "group", self.scope.points)
        return name

    def numeric_name(self, term: Term) -> Expression:
        name, scope = term.text, self.scope
        if term.kind == "name":
            if name == "as_of":
                return ["as-of"]
            if name in scope.numbers or name in scope.dates:
                return ["value", f"fact:{name}"]
            if name in scope.criteria:
                return ["level", name]
            if name in scope.scores:
                return ["score", name]
            if name in scope.names():
                return self.fault("expression-not-a-number", term, found=name)
        if term.kind in ("name", "string"):
            return self.unknown(term, "name", scope.names())
        return self.fault("expression-not-a-number", term, found=term.text)


_CALLS: dict[str, tuple[Callable[[str], Expression], Callable[[Scope], Iterable[str]], str]] = {
    "in_force": (lambda name: ["law", name], lambda scope: scope.law, "law"),
    "met": (lambda name: ["met", name], lambda scope: scope.safeguards, "safeguard"),
    "required": (lambda name: ["required", name], lambda scope: scope.safeguards, "safeguard"),
    "gap": (lambda name: ["gap", name], lambda scope: scope.principles, "principle"),
    "raised": (lambda name: ["raised", name], lambda scope: scope.red_lines, "red-line"),
    "red_line": (lambda name: ["cure", name], lambda _: CURES, "cure"),
    "lacks": (lambda name: ["lacks", name], lambda scope: scope.instruments, "instrument"),
    "blocked": (
        lambda name: ["or", ["blocked", name, "safeguards"], ["blocked", name, "principles"]],
        lambda scope: scope.actions,
        "action",
    ),
    "blocked_by_safeguards": (lambda name: ["blocked", name, "safeguards"], lambda scope: scope.actions, "action"),
    "blocked_by_text": (lambda name: ["blocked", name, "text"], lambda scope: scope.actions, "action"),
    "blocked_by_principles": (lambda name: ["blocked", name, "principles"], lambda scope: scope.actions, "action"),
}
