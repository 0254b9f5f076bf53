"""Legal citations: their form, whether the rubric knows them, whether they held on the day of the study, marks left to verify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from weakref import WeakKeyDictionary

from assess.checks.citations_read import ANCHOR, Cited, Index, citations, index_of, pattern_of
from assess.checks.model import Check
from assess.checks.page import Page
from assess.checks.phrases import SPACE, in_any, named, pattern
from assess.checks.registry import Function
from assess.checks.say import Value, at_offset
from assess.checks.scope import Reach, quoted, sentence
from assess.checks.subject import Subject
from assess.model.finding import Finding
from assess.model.law import LawEntry
from assess.model.rubric import Text

_STATUS: Final = {"struck-down": "struck-down", "ended": "ended", "": "not-yet", "unknown": "uncertain"}


def citation_malformed(check: Check, subject: Subject) -> Iterator[Finding]:
    """Citations that are not written as they should be, or whose date is not that of the text."""
    page, lang = subject.page, subject.lang
    forms = check.settings["forms"].get(lang, {})
    combined = _forms(tuple((name, form) for name, form in forms.items()))
    for start, end in Reach(subject).ranges():
        for anchor in ANCHOR.finditer(page.prose, start, end):
            found = combined.match(page.prose, anchor.start(), end)
            if found is not None and not quoted(page, found.start()):
                right = check.settings["right"][lang][str(found.lastgroup)]
                yield _at(check, subject, "form", found.start(), found[0], right=right)
    for cited, index in _known(check, subject):
        days = index.days.get(cited.key[0], {})
        if cited.date and days and cited.date.casefold() not in {day.casefold() for day in days.values()} and not quoted(page, cited.start):
            yield _at(check, subject, "date", cited.start, cited.text, day=_in_each(days))


def _in_each(days: Text) -> Text:
    some = next(iter(days.values()))
    return {lang: days.get(lang, some) for lang in ("fr", "en")}


@cache
def _forms(forms: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{form})" for name, form in forms) or "(?!)")


def citation_unknown(check: Check, subject: Subject) -> Iterator[Finding]:
    """What the rubric has no entry for, once each; a text of which it knows an article, cited as a whole, is known."""
    told: set[tuple[str, str]] = set()
    for cited, index in _known(check, subject):
        of_text = any(text == cited.key[0] for text, _ in index.entries)
        known = cited.key in index.entries or (of_text and not cited.key[1])
        if not known and cited.key not in told and not _is_ours(subject, cited):
            told.add(cited.key)
            yield _at(check, subject, "unknown", cited.start, cited.text)


def _is_ours(subject: Subject, cited: Cited) -> bool:
    """Whether the tool wrote what is *cited*, in a passage that people completed."""
    block = subject.page.block_at(subject.page.place(cited.start)[0])
    if block is None or block.owner not in subject.draft.passages or subject.draft.passages[block.owner].untouched:
        return False
    return re.sub(SPACE, " ", cited.text) in re.sub(SPACE, " ", subject.fresh().get(block.owner, ""))


def citation_not_in_force(check: Check, subject: Subject) -> Iterator[Finding]:
    """Provisions that did not hold on the day of the study, where the sentence does not say so."""
    page = subject.page
    unless = pattern(in_any(check.settings, "unless"))
    laws = {f"law:{entry.id}": entry for entry in subject.rubric.law} if subject.rubric else {}
    for cited, index in _known(check, subject):
        status, entry = _status(index, cited, subject.as_of, check.settings["staggered"])
        if entry is None or quoted(page, cited.start) or unless.search(page.prose, *sentence(page, cited.start, cited.end)):
            continue
        other = laws.get(entry.replaced_by)
        if other is not None and status != "not-yet" and other.status(subject.as_of) == "in-force":
            yield _at(check, subject, "replaced", cited.start, cited.text, other=other.cite)
        else:
            yield _at(check, subject, status, cited.start, cited.text)


def _status(index: Index, cited: Cited, day: int, staggered: list[str]) -> tuple[str, LawEntry | None]:
    """The message for what is *cited* on *day*, and its entry; None when it is in force, or when that cannot be told.

    *staggered*: the texts whose articles came, or come, to apply on days of their own.
    """
    entries = [entry for entry in index.entries.get(cited.key, []) if entry.id not in index.parts]
    statuses = [entry.status(day) for entry in entries]
    if not entries or "in-force" in statuses:
        return "", None
    text = index.entries.get((cited.key[0], ""), [])
    if not statuses[0] and any(entry.status(day) == "in-force" and entry.id not in staggered for entry in text):
        return "", None  # an article of a text in force: it was there before it said what the rubric cites it for
    return _STATUS[statuses[0]], entries[0]


def citation_to_verify(check: Check, subject: Subject) -> Iterator[Finding]:
    """A mark left beside a citation, in what people wrote."""
    page = subject.page
    marks = named((in_any(check.settings, "marks"), in_any(check.settings, "between-brackets")))
    legal = pattern(in_any(check.settings, "legal"))
    stems = _forms(tuple((f"s{number}", stem) for number, stem in enumerate(check.settings["stems"])))
    for start, end in Reach(subject).ranges():
        for found in marks.finditer(page.prose, start, end) if stems.search(page.prose, start, end) else ():
            if found.lastgroup == "g1" and page.prose[found.start() - 1 : found.start()] not in ("(", "["):
                continue
            around = sentence(page, *found.span())
            if not quoted(page, found.start()) and legal.search(page.prose, *around):
                yield _at(check, subject, "mark", found.start(), found[0])


def _known(check: Check, subject: Subject) -> Iterator[tuple[Cited, Index]]:
    """The citations of what people wrote, each with what the rubric knows."""
    if subject.rubric is None:
        return
    codes = in_any(check.settings, "codes")
    key = (codes, subject.rubric.sha256)
    if key not in _INDEX:
        _INDEX[key] = index_of(codes, subject.rubric.law)
    page = subject.page
    if page not in _SEEN:
        looks = pattern_of(codes)
        _SEEN[page] = [cited for start, end in Reach(subject).ranges() for cited in citations(looks, page.prose, start, end)]
    for cited in _SEEN[page]:
        yield cited, _INDEX[key]


_SEEN: WeakKeyDictionary[Page, list[Cited]] = WeakKeyDictionary()
"""The citations of a page, which several checks ask for."""
_INDEX: dict[tuple[tuple[str, ...], str], Index] = {}


def _at(check: Check, subject: Subject, message: str, start: int, text: str, **values: Value) -> Finding:
    flat = re.sub(SPACE, " ", text)
    return at_offset(check, subject, message, start, len(text.split("\n", maxsplit=1)[0]), citation=flat, **values)


CHECKS: Final[dict[str, Function]] = {
    "citation-malformed": citation_malformed,
    "citation-unknown": citation_unknown,
    "citation-not-in-force": citation_not_in_force,
    "citation-to-verify": citation_to_verify,
}
