"""What is measured is real work: generated proposals are valid, of a realistic size, and the same every time."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

from benchmarks.fixtures import proposal, proposals, write
from tests.running import run


def test_generated_proposals_are_valid(here: Path) -> None:
    write(here / "many", 150)
    ran = run("score", "many", "--format", "jsonl")
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) == 150


def test_they_have_the_size_of_a_real_one() -> None:
    assert 6_000 < mean(len(text.encode()) for text in proposals(100)) < 7_500


def test_they_are_repeatable_and_different() -> None:
    assert list(proposals(20)) == [proposal(seed) for seed in range(20)]
    assert len(set(proposals(20))) == 20
