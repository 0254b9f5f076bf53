"""The documents: the draft of the impact study, whole and fresh, and the annexes of a text. Pure: no disk, no clock, no locale."""

from __future__ import annotations

from typing import Any

from assess.model.assessment import Assessment, ScoreResult
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.study import view_of_proposal, view_of_result
from assess.study.front_matter import KEY, made_of, passage_list
from assess.study.markdown import Markdown
from assess.study.outline import Outline, outline_of
from assess.study.passages import close_up, name_of, signed, split_passages
from assess.study.study_context import StudyContext, safe
from assess.study.templates import Templates
from assess.study.typography import french
from assess.study.view import Study


def study_view(rubric: Rubric, proposal: Proposal, assessment: Assessment, outline: Outline, lang: str, *, annex: bool = False) -> Study:
    """The view of *proposal* as *assessment*, made under *rubric*, judges it, in *lang*; of an *annex*, or of the study."""
    context = StudyContext(rubric, proposal, assessment, outline, lang, whole_grid=annex)
    made = _head(context) | _proposal(context) | _result(context) | _rubric(context)
    return Study(references=context.citations.references(), families=tuple(outline.families), **made)


def _head(context: StudyContext) -> dict[str, Any]:
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
    text = context.answers.get("text")
    kind, state = (*(text.values if text else ()), "", "")[:2]
    outline = outline_of(kind)
    facts = view_of_proposal.facts(context)
    study = context.proposal.study
    return {
        "outline": outline,
        "text_kind": kind,
        "text_state": state,
        "technology": facts["technology"].value if "technology" in facts else safe(context.proposal.technology),
        "chapters": view_of_proposal.chapters(context, outline),
        "introduction": context.said(study.get("introduction", ""), "introduction", 2),
        "method": context.said(study.get("method", ""), "method", 2),
        "facts": facts,
        "impacts": view_of_proposal.impacts(context),
        "options": view_of_proposal.options(context),
        "consultations": view_of_proposal.consultations(context),
        "implementing": view_of_proposal.implementing(context),
    }


def _result(context: StudyContext) -> dict[str, Any]:
    assessment, rubric = context.assessment, context.rubric
    conditions = view_of_result.conditions(context)
    return {
        "regime": view_of_result.choice(context, "regime", rubric.regime, assessment.regime),
        "tiers": view_of_result.tiers(context),
        "pathway": view_of_result.pathway(context),
        "outcome": view_of_result.choice(context, "outcome", rubric.outcome, assessment.outcome),
        "has_red_lines": bool(rubric.red_lines),
        "red_lines": view_of_result.red_lines(context),
        "principles": view_of_result.principles(context, conditions),
        "safeguards": view_of_result.safeguards(context),
        "conditions": conditions,
        "deciding": view_of_proposal.items(context, assessment.deciding),
        "assumed": view_of_proposal.items(context, assessment.assumed),
        "answered": assessment.answered,
        "scores": tuple(_score(context, score) for score in assessment.scores),
    }


def _rubric(context: StudyContext) -> dict[str, Any]:
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
    bounds = str(score.low) if score.low == score.high else f"{score.low} {context.word('to')} {score.high}"
    return context.title(f"score:{score.id}"), Markdown(f"{bounds} / {score.max}")


TEMPLATE = "impact-study.md.j2"


def study(  # noqa: PLR0913, PLR0917 - what a study is made of
    rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, templates: Templates, path: str = "", made_with: str = ""
) -> str:
    """The draft for *proposal*, assessed under *rubric*, in *lang*; *path* is the proposal's, relative to the draft (default: as given).

    *made_with* names the tool and the templates, for the front matter.

    Raises `TemplateFault` for a mistake in a user's own template.
    """
    view = study_view(rubric, proposal, assessment, templates.outline, lang)
    body = finished(templates.render(f"{lang}/{TEMPLATE}", lang, study=view), lang)
    parts = split_passages(body)
    parts[1::2] = [signed(part) for part in parts[1::2]]
    digests = {name_of(part): part.split(" ", 4)[3] for part in parts[1::2]}
    made = made_of(made_with, rubric.sha256, lang, digests) if made_with else ""
    return front_matter(rubric, proposal, assessment, lang, path or proposal.path, list(digests), made) + "\n" + "".join(parts)


def finished(text: str, lang: str) -> str:
    """What a template gave, with the typography of *lang*, no needless empty line between passages, and one line end."""
    parts = split_passages(text)
    parts[::2] = [close_up(part) for part in parts[::2]]
    text = "".join(parts).strip("\n") + "\n"
    return french(text) if lang == "fr" else text


def front_matter(  # noqa: PLR0913, PLR0917 - each a line
    rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, path: str, names: list[str], made: str = ""
) -> str:
    """What the draft rests on, what it was *made* of, and the passages *names* it has."""
    from datetime import date

    lines = [
        "assess:",
        "  format: 1",
        f"  proposal: {_quoted(path)}",
        f"  sha256: {_quoted(proposal.sha256)}",
        f"  rubric: {_quoted(f'{rubric.id}@{rubric.version}')}",
        f"  as-of: {date.fromordinal(assessment.as_of).isoformat()}",
        f"  lang: {lang}",
        *([f"  {KEY}: {_quoted(made)}"] if made else []),
    ]
    return "\n".join(("---", *lines)) + "\n" + passage_list(names) + "---\n"


def _quoted(text: str) -> str:
    """*text* as a YAML scalar on one line."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    import json

    return json.dumps(text, ensure_ascii=False)


KINDS = ("principles", "safeguards", "grid")
"""The annexes there are. The template of each is `<lang>/annex-<kind>.md.j2`."""


def annex(kind: str, rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, templates: Templates) -> str:
    """The annex *kind* for *proposal*, assessed under *rubric*, in *lang*: Markdown without front matter or passages.

    Raises `TemplateFault` for a mistake in a user's own template.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    view = study_view(rubric, proposal, assessment, templates.outline, lang, annex=True)
    return finished(templates.render(f"{lang}/annex-{kind}.md.j2", lang, marked=False, study=view), lang)
