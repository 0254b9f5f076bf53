"""Text that acts on nothing.

A control character is shown by its code, never sent to the terminal, and a command to the runner of a job (`::error::`, `##[error]`)
does not begin as one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_UNSAFE: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Control, format (such as a change of direction), surrogate, private, unassigned characters; line separators."""
_COMMAND: Final = r"(?m)^([^\S\n]*):(?=:)|#(?=#\w*\[)"
"""What begins a command in the log of a job: at the start of a line, or anywhere."""


def visible(text: str) -> str:
    """*text* with tabs as spaces, and with a code such as <U+001B> for each character that could act on a terminal."""
    if text.isprintable():
        return text
    return "".join(map(shown, text))


def inert(text: str) -> str:
    """*text*, of one or several lines, so that it acts neither on a terminal nor on what reads the log of a job."""
    seen = text if is_plain(text) else "\n".join(map(visible, text.split("\n")))
    return re.sub(_COMMAND, lambda found: f"{found[1] or ''}<U+{ord(found[0][-1]):04X}>", seen) if "::" in seen or "##" in seen else seen


def is_plain(text: str) -> bool:
    """Whether *text* has nothing but what can be seen, ends of lines and no-break spaces: most texts have, and are done."""
    return text.replace("\n", "").replace("\u00a0", "").replace("\u202f", "").isprintable()


def width(text: str) -> int:
    """How many columns *text*, already made visible, takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def shown(character: str) -> str:
    """*character*, or its code."""
    if character == "\t":
        return "    "
    return f"<U+{ord(character):04X}>" if unicodedata.category(character) in _UNSAFE else character


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
