"""The view of the guarantees, and of the conditions of the pathway."""

from __future__ import annotations

from assess.model import assessment as model
from assess.model.assessment import CERTAIN
from assess.model.proposal import SafeguardAnswer
from assess.study.markdown import Markdown
from assess.study.study_context import Ground, safe
from assess.study.view_result import Condition, Safeguard


def safeguards(ground: Ground) -> dict[str, Safeguard]:
    """The guarantees, by id."""
    return {result.id: _safeguard(ground, result) for result in ground.assessment.safeguards}


def _safeguard(ground: Ground, result: model.SafeguardResult) -> Safeguard:
    owner = ground.safeguards[result.id]
    answer = ground.proposal.safeguards.get(result.id) if owner.derived is None else None
    instrument = answer.instrument if answer else -1
    return Safeguard(
        id=owner.id,
        title=ground.text(owner.title),
        question=ground.text(owner.question),
        required=result.required,
        met=result.met,
        status=result.status,
        words=_words(ground, result, answer),
        assumed=answer is not None and answer.assumed,
        answered=answer is not None or owner.derived is not None,
        derived=owner.derived is not None,
        rank=ground.text(ground.rubric.instruments[instrument].text) if instrument >= 0 else Markdown(),
        ref=safe(answer.ref) if answer else Markdown(),
        needed=_ranks(ground, result.min_instruments),
        ranks=result.min_instruments,
        too_low=result.met == "no" and result.status in ("present", "planned") and not _announced(answer),
        because=ground.said(answer.because, result.id, 3) if answer else None,
        clause=safe(answer.clause) if answer else Markdown(),
        model=ground.text(owner.clause),
        condition=ground.text(owner.condition),
        reasons=ground.reasons(result.fired, central=False) if ground.whole_grid and result.required == "yes" else (),
    )


def _announced(answer: SafeguardAnswer | None) -> bool:
    """Whether the guarantee is only announced: planned, without a wording."""
    return answer is not None and answer.status == "planned" and not (answer.clause or answer.ref)


def _words(ground: Ground, result: model.SafeguardResult, answer: SafeguardAnswer | None) -> Markdown:
    if result.status == "unknown":
        return ground.word("no-answer")
    status = ground.word("planned-without-text" if _announced(answer) else result.status)
    return Markdown(f"{status} ({ground.word('assumed')})" if answer and answer.assumed else status)


def _ranks(ground: Ground, ranks: tuple[str, ...]) -> Markdown:
    texts = [ground.text(instrument.text) for instrument in ground.rubric.instruments if instrument.id in ranks]
    if ranks[1:] == ():
        return Markdown("".join(texts))
    return Markdown(ground.word("at-most").format(rank=texts[-1]))


def conditions(ground: Ground) -> tuple[Condition, ...]:
    """The conditions of the pathway, certain ones first."""
    found = ground.assessment.pathway
    return tuple(_condition(ground, condition) for condition in found.conditions) if found else ()


def _condition(ground: Ground, found: model.ConditionResult) -> Condition:
    kind, _, name = found.id.partition(":")
    certain = found.certainty == CERTAIN
    return Condition(
        id=f"condition.{kind}.{name}" if kind != "condition" else f"condition.{name}",
        kind=kind,
        name=name,
        title=ground.title(found.id),
        text=ground.text(found.text),
        because=ground.text(found.because),
        note=ground.citations.note(found.sources, central=kind == "condition") if certain else Markdown(),
        rank=found.norm,
        rank_words=_rank_words(ground, kind, name, found.norm),
        certain=certain,
        unanswered=not certain and _is_required(ground, kind, name),
        model=ground.text(ground.safeguards[name].clause) if kind == "safeguard" else Markdown(),
    )


def _rank_words(ground: Ground, kind: str, name: str, norm: str) -> Markdown:
    if kind == "safeguard":
        return _ranks(ground, ground.safeguard_results[name].min_instruments)
    return ground.word(norm) if norm in ("regulation", "statute") else Markdown()


def _is_required(ground: Ground, kind: str, name: str) -> bool:
    """Whether something that is not certainly missing is certainly required: the answer is awaited."""
    if kind == "safeguard":
        return ground.safeguard_results[name].required == "yes"
    if kind not in ("principle", "criterion"):
        return False
    result = next(found for found in ground.assessment.principles if found.id == name.partition(".")[0])
    sure = {rule.rule.rpartition(".")[2] for rule in result.fired if rule.certainty == CERTAIN}
    if kind == "principle":
        return any(found.id in sure for found in ground.rubric.requirements if found.principle == name and not found.floor)
    return any(floor.requirement in sure for floor in result.floors if floor.criterion == name)
