"""The valid name nearest to a wrong one: for `terorism`, `terrorism`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_LONGEST: Final = 80
"""A longer name is no slip of the keyboard."""
_ALIKE: Final = 0.72
"""How alike two names are that a slip or two tell apart."""
_SHORTEST_PART: Final = 3


def nearest(name: str, names: Collection[str]) -> str:
    """The one of *names* that *name* is most probably meant to be, or nothing.

    That is: the most alike of those about as long; else one that *name* begins, that begins with it, or that ends with it after a
    dot. Of equals, the first.
    """
    if not name or len(name) > _LONGEST:
        return ""
    from difflib import get_close_matches  # only faults need it

    wanted = name.casefold()
    names = [candidate for candidate in names if wanted not in _denied(candidate.casefold())]
    longer = max(len(name) // 3, 1)
    as_long = [candidate for candidate in names if abs(len(candidate) - len(name)) <= longer]
    folded = {candidate.casefold(): candidate for candidate in reversed(as_long)}
    alike = get_close_matches(wanted, folded, 1, _ALIKE)
    return folded[alike[0]] if alike else next((candidate for candidate in names if _related(wanted, candidate.casefold())), "")


def _denied(candidate: str) -> tuple[str, ...]:
    """The names that say the opposite of *candidate*: no slip of the keyboard makes one of the other."""
    return tuple(no + candidate for no in ("not-", "not_", "non-", "no-", "un", "in"))


def _related(wanted: str, candidate: str) -> bool:
    """Whether one begins with the other, or *candidate* is *wanted* with a name and a dot before."""
    if min(len(wanted), len(candidate)) < _SHORTEST_PART:
        return False
    return candidate.startswith(wanted) or wanted.startswith(candidate) or candidate.endswith("." + wanted)
