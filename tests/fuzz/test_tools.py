"""Damaged files of cases, histories of rubrics and proposals to migrate: findings, never a fault of the tool, and never a file lost."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from tests.commands.test_migrate import HEAD, HISTORY
from tests.fuzz.cases import VALID
from tests.fuzz.mutators import encoded, mutated
from tests.running import run

CASES = VALID.parents[1] / "cases"
PROPOSAL = f"""{HEAD}technology: uav   # un drone
text: {{nature: decree, state: draft}}
facts:
  phase: essay
  purposes: [terror, fraud, rescue]
  ends: 2026-01-01
criteria:
  maturity.trll: {{level: 1, because: "Vu : en service."}}
  maturity.age: {{level: 2}}
safeguards:
  dpia:
    status: present
    because: |
      Oui.
  limit: {{status: absent}}
"""


@pytest.fixture(autouse=True)
def _rubric(here: Path) -> None:
    shutil.copytree(VALID, here / "rubric")
    (here / "rubric" / "history.yaml").write_text(HISTORY, encoding="utf-8")
    shutil.copy(CASES / "_base.yaml", here)


@pytest.mark.parametrize("seed", range(120))
def test_a_damaged_file_of_cases(seed: int, here: Path) -> None:
    random = Random(seed)
    text = (CASES / f"{random.choice(('holds', 'fails'))}.yaml").read_text(encoding="utf-8")
    (here / "cases.yaml").write_bytes(encoded(mutated(text, random), random))
    ran = run("rubric", "check", "rubric", "--cases", "cases.yaml", "--lang", random.choice(("fr", "en")))
    assert ran.code in (0, 1, 2), ran.err
    assert (ran.code == 0) is (ran.err == "") or ": warning:" in ran.err or ": avertissement :" in ran.err


@pytest.mark.parametrize("seed", range(120))
def test_a_damaged_history(seed: int, here: Path) -> None:
    random = Random(seed)
    (here / "rubric" / "history.yaml").write_bytes(encoded(mutated(HISTORY, random), random))
    ran = run("rubric", "check", "rubric", "--lang", "en")
    assert ran.code in (0, 2), ran.err
    (here / "p.yaml").write_text(PROPOSAL, encoding="utf-8")
    assert run("migrate", "p.yaml", "--dry-run").code in (0, 2)
    assert (here / "p.yaml").read_text(encoding="utf-8") == PROPOSAL


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_proposal_is_migrated_or_left_alone(seed: int, here: Path) -> None:
    random = Random(seed)
    before = encoded(mutated(PROPOSAL, random), random)
    (here / "p.yaml").write_bytes(before)
    ran = run("migrate", "p.yaml", "--lang", "en")
    assert ran.code in (0, 2), ran.err
    after = (here / "p.yaml").read_bytes()
    if after != before:
        assert run("migrate", "p.yaml", "--lang", "en").code == ran.code
        assert (here / "p.yaml").read_bytes() == after
        kept = [
            line
            for line in before.splitlines()
            if not any(
                word in line
                for word in (b"uav", b"draft", b"essay", b"terror", b"trll", b"age", b"dpia", b"limit", b"ends", b"nature", b"fraud")
            )
        ]
        assert all(line.strip() in after for line in kept)
