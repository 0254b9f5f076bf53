"""Numbers in the description of the retained scheme that differ from the answers of the proposal.

Numbers stand in prose in figures or in words: `30`, `1 200`, `2,5 millions`, `trente et un`, `one hundred and twenty`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from msgspec import Struct

from assess.checks.clauses import Clause, Hit, lexicon
from assess.checks.findings import at_offset
from assess.checks.model import Check
from assess.checks.phrases import SPACE, pattern
from assess.checks.reach import Reach
from assess.checks.subject import Subject
from assess.checks.when import holds, number_of
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding
from assess.model.rubric import Text
from assess.study.words import number

_FAR: Final = 200
"""A term further than so many characters from a number is not what the number measures."""
_ASIDE: Final = 25
"""A term in the next clause is so much further."""
_PAUSE: Final = 10
"""And across a comma."""
_NEXT: Final = 18
"""What stands so near is right beside."""
_SEPARATORS: Final = {"fr": (r"[ \u00a0\u202f.]", ","), "en": (r"[ \u00a0\u202f,]", r"\.")}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_MILLION: Final = 1_000_000


class Numerals:
    """The numbers of one language; *words* are its words for numbers, and those such as `et` that only link them, worth nothing.

    *groups* are those that no number begins with, `dizaine`, `millions`; *after*, words after which `a` is `one`, and no rate.
    """

    def __init__(self, words: Mapping[str, Any], lang: str, groups: Iterable[str] = (), after: Iterable[str] = ()) -> None:
        """Keep *words* and make `pattern`, what a number looks like."""
        self.words, self.lang, self.groups = {word: Fraction(value) for word, value in words.items()}, lang, frozenset(groups)
        thousands, decimals = _SEPARATORS[lang]
        worth = sorted((word for word, value in self.words.items() if value), key=len, reverse=True)
        links = "|".join(word for word, value in self.words.items() if not value) or "(?!)"
        large = "|".join(word for word in worth if self.words[word] >= _THOUSAND) or "(?!)"
        one, first = (rf"(?:{'|'.join(each)})(?!\w)" for each in (worth, [word for word in worth if word not in self.groups]))
        before = "".join(rf"(?<={word}\s)|" for word in after)
        article = rf"|(?=an?\b)(?:{before}(?=an?{SPACE}(?:{'|'.join(sorted(self.groups)) or '(?!)'})\b))an?"
        figures = rf"\d{{1,3}}(?:{thousands}\d{{3}})+(?!\d)|\d+(?:{decimals}\d+)?"
        more = rf"(?:(?:-|{SPACE})(?:(?:{links})(?:-|{SPACE}))?{one}){{0,7}}"
        self.pattern = rf"(?<![\w.,/°-])(?:(?:{figures})(?:{SPACE}(?:{large})(?!\w))?|(?:{first}{article}){more})"
        self._word = re.compile(one)

    def read(self, text: str) -> tuple[Fraction, Fraction]:
        """The number that *text* is, and the worth of its last digit: `2,5 millions` is worth a tenth of a million."""
        text = text.lower()
        if not text[0].isdigit():
            value = self._spelt(text)
            return value, min(_last(value), Fraction(_MILLION))
        thousands, decimals = _SEPARATORS[self.lang]
        figures = re.sub(r"\D+$", "", text)
        times = self.words.get(text[len(figures) :].strip(), Fraction(1))
        figures = re.sub(decimals, ".", re.sub(rf"{thousands}(?=\d{{3}}(?!\d))", "", figures))
        rest = len(figures.partition(".")[2])
        return Fraction(figures) * times, times / 10**rest if rest or times > 1 else _last(Fraction(figures))

    def _spelt(self, text: str) -> Fraction:
        total = current = Fraction(0)
        for part in self._word.findall(text):
            value = self.words[part]
            if value >= _THOUSAND:
                total, current = total + (current or 1) * value, Fraction(0)
            else:
                current = (current or 1) * value if value == _HUNDRED or part in self.groups else current + value
        return total + current or Fraction(1)


def _last(value: Fraction) -> Fraction:
    """The worth of the last digit of a whole number that is no zero: 1 000 for 45 000."""
    worth = 1
    while value and not value % (worth * 10):
        worth *= 10
    return Fraction(worth)


class _Hit(Struct, frozen=True):
    """A number with a unit, and what the proposal answers to the fact that it measures."""

    start: int
    end: int
    figure: int
    low: Fraction
    high: Fraction
    answer: Fraction
    within: tuple[int, int]
    """The range in which one number that agrees is enough."""
    sum: int
    """Where the sentence begins, or the clause that gives its total."""
    part: bool
    """Whether it is only a part, or of something else."""


def figure_differs(check: Check, subject: Subject) -> Iterator[Finding]:
    """Numbers that measure a fact and are not its answer, where no other number there is, nor the sum of some that follow each other."""
    hits = list(_hits(check.settings, subject))
    right, sums = set[tuple[int, tuple[int, int]]](), defaultdict[tuple[int, int], dict[Fraction, None]](lambda: {Fraction(0): None})
    for hit in hits:
        before = sums[hit.figure, hit.sum]
        total = next(reversed(before)) + (hit.low + hit.high) / 2
        right |= {(hit.figure, hit.within)} if hit.low <= hit.answer <= hit.high or total - hit.answer in before else set()
        before[total] = None
    for hit in hits:
        if not hit.part and (hit.figure, hit.within) not in right:
            found = subject.page.prose[hit.start : hit.end]
            title, answer = _fact(subject, check.settings["figures"][hit.figure]["fact"])
            length, found = len(found.split("\n")[0]), re.sub(SPACE, " ", found)
            yield at_offset(check, subject, "differs", hit.start, length, found=found, fact=title, answer=answer)


def _hits(settings: dict[str, Any], subject: Subject) -> Iterator[_Hit]:
    """The numbers that measure a fact of the proposal, in what people wrote."""
    lang, page, words = subject.lang, subject.page, settings["around"]
    asked = [figure if holds(figure.get("when", ""), subject) else {} for figure in settings["figures"]]
    answers = [number_of(subject.proposal, figure["fact"]) if figure and subject.proposal else None for figure in asked]
    units = [figure["units"][lang] if answer is not None else {} for figure, answer in zip(asked, answers, strict=True)]
    if not any(units):
        return
    numerals = Numerals(settings["numbers"][lang], lang, words["groups"], words["article"][lang])
    finder = _finder(numerals, units, words)
    for sentence in _sentences(settings, subject, finder):
        around = _Around(sentence)
        section = page.section_of(page.place(sentence[0].start)[0])
        for found in finder.finditer(page.prose, sentence[0].start, sentence[-1].end):
            clause = around.clause(found.start())
            at, factors, part = _measured(settings, units, found, around)
            if at < 0 or not clause.read or clause.abroad or page.quoted(found.start()):
                continue
            figure, answer = asked[at], answers[at] or Fraction(0)
            value, last_digit = numerals.read(found["number"] or found["amount"])
            value += (last_digit if value >= _MILLION else 1) * Fraction(bool(found["half"] or found["halved"]), 2)
            about = around.away(("about",), found.start(), found.start()) < _NEXT
            slack = last_digit * factors[0] / 2 if figure.get("round") or about else Fraction(0)
            if value * factors[1] >= max(Fraction(figure.get("least", 0)), answer / figure.get("share", 10**9)):
                within = (section, -1) if figure.get("agree") == "section" else (sentence[0].start, sentence[-1].end)
                total = clause.start if page.prose[clause.start] == "," else sentence[0].start
                yield _Hit(*found.span(), at, value * factors[0] - slack, value * factors[1] + slack, answer, within, total, part)


def _sentences(settings: dict[str, Any], subject: Subject, finder: re.Pattern[str]) -> Iterator[list[Clause]]:
    """What is read, clause by clause; of the sections left aside, what speaks of the use itself, where the law in force is its own."""
    words, reach, rest = lexicon(settings, subject.lang), Reach(subject, settings["sections"], settings["aside"]), Reach(subject)
    yield from words.clauses(subject.page, reach)
    own = set(settings["named"].get(subject.proposal.technology, ())) if subject.proposal else set[str]()
    if own and holds(settings["in-law"], subject):
        read = {block.line for block in reach.blocks}
        left = [block for block in rest.blocks if block.line not in read]
        rest.blocks = [block for block in left if finder.search(subject.page.prose, *subject.page.span(block))]
        yield from (found for found in words.clauses(subject.page, rest) if own <= found[0].about)


class _Around:
    """The classes of words of a sentence, by their places."""

    def __init__(self, sentence: list[Clause]) -> None:
        self.sentence = sentence
        self.starts = [clause.start for clause in sentence]
        self.places: dict[str, list[Hit]] = {}
        self.units: dict[int, Any] = {}
        for clause in sentence:
            longest = Hit(-1, -1, "")
            for hit in sorted(clause.hits, key=lambda hit: (hit.start, -hit.end)):
                if hit.end > longest.end or hit[:2] == longest[:2] or hit.name == "comma":  # words inside longer ones say something else
                    self.places.setdefault(hit.name, []).append(hit)
                    longest = hit if hit.end > longest.end else longest

    def clause(self, at: int) -> Clause:
        """The clause that the character number *at* stands in."""
        return self.sentence[bisect_right(self.starts, at) - 1]

    def away(self, names: Iterable[str], start: int, end: int) -> int:
        """How far from the range the nearest word of the classes is; one that comes after, or in another clause, is further."""
        best, here, commas = _FAR, bisect_right(self.starts, start), self.places.get("comma", [])
        for name in names:
            places = self.places.get(name, [])
            at = bisect_right(places, (start,))
            for hit in places[max(at - 1, 0) : at + 1]:
                gap = start - hit.end if hit.start < start else (hit.start - end) * 2
                other = bisect_right(self.starts, hit.start)
                pauses = abs(bisect_right(commas, (hit.start,)) - bisect_right(commas, (start,)))
                if self.sentence[other - 1].about is self.sentence[here - 1].about:
                    best = min(best, max(gap, 0) + _ASIDE * abs(other - here) + _PAUSE * pauses)
        return best

    def subject(self, names: Iterable[str], start: int, end: int, reach: int = _NEXT) -> bool:
        """Whether a word of the classes stands before the range in its clause, or after it, no further than *reach* nor than a comma."""
        clause, commas = self.clause(start), self.places.get("comma", [])
        comma = next((hit.start for hit in commas[bisect_right(commas, (end,)) :]), clause.end)
        stop = min(comma, end + reach, clause.end)
        within = [(self.places.get(name, []), bisect_right(self.places.get(name, []), (clause.start,))) for name in names]
        return any(places[at : at + 1] and places[at].start < stop for places, at in within)


def _measured(settings: dict[str, Any], units: list[dict[str, Any]], found: re.Match[str], around: _Around) -> tuple[int, Any, bool]:
    """The figure of *settings* that the number *found* gives, that whose term is nearest; -1 for none. Its unit; whether it is a part."""
    best, nearest, factors, part, clause = -1, _FAR, list[Fraction](), True, around.clause(found.start())
    for at, figure in enumerate(settings["figures"]):
        unit = _unit(figure, units[at], found, around, settings["around"]["scales"])
        if unit is None:
            continue
        around.units[id(figure)] = unit
        ends = [Fraction(end) for end in (unit if isinstance(unit, list) else (unit, unit))]
        whole = not clause.names.isdisjoint(figure.get("whole", ()))
        aside = around.subject(figure.get("but", ()), *found.span(), _FAR)
        aside |= not whole and around.subject(figure.get("of", ()), *found.span())
        best, factors = (at, ends) if aside and best < 0 else (best, factors)
        if aside or around.away(figure.get("before", ()), found.end(), found.end()) < _NEXT:
            continue
        linked = "near" not in figure or not clause.about.isdisjoint(figure["near"])
        away = min(around.away(figure.get("near", ()), *found.span()), _FAR - 2 if linked else _FAR)
        if away < nearest and around.away(figure.get("rival", ()), *found.span()) >= away:
            best, nearest, factors, part = at, away, ends, False
    return best, factors, part


def _unit(figure: dict[str, Any], units: dict[str, Any], found: re.Match[str], around: _Around, scales: dict[str, int]) -> Any:
    """How many of the unit of *figure* one of what *found* counts is, alone, as that before it; None for something else, or what was."""
    if found["old"]:
        return None
    if found["amount"]:
        return scales.get(found["scale"] or "", 1) if "€" in "".join(units) else None
    if not found["unit"]:
        bare = not around.clause(found.start()).about.isdisjoint(figure.get("bare", ()))
        return around.units.get(id(figure), 1 if len(units) == 1 else None) if bare and not _YEAR.fullmatch(found["number"]) else None
    return next((value for phrase, value in units.items() if pattern((phrase,)).fullmatch(found["unit"])), None)


def _finder(numerals: Numerals, units: list[dict[str, Any]], words: Mapping[str, list[str]]) -> re.Pattern[str]:
    """What finds a number with one of the *units* of some figure, an amount after its sign, or a number alone; *words* stand around."""
    unit = pattern(tuple(dict.fromkeys(phrase for figure in units for phrase in figure))).pattern.replace(r"(?<![\w-])", "")
    number = numerals.pattern
    half, to, after, full = ("|".join(words[key]).replace(" ", SPACE) for key in ("half", "to", "alone", "full"))
    link = rf"(?:-|(?:{SPACE}\(\d+\))?(?:{SPACE}(?:de|d['’])|{SPACE}(?:{full})|(?={SPACE}))(?:{SPACE})?)"
    part = "".join(f"(?<!{word}{space})" for word in words["part"] for space in ("", " "))
    alone = rf"(?=[.,;:)–]|{SPACE}?(?:$|\|)|{SPACE}(?:{after})\b|{SPACE}[–(])"
    return re.compile(
        rf"(?:(?:€|\bEUR){SPACE}?(?P<amount>{number})(?:{SPACE}?(?P<scale>m|bn|k)(?!\w))?|{part}"
        rf"(?P<number>{number})(?P<half>{SPACE}(?:{half})(?!\w))?(?:(?:{link}(?P<unit>{unit}))|{alone}))"
        rf"(?P<halved>{SPACE}(?:{half})(?!\w))?(?P<old>{SPACE}(?:{to}){SPACE}(?={number}))?",
        re.IGNORECASE,
    )


def _fact(subject: Subject, name: str) -> tuple[Text, Text]:
    """The title of a fact, and its answer with its unit."""
    fact = next(fact for fact in subject.rubric.facts if fact.id == name) if subject.rubric else None
    if fact is None or subject.proposal is None:
        return {"fr": name, "en": name}, {"fr": "", "en": ""}
    given = subject.proposal.facts[name].number
    if (worded := fact.worded(given)) is not None:
        return fact.title, worded
    return fact.title, {lang: f"{number(given, lang)} {fact.unit[lang] if fact.unit else ''}".strip() for lang in LANGUAGES}
