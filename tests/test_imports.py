"""A command loads what it needs and nothing else: this is most of the time that a short run takes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.processes import ROOT, python

LISTED = """
import json, sys
from pathlib import Path
from assess.cli import main
try:
    main()
finally:
    Path("modules.json").write_text(json.dumps(sorted(sys.modules)), encoding="utf-8")
"""
HEAVY = {
    "numpy",
    "pydantic",
    "rich",
    "decimal",
    "fractions",
    "statistics",
    "multiprocessing",
    "asyncio",
    "ssl",
    "xml",
    "sqlite3",
    "unittest",
}
"""Never needed by a run that paints nothing, on no terminal, in one process."""
READERS_OF_RUBRICS = {
    "assess.loading.rubric",
    "assess.loading.rubric_parts",
    "assess.loading.rubric_rules",
    "assess.conditions.grammar",
}
"""Not needed once a rubric has been compiled."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a proposal, and a cache in which everything has been compiled."""
    folder = tmp_path_factory.mktemp("imports")
    shutil.copy(ROOT / "examples" / "drones" / "proposal.yaml", folder)
    loaded(folder, "run", "proposal.yaml", "-o", "-")
    return folder


def loaded(place: Path, *arguments: str) -> set[str]:
    """The modules loaded by `assess` with *arguments*."""
    python("-c", LISTED, *arguments, cwd=place, ASSESS_CACHE=str(place / "cache"))
    found: list[str] = json.loads((place / "modules.json").read_text(encoding="utf-8"))
    return set(found)


def test_help_loads_no_reader_and_no_engine(place: Path) -> None:
    found = loaded(place, "--help")
    assert found & (HEAVY | {"jinja2", "yaml", "tomllib", "hashlib", "tempfile"}) == set()
    assert [name for name in sorted(found) if name.startswith(("assess.engine", "assess.loading.p", "assess.study"))] == []


def test_a_score_loads_neither_templates_nor_what_reads_rubrics(place: Path) -> None:
    found = loaded(place, "score", "proposal.yaml", "--format", "json")
    assert found & (HEAVY | READERS_OF_RUBRICS | {"jinja2", "hashlib", "csv"}) == set()
    assert [name for name in sorted(found) if name.startswith("assess.study")] == []


def test_a_run_loads_templates_and_not_what_reads_rubrics(place: Path) -> None:
    found = loaded(place, "run", "proposal.yaml")
    assert found & (HEAVY | READERS_OF_RUBRICS | {"jinja2", "hashlib", "random", "tempfile", "assess.study.draft_merge"}) == set()
    assert "assess.study.build" in found


def test_a_run_with_templates_of_a_users_own_loads_jinja(place: Path) -> None:
    (place / "mine").mkdir(exist_ok=True)
    assert "jinja2" in loaded(place, "run", "proposal.yaml", "-o", "-", "--templates", "mine")


def test_a_check_of_a_draft_on_which_nothing_changed_loads_no_templates(place: Path) -> None:
    loaded(place, "run", "proposal.yaml", "-o", "draft.md")
    loaded(place, "check", "draft.md", "--fail-on", "never")
    found = loaded(place, "check", "draft.md", "--fail-on", "never")
    assert found & ((HEAVY - {"decimal", "fractions"}) | {"jinja2", "tempfile", "assess.study.study"}) == set()


def test_what_is_looked_for_exists(place: Path) -> None:
    """The tests above would pass if a module were renamed."""
    rubric = ROOT / "rubrics" / "mis-2021"
    found = loaded(place, "rubric", "check", str(rubric))
    assert found >= READERS_OF_RUBRICS
