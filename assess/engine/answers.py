"""Answers put into the vector of a program."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import Any

from assess.engine.link import exact
from assess.engine.logic import FALSE, TRUE, Vector
from assess.engine.program import Program
from assess.model.law import status_on
from assess.model.proposal import CriterionAnswer, Evidence, FactAnswer, Proposal, SafeguardAnswer
from assess.model.rubric import Criterion, Rubric


class Form:
    """Where the answers to each item of a program go, and how they are written there."""

    def __init__(self, program: Program) -> None:
        """Index the items of *program*."""
        self.program = program
        rubric = program.rubric
        self.first_law = program.slots["as-of"] + 1
        self._changes = sorted({day for dates in program.law for day, _ in dates})
        self._law: dict[int, list[int]] = {}
        """The state of the law between two of the days at which it changes."""
        self.facts = {fact.id: fact for fact in rubric.facts}
        self.criteria = {criterion.id: criterion for principle in rubric.principles for criterion in principle.criteria}
        self.fact_slots = {fact.id: [program.input(name) for name in fact.slots()] for fact in rubric.facts}
        self.criterion_slots = {name: program.input(f"criterion:{name}") for name in self.criteria}
        self.safeguard_slots = {
            safeguard.id: program.slots[f"given:{safeguard.id}"] for safeguard in rubric.safeguards if safeguard.derived is None
        }

    def law_on(self, day: int) -> list[int]:
        """What `in_force` says of each law entry on the ordinal *day*, in the order of the rubric."""
        between = bisect_right(self._changes, day)
        if between not in self._law:
            self._law[between] = [LAW.get(status_on(dates, day), FALSE) for dates in self.program.law]
        return self._law[between]

    def fill(self, proposal: Proposal, as_of: int) -> Vector:
        """The vector of the answers of *proposal* on the ordinal day *as_of*; the rest as unanswered."""
        program = self.program
        v = program.blank.copy()
        v[program.slots["stage"]] = program.bits["stage"][proposal.stage]
        v[program.slots["as-of"]] = (as_of, as_of, 0)
        v[self.first_law : self.first_law + len(program.law)] = self.law_on(as_of)
        if "technology" in self.facts:
            self.put_fact(v, "technology", FactAnswer((proposal.technology,)))
        for name, answer in proposal.facts.items():
            self.put_fact(v, name, answer)
        for name, level in proposal.criteria.items():
            self.put_criterion(v, name, level, as_of)
        instruments = len(program.rubric.instruments)
        for name, guarantee in proposal.safeguards.items():
            if name in self.safeguard_slots:
                v[self.safeguard_slots[name]] = strength(guarantee, instruments)
        return v

    def put_fact(self, v: Vector, name: str, answer: FactAnswer) -> None:
        """Write the *answer* to the fact *name*."""
        fact = self.facts[name]
        slots = self.fact_slots[name]
        if fact.kind == "record":
            for at, field, value in zip(slots, fact.fields, answer.values, strict=True):
                if value:
                    v[at] = self.program.bits[f"fact:{name}.{field.id}"][value]
        elif fact.kind in ("number", "date"):
            number = exact(answer.number)
            v[slots[0]] = (number, number, 0)
        else:
            bits = self.program.bits[f"fact:{name}"]
            mask = 0
            for value in answer.values:
                mask |= bits[value]
            v[slots[0]] = (mask, mask) if fact.kind == "several" else mask

    def put_criterion(self, v: Vector, name: str, answer: CriterionAnswer, as_of: int) -> None:
        """Write the level of the criterion *name*, capped by its evidence."""
        if answer.level is None:
            v[self.criterion_slots[name]] = (0, 0, FALSE)
            return
        level = effective_level(self.program.rubric, self.criteria[name], answer, as_of)
        v[self.criterion_slots[name]] = (level, level, TRUE)


LAW = {"in-force": TRUE, "unknown": 1}
"""What the status of a law entry says of `in_force`; any other status: false."""


def strength(answer: SafeguardAnswer, instruments: int) -> tuple[int, int]:
    """Bounds of the rank at which a guarantee is given: -1 when it is not, above every rank when it does not apply."""
    if answer.status == "not-applicable":
        return instruments, instruments
    if answer.status == "absent" or (answer.status == "planned" and not (answer.clause or answer.ref)):
        return -1, -1
    if answer.instrument < 0:
        return 0, instruments - 1
    return answer.instrument, answer.instrument


def effective_level(rubric: Rubric, criterion: Criterion, answer: CriterionAnswer, as_of: int) -> int:
    """The level stated, brought down to the highest that the evidence counting on *as_of* supports. A hypothesis is not capped."""
    level = answer.level or 0
    if answer.assumed:
        return level
    needs = criterion.evidence
    best: int | None = None
    while level and needs[level] >= 0:
        if best is None:
            best = max((grade_of(rubric, criterion, piece, as_of) for piece in answer.evidence), default=-1)
        if best >= needs[level]:
            return level
        level -= 1
    return level


def grade_of(rubric: Rubric, criterion: Criterion, piece: Evidence, as_of: int) -> int:
    """The rank of the grade that *piece* counts for on *as_of*: -1 when it is not yet there, or has expired."""
    too_old = criterion.valid_months and piece.day and months_after(piece.day, criterion.valid_months) < as_of
    if too_old or (piece.expires and piece.expires < as_of) or piece.day > as_of:
        return -1
    grade = piece.grade
    for rule in rubric.evidence_rules:
        if grade == rule.grade and piece.independent == rule.independent:
            grade = min(grade, rule.counts_as)
    return grade


@lru_cache(maxsize=1024)
def months_after(day: int, months: int) -> int:
    """The ordinal day *months* after *day*, at the end of the month when there is no such day."""
    start = date.fromordinal(day)
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    for last in (start.day, 30, 29, 28):
        try:
            return date(year, month, last).toordinal()
        except ValueError:
            continue
    return date.max.toordinal()


def unanswered(form: Form, proposal: Proposal) -> list[tuple[str, Any]]:
    """The items without an answer, as `(qualified id, item)`, in the order of the rubric."""
    rubric = form.program.rubric
    found: list[tuple[str, Any]] = [
        (f"fact:{fact.id}", fact)
        for fact in rubric.facts
        if fact.id != "technology" and (fact.id not in proposal.facts or "" in proposal.facts[fact.id].values)
    ]
    found += [(f"criterion:{name}", criterion) for name, criterion in form.criteria.items() if name not in proposal.criteria]
    return found + [
        (f"safeguard:{safeguard.id}", safeguard)
        for safeguard in rubric.safeguards
        if safeguard.derived is None and safeguard.id not in proposal.safeguards
    ]
