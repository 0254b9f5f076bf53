"""A rubric as plain data and back: tuples in the order of the fields, so that a rubric checked once loads fast."""

from __future__ import annotations

import marshal
from typing import Any

from assess.model import catalogue, history, law, rubric
from assess.record import Record, fields, values

FORM = 6
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
    catalogue.Technology: {
        "attention": catalogue.Attention,
        "precedents": law.Citation,
        "frame": catalogue.Period,
        "sources": law.Citation,
    },
    catalogue.Attention: {"sources": law.Citation},
    catalogue.Period: {"sources": law.Citation},
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
        "technologies": catalogue.Catalogue,
        "moves": history.Move,
        "changes": history.Change,
    },
}
_SINGLE = frozenset(("regime", "pathway", "outcome", "technologies"))
_citations: dict[tuple[Any, ...], law.Citation] = {}
_plans: dict[type, list[tuple[int, type, bool]]] = {}


def freeze(value: Any) -> Any:
    """*value*, a model value, as plain tuples, lists, texts and numbers."""
    if isinstance(value, Record):
        return tuple(freeze(item) for item in values(value))
    if isinstance(value, tuple):
        return tuple(freeze(item) for item in value)
    if isinstance(value, catalogue.Catalogue):
        return marshal.dumps(freeze(value.technologies), 4)
    return value


def thaw(data: tuple[Any, ...]) -> rubric.Rubric:
    """The rubric that `freeze` gave as *data*."""
    made: rubric.Rubric = _thaw(rubric.Rubric, data)
    return made


def _citation(data: tuple[Any, ...]) -> law.Citation:
    """The citation *data*; the same one wherever it stands, as most stand many times."""
    if data[3] is not None:
        return law.Citation(*data)
    found = _citations.get(data)
    if found is None:
        found = _citations[data] = law.Citation(*data)
    return found


def _catalogue(data: bytes) -> catalogue.Catalogue:
    """The catalogue *data*, of which nothing is made before it is read."""

    def technologies() -> tuple[catalogue.Technology, ...]:
        made = marshal.loads(data)  # noqa: S302 - plain data, under the seal of the whole
        return tuple(_thaw(catalogue.Technology, item) for item in made)

    return catalogue.Catalogue(technologies)


def _thaw(made: type, data: Any) -> Any:
    if made is catalogue.Catalogue:
        return _catalogue(data)
    fresh = list(data)
    for at, part, single in _plan(made):
        value = fresh[at]
        if value is None:
            continue
        if single:
            fresh[at] = _thaw(part, value)
        elif part is law.Citation:
            fresh[at] = tuple([_citation(item) for item in value])
        elif part in _PARTS:
            fresh[at] = tuple([_thaw(part, item) for item in value])
        else:
            fresh[at] = tuple([part(*item) for item in value])
    return made(*fresh)


def _plan(made: type) -> list[tuple[int, type, bool]]:
    """The places, in the fields of *made*, of other records: which, and whether there is one or several."""
    if made not in _plans:
        names = fields(made)
        _plans[made] = [(names.index(name), part, name in _SINGLE) for name, part in _PARTS[made].items()]
    return _plans[made]
