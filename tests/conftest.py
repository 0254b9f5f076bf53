"""What every test runs under: a cache of its own and no setting of the person or the job that runs it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from assess.commands.session import Method, Session

ROOT = Path(__file__).parent.parent


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
        patch.setattr(Session, "open", _opened_once(Session.open))
        yield


def _opened_once(opened: Callable[[Session, Path, Sequence[Path]], Method | None]) -> Callable[..., Method | None]:
    """The rubrics of this project, which no test changes, are read and prepared once for all the runs inside a test process."""
    kept: dict[Path, Method] = {}

    def once(session: Session, folder: Path, law: Sequence[Path] = ()) -> Method | None:
        ours = folder.parent == ROOT / "rubrics" and not law
        if ours and folder in kept:
            return kept[folder]
        method = opened(session, folder, law)
        if ours and method is not None:
            kept[folder] = method
        return method

    return once


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
