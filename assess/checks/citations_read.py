"""Legal citations in prose, French or English, and the law entries of a rubric that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

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


ANCHOR: Final = re.compile(
    r"[ALODRCIPEaloérdcipe](?<!\w.)(?:rticles?\b|rt\.|oi\b|ct\b|rdonnance|rder\b|rganic|écret|ecree|irective|èglement|egulation|écision|ecision"
    r"|onstitution|ode\b|nternal|ost and|efence|abour|ransport|riminal|ducation|ustoms|ivil)"
)
"""Where a citation may begin."""


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
    for anchor in ANCHOR.finditer(text, first, end_of_text):
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
