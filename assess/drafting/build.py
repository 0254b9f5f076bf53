"""The view of a study, made from a proposal, its rubric and its assessment. Pure: no disk, no clock, no locale."""

from __future__ import annotations

from assess.drafting import of_principles, of_proposal, of_result, of_safeguards
from assess.drafting.ground import Ground, safe
from assess.drafting.markdown import Markdown
from assess.drafting.sections import outline_of
from assess.drafting.view import Study
from assess.drafting.words import number
from assess.model.assessment import Assessment, ScoreResult
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric


def study_view(rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, *, annex: bool = False) -> Study:
    """The view of *proposal* as *assessment*, made under *rubric*, judges it, in *lang*; of an *annex*, or of the study."""
    ground = Ground(rubric, proposal, assessment, lang, whole_grid=annex)
    kind, state = (*ground.answers["text"].values, "", "")[:2] if "text" in ground.answers else ("", "")
    outline = outline_of(kind)
    facts = of_proposal.facts(ground)
    conditions = of_safeguards.conditions(ground)
    title = safe(proposal.title)
    return Study(
        lang=lang,
        other_language=proposal.language != lang,
        title=safe(proposal.text_title) or title,
        proposal_title=title,
        technology=facts["technology"].value if "technology" in facts else safe(proposal.technology),
        date=ground.day(proposal.day),
        as_of=ground.day(assessment.as_of),
        same_day=proposal.day == assessment.as_of,
        stage=proposal.stage,
        organisation=safe(proposal.organisation),
        outline=outline,
        text_kind=kind,
        text_state=state,
        chapters=of_proposal.chapters(ground, outline),
        introduction=ground.said(proposal.study.get("introduction", ""), "introduction", 2),
        method=ground.said(proposal.study.get("method", ""), "method", 2),
        facts=facts,
        regime=of_result.choice(ground, "regime", rubric.regime, assessment.regime),
        tiers=of_result.tiers(ground),
        pathway=of_result.pathway(ground),
        outcome=of_result.choice(ground, "outcome", rubric.outcome, assessment.outcome),
        has_red_lines=bool(rubric.red_lines),
        red_lines=of_result.red_lines(ground),
        principles=of_principles.principles(ground, conditions),
        safeguards=of_safeguards.safeguards(ground),
        conditions=conditions,
        deciding=of_proposal.items(ground, assessment.deciding),
        assumed=of_proposal.items(ground, assessment.assumed),
        answered=assessment.answered,
        impacts=of_proposal.impacts(ground),
        options=of_proposal.options(ground),
        consultations=of_proposal.consultations(ground),
        implementing=of_proposal.implementing(ground),
        references=ground.citations.references(),
        rubric_title=ground.text(rubric.title),
        rubric_description=ground.text(rubric.description),
        rubric_name=safe(rubric.id),
        rubric_version=safe(rubric.version),
        rubric_digest=safe(rubric.sha256),
        closed_world=rubric.closed_world,
        scores=tuple(_score(ground, score) for score in assessment.scores),
    )


def _score(ground: Ground, score: ScoreResult) -> tuple[Markdown, Markdown]:
    title = next(found.title for found in ground.rubric.scores if found.id == score.id)
    ends = (score.low, score.high, score.max)
    low, high, most = (number((end, int(score.tenths)), ground.lang) for end in ends)
    between = low if low == high else f"{low} {ground.word('to')} {high}"
    return ground.text(title), Markdown(f"{between} / {most}")
