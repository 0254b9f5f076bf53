"""A few seconds of the fuzz run, in a process of its own whose memory is limited; `python -m tests.fuzz --minutes 5` does more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.cases import ROOT, SMALL, Broken, bases, case, inside
from tests.fuzz.mutators import MUTATORS, mutated
from tests.running import Ran, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders in use cannot be deleted there")


def test_damaged_files_are_read_or_refused_and_nothing_else() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--cases", "200", "--seed", "0"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    assert "broken: 0" in ran.stdout
    assert all(kind in ran.stdout for kind in ("score 0", "score 2", "run 0", "run 2", "rubric 2"))


def test_the_proposal_that_is_damaged_is_sound_before(tmp_path: Path) -> None:
    with inside(tmp_path / "case"):
        Path("p.yaml").write_text(SMALL, encoding="utf-8")
        assert run("score", "p.yaml").code == 0
        assert run("rubric", "check", "rubric").code == 0


def test_a_case_is_made_from_its_seed_alone(tmp_path: Path) -> None:
    assert [case(seed, tmp_path / f"{seed}") for seed in (1, 2, 3)] == [case(seed, tmp_path / f"{seed}-again") for seed in (1, 2, 3)]


def test_every_mutator_takes_any_lines() -> None:
    random = Random(0)
    for mutator in MUTATORS:
        for lines in ([], [""], ["a: b"], SMALL.split("\n")):
            assert isinstance(mutator(list(lines), random), list)
    assert len({mutated(SMALL, random) for _ in range(50)}) > 40
    assert len(bases()) > 50


def test_what_must_not_happen_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.fuzz import cases

    def broken(*arguments: str) -> Ran:
        Path("left").touch()
        return Ran(0, "", " ".join(arguments))

    monkeypatch.setattr(cases, "KINDS", (cases.proposal,))
    monkeypatch.setattr(cases, "run", broken)
    with pytest.raises(Broken, match="files left or changed"):
        case(0, tmp_path / "case")
