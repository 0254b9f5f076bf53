"""The view of what the assessment concludes: tiers, regime, outcome, red lines, pathway."""

from __future__ import annotations

from collections.abc import Sequence

from assess.model import assessment as model
from assess.model.assessment import CERTAIN
from assess.model.rubric import Choice, Text, Tier, Value
from assess.study.markdown import Markdown
from assess.study.study_context import StudyContext
from assess.study.view_result import Conclusion, Pathway, RedLine, Way
from assess.study.words import listed


def tiers(context: StudyContext) -> dict[str, Conclusion]:
    """The tiers, by id."""
    return {name: _tier(context, context.tiers[name], found) for name, found in context.assessment.tiers}


def _tier(context: StudyContext, tier: Tier, found: model.Conclusion) -> Conclusion:
    return _conclusion(context, tier.id, tier.title, tier.levels, found, first=tier.combine == "first")


def choice(context: StudyContext, name: str, owner: Choice | None, found: model.Conclusion | None) -> Conclusion | None:
    """The regime, or the outcome, called *name*."""
    if owner is None or found is None:
        return None
    return _conclusion(context, name, owner.title, owner.values, found, first=True)


def _conclusion(
    context: StudyContext, name: str, title: Text | None, values: Sequence[Value], found: model.Conclusion, *, first: bool
) -> Conclusion:
    """*first*: the first rule that holds decides, so that one that holds is no reason while an earlier one may hold."""
    settled = len(found.possible) == 1
    fired = [rule for rule in found.fired if (rule.value == found.possible[0] if settled else not first)]
    return Conclusion(
        id=name,
        title=context.text(title),
        words=context.conclusion_words(values, found),
        possible=found.possible,
        settled=settled,
        reasons=context.reasons(fired),
        awaited=() if settled else context.awaited(read for rule in found.fired for read in rule.reads),
    )


def red_lines(context: StudyContext) -> tuple[RedLine, ...]:
    """The red lines raised, then those that the answers do not rule out."""
    found = [_red_line(context, result) for result in context.assessment.red_lines if result.status != "clear"]
    return tuple(sorted(found, key=lambda line: not line.raised))


def _red_line(context: StudyContext, result: model.RedLineResult) -> RedLine:
    line = context.red_lines[result.id]
    raised = result.status == "raised"
    reads = [read for rule in result.fired for read in rule.reads]
    return RedLine(
        id=line.id,
        title=context.text(line.title),
        raised=raised,
        cured_by=line.cured_by,
        because=context.text(line.because),
        condition=context.text(line.condition),
        note=context.citations.note(line.sources, central=True) if raised else Markdown(),
        rests_on=context.grounds(result.fired[0]) if raised else (),
        awaited=() if raised else context.awaited(reads),
    )


def pathway(context: StudyContext) -> Pathway | None:
    """The pathway; None for a rubric without one."""
    found, owner = context.assessment.pathway, context.rubric.pathway
    if found is None or owner is None:
        return None
    norms = {norm.id: context.text(norm.text) for norm in owner.norms}
    ways = []
    for action in owner.actions:
        own = [way.norm for way in found.possible if way.action == action.id]
        if own:
            ways.append(_way(context, action, [norm for norm in norms if norm in own], norms))
    norms_left = [norm for norm in norms if any(way.norm == norm for way in found.possible)]
    of_action = [rule for rule in found.fired if not rule.rule.startswith("rule:norm") and [rule.value] == [way.action for way in ways]]
    of_norm = [rule for rule in found.fired if rule.rule.startswith("rule:norm") and [rule.value] == norms_left]
    return Pathway(
        ways=tuple(ways),
        settled=len(found.possible) == 1,
        count=len(found.possible),
        action_reasons=context.reasons(of_action),
        norm_reasons=context.reasons(of_norm),
        norms=tuple(norms_left),
        awaited=context.awaited(read for rule in found.fired if rule.certainty != CERTAIN for read in rule.reads),
    )


def _way(context: StudyContext, action: Value, norms: list[str], words: dict[str, Markdown]) -> Way:
    said = listed([words[norm] for norm in norms], context.lang, "or")
    text = context.text(action.text)
    both = text + (f" ({said})" if len(norms) > 1 else f", {said}" if norms else "")
    return Way(action.id, Markdown(both), text, tuple(norms), Markdown(said))
