"""What is looked at, given or found in folders: drafts that are damaged, files that cannot be read, names written in other ways."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from assess.model.exit_codes import DONE, FOUND, INVALID
from assess.reporters import CHECK
from tests.running import run

POSIX = pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes")
PROPOSAL = "format: 1\nid: t\ntitle: T\ndate: 2026-03-02\ntechnology: drones\n"
DRAFT = "t.impact-study.md"


@pytest.fixture
def place(here: Path) -> Path:
    """A folder with a proposal and its draft."""
    (here / "t.yaml").write_text(PROPOSAL, encoding="utf-8")
    assert run("t.yaml", "-q").code == DONE
    return here


def checked(*paths: str) -> tuple[int, set[tuple[str, str]]]:
    """The exit code of a check, and the file and id of each finding."""
    ran = run("check", *(paths or (".",)), "--format", "json", "-q")
    return ran.code, {(item["path"], item["id"]) for item in json.loads(ran.out)["findings"]}


def closed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make *path* unreadable, for those too whom no permission stops."""

    def refuse(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def called(asked: object, *arguments: object, **named: object) -> object:
            if not isinstance(asked, int) and Path(str(asked)).absolute() == path:
                raise PermissionError(13, "no", name)
            return function(asked, *arguments, **named)

        return called

    monkeypatch.setattr(os, "scandir", refuse("scandir", os.scandir))
    monkeypatch.setattr("builtins.open", refuse("open", open))


DAMAGES: dict[str, Callable[[str], str]] = {
    "its first line is lost": lambda text: text.partition("\n")[2],
    "a conflict marker stands before it": lambda text: "<<<<<<< HEAD\n" + text,
    "a conflict marker stands in it": lambda text: text.replace("assess:\n", "<<<<<<< HEAD\nassess:\n=======\n>>>>>>> b\n", 1),
    "its end is gone": lambda text: text.replace("\n---\n", "\n", 1),
    "its key is mistyped": lambda text: text.replace("assess:\n", "asses:\n", 1),
    "all of it is gone": lambda text: text.partition("\n---\n")[2],
    "an empty line stands before it": lambda text: "\n" + text,
    "a title stands before it": lambda text: "# Étude\n" + text,
    "its lines are indented": lambda text: text.replace("---\n", "  ---\n", 1),
    "a dash is lost": lambda text: text.replace("---\n", "--\n", 1),
}


class TestDamagedDrafts:
    @pytest.mark.parametrize("name", DAMAGES)
    @pytest.mark.parametrize("draft", [DRAFT, "etude.md", "ETUDE.MD", "etude.markdown"])
    def test_a_draft_is_found_though_its_front_matter_is_damaged(self, place: Path, name: str, draft: str) -> None:
        text = DAMAGES[name]((place / DRAFT).read_text(encoding="utf-8"))
        (place / DRAFT).unlink()
        (place / draft).write_text(text, encoding="utf-8")
        code, found = checked()
        assert code == FOUND
        assert {finding for path, finding in found if path == draft} & {"damaged", "unnamed"}

    def test_what_has_the_name_of_a_draft_is_one_though_nothing_is_left_of_it(self, place: Path) -> None:
        (place / DRAFT).write_text("", encoding="utf-8")
        assert (DRAFT, "damaged") in checked()[1]

    def test_a_page_that_shows_markers_in_code_is_no_draft(self, place: Path) -> None:
        (place / "page.md").write_text(
            "# Page\n\n```\n<!-- assess:begin summary 0123456789ab -->\n```\n\n`<!-- assess:end summary -->`\n", encoding="utf-8"
        )
        (place / "notes.md").write_text("# Notes\n\nassess: rien.\n", encoding="utf-8")
        assert not {path for path, _ in checked()[1]} & {"page.md", "notes.md"}


class TestUnreadable:
    @pytest.mark.parametrize("command", ["check", "score"])
    def test_a_folder_that_may_not_be_read_hides_nothing_else(self, place: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
        (place / "a").mkdir()
        (place / "b").mkdir()
        shutil.copy(place / "t.yaml", place / "b" / "t.yaml")
        closed(place / "a", monkeypatch)
        ran = run(command, ".", "--format", "json", "--lang", "en")
        assert ran.code == INVALID
        told = ran.out if command == "check" else ran.err
        assert "You are not allowed to read this file or folder." in told
        assert "b/t.yaml" in ran.out if command == "score" else "2 " in ran.err or "files checked: 3" in ran.err

    @pytest.mark.parametrize("name", ["x.yaml", "x.YML", "x.md", "x.impact-study.md"])
    def test_a_file_that_may_not_be_read_is_said(self, place: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        (place / name).write_bytes((place / "t.yaml").read_bytes())
        closed(place / name, monkeypatch)
        code, found = checked()
        assert (code, (name, "file-not-allowed") in found) == (INVALID, True)
        assert any(path == DRAFT for path, _ in found)

    def test_score_and_migrate_say_it_too(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (place / "x.yaml").write_bytes((place / "t.yaml").read_bytes())
        closed(place / "x.yaml", monkeypatch)
        for command in (["score", ".", "--format", "jsonl"], ["migrate", ".", "--dry-run"]):
            ran = run(*command, "--lang", "en")
            assert ran.code == INVALID
            assert "x.yaml:1:1: error: You are not allowed to read this file or folder." in ran.err

    @POSIX
    def test_a_link_that_leads_nowhere_is_said_unless_an_editor_made_it(self, place: Path) -> None:
        (place / ".#t.yaml").symlink_to("quelqu.un@poste.123")
        (place / "perdu.yaml").symlink_to("ailleurs.yaml")
        code, found = checked()
        assert code == INVALID
        assert {path for path, finding in found if finding == "file-not-found"} == {"perdu.yaml"}

    def test_a_proposal_of_three_mebibytes_is_said_to_be_too_large(self, place: Path) -> None:
        (place / "x.yaml").write_text(PROPOSAL + "# " + "x" * 3_000_000, encoding="utf-8")
        (place / "y.yaml").write_text(PROPOSAL + "# " + "x" * 5_000_000, encoding="utf-8")
        (place / "données.yaml").write_text("- 1\n" * 1_500_000, encoding="utf-8")
        (place / "api.yaml").write_text("- {technology: a,\n    format: b}\n" * 100_000, encoding="utf-8")
        code, found = checked()
        assert code == INVALID
        assert {item for item in found if item[0] != DRAFT and item[0] != "t.yaml"} == {
            ("x.yaml", "yaml-too-big"),
            ("y.yaml", "file-too-large"),
        }

    @pytest.mark.parametrize(
        "text",
        [
            PROPOSAL.encode("utf-16"),
            b"\xef\xbb\xbf" + PROPOSAL.encode(),
            PROPOSAL.replace("technology:", "technology\u00a0:").encode(),
            PROPOSAL.replace("format:", "\u200bformat:").encode(),
            PROPOSAL.replace("\n", "\r").encode(),
            b"<<<<<<< HEAD\n" + PROPOSAL.encode(),
        ],
    )
    def test_a_proposal_is_found_though_it_is_written_oddly(self, place: Path, text: bytes) -> None:
        (place / "x.yaml").write_bytes(text)
        assert "files checked: 3" in run("check", ".", "--lang", "en").err


class TestNames:
    @pytest.mark.parametrize(("proposal", "draft"), [("T.YAML", "T.MD"), ("t.Yml", "t.Impact-Study.Md")])
    def test_capitals_count_in_no_ending(self, here: Path, proposal: str, draft: str) -> None:
        (here / proposal).write_text(PROPOSAL, encoding="utf-8")
        assert run("score", ".", "-q").code == DONE
        assert run(proposal, "-q", "-o", draft).code == DONE
        assert {path for path, _ in checked()[1]} >= {draft}
        assert run("check", proposal, "--fail-on", "never", "-q").code == DONE
        assert run("explain", proposal).code == DONE
        assert run("migrate", ".", "--dry-run").code == DONE

    def test_nor_in_rubrics_checks_and_cases(self, here: Path) -> None:
        (here / "checks").mkdir()
        (here / "assess.toml").write_text('checks = "checks"\n', encoding="utf-8")
        (here / "checks" / "A.YAML").write_text("checks: []\n", encoding="utf-8")
        (here / "t.yaml").write_text(PROPOSAL, encoding="utf-8")
        ran = run("check", "t.yaml", "--lang", "en")
        assert ran.code == INVALID
        assert "A.YAML" in ran.out

    @POSIX
    @pytest.mark.parametrize("disk", ["NFC", "NFD"])
    @pytest.mark.parametrize("given", ["NFC", "NFD"])
    def test_an_accent_is_one_however_it_is_composed(self, here: Path, disk: str, given: str) -> None:
        named = {form: normalize(form, "études/évaluation.pdf") for form in ("NFC", "NFD")}
        (here / named[disk]).parent.mkdir()
        (here / named[disk]).write_bytes(b"%PDF-")
        answer = f"criteria:\n  maturity.trl: {{level: 3, because: Oui., evidence: [{{title: É, grade: test, date: 2025-11-04, file: {named[given]}}}]}}\n"
        options = f"options: [{{title: O, proposal: {named[given].replace('pdf', 'yaml')}}}]\n"
        (here / normalize(disk, "garé.yaml")).write_text(PROPOSAL + answer + options, encoding="utf-8")  # type: ignore[arg-type]
        path = normalize(given, "garé.yaml")  # type: ignore[arg-type]
        assert {finding for _, finding in checked(path)[1]} & {"no-file", "no-option"} == {"no-option"}
        (here / named[disk]).with_suffix(".yaml").write_text(PROPOSAL, encoding="utf-8")
        assert not {finding for _, finding in checked(path)[1]} & {"no-file", "no-option"}
        assert run(path, "-q").code == DONE
        assert run(path, "-q").code == DONE
        drafts = [found.name for found in here.iterdir() if found.suffix == ".md"]
        assert len(drafts) == 1
        other = normalize("NFC" if drafts[0] != normalize("NFC", drafts[0]) else "NFD", drafts[0])
        assert "missing" not in {finding for _, finding in checked(other)[1]}
        (here / drafts[0]).write_text(
            (here / drafts[0]).read_text(encoding="utf-8").replace(path, normalize("NFD", path)), encoding="utf-8"
        )
        assert "missing" not in {finding for _, finding in checked(".")[1]}
        assert run("score", normalize(given, "études"), "-q").code == DONE  # type: ignore[arg-type]

    @POSIX
    @pytest.mark.parametrize(("setting", "inside"), [("rubric", "rubric.yaml"), ("templates", "fr.yaml"), ("checks", "a.yaml")])
    def test_nor_in_settings(self, here: Path, setting: str, inside: str) -> None:
        folder = here / normalize("NFD", "méthode")
        folder.mkdir()
        (folder / inside).write_text("faute: [\n", encoding="utf-8")
        (here / "assess.toml").write_text(f'{setting} = "{normalize("NFC", "méthode")}"\n', encoding="utf-8")
        (here / "t.yaml").write_text(PROPOSAL, encoding="utf-8")
        ran = run("check", "t.yaml") if setting == "checks" else run("run", "t.yaml", "-q")
        assert ran.code == INVALID
        assert f"{folder.name}/{inside}:1:" in ran.out + ran.err

    @POSIX
    def test_two_names_that_look_the_same_are_told_apart(self, here: Path) -> None:
        for form in ("NFC", "NFD"):
            (here / normalize(form, "é.yaml")).write_text(PROPOSAL, encoding="utf-8")
        assert run(normalize("NFC", "é.yaml"), "-q", "-o", "d.md").code == DONE
        ran = run(normalize("NFD", "é.yaml"), "-q", "-o", "d.md", "--lang", "en")
        assert ran.code == INVALID
        assert "another proposal, `é.yaml`, not of `e<U+0301>.yaml`" in ran.err

    @POSIX
    @pytest.mark.parametrize("form", CHECK)
    def test_a_name_that_is_no_utf_8_is_reported_in_each_format(self, here: Path, form: str) -> None:
        name = os.fsdecode(b"caf\xe9")
        (here / name).mkdir()
        (here / name / f"{name}.yaml").write_text(PROPOSAL, encoding="utf-8")
        assert run(f"{name}/{name}.yaml", "-q").code == DONE
        assert run(f"{name}/{name}.yaml", "-q").code == DONE
        ran = run("check", ".", "--format", form, "--fail-on", "never", "--write-baseline", "base.json")
        assert ran.code == DONE, ran
        assert run("check", ".", "--format", form, "--fail-on", "never").code == DONE
        assert run("check", ".", "--format", form, "--fail-on", "note", "--baseline", "base.json", "-q").code == DONE
        assert "missing" not in {finding for _, finding in checked()[1]}


class TestDraftsGiven:
    """A draft given where a proposal is expected."""

    @pytest.mark.parametrize("command", [["run"], ["score"], ["explain"], ["migrate"], ["annex", "--kind", "grid", "-o", "-"]])
    def test_its_proposal_is_named(self, place: Path, command: list[str]) -> None:
        (place / "sous").mkdir()
        (place / DRAFT).rename(place / "sous" / DRAFT)
        text = (place / "sous" / DRAFT).read_text(encoding="utf-8").replace('"t.yaml"', '"../t.yaml"')
        (place / "sous" / DRAFT).write_text(text, encoding="utf-8")
        ran = run(*command, f"sous/{DRAFT}", "--lang", "en")
        assert ran.code == INVALID
        assert ran.err.rstrip() == f"sous/{DRAFT}:1:1: error: This is a draft; its proposal is `t.yaml`: give that instead."
        assert "C’est un projet d’étude ; sa proposition est `t.yaml`" in run(*command, f"sous/{DRAFT}", "--lang", "fr").err

    @pytest.mark.parametrize("name", DAMAGES)
    def test_one_that_is_damaged_is_known_for_one(self, place: Path, name: str) -> None:
        (place / DRAFT).write_text(DAMAGES[name]((place / DRAFT).read_text(encoding="utf-8")), encoding="utf-8")
        ran = run(DRAFT, "--lang", "en")
        assert (ran.code, ran.err.count("error")) == (INVALID, 1)
        assert "This is a draft" in ran.err

    def test_a_proposal_that_speaks_of_markers_is_none(self, here: Path) -> None:
        text = PROPOSAL + "study:\n  businesses: |\n    Une ligne :\n    <!-- assess:begin summary 0123456789ab -->\n"
        (here / "t.yaml").write_text(text, encoding="utf-8")
        assert run("score", "t.yaml", "-q").code == DONE
