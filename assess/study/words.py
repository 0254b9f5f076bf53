"""Dates, quantities and lists as they are written in French and in English. Nothing here depends on the machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assess.messages.drafting import MONTHS, NUMBERS, TENS, WORDS
from assess.study.typography import NBSP, NNBSP

TENS_END = 70
"""Beyond, quantities are in figures."""

_LENGTHS = ([4], [4, 2], [4, 2, 2])
"""Of the parts of a date."""


def word(name: str, lang: str) -> str:
    """The word *name* of `assess.messages.drafting`."""
    return WORDS[name][lang]


def day(ordinal: int, lang: str) -> str:
    """An ordinal day: `9 septembre 2021`, `1er mars 2022`."""
    found = date.fromordinal(ordinal)
    return _day(found.year, found.month, found.day, lang)


def written_date(text: str, lang: str) -> str:
    """A date as a file has it, `2021-09-09`, `2021-09` or `2021`, in words; any other text as it is."""
    parts = text.split("-")
    if [len(part) for part in parts] not in _LENGTHS or not (text.isascii() and "".join(parts).isdecimal()):
        return text
    year, month, number = (*parts, "", "")[:3]
    if month and not "01" <= month <= "12":
        return text
    return _day(int(year), int(month or 0), int(number or 0), lang)


def _day(year: int, month: int, number: int, lang: str) -> str:
    first = "1er" if lang == "fr" and number == 1 else str(number)
    return " ".join([first] * bool(number) + [MONTHS[lang][month]] * bool(month) + [str(year)])


def number(value: tuple[int, int], lang: str) -> str:
    """An exact number, `(digits, scale)`, with its thousands apart."""
    digits, scale = value
    sign, figures = ("−" if digits < 0 else ""), str(abs(digits)).rjust(scale + 1, "0")
    whole, rest = (figures[:-scale], figures[-scale:].rstrip("0")) if scale else (figures, "")
    grouped = f"{int(whole):,}".replace(",", NNBSP if lang == "fr" else ",")
    return sign + grouped + (("," if lang == "fr" else ".") + rest if rest else "")


def amount(bounds: Sequence[tuple[int, int]], unit: str, lang: str) -> str:
    """A number, or two bounds, and their unit; sums in euros with their sign."""
    written = [number(value, lang) for value in bounds]
    if unit in ("", "EUR", "€"):
        if lang == "en":
            return " to ".join(f"€{found}" for found in written)
        unit = "€"
    return f" {word('to', lang)} ".join(written) + f"{NBSP}{unit}"


def quantity(count: int, lang: str, *, feminine: bool = False) -> str:
    """A quantity in letters below 70, then in figures: `une`, `deux`, `vingt et un`; `aucune` for nothing."""
    words, tens = NUMBERS[lang], TENS[lang]
    if not 0 <= count < TENS_END:
        return number((count, 0), lang)
    if count < len(words):
        found = words[count]
    else:
        unit = words[count % 10] if count % 10 else ""
        joint = " et " if lang == "fr" and count % 10 == 1 else "-"
        found = tens[count // 10] + (joint + unit if unit else "")
    return found + "e" if feminine and lang == "fr" and found.endswith("un") else found


def is_singular(count: int, lang: str) -> bool:
    """Whether a noun stands in the singular after *count*: in French, after zero too."""
    return count == 1 or (count == 0 and lang == "fr")


def listed(items: Sequence[str], lang: str, last: str = "and") -> str:
    """`a, b et c`; with *last* `or`: `a, b ou c`."""
    *others, end = items or [""]
    return f"{', '.join(others)} {word(last, lang)} {end}" if others else end


def low(text: str, lang: str) -> str:
    """*text*, a word or a phrase of a rubric, as it is written inside a French sentence: without its capital, unless it is an acronym."""
    second = text[1:2]
    is_word = second.islower() or second in ("’", "'") or text.startswith("À ")
    return text[0].lower() + text[1:] if lang == "fr" and is_word else text
