"""Rules that may apply on a day when nothing they cite was law: faults of a rubric that only its calendar shows.

A rule whose only sources are dated law must be silent as long as none of them was in force: it would ask, in the name of a text, what
that text did not ask yet. A rule that also cites a report, a standard or a technical reference may speak at any date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from assess.conditions.logic import FALSE, Vector
from assess.conditions.nodes import Condition
from assess.engine.evaluate import Evaluator
from assess.engine.reach import Unreached
from assess.engine.slot_makers import truth
from assess.model.law import Citation
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric

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
    early = ((ground, calendar.without_ground(ground)) for ground in grounds(rubric))
    return [Unreached(ground.keys, "rule-before-law", (("day", day),)) for ground, day in early if day]


class Calendar:
    """On which days the conditions of a rubric may hold, when nothing but the technology and the day is known."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.law = {f"law:{entry.id}": entry for entry in rubric.law}
        changes = {day for entry in rubric.law for day, _ in entry.dates}
        self.days = sorted({FIRST_DAY, *(day for day in changes if day > FIRST_DAY)})
        self._blank: dict[int, list[Vector]] = {}

    @cached_property
    def evaluator(self) -> Evaluator:
        """The rubric, ready to evaluate."""
        return Evaluator(self.rubric)

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
