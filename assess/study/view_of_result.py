"""The view of what the assessment concludes: tiers, regime, outcome, red lines, pathway, principles, guarantees and conditions."""

from __future__ import annotations

import re

from assess.messages import listed
from assess.model import assessment as model
from assess.model import proposal
from assess.model import rubric as model_rubric
from assess.model.assessment import CERTAIN
from assess.model.proposal import SafeguardAnswer
from assess.model.rubric import Choice, Requirement, Tier, Value
from assess.study import view_of_law
from assess.study.markdown import Markdown, link, plain
from assess.study.study_context import StudyContext
from assess.study.view import Binding, Conclusion, Condition, Criterion, Evidence, Pathway, Principle, RedLine, Safeguard, Way
from assess.study.words import number


def tiers(context: StudyContext) -> dict[str, Conclusion]:
    """The tiers, by id."""
    return {name: _conclusion(context, name, context.tiers[name], conclusion) for name, conclusion in context.assessment.tiers}


def choice(context: StudyContext, name: str, conclusion: model.Conclusion | None) -> Conclusion | None:
    """The regime, or the outcome, called *name*."""
    return None if conclusion is None else _conclusion(context, name, context.rubric.choices[name], conclusion)


def _conclusion(context: StudyContext, name: str, owner: Tier | Choice, conclusion: model.Conclusion) -> Conclusion:
    values, first = (owner.levels, owner.combine == "first") if isinstance(owner, Tier) else (owner.values, True)
    # where the first rule that holds decides, one that holds is no reason while an earlier one may hold
    settled = len(conclusion.possible) == 1
    fired = [rule for rule in conclusion.fired if (rule.value == conclusion.possible[0] if settled else not first)]
    apart = context.assessment.established
    tiers = dict(apart.tiers) if isinstance(owner, Tier) else {}
    left = apart.regime if conclusion is context.assessment.regime else tiers.get(name, conclusion.possible)
    return Conclusion(
        id=name,
        title=context.text(owner.title),
        words=context.conclusion_words(values, conclusion),
        possible=conclusion.possible,
        reserved=set(left) > set(conclusion.possible),
        left=context.possible_words(values, left),
        settled=settled,
        reasons=context.reasons(fired),
        awaited=() if settled else _left_by(context, conclusion),
    )


def _left_by(context: StudyContext, conclusion: model.Conclusion) -> tuple[Markdown, ...]:
    """What keeps *conclusion* open: a text whose state is unknown, then what the rules that may hold read, not those that do."""
    texts = [name for name in context.assessment.deciding if name.startswith("law:")] if conclusion is context.assessment.regime else []
    cited = tuple(context.text(context.entries["law"][name.removeprefix("law:")].cite) for name in texts)
    return cited + context.awaited(read for rule in conclusion.fired if rule.certainty != CERTAIN for read in rule.reads)


def red_lines(context: StudyContext) -> tuple[RedLine, ...]:
    """The red lines raised, then those that the answers do not rule out."""
    lines = [_red_line(context, result) for result in context.assessment.red_lines if result.status != "clear"]
    return tuple(sorted(lines, key=lambda line: not line.raised))


def _red_line(context: StudyContext, result: model.RedLineResult) -> RedLine:
    line = context.red_lines[result.id]
    raised = result.status == "raised"
    reads = [read for rule in result.fired for read in rule.reads]
    return context.same(
        RedLine,
        line,
        raised=raised,
        reserved=raised and dict(context.assessment.established.red_lines).get(result.id, "raised") != "raised",
        note=context.citations.note(line.sources, central=True),
        rule=_rule(context, line) if raised else Markdown(),
        rests_on=context.grounds(result.fired[0]) if raised else (),
        awaited=() if raised else context.awaited(reads),
    )


FEWEST, LONGEST = 12, 30
"""How many words what a provision says has, to be said in one sentence; a list that follows a colon is left out."""


def _rule(context: StudyContext, line: model_rubric.RedLine) -> Markdown:
    """What the first provision behind *line* says, without the list that may end it; nothing where it does not apply or is long."""
    kind, _, name = line.sources[0].ref.partition(":") if line.sources else ("", "", "")
    entry = context.citations.law(name) if kind == "law" else None
    if entry is None or not entry.applicable:
        return Markdown()
    said = re.split(r"\.\s|\s?:\s", entry.requires)[0].strip().rstrip(".")
    return Markdown(said) if FEWEST <= len(said.split()) <= LONGEST else Markdown()


def pathway(context: StudyContext) -> Pathway | None:
    """The pathway; None for a rubric without one."""
    result, owner = context.assessment.pathway, context.rubric.pathway
    if result is None or owner is None:
        return None
    ways = ways_of(context, result.possible)
    norms_left = [norm.id for norm in owner.norms if any(way.norm == norm.id for way in result.possible)]
    of_action = [rule for rule in result.fired if not rule.rule.startswith("rule:norm") and [rule.value] == [way.action for way in ways]]
    of_norm = [rule for rule in result.fired if rule.rule.startswith("rule:norm") and [rule.value] == norms_left]
    return Pathway(
        ways=ways,
        settled=len(result.possible) == 1,
        count=len(ways),
        action_reasons=context.reasons(of_action),
        norm_reasons=context.reasons(of_norm),
        norms=tuple(norms_left),
        norm_reserved=any(way.norm not in norms_left for way in context.assessment.established.ways),
        awaited=_deciding(context) or context.awaited(read for rule in result.fired if rule.certainty != CERTAIN for read in rule.reads),
    )


MOST = 6
"""How many of the items that would settle the choice are named."""


def _deciding(context: StudyContext) -> tuple[Markdown, ...]:
    """The titles of the first items of which an answer alone would leave fewer ways."""
    return tuple(title for name in context.assessment.deciding[:MOST] if (title := context.title(name)))


def ways_of(context: StudyContext, possible: tuple[model.Way, ...]) -> tuple[Way, ...]:
    """The *possible* ways, those of one action together, in the order of the rubric."""
    owner = context.rubric.pathway
    if owner is None:
        return ()
    norms = [norm.id for norm in owner.norms]
    left = {action.id: [way.norm for way in possible if way.action == action.id] for action in owner.actions}
    actions = [action for action in owner.actions if left[action.id]]
    return tuple(_way(context, owner, action, [norm for norm in norms if norm in left[action.id]]) for action in actions)


def _way(context: StudyContext, owner: model_rubric.Pathway, action: Value, norms: list[str]) -> Way:
    said = listed([context.text(owner.norm_words(norm, action.id)) for norm in norms], context.lang, "or")
    text = context.text(action.text)
    both = f"{text}, {said}" if norms else text
    return Way(action.id, Markdown(both), text, tuple(norms), Markdown(said))


ESTABLISHED_LEVEL = 3
"""From this level on, of four, a criterion stands firm on its own: a principle that falls short is then partly established."""


def principle(context: StudyContext, result: model.PrincipleResult, conditions: tuple[Condition, ...]) -> Principle:
    """A principle, with those of the *conditions* that are its own."""
    owner = context.principles[result.id]
    criteria = tuple(_criterion(context, found, result) for found in result.criteria if found.applies != "no" or found.answered)
    status = _status(result)
    return context.same(
        Principle,
        owner,
        status=status,
        words=context.word(status),
        assumed=any(criterion.assumed and criterion.applies for criterion in criteria),
        score=span(context, result.score),
        required=span(context, result.required),
        reasons=context.reasons(result.fired, central=False),
        criteria=criteria,
        unanswered=tuple(criterion.title for criterion in criteria if not criterion.answered),
        conditions=tuple(item for item in conditions if item.kind in ("principle", "criterion") and item.name.split(".")[0] == owner.id),
        binding=_binding(context, result),
    )


def _binding(context: StudyContext, result: model.PrincipleResult) -> Binding | None:
    """The criterion furthest below its floor; where the floors are met, the one of the highest floor."""
    gaps = {floor.requirement: floor.gap for floor in result.floors}
    sure = {rule.rule.rpartition(".")[2] for rule in result.fired if rule.certainty == CERTAIN}
    held = [floor for floor in context.floors_in_force(result) if floor.id in sure or floor.id in gaps]
    criteria = {criterion.id: criterion for criterion in result.criteria if criterion.applies != "no"}
    ranked = [(*_distance(context, criteria[floor.floor], floor, gaps), floor) for floor in held if floor.floor in criteria]
    if not ranked:
        return None
    *_, worst = min(ranked, key=lambda one: one[:4])
    criterion = criteria[worst.floor]
    unshown = _unshown(context, criterion)
    rules = [rule for rule in result.fired if rule.rule == f"rule:requirements.{worst.id}"]
    below = {floor.floor: min(rank for rank, *_, one in ranked if one.floor == floor.floor) for *_, floor in ranked}
    return Binding(
        title=context.text(context.criteria[criterion.id].title),
        least=str(worst.least),
        established=_range(0, len(context.criteria[criterion.id].levels) - 1) if unshown else _range(criterion.low, criterion.high),
        answered=_range(criterion.low, criterion.high),
        because=next(iter(context.reasons(rules, central=False)), None),
        short=list(below.values()).count(_GAPS["yes"]),
        open=list(below.values()).count(_GAPS["unknown"]),
    )


_GAPS = {"yes": 0, "unknown": 1, "no": 2}


def _distance(
    context: StudyContext, criterion: model.CriterionResult, floor: Requirement, gaps: dict[str, str]
) -> tuple[int, bool, int, int]:
    """The less, the more telling *floor* is: certainly missed, perhaps, met by what is not established, met."""
    gap = _GAPS[gaps.get(floor.id, "no")]
    return gap, gap == _GAPS["no"] and not _unshown(context, criterion), criterion.low - floor.least, -floor.least


def _unshown(context: StudyContext, criterion: model.CriterionResult) -> bool:
    return criterion.assumed or f"criterion:{criterion.id}" in context.assessment.established.weak


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _status(result: model.PrincipleResult) -> str:
    if result.score is None and result.status == "met":
        return "nothing-applies"
    if result.status == "met":
        return "established" if result.fired else "not-required"
    if result.status == "undetermined":
        return "undetermined"
    firm = any(criterion.applies == "yes" and criterion.low >= ESTABLISHED_LEVEL for criterion in result.criteria)
    return "partly" if firm else "not-established"


def span(context: StudyContext, span: model.Span | model.ScoreResult | None) -> Markdown:
    """An interval in figures; a dash when there is none."""
    if span is None:
        return Markdown("–")
    low, high = (number((end, int(span.tenths)), context.lang) for end in (span.low, span.high))
    return Markdown(low if low == high else f"{low} {context.word('to')} {high}")


def _criterion(context: StudyContext, found: model.CriterionResult, of: model.PrincipleResult) -> Criterion:
    criterion = context.criteria[found.id]
    answer = context.proposal.criteria.get(found.id)
    floors = [floor for floor in context.floors_in_force(of) if floor.floor == found.id]
    gaps = [floor.gap for floor in of.floors if floor.criterion == found.id]
    reached = found.answered and found.stated is not None and found.applies != "no"
    return context.same(
        Criterion,
        criterion,
        id=found.id,
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


def _figures(context: StudyContext, result: model.CriterionResult) -> Markdown:
    if not result.answered:
        return Markdown("–")
    if result.stated is None or result.applies == "no":
        return context.word("not-applicable")
    return Markdown(f"{result.low} ({result.stated})" if result.capped else str(result.low))


def _evidence(context: StudyContext, piece: proposal.Evidence) -> Evidence:
    target = piece.url or piece.file
    return context.same(
        Evidence,
        piece,
        words=link(piece.title, target) if target else plain(piece.title),
        grade=context.text(context.rubric.grades[piece.grade].text),
        date=context.day(piece.day) if piece.day else Markdown(),
        expires=context.day(piece.expires) if piece.expires else Markdown(),
    )


def safeguard(context: StudyContext, result: model.SafeguardResult) -> Safeguard:
    """A guarantee."""
    owner = context.safeguards[result.id]
    answer = context.proposal.safeguards.get(result.id) if owner.derived is None else None
    instrument = answer.instrument if answer else -1
    return context.same(
        Safeguard,
        owner,
        required=result.required,
        met=result.met,
        status=result.status,
        words=_words(context, result, answer),
        assumed=answer is not None and answer.assumed,
        answered=answer is not None or owner.derived is not None,
        derived=owner.derived is not None,
        constitutional=not context.rubric.constitutional or owner.id in context.rubric.constitutional,
        rank=context.text(context.rubric.instruments[instrument].text) if instrument >= 0 else Markdown(),
        ref=plain(answer.ref) if answer else Markdown(),
        given_by=view_of_law.given_by(context, result.given_by),
        law_rank=view_of_law.rank(context, result.given_by),
        needed=_needed(context, result),
        ranks=result.min_instruments,
        too_low=result.met == "no" and result.status in ("present", "planned") and not _announced(answer) and not result.contradicted,
        because=context.said(answer.because, result.id, 3) if answer else None,
        clause=plain(answer.clause) if answer else Markdown(),
        model=context.model_clause(result.id),
        reasons=context.reasons(result.fired, central=False) if context.whole_grid and result.required == "yes" else (),
    )


def _announced(answer: SafeguardAnswer | None) -> bool:
    """Whether the guarantee is only announced: planned, without a wording."""
    return answer is not None and answer.status == "planned" and not (answer.clause or answer.ref)


def _words(context: StudyContext, result: model.SafeguardResult, answer: SafeguardAnswer | None) -> Markdown:
    if result.contradicted:
        return context.word("absent")
    if result.status == "unknown":
        return context.word("no-answer")
    if answer is None and result.given_by:
        return context.word("by-law")
    status = context.word("planned-without-text" if _announced(answer) else result.status)
    return Markdown(f"{status} ({context.word('assumed')})" if answer and answer.assumed else status)


def _needed(context: StudyContext, result: model.SafeguardResult) -> Markdown:
    """The rank that a guarantee needs; what is derived from the state of the law needs the norm to which the pathway leads."""
    way = context.assessment.pathway
    norms = {way.norm for way in way.possible} if way and context.safeguards[result.id].derived is not None else set()
    if result.min_instruments or result.met == "yes" or len(norms) != 1:
        return _ranks(context, result.min_instruments)
    (norm,) = norms
    return context.word(norm) if norm in ("regulation", "statute") else Markdown()


def _ranks(context: StudyContext, ranks: tuple[str, ...]) -> Markdown:
    texts = [context.text(instrument.text) for instrument in context.rubric.instruments if instrument.id in ranks]
    return Markdown(context.word("at-most").format(rank=texts[-1]) if ranks[1:] else "".join(texts))


def condition(context: StudyContext, result: model.ConditionResult) -> Condition:
    """A condition of the pathway."""
    kind, _, name = result.id.partition(":")
    certain = result.certainty == CERTAIN
    rank_words = context.word(result.norm) if result.norm in ("regulation", "statute") else Markdown()
    held = {left.id for left in context.assessment.established.conditions if left.certainty == CERTAIN}
    return Condition(
        id=f"condition.{kind}.{name}" if kind != "condition" else f"condition.{name}",
        kind=kind,
        name=name,
        title=context.title(result.id),
        text=context.text(result.text),
        because=context.text(result.because),
        note=context.citations.note(result.sources, central=kind == "condition") if certain else Markdown(),
        rank=result.norm,
        rank_words=_needed(context, context.safeguard_results[name]) if kind == "safeguard" else rank_words,
        certain=certain,
        reserved=certain and result.id not in held,
        unanswered=not certain and _is_required(context, kind, name),
        model=context.model_clause(name) if kind == "safeguard" else Markdown(),
    )


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
