"""The French of the project has one spelling: that of the codes that it cites (« événement »), so that quotations and prose agree."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = [
    path
    for folder in ("assess", "docs", "examples", "rubrics", "templates", "tests/cases", "tests/snapshots", "tests/bad")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".yaml", ".toml", ".md", ".j2", ".txt", ".svg"}
]
OTHER = ("évènement", "connaitre", "connait ", "paraitre", "entrainer", "entraine", "règlementaire", "maitrise", "couts", "aout ")
"""Spellings of 1990, by words that the project has."""


READ = {("readable.yaml", "couts"), ("claims.yaml", "évènement"), ("figures.yaml", "évènement")}
"""What people may write, and checks look for."""


@pytest.mark.parametrize("folder", sorted({path.parent.relative_to(ROOT).as_posix() for path in WRITTEN}))
def test_no_word_has_two_spellings(folder: str) -> None:
    here = [path for path in [*WRITTEN, *ROOT.glob("*.md")] if path.parent in (ROOT / folder, ROOT)]
    found = {(path.name, word) for path in here for word in OTHER if word in path.read_text(encoding="utf-8", errors="replace").casefold()}
    assert found - READ == set()
