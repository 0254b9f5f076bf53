"""Bounds are sound where texts cover, entries give and domains close: whatever answers are deleted, nothing leaves them."""

from __future__ import annotations

from random import Random

import pytest

from tests.law.uses import evaluator
from tests.properties.answering import full
from tests.properties.test_soundness import check


@pytest.mark.parametrize("seed", range(60))
def test_any_answers_about_drones(seed: int) -> None:
    under, random = evaluator(), Random(seed)
    for _ in range(4):
        check(under, full(under.rubric, random), random, 4)
