"""What each rule of a rubric rests on, and whether it may apply before any of its grounds existed.

A rule whose only sources are dated law must be silent as long as none of them was in force: it would ask, in the name of a text, what
that text did not ask yet. A rule that also cites a report, a standard or a technical reference may speak at any date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from assess.conditions.logic import FALSE, Vector
from assess.conditions.nodes import Condition
from assess.engine.evaluate import Evaluator
from assess.engine.slot_makers import truth
from assess.model.law import Citation
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Rubric

FIRST_DAY = date(1978, 1, 7).toordinal()
"""The day of the act on information technology, files and freedoms: no proposal can be older."""
SILENT = ("", "ended")
"""What an entry is on a day when it can ground nothing. A text struck down is the ground of what its loss entails."""


class Ground(Struct, frozen=True):
    """A rule: its name, its condition (None: always), and what it cites."""

    name: str
    when: Condition | None
    sources: tuple[Citation, ...]


def grounds(rubric: Rubric) -> Iterator[Ground]:
    """Every rule of *rubric* that must cite a source, with its condition."""
    for principle in rubric.principles:
        yield Ground(f"principle:{principle.id}", None, principle.sources)
        yield from (Ground(f"criterion:{found.id}", found.applies, found.sources) for found in principle.criteria)
    yield from (Ground(f"tier:{tier.id}.{rule.id}", rule.when, rule.sources) for tier in rubric.tiers for rule in tier.rules)
    yield from (Ground(f"requirement:{found.id}", found.when, found.sources) for found in rubric.requirements)
    yield from (Ground(f"red-line:{line.id}", line.when, line.sources) for line in rubric.red_lines)
    for safeguard in rubric.safeguards:
        yield from (Ground(f"safeguard:{safeguard.id}.{rule.id}", rule.when, rule.sources) for rule in safeguard.rules)
    if rubric.regime is not None:
        yield from (Ground(f"regime:{rule.id}", rule.when, rule.sources) for rule in rubric.regime.rules)
    yield from _pathway(rubric)


def _pathway(rubric: Rubric) -> Iterator[Ground]:
    if rubric.pathway is not None:
        yield from (Ground(f"action:{rule.id}", rule.when, rule.sources) for rule in rubric.pathway.action_rules)
        yield from (Ground(f"norm:{rule.id}", rule.when, rule.sources) for rule in rubric.pathway.norm_rules)
        yield from (Ground(f"condition:{found.id}", found.when, found.sources) for found in rubric.pathway.conditions)


class Calendar:
    """On which days the conditions of a rubric may hold, when nothing but the technology and the day is known."""

    def __init__(self, rubric: Rubric) -> None:
        """Keep *rubric* ready to evaluate, and the days on which the law it cites changed."""
        self.rubric, self.evaluator = rubric, Evaluator(rubric)
        self.law = {f"law:{entry.id}": entry for entry in rubric.law}
        changes = {day for entry in rubric.law for day, _ in entry.dates}
        self.days = sorted({FIRST_DAY, *(day for day in changes if day > FIRST_DAY)})
        self._blank: dict[int, list[Vector]] = {}

    def blank(self, day: int) -> list[Vector]:
        """What follows on *day* from no answer at all, for each technology."""
        if day not in self._blank:
            technologies = next(fact for fact in self.rubric.facts if fact.id == "technology").values
            self._blank[day] = [self.evaluator.run(nothing_said(value.id, day)) for value in technologies]
        return self._blank[day]

    def may_hold(self, when: Condition | None, day: int) -> bool:
        """Whether some answers make the condition *when* hold on *day*."""
        if when is None:
            return True
        actions = [value.id for value in self.rubric.pathway.actions] if self.rubric.pathway else [""]
        truths = [truth(self.evaluator.program, when, action) for action in actions]
        return any(holds(v) != FALSE for v in self.blank(day) for holds in truths)

    def without_ground(self, rule: Ground) -> str:
        """The first day on which *rule* may apply while nothing it cites was law yet; empty when there is none."""
        entries = [self.law[citation.ref] for citation in rule.sources if citation.ref in self.law]
        if len(entries) < len(rule.sources):
            return ""
        for day in self.days:
            if all(entry.status(day) in SILENT for entry in entries) and self.may_hold(rule.when, day):
                return date.fromordinal(day).isoformat()
        return ""


def nothing_said(technology: str, day: int, facts: dict[str, FactAnswer] | None = None) -> Proposal:
    """A proposal of *day* that says nothing but its technology and, where given, *facts*."""
    return Proposal(
        id="nothing-said",
        title="",
        language="fr",
        date=date.fromordinal(day).isoformat(),
        day=day,
        stage="exploration",
        rubric="mis-2021",
        technology=technology,
        organisation="",
        contact="",
        text_title="",
        facts=facts or {},
        criteria={},
        safeguards={},
    )
