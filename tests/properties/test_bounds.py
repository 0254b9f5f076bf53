"""What is derived is neither more nor less than what follows from all the ways in which the unknowns may turn out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from operator import itemgetter
from typing import Any

import pytest

from assess.conditions.logic import FALSE, TRUE, UNKNOWN
from assess.engine import bounds

TRUTHS = (FALSE, UNKNOWN, TRUE)
LEVELS = [(low, high) for low in range(5) for high in range(low, 5)]
RANKS = [(low, high) for low in range(-1, 4) for high in range(low, 4)]


def outcomes(truth: int) -> tuple[bool, ...]:
    """What *truth* may turn out to be."""
    return {FALSE: (False,), TRUE: (True,), UNKNOWN: (False, True)}[truth]


def truth(found: set[bool]) -> int:
    """What is known of something that may turn out as *found*."""
    return UNKNOWN if len(found) > 1 else TRUE if found == {True} else FALSE


def numbers(ends: tuple[int, int]) -> Iterator[int]:
    """The numbers between *bounds*."""
    return iter(range(ends[0], ends[1] + 1))


def expected(turned_out: Callable[..., bool], *possible: Any) -> int:
    """The truth of what *turned_out* says of each of the *possible* ways."""
    return truth({turned_out(*way) for way in product(*possible)})


@pytest.mark.parametrize("least", range(1, 5))
def test_short_of_a_level(least: int) -> None:
    for rule, (low, high), applies in product(TRUTHS, LEVELS, TRUTHS):
        found = bounds.short(0, 1, least)([rule, (low, high, applies)])
        wanted = expected(
            lambda holds, level, there: holds and there and level < least, outcomes(rule), list(numbers((low, high))), outcomes(applies)
        )
        assert found == wanted, (rule, low, high, applies)


@pytest.mark.parametrize("least", [20, 50, 100])
def test_short_of_a_score(least: int) -> None:
    scores = (0, 19, 20, 49, 50, 51, 99, 100)
    for rule, low, high in product(TRUTHS, scores, scores):
        if low <= high:
            between = [score for score in scores if low <= score <= high]
            wanted = expected(lambda holds, score: holds and score < least, outcomes(rule), between)
            assert bounds.short(0, 1, least)([rule, (low, high, TRUE)]) == wanted, (rule, low, high)
    assert bounds.short(0, 1, least)([TRUE, (0, 0, FALSE)]) == FALSE


def test_met() -> None:
    for given, rank in product(RANKS, RANKS):
        wanted = expected(lambda at, needed: at >= needed, list(numbers(given)), list(numbers(rank)))
        assert bounds.met(0, 1)([given, rank]) == wanted, (given, rank)


@pytest.mark.parametrize("rank", range(4))
def test_missing(rank: int) -> None:
    for rule, given in product(TRUTHS, RANKS):
        wanted = expected(lambda holds, at: holds and at < rank, outcomes(rule), list(numbers(given)))
        assert bounds.missing(0, 1, rank)([rule, given]) == wanted, (rule, given)


def test_at_least() -> None:
    for truths in product(TRUTHS, repeat=3):
        asked = (2, 0, 3)
        ways = [max([n for n, holds in zip(asked, way, strict=True) if holds], default=0) for way in product(*map(outcomes, truths))]
        found = bounds.at_least(list(enumerate(asked)))(list(truths))
        assert found == (min(ways), max(ways)), truths


def test_a_level_that_may_not_apply() -> None:
    for (low, high), given, condition in product(LEVELS, TRUTHS, TRUTHS):
        found = bounds.hidden("criterion", 0, itemgetter(1))([(low, high, given), condition])
        assert found == (low, high, min(given, condition))
