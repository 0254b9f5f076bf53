"""The disk when it fails, and what is no ordinary file: the old file stays whole, a sentence says why, nothing is left behind."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from assess import files
from assess.messages import LANGUAGES
from tests.fuzz.cases import ROOT, SMALL
from tests.running import Ran, run

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


@pytest.fixture
def folder(here: Path) -> Path:
    """A working directory with a proposal, its draft as it was written, and a change that has still to be written."""
    rubric = ROOT / "tests" / "bad" / "rubric" / "_valid"
    (here / "p.yaml").write_text(SMALL.replace("rubric: rubric", f"rubric: {rubric}"), encoding="utf-8")
    assert run("run", "p.yaml", "-q").code == 0
    (here / "p.yaml").write_text(
        SMALL.replace("rubric: rubric", f"rubric: {rubric}").replace("Un essai", "Un autre essai"), encoding="utf-8"
    )
    return here


def draft(folder: Path) -> Path:
    return folder / "p.impact-study.md"


def unchanged(folder: Path, act: Callable[[], Ran]) -> Ran:
    """What *act* tells; nothing in *folder* changes with it."""
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    ran = act()
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    return ran


def failing(error: BaseException) -> Callable[..., NoReturn]:
    """A call that ends in *error*."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def when_written(fail: Callable[..., NoReturn]) -> Callable[..., int]:
    """`os.open`, where what makes a file does *fail*; files are still read."""
    opened = os.open

    def opens(path: str, flags: int, mode: int = 0o777) -> int:
        return fail() if flags & os.O_CREAT else opened(path, flags, mode)

    return opens


CAUSES = [
    (errno.ENOSPC, "il n’y a plus de place sur le disque", "the disk is full"),
    (errno.EDQUOT, "il n’y a plus de place sur le disque", "the disk is full"),
    (errno.EROFS, "vous n’avez pas le droit d’écrire dans ce dossier", "you are not allowed to write in this folder"),
    (errno.EACCES, "vous n’avez pas le droit d’écrire dans ce dossier", "you are not allowed to write in this folder"),
    (errno.EIO, os.strerror(errno.EIO), os.strerror(errno.EIO)),
]


class TestWriting:
    @pytest.mark.parametrize(("number", "french", "english"), CAUSES)
    @pytest.mark.parametrize("where", ["os.open", "os.fsync", "os.replace"])
    def test_a_disk_that_fails(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, where: str, number: int, french: str, english: str
    ) -> None:
        fail = failing(OSError(number, os.strerror(number)))
        monkeypatch.setattr(where, fail if where != "os.open" else when_written(fail))
        for lang, words in zip(LANGUAGES, (french, english), strict=True):
            ran = unchanged(folder, lambda lang=lang: run("run", "p.yaml", "-q", "--lang", lang))  # type: ignore[misc]
            assert ran.code == 2
            assert ran.err.startswith("p.impact-study.md:1:1: ")
            assert words in ran.err

    @posix
    def test_a_disk_that_is_really_full(self, folder: Path) -> None:
        small = folder / "small"
        small.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(small)]
        if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:  # type: ignore[attr-defined,unused-ignore]
            pytest.skip("a small disk cannot be mounted here")
        try:
            (small / "old.md").write_text("ancien\n", encoding="utf-8")
            ran = run("run", "p.yaml", "-q", "-o", "small/new.md", "--lang", "en")
            assert ran.code == 2
            assert "the disk is full" in ran.err
            assert [path.name for path in small.iterdir()] == ["old.md"]
        finally:
            subprocess.run(["umount", str(small)], check=True)

    @posix
    def test_a_folder_that_may_not_be_written(self, folder: Path) -> None:
        closed = folder / "closed"
        closed.mkdir(mode=0o555)
        if os.access(closed, os.W_OK):
            pytest.skip("this user may write everywhere")
        ran = run("run", "p.yaml", "-q", "-o", "closed/new.md", "--lang", "en")
        assert (ran.code, list(closed.iterdir())) == (2, [])
        assert "you are not allowed to write in this folder" in ran.err

    @pytest.mark.parametrize("where", ["os.fsync", "os.replace"])
    def test_an_interruption(self, folder: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
        monkeypatch.setattr(where, failing(KeyboardInterrupt()))
        ran = unchanged(folder, lambda: run("run", "p.yaml", "-q"))
        assert ran.code == 130
        assert ran.err.strip()

    @posix
    @pytest.mark.parametrize("where", ["os.fsync", "os.replace"])
    def test_a_process_that_is_killed(self, folder: Path, where: str) -> None:
        before = draft(folder).read_bytes()
        wait = f"import os, time\n{where} = lambda *_: (print('there', flush=True), time.sleep(60))\nfrom assess.cli import code_of\n"
        script = wait + "code_of(['run', 'p.yaml', '-q'])"
        with subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"there\n"
            process.kill()
        assert draft(folder).read_bytes() == before
        assert run("run", "p.yaml", "-q").code == 0
        assert b"Un autre essai" in draft(folder).read_bytes()

    def test_what_is_there_already_is_not_written_again(self, folder: Path) -> None:
        assert run("run", "p.yaml", "-q").code == 0
        os.utime(draft(folder), (1, 1))
        assert run("run", "p.yaml", "-q").code == 0
        assert draft(folder).stat().st_mtime == 1

    @posix
    def test_the_rights_of_a_file_are_kept(self, folder: Path) -> None:
        draft(folder).chmod(0o640)
        assert run("run", "p.yaml", "-q").code == 0
        assert draft(folder).stat().st_mode & 0o777 == 0o640
        before = os.umask(0o027)
        try:
            assert run("run", "p.yaml", "-q", "-o", "new.md").code == 0
        finally:
            os.umask(before)
        assert (folder / "new.md").stat().st_mode & 0o777 == 0o640

    def test_nothing_but_the_draft_is_left(self, folder: Path) -> None:
        assert run("run", "p.yaml", "-q").code == 0
        assert sorted(path.name for path in folder.iterdir()) == ["p.impact-study.md", "p.yaml"]


class TestTargets:
    """What a draft is not written to, or only as it should be."""

    @pytest.mark.parametrize(
        ("target", "words"),
        [
            (".", "This is a folder; a file is needed."),
            ("nowhere/draft.md", "there is no such folder"),
            ("p.yaml", "The file to write is the proposal itself"),
            ("p.yaml/draft.md", "there is no such folder"),
            (f"{'x' * 300}.md", "its name is too long"),
            ("other.txt", "is not a draft written by assess"),
        ],
    )
    def test_a_target_that_is_refused(self, folder: Path, target: str, words: str) -> None:
        (folder / "other.txt").write_text("Des notes.\n", encoding="utf-8")
        ran = unchanged(folder, lambda: run("run", "p.yaml", "-q", "-o", target, "--lang", "en"))
        assert ran.code == 2
        assert words in ran.err

    @posix
    def test_a_device_is_never_replaced_by_a_file(self, folder: Path) -> None:
        ran = run("run", str(folder / "p.yaml"), "-q", "-o", "/dev/null", "--lang", "en")
        assert ran.code == 2
        assert "not an ordinary file" in ran.err
        assert not Path("/dev/null").is_file()

    @posix
    def test_a_pipe_is_not_waited_for(self, folder: Path) -> None:
        os.mkfifo(folder / "pipe.md")
        ran = run("run", "p.yaml", "-q", "-o", "pipe.md", "--lang", "en")
        assert ran.code == 2
        assert "not an ordinary file" in ran.err

    @posix
    def test_a_link_stays_and_what_it_leads_to_is_written(self, folder: Path) -> None:
        (folder / "elsewhere").mkdir()
        (folder / "draft.md").symlink_to("elsewhere/draft.md")
        assert run("run", "p.yaml", "-q", "-o", "draft.md").code == 0
        assert (folder / "draft.md").is_symlink()
        assert (folder / "elsewhere" / "draft.md").read_bytes().startswith(b"---\n")

    @posix
    def test_a_link_that_leads_to_itself(self, folder: Path) -> None:
        (folder / "draft.md").symlink_to("draft.md")
        ran = run("run", "p.yaml", "-q", "-o", "draft.md", "--lang", "en")
        assert ran.code == 2
        assert ran.err.startswith("draft.md:1:1: error: ")


class TestReading:
    """What is refused as a proposal, at once and with a sentence."""

    @pytest.fixture(autouse=True)
    def _at_once(self) -> Iterator[None]:
        start = time.monotonic()
        yield
        assert time.monotonic() - start < 5

    def refused(self, path: str, words: str, command: str = "run") -> str:
        ran = run(command, path, "--lang", "en")
        assert ran.code == 2
        assert words in ran.err
        assert "\x1b" not in ran.err
        return ran.err

    def test_a_folder(self, folder: Path) -> None:
        (folder / "inner").mkdir()
        self.refused("inner", "This is a folder; a file is needed.")
        self.refused("inner", "No proposal here", "score")

    def test_nothing(self, here: Path) -> None:
        del here
        for command in ("run", "score"):
            self.refused("nowhere.yaml", "There is no such file or folder.", command)

    @posix
    def test_a_pipe(self, here: Path) -> None:
        os.mkfifo(here / "pipe.yaml")
        for command in ("run", "score"):
            self.refused("pipe.yaml", "not an ordinary file", command)
        self.refused(".", "not an ordinary file", "score")

    @posix
    def test_devices(self, here: Path) -> None:
        del here
        for path in ("/dev/zero", "/dev/null"):
            self.refused(path, "not an ordinary file", "score")

    @posix
    def test_links_that_lead_in_circles(self, here: Path) -> None:
        (here / "a.yaml").symlink_to("b.yaml")
        (here / "b.yaml").symlink_to("a.yaml")
        self.refused("a.yaml", "This file cannot be read.")
        (here / "folder").mkdir()
        for name in ("one", "two"):
            (here / "folder" / name).symlink_to("..", target_is_directory=True)
        self.refused("folder", "No proposal here", "score")

    def test_a_file_of_fifty_megabytes(self, here: Path) -> None:
        with (here / "large.yaml").open("wb") as file:
            file.truncate(50 * 1024 * 1024)
        self.refused("large.yaml", "larger than 4 MiB")

    @posix
    @pytest.mark.parametrize("name", ["a\nb.yaml", "\x1b[31mred.yaml", "caf\udce9.yaml", "\u202egnp.yaml", "-q.yaml", "a b'\".yaml"])
    def test_names_of_every_sort(self, folder: Path, name: str) -> None:
        (folder / name).write_bytes((folder / "p.yaml").read_bytes())
        ran = run("score", f"./{name}", "--format", "json", "--lang", "en")
        assert ran.code == 0, ran.err
        assert ran.out.count("\n") == ran.out.rstrip("\n").count("\n") + 1
        (folder / name).write_text("format: 2\n", encoding="utf-8")
        told = run("score", f"./{name}", "--lang", "en")
        assert told.code == 2
        assert len([line for line in told.err.splitlines() if "error: " in line]) == told.err.count("error: ")
        assert not any(sign in told.err for sign in ("\x1b", "\u202e"))

    @posix
    def test_a_folder_that_may_not_be_read(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (here / "closed").mkdir()
        monkeypatch.setattr(os, "scandir", failing(PermissionError(errno.EACCES, "no")))
        self.refused("closed", "You are not allowed to read this file or folder.", "score")

    def test_a_rubric_that_is_a_whole_disk(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(files, "MAX_ENTRIES", 5)
        (folder / "large").mkdir()
        for at in range(10):
            (folder / "large" / f"{at}.txt").touch()
        text = (folder / "p.yaml").read_text(encoding="utf-8")
        lines = ["rubric: large" if line.startswith("rubric:") else line for line in text.splitlines()]
        (folder / "p.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.refused("p.yaml", "far more files than a rubric", "score")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
class TestOutput:
    """Stdout and stderr that take nothing."""

    def shell(self, command: str) -> subprocess.CompletedProcess[str]:
        python = f'"{sys.executable}" -m assess'
        settled = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # what is not written yet matters here
        return subprocess.run(
            ["sh", "-c", command.replace("assess", python)],
            env={**settled, "PYTHONPATH": str(ROOT), "ASSESS_LANG": "en"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    @pytest.mark.parametrize("command", ["score examples/drones", "score examples/drones --format json", "rubric list", "schema proposal"])
    def test_a_full_disk(self, command: str) -> None:
        ran = self.shell(f"assess {command} > /dev/full")
        assert (ran.returncode, ran.stderr) == (2, "The result could not be written: the disk is full.\n")

    def test_a_reader_that_stops(self) -> None:
        ran = self.shell("(assess score examples --format json; echo $? >&2) | head -c 10")
        assert ran.stdout.startswith("[\n{")
        assert ran.stderr == "0\n"

    @pytest.mark.parametrize("closed", ["> /dev/full 2> /dev/full", "2> /dev/full", ">&- 2>&-", "2>&-"])
    def test_nobody_to_tell(self, closed: str) -> None:
        assert self.shell(f"assess score nowhere.yaml {closed}").returncode == 2
        assert self.shell(f"assess --nonsense {closed}").returncode == 2
