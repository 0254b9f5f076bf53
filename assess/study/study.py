"""The documents: the draft of the impact study, whole and fresh, and the annexes of a text. Pure: no disk, no clock, no locale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from assess.model.assessment import Assessment, ScoreResult
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.study import view_of_flips, view_of_frame, view_of_law, view_of_parts, view_of_people, view_of_proposal, view_of_result
from assess.study.front_matter import KEY, made_of, passage_list, quoted
from assess.study.markdown import Markdown, plain
from assess.study.markdown_writer import tidy
from assess.study.outline import Outline
from assess.study.passages import digest, parse, with_digest
from assess.study.study_context import StudyContext
from assess.study.templates import Templates
from assess.study.typography import calls_first, french
from assess.study.view import Study
from assess.study.words import number

Options = Mapping[str, Assessment]
"""The proposals that describe options, assessed, by the paths under which a proposal names them."""


def study_view(  # noqa: PLR0913 - what a study is made of
    rubric: Rubric,
    proposal: Proposal,
    assessment: Assessment,
    outline: Outline,
    lang: str,
    *,
    annex: bool = False,
    options: Options = MappingProxyType({}),
) -> Study:
    """The view of *proposal* as *assessment*, made under *rubric*, judges it, in *lang*; of an *annex*, or of the study."""
    return view_of(StudyContext(rubric, proposal, assessment, outline, lang, whole_grid=annex, options=options))


def view_of(context: StudyContext) -> Study:
    """The view of what *context* looks up and says."""
    made = _head(context) | _proposal(context) | _result(context)
    late: dict[str, Any] = {  # made of what all the rest cites
        "timeline": view_of_proposal.timeline(context),
        "founding": context.citations.founding(),
    }
    return Study(references=context.citations.references(), families=tuple(context.outline.families), **made, **late)


def _head(context: StudyContext) -> dict[str, Any]:
    proposal, rubric, as_of = context.proposal, context.rubric, context.assessment.as_of
    return {
        "lang": context.lang,
        "other_language": proposal.language != context.lang,
        "title": plain(proposal.text_title or proposal.title),
        "proposal_title": plain(proposal.title),
        "date": context.day(proposal.day),
        "as_of": context.day(as_of),
        "same_day": proposal.day == as_of,
        "stage": proposal.stage,
        "organisation": plain(proposal.organisation),
        "rubric_title": context.text(rubric.title),
        "rubric_description": context.text(rubric.description),
        "rubric_name": plain(rubric.id),
        "rubric_version": plain(rubric.version),
        "rubric_digest": plain(rubric.sha256[:DIGEST]),
        "closed_world": rubric.closed_world,
    }


DIGEST = 12
"""How many signs of the digest of a rubric a reader is shown; the front matter has what is compared."""


def _proposal(context: StudyContext) -> dict[str, Any]:
    proposal, text = context.proposal, context.answers.get("text")
    kind, state = (*(text.values if text else ()), "", "")[:2]
    told_of = {name: answer.values for name, answer in context.answers.items()} | {"text.kind": (kind,) * bool(kind)}
    answers = told_of | {"text.state": (state,) * bool(state)}
    outline = context.outline.kind_for(answers)
    facts = {fact.id: view_of_proposal.fact(context, fact) for fact in context.rubric.facts}
    return {
        "outline": outline,
        "says": context.outline.kinds[outline].says,
        "tables": context.outline.kinds[outline].tables,
        "indicators": tuple(view_of_proposal.indicator(context, measured) for measured in proposal.indicators),
        "steps": context.outline.steps,
        "possible_indicators": context.outline.indicators_for(answers),
        "text_kind": kind,
        "text_state": state,
        "technology": facts["technology"].value if "technology" in facts else plain(proposal.technology),
        "chapters": view_of_proposal.chapters(context, outline),
        "introduction": context.said(proposal.study.get("introduction", ""), "introduction", 2),
        "method": context.said(proposal.study.get("method", ""), "method", 2),
        "facts": facts,
        "impacts": view_of_proposal.impacts(context),
        "options": view_of_proposal.options(context),
        "answered_by": tuple(view_of_people.answered_by(context)),
        "reviews": tuple(view_of_people.reviews(context)),
        "consultations": tuple(view_of_proposal.consultation(context, held) for held in proposal.consultations),
        "implementing": tuple(text for article in proposal.articles for text in view_of_proposal.implementing(context, article)),
    }


def _result(context: StudyContext) -> dict[str, Any]:
    assessment, rubric = context.assessment, context.rubric
    held = assessment.pathway.conditions if assessment.pathway else ()
    conditions = tuple(view_of_result.condition(context, result) for result in held)
    return {
        "regime": view_of_result.choice(context, "regime", assessment.regime),
        "tiers": view_of_result.tiers(context),
        "pathway": view_of_result.pathway(context),
        "established": view_of_flips.established(context),
        "flips": view_of_flips.flips(context),
        "outcome": view_of_result.choice(context, "outcome", assessment.outcome),
        "has_red_lines": bool(rubric.red_lines),
        "red_lines": view_of_result.red_lines(context),
        "principles": {result.id: view_of_result.principle(context, result, conditions) for result in assessment.principles},
        "safeguards": {result.id: view_of_result.safeguard(context, result) for result in assessment.safeguards},
        "conditions": conditions,
        "frame": view_of_frame.frame(context),
        "european": view_of_frame.european(context),
        "itself": view_of_parts.whole(context, assessment, context.word("use-studied")),
        "deciding": tuple(view_of_proposal.question(context, question) for question in assessment.questions),
        "assumed": tuple(view_of_proposal.item(context, name) for name in assessment.assumed),
        "weak": tuple(context.title(name) for name in assessment.established.weak),
        "unverified": len(assessment.established.stated),
        "set_aside": tuple(context.title(name) for name in assessment.set_aside),
        "answered": assessment.answered,
        "scores": tuple(_score(context, score) for score in assessment.scores),
        "texts": tuple(view_of_law.texts(context)),
        "domains": tuple(view_of_law.domains(context)),
        "stated": tuple(view_of_law.stated(context)),
        "verdict": assessment.established.verdict,
        "verdict_answered": assessment.verdict if assessment.verdict != assessment.established.verdict else "",
        "parts": tuple(view_of_parts.parts(context)),
        "alone": tuple(view_of_parts.alone(context, name, results) for name, results in assessment.alone),
    }


def _score(context: StudyContext, score: ScoreResult) -> tuple[Markdown, Markdown]:
    most = number((score.max, int(score.tenths)), context.lang)
    return context.title(f"score:{score.id}"), Markdown(f"{view_of_result.span(context, score)} / {most}")


TEMPLATE = "impact-study.md.j2"
WHOLE, BODY, ANNEXES = PARTS = ("whole", "body", "annexes")
"""What a draft holds of a study, in its front matter when it is not the whole."""


def study(  # noqa: PLR0913, PLR0917 - what a study is made of
    rubric: Rubric,
    proposal: Proposal,
    assessment: Assessment,
    lang: str,
    templates: Templates,
    path: str = "",
    made_with: str = "",
    *,
    options: Options = MappingProxyType({}),
    part: str = WHOLE,
    beside: str = "",
) -> str:
    """The draft for *proposal*, assessed under *rubric*, in *lang*; *path* is the proposal's, relative to the draft (default: as given).

    *made_with* names the tool and the templates, for the front matter; *options* are the proposals of other options, assessed.
    *part*: the `body` alone, which sends to the annexes *beside* it, or the `annexes` alone.

    Raises `TemplateFault` for a mistake in a user's own template.
    """
    view = study_view(rubric, proposal, assessment, templates.outline, lang, options=options)
    told = templates.render(f"{lang}/{TEMPLATE}", lang, study=view, part=part, beside=plain(beside))
    segments = parse(finished(_annexes(told) if part == ANNEXES else told, lang)).segments
    digests = {segment.name: digest(segment.text) for segment in segments if segment.name}
    signed = [with_digest(segment.source, digests.get(segment.name, "")) for segment in segments]
    made = made_of(made_with, rubric.sha256, lang, digests) if made_with else ""
    front = front_matter(rubric, proposal, assessment, lang, path or proposal.path, list(digests), made, part)
    return front + "\n" + "".join(signed)


def _annexes(text: str) -> str:
    """What begins at the second title of the first depth: references name what the body cites, which is therefore written first."""
    return text[[found.start() for found in re.finditer("(?m)^# ", text)][-1] :]


def finished(text: str, lang: str) -> str:
    """What a template gave, with the typography of *lang*, no needless empty line between passages, and one line end."""
    text = tidy(text) + "\n"
    return french(calls_first(text)) if lang == "fr" else text


def front_matter(  # noqa: PLR0913, PLR0917 - each a line
    rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, path: str, names: list[str], made: str = "", part: str = WHOLE
) -> str:
    """What the draft rests on, what it was *made* of, the passages *names* it has, which *part* of the study it is."""
    lines = [
        "assess:",
        "  format: 1",
        f"  proposal: {quoted(path)}",
        f"  sha256: {quoted(proposal.sha256)}",
        f"  rubric: {quoted(f'{rubric.id}@{rubric.version}')}",
        f"  as-of: {date.fromordinal(assessment.as_of).isoformat()}",
        f"  lang: {lang}",
        *([f"  part: {part}"] if part != WHOLE else []),
        *([f"  {KEY}: {quoted(made)}"] if made else []),
    ]
    return "\n".join(("---", *lines)) + "\n" + passage_list(names) + "---\n"
