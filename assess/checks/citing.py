"""Legal citations as drafters write them: by number, by date, by a usual name, or by what was cited just before (“of the same code”)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise, takewhile
from typing import Final

from msgspec import Struct

from assess.checks.phrases import source
from assess.model.law import LawEntry
from assess.model.rubric import Text

_S: Final = r"(?:[ \t\u00a0\u202f]*\n[ \t]*|[ \t\u00a0\u202f]+)"
_LETTERED: Final = rf"(?-i:[LRDA])\.?{_S}?\d+-\d+(?:-\d+)*(?!\w)"
_BIS: Final = rf"(?:{_S}(?:bis|ter|quater|quinquies|sexies)\b)?"
_NUMBER: Final = rf"(?:[LRDA]\.?{_S}?)?\d+(?:er|[a-e])?(?:-\d+)*(?!\w){_BIS}(?:\(\d+[a-c]?\))?(?:\([a-z]{{1,2}}\))?"
_AND: Final = rf"(?:,{_S}|{_S}(?:et|ou|à|and|or|to){_S})"
_NUMBERS: Final = rf"{_NUMBER}(?:{_AND}{_NUMBER}){{0,8}}"
_OF: Final = rf"(?:de{_S}(?:la{_S}|l['’])|du{_S}|(?:of|to){_S}(?:the{_S})?)"
_MIDDLE: Final = rf"(?:{_S}et{_S}(?:suivante?s?|s\.))?(?:,{_S}[^.;:\n]{{1,45}}?(?:\.\d+)?)?,?{_S}(?:{_OF}|(?=(?-i:[A-Z]{{3,6}})\b))"
_KIND: Final = (
    r"(?P<kind>code|loi|ordonnance|décret|règlement|directive|décision|convention|Act|Order|Decree|Regulation|Directive|Decision)"
)
_SAME: Final = (
    rf"(?:{_S}(?:du|de{_S}la|of{_S}the){_S}(?:même|same|said){_S}{_KIND}\b"
    rf"|{_S}(?:dudit|de{_S}ladite|de{_S}ce|de{_S}cette){_S}{_KIND.replace('kind', 'this')}\b"
    rf"|{_S}(?:du|de{_S}la|de{_S}l['’]){_S}?{_KIND.replace('kind', 'past')}{_S}(?:précitée?|susmentionnée?|susvisée?)\b)"
)
DAY: Final = rf"\d{{1,2}}(?:er)?{_S}[^\W\d]+{_S}\d{{4}}"
_NO: Final = rf"(?:n°s?|Nos?\.?){_S}?"
_NATURE: Final = rf"(?P<nature>loi|ordonnance|décret|arrêté|circulaire|(?:Organic{_S})?Act|Order|Decree)(?:{_S}organique)?{_S}"
_BODIES: Final = (
    rf"{_NATURE}(?:{_NO}(?P<act>\d{{2,4}}[-‑]\d+)(?![\w-])|(?:du|of){_S}(?P<day>{DAY}))",
    rf"(?P<union>règlement|directive|Regulation|Directive){_S}(?:\(?(?:UE|EU|CE)\)?{_S})?(?:{_NO})?(?P<eu>(?:19|20)\d\d/\d+|\d\d/\d+(?=/CE))",
    rf"(?:(?P<judged>décision|decision){_S})?{_NO}(?P<decision>(?:\d\d)?\d\d[-‑]\d+(?:/\d+)*(?:{_S}(?:DC|QPC|LP|LOM)\b|(?(judged)(?![\w-])|(?!))))",
    rf"(?:(?:délibération|deliberation)s?(?:{_S}de{_S}la{_S}CNIL)?{_S}(?:{_NO})?(?=(?:SAN-)?\d)|(?=SAN-))(?P<cnil>(?:SAN-)?\d{{4}}-\d{{2,3}})(?![\w-])",
    rf"{_NO}(?P<cases>(?:\d{{6,7}}|\d{{3,5}}/\d\d)(?!\w)(?:{_AND}(?:\d{{6,7}}|\d{{3,5}}/\d\d)(?!\w)){{0,5}})",
    rf"(?P<other>(?-i:code){_S}(?:(?:général{_S})?d(?:e|u|es){_S}(?:l['’]|la{_S})?)[\w’'-]+)(?!{_S}(?:précité|susmentionné|susvisé))",
    r"(?P<court>[CT][-‑]\d{1,4}/\d\d)(?!\w)",
)
_TAIL: Final = (
    rf"(?:(?:{_S}(?:du|de{_S}la|of{_S}the){_S}(?-i:[A-Z])[^\d.;:(),]{{1,60}}?)?(?:{_S}(?:du|of)|,){_S}(?P<date>{DAY}))?"
    rf"(?:,?{_S}(?:en|à|dans|in){_S}(?:son|ses|its){_S}articles?{_S}(?P<after>{_NUMBERS})"
    rf"|,{_S}(?:articles?|art\.){_S}(?P<beside>{_NUMBERS})(?!{_S}(?:d[eu]\b|d['’]|of\b)))?"
)
_BEFORE: Final = re.compile(
    rf"(?P<date>{DAY}){_S}?[,(]{_S}?(?:[A-ZÀ-Ý][^\d;()]{{1,60}},{_S}?)?(?:(?:décision|ordonnance|arrêt|aff\.|affaire|requête|decision|case|application){_S})?$"
)
"""The day of a decision, which stands before its number."""
_REACH: Final = 120
_EACH: Final = re.compile(_NUMBER, re.IGNORECASE), re.compile(".+")
_LONGEST: Final = 100
"""How many articles a rubric may cite from one to another."""
ANCHOR: Final = re.compile(
    r"[ALODRCSTNPEaloérdcipe](?<!\w.)(?:rticles?\b|rrêté|irculaire|rt\.|nnexe?s?\b|oi\b|ct\b|rdonnance|rder\b|rganic|écret|ecree|irective|èglement"
    r"|egulation|écision|ecision|élibération|eliberation|onstitution|ode\b|nternal|ost and|efence|abour|ransport|riminal|ducation|ustoms"
    r"|ivil|GPD|AN-|[-‑]\d|°|os?\b|\.?[ \u00a0\u202f]?\d+-\d)|n(?<!\w.)(?:°|os?\b)"
)
"""Where a citation may begin."""


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

    pattern: re.Pattern[str]
    named: tuple[tuple[str, str], ...]
    """The kind and the key of the texts known by name, in the order of the groups `t0`, `t1`…"""


@cache
def looks_of(texts: tuple[tuple[str, tuple[str, ...]], ...]) -> Looks:
    """*texts*: their names, in full and with the phrases they are known by."""
    names = "|".join(f"(?P<t{at}>{'|'.join(map(source, phrases))})" for at, (_, phrases) in enumerate(texts)) or "(?!)"
    place = rf"(?:(?:articles?|art\.){_S}(?P<numbers>{_NUMBERS})|(?P<letter>{_LETTERED})|annexe?s?{_S}(?P<annex>[IVXL]+)\b)"
    named_by = place.replace("?P<", "?P<s_")
    bare = rf"(?:(?:articles?|art\.){_S})?(?P<bare>{_LETTERED}(?:{_AND}{_LETTERED}){{0,8}})"
    pattern = rf"(?:{place}{_MIDDLE})?(?:{names}|{'|'.join(_BODIES)}|(?P<constitution>Constitution)\b){_TAIL}|{named_by}{_SAME}|{bare}"
    return Looks(re.compile(pattern, re.IGNORECASE), tuple(_kind_and_key(name) for name, _ in texts))


def _kind_and_key(name: str) -> tuple[str, str]:
    kind, _, number = name.partition(" ")
    return kind, number if number[:1].isdigit() else name


def texts_of(named: Mapping[str, Iterable[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The data of checks, as `looks_of` takes them."""
    return tuple((name.replace("'", "’").casefold(), tuple(phrases)) for name, phrases in named.items())


def citations(looks: Looks, text: str, ranges: Iterable[tuple[int, int]] = ()) -> Iterator[Cited]:
    """The citations in the *ranges* of *text*, or in all of it."""
    last: dict[str, str] = {}
    for first, end in ranges or [(0, len(text))]:
        after = first
        for anchor in ANCHOR.finditer(text, first, end):
            found = looks.pattern.match(text, anchor.start(), end) if anchor.start() >= after else None
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
    decided = any(found[name] for name in ("decision", "cnil", "cases", "court"))
    before = _BEFORE.search(text, max(0, found.start() - _REACH), found.start()) if decided else None
    date = re.sub(_S, " ", found["date"] or found["day"] or (before["date"] if before else ""))
    groups = ("numbers", "letter", "annex", "s_numbers", "s_letter", "s_annex", "bare", "after", "beside")
    numbers = [(name, number) for name in groups if found[name] for number in _EACH[name.endswith("annex")].finditer(found[name])]
    if not numbers and not kind and found["constitution"] is None:
        yield from (Cited(found.start(), found.end(), found[0], (key, ""), date) for key in keys)
    elif not numbers and any(found[name] for name in ("act", "day", "eu")):
        yield Cited(found.start(), found.end(), found[0], (keys[0], ""), date)
    for name, number in numbers:
        at = found.start(name)
        start, end = (found.start(), found.end()) if len(numbers) == 1 else (at + number.start(), at + number.end())
        yield Cited(start, end, text[start:end], (keys[0], _article(name, number[0])), date)


def _texts(looks: Looks, found: re.Match[str]) -> tuple[list[str], str]:
    """The keys of the texts that *found* names, and their kind; without kind, decisions, which hold no article."""
    if (nature := found["nature"] or found["union"]) is not None:
        day = f"du {re.sub(_S, ' ', found['day'])}" if found["day"] else ""
        return [_plain(found["act"] or found["eu"] or day)], nature.casefold().rpartition(" ")[2]
    if found["other"]:
        return [_plain(found["other"])], "code"
    for name in ("decision", "cnil", "court", "constitution"):
        if found[name]:
            return [_plain(found[name])], ""
    if found["cases"]:
        return re.findall(r"[\d/]+", found["cases"]), ""
    at = next((at for at in range(len(looks.named)) if found[f"t{at}"]), -1)
    return ([looks.named[at][1]], looks.named[at][0]) if at >= 0 else ([], "")


def _plain(name: str) -> str:
    return re.sub(_S, " ", name).replace("'", "’").replace("‑", "-").casefold()


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
    days: dict[str, Text] = {}
    parts = set()
    for entry in law:
        for lang, cite in entry.cite.items():
            named = list(citations(looks, cite))
            for cited in takewhile(lambda one, text=named[0].key[0] if named else "": one.key[0] == text, named):  # type: ignore[misc]
                entries.setdefault(cited.key, []).append(entry)
            for cited in named:
                if cited.date:
                    days.setdefault(cited.key[0], {})[lang] = cited.date
                text, article = cited.key
                known |= {cited.key, (text, ""), ("", article)}
                if article == "" and text.endswith((" dc", " qpc")):  # as those cite it who leave its nature out
                    known.add((text.partition(" ")[0], ""))
                    days.setdefault(text.partition(" ")[0], days.get(text, {}))
            known.update(_between(named, cite))
            parts |= {entry.id} if named and named[0].start else set()
    on = [(day, key) for key, each in days.items() if re.fullmatch(r"\d+-\d+", key) for day in each.values()]
    counts = Counter(day for day, _ in on)
    return Index(entries, frozenset(known), frozenset(parts), days, {day: key for day, key in on if counts[day] == 1})


def _between(named: list[Cited], cite: str) -> Iterator[tuple[str, str]]:
    """The articles between two that *cite* joins: `230-20 à 230-27`."""
    for first, last in pairwise(named):
        (text, low), (other, high) = first.key, last.key
        base, _, start = low.rpartition("-")
        if text == other and cite[first.end : last.start].strip() in ("à", "to") and high.rpartition("-")[0] == base and start.isdigit():
            for number in range(int(start), min(int(start) + _LONGEST, int(high.rpartition("-")[2]))):
                yield from ((text, f"{base}-{number}"), ("", f"{base}-{number}"))
