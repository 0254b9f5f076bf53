"""Every file of `tests/bad/proposal` has one fault, and beside it the whole message that a person reads, in both languages.

They answer the small rubric of `tests/bad/rubric/_valid`, so that no message changes when a shipped rubric does.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assess.messages import LANGUAGES
from tests.commands.expected import same
from tests.running import run

BAD = Path(__file__).parents[1] / "bad" / "proposal"
NAMES = sorted(path.stem for path in BAD.glob("*.yaml"))
HARMLESS = ("fact-several-repeated",)
"""What is only warned of."""
SEVERAL = {"five-faults": 5}


@pytest.fixture(autouse=True)
def _inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are shown as they are given: here, the names of the files."""
    monkeypatch.chdir(BAD)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_message_is_the_one_expected(name: str, lang: str) -> None:
    ran = run("score", f"{name}.yaml", "--lang", lang)
    assert same(BAD / f"{name}.{lang}.txt", ran.err), ran.err
    assert ran.code == (0 if name in HARMLESS else 2)
    assert (ran.out == "") is (name not in HARMLESS)


@pytest.mark.parametrize("name", NAMES)
def test_one_fault_is_said_once(name: str) -> None:
    assert run("score", f"{name}.yaml", "--lang", "en").err.count(f"{name}.yaml:") == SEVERAL.get(name, 1)


def test_a_message_that_no_file_has_is_not_kept() -> None:
    assert {path.name.rpartition(".")[0].rpartition(".")[0] for path in BAD.glob("*.txt")} == set(NAMES)


def test_all_the_faults_of_all_the_files_are_said_in_order(here: Path) -> None:
    shutil.copytree(BAD.parent / "rubric" / "_valid", here / "rubric" / "_valid")
    (here / "proposal").mkdir()
    for name in ("five-faults", "level-too-high", "date-missing"):
        shutil.copy(BAD / f"{name}.yaml", here / "proposal")
    ran = run("score", "proposal", "--lang", "en")
    places = [line.split(": ")[0] for line in ran.err.splitlines() if line.startswith("proposal/")]
    assert places == [
        "proposal/date-missing.yaml:1:1",
        *(f"proposal/five-faults.yaml:{place}" for place in ("2:5", "7:11", "9:10", "11:25", "13:28")),
        "proposal/level-too-high.yaml:8:25",
    ]
    assert ran.code == 2
