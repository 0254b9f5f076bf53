"""The annexes of a text: each says one thing, whole, apart from the study. Pure: no disk, no clock, no locale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from assess.model.assessment import Assessment, PrincipleResult
from assess.model.constants import ANNEXES
from assess.model.law import Citation
from assess.model.proposal import Amendment, Article, Proposal
from assess.model.rubric import Rubric
from assess.study import annex_data as data
from assess.study import view_of_law
from assess.study.differences import side_by_side
from assess.study.forms import forms
from assess.study.markdown import Markdown, plain
from assess.study.study import finished, view_of
from assess.study.study_context import StudyContext
from assess.study.templates import TemplateFault, Templates
from assess.study.view import Study
from assess.study.view_of_annexes import Annex, Compared, Duty, Piece, Provision, Shares
from assess.study.view_of_proposal import article_label


class Judged(Struct, frozen=True):
    """A proposal assessed under a rubric."""

    rubric: Rubric
    proposal: Proposal
    assessment: Assessment


Options = Mapping[str, Judged]
"""The options that have a proposal of their own, assessed, by the path that the proposal gives."""


def annex(  # noqa: PLR0913, PLR0917 - what an annex is made of
    kind: str,
    rubric: Rubric,
    proposal: Proposal,
    assessment: Assessment,
    lang: str,
    templates: Templates,
    options: Options | None = None,
) -> str:
    """The annex *kind* for *proposal*, assessed under *rubric*, in *lang*: Markdown without front matter or passages.

    Raises `TemplateFault` for a mistake in a user's own template or data, `ValueError` for a *kind* that there is not.
    """
    if kind not in ANNEXES:
        raise ValueError(kind)
    held = data_of(kind, templates)
    context = StudyContext(rubric, proposal, assessment, templates.outline, lang, whole_grid=True)
    study = view_of(context)
    made = Annex(kind=kind, number=ANNEXES.index(kind) + 1, **_proper(kind, context, study, held, options or {}))
    study = replace(study, references=context.citations.references())
    return finished(templates.render(f"{lang}/annex-{kind}.md.j2", lang, marked=False, study=study, annex=made), lang)


def data_of(kind: str, templates: Templates) -> data.AnnexData | None:
    """The data of the annex *kind*: the user's own, or ours; None where it has none. Raises `TemplateFault` for a mistake in the user's."""
    if kind not in data.FILES:
        return None
    name = data.FILES[kind][0]
    own = templates.templates.user(name) if templates.templates.user else None
    text, path = own or templates.templates.shipped(name) or ("", name)
    try:
        return data.read(kind, text)
    except msgspec.ValidationError as error:
        if own is None:
            raise
        raise TemplateFault("template-error", path, 1, {"reason": str(error)}) from error


def _proper(kind: str, context: StudyContext, study: Study, held: data.AnnexData | None, options: Options) -> dict[str, Any]:
    """What is proper to the annex *kind*, in the view of which it stands."""
    made: dict[str, Any] = {
        "articles": tuple(_article(context, article) for article in context.proposal.articles),
        "places": {result.id: view_of_law.places(context, result.given_by) for result in context.assessment.safeguards},
    }
    if isinstance(held, data.Forms):
        made["forms"] = forms(context, study, held)
    if isinstance(held, data.Risks):
        made["risks"] = {name: context.text(text) for name, text in held.risks.items()}
    if isinstance(held, data.Duties):
        made["duties"] = _duties(context, study, held)
    if kind == "options":
        made["compared"] = tuple(_compared(context, study, at, options) for at in range(len(study.options)))
    if kind == "comparison":
        made["provisions"] = tuple(_provision(context, one, of) for one in context.proposal.articles for of in one.amends)
    if kind == "principles":
        made["shares"] = {result.id: _shares(context, result) for result in context.assessment.principles}
    return made


def _article(context: StudyContext, article: Article) -> Piece:
    return Piece(article_label(context, article, titled=True), plain(article.object))


def _shares(context: StudyContext, result: PrincipleResult) -> Shares:
    none, short = Markdown("–"), {floor.requirement: floor.gap for floor in result.floors}
    floors = [(floor.floor, short.get(floor.id, "no")) for floor in context.floors_in_force(result)]
    if not floors:
        return Shares(none, none, none, none)
    unsure = {*context.assessment.assumed, *context.assessment.established.weak}
    firm = [gap if f"criterion:{criterion}" not in unsure else "unknown" for criterion, gap in floors]
    given = [gap for _, gap in floors]
    return Shares(Markdown("100"), _share(firm), _share(given), Markdown(f"{given.count('no')} / {len(given)}"))


def _share(gaps: Sequence[str]) -> Markdown:
    """The share of *gaps* that certainly are none and that may be, of a hundred, rounded outwards."""
    low, high = 100 * gaps.count("no") // len(gaps), -(-100 * (len(gaps) - gaps.count("yes")) // len(gaps))
    return Markdown(str(low) if gaps.count("unknown") == 0 else f"{low}–{high}")


def _duties(context: StudyContext, study: Study, held: data.Duties) -> tuple[Duty, ...]:
    """The duties of the classes that remain possible, of the wordings that are, or will be, law; in the order of the data."""
    possible = set(study.outcome.possible) if study.outcome else set()
    as_of, made = context.assessment.as_of, []
    for duty in held.duties:
        entry = context.entries["law"].get(duty.law.removeprefix("law:"))
        known = not duty.known or date.fromisoformat(duty.known).toordinal() <= as_of
        if entry is not None and known and possible & set(duty.classes) and entry.status(as_of) != "ended":
            context.citations.note((Citation(duty.law),))
            made.append(Duty(context.citations.law(entry.id), context.text(duty.who)))
    return tuple(made)


def _compared(context: StudyContext, study: Study, at: int, options: Options) -> Compared:
    """The option *at* this place of the view, with what is concluded of it: the use itself, or a proposal of its own."""
    option = study.options[at]
    path = sorted(context.proposal.options, key=lambda one: not one.nothing)[at].proposal
    own = option.retained and not path
    if own:
        judged, seen = context.assessment, study
    elif path in options:
        found = options[path]
        judged = found.assessment
        seen = view_of(StudyContext(found.rubric, found.proposal, judged, context.outline, context.lang, whole_grid=True))
    else:
        return Compared(option, None)
    return Compared(
        option,
        seen,
        missing=sum(one.required == "yes" and one.met != "yes" for one in judged.safeguards),
        established=sum(principle.status == "established" for principle in seen.principles.values()),
        own=own,
    )


def _provision(context: StudyContext, article: Article, amended: Amendment) -> Provision:
    missing = [name for name in ("current", "proposed") if not getattr(amended, name) and not (amended.new and name == "current")]
    return Provision(
        article=article_label(context, article, titled=True),
        object=plain(article.object),
        title=plain(amended.provision),
        source=plain(amended.source),
        new=amended.new,
        lines=side_by_side(amended.current, amended.proposed),
        without="both" if missing[1:] else "".join(missing),
    )
