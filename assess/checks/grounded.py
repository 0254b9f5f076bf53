"""Levels without evidence, evidence that does not count, safeguards without place or at too low a rank of norm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import in_proposal
from assess.checks.subject import Subject
from assess.engine.answers import effective_level, grade_of, months_after
from assess.model.finding import Finding
from assess.model.proposal import CriterionAnswer, Evidence, SafeguardAnswer
from assess.model.rubric import Criterion, Rubric, Safeguard, Text
from assess.study.words import day, low


def level_without_evidence(check: Check, subject: Subject) -> Iterator[Finding]:
    """A level that needs evidence, with none; what is marked as a hypothesis says so itself."""
    for criterion, answer in _levels(subject):
        if criterion.evidence[answer.level or 0] >= 0 and not answer.evidence and not answer.assumed:
            keys = ("criteria", criterion.id, "level")
            yield in_proposal(check, subject, "none", keys, criterion=criterion.title, level=answer.level or 0)


def evidence_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """A file that is named as evidence and is not there."""
    for criterion, answer in _levels(subject):
        for at, piece in enumerate(answer.evidence):
            if piece.file and not subject.exists(piece.file):
                yield in_proposal(check, subject, "no-file", ("criteria", criterion.id, "evidence", at, "file"), file=piece.file)


def evidence_expired(check: Check, subject: Subject) -> Iterator[Finding]:
    """Evidence that had expired, was not there yet on the day of the study, or is too old for the level stated."""
    for criterion, answer in _levels(subject):
        kept = effective_level(subject.rubric, criterion, answer, subject.as_of) if subject.rubric else 0
        for at, piece in enumerate(answer.evidence):
            message, when = _out_of_time(criterion, piece, subject.as_of)
            if message and (message != "too-old" or kept < (answer.level or 0)):
                key = "expires" if message == "expired" else "date"
                keys = ("criteria", criterion.id, "evidence", at, key)
                yield in_proposal(check, subject, message, keys, piece=piece.title, day=_day(when), as_of=_day(subject.as_of))


def _out_of_time(criterion: Criterion, piece: Evidence, as_of: int) -> tuple[str, int]:
    """Which message *piece* calls for, and its day; nothing when it counts on *as_of*."""
    if piece.day > as_of:
        return "later", piece.day
    if piece.expires and piece.expires < as_of:
        return "expired", piece.expires
    last = months_after(piece.day, criterion.valid_months) if criterion.valid_months and piece.day else as_of
    return ("too-old", last) if last < as_of else ("", 0)


def evidence_weak(check: Check, subject: Subject) -> Iterator[Finding]:
    """Evidence that counts, and not for as much as the level needs."""
    rubric = subject.rubric
    if rubric is None:
        return
    for criterion, answer in _levels(subject):
        counted = [grade_of(rubric, criterion, piece, subject.as_of) for piece in answer.evidence]
        kept = effective_level(rubric, criterion, answer, subject.as_of)
        if answer.level is not None and kept < answer.level and max(counted, default=-1) >= 0:
            yield _weak(check, subject, rubric, criterion, answer, max(counted), kept)


def _weak(  # noqa: PLR0913, PLR0917 - what one sentence says
    check: Check, subject: Subject, rubric: Rubric, criterion: Criterion, answer: CriterionAnswer, best: int, kept: int
) -> Finding:
    grades = [_lower(grade.text) for grade in rubric.grades]
    level = answer.level or 0
    values = {"criterion": criterion.title, "best": grades[best], "needed": grades[criterion.evidence[level]]}
    return in_proposal(check, subject, "weak", ("criteria", criterion.id, "level"), level=level, kept=kept, **values)


def safeguard_without_place(check: Check, subject: Subject) -> Iterator[Finding]:
    """A safeguard said to be there, without the norm or the provision that holds it."""
    for safeguard, answer in _safeguards(subject):
        if safeguard.in_text and answer.status == "present" and answer.instrument < 0 and not answer.ref:
            yield in_proposal(check, subject, "nowhere", ("safeguards", safeguard.id, "status"), safeguard=safeguard.title)


def safeguard_rank(check: Check, subject: Subject) -> Iterator[Finding]:
    """A safeguard in a norm below the lowest that may be asked for."""
    if subject.rubric is None or subject.assessment is None:
        return
    ranks = {instrument.id: rank for rank, instrument in enumerate(subject.rubric.instruments)}
    texts = [_lower(instrument.text) for instrument in subject.rubric.instruments]
    results = {result.id: result for result in subject.assessment.safeguards}
    for safeguard, answer in _safeguards(subject):
        result = results.get(safeguard.id)
        if result is None or answer.status not in ("present", "planned") or result.required != "yes" or not result.min_instruments:
            continue
        least = min(ranks[instrument] for instrument in result.min_instruments)
        if 0 <= answer.instrument < least:
            keys = ("safeguards", safeguard.id, "where", "instrument")
            values = {"safeguard": safeguard.title, "given": texts[answer.instrument], "least": texts[least]}
            yield in_proposal(check, subject, "too-low", keys, **values)


def _levels(subject: Subject) -> Iterator[tuple[Criterion, CriterionAnswer]]:
    """The criteria of the rubric that the proposal gives a level to."""
    if subject.rubric is None or subject.proposal is None:
        return
    for principle in subject.rubric.principles:
        for criterion in principle.criteria:
            answer = subject.proposal.criteria.get(criterion.id)
            if answer is not None and answer.level is not None:
                yield criterion, answer


def _safeguards(subject: Subject) -> Iterator[tuple[Safeguard, SafeguardAnswer]]:
    if subject.rubric is None or subject.proposal is None:
        return
    for safeguard in subject.rubric.safeguards:
        answer = subject.proposal.safeguards.get(safeguard.id)
        if answer is not None:
            yield safeguard, answer


def _lower(text: Text) -> Text:
    """*text* as it stands inside a sentence."""
    return {lang: low(words, lang) for lang, words in text.items()}


def _day(ordinal: int) -> Text:
    return {lang: day(ordinal, lang) for lang in ("fr", "en")}


CHECKS: Final[dict[str, Function]] = {
    "level-without-evidence": level_without_evidence,
    "evidence-missing": evidence_missing,
    "evidence-expired": evidence_expired,
    "evidence-weak": evidence_weak,
    "safeguard-without-place": safeguard_without_place,
    "safeguard-rank": safeguard_rank,
}
