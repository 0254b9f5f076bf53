"""The view of the principles, their criteria and the evidence."""

from __future__ import annotations

from assess.model import assessment as model
from assess.model import proposal, rubric
from assess.study.markdown import Markdown, link
from assess.study.study_context import Ground, safe
from assess.study.view_result import Condition, Criterion, Evidence, Principle
from assess.study.words import number

ESTABLISHED_LEVEL = 3
"""From this level on, of four, a criterion stands firm on its own: a principle that falls short is then partly established."""


def principles(ground: Ground, conditions: tuple[Condition, ...]) -> dict[str, Principle]:
    """The principles, by id, with the *conditions* that are theirs."""
    return {result.id: _principle(ground, result, conditions) for result in ground.assessment.principles}


def _principle(ground: Ground, result: model.PrincipleResult, conditions: tuple[Condition, ...]) -> Principle:
    owner = ground.principles[result.id]
    criteria = tuple(_criterion(ground, found, result) for found in result.criteria if found.applies != "no" or found.answered)
    status = _status(result)
    return Principle(
        id=owner.id,
        title=ground.text(owner.title),
        heart=ground.text(owner.heart),
        status=status,
        words=ground.word(status),
        assumed=any(criterion.assumed and criterion.applies for criterion in criteria),
        score=_span(ground, result.score),
        required=_span(ground, result.required),
        reasons=ground.reasons(result.fired, central=False),
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


def _span(ground: Ground, span: model.Span | None) -> Markdown:
    """Bounds in figures."""
    if span is None:
        return Markdown("–")
    scale = 1 if span.tenths else 0
    low, high = number((span.low, scale), ground.lang), number((span.high, scale), ground.lang)
    return Markdown(low if low == high else f"{low} {ground.word('to')} {high}")


def _criterion(ground: Ground, found: model.CriterionResult, of: model.PrincipleResult) -> Criterion:
    criterion = ground.criteria[found.id]
    answer = ground.proposal.criteria.get(found.id)
    floors = [floor for floor in ground.floors_in_force(of) if floor.floor == found.id]
    gaps = [floor.gap for floor in of.floors if floor.criterion == found.id]
    reached = found.answered and found.stated is not None and found.applies != "no"
    return Criterion(
        id=found.id,
        title=ground.text(criterion.title),
        question=ground.text(criterion.question),
        answered=found.answered,
        applies=found.applies != "no",
        level=ground.text(criterion.levels[found.low]) if reached else Markdown(),
        figures=_figures(ground, found),
        capped=found.capped and reached,
        least=str(max((floor.least for floor in floors), default="")),
        short=next((gap for gap in ("yes", "unknown") if gap in gaps), "no" if floors else ""),
        because=ground.said(answer.because, found.id, 3) if answer else None,
        evidence=tuple(_evidence(ground, piece) for piece in answer.evidence) if answer else (),
        assumed=found.assumed,
    )


def _figures(ground: Ground, found: model.CriterionResult) -> Markdown:
    if not found.answered:
        return Markdown("–")
    if found.stated is None or found.applies == "no":
        return ground.word("not-applicable")
    return Markdown(f"{found.low} ({found.stated})" if found.capped else str(found.low))


def _evidence(ground: Ground, piece: proposal.Evidence) -> Evidence:
    grades: tuple[rubric.Value, ...] = ground.rubric.grades
    target = piece.url or piece.file
    return Evidence(
        words=link(piece.title, target) if target else safe(piece.title),
        grade=ground.text(grades[piece.grade].text),
        date=ground.day(piece.day) if piece.day else Markdown(),
        independent=piece.independent,
        protocol_published=piece.protocol_published,
        expires=ground.day(piece.expires) if piece.expires else Markdown(),
    )
