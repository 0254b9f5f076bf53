"""The cache: what was read is taken from it for the same sources, byte for byte, and for nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from assess import store
from assess.yaml_source.document import Document
from tests.running import run

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "rubrics" / "eu-ai-act"
OF_OWNERS = pytest.mark.skipif(os.name != "posix", reason="files have no owners here")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("ASSESS_CACHE", str(folder))
    return folder


@pytest.fixture
def rubric(tmp_path: Path, cache: Path) -> Path:
    """A rubric of one's own, read once."""
    assert cache
    folder = tmp_path / "mine"
    shutil.copytree(SMALL, folder)
    for include in ("law", "facts"):
        if (SMALL.parent / include).is_dir():
            shutil.copytree(SMALL.parent / include, tmp_path / include)
    assert store.load_rubric_of(folder).rubric is not None
    return folder


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The rubrics read from their sources, not from the cache."""
    made: list[Path] = []
    reading = store.read_rubric

    def noted(folder: Path, law: Sequence[Path] = ()) -> tuple[store.Loaded, list[Document]]:
        made.append(folder)
        return reading(folder, law)

    monkeypatch.setattr(store, "read_rubric", noted)
    return made


def entry(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


def test_the_same_sources_are_read_once(rubric: Path, readings: list[Path]) -> None:
    fresh = store.read_rubric(rubric)[0]
    readings.clear()
    assert store.load_rubric_of(rubric) == fresh
    assert readings == []


def _changed(rubric: Path) -> None:
    path = rubric / "rubric.yaml"
    path.write_bytes(path.read_bytes() + b"# a remark\n")


def _same_size(rubric: Path) -> None:
    """Another content of the same length, at the same time."""
    path = rubric / "rubric.yaml"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"version: 1", b"version: 2", 1).replace(b'version: "1', b'version: "2', 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _added(rubric: Path) -> None:
    (rubric / "more.yaml").write_text("facts: {}\n", encoding="utf-8")


def _renamed(rubric: Path) -> None:
    path = next(path for path in sorted(rubric.glob("*.yaml")) if path.name != "rubric.yaml")
    path.rename(rubric / "zzz.yaml")


@pytest.mark.parametrize("change", [_changed, _same_size, _added, _renamed])
def test_other_sources_are_read_anew(change: Callable[[Path], None], rubric: Path, readings: list[Path]) -> None:
    change(rubric)
    store.load_rubric_of(rubric)
    assert readings == [rubric]


def test_a_source_that_is_gone_is_missed(rubric: Path, readings: list[Path]) -> None:
    _added(rubric)
    store.load_rubric_of(rubric)
    (rubric / "more.yaml").unlink()
    store.load_rubric_of(rubric)
    assert readings == [rubric, rubric]


def test_another_version_of_the_tool_reads_anew(rubric: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "__version__", "0.0.0")
    store.load_rubric_of(rubric)
    assert readings == [rubric]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda _: b"\xc1",
        lambda data: data[:-40] + bytes(40),
        lambda _: msgspec.msgpack.encode({"key": 1}),
    ],
)
def test_a_damaged_entry_is_no_entry(damage: Callable[[bytes], bytes], rubric: Path, cache: Path, readings: list[Path]) -> None:
    path = entry(cache)
    sound = path.read_bytes()
    path.write_bytes(damage(sound))
    assert store.load_rubric_of(rubric).rubric is not None
    assert readings == [rubric]
    assert path.read_bytes() == sound


def test_an_entry_of_another_kind_is_no_entry(rubric: Path, cache: Path, readings: list[Path]) -> None:
    path = entry(cache)
    kept = msgspec.msgpack.decode(path.read_bytes(), type=store.Entry)
    other = msgspec.structs.replace(kept, content=msgspec.Raw(msgspec.msgpack.encode(["not", "a rubric"])))
    path.write_bytes(msgspec.msgpack.encode(other))
    assert store.load_rubric_of(rubric).rubric is not None
    assert readings == [rubric]


def test_a_rubric_with_faults_is_not_kept(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "faulty"
    folder.mkdir()
    (folder / "rubric.yaml").write_text("rubric: {id: faulty}\n", encoding="utf-8")
    assert store.load_rubric_of(folder).findings
    assert not cache.exists()


@OF_OWNERS
def test_what_is_kept_is_ours_alone(rubric: Path, cache: Path) -> None:
    assert rubric
    assert cache.stat().st_mode & 0o777 == 0o700
    assert entry(cache).stat().st_mode & 0o777 == 0o600


@OF_OWNERS
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o722])
def test_a_cache_in_which_others_may_write_is_not_used(mode: int, rubric: Path, cache: Path, readings: list[Path]) -> None:
    entry(cache).unlink()
    cache.chmod(mode)
    assert store.load_rubric_of(rubric).rubric is not None
    assert readings == [rubric]
    assert list(cache.iterdir()) == []


@OF_OWNERS
def test_a_cache_of_somebody_else_is_not_used(rubric: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 123_456)
    store.load_rubric_of(rubric)
    assert readings == [rubric]


@pytest.mark.parametrize("place", ["", "a-file/below", "a-file"])
def test_a_cache_that_cannot_be_is_no_fault(place: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a-file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ASSESS_CACHE", place)
    shutil.copy(ROOT / "examples" / "drones" / "proposal.yaml", here)
    assert run("score", "proposal.yaml").code == 0
