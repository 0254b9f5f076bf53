"""What an assessment says of one thing that a case expects, and the rules that led there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assess.model.assessment import Assessment, Conclusion, Fired
from assess.model.case import LACKING, PRESENT, Expected

Said = tuple[tuple[str, ...], tuple[Fired, ...]]
"""What remains possible, and why."""
NONE = "none"


def said(assessment: Assessment, expected: Expected) -> Said:
    """What *assessment* says where *expected* looks."""
    result: Said = _SAID[expected.kind](assessment, expected.item)
    return result


def holds(assessment: Assessment, expected: Expected) -> bool:
    """Whether exactly what is *expected* remains possible."""
    return set(said(assessment, expected)[0]) == set(expected.values)


def _of(items: tuple[Any, ...], name: str) -> Any:
    return next(item for item in items if item.id == name)


def _conclusion(result: Conclusion | None) -> Said:
    return (result.possible, result.fired) if result else ((), ())


def _pathway(assessment: Assessment, part: str) -> Said:
    pathway = assessment.pathway
    if pathway is None:
        return (), ()
    if part == "action":
        return tuple(dict.fromkeys(way.action for way in pathway.possible)), _rules(pathway.fired, "action")
    if part == "norm":
        return tuple(dict.fromkeys(way.norm for way in pathway.possible if way.norm)), _rules(pathway.fired, "norm")
    return tuple(f"{way.action}/{way.norm}".rstrip("/") for way in pathway.possible), pathway.fired


def _rules(fired: tuple[Fired, ...], owner: str) -> tuple[Fired, ...]:
    return tuple(rule for rule in fired if rule.rule.startswith(f"rule:{owner}."))


def _instrument(assessment: Assessment, name: str) -> Said:
    result = _of(assessment.safeguards, name)
    return result.min_instruments or (NONE,), result.fired


def _field(kind: str, field: str) -> Callable[[Assessment, str], Said]:
    def said_of(assessment: Assessment, name: str) -> Said:
        result = _of(getattr(assessment, kind), name)
        return (getattr(result, field),), result.fired

    return said_of


def _level(assessment: Assessment, name: str) -> Said:
    result = _of(_of(assessment.principles, name.partition(".")[0]).criteria, name)
    return tuple(str(level) for level in range(result.low, result.high + 1)), ()


def _score(assessment: Assessment, name: str) -> Said:
    result = _of(assessment.scores, name)
    ends = [f"{end / 10:.1f}".removesuffix(".0") if result.tenths else str(end) for end in (result.low, result.high)]
    return tuple(dict.fromkeys(ends)), ()


def _condition(assessment: Assessment, name: str) -> Said:
    wanted = name if ":" in name else f"condition:{name}"
    result = [item for item in assessment.pathway.conditions if item.id == wanted] if assessment.pathway else []
    return (PRESENT if result else LACKING,), ()


_SAID: dict[str, Callable[[Assessment, str], Said]] = {
    "regime": lambda assessment, _: _conclusion(assessment.regime),
    "outcome": lambda assessment, _: _conclusion(assessment.outcome),
    "tiers": lambda assessment, name: _conclusion(dict(assessment.tiers)[name]),
    "pathway": _pathway,
    "action": lambda assessment, _: _pathway(assessment, "action"),
    "norm": lambda assessment, _: _pathway(assessment, "norm"),
    "red_lines": _field("red_lines", "status"),
    "principles": _field("principles", "status"),
    "required": _field("safeguards", "required"),
    "met": _field("safeguards", "met"),
    "min_instrument": _instrument,
    "levels": _level,
    "scores": _score,
    "conditions": _condition,
    "no_conditions": _condition,
    "deciding": lambda assessment, name: ((PRESENT if name in assessment.deciding else LACKING,), ()),
    "no_deciding": lambda assessment, name: ((PRESENT if name in assessment.deciding else LACKING,), ()),
}
"""For each key under `expect`."""
