"""The view of the guarantees, and of the conditions of the pathway."""

from __future__ import annotations

from assess.model import assessment as model
from assess.model.assessment import CERTAIN
from assess.model.proposal import SafeguardAnswer
from assess.study.markdown import Markdown
from assess.study.study_context import StudyContext, safe
from assess.study.view_result import Condition, Safeguard


def safeguards(context: StudyContext) -> dict[str, Safeguard]:
    """The guarantees, by id."""
    return {result.id: _safeguard(context, result) for result in context.assessment.safeguards}


def _safeguard(context: StudyContext, result: model.SafeguardResult) -> Safeguard:
    owner = context.safeguards[result.id]
    answer = context.proposal.safeguards.get(result.id) if owner.derived is None else None
    instrument = answer.instrument if answer else -1
    return Safeguard(
        id=owner.id,
        title=context.text(owner.title),
        question=context.text(owner.question),
        required=result.required,
        met=result.met,
        status=result.status,
        words=_words(context, result, answer),
        assumed=answer is not None and answer.assumed,
        answered=answer is not None or owner.derived is not None,
        derived=owner.derived is not None,
        rank=context.text(context.rubric.instruments[instrument].text) if instrument >= 0 else Markdown(),
        ref=safe(answer.ref) if answer else Markdown(),
        needed=_ranks(context, result.min_instruments),
        ranks=result.min_instruments,
        too_low=result.met == "no" and result.status in ("present", "planned") and not _announced(answer),
        because=context.said(answer.because, result.id, 3) if answer else None,
        clause=safe(answer.clause) if answer else Markdown(),
        model=context.text(owner.clause),
        condition=context.text(owner.condition),
        reasons=context.reasons(result.fired, central=False) if context.whole_grid and result.required == "yes" else (),
    )


def _announced(answer: SafeguardAnswer | None) -> bool:
    """Whether the guarantee is only announced: planned, without a wording."""
    return answer is not None and answer.status == "planned" and not (answer.clause or answer.ref)


def _words(context: StudyContext, result: model.SafeguardResult, answer: SafeguardAnswer | None) -> Markdown:
    if result.status == "unknown":
        return context.word("no-answer")
    status = context.word("planned-without-text" if _announced(answer) else result.status)
    return Markdown(f"{status} ({context.word('assumed')})" if answer and answer.assumed else status)


def _ranks(context: StudyContext, ranks: tuple[str, ...]) -> Markdown:
    texts = [context.text(instrument.text) for instrument in context.rubric.instruments if instrument.id in ranks]
    if ranks[1:] == ():
        return Markdown("".join(texts))
    return Markdown(context.word("at-most").format(rank=texts[-1]))


def conditions(context: StudyContext) -> tuple[Condition, ...]:
    """The conditions of the pathway, certain ones first."""
    found = context.assessment.pathway
    return tuple(_condition(context, condition) for condition in found.conditions) if found else ()


def _condition(context: StudyContext, found: model.ConditionResult) -> Condition:
    kind, _, name = found.id.partition(":")
    certain = found.certainty == CERTAIN
    return Condition(
        id=f"condition.{kind}.{name}" if kind != "condition" else f"condition.{name}",
        kind=kind,
        name=name,
        title=context.title(found.id),
        text=context.text(found.text),
        because=context.text(found.because),
        note=context.citations.note(found.sources, central=kind == "condition") if certain else Markdown(),
        rank=found.norm,
        rank_words=_rank_words(context, kind, name, found.norm),
        certain=certain,
        unanswered=not certain and _is_required(context, kind, name),
        model=context.text(context.safeguards[name].clause) if kind == "safeguard" else Markdown(),
    )


def _rank_words(context: StudyContext, kind: str, name: str, norm: str) -> Markdown:
    if kind == "safeguard":
        return _ranks(context, context.safeguard_results[name].min_instruments)
    return context.word(norm) if norm in ("regulation", "statute") else Markdown()


def _is_required(context: StudyContext, kind: str, name: str) -> bool:
    """Whether something that is not certainly missing is certainly required: the answer is awaited."""
    if kind == "safeguard":
        return context.safeguard_results[name].required == "yes"
    if kind not in ("principle", "criterion"):
        return False
    result = next(found for found in context.assessment.principles if found.id == name.partition(".")[0])
    sure = {rule.rule.rpartition(".")[2] for rule in result.fired if rule.certainty == CERTAIN}
    if kind == "principle":
        return any(found.id in sure for found in context.rubric.requirements if found.principle == name and not found.floor)
    return any(floor.requirement in sure for floor in result.floors if floor.criterion == name)
