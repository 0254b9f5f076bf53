"""Levels without evidence, evidence that does not count, safeguards without place or too low in rank, articles that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assess.checks.findings import at_line, at_offset, in_proposal
from assess.checks.model import Check
from assess.checks.phrases import SPACE, in_any, pattern
from assess.checks.reach import Reach
from assess.checks.subject import Subject
from assess.engine.answers import effective_level, grade_of, months_after
from assess.loading.reader import Key
from assess.messages import listed, long_date
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding
from assess.model.proposal import CriterionAnswer, Evidence, SafeguardAnswer
from assess.model.rubric import Criterion, Safeguard, Text
from assess.study.words import low
from assess.yaml_source.unseen import spelled

_NUMBER: Final = rf"\d+(?:er)?(?!\w)(?:{SPACE}(?:bis|ter|quater|quinquies)\b)?(?:{SPACE}[A-Z]\b)?"
_ARTICLES: Final = re.compile(
    rf"\barticles?{SPACE}({_NUMBER}(?:(?:,{SPACE}|{SPACE}(?:et|ou|and|or){SPACE}){_NUMBER})*)(?![\w-])", re.IGNORECASE
)
_EACH: Final = re.compile(_NUMBER)
_HEADING: Final = re.compile(rf"article{SPACE}({_NUMBER})(?:{SPACE}?[–—:-]|$)", re.IGNORECASE)


def level_without_evidence(check: Check, subject: Subject) -> Iterator[Finding]:
    """A level that needs evidence, with none; what is marked as a hypothesis says so itself."""
    for criterion, answer in _levels(subject):
        if criterion.evidence[answer.level or 0] >= 0 and not answer.evidence and not answer.assumed:
            keys = ("criteria", criterion.id, "level")
            yield in_proposal(check, subject, "none", keys, criterion=criterion.title, level=answer.level or 0)


def evidence_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """Each file that is named as evidence, or as the proposal of another option, and is not there: once, whatever rests on it."""
    options = enumerate(subject.proposal.options if subject.proposal else ())
    first: dict[str, tuple[Key, ...]] = {}
    for criterion, answer in _levels(subject):
        for at, piece in enumerate(answer.evidence):
            first.setdefault(piece.file, ("criteria", criterion.id, "evidence", at, "file"))
    named = [("no-file", keys, file) for file, keys in first.items()]
    named += [("no-option", ("options", at, "proposal"), option.proposal) for at, option in options]
    for message, keys, file in named:
        if file and not (there := subject.exists(file)):
            yield in_proposal(check, subject, "outside" if there is None else message, keys, file=spelled(file))
        elif file and message == "no-option" and (wrong := subject.option(file)):
            yield in_proposal(check, subject, wrong, keys, file=spelled(file))


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
            best, needed = (_lower(rubric.grades[grade].text) for grade in (max(counted), criterion.evidence[answer.level]))
            values = {"criterion": criterion.title, "best": best, "needed": needed}
            yield in_proposal(check, subject, "weak", ("criteria", criterion.id, "level"), level=answer.level, kept=kept, **values)


def safeguard_without_place(check: Check, subject: Subject) -> Iterator[Finding]:
    """A safeguard said to be there, without the norm or the provision that holds it."""
    for safeguard, answer in _safeguards(subject):
        if safeguard.in_text and answer.status == "present" and answer.instrument < 0 and not answer.ref:
            yield in_proposal(check, subject, "nowhere", ("safeguards", safeguard.id, "status"), safeguard=safeguard.title)


def safeguard_rank(check: Check, subject: Subject) -> Iterator[Finding]:
    """A safeguard in a norm below the lowest that may be asked for."""
    if subject.rubric is None or subject.assessment is None:
        return
    rank = [instrument.id for instrument in subject.rubric.instruments].index
    texts = [_lower(instrument.text) for instrument in subject.rubric.instruments]
    required = {result.id: result.min_instruments for result in subject.assessment.safeguards if result.required == "yes"}
    for safeguard, answer in _safeguards(subject):
        least = min(map(rank, required.get(safeguard.id, ())), default=0)
        if answer.status in ("present", "planned") and 0 <= answer.instrument < least:
            keys = ("safeguards", safeguard.id, "where", "instrument")
            values = {"safeguard": safeguard.title, "given": texts[answer.instrument], "least": texts[least]}
            yield in_proposal(check, subject, "too-low", keys, **values)


def _levels(subject: Subject) -> Iterator[tuple[Criterion, CriterionAnswer]]:
    """The criteria of the rubric that the proposal gives a level to."""
    if subject.rubric is None or subject.proposal is None:
        return
    for criterion in subject.rubric.criteria:
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
    return {lang: long_date(ordinal, lang) for lang in LANGUAGES}


def safeguard_article(check: Check, subject: Subject) -> Iterator[Finding]:
    """A safeguard in an article of the text that the proposal does not list."""
    proposal, rubric = subject.proposal, subject.rubric
    known = _known(subject)
    if proposal is None or rubric is None or not known:
        return
    rank = [instrument.id for instrument in rubric.instruments].index
    wanted = check.settings["instruments"].get(subject.kind_of_text, "")
    other = pattern(in_any(check.settings, "other"))
    for name, answer in proposal.safeguards.items():
        if not wanted or answer.instrument != rank(wanted) or other.search(answer.ref):
            continue
        for found in _ARTICLES.finditer(answer.ref):
            for number in _EACH.finditer(found[1]):
                if _plain(number[0]) not in known:
                    yield in_proposal(
                        check, subject, "unknown", ("safeguards", name, "where", "ref"), article=number[0], known=_list(known)
                    )


def article_drift(check: Check, subject: Subject) -> Iterator[Finding]:
    """Chapters of articles that are not those of the proposal, and articles of the text that people name and that are not there."""
    known = _known(subject)
    if not known:
        return
    seen = set()
    for heading in subject.page.headings:
        found = _HEADING.match(heading.title)
        if found is not None:
            seen.add(_plain(found[1]))
            if _plain(found[1]) not in known:
                yield at_line(check, subject, "heading", heading.line, article=found[1], known=_list(known))
    if seen and subject.proposal is not None:
        for at, article in enumerate(subject.proposal.articles):
            if _plain(article.id) not in seen:
                yield in_proposal(check, subject, "no-chapter", ("articles", at, "id"), article=article.id)
    yield from _named(check, subject, known)


def _named(check: Check, subject: Subject, known: dict[str, str]) -> Iterator[Finding]:
    """Articles that people name as those of the text."""
    page = subject.page
    own = pattern(tuple(check.settings["own"].get(subject.kind_of_text, ())))
    other = pattern(in_any(check.settings, "other"))
    for start, end in Reach(subject).ranges():
        for found in _ARTICLES.finditer(page.prose, start, end):
            text = own.match(page.prose, _after(page.prose, found.end()), end)
            if text is None or other.match(page.prose, _after(page.prose, text.end()), end) or page.quoted(found.start()):
                continue
            for number in _EACH.finditer(found[1]):
                if _plain(number[0]) not in known:
                    offset = found.start(1) + number.start()
                    yield at_offset(check, subject, "named", offset, len(number[0]), article=number[0], known=_list(known))


def _after(text: str, at: int) -> int:
    """Past the spacing at *at*."""
    while text[at : at + 1].isspace():
        at += 1
    return at


def _known(subject: Subject) -> dict[str, str]:
    """The articles of the proposal, by number."""
    articles = subject.proposal.articles if subject.proposal else ()
    return {_plain(article.id): article.id for article in articles}


def _plain(number: str) -> str:
    words = number.casefold().replace("premier", "1").split()
    return " ".join(re.sub(r"^(\d+)er$", r"\1", word) for word in words).removeprefix("article ")


def _list(known: dict[str, str]) -> dict[str, str]:
    return {lang: listed(list(known.values()), lang) for lang in LANGUAGES}
