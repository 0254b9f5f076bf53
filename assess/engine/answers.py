"""Answers put into a vector: that of a program, or that of one condition."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from math import inf
from typing import Any

from assess.conditions.logic import FALSE, NO_VALUE, TRUE, UNKNOWN, Vector, exact
from assess.conditions.nodes import Condition
from assess.engine.program import Program
from assess.engine.slot_makers import RubricSlots
from assess.engine.texts import ABSENT
from assess.model.assessment import Assessment
from assess.model.constants import TOP_LEVEL
from assess.model.law import Cover
from assess.model.proposal import CriterionAnswer, Evidence, FactAnswer, Proposal, SafeguardAnswer, StatedLaw
from assess.model.rubric import Criterion, Fact, Rubric


class AnswerEncoder:
    """Where the answers to each item of a program go, and how they are written there."""

    def __init__(self, program: Program) -> None:
        self.program = program
        rubric = program.rubric
        self.first_law = program.slots["as-of"] + 1
        self.apart = {program.input(f"fact:{fact.id}"): program.bits[f"fact:{fact.id}"][fact.apart] for fact in rubric.facts if fact.apart}
        """Of facts with one value, the slot, and the value that a part of a use has in place of one of another technology."""
        self.law = rubric.law
        self._changes = sorted({day for entry in self.law for day, _ in entry.dates})
        self._states: dict[int, list[int]] = {}
        """The state of the law between two of the days at which it changes."""
        self.facts = program.facts
        self.criteria = {criterion.id: criterion for criterion in rubric.criteria}
        self.safeguards = {safeguard.id: safeguard for safeguard in rubric.safeguards if safeguard.derived is None}
        self.slots = {f"fact:{fact.id}": [program.input(name) for name in fact.slots()] for fact in rubric.facts}
        """The slots of each item, by its qualified id."""
        self.slots |= {f"criterion:{name}": [program.input(f"criterion:{name}")] for name in self.criteria}
        self.slots |= {f"safeguard:{name}": [program.input(f"given:{name}")] for name in self.safeguards}

        self.carried: dict[str, list[Cover]] = {}
        """The texts that each entry of law carries."""
        for text in rubric.texts:
            for name in text.carried_by:
                self.carried.setdefault(name, []).append(text)
        self.confirmed = {f"law:{entry.id}" for entry in rubric.law if entry.certainty == "confirmed"}
        """The entries whose wording was read."""
        self.said = {name: [program.slots[f"said:{text.id}"] for text in texts] for name, texts in self.carried.items()}
        """Where it is written whether these cover the use."""
        self.places = self.slots | {
            name: [program.slots[name], *self.said.get(name, ())] for name in (f"law:{entry.id}" for entry in self.law)
        }
        """The same with the entries of law, whose state may be what is not known, or what the texts that they carry cover."""

    def law_on(self, day: int) -> list[int]:
        """What `in_force` says of each law entry on the ordinal *day*, in the order of the rubric."""
        between = bisect_right(self._changes, day)
        if between not in self._states:
            self._states[between] = [LAW.get(entry.status(day), FALSE) for entry in self.law]
        return self._states[between]

    def fill(self, proposal: Proposal, as_of: int) -> Vector:
        """The vector of the answers of *proposal* on the ordinal day *as_of*; the rest as unanswered."""
        program = self.program
        v = program.unanswered.copy()
        v[program.slots["stage"]] = program.bits["stage"][proposal.stage]
        v[program.slots["as-of"]] = (as_of, as_of, TRUE)
        v[self.first_law : self.first_law + len(self.law)] = self.law_on(as_of)
        self.put_law(v, proposal.law, as_of)
        if "technology" in self.facts:
            self.put_fact(v, "technology", FactAnswer((proposal.technology,)))
        for name, answer in proposal.facts.items():
            self.put_fact(v, name, answer)
        for name, stated in proposal.criteria.items():
            level = effective_level(program.rubric, self.criteria[name], stated, as_of)
            v[self.slots[f"criterion:{name}"][0]] = level, level, FALSE if stated.level is None else TRUE
        for at, foreign in self.foreign(proposal).items():
            v[at] = v[at] & ~foreign or self.apart.get(at) or program.unanswered[at] & ~foreign
        instruments = len(program.rubric.instruments)
        for name, guarantee in proposal.safeguards.items():
            if name in self.safeguards:
                v[self.slots[f"safeguard:{name}"][0]] = strength(guarantee, instruments, in_text=self.safeguards[name].in_text)
        return v

    def foreign(self, proposal: Proposal) -> dict[int, int]:
        """Of one part of a use, the slots of facts with one value, each with the values that are of the other technologies alone."""
        found = {}
        for fact in self.facts.values() if proposal.beside else ():
            if fact.kind == "one" and (values := of_others(fact, proposal.technology, proposal.beside)):
                bits = self.program.bits[f"fact:{fact.id}"]
                found[self.slots[f"fact:{fact.id}"][0]] = sum(bits[value] for value in values)
        return found

    def put_law(self, v: Vector, stated: tuple[StatedLaw, ...], as_of: int) -> None:
        """Write what a proposal states: of entries of the rubric, in their place; of texts of its own, as `stated_text`."""
        own = []
        for text in stated:
            status, at = text.status(as_of), self.program.slots.get(text.cite)
            if at is None:
                own += [(status, text.norm)] if text.covers is not False else []
            elif status:
                v[at] = LAW.get(status, FALSE)
            if text.covers is not None and status:
                for said in self.said.get(text.cite, ()):
                    v[said] = TRUE if text.covers else max(v[said], FALSE)
        v[self.program.slots["stated_text"]] = self.program.mask("stated_text", stated_text(own))

    def put_fact(self, v: Vector, name: str, answer: FactAnswer) -> None:
        """Write the *answer* to the fact *name*."""
        fact, slots, bits = self.facts[name], self.slots[f"fact:{name}"], self.program.bits
        if fact.kind == "record":
            for at, slot, value in zip(slots, fact.slots(), answer.values, strict=True):
                if value:
                    v[at] = bits[slot][value]
        else:
            v[slots[0]] = encoded(fact, answer, bits.get(f"fact:{name}", {}))


def of_others(fact: Fact, own: str, others: Iterable[str]) -> frozenset[str]:
    """The values of *fact* that are of some of the technologies *others*, and not of *own*."""
    there = set(others)
    return frozenset(value for value, of in fact.belongs if there.intersection(of) and own not in of)


def encoded(fact: Fact, answer: FactAnswer, bits: Mapping[str, int]) -> Any:
    """What the slot of *fact*, which is no record, holds for *answer*; *bits*: those of its values."""
    if fact.kind in ("number", "date"):
        number = exact(answer.number)
        return number, number, TRUE
    mask = 0
    for value in answer.values:
        mask |= bits[value]
    return (mask, mask) if fact.kind == "several" else mask


LAW = {"in-force": TRUE, "unknown": UNKNOWN}
"""What the status of a law entry says of `in_force`; any other status: false."""


def stated_text(texts: list[tuple[str, str]]) -> tuple[str, ...]:
    """What `stated_text` may be where a proposal states *texts* of its own: of each, the status and the norm."""
    ranks = {"statute": ("in-force",), "regulation": ("regulation",), "": ("in-force", "regulation")}
    for status in ("in-force", "unknown"):
        if found := {rank for own, norm in texts if own == status for rank in ranks[norm]}:
            certain = status == "in-force"
            return ("in-force",) if certain and ("in-force", "statute") in texts else (*sorted(found), *(() if certain else ("none",)))
    return ("struck-down",) if any(status == "struck-down" for status, _ in texts) else ("none",)


def strength(answer: SafeguardAnswer, instruments: int, *, in_text: bool = False) -> tuple[int, int]:
    """Bounds of the rank at which a guarantee is given: `ABSENT` when it is not, above every rank when it does not apply.

    One that a text should carry (*in_text*), said to be present and written nowhere, may not be there: `check` refuses it likewise.
    """
    if answer.status == "not-applicable":
        return instruments, instruments
    if answer.status == "absent" or (answer.status == "planned" and not (answer.clause or answer.ref)):
        return ABSENT, ABSENT
    if answer.instrument < 0:
        nowhere = in_text and answer.status == "present" and not answer.ref
        return -1 if nowhere else 0, instruments - 1
    return answer.instrument, answer.instrument


def effective_level(rubric: Rubric, criterion: Criterion, answer: CriterionAnswer, as_of: int) -> int:
    """The level stated, brought down to the highest that the evidence counting on *as_of* supports.

    A hypothesis counts as stated unless it brings evidence, which it never repairs.
    """
    level = answer.level or 0
    if answer.assumed and not answer.evidence:
        return level
    best = max((grade_of(rubric, criterion, piece, as_of) for piece in answer.evidence), default=-1)
    while level and criterion.evidence[level] > best:
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


def unanswered(encoder: AnswerEncoder, proposal: Proposal) -> list[str]:
    """The qualified ids of the items without an answer, or with a record that lacks one, in the order of the rubric."""
    told = {"fact:technology", *(f"fact:{name}" for name, fact in encoder.facts.items() if fact.default)}
    answers = {name: proposal.answer(name) for name in encoder.slots if name not in told}
    return [name for name, answer in answers.items() if answer is None or "" in getattr(answer, "values", ())]


class Told(RubricSlots):
    """Conditions over the answers of a proposal and, where there is one, its assessment; what is in neither is unknown.

    Nothing is derived: whether a fact that is not answered has its place is unknown too, so it may have no value.
    """

    def __init__(self, rubric: Rubric) -> None:
        super().__init__(rubric)
        self.slots: dict[str, int] = {}

    def need(self, name: str) -> int:
        """The slot of *name*."""
        return self.slots.setdefault(name, len(self.slots))

    def truth(self, condition: Condition, proposal: Proposal, assessment: Assessment | None = None) -> int:
        """Whether *condition* holds of *proposal*, of which *assessment* says what the rubric concludes."""
        self.slots = {}
        truth = condition.truth(self)
        return truth([self._value(name, proposal, assessment) for name in self.slots])

    def _value(self, name: str, proposal: Proposal, assessment: Assessment | None) -> Any:
        kind, _, own = name.partition(":")
        if kind == "fact":
            return self._answer(name, own, proposal)
        if name == "stage":
            return self.bits[name][proposal.stage]
        if name == "stated_text" and assessment is not None:
            return self.mask(
                name,
                stated_text([(text.status(assessment.as_of), text.norm) for text in proposal.law if text.own and text.covers is not False]),
            )
        concluded = None if assessment is None else conclusion(assessment, kind, own)
        if name in self.bits:
            return self.mask(name, concluded or ()) or self.everything(name) | NO_VALUE
        return _OPEN.get(kind, UNKNOWN) if concluded is None else concluded

    def _answer(self, name: str, own: str, proposal: Proposal) -> Any:
        item, _, field = own.partition(".")
        fact = self.facts[item]
        answer = FactAnswer(proposal.technologies) if item == "technology" else proposal.facts.get(item)
        if field:
            values = dict(zip(fact.slots(), answer.values, strict=True)) if answer else {}
            return self.bits[name].get(values.get(name, ""), self.everything(name) | NO_VALUE)
        if answer is not None:
            return encoded(fact, answer, self.bits.get(name, {}))
        unknown = self.blank(fact, name)
        if fact.default and fact.applies is None:
            return unknown
        if fact.kind in ("number", "date"):
            return (*unknown[:2], UNKNOWN)
        return unknown if fact.kind == "several" else unknown | NO_VALUE


_OPEN: dict[str, Any] = {"as-of": (1, date.max.toordinal(), TRUE), "criterion": (0, TOP_LEVEL, UNKNOWN), "score": (-inf, inf)}
"""The bounds of a number that nothing tells, by the kind of its slot."""
_TRUTHS = {"yes": TRUE, "no": FALSE, "raised": TRUE, "clear": FALSE}


def conclusion(assessment: Assessment, kind: str, item: str) -> Any:
    """What *assessment* says of an item, for the slot `kind:item`: the values that are possible, a truth, the day; None where nothing."""
    if kind == "as-of":
        return assessment.as_of, assessment.as_of, TRUE
    if kind == "regime":
        return assessment.regime and assessment.regime.possible
    if kind == "tier":
        return dict(assessment.tiers)[item].possible
    if kind == "red-line":
        return next((_TRUTHS.get(line.status, UNKNOWN) for line in assessment.red_lines if line.id == item), None)
    if kind == "criterion":
        results = (found for principle in assessment.principles for found in principle.criteria if found.id == item)
        return next(((found.low, found.high, _TRUTHS.get(found.applies, UNKNOWN)) for found in results), None)
    if kind in ("met", "required"):
        return next((_TRUTHS.get(getattr(found, kind), UNKNOWN) for found in assessment.safeguards if found.id == item), None)
    return None
