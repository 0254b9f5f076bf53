"""In a folder, what is no file is told and hides nothing else; a file is read once, however it is named; no output takes the name of an input."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assess.model.exit_codes import DONE, INVALID
from tests.running import Ran, run

PROPOSAL = "format: 1\nid: t\ntitle: T\ndate: 2026-03-02\ntechnology: drones\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links")


@pytest.fixture
def place(here: Path) -> Path:
    """A folder with a proposal, beside another one."""
    for name in ("studies", "elsewhere"):
        (here / name).mkdir()
        (here / name / f"{name}.yaml").write_text(PROPOSAL.replace("id: t", f"id: {name}"), encoding="utf-8")
    return here / "studies"


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


NO_FILES: dict[str, Callable[[Path], object]] = {
    "pipe.yaml": os.mkfifo,
    "pipe.impact-study.md": os.mkfifo,
    "pipe.MD": os.mkfifo,
    "socket.yml": _socket,
    "device.yaml": lambda path: path.symlink_to("/dev/zero"),
    "link-to-itself.yaml": lambda path: path.symlink_to(path.name),
    "link-to-nothing.md": lambda path: path.symlink_to("nowhere"),
}


def told(ran: Ran) -> dict[str, tuple[str, str]]:
    """The severity and the id of each finding of a check, by path."""
    return {item["path"]: (item["severity"], item["id"]) for item in json.loads(ran.out)["findings"]}


@POSIX
@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_is_told_never_opened_and_hides_nothing_else(place: Path, name: str) -> None:
    NO_FILES[name](place / name)
    ran = run("check", "studies", "--format", "json", "-q")
    assert ran.code == INVALID
    assert told(ran)[f"studies/{name}"][0] == "error"
    assert json.loads(ran.out)["files"] == sorted([f"studies/{name}", "studies/studies.yaml"])


@POSIX
@pytest.mark.parametrize("name", [name for name in NO_FILES if not name.lower().endswith(".md")])
def test_scores_and_migrations_tell_it_too(place: Path, name: str) -> None:
    NO_FILES[name](place / name)
    for command in (["score", "studies", "--format", "jsonl"], ["migrate", "studies", "--dry-run"]):
        ran = run(*command)
        assert ran.code == INVALID
        assert f"studies/{name}:1:1: " in ran.err
    assert '"id":"studies"' in run("score", "studies", "--format", "jsonl").out.replace(" ", "")


@pytest.mark.parametrize("name", ["module.yaml", "notes.MD", "t.impact-study.md"])
def test_a_folder_with_the_name_of_a_file_is_told_and_entered(place: Path, name: str) -> None:
    (place / name).mkdir()
    (place / "studies.yaml").rename(place / name / "t.yaml")
    ran = run("check", "studies", "--format", "json", "-q")
    assert (ran.code, told(ran)) == (DONE, {f"studies/{name}": ("warning", "folder-named-as-file")})
    assert json.loads(ran.out)["files"] == [f"studies/{name}/t.yaml"]


@POSIX
@pytest.mark.parametrize("target", ["../elsewhere", "..", "/"])
def test_a_link_to_a_folder_that_is_not_looked_at_is_told(place: Path, target: str) -> None:
    (place / "linked").symlink_to(target)
    ran = run("check", "studies", "--format", "json", "-q")
    assert (ran.code, told(ran)) == (DONE, {"studies/linked": ("warning", "folder-linked")})
    assert "studies/linked:1:1: " in run("score", "studies").err


@POSIX
@pytest.mark.parametrize("target", [".", "below", "../studies/below"])
def test_a_link_to_a_folder_that_is_looked_at_says_nothing(place: Path, target: str) -> None:
    (place / "below").mkdir()
    (place / "linked").symlink_to(target)
    ran = run("check", "studies", "--format", "json", "-q")
    assert (ran.code, told(ran)) == (DONE, {})


@POSIX
def test_a_link_to_a_folder_that_is_named_too_says_nothing(place: Path) -> None:
    (place / "linked").symlink_to("../elsewhere")
    assert told(run("check", "studies", "elsewhere", "--format", "json", "-q")) == {}


NAMES = ["./studies/studies.yaml", "studies//studies.yaml", "studies/../studies/studies.yaml", "./studies/./studies.yaml"]


@pytest.mark.parametrize("name", NAMES)
def test_a_path_is_said_without_what_leads_nowhere_in_it(place: Path, name: str) -> None:
    assert place.is_dir()
    assert [item["proposal"]["path"] for item in _scores(name)] == ["studies/studies.yaml"]
    assert json.loads(run("check", name, "--format", "json", "-q").out)["files"] == ["studies/studies.yaml"]


def _scores(*paths: str) -> list[dict[str, dict[str, str]]]:
    return [json.loads(line) for line in run("score", *paths, "--format", "jsonl", "-q").out.splitlines()]


@POSIX
def test_a_path_through_a_link_is_not_shortened_to_another_file(place: Path) -> None:
    (place / "deep").mkdir()
    (place.parent / "linked").symlink_to("studies/deep")
    assert [item["proposal"]["id"] for item in _scores("linked/../studies.yaml")] == ["studies"]


def test_a_file_named_in_several_ways_is_read_once(place: Path) -> None:
    assert len(_scores(*NAMES, str(place / "studies.yaml"), "studies")) == 1
    assert json.loads(run("check", *NAMES, "studies", "--format", "json", "-q").out)["files"] == ["studies/studies.yaml"]


@POSIX
@pytest.mark.parametrize("link", ["a-link.yaml", "z-link.yaml", "A.YML"])
@pytest.mark.parametrize("make", [os.symlink, os.link])
def test_a_file_linked_twice_is_read_once(place: Path, link: str, make: Callable[[str, Path], None]) -> None:
    make("studies.yaml" if make is os.symlink else str(place / "studies.yaml"), place / link)
    assert len(_scores("studies")) == 1
    if make is os.symlink:
        assert json.loads(run("check", "studies", "--format", "json", "-q").out)["files"] == ["studies/studies.yaml"]


@pytest.mark.parametrize("name", ["assess.toml", "pyproject.toml", "x.yaml", "X.YML", "rubric.yaml", "impact-study.md.j2"])
def test_no_output_has_the_name_of_what_is_read(place: Path, name: str) -> None:
    for arguments in (["run", "studies/studies.yaml", "-o", name], ["check", "studies", "--write-baseline", name]):
        ran = run(*arguments, "-q")
        assert ran.code == INVALID
        assert ("`.json`" if arguments[0] == "check" else "`.md`") in ran.out + ran.err
        assert not (place.parent / name).exists()


@pytest.mark.parametrize("name", ["etude", "etude.md", "etude.markdown", "etude.txt"])
def test_other_names_are_taken(place: Path, name: str) -> None:
    assert run("studies/studies.yaml", "-o", name, "-q").code == DONE
    assert (place.parent / name).exists()
