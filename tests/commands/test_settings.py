"""Nothing that was given is silently left aside: settings, options, folders, cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assess import settings
from assess.commands import score
from assess.commands.session import Session
from assess.model.exit_codes import DONE, INVALID
from tests.commands.test_found import PROPOSAL
from tests.processes import ROOT
from tests.running import run

RUBRIC = str(ROOT / "tests" / "bad" / "rubric" / "_valid")


@pytest.fixture
def place(here: Path) -> Path:
    (here / "t.yaml").write_text(PROPOSAL, encoding="utf-8")
    return here


def scored_on(place: Path, name: str, text: bytes) -> tuple[int, str]:
    """The exit code of a score under the settings *text*, and the day it holds for."""
    (place / name).write_bytes(text)
    ran = run("score", "t.yaml", "--format", "json")
    return ran.code, json.loads(ran.out)["as_of"] if ran.code == DONE else ran.err


class TestSettings:
    @pytest.mark.parametrize(("name", "head"), [("assess.toml", ""), ("pyproject.toml", "[tool.assess]\n")])
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    @pytest.mark.parametrize("value", ['as-of = "2026-01-01"', "as-of = 2026-01-01", "as-of = 2026-01-01\r\nlang = 'fr'"])
    def test_a_mark_and_a_bare_date_are_accepted(self, place: Path, name: str, head: str, mark: bytes, value: str) -> None:
        assert scored_on(place, name, mark + (head + value + "\n").encode()) == (DONE, "2026-01-01")

    @pytest.mark.parametrize(
        "text", ["[tool]\nassess = {as-of = 2026-01-01}", "[tool]\nassess.as-of = 2026-01-01", '["tool" . "assess"]\nas-of = 2026-01-01']
    )
    def test_a_table_is_read_however_it_is_written(self, place: Path, text: str) -> None:
        assert scored_on(place, "pyproject.toml", text.encode()) == (DONE, "2026-01-01")

    @pytest.mark.parametrize(
        ("name", "text", "message"),
        [
            ("assess.toml", b"rubric = \n", "settings cannot be read"),
            ("assess.toml", 'lang = "fran\u00e7ais"'.encode("latin-1"), "settings cannot be read"),
            ("assess.toml", 'lang = "fr"'.encode("utf-16"), "settings cannot be read"),
            ("assess.toml", b"[" * 100_000, "settings cannot be read"),
            ("pyproject.toml", b"[tool.assess]\nrubric = \n", "settings cannot be read"),
            ("pyproject.toml", b"[project]\nname = \n[tool.assess]\nlang = 'fr'", "settings cannot be read"),
            ("pyproject.toml", b"[tool]\nassess = 3", "`assess` is not valid"),
            ("assess.toml", b"as-of = 2026-01-01T10:00:00", "`as-of` is not valid"),
            ("assess.toml", b'as-of = "demain"', "`as-of` is not valid"),
            ("assess.toml", b'as-of = "2026-02-30"', "`as-of` is not valid"),
            ("assess.toml", b'lang = "de"', "`lang` is not valid"),
            ("assess.toml", b'rubric = ""', "`rubric` is not valid"),
            ("assess.toml", b"jobs = 0", "`jobs` is not valid"),
            ("assess.toml", b"jobs = true", "`jobs` is not valid"),
            ("assess.toml", b"templates = ['a']", "`templates` is not valid"),
            ("assess.toml", b"[assess]\nlang = 'fr'", "no setting `assess`"),
        ],
    )
    @pytest.mark.parametrize("command", [["score", "t.yaml"], ["run", "t.yaml"], ["check", "t.yaml"]])
    def test_a_wrong_setting_is_said(self, place: Path, name: str, text: bytes, message: str, command: list[str]) -> None:
        (place / name).write_bytes(text)
        ran = run(*command, "--lang", "en")
        assert ran.code == INVALID
        assert message in ran.out + ran.err
        assert f"{name}:" in ran.out + ran.err

    @pytest.mark.parametrize(
        "text", ["[project]\nname = \n", "[tool.other]\nname = 'assess'\n", "[tool]\nother = 3\n", "tool = 3\n# assess\n"]
    )
    def test_the_file_of_others_is_theirs(self, place: Path, text: str) -> None:
        code, _ = scored_on(place, "pyproject.toml", text.encode())
        assert code == DONE

    def test_a_link_that_leads_nowhere_and_a_folder_are_said(self, place: Path) -> None:
        (place / "assess.toml").mkdir()
        assert run("score", "t.yaml", "--lang", "en").code == INVALID
        (place / "assess.toml").rmdir()
        (place / "assess.toml").symlink_to("ailleurs.toml")
        assert "There is no such file or folder." in run("score", "t.yaml", "--lang", "en").err

    def test_no_proposal_is_scored_under_another_rubric_than_the_one_set(self, place: Path) -> None:
        (place / "a.yaml").write_text(PROPOSAL, encoding="utf-8")
        (place / "assess.toml").write_text(f'rubric = "{RUBRIC}"\nlang = fr\n', encoding="utf-8")
        ran = run("score", ".", "--format", "jsonl")
        assert (ran.code, '"scores"' in ran.out) == (INVALID, False)

    def test_the_number_of_jobs_is_followed(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (place / "assess.toml").write_text("jobs = 3\n", encoding="utf-8")
        assert settings.settings_for(place / "t.yaml").jobs == 3
        asked: list[int] = []
        proposals = score.Proposals

        def noted(session: Session, paths: list[str], jobs: int, **others: bool) -> score.Proposals:
            asked.append(jobs)
            return proposals(session, paths, 1, excel=others["excel"], quiet=others["quiet"])

        monkeypatch.setattr(score, "Proposals", noted)
        run("score", "t.yaml")
        run("score", "t.yaml", "--jobs", "2")
        assert asked == [3, 2]


class TestBaselines:
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    def test_a_mark_is_accepted(self, place: Path, mark: bytes) -> None:
        assert run("check", "t.yaml", "--write-baseline", "b.json", "-q").code == DONE
        (place / "b.json").write_bytes(mark + (place / "b.json").read_bytes().replace(b"\n", b"\r\n"))
        assert run("check", "t.yaml", "--baseline", "b.json", "--fail-on", "note", "-q").code == DONE
        assert run("check", "t.yaml", "--write-baseline", "b.json", "-q").code == DONE

    @pytest.mark.parametrize("text", [b"{", b"[]", b"", b"[" * 100_000, b"\xff", b'{"format": 2, "findings": []}', b'{"format": 1}'])
    def test_what_is_none_is_said(self, place: Path, text: bytes) -> None:
        (place / "b.json").write_bytes(text)
        ran = run("check", "t.yaml", "--baseline", "b.json", "-q", "--lang", "en")
        assert ran.code == INVALID
        assert "b.json:1:1: error: This file is not a baseline" in ran.out


class TestEmpty:
    @pytest.mark.parametrize(
        ("command", "words"), [("check", "Nothing to check here"), ("score", "No proposal here"), ("migrate", "No proposal here")]
    )
    def test_a_folder_that_holds_nothing_is_said_beside_one_that_does(self, place: Path, command: str, words: str) -> None:
        (place / "vide").mkdir()
        (place / "plein").mkdir()
        (place / "vide" / "notes.md").write_text("# Notes\n", encoding="utf-8")
        (place / "t.yaml").rename(place / "plein" / "t.yaml")
        ran = run(command, "plein/", "vide/", *(["--fail-on", "never"] if command == "check" else []), "--lang", "en")
        assert ran.code == DONE
        assert f"vide:1:1: warning: {words}" in (ran.out + ran.err).replace("vide/", "vide")
        assert "plein/:1:1" not in ran.out + ran.err
        assert "vide" not in run(command, "plein", *(["--fail-on", "never"] if command == "check" else []), "--lang", "en").out
        alone = run(command, "vide/", "--lang", "en")
        assert alone.code == INVALID
        assert f"vide:1:1: error: {words}" in (alone.out + alone.err).replace("vide/", "vide")

    @pytest.mark.parametrize("text", ["format: 1\ncases: []\n", None])
    def test_cases_that_are_none(self, here: Path, text: str | None) -> None:
        (here / "cases").mkdir()
        if text is not None:
            (here / "cases" / "a.yaml").write_text(text, encoding="utf-8")
        assert run("rubric", "check", RUBRIC, "--cases", "cases").code == INVALID

    @pytest.mark.parametrize(
        "arguments",
        [
            ["check", ""],
            ["score", "t.yaml", ""],
            ["check", "t.yaml", "--baseline", ""],
            ["check", "t.yaml", "--baseline="],
            ["check", "t.yaml", "--fail-on", ""],
            ["run", "t.yaml", "-o", ""],
            ["score", "t.yaml", "--rubric", ""],
            ["rubric", "check", "mis-2021", "--cases", ""],
            [""],
        ],
    )
    def test_an_empty_argument_is_said(self, place: Path, arguments: list[str]) -> None:
        before = sorted(path.name for path in place.iterdir())
        ran = run(*arguments)
        assert (ran.code, ran.out) == (INVALID, "")
        assert "an argument, or the value of an option, is empty" in ran.err
        assert sorted(path.name for path in place.iterdir()) == before


class TestTemplates:
    def test_a_mark_is_accepted_and_what_is_no_utf_8_is_said(self, place: Path) -> None:
        (place / "modeles" / "fr").mkdir(parents=True)
        (place / "assess.toml").write_text('templates = "modeles"\n', encoding="utf-8")
        (place / "modeles" / "fr" / "impact-study.md.j2").write_bytes("\ufeff# Étude à nous\n".encode())
        ran = run("run", "t.yaml", "-o", "-", "-q")
        assert ran.code == DONE, ran.err
        assert "# Étude à nous" in ran.out
        assert "\ufeff" not in ran.out
        (place / "modeles" / "fr" / "impact-study.md.j2").write_bytes("# Étude à nous\n".encode("latin-1"))
        ran = run("run", "t.yaml", "-o", "-", "-q", "--lang", "fr")
        assert ran.code == INVALID
        assert "UTF-8" in ran.err

    @pytest.mark.parametrize("data", [b"\xef\xbb\xbfno: [\n", b"no: [\n", "é: à\n".encode("latin-1")])
    def test_a_fault_in_sentences_is_said(self, place: Path, data: bytes) -> None:
        (place / "modeles").mkdir()
        (place / "modeles" / "fr.yaml").write_bytes(data)
        ran = run("run", "t.yaml", "-o", "-", "-q", "--templates", "modeles")
        assert ran.code == INVALID
        assert "fr.yaml" in ran.err

    def test_a_link_that_leads_nowhere_is_said(self, place: Path) -> None:
        (place / "modeles" / "fr").mkdir(parents=True)
        (place / "modeles" / "fr" / "impact-study.md.j2").symlink_to("ailleurs.j2")
        assert run("run", "t.yaml", "-o", "-", "-q", "--templates", "modeles").code == INVALID
