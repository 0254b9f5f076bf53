"""The conditions of a rubric in words, for those who do not read its language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assess.messages import long_date
from assess.model.expression import Expression
from assess.reporters.naming import Names

_OPERATORS = {"==": "equal", "!=": "other", "<": "less", "<=": "at-most", ">": "more", ">=": "at-least"}


class Conditions:
    """Says conditions in the language of *names*."""

    def __init__(self, names: Names) -> None:
        """Keep the words."""
        self.names = names
        self.terms = {term.id: term for term in names.rubric.terms}

    def said(self, expression: Expression, *, inside: bool = False) -> str:
        """*expression* in words; *inside* another one, between brackets where they are needed."""
        kind = expression[0]
        if kind in ("and", "or"):
            text = f" {self.say(f'when-{kind}')} ".join(self.said(part, inside=True) for part in expression[1:])
            return f"({text})" if inside else text
        if kind == "not":
            return self.say("when-not", what=self.said(expression[1], inside=True))
        maker: Callable[[Expression], str] = getattr(self, f"_{kind.replace('-', '_')}", self._number)
        return maker(expression)

    def parts(self, expression: Expression) -> list[str]:
        """*expression* as the conditions that must all hold."""
        return [self.said(part, inside=True) for part in expression[1:]] if expression[0] == "and" else [self.said(expression)]

    def say(self, message: str, **values: str) -> str:
        """A message."""
        return self.names.say(message, **values)

    def _true(self, _: Expression) -> str:
        return self.say("when-always")

    def _false(self, _: Expression) -> str:
        return self.say("when-never")

    def _in(self, expression: Expression) -> str:
        _, slot, values = expression
        return self.say("when-in", what=self.slot(slot), values=self.values(slot, values, "or"))

    def _has(self, expression: Expression) -> str:
        _, mode, slot, values = expression
        word = self.values(slot, values, "and" if mode == "all" else "or")
        return self.say(f"when-has-{mode}", what=self.slot(slot), values=word)

    def _term(self, expression: Expression) -> str:
        term = self.terms[expression[1]]
        return self.quoted(term.title[self.names.lang]) if term.title else self.said(term.when, inside=True)

    def _law(self, expression: Expression) -> str:
        return self.say("when-law", what=self.names.law[expression[1]].cite[self.names.lang])

    def _met(self, expression: Expression) -> str:
        return self.say("when-met", what=self.names.title(f"safeguard:{expression[1]}"))

    def _required(self, expression: Expression) -> str:
        return self.say("when-required", what=self.names.title(f"safeguard:{expression[1]}"))

    def _gap(self, expression: Expression) -> str:
        return self.say("when-gap", what=self.names.title(f"principle:{expression[1]}"))

    def _raised(self, expression: Expression) -> str:
        return self.say("when-raised", what=self.names.title(f"red-line:{expression[1]}"))

    def _cure(self, expression: Expression) -> str:
        return self.say("when-cure", what=self.say(f"cure-{expression[1]}"))

    def _blocked(self, expression: Expression) -> str:
        pathway = self.names.rubric.pathway
        action = self.names.word(pathway.actions if pathway else (), expression[1])
        return self.say(f"when-blocked-{expression[2]}", what=action)

    def _lacks(self, expression: Expression) -> str:
        return self.say("when-lacks", what=self.names.word(self.names.rubric.instruments, expression[1]).lower())

    def _compare(self, expression: Expression) -> str:
        _, operator, one, two = expression
        return self.say(f"when-{_OPERATORS[operator]}", what=self._number(one), value=self._number(two))

    def _number(self, expression: Expression) -> str:
        kind, *rest = expression
        if kind == "number":
            return f"{rest[0] / 10 ** rest[1]:g}"
        if kind == "date":
            return long_date(rest[0], self.names.lang)
        if kind == "as-of":
            return self.say("when-day")
        if kind == "value":
            return self.slot(rest[0])
        if kind == "level":
            return self.say("when-level", what=self.names.title(f"criterion:{rest[0]}"))
        if kind == "score":
            return self.names.title(f"score:{rest[0]}")
        if kind == "points":
            return self.say("when-points", count=str(len(rest[0])))
        return self._calculation(kind, rest)

    def _calculation(self, kind: str, parts: list[Any]) -> str:
        if kind == "round":
            return self.say("when-round", what=self._number(parts[0]))
        if kind == "if":
            test, one, two = parts
            return self.say("when-if", test=self.said(test), one=self._number(one), two=self._number(two))
        return f"({self._number(parts[0])} {kind} {self._number(parts[1])})"

    def slot(self, slot: str) -> str:
        """What a slot such as `fact:text.state`, `tier:gravity`, `regime` is called."""
        if slot.startswith("fact:") and "." in slot:
            fact, _, own = slot[5:].partition(".")
            field = next(field for field in self.names.facts[fact].fields if field.id == own)
            return self.quoted(f"{self.names.facts[fact].title[self.names.lang]}, {field.title[self.names.lang].lower()}")
        if slot in ("stage", "action"):
            return self.say(f"when-{slot}")
        return self.quoted(self.names.title(slot))

    def quoted(self, words: str) -> str:
        """*words* between quotation marks."""
        return f"«\u00a0{words}\u00a0»" if self.names.lang == "fr" else f"“{words}”"

    def values(self, slot: str, values: list[str], joined: str) -> str:
        """The *values* of a slot, in words."""
        rubric, words = self.names.rubric, []
        for value in values:
            if slot.startswith("fact:"):
                fact, _, own = slot[5:].partition(".")
                field = next((field for field in self.names.facts[fact].fields if field.id == own), None)
                words.append(self.names.word(field.values if field else self.names.facts[fact].values, value))
            elif slot.startswith("tier:"):
                words.append(self.names.word(self.names.tiers[slot[5:]].levels, value))
            elif slot == "regime" and rubric.regime:
                words.append(self.names.word(rubric.regime.values, value))
            elif slot == "action" and rubric.pathway:
                words.append(self.names.word(rubric.pathway.actions, value))
            else:
                words.append(self.say(f"stage-{value}") if slot == "stage" else value)
        return f" {self.say(f'when-{joined}')} ".join(words)
