"""The view of the principles, their criteria and the evidence."""

from __future__ import annotations

from assess.model import assessment as model
from assess.model import proposal, rubric
from assess.study.markdown import Markdown, link
from assess.study.study_context import StudyContext, safe
from assess.study.view_result import Condition, Criterion, Evidence, Principle
from assess.study.words import number

ESTABLISHED_LEVEL = 3
"""From this level on, of four, a criterion stands firm on its own: a principle that falls short is then partly established."""


def principles(context: StudyContext, conditions: tuple[Condition, ...]) -> dict[str, Principle]:
    """The principles, by id, with the *conditions* that are theirs."""
    return {result.id: _principle(context, result, conditions) for result in context.assessment.principles}


def _principle(context: StudyContext, result: model.PrincipleResult, conditions: tuple[Condition, ...]) -> Principle:
    owner = context.principles[result.id]
    criteria = tuple(_criterion(context, found, result) for found in result.criteria if found.applies != "no" or found.answered)
    status = _status(result)
    return Principle(
        id=owner.id,
        title=context.text(owner.title),
        heart=context.text(owner.heart),
        status=status,
        words=context.word(status),
        assumed=any(criterion.assumed and criterion.applies for criterion in criteria),
        score=_span(context, result.score),
        required=_span(context, result.required),
        reasons=context.reasons(result.fired, central=False),
        criteria=criteria,
        unanswered=tuple(criterion.title for criterion in criteria if not criterion.answered),
        conditions=tuple(found for found in conditions if found.kind in ("principle", "criterion") and _owner(found) == owner.id),
    )


def _owner(condition: Condition) -> str:
    """The principle that *condition* is about."""
    return condition.name.partition(".")[0]


def _status(result: model.PrincipleResult) -> str:
    """How far the principle is established."""
    if result.score is None and result.status == "met":
        return "nothing-applies"
    if result.status == "met":
        return "established" if result.required.high or result.floors else "not-required"
    if result.status == "undetermined":
        return "undetermined"
    firm = any(found.applies == "yes" and found.low >= ESTABLISHED_LEVEL for found in result.criteria)
    return "partly" if firm else "not-established"


def _span(context: StudyContext, span: model.Span | None) -> Markdown:
    """Bounds in figures."""
    if span is None:
        return Markdown("–")
    scale = 1 if span.tenths else 0
    low, high = number((span.low, scale), context.lang), number((span.high, scale), context.lang)
    return Markdown(low if low == high else f"{low} {context.word('to')} {high}")


def _criterion(context: StudyContext, found: model.CriterionResult, of: model.PrincipleResult) -> Criterion:
    criterion = context.criteria[found.id]
    answer = context.proposal.criteria.get(found.id)
    floors = [floor for floor in context.floors_in_force(of) if floor.floor == found.id]
    gaps = [floor.gap for floor in of.floors if floor.criterion == found.id]
    reached = found.answered and found.stated is not None and found.applies != "no"
    return Criterion(
        id=found.id,
        title=context.text(criterion.title),
        question=context.text(criterion.question),
        answered=found.answered,
        applies=found.applies != "no",
        level=context.text(criterion.levels[found.low]) if reached else Markdown(),
        figures=_figures(context, found),
        capped=found.capped and reached,
        least=str(max((floor.least for floor in floors), default="")),
        short=next((gap for gap in ("yes", "unknown") if gap in gaps), "no" if floors else ""),
        because=context.said(answer.because, found.id, 3) if answer else None,
        evidence=tuple(_evidence(context, piece) for piece in answer.evidence) if answer else (),
        assumed=found.assumed,
    )


def _figures(context: StudyContext, found: model.CriterionResult) -> Markdown:
    if not found.answered:
        return Markdown("–")
    if found.stated is None or found.applies == "no":
        return context.word("not-applicable")
    return Markdown(f"{found.low} ({found.stated})" if found.capped else str(found.low))


def _evidence(context: StudyContext, piece: proposal.Evidence) -> Evidence:
    grades: tuple[rubric.Value, ...] = context.rubric.grades
    target = piece.url or piece.file
    return Evidence(
        words=link(piece.title, target) if target else safe(piece.title),
        grade=context.text(grades[piece.grade].text),
        date=context.day(piece.day) if piece.day else Markdown(),
        independent=piece.independent,
        protocol_published=piece.protocol_published,
        expires=context.day(piece.expires) if piece.expires else Markdown(),
    )
