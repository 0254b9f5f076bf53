"""An assessment in the JSON form of the contract, described by `assess schema assessment`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from assess import __version__
from assess.model import assessment as model
from assess.model.assessment import Assessment, Fired, Span
from assess.model.finding import Finding
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.reporters.rows import Scored, Scores
from assess.reporters.text import finding_data, json_object, json_text

FORMAT = 1


def json_array(scores: Scores) -> Iterator[str]:
    """One JSON object for one proposal, an array for several: each key, and each item of its lists, on a line of its own."""
    data = scores.each(_data, _findings)
    first, second = next(data, None), next(data, None)
    if first is None or second is None:
        yield "[]\n" if first is None else json_object(first) + "\n"
        return
    yield "[\n" + json_object(first)
    yield from (",\n" + json_object(item) for item in chain((second,), data))
    yield "\n]\n"


def json_lines(scores: Scores) -> Iterator[str]:
    """A JSON object a line."""
    for data in scores.each(_data, _findings):
        yield json_text(data, separators=(",", ":")) + "\n"


def _data(scored: Scored) -> dict[str, Any]:
    assessment = scored.evaluator.assess(scored.proposal, scored.as_of)
    return assessment_data(scored.proposal, scored.evaluator.rubric, assessment, scored.written_in)


def assessment_data(proposal: Proposal, rubric: Rubric, assessment: Assessment, lang: str) -> dict[str, Any]:
    """The assessment of *proposal* under *rubric* as JSON data; texts in *lang*."""
    return {
        "format": FORMAT,
        "tool": {"name": "assess", "version": __version__},
        "proposal": _fields(proposal, "id", "title", "path", "sha256") | {"technology": list(proposal.combined) or proposal.technology},
        "rubric": _fields(rubric, "id", "version", "sha256"),
        "as_of": date.fromordinal(assessment.as_of).isoformat(),
        "answered": {name: list(counts) for name, counts in assessment.answered.items()},
        "set_aside": list(assessment.set_aside),
        "assumed": list(assessment.assumed),
        "regime": _conclusion(assessment.regime),
        "tiers": {name: {"possible": list(tier.possible), "because": _because(tier.fired)} for name, tier in assessment.tiers},
        "scores": {score.id: _numbers(score, "low", "high", "max") for score in assessment.scores},
        "principles": [_principle(principle) for principle in assessment.principles],
        "safeguards": [_safeguard(safeguard) for safeguard in assessment.safeguards],
        "red_lines": [
            _fields(line, "id", "status", "cured_by") | {"because": _because(line.fired), "sources": _sources(line.fired)}
            for line in assessment.red_lines
        ],
        "pathway": None if assessment.pathway is None else _pathway(assessment.pathway, lang),
        "outcome": {"possible": list(assessment.outcome.possible) if assessment.outcome else []},
        "texts": [_text(text, lang) for text in assessment.texts],
        "domains": [_fields(domain, "id", "status") | {"norm": domain.norm or None} for domain in assessment.domains],
        "deciding": [{"id": name} for name in assessment.deciding],
        "parts": [{"technology": part.technology, "regime": _conclusion(part.regime)} for part in assessment.parts],
        "purposes": [_alone(result) for result in dict(assessment.alone).get("purposes", ())],
        "questions": [_question(question, assessment) for question in assessment.questions],
        "verdict": assessment.verdict or None,
        "defects": list(assessment.defects),
        "established": _established(assessment),
        "flips": [_flip(flip) for flip in assessment.flips],
    }


def _conclusion(conclusion: model.Conclusion | None) -> dict[str, Any]:
    if conclusion is None:
        return {"possible": [], "sources": []}
    return {"possible": list(conclusion.possible), "sources": _sources(conclusion.fired)}


def _alone(result: model.AloneResult) -> dict[str, Any]:
    return {
        "id": result.id,
        "regime": {"possible": list(result.regime)},
        "tiers": {name: list(possible) for name, possible in result.tiers},
        "pathway": {"possible": _ways(result.pathway)},
        "missing": list(result.missing),
    }


def _ways(ways: Iterable[model.Way]) -> list[dict[str, str | None]]:
    return [{"action": way.action, "norm": way.norm or None} for way in ways]


def _fields(thing: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def _because(fired: tuple[Fired, ...]) -> list[str]:
    return list(dict.fromkeys(name for rule in fired for name in (rule.rule, *rule.reads)))


def _sources(fired: tuple[Fired, ...]) -> list[str]:
    return list(dict.fromkeys(citation.ref for rule in fired for citation in rule.sources))


def _numbers(result: Span | model.ScoreResult, *names: str) -> dict[str, float | int]:
    """Bounds as JSON numbers: tenths have one decimal."""
    return {name: bound / 10 if result.tenths else bound for name, bound in _fields(result, *names).items()}


def _principle(principle: model.PrincipleResult) -> dict[str, Any]:
    return {
        "id": principle.id,
        "score": None if principle.score is None else _numbers(principle.score, "low", "high"),
        "required": {"low": principle.required.low // 10, "high": principle.required.high // 10},
        "floors": list(dict.fromkeys(floor.criterion for floor in principle.floors)),
        "status": principle.status,
        "figures": {name: span and _numbers(span, "low", "high") for name, span in principle.figures.items()},
    }


def _safeguard(safeguard: model.SafeguardResult) -> dict[str, Any]:
    ranks = safeguard.min_instruments
    needed = {"min_instrument": ranks[0] if len(ranks) == 1 else None, "possible_instruments": list(ranks)}
    given = [_fields(gift, "law", "ref", "instrument") for gift in safeguard.given_by]
    return _fields(safeguard, "id", "required") | needed | _fields(safeguard, "status", "met") | {"given_by": given}


def _text(text: model.TextResult, lang: str) -> dict[str, Any]:
    outside, supposed = (
        [{"limit": limit.limit, "certainty": limit.certainty, "text": limit.text[lang]} for limit in limits]
        for limits in (text.outside, text.supposed)
    )
    told = {"supposed": supposed, "unread": list(text.unread), "stated": text.decided}
    return {"id": text.id, "status": text.status, "outside": outside} | told


def _question(question: model.Question, assessment: Assessment) -> dict[str, Any]:
    asks = "covers" if question.id in assessment.to_read else "state"
    return {"id": question.id, "because": list(question.because), "asks": asks if question.id.startswith("law:") else None}


def _pathway(pathway: model.PathwayResult, lang: str) -> dict[str, Any]:
    return {
        "possible": _ways(pathway.possible),
        "conditions": [_condition(condition, lang) for condition in pathway.conditions],
        "because": _because(pathway.fired),
    }


def _established(assessment: Assessment) -> dict[str, Any]:
    found = assessment.established
    return {
        "regime": {"possible": list(found.regime)},
        "pathway": None if assessment.pathway is None else {"possible": _ways(found.ways)},
        "principles": [{"id": name, "status": status} for name, status in found.principles],
        "red_lines": [{"id": name, "status": status} for name, status in found.red_lines],
        "verdict": found.verdict or None,
        "defects": list(found.defects),
        "tiers": {name: list(possible) for name, possible in found.tiers},
        "safeguards": [{"id": name, "required": required, "met": met} for name, required, met in found.safeguards],
    }


def _flip(flip: model.Flip) -> dict[str, Any]:
    return _fields(flip, "id", "change", "assumed") | {"pathway": _ways(flip.ways), "principles": [name for name, _ in flip.principles]}


def _condition(condition: model.ConditionResult, lang: str) -> dict[str, Any]:
    return {
        "id": condition.id,
        "text": condition.text[lang],
        "certainty": condition.certainty,
        "norm": condition.norm or None,
        "blocks": list(condition.blocks),
        "because": condition.because[lang] if condition.because else None,
        "sources": [citation.ref for citation in condition.sources],
    }


def _findings(path: str, findings: tuple[Finding, ...], lang: str) -> dict[str, Any]:
    """The findings that prevent the proposal *path* from being assessed, as JSON data; messages in *lang*."""
    told = [finding_data(finding, lang) for finding in findings]
    for data in told:
        del data["length"]
    return {"format": FORMAT, "proposal": {"path": path}, "findings": told}
