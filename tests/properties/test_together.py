"""Each kernel says neither more nor less than what follows from all the ways in which its unknowns may turn out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from assess.engine.link import link
from assess.engine.logic import FALSE, TRUE, UNKNOWN
from assess.engine.operations import Operation
from assess.engine.together import KERNELS

TRUTHS = (FALSE, UNKNOWN, TRUE)
LEVELS = [(low, high) for low in range(5) for high in range(low, 5)]
RANKS = [(low, high) for low in range(-1, 4) for high in range(low, 4)]


def outcomes(truth: int) -> tuple[bool, ...]:
    """What *truth* may turn out to be."""
    return {FALSE: (False,), TRUE: (True,), UNKNOWN: (False, True)}[truth]


def truth(found: set[bool]) -> int:
    """What is known of something that may turn out as *found*."""
    return UNKNOWN if len(found) > 1 else TRUE if found == {True} else FALSE


def numbers(bounds: tuple[int, int]) -> Iterator[int]:
    """The numbers between *bounds*."""
    return iter(range(bounds[0], bounds[1] + 1))


def filled(operation: Operation, *v: Any) -> Any:
    """What *operation* makes of the slots *v*, done twice together."""
    vector = [*v, None, None]
    KERNELS[operation[0]]([(len(v), operation), (len(v) + 1, operation)], link)(vector)
    assert vector[-1] == vector[-2]
    assert vector[:-2] == list(v)
    return vector[-1]


def expected(turned_out: Callable[..., bool], *possible: Any) -> int:
    """The truth of what *turned_out* says of each of the *possible* ways."""
    return truth({turned_out(*way) for way in product(*possible)})


@pytest.mark.parametrize("least", range(1, 5))
def test_short_of_a_level(least: int) -> None:
    for rule, (low, high), applies in product(TRUTHS, LEVELS, TRUTHS):
        found = filled(("short-of-level", 0, 1, least), rule, (low, high, applies))
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
            assert filled(("short-of-score", 0, 1, least), rule, ((low, 1), (high, 1), FALSE)) == wanted, (rule, low, high)
    assert filled(("short-of-score", 0, 1, least), TRUE, ((0, 1), (0, 1), TRUE)) == FALSE


def test_met() -> None:
    for given, rank in product(RANKS, RANKS):
        wanted = expected(lambda at, needed: at >= needed, list(numbers(given)), list(numbers(rank)))
        assert filled(("met", 0, 1), given, rank) == wanted, (given, rank)


@pytest.mark.parametrize("rank", range(4))
def test_missing(rank: int) -> None:
    for rule, given in product(TRUTHS, RANKS):
        wanted = expected(lambda holds, at: holds and at < rank, outcomes(rule), list(numbers(given)))
        assert filled(("missing", 0, 1, rank), rule, given) == wanted, (rule, given)


def test_at_least() -> None:
    for truths in product(TRUTHS, repeat=3):
        asked = (2, 0, 3)
        ways = [max([n for n, holds in zip(asked, way, strict=True) if holds], default=0) for way in product(*map(outcomes, truths))]
        found = filled(("at-least", tuple(enumerate(asked))), *truths)
        assert found == (min(ways), max(ways)), truths


def test_restricted() -> None:
    for (low, high), given, condition in product(LEVELS, TRUTHS, TRUTHS):
        found = filled(("restricted", 0, ("slot", 1)), (low, high, given), condition)
        assert found == (low, high, min(given, condition))


@pytest.mark.parametrize("parts", range(1, 4))
def test_and(parts: int) -> None:
    kinds: tuple[Operation, ...] = (("slot", 0), ("in", 1, 6), ("not", ("slot", 2)))
    for operations in product(kinds, repeat=parts):
        for one, mask, other in product(TRUTHS, (2, 4, 6, 8, 10, 12, 14), TRUTHS):
            of = {"slot": one, "in": truth({bool(bit & 6) for bit in (2, 4, 8) if mask & bit}), "not": TRUE - other}
            assert filled(("and", *operations), one, mask, other) == min(of[operation[0]] for operation in operations)


def test_or() -> None:
    for truths in product(TRUTHS, repeat=3):
        assert filled(("or-slots", (0, 1, 2)), *truths) == max(truths)
