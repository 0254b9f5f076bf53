"""Legal citations in prose, French or English, and the law entries of a rubric that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from assess.model.law import LawEntry
from assess.record import Record

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


class Cited(Record):
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
    for found in pattern.finditer(text, first, len(text) if last < 0 else last):
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


def index_of(
    pattern: re.Pattern[str], law: tuple[LawEntry, ...], lang: str
) -> tuple[dict[tuple[str, str], list[LawEntry]], dict[str, str]]:
    """The law entries by what they cite, and the day of each text."""
    entries: dict[tuple[str, str], list[LawEntry]] = {}
    days: dict[str, str] = {}
    for entry in law:
        cited = next(citations(pattern, entry.cite[lang]), None)
        if cited is not None:
            entries.setdefault(cited.key, []).append(entry)
            days |= {cited.key[0]: cited.date} if cited.date else {}
    return entries, days
