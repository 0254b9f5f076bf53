"""Proposals side by side, as JSON data described by `assess schema compare`."""

from __future__ import annotations

from datetime import date
from typing import Any

from assess import __version__
from assess.engine.compare import Side
from assess.model.assessment import Span
from assess.model.desk import Amendment, Effects
from assess.model.proposal import CriterionAnswer, FactAnswer, Impact, SafeguardAnswer, StatedLaw
from assess.model.rubric import Rubric
from assess.reporters.compare import Compared
from assess.reporters.desk_json import FORMAT, named, ways_data


def data(rubric: Rubric, compared: Compared) -> dict[str, Any]:
    """What is *compared*, under *rubric*."""
    sides, found, described = compared
    made = found.amendments
    return {
        "format": FORMAT,
        "tool": {"name": "assess", "version": __version__},
        "rubric": {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256},
        "sides": [_side(rubric, side) for side in sides],
        "better": [{"side": own.side, "than": own.than, "on": list(own.on)} for own in found.better],
        "differs": [{"id": own.id, "answers": [_answer(rubric, each) for each in own.answers]} for own in found.differs],
        "amendments": None if made is None else [_amendment(own) for own in made],
        "described": [{"title": own.title, "nothing": own.nothing, "cost": own.cost, "drawbacks": own.drawbacks} for own in described],
    }


def _side(rubric: Rubric, side: Side) -> dict[str, Any]:
    found = side.assessment
    return {
        "proposal": named(side.proposal),
        "as_of": date.fromordinal(side.as_of).isoformat(),
        "pathway": ways_data(found.pathway.possible) if found.pathway else None,
        "established": ways_data(found.established.ways) if rubric.pathway else None,
        "verdict": found.verdict or None,
        "regime": list(found.regime.possible) if found.regime else [],
        "tiers": {name: list(tier.possible) for name, tier in found.tiers},
        "principles": [{"id": own.id, "score": _span(own.score), "status": own.status} for own in found.principles],
        "red_lines": [{"id": own.id, "status": own.status} for own in found.red_lines if own.status != "clear"],
        "missing_safeguards": [own.id for own in found.safeguards if own.required == "yes" and own.met == "no"],
        "impacts": [_impact(own) for own in side.proposal.impacts],
    }


def _span(span: Span | None) -> dict[str, float] | None:
    return None if span is None else {"low": span.low / 10, "high": span.high / 10}


def _impact(impact: Impact) -> dict[str, Any]:
    low, high = (None if end is None else end[0] / 10 ** end[1] for end in (impact.low, impact.high))
    return {"who": impact.who, "kind": impact.kind, "low": low, "high": high, "unit": impact.unit, "year": impact.year}


def _answer(rubric: Rubric, own: object) -> Any:
    """One answer as data: of a fact its values or its number, of a criterion its level, of a guarantee its status and rank."""
    match own:
        case FactAnswer():
            digits, scale = own.number
            return {"value": list(own.values) or (digits if not scale else digits / 10**scale), "assumed": own.assumed}
        case CriterionAnswer():
            return {"value": own.level, "assumed": own.assumed, "evidence": len(own.evidence)}
        case SafeguardAnswer():
            rank = rubric.instruments[own.instrument].id if own.instrument >= 0 else None
            return {"value": own.status, "instrument": rank, "assumed": own.assumed}
        case tuple():
            return {"value": [each.cite if isinstance(each, StatedLaw) else each for each in own]}
        case int():
            return {"value": date.fromordinal(own).isoformat()}
        case None:
            return None
        case _:
            return {"value": own}


def _amendment(own: Amendment) -> dict[str, Any]:
    return {"id": own.id, "part": own.part, "alone": _effects(own.alone), "without": _effects(own.without)}


def _effects(effects: Effects) -> dict[str, Any]:
    principles = [{"id": name, "status": status} for name, status in effects.principles]
    return {"pathway": ways_data(effects.ways), "principles": principles, "raised": list(effects.raised), "lifted": list(effects.lifted)}
