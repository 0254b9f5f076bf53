"""Numbers in the description of the retained scheme that differ from the answers of the proposal.

Numbers stand in prose in figures or in words: `30`, `1 200`, `2,5 millions`, `trente et un`, `one hundred and twenty`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from msgspec import Struct

from assess.checks.findings import at_offset
from assess.checks.model import Check
from assess.checks.phrases import SPACE, in_any, pattern
from assess.checks.reach import Reach
from assess.checks.subject import Subject
from assess.checks.when import holds, number_of
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding
from assess.model.rubric import Text
from assess.study.words import number

_FAR: Final = 70
"""A term further than so many characters from a number is not what the number measures."""
_SEPARATORS: Final = {"fr": (r"[ \u00a0\u202f.]", ","), "en": (r"[ \u00a0\u202f,]", r"\.")}
_PARTS: Final = re.compile(r"[\s-]+")
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_TWENTY: Final = 20
_FOUR: Final = 4


class Numerals:
    """The numbers of one language; *words* are its words for numbers, and those such as `et` that only link them, worth nothing."""

    def __init__(self, words: Mapping[str, int], lang: str) -> None:
        """Keep *words* and make `pattern`, what a number looks like."""
        self.words, self.lang = words, lang
        thousands, decimals = _SEPARATORS[lang]
        worth = sorted((word for word, value in words.items() if value), key=len, reverse=True)
        links = "|".join(word for word, value in words.items() if not value) or "(?!)"
        large = "|".join(word for word, value in words.items() if value >= _THOUSAND) or "(?!)"
        one = "(?:" + "|".join(worth) + r")(?!\w)"
        figures = rf"\d{{1,3}}(?:{thousands}\d{{3}})+(?!\d)|\d+(?:{decimals}\d+)?"
        self.pattern = (
            rf"(?<![\w.,/°-])(?:(?:{figures})(?:{SPACE}(?:{large})(?!\w))?|{one}(?:(?:-|{SPACE})(?:(?:{links})(?:-|{SPACE}))?{one}){{0,7}})"
        )

    def read(self, text: str) -> tuple[Fraction, Fraction]:
        """The number that *text* is, and the worth of its last digit: `2,5 millions` is worth a tenth of a million."""
        text = text.lower()
        if not text[0].isdigit():
            value = Fraction(self._spelt(text))
            return value, _last(value)
        thousands, decimals = _SEPARATORS[self.lang]
        figures, _, word = text.partition(next((sign for sign in text if sign.isalpha()), "\0"))
        times = self.words.get(text[len(figures) :].strip(), 1) if word or text[len(figures) :] else 1
        whole, _, rest = re.sub(decimals, "_", re.sub(rf"{thousands}(?=\d{{3}}(?!\d))", "", figures.strip())).partition("_")
        value = Fraction(int(whole + rest), 10 ** len(rest)) * times
        return value, Fraction(times, 10 ** len(rest)) if rest or times > 1 else _last(value)

    def _spelt(self, text: str) -> int:
        total = current = 0
        for part in _PARTS.split(text):
            value = self.words.get(part, 0)
            if value >= _THOUSAND:
                total, current = total + max(current, 1) * value, 0
            elif value == _HUNDRED:
                current = max(current, 1) * value
            elif value == _TWENTY and current % _HUNDRED == _FOUR:
                current += _TWENTY * _FOUR - _FOUR
            else:
                current += value
        return total + current


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


def figure_differs(check: Check, subject: Subject) -> Iterator[Finding]:
    """Numbers that measure a fact and are not its answer, where no other number there is."""
    hits = list(_hits(check.settings, subject))
    right = {(hit.figure, hit.within) for hit in hits if hit.low <= hit.answer <= hit.high}
    for hit in hits:
        if (hit.figure, hit.within) not in right:
            found = subject.page.prose[hit.start : hit.end]
            title, answer = _fact(subject, check.settings["figures"][hit.figure]["fact"])
            length = len(found.split("\n")[0])
            yield at_offset(check, subject, "differs", hit.start, length, found=re.sub(SPACE, " ", found), fact=title, answer=answer)


def _hits(settings: dict[str, Any], subject: Subject) -> Iterator[_Hit]:
    """The numbers that measure a fact of the proposal, in what people wrote of the scheme."""
    lang, page = subject.lang, subject.page
    asked = [at for at, figure in enumerate(settings["figures"]) if _asked(figure, subject)]
    if not asked:
        return
    numerals, units = Numerals(settings["numbers"][lang], lang), [figure["units"][lang] for figure in settings["figures"]]
    finder = _finder(numerals, units)
    general = pattern(in_any(settings, "unless"))
    reach = Reach(subject, settings["sections"], settings["aside"])
    for block, (first, last) in zip(reach.blocks, reach.ranges(), strict=True):
        for found in finder.finditer(page.prose, first, last):
            around = page.sentence(*found.span())
            if page.quoted(found.start()) or general.search(page.prose, *around):
                continue
            at, factors = _measured(settings, subject, asked, units, found, around)
            if at < 0:
                continue
            figure = settings["figures"][at]
            value, last_digit = numerals.read(found["number"])
            slack = max(last_digit * factors[0] / 2, Fraction(0)) if figure.get("round") else Fraction(0)
            answer = number_of(subject.proposal, figure["fact"]) if subject.proposal else None
            if answer is not None and value * factors[1] >= Fraction(figure.get("least", 0)):
                within = (block.section, 0) if figure.get("agree") == "section" else around
                yield _Hit(*found.span(), at, value * factors[0] - slack, value * factors[1] + slack, answer, within)


def _measured(
    settings: dict[str, Any], subject: Subject, asked: list[int], units: list[dict[str, Any]], found: re.Match[str], around: tuple[int, int]
) -> tuple[int, tuple[Fraction, Fraction]]:
    """The figure of *settings* that the number *found* gives: that whose term is nearest; -1 for none."""
    prose, lang = subject.page.prose, subject.lang
    best, nearest, factors = -1, _FAR + 1, (Fraction(0), Fraction(0))
    for at in asked:
        figure = settings["figures"][at]
        unit = next((value for phrase, value in units[at].items() if pattern((phrase,)).fullmatch(found["unit"])), None)
        if unit is None or pattern(in_any(figure, "unless")).search(prose, *around):
            continue
        terms = figure.get("near", {}).get(lang)
        away = _away(pattern(tuple(terms)), prose, found, around) if terms else _FAR
        if away < nearest:
            best, nearest, factors = at, away, _bounds(unit)
    others = pattern(tuple(settings["others"][lang]))
    return (-1, factors) if _away(others, prose, found, around) < nearest else (best, factors)


def _away(terms: re.Pattern[str], prose: str, found: re.Match[str], around: tuple[int, int]) -> int:
    """How far the nearest of *terms* is from *found*; one that comes after is further by half."""
    before = [found.start() - term.end() for term in terms.finditer(prose, around[0], found.start())]
    after = [(term.start() - found.end()) * 3 // 2 for term in terms.finditer(prose, found.end(), around[1])]
    return min((*before, *after), default=_FAR + 1)


def _bounds(unit: Any) -> tuple[Fraction, Fraction]:
    low, high = (unit[0], unit[-1]) if isinstance(unit, list) else (unit, unit)
    return Fraction(low), Fraction(high)


def _asked(figure: dict[str, Any], subject: Subject) -> bool:
    answered = subject.proposal is not None and number_of(subject.proposal, figure["fact"]) is not None
    return answered and holds(figure.get("when", ""), subject)


def _finder(numerals: Numerals, units: list[dict[str, Any]]) -> re.Pattern[str]:
    """What finds a number with one of the *units* of some figure."""
    phrases = dict.fromkeys(phrase for figure in units for phrase in figure)
    unit = pattern(tuple(phrases)).pattern.replace(r"(?<![\w-])", "")
    link = rf"(?:{SPACE}\(\d+\))?(?:{SPACE}(?:de|d['’])|(?={SPACE}))(?:{SPACE})?"
    return re.compile(rf"(?P<number>{numerals.pattern}){link}(?P<unit>{unit})", re.IGNORECASE)


def _fact(subject: Subject, name: str) -> tuple[Text, Text]:
    """The title of a fact, and its answer with its unit."""
    fact = next(fact for fact in subject.rubric.facts if fact.id == name) if subject.rubric else None
    if fact is None or subject.proposal is None:
        return {"fr": name, "en": name}, {"fr": "", "en": ""}
    given = subject.proposal.facts[name].number
    return fact.title, {lang: f"{number(given, lang)} {fact.unit[lang] if fact.unit else ''}".strip() for lang in LANGUAGES}
