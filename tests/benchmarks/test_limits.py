"""What `--check` holds: the bound, or what is reached; less than the bound only where instructions were counted."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import holds
from benchmarks.catalogue import Benchmark, Measure


def held(bound: float, reached: float, found: Measure) -> bool:
    return holds(Benchmark("one", "a / b", bound, lambda _children, _effort: found, reached), found)


@pytest.mark.parametrize(
    ("bound", "reached", "found", "expected"),
    [
        (1.5, 0, Measure(1.4, 9), True),
        (1.5, 0, Measure(1.6, 1), False),
        (1.5, 1.2, Measure(1.3, 1), False),
        (1.5, 1.2, Measure(0, 1.3), True),
        (1.5, 1.2, Measure(0, 1.6), False),
        (0.9, 1.5, Measure(0, 1.4), True),
        (0.9, 1.5, Measure(0, 1.6), False),
        (0, 0.94, Measure(0.95, 0), False),
        (0, 0, Measure(0, 99), True),
    ],
)
def test_what_is_held(bound: float, reached: float, found: Measure, expected: bool) -> None:
    assert held(bound, reached, found) is expected
