"""Faults of a rubric that only evaluation shows: rules that can never hold or are never reached, or that come before what they cite.

A rule whose only sources are dated law must be silent as long as none of them was in force: it would ask, in the name of a text, what
that text did not ask yet. A rule that also cites a report, a standard or a technical reference may speak at any date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from assess.conditions.logic import FALSE, TRUE, UNKNOWN, Vector
from assess.conditions.nodes import Condition
from assess.engine.evaluate import Evaluator
from assess.engine.program import Program
from assess.engine.slot_makers import RAW, UNSAID, may_be_nothing, truth
from assess.model.law import Citation
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric, Value

_LAW = {"texts": "text-never-covers", "law": "gives-to-nobody"}
"""The messages about what can never hold, where it is no rule."""
MOST = 5000
"""How many combinations of answers are tried for one condition, at most."""
ALL_DAYS = (1, 3_652_059, TRUE)


class Unreached(Struct, frozen=True):
    """A rule, by the keys that lead to it in the files, and the message about it."""

    keys: tuple[str, ...]
    message: str
    values: tuple[tuple[str, str], ...] = ()


def unreached(rubric: Rubric) -> list[Unreached]:
    """What is never true or never reached in *rubric*, whatever the answers and the day."""
    program = Program(replace(without_defaults(rubric), closed_world=False))
    v = program.unanswered.copy()
    if rubric.closed_world:
        _may_be_unanswered(program, v)
    v[program.slots["as-of"]] = ALL_DAYS
    v[program.slots["stated_text"]] = program.everything("stated_text")
    for entry in rubric.law:
        v[program.slots[f"law:{entry.id}"]] = UNKNOWN
    program.run(v)
    return [*_never(rubric, program, v), *_hidden(rubric, program, v), *_idle(rubric), *_of_law(rubric)]


def without_defaults(rubric: Rubric) -> Rubric:
    """*rubric* where no fact has a value of its own before it is answered: any may be answered."""
    return replace(rubric, facts=tuple(replace(fact, default="") for fact in rubric.facts))


def _may_be_unanswered(program: Program, v: Vector) -> None:
    """Let every fact and criterion have no value, as well as any: that is what no answer means in a closed world."""
    for name, at in program.slots.items():
        if name.startswith(("fact:", "criterion:", RAW)) and v[at] is not None:
            v[at] = may_be_nothing(v[at])


def _never(rubric: Rubric, program: Program, v: Vector) -> Iterator[Unreached]:
    placed = {program.slots[name]: keys for name, keys in _conditions(rubric)}
    never = {at: keys for at, keys in placed.items() if not _can_hold(program, v, at)}
    for at, keys in never.items():
        if program.leading_to([at]) & never.keys() == {at}:  # where it rests on another, the fault is there
            yield Unreached((*keys, "when"), "rule-never-holds") if keys[0] not in _LAW else Unreached(keys, _LAW[keys[0]])


def _conditions(rubric: Rubric) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The slots of conditions that should hold some day, with the keys that lead to them. Norms and conditions depend on the action."""
    yield from ((f"term:{term.id}", ("terms", term.id)) for term in rubric.terms)
    yield from ((f"within:{text.id}", ("texts", text.id)) for text in rubric.texts)
    yield from ((f"holds:{entry.id}", ("law", entry.id, "gives")) for entry in rubric.law if entry.gives)
    yield from ((f"{section}:{stake.id}", (section, stake.id)) for section, stakes in rubric.stakes() for stake in stakes)
    for owner, keys, rules in rubric.rules():
        if owner not in ("norm", "condition"):
            prefix = "red-line:" if owner == "red-line" else f"rule:{owner}."
            yield from ((prefix + rule.id, (*keys, rule.id)) for rule in rules)


def _can_hold(program: Program, v: Vector, target: int) -> bool:
    """Whether some combination of the closed answers under slot *target* leaves it other than false; true when there are too many."""
    if v[target] != UNKNOWN:
        return bool(v[target] == TRUE)
    leaves = [at for at in sorted(program.leading_to([target])) if at not in program.derive and isinstance(v[at], int) and v[at] != UNSAID]
    choices = [[bit for bit in (1 << n for n in range(v[at].bit_length())) if v[at] & bit] for at in leaves]
    count = 1
    for bits in choices:
        count *= len(bits)
        if count > MOST:
            return True
    plan = program.plan_for([target])
    trial = v.copy()
    for values in product(*choices):
        for at, value in zip(leaves, values, strict=True):
            trial[at] = value
        if program.run(trial, plan)[target] != FALSE:
            return True
    return False


def _hidden(rubric: Rubric, program: Program, v: Vector) -> Iterator[Unreached]:
    ordered = {"regime", "outcome", "action", *(tier.id for tier in rubric.tiers if tier.combine == "first")}
    for owner, keys, rules in rubric.rules():
        always = ""
        for rule in rules if owner in ordered else ():
            if always:
                yield Unreached((*keys, rule.id), "rule-unreachable", (("first", always),))
            elif v[program.slots[f"rule:{owner}.{rule.id}"]] == TRUE:
                always = rule.id


def _of_law(rubric: Rubric) -> Iterator[Unreached]:
    """Gifts whose wording is never that of an entry in force."""
    for entry in rubric.law:
        for gift in entry.gives:
            days = [gift.since or 1, *(day for day, _ in entry.dates if gift.since <= day <= (gift.until or day))]
            if not any(entry.status(day) in ("in-force", "unknown") for day in days):
                yield Unreached(("law", entry.id, "gives", gift.safeguard), "gift-never-in-force")


def _idle(rubric: Rubric) -> Iterator[Unreached]:
    for tier in rubric.tiers:
        yield from _unused(("tiers", tier.id, "levels"), tier.levels, {tier.default, *(rule.value for rule in tier.rules)})
    for name, choice in rubric.choices.items():
        yield from _unused((name, "values"), choice.values, {rule.value for rule in choice.rules})
    if rubric.pathway is not None:
        yield from _unused(("pathway", "actions"), rubric.pathway.actions, {rule.value for rule in rubric.pathway.action_rules})
        yield from _unused(("pathway", "norms"), rubric.pathway.norms, {rule.value for rule in rubric.pathway.norm_rules})


def _unused(keys: tuple[str, ...], values: tuple[Value, ...], used: set[str]) -> Iterator[Unreached]:
    yield from (Unreached((*keys, value.id), "missing-level", (("found", value.id),)) for value in values if value.id not in used)


# Rules before their law

FIRST_DAY = date(1978, 1, 7).toordinal()
"""The day of the act on information technology, files and freedoms: no proposal can be older."""
SILENT = ("", "ended")
"""What an entry is on a day when it can ground nothing. A text struck down is the ground of what its loss entails."""


class Ground(Struct, frozen=True):
    """A rule: the keys that lead to it in the files, its condition (None: always), and what it cites."""

    keys: tuple[str, ...]
    when: Condition | None
    sources: tuple[Citation, ...]


def grounds(rubric: Rubric) -> Iterator[Ground]:
    """Every rule of *rubric* that must cite a source, with its condition."""
    for principle in rubric.principles:
        yield Ground(("principles", principle.id), None, principle.sources)
        for criterion in principle.criteria:
            own = criterion.id.partition(".")[2]
            yield Ground(("principles", principle.id, "criteria", own), criterion.applies, criterion.sources)
    for owner, keys, rules in rubric.rules():
        if owner != "outcome":
            yield from (Ground((*keys, rule.id), rule.when, rule.sources) for rule in rules)


def before_law(rubric: Rubric) -> list[Unreached]:
    """The rules of *rubric* that may apply before anything they cite was law, each with the first such day."""
    calendar = Calendar(rubric)
    early = [(ground.keys, calendar.without_ground(ground)) for ground in grounds(rubric)]
    return [Unreached(keys, "rule-before-law", (("day", day),)) for keys, day in early if day]


class Calendar:
    """On which days the conditions of a rubric may hold, when nothing but the technology and the day is known."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.evaluator = Evaluator(without_defaults(rubric))
        self.law = {f"law:{entry.id}": entry for entry in rubric.law}
        changes = {day for entry in rubric.law for day, _ in entry.dates}
        self.days = sorted({FIRST_DAY, *(day for day in changes if day > FIRST_DAY)})
        self._blank: dict[int, list[Vector]] = {}

    def blank(self, day: int) -> list[Vector]:
        """What follows on *day* from no answer at all, for each technology."""
        if day not in self._blank:
            technologies = [value.id for fact in self.rubric.facts if fact.id == "technology" for value in fact.values]
            self._blank[day] = [self.evaluator.run(nothing_said(name, day)) for name in technologies or [""]]
        return self._blank[day]

    def may_hold(self, when: Condition | None, day: int) -> bool:
        """Whether some answers make the condition *when* hold on *day*."""
        if when is None:
            return True
        actions = [value.id for value in self.rubric.pathway.actions] if self.rubric.pathway else [""]
        truths = [truth(self.evaluator.program, when, action) for action in actions]
        return any(holds(v) != FALSE for v in self.blank(day) for holds in truths)

    def without_ground(self, rule: Ground) -> str:
        """The first day on which *rule* may apply while nothing it cites was law; empty when there is none."""
        entries = [self.law[citation.ref] for citation in rule.sources if citation.ref in self.law]
        if not entries or len(entries) < len(rule.sources):
            return ""
        for day in self.days:
            if all(entry.status(day) in SILENT for entry in entries) and self.may_hold(rule.when, day):
                return date.fromordinal(day).isoformat()
        return ""


def nothing_said(technology: str, day: int) -> Proposal:
    """A proposal of *day* that says nothing but its *technology*."""
    return Proposal(id="nothing-said", date=date.fromordinal(day).isoformat(), day=day, technology=technology)
