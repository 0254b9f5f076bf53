"""Legal citations: their form, whether the rubric knows them, whether they held on the day of the study, marks left to verify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from assess.checks.citations_read import Cited, citations, index_of, pattern_of
from assess.checks.model import Check
from assess.checks.phrases import SPACE, pattern
from assess.checks.registry import Function
from assess.checks.say import at_offset
from assess.checks.scope import Reach, quoted, sentence
from assess.checks.subject import Subject
from assess.finding import Finding
from assess.model.law import LawEntry
from assess.model.rubric import Rubric

_STATUS: Final = {"struck-down": "struck-down", "ended": "ended", "": "not-yet", "unknown": "uncertain"}


def citation_malformed(check: Check, subject: Subject) -> Iterator[Finding]:
    """Citations that are not written as they should be, or whose date is not that of the text."""
    page, lang = subject.page, subject.lang
    forms = check.settings["forms"].get(lang, {})
    combined = _forms(tuple((name, form) for name, form in forms.items()))
    for start, end in Reach(subject).ranges():
        for found in combined.finditer(page.prose, start, end):
            if not quoted(page, found.start()):
                right = check.settings["right"][lang][str(found.lastgroup)]
                yield _at(check, subject, "form", found.start(), found[0], right=right)
    for cited, _, days in _known(check, subject):
        meant = days.get(cited.key[0], "")
        if cited.date and meant and cited.date.casefold() != meant.casefold() and not quoted(page, cited.start):
            yield _at(check, subject, "date", cited.start, cited.text, day=meant)


@cache
def _forms(forms: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{form})" for name, form in forms) or "(?!)")


def citation_unknown(check: Check, subject: Subject) -> Iterator[Finding]:
    """What the rubric has no entry for, once each; a text of which it knows an article, cited as a whole, is known."""
    told: set[tuple[str, str]] = set()
    for cited, entries, _ in _known(check, subject):
        of_text = any(text == cited.key[0] for text, _ in entries)
        if cited.key not in entries and not (of_text and not cited.key[1]) and cited.key not in told:
            told.add(cited.key)
            yield _at(check, subject, "unknown", cited.start, cited.text)


def citation_not_in_force(check: Check, subject: Subject) -> Iterator[Finding]:
    """Provisions that did not hold on the day of the study, where the sentence does not say so."""
    page, lang = subject.page, subject.lang
    unless = pattern(tuple(check.settings["unless"][lang]))
    laws = {f"law:{entry.id}": entry for entry in subject.rubric.law} if subject.rubric else {}
    for cited, entries, _ in _known(check, subject):
        status, entry = _status(entries.get(cited.key, []), subject.as_of)
        if entry is None or quoted(page, cited.start) or unless.search(page.prose, *sentence(page, cited.start, cited.end)):
            continue
        other = laws.get(entry.replaced_by)
        if other is not None and status != "not-yet" and other.status(subject.as_of) == "in-force":
            yield _at(check, subject, "replaced", cited.start, cited.text, other=other.cite[lang])
        else:
            yield _at(check, subject, status, cited.start, cited.text)


def _status(entries: list[LawEntry], day: int) -> tuple[str, LawEntry | None]:
    """The message for *entries*, provisions of one article, on *day*, and the first; None when one of them is in force."""
    statuses = [entry.status(day) for entry in entries]
    if not entries or "in-force" in statuses:
        return "", None
    return _STATUS[statuses[0]], entries[0]


def citation_to_verify(check: Check, subject: Subject) -> Iterator[Finding]:
    """A mark left beside a citation, in what people wrote."""
    page = subject.page
    marks = pattern(tuple(check.settings["marks"][subject.lang]))
    legal = pattern(tuple(check.settings["legal"][subject.lang]))
    for start, end in Reach(subject).ranges():
        for found in marks.finditer(page.prose, start, end):
            first, last = sentence(page, *found.span())
            if not quoted(page, found.start()) and legal.search(page.prose, max(start, first - 2), last):
                yield _at(check, subject, "mark", found.start(), found[0])


Known = tuple[Cited, dict[tuple[str, str], list[LawEntry]], dict[str, str]]


def _known(check: Check, subject: Subject) -> Iterator[Known]:
    """The citations of what people wrote, each with what the rubric knows."""
    if subject.rubric is None:
        return
    lang = subject.lang
    codes = tuple(check.settings["codes"][lang])
    entries, days = _index(codes, lang, subject.rubric)
    looks = pattern_of(codes)
    for start, end in Reach(subject).ranges():
        for cited in citations(looks, subject.page.prose, start, end):
            yield cited, entries, days


_INDEX: dict[tuple[Any, ...], tuple[dict[tuple[str, str], list[LawEntry]], dict[str, str]]] = {}


def _index(codes: tuple[str, ...], lang: str, rubric: Rubric) -> tuple[dict[tuple[str, str], list[LawEntry]], dict[str, str]]:
    key = (codes, lang, rubric.sha256)
    if key not in _INDEX:
        _INDEX[key] = index_of(pattern_of(codes), rubric.law, lang)
    return _INDEX[key]


def _at(check: Check, subject: Subject, message: str, start: int, text: str, **values: str) -> Finding:
    flat = re.sub(SPACE, " ", text)
    return at_offset(check, subject, message, start, len(text.split("\n", maxsplit=1)[0]), citation=flat, **values)


CHECKS: Final[dict[str, Function]] = {
    "citation-malformed": citation_malformed,
    "citation-unknown": citation_unknown,
    "citation-not-in-force": citation_not_in_force,
    "citation-to-verify": citation_to_verify,
}
