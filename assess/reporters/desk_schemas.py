"""The JSON Schemas of what the desk says, whose shapes are in `desk_schemas.yaml`."""

from __future__ import annotations

from pkgutil import get_data
from typing import Any

from assess.reporters.schemas import Schema, schema_of


def desk_schema(kind: str) -> Schema:
    """The schema of the JSON of the command *kind* of the desk."""
    import yaml  # a proposal’s schema needs none

    shapes: dict[str, Any] = yaml.safe_load(get_data(__name__, "desk_schemas.yaml") or b"")
    return schema_of(kind, shapes[kind])
