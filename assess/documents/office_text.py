"""Characters that an office document can hold."""

from __future__ import annotations

import re
from typing import Final

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold."""


def legal(text: str) -> str:
    """*text* without the characters that XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)
