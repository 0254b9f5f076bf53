"""What each slot of a rubric is: what an input holds when it is not answered, and one maker for each slot that is derived.

A maker asks for the slots it needs and gives the closure that derives its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from assess.conditions.logic import FALSE, NO_VALUE, TRUE, UNKNOWN, Derive, Interval, Truth, any_slot, exact
from assess.conditions.nodes import Condition, Slots, reads
from assess.engine import bounds
from assess.model.constants import STAGES
from assess.model.law import CLOSING, STATED_TEXT, Gift, LawEntry
from assess.model.rubric import Fact, Pathway, Rubric, Rule, Safeguard

Makers = dict[str, Callable[[], Derive]]

STOP = "stop"
"""The action that has no norm."""
SHOWN = "shown:"
"""How the slots begin that say whether a value of a fact is established."""
UNSAID = -1
"""What `said:t` holds where a proposal does not say whether the text covers the use; else the truth of what it says."""
RAW = "answer:"
"""How the slots of answers begin, where an applicability rule stands between them and their readers."""


def closed_lists(rubric: Rubric) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The slots of closed lists with their values, in order."""
    yield "stage", STAGES
    yield "stated_text", STATED_TEXT
    yield from ((f"domain:{domain.id}", CLOSING) for domain in rubric.domains)
    for fact in rubric.facts:
        if fact.kind == "record":
            yield from ((f"fact:{fact.id}.{field.id}", tuple(value.id for value in field.values)) for field in fact.fields)
        elif fact.kind not in ("number", "date"):
            yield f"fact:{fact.id}", tuple(value.id for value in fact.values)
    for tier in rubric.tiers:
        yield f"tier:{tier.id}", tuple(level.id for level in tier.levels)
    yield from ((name, tuple(value.id for value in choice.values)) for name, choice in rubric.choices.items())
    if rubric.pathway is not None:
        actions = tuple(action.id for action in rubric.pathway.actions)
        yield "action", actions
        yield from ((f"norm:{action}", tuple(norm.id for norm in rubric.pathway.norms)) for action in actions)


class RubricSlots(Slots):
    """The slots of *rubric*: the bits of its closed lists, the points of its facts."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.facts = {fact.id: fact for fact in rubric.facts}
        self.bits = {name: {value: 2 << at for at, value in enumerate(values)} for name, values in closed_lists(rubric)}
        of_actions = [(owner, rule) for owner, _, rules in rubric.rules() if owner in ("norm", "condition") for rule in rules]
        self._speaking_of_action = {f"rule:{owner}.{rule.id}" for owner, rule in of_actions if "action" in reads(rule.when)}
        self.gifts: dict[str, list[tuple[LawEntry, Gift]]] = {}
        """The entries that give each guarantee; none, of one that other answers may deny."""
        for entry in rubric.law:
            for gift in entry.gives:
                self.gifts.setdefault(gift.safeguard, []).append((entry, gift))
        self.gifts |= {own.id: [] for own in rubric.safeguards if own.denied is not None and own.id not in self.gifts}
        self.denied = {own.id for own in rubric.safeguards if own.denied is not None}
        self.applies: dict[str, Truth] = {}
        """Whether what stands in a slot applies, for the slots of facts and criteria that do not always."""

    def of_rule(self, owner: str, rule: Any, action: str = "") -> str:
        """The name of the slot of *rule*; there is one for each *action* when it speaks of the action."""
        name = f"rule:{owner}.{rule.id}"
        return f"{name}@{action}" if action and name in self._speaking_of_action else name

    def everything(self, name: str) -> int:
        """The mask of all the values of the closed list *name*."""
        return (2 << len(self.bits[name])) - 2

    def points(self, fact: str) -> Interval:
        """The bounds of the points of the answer to *fact*."""
        asked, name = self.facts[fact], f"fact:{fact}"
        weights = [(self.bits[name][value.id], value.points) for value in asked.values]
        make = bounds.points_of_several if asked.kind == "several" else bounds.points
        return make(self.need(name), weights)

    def blank(self, fact: Fact, name: str) -> Any:
        """What the slot *name* of *fact* holds when nothing is known of it."""
        if fact.default:
            return self.bits[name][fact.default]
        if fact.kind in ("number", "date"):
            return exact(fact.low), exact(fact.high), TRUE
        return (0, self.everything(name)) if fact.kind == "several" else self.everything(name)


def inputs(slots: RubricSlots, *, closed: bool) -> Iterator[tuple[str, Any]]:
    """The slots of what is answered, in order, with what they hold when it is not; *closed*: no answer is then no value."""
    rubric = slots.rubric
    yield "stage", slots.everything("stage")
    yield "stated_text", slots.bits["stated_text"]["none"]
    yield "as-of", (0, 0, TRUE)
    yield from ((f"law:{entry.id}", FALSE) for entry in rubric.law)
    yield from ((f"said:{text.id}", UNSAID) for text in rubric.texts)
    for fact in rubric.facts:
        prefix = "" if fact.applies is None else RAW
        yield from ((prefix + name, _NOTHING.get(fact.kind, NO_VALUE) if closed else slots.blank(fact, name)) for name in fact.slots())
    for criterion in rubric.criteria:
        name = f"criterion:{criterion.id}"
        blank = (0, 0, FALSE) if closed else (0, 4, UNKNOWN if criterion.not_applicable else TRUE)
        yield name if criterion.applies is None else RAW + name, blank
    top = len(rubric.instruments)
    for safeguard in rubric.safeguards:
        if safeguard.derived is None:
            highest = top if safeguard.not_applicable else top - 1
            name = f"given:{safeguard.id}"
            yield RAW + name if safeguard.id in slots.gifts else name, (-1, -1) if closed else (-1, highest)


_NOTHING: dict[str, Any] = {"number": (0, 0, FALSE), "date": (0, 0, FALSE), "several": (0, 0)}
"""What stands for no value at all, by the kind of fact."""


def may_be_nothing(value: Any) -> Any:
    """*value*, that of the slot of an unanswered fact or criterion, where there may also be no value at all."""
    if isinstance(value, int):
        return value | NO_VALUE
    return (*value[:2], UNKNOWN) if value[2:] else value


def makers(slots: RubricSlots) -> Makers:
    """The makers of every derived slot, by name, in order."""
    made: Makers = {}
    for part in (_answers, _derived, _shown, _principles, _safeguards, _red_lines, _scores):
        made.update(part(slots))
    if slots.rubric.pathway is not None:
        made.update(_pathway(slots.rubric.pathway, slots))
    return made


def truth(slots: Slots, condition: Condition, action: str = "") -> Truth:
    """What evaluates *condition*; *action* is the one assumed, in rules that speak of it."""
    slots.action = action
    return condition.truth(slots)


def _rule(made: Makers, slots: RubricSlots, owner: str, rule: Any, action: str = "") -> str:
    """Add to *made* the maker of the truth of *rule*; gives the name of its slot."""
    name = slots.of_rule(owner, rule, action)
    made[name] = partial(truth, slots, rule.when, action)
    return name


def _any_of(slots: Slots, names: list[str]) -> Truth:
    return any_slot([slots.need(name) for name in names])


def _over(slots: Slots, make: Callable[..., Derive], names: Iterable[str], *rest: Any) -> Derive:
    """What *make* gives of the slots *names*, and of the *rest*."""
    return make(*[slots.need(name) for name in names], *rest)


def _answers(slots: RubricSlots) -> Makers:
    facts = [(name, fact.applies, fact.kind) for fact in slots.rubric.facts for name in fact.slots()]
    criteria = [(f"criterion:{criterion.id}", criterion.applies, "criterion") for criterion in slots.rubric.criteria]
    every = (*facts, *criteria)
    return {name: partial(_applicable, slots, name, applies, kind) for name, applies, kind in every if applies is not None}


def _applicable(slots: RubricSlots, name: str, condition: Condition, kind: str) -> Derive:
    applies = slots.applies[name] = condition.truth(slots)
    return bounds.hidden(kind, slots.need(RAW + name), applies)


def _shown(slots: RubricSlots) -> Makers:
    """The makers of what establishes the values of facts that ask for it."""
    asking = [(fact.id, value, when) for fact in slots.rubric.facts for value, when in fact.shown_by.items()]
    return {f"{SHOWN}{fact}.{value}": partial(when.truth, slots) for fact, value, when in asking}


def _derived(slots: RubricSlots) -> Makers:
    rubric = slots.rubric
    made: Makers = {f"term:{term.id}": partial(term.when.truth, slots) for term in rubric.terms}
    made |= {f"{kind}:{stake.id}": partial(stake.when.truth, slots) for kind, stakes in rubric.stakes() for stake in stakes}
    for tier in rubric.tiers:
        owner = f"tier:{tier.id}"
        default = slots.bits[owner].get(tier.default, 0)
        made[owner] = _combined(made, slots, owner, tier.id, tier.rules, combine=bounds.COMBINE[tier.combine], default=default)
    for name, choice in rubric.choices.items():
        made[name] = _combined(made, slots, name, name, choice.rules)
    return made


def _combined(  # noqa: PLR0913
    made: Makers,
    slots: RubricSlots,
    owner: str,
    group: str,
    rules: Iterable[Rule],
    *,
    action: str = "",
    combine: Callable[[bounds.Rules, int, int], Derive] = bounds.first,
    default: int = 0,
) -> Callable[[], Derive]:
    """The maker of what the *rules* of *owner* conclude; those of the rules themselves are added to *made*, under the name of *group*."""
    names = [(_rule(made, slots, group, rule, action), slots.bits[owner][rule.value]) for rule in rules]
    return lambda: combine([(slots.need(name), bit) for name, bit in names], default, slots.everything(owner))


def _principles(slots: RubricSlots) -> Makers:
    """The makers of scores, of what is required of them, of gaps and of what these block."""
    made: Makers = {}
    blocks: dict[str, list[str]] = {}
    for principle in slots.rubric.principles:
        own = [requirement for requirement in slots.rubric.requirements if requirement.principle == principle.id]
        for requirement in own:
            rule = _rule(made, slots, "requirements", requirement)
            measured = f"criterion:{requirement.floor}" if requirement.floor else f"principle:{principle.id}"
            made[f"short:{requirement.id}"] = partial(_over, slots, bounds.short, (rule, measured), requirement.least)
            for action in requirement.blocks:
                blocks.setdefault(action, []).append(f"short:{requirement.id}")
        weights = [(f"criterion:{criterion.id}", criterion.weight) for criterion in principle.criteria]
        made[f"principle:{principle.id}"] = partial(_of_rules, slots, bounds.mean_score, weights)
        needed = [(f"rule:requirements.{requirement.id}", requirement.least) for requirement in own if not requirement.floor]
        made[f"needed:{principle.id}"] = partial(_of_rules, slots, bounds.at_least, needed)
        made[f"gap:{principle.id}"] = partial(_any_of, slots, [f"short:{requirement.id}" for requirement in own])
    return made | _blocked(slots, "principles", blocks)


def _of_rules(slots: Slots, make: Callable[[bounds.Rules], Derive], numbers: list[tuple[str, int]]) -> Derive:
    return make([(slots.need(name), number) for name, number in numbers])


def _blocked(slots: RubricSlots, missing: str, blocks: dict[str, list[str]]) -> Makers:
    pathway = slots.rubric.pathway
    actions = [action.id for action in pathway.actions] if pathway else []
    return {f"blocked:{action}/{missing}": partial(_any_of, slots, blocks.get(action, [])) for action in actions}


def _safeguards(slots: RubricSlots) -> Makers:
    """The makers of what is said of guarantees: required, at what rank, given, met, and what their absence blocks."""
    rubric = slots.rubric
    made: Makers = {}
    blocks: dict[str, list[str]] = {}
    text: dict[str, list[str]] = {}
    for safeguard in rubric.safeguards:
        for rule, missing in _safeguard(made, slots, safeguard):
            for action in rule.blocks:
                blocks.setdefault(action, []).append(missing)
                if safeguard.in_text:
                    text.setdefault(action, []).append(missing)
    for rank, instrument in enumerate(rubric.instruments):
        made[f"lacks:{instrument.id}"] = partial(_lacks, slots, rank)
    return made | _blocked(slots, "safeguards", blocks) | _blocked(slots, "text", text)


def _safeguard(made: Makers, slots: RubricSlots, safeguard: Safeguard) -> list[tuple[Any, str]]:
    """Add to *made* the makers of all that is said of *safeguard*; gives its rules, each with the slot of what it finds missing."""
    own = safeguard.id
    ranks, missing = [], []
    for rule in safeguard.rules:
        name = _rule(made, slots, own, rule)
        ranks.append((name, rule.min_instrument))
        missing.append((rule, f"missing:{own}.{rule.id}"))
        made[f"missing:{own}.{rule.id}"] = partial(_over, slots, bounds.missing, (name, f"given:{own}"), rule.min_instrument)
    made[f"required:{own}"] = partial(_any_of, slots, [name for name, _ in ranks])
    made[f"rank:{own}"] = partial(_of_rules, slots, bounds.at_least, ranks)
    made[f"met:{own}"] = partial(_over, slots, bounds.met, (f"given:{own}", f"rank:{own}"))
    if safeguard.denied is not None:
        made[f"denied:{own}"] = partial(safeguard.denied.truth, slots)
    if safeguard.implied is not None:
        made[f"implied:{own}"] = partial(safeguard.implied.truth, slots)
    derived = safeguard.derived
    if derived is not None:
        made[f"given:{own}"] = lambda: bounds.given(derived.truth(slots), len(slots.rubric.instruments) - 1)
    return missing


def _lacks(slots: RubricSlots, rank: int) -> Truth:
    asked = [safeguard.id for safeguard in slots.rubric.safeguards if any(rule.min_instrument >= rank for rule in safeguard.rules)]
    return bounds.lacks([(slots.need(f"required:{own}"), slots.need(f"met:{own}"), slots.need(f"rank:{own}")) for own in asked], rank)


def _red_lines(slots: RubricSlots) -> Makers:
    lines = slots.rubric.red_lines
    made: Makers = {f"red-line:{line.id}": partial(line.when.truth, slots) for line in lines}
    for cure in ("nothing", "statute", "regulation", "answer"):
        made[f"cure:{cure}"] = partial(_any_of, slots, [f"red-line:{line.id}" for line in lines if line.cured_by == cure])
    return made


def _scores(slots: RubricSlots) -> Makers:
    numbers = [(kind, score.id, number) for score in slots.rubric.scores for kind, number in (("score", score.value), ("bound", score.max))]
    return {f"{kind}:{name}": partial(number.interval, slots) for kind, name, number in numbers}


def _pathway(pathway: Pathway, slots: RubricSlots) -> Makers:
    made: Makers = {}
    made["action"] = _combined(made, slots, "action", "action", pathway.action_rules)
    for action in pathway.actions:
        for condition in pathway.conditions:
            _rule(made, slots, "condition", condition, action.id)
        if action.id != STOP:
            owner = f"norm:{action.id}"
            made[owner] = _combined(made, slots, owner, "norm", pathway.norm_rules, action=action.id)
    made["pathway"] = partial(_ways, slots, pathway)
    return made


def _ways(slots: Slots, pathway: Pathway) -> Derive:
    action = slots.need("action")
    bits = slots.bits["action"]
    norms = [(slots.need(f"norm:{own.id}"), bits[own.id]) for own in pathway.actions if own.id != STOP]
    return bounds.ways(action, bits.get(STOP, 0), norms)
