"""The words in which JSON Schemas (draft 2020-12) are written here."""

from __future__ import annotations

from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "array", "items": STRING}


def closed(properties: Schema, *, optional: tuple[str, ...] = ()) -> Schema:
    """An object with these *properties* and no others; all are required but the *optional* ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def listed(items: Schema) -> Schema:
    """A list of *items*."""
    return {"type": "array", "items": items}


def one_of(*values: str | None) -> Schema:
    """One of these *values*."""
    return {"enum": list(values)}
