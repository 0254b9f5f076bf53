"""The JSON Schemas (draft 2020-12) of an assessment, of a proposal under a rubric, and of one YAML file of a rubric.

Their shapes are in `schemas.yaml`, which says how they are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from pkgutil import get_data
from typing import Any

import yaml

from assess.model.constants import ACTIONS, FACT_KINDS, IMPACTS, LANGUAGES, NORMS, OPINIONS, STAGES, STUDY_SECTIONS
from assess.model.law import CERTAINTIES, STATUSES
from assess.model.rubric import OUTCOMES, Fact, Rubric

Schema = dict[str, Any]
_HEAD: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def one_of(values: Iterable[int | str | None]) -> Schema:
    """One of these *values*."""
    return {"enum": list(values)}


class _Shapes:
    """The shapes, and the schemas of what they name."""

    def __init__(self, **closed_lists: Schema) -> None:
        self.of: dict[str, Any] = yaml.safe_load(get_data(__name__, "schemas.yaml") or b"")
        self.types: dict[str, Schema] = self.of["types"] | closed_lists
        closed = {"action": ACTIONS, "fact-kind": FACT_KINDS, "impact": IMPACTS, "language": LANGUAGES, "norm": (*NORMS, None)}
        closed |= {
            "stage": STAGES,
            "certainty": CERTAINTIES,
            "status": STATUSES,
            "outcome": OUTCOMES,
            "signed": OPINIONS[:1],
            "reserved": OPINIONS[1:],
        }
        self.types |= {name: one_of(values) for name, values in closed.items()}
        self.types["study"] = self.object(dict.fromkeys(STUDY_SECTIONS, "string"))

    def schema(self, shape: Any, *, whole: bool = False) -> Schema:
        """The schema of what is written as *shape*; *whole*: every key must be there."""
        if isinstance(shape, dict):
            return self.object(shape, whole=whole)
        if isinstance(shape, list):
            inner = [self.schema(each, whole=whole) for each in shape]
            return {"type": "array", "items": inner[0]} if len(inner) == 1 else {"anyOf": inner}
        if isinstance(shape, str):
            return one_of(shape.split("|")) if "|" in shape else self.types[shape]
        return {"type": "null"} if shape is None else {"const": shape}

    def object(self, shape: dict[str, Any], *, whole: bool = False) -> Schema:
        """The schema of a mapping."""
        inner = {key.removesuffix("!"): self.schema(each, whole=whole) for key, each in shape.items()}
        for key in ("<any>", "<id>", "<item>"):
            if key in inner:
                names = {} if key == "<any>" else {"propertyNames": {"pattern": self.types[key[1:-1]]["pattern"]}}
                return {"type": "object", **names, "additionalProperties": inner[key]}
        required = [key.removesuffix("!") for key in shape if whole or key.endswith("!")]
        return {"type": "object", "properties": inner, "required": required, "additionalProperties": False}

    def answer(self, kind: str, question: str, values: Iterable[int | str], *, not_applicable: bool) -> Schema:
        """The schema of an answer of this *kind* to a *question*, whose first property has one of *values*."""
        made = self.schema(self.of[kind])
        made["properties"][next(iter(made["properties"]))] = one_of([*values, *(["not-applicable"] if not_applicable else [])])
        return {"description": question} | made


def assessment_schema() -> Schema:
    """The schema of one assessment."""
    shapes = _Shapes()
    return _HEAD | {"title": "assessment"} | shapes.schema(shapes.of["assessment"], whole=True)


def rubric_schema() -> Schema:
    """The schema of one file of a rubric; what conditions mean is checked by `assess rubric check`."""
    shapes = _Shapes()
    return _HEAD | {"title": "rubric"} | shapes.schema(shapes.of["rubric"])


def proposal_schema(rubric: Rubric, lang: str) -> Schema:
    """The schema of a proposal under *rubric*, so that an editor completes its names; descriptions in *lang*."""
    grades, instruments = (one_of(value.id for value in values) for values in (rubric.grades, rubric.instruments))
    shapes = _Shapes(grade=grades, instrument=instruments)
    made = shapes.schema(shapes.of["proposal"])
    properties = made["properties"]
    for fact in rubric.facts:
        if fact.id == "technology":
            one = one_of(value.id for value in fact.values)
            properties["technology"] = {"anyOf": [one, {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}]}
        elif fact.kind == "record":
            fields = {field.id: one_of(value.id for value in field.values) for field in fact.fields}
            properties[fact.id] = {"description": fact.question[lang]} | shapes.schema(shapes.of["record"])
            properties[fact.id]["properties"] = fields | properties[fact.id]["properties"]
        else:
            properties["facts"]["properties"][fact.id] = _fact(shapes, fact, lang)
    for criterion in rubric.criteria:
        answer = shapes.answer("criterion", criterion.question[lang], range(5), not_applicable=criterion.not_applicable)
        properties["criteria"]["properties"][criterion.id] = answer
    for safeguard in rubric.safeguards:
        if safeguard.derived is None:
            statuses = ("present", "planned", "absent")
            answer = shapes.answer("safeguard", safeguard.question[lang], statuses, not_applicable=safeguard.not_applicable)
            properties["safeguards"]["properties"][safeguard.id] = answer
    properties |= shapes.schema(shapes.of["lists"])["properties"]
    return _HEAD | {"title": f"proposal ({rubric.id} {rubric.version})"} | made


def _fact(shapes: _Shapes, fact: Fact, lang: str) -> Schema:
    """A fact: its value, or its value with what is said of it."""
    given = one_of(value.id for value in fact.values)
    number = {"type": "number", "minimum": fact.low[0] / 10 ** fact.low[1], "maximum": fact.high[0] / 10 ** fact.high[1]}
    if fact.words:
        number = {"anyOf": [number, one_of(word.id for word in fact.words)]}
    kinds = {"one": given, "several": {"type": "array", "items": given}, "number": number, "date": shapes.types["date"]}
    long = shapes.schema(shapes.of["fact"])
    long["properties"]["value"] = kinds[fact.kind]
    return {"description": fact.question[lang], "anyOf": [kinds[fact.kind], long]}
