"""Numbers in prose, in figures or in words: `30`, `1 200`, `2,5 millions`, `trente et un`, `one hundred and twenty`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from assess.checks.phrases import SPACE

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
