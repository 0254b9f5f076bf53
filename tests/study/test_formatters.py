"""Drafts gone over by the formatters people use: their passages stay the tool's, and nothing that people wrote is lost."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from assess.study.draft_merge import merge
from assess.study.passages import parse
from tests.properties.lives import moved
from tests.study.studies import example, written

EXAMPLES = ("drones", "millimetre-wave-scanner")
Formatter = Callable[[Path], None]


@cache
def drafts() -> dict[str, str]:
    """Some drafts, in both languages."""
    return {f"{name}-{lang}": written(example(name), lang) for name in EXAMPLES for lang in ("fr", "en")}


@pytest.fixture(scope="session")
def prettier(tmp_path_factory: pytest.TempPathFactory) -> Formatter:
    """Prettier, the one of this machine or the one of npm."""
    command = [shutil.which("prettier") or ""]
    if not command[0]:
        npm, node = shutil.which("npm"), shutil.which("node")
        if not (npm and node):
            pytest.skip("neither prettier nor npm on this machine")
        folder = tmp_path_factory.mktemp("npm")
        try:
            got = subprocess.run(
                [npm, "install", "--no-audit", "--no-fund", "prettier@3"], cwd=folder, capture_output=True, timeout=120, check=False
            )
        except subprocess.TimeoutExpired:
            pytest.skip("npm gives no prettier")
        if got.returncode:
            pytest.skip("npm gives no prettier")
        command = [node, str(folder / "node_modules" / "prettier" / "bin" / "prettier.cjs")]
    return lambda path: _run([*command, "--log-level", "warn", "--prose-wrap", "always", "--write", str(path)])


@pytest.fixture
def mdformat() -> Formatter:
    """The formatter of Python."""
    if find_spec("mdformat") is None or find_spec("mdformat_frontmatter") is None or find_spec("mdformat_gfm") is None:
        pytest.skip("mdformat is not installed")
    library = import_module("mdformat")

    def formatted(path: Path) -> None:
        path.write_text(library.text(path.read_text(encoding="utf-8"), extensions={"gfm", "frontmatter"}), encoding="utf-8")

    return formatted


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.fixture(params=["prettier", "mdformat"])
def formatter(request: pytest.FixtureRequest) -> Formatter:
    made: Formatter = request.getfixturevalue(request.param)
    return made


@pytest.mark.parametrize("name", [f"{name}-{lang}" for name in EXAMPLES for lang in ("fr", "en")])
def test_nothing_that_people_wrote_is_lost_whatever_formats_the_draft(formatter: Formatter, name: str, tmp_path: Path) -> None:
    path, draft = tmp_path / "draft.md", drafts()[name]
    theirs = [f"À *nous*, {at}." for at in range(20)]
    lines = draft.split("\n")
    places = [at for at, line in enumerate(lines) if line.startswith(("#", "<!-- assess:end"))]
    for at, words in zip(places[:: len(places) // 20], theirs, strict=False):
        lines[at] += f"\n\n{words}"
    path.write_text("\n".join(lines), encoding="utf-8")
    for other in (f"{name[:-2]}{'en' if name.endswith('fr') else 'fr'}", name):
        formatter(path)
        text = path.read_text(encoding="utf-8")
        assert set(parse(text).passages) == set(parse(draft).passages)
        made = merge(text, drafts()[other]).text
        assert moved(text, made) == []
        assert merge(made, drafts()[other]).text == made
        path.write_text(made, encoding="utf-8")
    assert all(words.replace("*", "") in path.read_text(encoding="utf-8").replace("*", "").replace("_", "") for words in theirs)


@pytest.mark.parametrize("name", [f"{name}-{lang}" for name in EXAMPLES for lang in ("fr", "en")])
def test_what_prettier_formats_stays_the_tools(prettier: Formatter, name: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(drafts()[name], encoding="utf-8")
    prettier(path)
    text = path.read_text(encoding="utf-8")
    assert text != drafts()[name]
    assert [name for name, passage in parse(text).passages.items() if not passage.untouched] == []


def test_what_mdformat_formats_stays_the_tools_but_for_notes(mdformat: Formatter, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(drafts()["drones-fr"], encoding="utf-8")
    mdformat(path)
    touched = [passage for passage in parse(path.read_text(encoding="utf-8")).passages.values() if not passage.untouched]
    assert [passage.name for passage in touched if "[^" not in passage.text and "[20" not in passage.text] == []
