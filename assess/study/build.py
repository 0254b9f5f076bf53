"""The view of a study, made from a proposal, its rubric and its assessment. Pure: no disk, no clock, no locale."""

from __future__ import annotations

from typing import Any

from assess.model.assessment import Assessment, ScoreResult
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.study import of_principles, of_proposal, of_result, of_safeguards
from assess.study.markdown import Markdown
from assess.study.outline import Outline, outline_of
from assess.study.study_context import StudyContext, safe
from assess.study.view import Study


def study_view(  # noqa: PLR0913 - what a study is made of
    rubric: Rubric, proposal: Proposal, assessment: Assessment, outline: Outline, lang: str, *, annex: bool = False
) -> Study:
    """The view of *proposal* as *assessment*, made under *rubric*, judges it, in *lang*; of an *annex*, or of the study."""
    context = StudyContext(rubric, proposal, assessment, outline, lang, whole_grid=annex)
    made = _head(context) | _proposal(context) | _result(context) | _rubric(context)
    return Study(references=context.citations.references(), families=tuple(outline.families), **made)


def _head(context: StudyContext) -> dict[str, Any]:
    """What names the document."""
    proposal, as_of = context.proposal, context.assessment.as_of
    return {
        "lang": context.lang,
        "other_language": proposal.language != context.lang,
        "title": safe(proposal.text_title or proposal.title),
        "proposal_title": safe(proposal.title),
        "date": context.day(proposal.day),
        "as_of": context.day(as_of),
        "same_day": proposal.day == as_of,
        "stage": proposal.stage,
        "organisation": safe(proposal.organisation),
    }


def _proposal(context: StudyContext) -> dict[str, Any]:
    """What the proposal itself brings."""
    text = context.answers.get("text")
    kind, state = (*(text.values if text else ()), "", "")[:2]
    outline = outline_of(kind)
    facts = of_proposal.facts(context)
    study = context.proposal.study
    return {
        "outline": outline,
        "text_kind": kind,
        "text_state": state,
        "technology": facts["technology"].value if "technology" in facts else safe(context.proposal.technology),
        "chapters": of_proposal.chapters(context, outline),
        "introduction": context.said(study.get("introduction", ""), "introduction", 2),
        "method": context.said(study.get("method", ""), "method", 2),
        "facts": facts,
        "impacts": of_proposal.impacts(context),
        "options": of_proposal.options(context),
        "consultations": of_proposal.consultations(context),
        "implementing": of_proposal.implementing(context),
    }


def _result(context: StudyContext) -> dict[str, Any]:
    """What the assessment says."""
    assessment, rubric = context.assessment, context.rubric
    conditions = of_safeguards.conditions(context)
    return {
        "regime": of_result.choice(context, "regime", rubric.regime, assessment.regime),
        "tiers": of_result.tiers(context),
        "pathway": of_result.pathway(context),
        "outcome": of_result.choice(context, "outcome", rubric.outcome, assessment.outcome),
        "has_red_lines": bool(rubric.red_lines),
        "red_lines": of_result.red_lines(context),
        "principles": of_principles.principles(context, conditions),
        "safeguards": of_safeguards.safeguards(context),
        "conditions": conditions,
        "deciding": of_proposal.items(context, assessment.deciding),
        "assumed": of_proposal.items(context, assessment.assumed),
        "answered": assessment.answered,
        "scores": tuple(_score(context, score) for score in assessment.scores),
    }


def _rubric(context: StudyContext) -> dict[str, Any]:
    """What names the rubric."""
    rubric = context.rubric
    return {
        "rubric_title": context.text(rubric.title),
        "rubric_description": context.text(rubric.description),
        "rubric_name": safe(rubric.id),
        "rubric_version": safe(rubric.version),
        "rubric_digest": safe(rubric.sha256),
        "closed_world": rubric.closed_world,
    }


def _score(context: StudyContext, score: ScoreResult) -> tuple[Markdown, Markdown]:
    title = next(found.title for found in context.rubric.scores if found.id == score.id)
    bounds = str(score.low) if score.low == score.high else f"{score.low} {context.word('to')} {score.high}"
    return context.text(title), Markdown(f"{bounds} / {score.max}")
