"""The JSON Schema (draft 2020-12) of a proposal under a rubric: editors complete its names, and say what each answer means.

It accepts what the loader accepts and refuses what it refuses, but for what no schema can tell: two articles of one id, a range or a
period that ends before it begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assess.messages import filled
from assess.model.constants import STATUSES
from assess.model.law import CLOSING
from assess.model.rubric import Criterion, Fact, Rubric, Safeguard, Text, Value
from assess.reporters.naming import Conditions, Names
from assess.reporters.schema_conditions import no_place
from assess.reporters.schemas import HEAD, Schema, Shapes, one_of, or_nothing

_SKIPPED = "not-applicable"
_REF = "#/$defs/"
_DEFINED = ("evidence", "where", "grade", "instrument", "study")
"""What stands once in the schema, however often it is named."""


def proposal_schema(rubric: Rubric, lang: str) -> Schema:
    """The schema of a proposal under *rubric*, with its words in *lang*."""
    return _OfProposals(rubric, lang).whole()


class _OfProposals(Names):
    def __init__(self, rubric: Rubric, lang: str) -> None:
        super().__init__(rubric, lang)
        named = {name: {"$ref": f"{_REF}{name}"} for name in _DEFINED}
        cited = {
            "anyOf": [one_of(f"law:{entry.id}" for entry in rubric.law), {"type": ["string", "number"], "pattern": r"^(?!law:)[\s\S]*\S"}]
        }
        closed = {"grade": self.values(rubric.grades), "instrument": self.values(rubric.instruments)}
        self.shapes = Shapes(closing=one_of(CLOSING), cite=cited)
        self.definitions = closed | {
            "study": self.shapes.types["study"],
            "reason": _reasoned("level"),
            "reason-of-status": _reasoned("status"),
        }
        self.definitions["study"]["properties"] = {
            key: {"type": ["string", "number", "null"]} for key in self.definitions["study"]["properties"]
        }
        self.shapes.types |= named
        self.definitions |= {name: self.shapes.schema(self.shapes.of[name]) for name in ("evidence", "where")}
        self.conditions = Conditions(self)
        self.rules: list[Schema] = []
        """What holds of some answers only where others are given."""

    def whole(self) -> Schema:
        """The schema."""
        made = self.shapes.schema(self.shapes.of["proposal"])
        properties = made["properties"]
        for fact in self.rubric.facts:
            if fact.id == "technology":
                properties["technology"] = self.technology(fact)
            elif fact.kind == "record":
                properties[fact.id] = self.record(fact)
            else:
                properties["facts"]["properties"][fact.id] = self.fact(fact)
        properties["criteria"]["properties"] |= {criterion.id: self.criterion(criterion) for criterion in self.rubric.criteria}
        asked = (safeguard for safeguard in self.rubric.safeguards if safeguard.derived is None)
        properties["safeguards"]["properties"] |= {safeguard.id: self.safeguard(safeguard) for safeguard in asked}
        properties |= self.shapes.schema(self.shapes.of["lists"])["properties"]
        rules = {"allOf": self.rules} if self.rules else {}
        return HEAD | {"title": f"proposal ({self.rubric.id} {self.rubric.version})"} | made | rules | {"$defs": self.definitions}

    # What is answered

    def technology(self, fact: Fact) -> Schema:
        one = self.values(fact.values)
        described = [value.id for value in fact.values if value.described]
        if described:
            named = {"type": "string", "pattern": f"^({'|'.join(described)})$"}
            when: Schema = {"anyOf": [named, {"type": "array", "contains": named}]}
            then = {"required": ["description"], "properties": {"description": {"type": ["string", "number"]}}}
            self.rules.append({"if": {"properties": {"technology": when}, "required": ["technology"]}, "then": then})
        several = {"type": "array", "items": one, "minItems": 1}
        return self.said(fact.title, fact.question, fact.help) | {"anyOf": [*one["oneOf"], several]}

    def record(self, fact: Fact) -> Schema:
        made = self.shapes.schema(self.shapes.of["record"])
        fields = {field.id: {"title": field.title[self.lang]} | or_nothing(self.values(field.values)) for field in fact.fields}
        made["properties"] = fields | made["properties"]
        return self.said(fact.title, fact.question, fact.help) | or_nothing(made)

    def fact(self, fact: Fact) -> Schema:
        """A fact: its value, or its value with what is said of it."""
        short = self.value(fact)
        long = self.shapes.schema(self.shapes.of["fact"])
        long["properties"]["value"] = short
        alone = short.get("oneOf", [short])
        return self.said(fact.title, fact.question, fact.help, self.place("facts", fact)) | {"anyOf": [*alone, long]}

    def value(self, fact: Fact) -> Schema:
        if fact.kind == "number":
            low, high = (digits if not scale else digits / 10**scale for digits, scale in (fact.low, fact.high))
            number = {"type": "number", "minimum": low, "maximum": high}
            return {"oneOf": [number, *self.values(fact.words)["oneOf"]]} if fact.words else number
        if fact.kind == "date":
            return self.shapes.types["day"]
        one = self.values(fact.values)
        return one if fact.kind == "one" else {"type": "array", "items": one}

    def criterion(self, criterion: Criterion) -> Schema:
        texts = [(level, text[self.lang]) for level, text in enumerate(criterion.levels)]
        made = self.shapes.schema(self.shapes.of["criterion"])
        levels = [{"const": level, "title": str(level), "description": text} for level, text in texts]
        made["properties"]["level"] = {"oneOf": [*levels, *self.skipped(allowed=criterion.not_applicable)]}
        scale = "\n".join(f"- **{level}** {text}{self.needed(criterion, level)}" for level, text in texts)
        said = self.said(criterion.title, criterion.question, None, f"{scale}\n\n{self.place('criteria', criterion)}".rstrip())
        return said | made | ({"$ref": f"{_REF}reason"} if criterion.not_applicable else {})

    def needed(self, criterion: Criterion, level: int) -> str:
        """What evidence the *level* asks for, beyond a claim."""
        rank = criterion.evidence[level]
        return f" *({self.rubric.grades[rank].text[self.lang].lower()})*" if rank > 0 else ""

    def safeguard(self, safeguard: Safeguard) -> Schema:
        meanings = {value.id: value.text[self.lang] for value in self.rubric.meanings}
        made = self.shapes.schema(self.shapes.of["safeguard"])
        statuses = [
            _meant(status, self.say(f"chain-status-{status}"), meanings.get(status, "")) for status in STATUSES if status != _SKIPPED
        ]
        made["properties"]["status"] = {"oneOf": [*statuses, *self.skipped(allowed=safeguard.not_applicable)]}
        said = self.said(safeguard.title, safeguard.question, safeguard.meaning)
        return said | made | ({"$ref": f"{_REF}reason-of-status"} if safeguard.not_applicable else {})

    # Words

    def said(self, title: Text, question: Text, help_: Text | None, more: str = "") -> Schema:
        """The words of an entry: those that editors show beside it."""
        lang = self.lang
        parts = [question[lang], help_[lang] if help_ else "", more]
        return {
            "title": title[lang],
            "description": question[lang],
            "markdownDescription": "\n\n".join(part.strip() for part in parts if part),
        }

    def values(self, values: Sequence[Any]) -> Schema:
        """One of *values*, with the words of each."""
        return {"oneOf": [_meant(value.id, value.text[self.lang], _help(value, self.lang)) for value in values]}

    def skipped(self, *, allowed: bool) -> Iterator[Schema]:
        if allowed:
            yield _meant(_SKIPPED, self.say(f"chain-status-{_SKIPPED}"))

    def place(self, section: str, entry: Fact | Criterion) -> str:
        """Where *entry* is asked, in words; the rule that marks it elsewhere is kept."""
        if entry.applies is None:
            return ""
        words = f"{filled('starting', 'optional', self.lang, {})}{self.colon}{entry.applies.words(self.conditions)}"
        rule = no_place(section, entry.id, entry.applies, words)
        self.rules += [rule] if rule else []
        return words


def _help(value: Any, lang: str) -> str:
    return value.help[lang] if isinstance(value, Value) and value.help else ""


def _meant(value: int | str, title: str, description: str = "") -> Schema:
    """The *value*, with what it means."""
    return {"const": value, "title": title, "description": f"{title}\n\n{description}" if description else title}


def _reasoned(key: str) -> Schema:
    """That what is said to have no object says why."""
    reason = {"required": ["because"], "properties": {"because": {"type": ["string", "number"], "pattern": "\\S"}}}
    return {"if": {"properties": {key: {"const": _SKIPPED}}, "required": [key]}, "then": reason}
