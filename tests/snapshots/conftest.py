"""Every snapshot is taken at the root of the repository, on one day, for one width of terminal."""

from __future__ import annotations

import pytest

from tests.snapshots.kept import ROOT


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")
    monkeypatch.setenv("COLUMNS", "100")
