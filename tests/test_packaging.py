"""What is shipped is what was tested: the wheel and the source archive, built here and used away from the sources."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.processes import ROOT, assess, python

BUILD = "import sys; from hatchling import build; print(getattr(build, sys.argv[1])(sys.argv[2]))"
WITHOUT = "import sys; sys.modules |= dict.fromkeys(('typer', 'rich', 'click'));"
"""Makes these modules fail to be imported: a build has none of them."""


class Built(NamedTuple):
    wheel: Path
    sdist: Path
    sources: Path
    """The source archive, unpacked."""
    installed: Path
    """The wheel, unpacked."""


def build(kind: str, sources: Path, target: Path) -> Path:
    target.mkdir()
    said = python("-c", WITHOUT + BUILD, f"build_{kind}", str(target), cwd=sources, path=target)
    return target / said.stdout.decode().split()[-1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    work = tmp_path_factory.mktemp("built")
    wheel, sdist = build("wheel", ROOT, work / "wheel"), build("sdist", ROOT, work / "sdist")
    shutil.unpack_archive(sdist, work / "sources", filter="data")
    shutil.unpack_archive(wheel, work / "installed", "zip")
    return Built(wheel, sdist, next((work / "sources").iterdir()), work / "installed")


def shipped(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def scored(cwd: Path, path: Path) -> bytes:
    return assess("score", "proposal.yaml", "--format", "json", cwd=cwd, path=path).stdout


def drafted(cwd: Path, path: Path) -> bytes:
    assess("proposal.yaml", cwd=cwd, path=path)
    draft = cwd / "proposal.impact-study.md"
    content = draft.read_bytes()
    draft.unlink()
    return content


@pytest.fixture
def example(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "examples" / "drones" / "proposal.yaml", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the checkout writes for the example."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "examples" / "drones" / "proposal.yaml", folder)
    return drafted(folder, ROOT)


@pytest.mark.parametrize("folder", ["rubrics", "templates"])
def test_the_wheel_holds_the_content_to_the_byte(folder: str, built: Built) -> None:
    assert shipped(built.installed / "assess" / "shipped" / folder) == shipped(ROOT / folder) != {}


def test_the_wheel_holds_the_code_the_content_and_nothing_else(built: Built) -> None:
    tops = {path.relative_to(built.installed).parts[0] for path in built.installed.rglob("*") if path.is_file()}
    assert {re.sub(r"-[\d.]+\.dist-info", "", top) for top in tops} == {"assess"}
    kinds = {path.suffix for path in (built.installed / "assess").rglob("*") if path.is_file() and "shipped" not in path.parts}
    assert kinds == {".css", ".typ", ".xml", ".py", ".toml", ".typed", ".yaml"}


def test_the_wheel_serves_every_python_and_every_system(built: Built) -> None:
    assert built.wheel.name.endswith("-py3-none-any.whl")


def test_the_source_archive_builds_the_same_wheel(built: Built, tmp_path: Path) -> None:
    again = build("wheel", built.sources, tmp_path / "again")
    assert again.read_bytes() == built.wheel.read_bytes()


def test_the_source_archive_holds_what_is_needed_to_test_it(built: Built) -> None:
    names = {path.name for path in built.sources.iterdir()}
    assert names >= {"assess", "rubrics", "templates", "examples", "tests", "benchmarks", "pyproject.toml", "README.md", "LICENSE"}


def test_building_leaves_nothing_in_the_sources(built: Built, tmp_path: Path) -> None:
    before = shipped(built.sources)
    build("wheel", built.sources, tmp_path / "again")
    assert shipped(built.sources).keys() == before.keys()


def test_installed_and_checkout_give_the_same_bytes(built: Built, example: Path, draft: bytes) -> None:
    assert scored(example, built.installed) == scored(example, ROOT) != b""
    assert drafted(example, built.installed) == draft != b""


def test_the_installed_tool_is_the_one_that_ran(built: Built, example: Path) -> None:
    where = "import assess; from assess import files; print(files.shipped('rubrics'))"
    said = python("-c", where, cwd=example, path=built.installed).stdout.decode().strip()
    assert Path(said) == built.installed / "assess" / "shipped" / "rubrics"


def test_an_editable_install_finds_the_folders_of_the_checkout(tmp_path: Path, example: Path) -> None:
    wheel = build("editable", ROOT, tmp_path / "editable")
    site = tmp_path / "site"
    shutil.unpack_archive(wheel, site, "zip")
    assert [path.name for path in site.iterdir() if path.is_dir()] == [next(site.glob("*.dist-info")).name]
    start = f"import site; site.addsitedir({str(site)!r}); from assess import files; print(files.shipped('rubrics'))"
    said = python("-c", start, cwd=example, path=example).stdout.decode().strip()
    assert Path(said) == ROOT / "rubrics"


def test_a_rubric_changed_after_installing_is_read_again(built: Built, example: Path, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(built.installed, package)
    rubric = package / "assess" / "shipped" / "rubrics" / "mis-2021" / "rubric.yaml"
    rubric.write_bytes(re.sub(rb"(?m)^  version: .*$", b"  version: 99.0.0", rubric.read_bytes()))
    assert b"99.0.0" in scored(example, package)


def test_it_runs_on_the_python_that_is_asked_for() -> None:
    asked = re.search(r'requires-python = ">=(\d+)\.(\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert asked
    assert sys.version_info >= (int(asked[1]), int(asked[2]))
