"""Legal citations in what people wrote: their form, whether the rubric knows them and they held on that day, marks left to verify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from weakref import WeakKeyDictionary

from msgspec import Struct

from assess.checks.authorship import Author
from assess.checks.findings import Value, at_offset
from assess.checks.model import Check
from assess.checks.page import Page
from assess.checks.phrases import SPACE, in_any, named, pattern
from assess.checks.reach import Reach
from assess.checks.subject import Subject
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding
from assess.model.law import LawEntry
from assess.model.rubric import Text

_S: Final = r"(?:[ \t\u00a0\u202f]*\n[ \t]*|[ \t\u00a0\u202f]+)"
_NUMBER: Final = rf"(?:[LRDA]\.?{_S}?)?\d+(?:er)?(?:-\d+)*(?!\w)(?:{_S}(?:bis|ter|quater)\b)?(?:\(\d+\))?(?:\([a-z]\))?"
_NUMBERS: Final = rf"{_NUMBER}(?:(?:,{_S}|{_S}(?:et|ou|à|and|or|to){_S}){_NUMBER}){{0,8}}"
_MIDDLE: Final = rf"(?:,{_S}[^.;:\n]{{1,45}}?(?:\.\d+)?)?,?{_S}(?:(?:de{_S})(?:la{_S}|l['’])|du{_S}|of{_S}(?:the{_S})?)"
_DAY: Final = rf"(?:{_S}(?:du|of){_S}(?P<date>\d{{1,2}}(?:er)?{_S}[^\W\d]+{_S}\d{{4}}))?"
_ACT: Final = (
    rf"(?:loi|ordonnance|décret|(?:Organic{_S})?Act|Order|Decree)(?:{_S}organique)?{_S}(?:n°|No\.?){_S}?(?P<act>\d{{2,4}}-\d+)(?![\w-])"
)
_EU: Final = rf"(?:règlement|directive|Regulation|Directive){_S}\((?:UE|EU|CE)\){_S}(?P<eu>\d{{4}}/\d+)"
_DECISION: Final = rf"(?:décision|decision){_S}(?:n°|No\.?){_S}?(?P<decision>\d{{4}}-\d+(?:/\d+)*{_S}(?:DC|QPC|LP|LOM))\b"
_ANCHOR: Final = re.compile(
    r"[ALODRCIPEaloérdcipe](?<!\w.)(?:rticles?\b|rt\.|oi\b|ct\b|rdonnance|rder\b|rganic|écret|ecree|irective|èglement|egulation|écision|ecision"
    r"|onstitution|ode\b|nternal|ost and|efence|abour|ransport|riminal|ducation|ustoms|ivil)"
)
"""Where a citation may begin."""
_STATUS: Final = {"struck-down": "struck-down", "ended": "ended", "": "not-yet", "unknown": "uncertain"}


def citation_malformed(check: Check, subject: Subject) -> Iterator[Finding]:
    """Citations that are not written as they should be, or whose date is not that of the text."""
    page, lang = subject.page, subject.lang
    forms = check.settings["forms"].get(lang, {})
    combined = _forms(tuple(forms.items()))
    for start, end in Reach(subject).ranges():
        for anchor in _ANCHOR.finditer(page.prose, start, end):
            found = combined.match(page.prose, anchor.start(), end)
            if found is not None and not page.quoted(found.start()):
                right = check.settings["right"][lang][str(found.lastgroup)]
                yield _at(check, subject, "form", found.start(), found[0], right=right)
    for cited, index in _known(check, subject):
        days = index.days.get(cited.key[0], {})
        if cited.date and days and cited.date.casefold() not in {day.casefold() for day in days.values()} and not page.quoted(cited.start):
            yield _at(check, subject, "date", cited.start, cited.text, day=_in_each(days))


def _in_each(days: Text) -> Text:
    some = next(iter(days.values()))
    return {lang: days.get(lang, some) for lang in LANGUAGES}


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
    if block is None or not block.passage or block.author is not Author.PEOPLE:
        return False
    return re.sub(SPACE, " ", cited.text) in re.sub(SPACE, " ", subject.fresh().get(block.passage, ""))


def citation_not_in_force(check: Check, subject: Subject) -> Iterator[Finding]:
    """Provisions that did not hold on the day of the study, where the sentence does not say so."""
    page = subject.page
    unless = pattern(in_any(check.settings, "unless"))
    laws = {f"law:{entry.id}": entry for entry in subject.rubric.law} if subject.rubric else {}
    for cited, index in _known(check, subject):
        status, entry = _status(index, cited, subject.as_of, check.settings["staggered"])
        if entry is None or page.quoted(cited.start) or unless.search(page.prose, *page.sentence(cited.start, cited.end)):
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
    for start, end in Reach(subject).ranges():
        for found in marks.finditer(page.prose, start, end):
            if found.lastgroup == "g1" and page.prose[found.start() - 1 : found.start()] not in ("(", "["):
                continue
            around = page.sentence(*found.span())
            if not page.quoted(found.start()) and legal.search(page.prose, *around):
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


class Cited(Struct, frozen=True):
    """One provision that a citation names."""

    start: int
    end: int
    text: str
    """The number alone where several are cited together."""
    key: tuple[str, str]
    """Its text, and its article there (empty: the text itself)."""
    date: str


@cache
def pattern_of(codes: tuple[str, ...]) -> re.Pattern[str]:
    """What a citation looks like; *codes* are the names of the codes known."""
    names = "|".join(re.escape(name).replace("’", "['’]").replace(r"\ ", _S) for name in codes) or "(?!)"
    body = rf"(?:(?P<code>{names})|{_ACT}{_DAY}|{_EU}|(?P<constitution>Constitution)\b)"
    return re.compile(rf"(?:(?:articles?|art\.){_S}(?P<numbers>{_NUMBERS}){_MIDDLE})?{body}|{_DECISION}", re.IGNORECASE)


def citations(pattern: re.Pattern[str], text: str, first: int = 0, last: int = -1) -> Iterator[Cited]:
    """The citations in *text*."""
    end_of_text = len(text) if last < 0 else last
    after = first
    for anchor in _ANCHOR.finditer(text, first, end_of_text):
        found = pattern.match(text, anchor.start(), end_of_text) if anchor.start() >= after else None
        if found is None:
            continue
        after = found.end()
        body = found["code"] or found["act"] or found["eu"] or found["constitution"] or found["decision"]
        date = re.sub(_S, " ", found["date"] or "")
        numbers = list(re.finditer(_NUMBER, found["numbers"])) if found["numbers"] else []
        if not numbers and not found["code"] and not found["constitution"]:
            yield Cited(found.start(), found.end(), found[0], (_plain(body), ""), date)
        at = found.start("numbers")
        for number in numbers:
            start, end = (found.start(), found.end()) if len(numbers) == 1 else (at + number.start(), at + number.end())
            yield Cited(start, end, text[start:end], (_plain(body), _article(number[0])), date)


def _plain(name: str) -> str:
    return re.sub(_S, " ", name).replace("'", "’").casefold()


def _article(number: str) -> str:
    bare = re.sub(r"\(.*", "", number).casefold().replace("1er", "1")
    return re.sub(r"[\s\u00a0\u202f.]", "", bare)


class Index(Struct, frozen=True):
    """What a rubric knows of the texts that may be cited."""

    entries: dict[tuple[str, str], list[LawEntry]]
    """By what they cite; those about a part of an article stand under it with what is not part of it."""
    parts: frozenset[str]
    """The entries about a part of an article: their dates say nothing of the rest of it."""
    days: dict[str, Text]
    """The day of each text, in each language."""


def index_of(codes: tuple[str, ...], law: tuple[LawEntry, ...]) -> Index:
    """The entries of *law* by what they cite."""
    pattern = pattern_of(codes)
    entries: dict[tuple[str, str], list[LawEntry]] = {}
    days: dict[str, Text] = {}
    parts = set()
    for entry in law:
        for lang, cite in entry.cite.items():
            cited = next(citations(pattern, cite), None)
            if cited is None:
                continue
            entries.setdefault(cited.key, []).append(entry)
            if cited.start:
                parts.add(entry.id)
            if cited.date:
                days.setdefault(cited.key[0], {})[lang] = cited.date
    return Index(entries, frozenset(parts), days)
