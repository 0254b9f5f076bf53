"""Files that others write to as well: what they wrote in the meantime is never lost, and a draft belongs to one proposal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assess import files
from assess.model.exit_codes import DONE, INVALID
from tests.processes import ROOT
from tests.running import run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="an open file keeps its place there")
PROPOSAL = "format: 1\nid: t\ntitle: {title}\ndate: 2026-03-02\ntechnology: drones\n"


@pytest.fixture
def draft(here: Path) -> Path:
    """The draft of a proposal that has changed since."""
    (here / "t.yaml").write_text(PROPOSAL.format(title="Gare"), encoding="utf-8")
    assert run("t.yaml", "-q").code == DONE
    (here / "t.yaml").write_text(PROPOSAL.format(title="Gare centrale"), encoding="utf-8")
    return here / "t.impact-study.md"


def append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def at_each_call(act: Callable[[int], None]) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Makes a function do *act* first, with the number of the call."""

    def seam(function: Callable[..., object]) -> Callable[..., object]:
        calls = iter(range(1000))

        def called(*arguments: object, **named: object) -> object:
            act(next(calls))
            return function(*arguments, **named)

        return called

    return seam


class TestBetweenReadAndWrite:
    def test_a_line_that_is_added_meanwhile_stays(self, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        seam = at_each_call(lambda number: append(draft, "Une phrase d’un autre.") if number == 0 else None)
        monkeypatch.setattr(os, "fsync", seam(os.fsync))
        assert run("t.yaml", "-q").code == DONE
        text = draft.read_text(encoding="utf-8")
        assert text.count("Une phrase d’un autre.") == 1
        assert "Gare centrale" in text

    def test_so_does_one_that_is_added_to_the_file_whose_place_was_taken(self, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        replaced = os.replace
        with draft.open("a", encoding="utf-8") as other:

            def replace(one: str, two: str) -> None:
                replaced(one, two)
                if not other.closed:
                    other.write("\nUne phrase d’un autre.\n")
                    other.close()

            monkeypatch.setattr(os, "replace", replace)
            assert run("t.yaml", "-q").code == DONE
        text = draft.read_text(encoding="utf-8")
        assert text.count("Une phrase d’un autre.") == 1
        assert "Gare centrale" in text

    def test_a_draft_that_keeps_changing_is_left(self, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "fsync", at_each_call(lambda number: append(draft, f"Phrase {number}."))(os.fsync))
        ran = run("t.yaml", "-q", "--lang", "en")
        assert ran.code == INVALID
        assert ran.err.startswith("t.impact-study.md:1:1: error: This file is not written: another program changed it in the meantime.")
        text = draft.read_text(encoding="utf-8")
        assert [text.count(f"Phrase {number}.") for number in range(files.TRIES)] == [1] * files.TRIES
        assert "Gare centrale" not in text
        assert sorted(path.name for path in draft.parent.iterdir()) == ["t.impact-study.md", "t.yaml"]

    def test_a_draft_that_goes_meanwhile_is_written_anew(self, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "fsync", at_each_call(lambda number: draft.unlink() if number == 0 else None)(os.fsync))
        assert run("t.yaml", "-q").code == DONE
        assert "Gare centrale" in draft.read_text(encoding="utf-8")

    def test_a_file_that_comes_meanwhile_and_is_no_draft_is_left(self, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        notes = draft.parent / "n.md"

        def comes(number: int) -> None:
            if number == 0:
                notes.write_text("Mes notes.\n", encoding="utf-8")

        monkeypatch.setattr(os, "fsync", at_each_call(comes)(os.fsync))
        assert run("t.yaml", "-q", "-o", "n.md").code == INVALID
        assert notes.read_text(encoding="utf-8") == "Mes notes.\n"

    def test_a_file_that_may_only_be_replaced_as_it_was_read_is_left_when_it_changed(self, here: Path) -> None:
        """As `assess migrate` does."""
        (here / "t.yaml").write_text("ce qu’un autre a écrit", encoding="utf-8")
        with pytest.raises(files.FileFault, match="write-keeps-changing"):
            files.rewrite("t.yaml", lambda _: b"autre chose", only=b"ce qui a ete lu")
        assert (here / "t.yaml").read_text(encoding="utf-8") == "ce qu’un autre a écrit"


ADDS = """
import sys, time
for at in range(12):
    with open("t.impact-study.md", "a") as file:
        file.write(f"\\n{sys.argv[1]}-{at}.\\n")
    time.sleep(0.25)
"""
RUNS = """
import sys
from pathlib import Path
from assess.cli import code_of
codes, proposal = set(), Path("t.yaml")
for at in range(6):
    if sys.argv[1] == "a":
        proposal.write_text(proposal.read_text(encoding="utf-8") + f"# {at}\\n", encoding="utf-8")
    codes.add(code_of(["run", "t.yaml", "-q"]))
sys.exit(not codes <= {0, 2})
"""


@POSIX
def test_of_what_many_programs_write_at_once_nothing_is_lost(draft: Path) -> None:
    """Two runs in a loop, on a proposal that changes, while two programs add a line again and again, each opening the file anew."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    adds, runs = (draft.parent / "adds.py", draft.parent / "runs.py")
    adds.write_text(ADDS, encoding="utf-8")
    runs.write_text(RUNS, encoding="utf-8")
    begun = [
        subprocess.Popen([sys.executable, str(script), name], cwd=draft.parent, env=environment, stderr=subprocess.DEVNULL)
        for script, name in ((adds, "un"), (adds, "deux"), (runs, "a"), (runs, "b"))
    ]
    assert [process.wait() for process in begun] == [0, 0, 0, 0]
    text = draft.read_text(encoding="utf-8")
    assert [line for name in ("un", "deux") for at in range(12) if text.count(line := f"\n{name}-{at}.\n") != 1] == []
    assert run("t.yaml", "-q").code == DONE
    assert run("check", "t.impact-study.md", "-q", "--fail-on", "never").code == DONE


class TestOwners:
    """A file that belongs to something else is never taken over."""

    def test_a_draft_belongs_to_one_proposal(self, draft: Path) -> None:
        (draft.parent / "t.yml").write_text(PROPOSAL.format(title="Port"), encoding="utf-8")
        before = draft.read_bytes()
        ran = run("t.yml", "-q", "--lang", "en")
        assert ran.code == INVALID
        assert "the draft of another proposal, `t.yaml`, not of `t.yml`: it is not replaced. Choose another name with `-o`." in ran.err
        assert draft.read_bytes() == before
        assert run("t.yml", "-q", "-o", "port.md").code == DONE
        assert run("t.yaml", "-q").code == DONE

    def test_in_french_too(self, draft: Path) -> None:
        (draft.parent / "t.yml").write_text(PROPOSAL.format(title="Port"), encoding="utf-8")
        assert "celle d’une autre proposition, `t.yaml`, et non de `t.yml`" in run("t.yml", "-q", "--lang", "fr").err

    def test_a_proposal_that_was_renamed_or_moved_keeps_its_draft(self, draft: Path) -> None:
        (draft.parent / "t.yaml").rename(draft.parent / "gare.yaml")
        assert run("gare.yaml", "-q", "-o", "t.impact-study.md").code == DONE
        assert 'proposal: "gare.yaml"' in draft.read_text(encoding="utf-8")
        (draft.parent / "sous").mkdir()
        (draft.parent / "gare.yaml").rename(draft.parent / "sous" / "gare.yaml")
        assert run("sous/gare.yaml", "-q", "-o", "t.impact-study.md").code == DONE

    @POSIX
    def test_one_proposal_under_two_names_is_one(self, draft: Path) -> None:
        (draft.parent / "lien.yaml").symlink_to("t.yaml")
        assert run("lien.yaml", "-q", "-o", "t.impact-study.md").code == DONE

    def test_two_proposals_of_other_folders_do_not_share_a_draft(self, draft: Path) -> None:
        (draft.parent / "sous").mkdir()
        (draft.parent / "sous" / "t.yaml").write_text(PROPOSAL.format(title="Port"), encoding="utf-8")
        before = draft.read_bytes()
        assert run("sous/t.yaml", "-q", "-o", "t.impact-study.md").code == INVALID
        assert draft.read_bytes() == before

    def test_a_draft_whose_front_matter_is_damaged_is_left_and_said_to_be(self, draft: Path) -> None:
        draft.write_text(draft.read_text(encoding="utf-8").removeprefix("---\n"), encoding="utf-8")
        before = draft.read_bytes()
        ran = run("t.yaml", "-q", "--lang", "en")
        assert ran.code == INVALID
        assert "The front matter of this draft is missing or damaged: it is not replaced." in ran.err
        assert draft.read_bytes() == before

    @pytest.mark.parametrize("text", ["Mes notes.\n", "# Annexe à moi\n", "DRAFT"])
    def test_an_annex_takes_no_other_file_s_place(self, draft: Path, text: str) -> None:
        target = draft.parent / "a.md"
        target.write_bytes(draft.read_bytes() if text == "DRAFT" else text.encode())
        before = target.read_bytes()
        ran = run("annex", "t.yaml", "--kind", "grid", "-o", "a.md", "--lang", "en")
        assert (ran.code, target.read_bytes()) == (INVALID, before)
        assert "is not this annex: it is not replaced" in ran.err

    def test_an_annex_is_written_again(self, draft: Path) -> None:
        for _ in range(2):
            assert run("annex", "t.yaml", "--kind", "grid", "-o", "a.md", "-q").code == DONE
        (draft.parent / "t.yaml").write_text(PROPOSAL.format(title="Port"), encoding="utf-8")
        assert run("annex", "t.yaml", "--kind", "grid", "-o", "a.md", "-q").code == DONE
        assert "Port" in (draft.parent / "a.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("name", "said"),
        [("t.yaml", "A file `.yaml` would be read as settings"), ("t.impact-study.md", "is not a baseline: it is not replaced")],
    )
    def test_nor_does_a_baseline(self, draft: Path, name: str, said: str) -> None:
        before = (draft.parent / name).read_bytes()
        ran = run("check", ".", "--write-baseline", name, "-q", "--lang", "en")
        assert (ran.code, (draft.parent / name).read_bytes()) == (INVALID, before)
        assert said in ran.out + ran.err


class TestSize:
    def test_a_draft_too_large_to_be_read_again_is_not_written(self, here: Path) -> None:
        articles = "".join(f"  - {{id: {number}, title: Article}}\n" for number in range(1, 3001))
        (here / "t.yaml").write_text(PROPOSAL.format(title="T") + "articles:\n" + articles, encoding="utf-8")
        ran = run("t.yaml", "-q", "--lang", "en")
        assert ran.code == INVALID
        assert "t.impact-study.md:1:1: error: This file is not written: it would have 4." in ran.err
        assert not (here / "t.impact-study.md").exists()

    @pytest.mark.parametrize("size", [files.MAX_BYTES, files.MAX_BYTES + 1])
    def test_what_is_written_can_be_read(self, here: Path, size: int) -> None:
        del here
        if size > files.MAX_BYTES:
            with pytest.raises(files.FileFault, match="write-too-large"):
                files.rewrite("x", lambda _: b"x" * size)
            return
        files.rewrite("x", lambda _: b"x" * size)
        assert len(files.read("x")) == size
