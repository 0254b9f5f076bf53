"""The view of a use assessed in parts: the technologies it combines, the values of a fact each taken alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assess.messages import listed
from assess.model import assessment as model
from assess.model.rubric import Value
from assess.study import view_of_result
from assess.study.markdown import Markdown
from assess.study.study_context import StudyContext
from assess.study.view import Alone, Part
from assess.study.view_items_of_proposal import Compared

NAMED = 5
"""How many guarantees are named in a table."""


def parts(context: StudyContext) -> Iterator[Part]:
    """The technologies that the use combines, each with the state of the law for it."""
    for part in context.assessment.parts:
        regime = view_of_result.choice(context, "regime", part.regime)
        if regime is not None:
            yield Part(_word(context, context.facts["technology"].values, part.technology), regime)


def alone(context: StudyContext, fact: str, results: Sequence[model.AloneResult]) -> Alone:
    """What each value of *fact* gives alone: state of the law, the tiers that differ, orientation, guarantees missing."""
    told = [dict(result.tiers) for result in results]
    tiers = [name for name in told[0] if any(tier[name] != told[0][name] for tier in told)]
    regime, pathway = context.rubric.regime, context.rubric.pathway
    columns = [
        context.text(context.facts[fact].title),
        *([context.text(regime.title)] if regime else []),
        *(context.text(context.tiers[name].title) for name in tiers),
        *([context.word("direction")] if pathway else []),
        context.word("missing-guarantees"),
    ]
    rows = tuple(tuple(_row(context, fact, result, tiers)) for result in results)
    return Alone(fact, columns[0], tuple(columns), rows, tuple(_alone(context, fact, result) for result in results))


def _alone(context: StudyContext, fact: str, result: model.AloneResult) -> Compared:
    title = _word(context, context.facts[fact].values, result.id)
    return _compared(context, title, result.regime, dict(result.tiers), result.pathway, len(result.missing))


def whole(context: StudyContext, assessment: model.Assessment, title: Markdown) -> Compared:
    """The use that *assessment* judges, called *title*, under the rubric of the study."""
    tiers = {name: conclusion.possible for name, conclusion in assessment.tiers}
    missing = sum(result.required == "yes" and result.met == "no" for result in assessment.safeguards)
    regime, pathway = assessment.regime, assessment.pathway
    return _compared(context, title, regime.possible if regime else (), tiers, pathway.possible if pathway else (), missing)


def _compared(
    context: StudyContext,
    title: Markdown,
    regime: Sequence[str],
    tiers: Mapping[str, Sequence[str]],
    ways: Sequence[model.Way],
    missing: int,
) -> Compared:
    owner, pathway = context.rubric.regime, context.rubric.pathway
    return Compared(
        title=title,
        regime=_words(context, owner.values, regime) if owner else Markdown(),
        tiers={name: _words(context, context.tiers[name].levels, found) for name, found in tiers.items()},
        direction=_words(context, pathway.actions, dict.fromkeys(way.action for way in ways)) if pathway else Markdown(),
        missing=Markdown(str(missing)),
    )


def _row(context: StudyContext, fact: str, result: model.AloneResult, tiers: Sequence[str]) -> Iterator[Markdown]:
    regime, pathway, levels = context.rubric.regime, context.rubric.pathway, dict(result.tiers)
    yield _word(context, context.facts[fact].values, result.id)
    if regime:
        yield _words(context, regime.values, result.regime)
    for name in tiers:
        yield _words(context, context.tiers[name].levels, levels[name])
    if pathway:
        yield _words(context, pathway.actions, dict.fromkeys(way.action for way in result.pathway))
    yield _named(context, result.missing)


def _named(context: StudyContext, missing: Sequence[str]) -> Markdown:
    """The guarantees *missing*: named when they are few, otherwise the first and how many more."""
    if not missing:
        return Markdown("–")
    titles = context.between.join(context.low(context.safeguards[name].title) for name in missing[:NAMED])
    more = len(missing) - NAMED
    return Markdown(titles + context.between + context.word("others").format(count=more) if more > 0 else titles)


def _words(context: StudyContext, values: Sequence[Value], possible: Sequence[str] | dict[str, None]) -> Markdown:
    if len(possible) == len(values):
        return context.word("to-settle")
    return Markdown(listed([context.text(value.text) for value in values if value.id in possible], context.lang, "or"))


def _word(context: StudyContext, values: Sequence[Value], own: str) -> Markdown:
    return next(context.text(value.text) for value in values if value.id == own)
