"""What the cells of a table say to a chart: numbers, intervals, days, or that nothing is known."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from assess.documents.model import Line
from assess.documents.plain import plain
from assess.messages import words

_SPACES = re.compile("[ \u00a0\u202f\u2009]")
_NUMBER = r"[-−+]?\d{1,15}(?:[.,]\d{1,9})?"
_TIMES = {"k": 10**3, "M": 10**6, "Md": 10**9, "bn": 10**9}
_UNIT = r"(?:(?:k|Md|M|bn)?€|%|‰|pts?|points?|(?:/|sur|outof)\d{1,6})"
_SPAN = re.compile(
    rf"(?:de|from)?(?P<low>{_NUMBER})(?P<one>{_UNIT})?(?:(?:[-–—…]|à|to|et|and)(?P<high>{_NUMBER})(?P<two>{_UNIT})?)?", re.ASCII
)
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_EUROS_FIRST = re.compile(r"€(\d+(?:\.\d+)?)")
_BETWEEN = re.compile(r"\s+(?:–|—|-|à|au|to|until|jusqu’au)\s+")
_LEADING = re.compile(r"^(?:du|de|from|le|en|in|on)\s+", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?")
_WRITTEN = re.compile(r"(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\s+)?(?P<month>[^\W\d_]+)\s+(?P<year>[12]\d{3})")


@dataclass(frozen=True, slots=True)
class Span:
    """A number, or the two bounds between which it lies, in its unit (thousands and millions counted), and how the cell says it."""

    low: Fraction
    high: Fraction
    said: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day, as ordinals, of what the cell says; *lasting* when it names both."""

    first: int
    last: int
    said: str
    lasting: bool


def span(cell: Line, language: str) -> Span | None:
    """The number or the interval that *cell* holds and nothing besides, a unit excepted; nothing for any other text."""
    said = plain(cell)
    bare = _SPACES.sub("", said)
    if language == "en":
        bare = _EUROS_FIRST.sub(r"\1€", _GROUPED.sub("", bare))
    found = _SPAN.fullmatch(bare)
    if not found:
        return None
    last = found["two"] or found["one"] or ""
    low = _number(found["low"], found["one"] or last)
    high = _number(found["high"], last) if found["high"] else low
    return Span(low, high, said, "€" if last.endswith("€") else last) if low <= high else None


def _number(text: str, unit: str) -> Fraction:
    times = _TIMES.get(unit.removesuffix("€"), 1) if unit.endswith("€") else 1
    return Fraction(text.replace("−", "-").replace(",", ".")) * times


def period(cell: Line) -> Period | None:
    """The day, month or year that *cell* holds, or the time between two of them; nothing for any other text."""
    said = plain(cell)
    parts = _BETWEEN.split(said)
    if len(parts) == 1 and "/" in said:
        parts = said.split("/")
    days = [_days(part) for part in parts]
    known = [found for found in days if found]
    if not known or len(known) != len(days) or len(known) > len(("start", "end")):
        return None
    first, last = known[0][0], known[-1][1]
    return Period(first, last, said, lasting=len(known) > 1) if first <= last else None


def _days(text: str) -> tuple[int, int] | None:
    """The first and the last day of a date written in figures or in words, in either language."""
    bare = _LEADING.sub("", _SPACES.sub(" ", text).strip())
    if found := _ISO.fullmatch(bare):
        return _bounds(int(found["year"]), int(found["month"] or 0), int(found["day"] or 0))
    if (found := _WRITTEN.fullmatch(bare)) and (month := _months().get(found["month"].lower())):
        return _bounds(int(found["year"]), month, int(found["day"] or 0))
    return None


def _bounds(year: int, month: int, day: int) -> tuple[int, int] | None:
    try:
        end_month = month or 12
        first = date(year, month or 1, day or 1)
        return first.toordinal(), date(year, end_month, day or monthrange(year, end_month)[1]).toordinal()
    except ValueError:  # no such month or day
        return None


@cache
def _months() -> dict[str, int]:
    return {name.lower(): number for names in words("dates")["months"].values() for number, name in enumerate(names) if name}
