"""Looking for things in texts at little cost: compiling all the patterns of a draft takes longer than using those that one draft needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "sub", "findall", "finditer")


class _Lazy:
    """Stands for a pattern until something is asked of it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.__dict__.update(pattern=pattern, flags=flags)

    def __getattr__(self, name: str) -> Any:
        """Compile, and stand no longer in the way: the methods of the pattern become attributes."""
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(pattern, flags)`, put off."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


def holds(text: str, signs: Iterable[str]) -> bool:
    """Whether *text* holds one of *signs*: most texts hold none, and are done."""
    for sign in signs:  # noqa: SIM110 - `any` takes twice as long
        if sign in text:
            return True
    return False
