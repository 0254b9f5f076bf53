"""The view of the constitutional frame: what the answers bring into the balance, and the law of each order."""

from __future__ import annotations

from assess.model.assessment import CERTAIN
from assess.model.law import Citation
from assess.model.rubric import Freedom, Rule
from assess.study.markdown import Markdown
from assess.study.study_context import StudyContext
from assess.study.view import Stake


def frame(context: StudyContext) -> dict[str, tuple[Stake, ...]]:
    """By section of the rubric, what certainly stands there, then what an answer still awaited may bring in."""
    held = dict(context.assessment.frame)
    made = {}
    for section, stakes in context.rubric.stakes():
        own = [(stake, held[name] == CERTAIN) for stake in stakes if (name := f"{section}:{stake.id}") in held]
        made[section] = tuple(_stake(context, stake, certain=certain) for stake, certain in sorted(own, key=lambda one: not one[1]))
    return made


def european(context: StudyContext) -> Markdown:
    """The European law of all the freedoms that are certainly at stake, for one footnote."""
    held = {name for name, certainty in context.assessment.frame if certainty == CERTAIN}
    stakes = [stake for section, stakes in context.rubric.stakes() for stake in stakes if f"{section}:{stake.id}" in held]
    cited = [citation for stake in stakes for citation in _orders(context, stake)[1]]
    return context.citations.note(tuple({citation.ref: citation for citation in cited}.values()), central=True)


def _stake(context: StudyContext, stake: Freedom | Rule, *, certain: bool) -> Stake:
    national, european = _orders(context, stake) if certain else ((), ())
    notes = [context.citations.note(citations, central=True) for citations in (national, european)]
    return Stake(stake.id, context.text(stake.title), certain, *notes)


def _orders(context: StudyContext, stake: Freedom | Rule) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """What is cited for *stake*: of French law, of European law; a decision goes with the order of its court."""
    if isinstance(stake, Rule):
        return stake.sources, ()
    europe = tuple(one for one in stake.decisions if context.outline.family_of(one.ref.partition(":")[2]) == "union")
    national = tuple(one for one in stake.decisions if one not in europe)
    return (*stake.national, *national), (*stake.echr, *stake.charter, *europe)
