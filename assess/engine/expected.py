"""What an assessment says of one thing that a case expects, and the rules that led there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assess.engine.evaluate import figures
from assess.model.assessment import Assessment, Fired, PathwayResult
from assess.model.case import LACKING, PRESENT, Expected

Said = tuple[tuple[str, ...], tuple[Fired, ...]]
"""What remains possible, and why."""
NONE = "none"


def said(assessment: Assessment, expected: Expected) -> Said:
    """What *assessment* says where *expected* looks."""
    kind, name, pathway = expected.kind, expected.item, assessment.pathway
    if kind in ("pathway", "action", "norm"):
        return _pathway(pathway, kind) if pathway else ((), ())
    if kind in ("regime", "outcome", "tiers"):
        result = dict(assessment.tiers)[name] if kind == "tiers" else getattr(assessment, kind)
        return (result.possible, result.fired) if result else ((), ())
    listed = {"conditions": [condition.id for condition in pathway.conditions] if pathway else [], "deciding": assessment.deciding}
    if (found := listed.get(kind.removeprefix("no_"))) is not None:
        return (PRESENT if (name if ":" in name else f"condition:{name}") in found else LACKING,), ()
    return _of_item(assessment, kind, name)


def holds(assessment: Assessment, expected: Expected) -> bool:
    """Whether exactly what is *expected* remains possible."""
    return set(said(assessment, expected)[0]) == set(expected.values)


def _pathway(pathway: PathwayResult, kind: str) -> Said:
    if kind == "pathway":
        return tuple(f"{way.action}/{way.norm}".rstrip("/") for way in pathway.possible), pathway.fired
    rules = tuple(rule for rule in pathway.fired if rule.rule.startswith(f"rule:{kind}."))
    return tuple(dict.fromkeys(value for way in pathway.possible if (value := getattr(way, kind)))), rules


def _of_item(assessment: Assessment, kind: str, name: str) -> Said:
    """What is said of the item *name*: in the list of this *kind*, or in that of the criteria or of the guarantees."""
    if kind == "levels":
        criteria = [criterion for principle in assessment.principles for criterion in principle.criteria]
        level = _called(name, criteria)
        return tuple(str(number) for number in range(level.low, level.high + 1)), ()
    if kind == "scores":
        score = _called(name, assessment.scores)
        ends = [figures(end, tenths=score.tenths).removesuffix(".0") for end in (score.low, score.high)]
        return tuple(dict.fromkeys(ends)), ()
    if kind in ("texts", "domains"):
        result = next((result for result in getattr(assessment, kind) if result.id == name), None)
        return ((getattr(result, "norm", "") or result.status) if result else NONE,), ()
    if kind in ("red_lines", "principles"):
        result = _called(name, getattr(assessment, kind))
        return (result.status,), result.fired
    guarantee = _called(name, assessment.safeguards)
    if kind == "given":
        return (next((gift.instrument for gift in guarantee.given_by), NONE),), ()
    return (guarantee.min_instruments or (NONE,)) if kind == "min_instrument" else (getattr(guarantee, kind),), guarantee.fired


def _called(name: str, items: Iterable[Any]) -> Any:
    return next(item for item in items if item.id == name)
