"""A rubric as JSON and back: lists in the order of the fields, so that a rubric checked once loads fast."""

from __future__ import annotations

from typing import Any

from assess.model import law, rubric
from assess.record import Record, fields, values

FORM = 1
"""Changes whenever the form of a compiled rubric does."""

_PARTS: dict[type, dict[str, type]] = {
    rubric.Fact: {"values": rubric.Value, "fields": rubric.Field, "sources": law.Citation},
    rubric.Field: {"values": rubric.Value},
    rubric.Rule: {"sources": law.Citation},
    rubric.Tier: {"levels": rubric.Value, "rules": rubric.Rule},
    rubric.Choice: {"values": rubric.Value, "rules": rubric.Rule},
    rubric.Criterion: {"sources": law.Citation},
    rubric.Principle: {"sources": law.Citation, "criteria": rubric.Criterion},
    rubric.Requirement: {"sources": law.Citation},
    rubric.SafeguardRule: {"sources": law.Citation},
    rubric.Safeguard: {"rules": rubric.SafeguardRule, "sources": law.Citation},
    rubric.RedLine: {"sources": law.Citation},
    rubric.Condition: {"sources": law.Citation},
    rubric.EvidenceRule: {"sources": law.Citation},
    rubric.Pathway: {
        "actions": rubric.Value,
        "norms": rubric.Value,
        "action_rules": rubric.Rule,
        "norm_rules": rubric.Rule,
        "conditions": rubric.Condition,
    },
    rubric.Rubric: {
        "instruments": rubric.Value,
        "grades": rubric.Value,
        "evidence_rules": rubric.EvidenceRule,
        "sources": law.Source,
        "law": law.LawEntry,
        "facts": rubric.Fact,
        "terms": rubric.Rule,
        "tiers": rubric.Tier,
        "regime": rubric.Choice,
        "principles": rubric.Principle,
        "requirements": rubric.Requirement,
        "safeguards": rubric.Safeguard,
        "red_lines": rubric.RedLine,
        "pathway": rubric.Pathway,
        "scores": rubric.Score,
        "outcome": rubric.Choice,
    },
}
_SINGLE = frozenset(("regime", "pathway", "outcome"))
_TUPLES = frozenset(("languages", "blocks", "evidence", "levels", "low", "high"))


def freeze(value: Any) -> Any:
    """*value*, a model value, as JSON data."""
    if isinstance(value, Record):
        return [freeze(item) for item in values(value)]
    if isinstance(value, tuple):
        return [freeze(item) for item in value]
    return value


def thaw(data: list[Any]) -> rubric.Rubric:
    """The rubric that `freeze` gave as *data*."""
    made: rubric.Rubric = _thaw(rubric.Rubric, data)
    return made


def _thaw(made: type, data: list[Any]) -> Any:
    parts = _PARTS.get(made)
    if parts is None and made is not law.LawEntry:
        return made(*data)
    found = []
    for name, value in zip(fields(made), data, strict=True):
        part = parts.get(name) if parts else None
        if part is not None and value is not None:
            value = _thaw(part, value) if name in _SINGLE else tuple([_thaw(part, item) for item in value])
        elif name == "dates":
            value = tuple([(day, status) for day, status in value])
        elif name in _TUPLES and isinstance(value, list):
            value = tuple(value)
        found.append(value)
    return made(*found)
