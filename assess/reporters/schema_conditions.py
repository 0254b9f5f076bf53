"""Conditions of a rubric as JSON Schemas, as far as the answers alone tell: where they certainly hold, or certainly do not."""

from __future__ import annotations

import re
from typing import Any, Final

from assess.conditions.nodes import And, Condition, In, Not, Or

Schema = dict[str, Any]
_FACT: Final = "fact:"


def certain(condition: Condition, *, truth: bool) -> Schema | None:
    """The schema of the proposals of which *condition* is certainly of this *truth*; None where a schema cannot tell."""
    if isinstance(condition, Not):
        return certain(condition.condition, truth=not truth)
    if isinstance(condition, (And, Or)):
        parts = [certain(part, truth=truth) for part in condition.conditions]
        told = [part for part in parts if part is not None]
        if isinstance(condition, And) is truth:  # all must be so
            return {"allOf": told} if len(told) == len(parts) else None
        return {"anyOf": told} if told else None  # one is enough
    if isinstance(condition, In) and condition.slot.startswith(_FACT):
        return _answered(condition.slot.removeprefix(_FACT), condition.values, among=truth)
    return None


def _answered(name: str, values: tuple[str, ...], *, among: bool) -> Schema:
    """That the fact *name* is answered by one of *values*, or, not *among*, by another value."""
    said = {"pattern": f"^({'|'.join(map(re.escape, values))})$"}  # editors show an `enum` as what may be answered here
    one: Schema = {"type": "string"} | (said if among else {"not": said})
    record, dot, field = name.partition(".")
    if dot:
        return _within(record, field, one)
    if name == "technology":
        return {"properties": {name: one}, "required": [name]}
    return _within("facts", name, {"anyOf": [one, {"type": "object", "properties": {"value": one}, "required": ["value"]}]})


def _within(outer: str, key: str, value: Schema) -> Schema:
    inner = {"type": "object", "properties": {key: value}, "required": [key]}
    return {"properties": {outer: inner}, "required": [outer]}


def no_place(section: str, name: str, condition: Condition, remark: str) -> Schema | None:
    """The rule that marks the answer *name* of *section* with *remark* where *condition* certainly fails; None where none can."""
    when = certain(condition, truth=False)
    if when is None:
        return None
    marked = {"deprecated": True, "description": remark}
    return {"if": when, "then": {"properties": {section: {"properties": {name: marked}}}}}
