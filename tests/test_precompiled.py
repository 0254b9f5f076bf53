"""What a wheel holds compiled, and when it may be used. That it is used, and ignored when damaged, is in `test_packaging`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assess import files, library, precompiled
from assess.precompiled import NotSound, compiled_files, program, templates_folder
from assess.study.environment import loader
from assess.study.templates import DOCUMENTS

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of compiled files, as in an installed package, with a copy of the templates beside it."""
    folder = tmp_path / "compiled"
    for name, content in compiled_files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "rubrics", tmp_path / "rubrics")
    monkeypatch.setattr(files, "compiled_folder", lambda: folder)
    monkeypatch.setattr(files, "shipped", lambda name: tmp_path / name)
    return folder


def test_a_compiled_rubric_is_the_rubric(compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "cache_folder", lambda: None)
    monkeypatch.setattr(library, "read", None)
    assert (compiled / "mis-2021.bin").is_file()
    loaded = library.load(tmp_path / "rubrics" / "mis-2021")
    monkeypatch.undo()
    read, _ = library.read(ROOT / "rubrics" / "mis-2021", "rubrics/mis-2021")
    assert (loaded.rubric, loaded.findings) == (read.rubric, ())


def test_compiled_files_are_the_same_every_time() -> None:
    assert list(compiled_files()) == list(compiled_files())


def test_templates_that_fit_are_used(compiled: Path) -> None:
    assert Path(templates_folder()) == compiled / "templates"


def test_a_checkout_has_no_compiled_templates() -> None:
    assert templates_folder() == ""


def test_line_ends_change_nothing(compiled: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "templates").rglob("*.j2"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Path(templates_folder()) == compiled / "templates"


def _change(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize("harm", [_change, Path.unlink])
@pytest.mark.parametrize("which", ["templates/fr/impact-study.md.j2", "compiled/templates/*.py", "compiled/templates/stamp.txt"])
def test_templates_that_do_not_fit_are_not(harm: Callable[[Path], None], which: str, compiled: Path, tmp_path: Path) -> None:
    assert compiled.is_dir()
    harm(next(tmp_path.glob(which)))
    assert templates_folder() == ""


@pytest.mark.parametrize("name", ["__version__", "FORM"])
def test_those_of_another_version_are_not(name: str, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiled.is_dir()
    monkeypatch.setattr(precompiled if name == "__version__" else loader, name, "another")
    assert templates_folder() == ""


def test_documents_that_fit_are_used(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "cache_folder", lambda: None)
    monkeypatch.setattr(precompiled, "program_of", None)
    for name in DOCUMENTS:
        assert program(name).co_filename.startswith(str(compiled))


@pytest.mark.parametrize("which", ["templates/fr/parts.md.j2", "compiled/documents/fr-impact-study.py"])
@pytest.mark.parametrize("harm", [_change, Path.unlink])
def test_documents_that_do_not_fit_are_made_again(
    harm: Callable[[Path], None], which: str, compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiled.is_dir()
    monkeypatch.setattr(files, "cache_folder", lambda: None)
    harm(tmp_path / which)
    if which.startswith("templates") and harm is Path.unlink:
        with pytest.raises(files.FileFault):
            program("fr/impact-study.md.j2")
    else:
        assert program("fr/impact-study.md.j2").co_filename == "<fr/impact-study.md.j2>"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache file of a document made from a copy of the templates, none being shipped compiled."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    monkeypatch.setattr(files, "shipped", lambda name: tmp_path / name)
    monkeypatch.setattr(files, "compiled_folder", lambda: tmp_path / "none")
    monkeypatch.setattr(files, "cache_folder", lambda: tmp_path / "cache")
    assert program("fr/annex-grid.md.j2").co_filename == "<fr/annex-grid.md.j2>"
    (found,) = (tmp_path / "cache" / "templates").iterdir()
    return found


@pytest.mark.usefixtures("kept")
def test_a_document_kept_is_used_while_its_templates_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precompiled, "program_of", None)
    first = program("fr/annex-grid.md.j2")
    path = tmp_path / "templates" / "fr" / "annex-grid.md.j2"
    os.utime(path, (0, 0))
    assert program("fr/annex-grid.md.j2") == first, "another time, the same content"


@pytest.mark.parametrize("which", ["fr/annex-grid.md.j2", "fr/grids.md.j2"])
def test_a_document_is_made_again_when_one_of_its_templates_changes(which: str, kept: Path, tmp_path: Path) -> None:
    before = kept.read_bytes()
    path = tmp_path / "templates" / which
    path.write_text(path.read_text(encoding="utf-8").replace("Caractéristique", "Trait") + "Fin.", encoding="utf-8")
    program("fr/annex-grid.md.j2")
    assert kept.read_bytes() != before


@pytest.mark.parametrize("damage", [b"", b"damaged", None])
def test_a_document_kept_and_damaged_is_made_again(damage: bytes | None, kept: Path) -> None:
    before = kept.read_bytes()
    kept.write_bytes(before[:-9] + b"123456789" if damage is None else damage)
    program("fr/annex-grid.md.j2")
    assert kept.read_bytes() == before


def test_a_document_kept_by_another_version_is_made_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept.read_bytes()
    monkeypatch.setattr(precompiled, "_MADE_SO", "another")
    program("fr/annex-grid.md.j2")
    assert kept.read_bytes() != before


def test_no_wheel_is_made_of_a_rubric_with_faults(compiled: Path, tmp_path: Path) -> None:
    assert compiled.is_dir()
    _change(tmp_path / "rubrics" / "mis-2021" / "rubric.yaml")
    list(compiled_files())
    (tmp_path / "rubrics" / "mis-2021" / "more.yaml").write_text("terms: {a: 1}\n", encoding="utf-8")
    with pytest.raises(NotSound, match="rubrics/mis-2021"):
        list(compiled_files())
