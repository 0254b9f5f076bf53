"""Text from elsewhere on a terminal: made harmless, and measured."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TAB: Final = "    "
_UNSAFE: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Control, format (such as a change of direction), surrogate, private, unassigned characters; line separators."""
_WIDE: Final = frozenset("WF")
_BOUND: Final = ((r" (?=[:;!?»%])", "\u00a0"), (r"(?<=«) ", "\u00a0"), (r"(?<=\b[LRD]\.) (?=\d)", "\u00a0"), (r"(?<=n°) ", "\u00a0"))
_MARKS: Final = frozenset(("Mn", "Me"))


def visible(text: str) -> str:
    """*text* with tabs as spaces, and with a code such as <U+001B> for each character that could act on a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def bound(text: str) -> str:
    """*text* with no-break spaces where a line may not end in French: around guillemets, before double signs, in « L. 242-5 »."""
    for pattern, instead in _BOUND:
        text = re.sub(pattern, instead, text)
    return text


def width(text: str) -> int:
    """How many columns *text*, already made visible, takes."""
    return len(text) if text.isascii() else sum(_columns(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return _TAB
    return f"<U+{ord(character):04X}>" if unicodedata.category(character) in _UNSAFE else character


def _columns(character: str) -> int:
    if unicodedata.category(character) in _MARKS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
