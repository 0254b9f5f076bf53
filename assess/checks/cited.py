"""Legal citations in what people wrote: their form, whether the rubric knows them and they held on that day, marks left to verify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from operator import ne
from typing import Final
from weakref import WeakKeyDictionary

from msgspec.structs import replace

from assess.checks.authorship import Author
from assess.checks.citing import Cited, Index, citations, index_of, looks_of, ordinal, ordinal_of, written_days
from assess.checks.findings import Value, at_offset
from assess.checks.model import Check
from assess.checks.page import Page
from assess.checks.phrases import SPACE, in_any, named, pattern
from assess.checks.reach import Reach, compiled, flat
from assess.checks.subject import Subject
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding
from assess.model.law import LawEntry
from assess.study.words import written_date

_TITLE: Final = re.compile(rf"(?:{SPACE}|[,(])*")
_BESIDE: Final = 60
_YEAR: Final = re.compile(r"(?:san-)?((?:19|20)\d\d|\d\d)[-/]\d+")
"""The year that the number of a text begins with."""
_UNION: Final = re.compile(r"\d{4}/\d{3,}$")
_STATUS: Final = {"struck-down": "struck-down", "ended": "ended", "": "not-yet", "unknown": "uncertain"}


def citation_malformed(check: Check, subject: Subject) -> Iterator[Finding]:
    """Citations that are not written as they should be, whose date is not that of the text, or of an article past its last."""
    page, lang = subject.page, subject.lang
    combined = re.compile("|".join(f"(?P<{name}>{form})" for name, form in check.settings["forms"].get(lang, {}).items()) or "(?!)")
    for start, end in Reach(subject).ranges():
        for anchor in looks_of(check.settings).anchor.finditer(page.prose, start, end):
            found = combined.match(page.prose, anchor.start(), end)
            if found is not None and not page.quoted(found.start()):
                message, _, name = str(found.lastgroup).partition("_")
                yield _at(check, subject, message, found.start(), found[0], right=check.settings["right"][lang][name])
    yield from _misdated(check, subject)
    titles = named(tuple(tuple(phrases) for phrases in check.settings["titles"].values()))
    for cited, index in _known(check, subject):
        days, last = index.days.get(cited.key[0], {}), check.settings["last"].get(cited.key[0], 0)
        if page.quoted(cited.start):
            continue
        title = titles.match(page.prose, lead.end() if (lead := _TITLE.match(page.prose, cited.end)) else cited.end)
        other = [*check.settings["titles"]][int(str(title.lastgroup)[1:])] if title else cited.key[0]
        if cited.key[0] not in ("", other):
            yield _at(check, subject, "title", cited.start, cited.text, other=other)
        if days and (day := ordinal(cited.date)) and day not in map(ordinal, days.values()):
            yield _at(check, subject, "date", cited.start, cited.text, day={lang: days.get(lang, min(days.values())) for lang in LANGUAGES})
        if last and (number := cited.key[1].partition("-")[0]).isdigit() and int(number) > last:
            yield _at(check, subject, "past", cited.start, cited.text, last=last)
    yield from _impossible(check, subject)
    yield from _misquoted(check, subject)


def _impossible(check: Check, subject: Subject) -> Iterator[Finding]:
    """Articles past the last of their series, numbers of another year than their day, or with the figures of a known one shuffled."""
    series, page = check.settings["series"], subject.page
    unless, years = pattern(in_any(series, "unless")), _years(check)
    for cited, index in _known(check, subject):
        text, (chapter, _, number) = cited.key[0], cited.key[1].partition("-")
        if page.quoted(cited.start) or cited.key in index.known:
            continue
        last = series["last"].get(chapter, "") if text in series["of"] else ""
        past = last and (
            flat(last).lower().replace(". ", "").partition("-")[0] != chapter or _first(number) > _first(last.partition("-")[2])
        )
        if past and not page.near(unless, cited.start, cited.end):
            yield _at(check, subject, "series", cited.start, cited.text, last=last)
        day = ordinal(cited.date)
        if day and text not in index.days and (of := _YEAR.match(text)) and not _agrees(years, cited.text, of[1], day):
            yield _at(check, subject, "year", cited.start, cited.text)
        near = (entry for key, found in index.entries.items() if _shuffled(key[0], text) for entry in found)
        if _UNION.match(text) and (entry := next(near, None)):
            yield _at(check, subject, "near", cited.start, cited.text, other=entry.cite)


def _first(number: str) -> int:
    return int(found[0]) if (found := re.match(r"\d+", number)) else 0


def _shuffled(known: str, text: str) -> bool:
    """Whether *known* and *text*, which differ, are numbers of one year with the same figures."""
    return known != text and known[:5] == text[:5] and sorted(known) == sorted(text)


def _years(check: Check) -> list[tuple[re.Pattern[str], int, int]]:
    """What texts look like, and how many years later than their number they may be dated."""
    made, grammar = check.settings["years"], check.settings["grammar"]
    forms = [re.sub(r"\{(\w+)\}", lambda name: grammar[name[1]].replace("{S}", SPACE), form) for form in made]
    return [(compiled((form,)), *within) for form, within in zip(forms, made.values(), strict=True)]


def _agrees(years: list[tuple[re.Pattern[str], int, int]], text: str, year: str, day: int) -> bool:
    """Whether the *text* cited, of the *year* in its number, may be of the ordinal *day*; what looks like none of *years* may."""
    low, high = next(((low, high) for form, low, high in years if form.search(text)), (-9999, 9999))
    later = date.fromordinal(day).year - int(year)
    return low <= (later % 100 if len(year) == len("78") else later) <= high


def _misquoted(check: Check, subject: Subject) -> Iterator[Finding]:
    """Opinions that the proposal names among its consultations, with another day or another number than it gives."""
    form, looks = compiled((check.settings["opinions"],)), looks_of(check.settings)
    asked = subject.proposal.consultations if subject.proposal else ()
    dated = ((one.when, cited) for one in asked if one.when for cited in citations(looks, f"{one.object} {one.opinion}"))
    own = {cited.key[0]: when for when, cited in dated if form.search(cited.text)}
    for cited, _ in _known(check, subject) if own else ():
        number, day = cited.key[0], ordinal(cited.date)
        if not day or not form.search(cited.text) or subject.page.quoted(cited.start):
            continue
        if number in own and ordinal(own[number]) != day:
            said = {lang: written_date(own[number], lang) for lang in LANGUAGES}
            yield _at(check, subject, "opinion", cited.start, cited.text, day=said)
        elif number not in own and (right := [name for name, when in own.items() if ordinal(when) == day]):
            yield _at(check, subject, "number", cited.start, cited.text, other=right[0])


def _misdated(check: Check, subject: Subject) -> Iterator[Finding]:
    """Decisions called by their author or their parties, of which the sentence gives a day that is theirs but for a part of it."""
    entries = [entry for entry in (subject.rubric.law if subject.rubric else ()) if entry.id in check.settings["decided"]]
    numbered = {cited.date for cited, _ in _known(check, subject)}
    called, page = named(tuple(tuple(check.settings["decided"][entry.id]) for entry in entries)), subject.page
    dated = [span for span in Reach(subject).ranges() if written_days().search(page.prose, *span)]
    for start, end in dated:
        for found in called.finditer(page.prose, start, end):
            entry = entries[int(str(found.lastgroup)[1:])]
            beside = max(start, found.start() - _BESIDE), min(end, found.end() + _BESIDE)
            days = [day for day in written_days().finditer(page.prose, *beside) if not page.quoted(day.start())]
            said = [(day, date.fromordinal(ordinal(day[0]) or 1).timetuple()[:3]) for day in days]
            own = date.fromordinal(entry.dates[0][0]).timetuple()[:3]
            near = [day for day, each in said if sum(map(ne, each, own)) == 1 and re.sub(SPACE, " ", day[0]) not in numbered]
            if near and own not in dict(said).values():
                yield _at(check, subject, "decided", near[0].start(), near[0][0], other=entry.cite)


def citation_unknown(check: Check, subject: Subject) -> Iterator[Finding]:
    """What the rubric has no entry for, once each; a text of which it knows an article, cited as a whole, is known.

    A text cited as a whole by its day alone is left alone, history is full of them; and a number where no court is named.
    """
    told: set[tuple[str, str]] = set()
    for cited, index in _known(check, subject):
        judged = subject.page.near(re.compile(check.settings["courts"]), cited.start, cited.end)
        vague = not cited.key[1] and (cited.key[0].startswith("du ") or (cited.key[0].isdigit() and not judged))
        if cited.key not in index.known and not vague and cited.key not in told and not _is_ours(subject, cited):
            told.add(cited.key)
            yield _at(check, subject, "unknown", cited.start, cited.text)


def _is_ours(subject: Subject, cited: Cited) -> bool:
    """Whether the tool wrote what is *cited*, in a passage that people completed."""
    block = subject.page.block_at(subject.page.place(cited.start)[0])
    if block is None or not block.passage or block.author is not Author.PEOPLE:
        return False
    return re.sub(SPACE, " ", cited.text) in re.sub(SPACE, " ", subject.fresh().get(block.passage, ""))


def citation_not_in_force(check: Check, subject: Subject) -> Iterator[Finding]:
    """Provisions that did not hold on the day of the study, where the sentence does not say so, or says that they do all the same."""
    page = subject.page
    unless, worded, held, past = (pattern(in_any(check.settings, key)) for key in ("unless", "worded", "held", "past"))
    before = tuple(f" {word}" for word in check.settings["before-day"])
    laws = {f"law:{entry.id}": entry for entry in subject.rubric.law} if subject.rubric else {}
    for cited, index in _known(check, subject):
        if page.quoted(cited.start):
            continue
        if ordinal(cited.date) > subject.as_of:
            yield _at(check, subject, "later", cited.start, cited.text)
            continue
        around = page.sentence(cited.start, cited.end)
        status, entry = _status(index, cited, subject.as_of, check.settings["staggered"])
        former = past.match(page.prose, cited.end, around[1])
        never = cited.key[1] in check.settings["never"].get(cited.key[0], ())
        if entry is None and former is None and not never:
            continue
        since = page.near(held, cited.start, cited.end)
        day = ordinal(page.prose[since.end() : around[1]].lstrip()) if since and since[0].casefold().endswith(before) else 1
        holds = since is not None and 0 < day <= subject.as_of
        if any(page.near(words, cited.start, cited.end) for words in ((unless,) if holds else (unless, worded))):
            continue
        other = laws.get(entry.replaced_by) if entry else None
        if holds and former:
            yield _at(check, subject, "ended", cited.start, cited.text)
        elif other is not None and status != "not-yet" and other.status(subject.as_of) == "in-force":
            yield _at(check, subject, "replaced", cited.start, cited.text, other=other.cite)
        elif entry is not None:
            yield _at(check, subject, status, cited.start, cited.text)
        elif never:
            yield _at(check, subject, "struck-down", cited.start, cited.text)


def _status(index: Index, cited: Cited, day: int, staggered: list[str]) -> tuple[str, LawEntry | None]:
    """The message for what is *cited* on *day*, and its entry; None when it is in force, or when that cannot be told.

    *staggered*: the texts whose articles came, or come, to apply on days of their own.
    """
    entries = [entry for entry in index.entries.get(cited.key, []) if entry.id not in index.parts]
    if "," in cited.text:  # a paragraph, a point
        entries = [entry for entry in entries if any(flat(cite).startswith(flat(cited.text)) for cite in entry.cite.values())] or entries
    statuses = [entry.status(day) for entry in entries]
    if not entries or "in-force" in statuses:
        return "", None
    text = [entry for entry in index.entries.get((cited.key[0], ""), []) if entry.id not in index.parts]
    if not statuses[0] and any(entry.status(day) == "in-force" and entry.id not in staggered for entry in text):
        return "", None  # an article of a text in force: it was there before it said what the rubric cites it for
    return _STATUS[statuses[0]], entries[0]


def citation_to_verify(check: Check, subject: Subject) -> Iterator[Finding]:
    """A mark left beside a citation, in what people wrote."""
    page = subject.page
    marks = named((in_any(check.settings, "marks"), in_any(check.settings, "between-brackets")))
    legal = pattern(in_any(check.settings, "legal"))
    stems = check.settings["stems"]
    for start, end in Reach(subject).ranges():
        if not any(map(page.prose[start:end].casefold().__contains__, stems)):
            continue
        for found in marks.finditer(page.prose, start, end):
            if found.lastgroup == "g1" and page.prose[found.start() - 1 : found.start()] not in ("(", "["):
                continue
            if not page.quoted(found.start()) and page.near(legal, *found.span()):
                yield _at(check, subject, "mark", found.start(), found[0])


def date_impossible(check: Check, subject: Subject) -> Iterator[Finding]:
    """Days that no calendar has, in what people wrote."""
    page = subject.page
    for start, end in Reach(subject).ranges():
        for found in written_days().finditer(page.prose, start, end):
            if not ordinal_of(found, subject.lang) and not page.quoted(found.start()):
                first, said = found[0].partition("\n")[0], re.sub(SPACE, " ", found[0])
                yield at_offset(check, subject, "no-day", found.start(), len(first), found=said)


def _known(check: Check, subject: Subject) -> Iterator[tuple[Cited, Index]]:
    """The citations of what people wrote, each with what the rubric knows."""
    if subject.rubric is None:
        return
    looks = looks_of(check.settings)
    key = (looks.named, subject.rubric.sha256)
    if key not in _INDEX:
        _INDEX[key] = index_of(looks, subject.rubric.law)
    index, page = _INDEX[key], subject.page
    if page not in _SEEN:
        _SEEN[page] = list(citations(looks, page.prose, Reach(subject).ranges()))
    for cited in _SEEN[page]:
        text = index.of_day.get(cited.key[0].removeprefix("du "), cited.key[0])
        yield (replace(cited, key=(text, cited.key[1])) if text != cited.key[0] else cited), index


_SEEN: WeakKeyDictionary[Page, list[Cited]] = WeakKeyDictionary()
"""The citations of a page, which several checks ask for."""
_INDEX: dict[tuple[tuple[tuple[str, str], ...], str], Index] = {}


def _at(check: Check, subject: Subject, message: str, start: int, text: str, **values: Value) -> Finding:
    return at_offset(check, subject, message, start, len(text.split("\n", maxsplit=1)[0]), citation=re.sub(SPACE, " ", text), **values)
