"""The valid name nearest to a wrong one: for `terorism`, `terrorism`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_LONGEST: Final = 80
"""A longer name is no slip of the keyboard."""
_LONG: Final = 6
_SHORTEST_PART: Final = 3


def nearest(name: str, names: Collection[str]) -> str:
    """The one of *names* that *name* is most probably meant to be, or nothing.

    That is: one a few slips away (one or two, or a third of the length); else one that *name* begins, or that begins
    with it; else one that ends with it after a dot. Of equals, the first.
    """
    if not name or len(name) > _LONGEST:
        return ""
    wanted = name.casefold()
    best, fewest = "", _allowed(wanted) + 1
    for candidate in names:
        slips = distance(wanted, candidate.casefold(), fewest - 1)
        if slips < fewest:
            best, fewest = candidate, slips
    return best or next((candidate for candidate in names if _related(wanted, candidate.casefold())), "")


def distance(one: str, two: str, limit: int) -> int:
    """How many slips make *two* of *one*: a letter more, less, changed, or two swapped.

    Past *limit*, `limit + 1`.
    """
    if abs(len(one) - len(two)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        above, before, row = before, row, [i]
        for j, other in enumerate(two, 1):
            changed = before[j - 1] + (letter != other)
            cost = min(changed, before[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) >= limit:
            return limit + 1
    return min(row[-1], limit + 1)


def _allowed(name: str) -> int:
    """How many slips *name* may have: none in a letter, one in a short word, then two, or a third of the letters."""
    return max(len(name) // 3, 0 if len(name) == 1 else 1 if len(name) < _LONG else 2)


def _related(wanted: str, candidate: str) -> bool:
    """Whether one begins with the other, or *candidate* is *wanted* with a name and a dot before."""
    if min(len(wanted), len(candidate)) < _SHORTEST_PART:
        return False
    return candidate.startswith(wanted) or wanted.startswith(candidate) or candidate.endswith("." + wanted)
