"""The figures of the clarity check: the measure is right, and the readings reach what the project asks for."""

from __future__ import annotations

from fractions import Fraction

from tests.clarity.alpha import alpha
from tests.clarity.readings import readings, units

LEAST = Fraction(3, 4)


def test_alpha_is_one_when_all_agree() -> None:
    assert alpha([[1, 1, 1], [3, 3], [0, 0]]) == 1


def test_alpha_is_that_of_the_published_example() -> None:
    """Four observers and twelve units, some not judged: ordinal alpha 0.815 (Krippendorff, *Computing Krippendorff's Alpha-Reliability*)."""
    table = [
        [1, 1, 1],
        [2, 2, 3, 2],
        [3, 3, 3, 3],
        [3, 3, 3, 3],
        [2, 2, 2, 2],
        [1, 2, 3, 4],
        [4, 4, 4, 4],
        [1, 1, 2, 1],
        [2, 2, 2, 2],
        [5, 5, 5],
        [1, 1],
        [3],
    ]
    found = alpha(table)
    assert found is not None
    assert round(float(found), 3) == 0.815


def test_what_is_judged_once_or_always_alike_says_nothing() -> None:
    assert alpha([[1], [2]]) is None
    assert alpha([[2, 2], [2, 2]]) is None


def test_the_readings_reach_what_is_asked_for() -> None:
    found = readings()
    assert len({reading.note for reading in found}) == 8
    for what in ("levels", "tiers"):
        reached = alpha(units(found, what).values())
        assert reached is not None
        assert reached >= LEAST
