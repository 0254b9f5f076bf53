"""The conditions of a rubric in words, for those who do not read its language."""

from __future__ import annotations

from assess.conditions.nodes import And, Expression, Speaker
from assess.messages import long_date
from assess.model.rubric import Value
from assess.reporters.naming import Names


class Conditions(Speaker):
    """Says conditions in the language of *names*."""

    def __init__(self, names: Names) -> None:
        """Keep the words."""
        self.names = names
        self.terms = {term.id: term for term in names.rubric.terms}

    def said(self, expression: Expression) -> str:
        """*expression* in words."""
        return expression.words(self)

    def parts(self, expression: Expression) -> list[str]:
        """*expression* as the conditions that must all hold."""
        return [part.inside(self) for part in expression.conditions] if isinstance(expression, And) else [self.said(expression)]

    def say(self, message: str, **values: str) -> str:
        """A message."""
        return self.names.say(message, **values)

    def title(self, qualified: str) -> str:
        """What an item of a condition is called; for a term without title, its condition."""
        kind, _, name = qualified.partition(":")
        rubric, lang = self.names.rubric, self.names.lang
        if kind == "term":
            term = self.terms[name]
            return self.quoted(term.title[lang]) if term.title else term.when.inside(self)
        if kind == "law":
            return self.names.law[name].cite[lang]
        if kind == "cure":
            return self.say(f"cure-{name}")
        if kind == "instrument":
            return self.names.word(rubric.instruments, name).lower()
        if kind == "action":
            return self.names.word(rubric.pathway.actions if rubric.pathway else (), name)
        return self.names.title(qualified)

    def slot(self, slot: str) -> str:
        """What a slot such as `fact:text.state`, `tier:gravity`, `regime` is called."""
        kind, _, name = slot.partition(":")
        fact, _, own = name.partition(".")
        if kind == "fact" and own:
            field = next(field for field in self.names.facts[fact].fields if field.id == own)
            return self.quoted(f"{self.names.facts[fact].title[self.names.lang]}, {field.title[self.names.lang].lower()}")
        if slot in ("stage", "action"):
            return self.say(f"when-{slot}")
        return self.quoted(self.names.title(slot))

    def quoted(self, words: str) -> str:
        """*words* between quotation marks."""
        return f"«\u00a0{words}\u00a0»" if self.names.lang == "fr" else f"“{words}”"

    def values(self, slot: str, values: tuple[str, ...], joined: str) -> str:
        """The *values* of a slot, in words."""
        if slot == "stage":
            words = [self.say(f"stage-{value}") for value in values]
        else:
            listed = self._listed(slot)
            words = [self.names.word(listed, value) for value in values]
        return f" {self.say(f'when-{joined}')} ".join(words)

    def _listed(self, slot: str) -> tuple[Value, ...]:
        """The closed list of *slot*."""
        rubric = self.names.rubric
        kind, _, name = slot.partition(":")
        if kind == "fact":
            fact, _, own = name.partition(".")
            return next((field.values for field in self.names.facts[fact].fields if field.id == own), self.names.facts[fact].values)
        if kind == "tier":
            return self.names.tiers[name].levels
        if kind == "regime":
            return rubric.regime.values if rubric.regime else ()
        return rubric.pathway.actions if rubric.pathway else ()

    def day(self, ordinal: int) -> str:
        """A day."""
        return long_date(ordinal, self.names.lang)
