"""Legal citations as drafters write them: by number, by date, by a usual name, or by what was cited just before (“of the same code”).

And days: which one, and whether any calendar has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import groupby, pairwise
from typing import Any, Final

from msgspec import Struct

from assess.checks.phrases import SPACE, source
from assess.messages import words
from assess.model.law import LawEntry
from assess.model.rubric import Text

_REACH: Final = 120
_LONGEST: Final = 100
"""How many articles a rubric may cite from one to another."""
_ANY: Final = re.compile(r".+")
_ACT: Final = re.compile(r"\d+-\d+")
_ANY_LEAP: Final = 2000
"""A year for days without year: 29 February is one."""
_LAST_MONTH: Final = 12


class Cited(Struct, frozen=True):
    """One provision that a citation names."""

    start: int
    end: int
    text: str
    """The number alone where several are cited together."""
    key: tuple[str, str]
    """Its text (empty: not said), and its article there (empty: the text itself)."""
    date: str


class Looks(Struct, frozen=True):
    """What a citation looks like."""

    citation: re.Pattern[str]
    number: re.Pattern[str]
    """Of an article."""
    before: re.Pattern[str]
    """The day of a decision, which stands before its number."""
    anchor: re.Pattern[str]
    """Where a citation may begin."""
    named: tuple[tuple[str, str], ...]
    """The kind and the key of the texts known by name, in the order of the groups `t0`, `t1`…"""


def looks_of(settings: Mapping[str, Any]) -> Looks:
    """What the data of a check say: the grammar of citations, and the texts known by name, in full and with the phrases for them."""
    texts = tuple((name, tuple(phrases)) for name, phrases in settings["texts"].items())
    return _looks(tuple(settings["grammar"].items()), texts)


@cache
def _looks(grammar: tuple[tuple[str, str], ...], texts: tuple[tuple[str, tuple[str, ...]], ...]) -> Looks:
    made = {"NAMES": "|".join(f"(?P<t{at}>{'|'.join(map(source, phrases))})" for at, (_, phrases) in enumerate(texts)) or "(?!)"}
    for name, form in grammar:
        made[name] = re.sub(r"\{([A-Z]+)\}", lambda found: made[found[1]], form)
    citation, number, before, anchor = (re.compile(made[name]) for name in ("CITATION", "NUMBER", "BEFORE", "ANCHOR"))
    return Looks(citation, number, before, anchor, tuple(_kind_and_key(name) for name, _ in texts))


def _kind_and_key(text: str) -> tuple[str, str]:
    name = text.replace("'", "’").casefold()
    kind, _, number = name.partition(" ")
    return kind, number if number[:1].isdigit() else name


def citations(looks: Looks, text: str, ranges: Iterable[tuple[int, int]] = ()) -> Iterator[Cited]:
    """The citations in the *ranges* of *text*, or in all of it."""
    last: dict[str, str] = {}
    for first, end in ranges or [(0, len(text))]:
        after = first
        for anchor in looks.anchor.finditer(text, first, end):
            found = looks.citation.match(text, anchor.start(), end) if anchor.start() >= after else None
            if found is not None:
                after = found.end()
                yield from _cited(looks, text, found, last)


def _cited(looks: Looks, text: str, found: re.Match[str], last: dict[str, str]) -> Iterator[Cited]:
    """What *found* names; *last* is the text of each kind that was cited last."""
    keys, kind = _texts(looks, found)
    if kind and keys:
        last[kind] = keys[0]
    same = (found["kind"] or found["this"] or found["past"] or "").casefold()
    keys = [last.get(same, "")] if same else keys or [""]
    day = found["date"] or found["day"] or ""
    if not day and any(found[name] for name in ("decision", "cnil", "cases", "court")):
        before = looks.before.search(text, max(0, found.start() - _REACH), found.start())
        day = before["date"] if before else ""
    day = re.sub(SPACE, " ", day)
    groups = ("numbers", "letter", "annex", "s_numbers", "s_letter", "s_annex", "bare", "after", "beside")
    numbers = [
        (name, number)
        for name in groups
        if found[name]
        for number in (_ANY if name.endswith("annex") else looks.number).finditer(found[name])
    ]
    if not numbers and not kind and found["constitution"] is None:
        yield from (Cited(found.start(), found.end(), found[0], (key, ""), day) for key in keys)
    elif not numbers and any(found[name] for name in ("act", "day", "eu")):
        yield Cited(found.start(), found.end(), found[0], (keys[0], ""), day)
    for name, number in numbers:
        at = found.start(name)
        start, end = (found.start(), found.end()) if len(numbers) == 1 else (at + number.start(), at + number.end())
        yield Cited(start, end, text[start:end], (keys[0], _article(name, number[0])), day)


def _texts(looks: Looks, found: re.Match[str]) -> tuple[list[str], str]:
    """The keys of the texts that *found* names, and their kind; without kind, decisions, which hold no article."""
    if (nature := found["nature"] or found["union"]) is not None:
        day = f"du {re.sub(SPACE, ' ', found['day'])}" if found["day"] else ""
        return [_plain(found["act"] or found["eu"] or day)], nature.casefold().rpartition(" ")[2]
    if found["other"]:
        return [_plain(found["other"])], "code"
    for name in ("decision", "cnil", "court", "constitution"):
        if found[name]:
            return [_plain(found[name])], ""
    if found["cases"]:
        return re.findall(r"[\d/]+", found["cases"]), ""
    return next((([key], kind) for at, (kind, key) in enumerate(looks.named) if found[f"t{at}"]), ([], ""))


def _plain(name: str) -> str:
    return re.sub(SPACE, " ", name).replace("'", "’").replace("‑", "-").casefold()


def _article(name: str, number: str) -> str:
    if name.endswith("annex"):
        return f"annexe {number.casefold()}"
    return re.sub(r"[\s\u00a0\u202f.]", "", re.sub(r"\(.*", "", number).casefold().replace("1er", "1"))


class Index(Struct, frozen=True):
    """What a rubric knows of the texts that may be cited."""

    entries: dict[tuple[str, str], list[LawEntry]]
    """By what they cite; those about a part of an article stand under it with what is not part of it."""
    known: frozenset[tuple[str, str]]
    """All that entries name, in passing too, and each text of which they name an article; articles without their text as well."""
    parts: frozenset[str]
    """The entries about a part of an article: their dates say nothing of the rest of it."""
    days: dict[str, Text]
    """The day of each text, in each language."""
    of_day: dict[str, str]
    """The act of each day, where it is the only one."""


def index_of(looks: Looks, law: tuple[LawEntry, ...]) -> Index:
    """The entries of *law* by what they cite."""
    entries: dict[tuple[str, str], list[LawEntry]] = {}
    known: set[tuple[str, str]] = set()
    dates: dict[str, Text] = {}
    parts = set()
    for entry, lang, cite in ((one, lang, cite) for one in law for lang, cite in one.cite.items()):
        named = list(citations(looks, cite))
        if named and named[0].start:
            parts.add(entry.id)
        for cited in next((list(each) for _, each in groupby(named, key=lambda one: one.key[0])), ()):
            entries.setdefault(cited.key, []).append(entry)
        for cited in named:
            text, article = cited.key
            if cited.date:
                dates.setdefault(text, {})[lang] = cited.date
            known |= {cited.key, (text, ""), ("", article)}
            if not article and text.endswith((" dc", " qpc")):  # as those cite it who leave its nature out
                known.add((text.partition(" ")[0], ""))
                dates.setdefault(text.partition(" ")[0], dates.get(text, {}))
        known.update(_between(named, cite))
    on = [(day, key) for key, each in dates.items() if _ACT.fullmatch(key) for day in each.values()]
    counts = Counter(day for day, _ in on)
    return Index(entries, frozenset(known), frozenset(parts), dates, {day: key for day, key in on if counts[day] == 1})


def _between(named: list[Cited], cite: str) -> Iterator[tuple[str, str]]:
    """The articles between two that *cite* joins: `230-20 à 230-27`."""
    for first, last in pairwise(named):
        (text, low), (other, high) = first.key, last.key
        base, _, start = low.rpartition("-")
        if text == other and cite[first.end : last.start].strip() in ("à", "to") and high.rpartition("-")[0] == base and start.isdigit():
            for number in range(int(start), min(int(start) + _LONGEST, int(high.rpartition("-")[2]))):
                yield from ((text, f"{base}-{number}"), ("", f"{base}-{number}"))


def ordinal(text: str) -> int:
    """The ordinal day that *text* begins with; 0 for none, or for one that is in no calendar."""
    found = written_days().match(text)
    return ordinal_of(found, "fr") if found else 0


@cache
def written_days() -> re.Pattern[str]:
    """Days as drafters write them, in words and in figures, in French and in English."""
    names = "|".join(_months())  # English has a verb “may”: capitals count
    return re.compile(
        rf"(?<![\w/.,-])(?:(?P<d>\d{{1,2}})(?:er)?{SPACE}(?P<m>{names})(?![\w-])(?:{SPACE}(?P<y>\d{{4}})(?!\w))?"
        rf"|(?P<m_>{names}){SPACE}(?P<d_>\d{{1,2}}),{SPACE}(?P<y_>\d{{4}})(?!\w)"
        r"|(?P<d__>\d{1,2})(?P<sign>[/.-])(?P<m__>\d{1,2})(?P=sign)(?P<y__>(?:19|20)\d\d|(?<=/)\d\d)(?![\w/-]|[.,]\d)"
        r"|(?P<y___>(?:19|20)\d\d)-(?P<m___>\d\d)-(?P<d___>\d\d)(?![\w/-]|[.,]\d))"
    )


@cache
def _months() -> dict[str, int]:
    """The number of each month, by its name in each language."""
    named = [(name, at) for names in words("dates")["months"].values() for at, name in enumerate(names) if name]
    return {way: at for name, at in named for way in (name, name.capitalize(), name.upper())}


def ordinal_of(found: re.Match[str], lang: str) -> int:
    """The ordinal day that *found*, by `written_days`, is in *lang*; 0 for one that is in no calendar."""
    day, month, year = (next((part for at in range(4) if (part := found[key + "_" * at])), "") for key in "dmy")
    number = _months().get(month) or int(month)
    if lang == "en" and number > _LAST_MONTH >= int(day):
        number, day = int(day), month
    try:
        return date(int(year or _ANY_LEAP) + (2000 if len(year) == len("26") else 0), number, int(day)).toordinal()
    except ValueError:
        return 0
