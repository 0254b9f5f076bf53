"""What every test runs under: a cache of its own and no setting of the person or the job that runs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def _alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep compiled rubrics out of the real cache, and the settings of the shell out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("ASSESS_") and name not in ("ASSESS_REWRITE", "ASSESS_SHARED")]:
            patch.delenv(name)
        for name in ("CI", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
            patch.delenv(name, raising=False)
        patch.setenv("ASSESS_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("NO_COLOR", "1")
        yield


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
