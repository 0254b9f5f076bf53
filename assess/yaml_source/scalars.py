"""What a scalar written without quotes means: YAML 1.2, narrowed so that nothing turns silently into something else.

`null`, `~` and nothing are None; `true` and `false` are booleans; 12 and -3 are integers; 4.20 is an exact number.
All the rest is the text that is written: `no`, `on`, `12:30`, `0123`, `0x1F`, `1e5`, `.inf`, `2024-01-01`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assess.yaml_source.nodes import FAULT, Exact, Fault

MAX_DIGITS: Final = 18
"""More digits than that are no quantity: such a number is refused, and read as text when quoted."""

SHORT: Final = 12
"""A text of fewer characters is no number of too many digits."""

WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
NUMBER_STARTS: Final = frozenset("+-0123456789")
_NUMBER = re.compile(r"([-+]?)(?:(0|[1-9][0-9]*)|([0-9]+)\.([0-9]+))")


def number(text: str) -> int | Exact | str | Fault:
    """The number that *text* writes, *text* itself when it writes none, `FAULT` when it has too many digits."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    sign, integer, whole, decimals = match.groups()
    digits = integer or whole + decimals
    if len(digits) > MAX_DIGITS:
        return FAULT
    value = -int(digits) if sign == "-" else int(digits)
    return value if integer else Exact(value, len(decimals), text)


def plain(text: str) -> bool | int | Exact | str | Fault | None:
    """What *text* means when it stands without quotes."""
    if text in WORDS:
        return WORDS[text]
    return number(text) if text[0] in NUMBER_STARTS else text


short_plain = lru_cache(maxsize=4096)(plain)
"""The same for texts that are `SHORT`, of which the files of a folder have the same again and again."""
