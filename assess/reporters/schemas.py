"""The JSON Schemas (draft 2020-12) of an assessment and of one YAML file of a rubric; what they share with that of a proposal.

Their shapes are in `schemas.yaml`, which says how they are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from pkgutil import get_data
from typing import Any

import yaml

from assess.model.constants import ACTIONS, FACT_KINDS, IMPACTS, LANGUAGES, NORMS, OPINIONS, OUTCOMES, STAGES, STUDY_SECTIONS
from assess.model.law import CERTAINTIES, STATUSES

Schema = dict[str, Any]
HEAD: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def one_of(values: Iterable[int | str | None]) -> Schema:
    """One of these *values*."""
    return {"enum": list(values)}


def or_nothing(schema: Schema) -> Schema:
    """*schema*, or no value: what stands after a key that is left empty."""
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return schema | {"type": [*dict.fromkeys((*types, "null"))]}
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return schema | {key: [*schema[key], {"type": "null"}]}
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    return {"anyOf": [schema, {"type": "null"}]}


class Shapes:
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
        inner = {key.rstrip("!~"): self.schema(each, whole=whole) for key, each in shape.items()}
        inner |= {key[:-1]: or_nothing(inner[key[:-1]]) for key in shape if key.endswith("~")}
        for key in ("<any>", "<id>", "<item>"):
            if key in inner:
                names = {} if key == "<any>" else {"propertyNames": {"pattern": self.types[key[1:-1]]["pattern"]}}
                return {"type": "object", **names, "additionalProperties": inner[key]}
        required = [key.rstrip("!~") for key in shape if whole or key.endswith("!")]
        return {"type": "object", "properties": inner, "required": required, "additionalProperties": False}


def assessment_schema() -> Schema:
    """The schema of one assessment."""
    shapes = Shapes()
    return HEAD | {"title": "assessment"} | shapes.schema(shapes.of["assessment"], whole=True)


def schema_of(title: str, shape: Any) -> Schema:
    """The schema of data of which every key is there, written as *shape*, as `schemas.yaml` says."""
    return HEAD | {"title": title} | Shapes().schema(shape, whole=True)


def rubric_schema() -> Schema:
    """The schema of one file of a rubric; what conditions mean is checked by `assess rubric check`."""
    shapes = Shapes()
    return HEAD | {"title": "rubric"} | shapes.schema(shapes.of["rubric"])
