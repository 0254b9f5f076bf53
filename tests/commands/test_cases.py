"""`assess rubric check --cases`: each file of `tests/bad/cases` has faults or fails, with the whole message beside it in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assess.messages import LANGUAGES
from tests.commands.expected import same
from tests.running import Ran, run

BAD = Path(__file__).parents[1] / "bad" / "cases"
NAMES = sorted(path.stem for path in BAD.glob("[a-z]*.yaml"))
CODES = {"fails": 1, "holds": 0}
TRIED = {"fails": (1, 0, 1), "holds": (2, 2, 0), "parts-missing": (1, 1, 0)}
"""How many cases are tried, as expected, failing; those with a fault are not tried."""


@pytest.fixture(autouse=True)
def _inside(here: Path) -> None:
    shutil.copytree(BAD, here / "cases")
    shutil.copytree(BAD.parent / "rubric" / "_valid", here / "rubric")


def tried(name: str, lang: str = "en") -> Ran:
    return run("rubric", "check", "rubric", "--cases", f"cases/{name}.yaml", "--lang", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_message_is_the_one_expected(name: str, lang: str) -> None:
    ran = tried(name, lang)
    assert same(BAD / f"{name}.{lang}.txt", ran.err), ran.err
    assert ran.code == CODES.get(name, 2)


@pytest.mark.parametrize("name", NAMES)
def test_the_last_line_counts_the_cases(name: str) -> None:
    count, passed, failed = TRIED.get(name, (0, 0, 0))
    last = tried(name).out.splitlines()[-1]
    assert last == f"cases/{name}.yaml: cases tried: {count}; as expected: {passed}; failing: {failed}."


def test_a_file_that_is_not_valid_outranks_a_case_that_fails(here: Path) -> None:
    for name in set(NAMES) - {"fails", "names"}:
        (here / "cases" / f"{name}.yaml").unlink()
    (here / "cases" / "_base.yaml").rename(here / "_base.yaml")
    text = (here / "cases" / "fails.yaml").read_text(encoding="utf-8")
    (here / "cases" / "fails.yaml").write_text(text.replace("_base.yaml", "../_base.yaml"), encoding="utf-8")
    ran = run("rubric", "check", "rubric", "--cases", "cases", "--lang", "en")
    assert ran.code == 2
    assert ran.out.endswith("cases: cases tried: 1; as expected: 0; failing: 1.\n")
    assert "cases/names.yaml:5:19" in ran.err
    assert "cases/fails.yaml:11:30" in ran.err


def test_a_folder_without_cases(here: Path) -> None:
    (here / "empty").mkdir()
    ran = run("rubric", "check", "rubric", "--cases", "empty", "--lang", "en")
    assert ran.code == 2
    assert ran.err.startswith("empty:1:1: error: No case here.")


def test_a_level_alone_is_one_that_was_shown_and_a_level_in_full_needs_its_evidence(here: Path) -> None:
    text = (here / "cases" / "holds.yaml").read_text(encoding="utf-8")
    (here / "cases" / "holds.yaml").write_text(
        text.replace("{maturity.trl: 3}\n      safeguards", "{maturity.trl: {level: 3}}\n      safeguards"), encoding="utf-8"
    )
    ran = tried("holds")
    assert ran.code == 1
    assert "what is expected of `levels.maturity.trl`" in ran.err


def test_a_base_that_is_not_valid_says_why(here: Path) -> None:
    text = (here / "cases" / "_base.yaml").read_text(encoding="utf-8")
    (here / "cases" / "_base.yaml").write_text(text.replace("trial", "trail"), encoding="utf-8")
    ran = tried("holds")
    assert ran.code == 2
    assert ran.err.count("cases/_base.yaml:7:16: error: `trail` is not a value of `phase`.") == 1
    assert ran.err.count("`_base.yaml` is not a valid proposal.") == 2
