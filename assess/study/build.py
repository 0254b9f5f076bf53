"""The view of a study, made from a proposal, its rubric and its assessment. Pure: no disk, no clock, no locale."""

from __future__ import annotations

from typing import Any

from assess.model.assessment import Assessment, ScoreResult
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.study import of_principles, of_proposal, of_result, of_safeguards
from assess.study.markdown import Markdown
from assess.study.sections import outline_of
from assess.study.study_context import Ground, safe
from assess.study.view import Study


def study_view(rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, *, annex: bool = False) -> Study:
    """The view of *proposal* as *assessment*, made under *rubric*, judges it, in *lang*; of an *annex*, or of the study."""
    ground = Ground(rubric, proposal, assessment, lang, whole_grid=annex)
    made = _head(ground) | _proposal(ground) | _result(ground) | _rubric(ground)
    return Study(references=ground.citations.references(), **made)


def _head(ground: Ground) -> dict[str, Any]:
    """What names the document."""
    proposal, as_of = ground.proposal, ground.assessment.as_of
    return {
        "lang": ground.lang,
        "other_language": proposal.language != ground.lang,
        "title": safe(proposal.text_title or proposal.title),
        "proposal_title": safe(proposal.title),
        "date": ground.day(proposal.day),
        "as_of": ground.day(as_of),
        "same_day": proposal.day == as_of,
        "stage": proposal.stage,
        "organisation": safe(proposal.organisation),
    }


def _proposal(ground: Ground) -> dict[str, Any]:
    """What the proposal itself brings."""
    text = ground.answers.get("text")
    kind, state = (*(text.values if text else ()), "", "")[:2]
    outline = outline_of(kind)
    facts = of_proposal.facts(ground)
    study = ground.proposal.study
    return {
        "outline": outline,
        "text_kind": kind,
        "text_state": state,
        "technology": facts["technology"].value if "technology" in facts else safe(ground.proposal.technology),
        "chapters": of_proposal.chapters(ground, outline),
        "introduction": ground.said(study.get("introduction", ""), "introduction", 2),
        "method": ground.said(study.get("method", ""), "method", 2),
        "facts": facts,
        "impacts": of_proposal.impacts(ground),
        "options": of_proposal.options(ground),
        "consultations": of_proposal.consultations(ground),
        "implementing": of_proposal.implementing(ground),
    }


def _result(ground: Ground) -> dict[str, Any]:
    """What the assessment says."""
    assessment, rubric = ground.assessment, ground.rubric
    conditions = of_safeguards.conditions(ground)
    return {
        "regime": of_result.choice(ground, "regime", rubric.regime, assessment.regime),
        "tiers": of_result.tiers(ground),
        "pathway": of_result.pathway(ground),
        "outcome": of_result.choice(ground, "outcome", rubric.outcome, assessment.outcome),
        "has_red_lines": bool(rubric.red_lines),
        "red_lines": of_result.red_lines(ground),
        "principles": of_principles.principles(ground, conditions),
        "safeguards": of_safeguards.safeguards(ground),
        "conditions": conditions,
        "deciding": of_proposal.items(ground, assessment.deciding),
        "assumed": of_proposal.items(ground, assessment.assumed),
        "answered": assessment.answered,
        "scores": tuple(_score(ground, score) for score in assessment.scores),
    }


def _rubric(ground: Ground) -> dict[str, Any]:
    """What names the rubric."""
    rubric = ground.rubric
    return {
        "rubric_title": ground.text(rubric.title),
        "rubric_description": ground.text(rubric.description),
        "rubric_name": safe(rubric.id),
        "rubric_version": safe(rubric.version),
        "rubric_digest": safe(rubric.sha256),
        "closed_world": rubric.closed_world,
    }


def _score(ground: Ground, score: ScoreResult) -> tuple[Markdown, Markdown]:
    title = next(found.title for found in ground.rubric.scores if found.id == score.id)
    bounds = str(score.low) if score.low == score.high else f"{score.low} {ground.word('to')} {score.high}"
    return ground.text(title), Markdown(f"{bounds} / {score.max}")
