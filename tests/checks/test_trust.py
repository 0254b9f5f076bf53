"""`assess check` runs on what strangers propose: nothing outside of the checkout is read, or tells whether it is there, unless trusted."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assess.model.exit_codes import DONE, FOUND, INVALID
from tests.checks.cases import BASE
from tests.processes import ROOT
from tests.running import run

SECRET = "jeton-secret"  # noqa: S105 - what must not be shown
DRAFT = "essai.impact-study.md"


@pytest.fixture
def checkout(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a proposal and its draft, beside what is not part of it: the same, and a secret."""
    outside, inside = here / "dehors", here / "copie"
    for folder in (outside, inside):
        folder.mkdir()
        shutil.copy(BASE, folder / "essai.yaml")
        assert run(str(folder / "essai.yaml"), "-q").code == DONE
    (inside / ".git").mkdir()
    (outside / "secret.yaml").write_text(f"{SECRET}: [\n", encoding="utf-8")
    shutil.copytree(ROOT / "rubrics", outside / "grilles")
    (outside / "gabarits").mkdir()
    (outside / "gabarits" / "impact-study.md.j2").write_text(f"{SECRET}\n", encoding="utf-8")
    (outside / "controles").mkdir()
    (outside / "controles" / "a.yaml").write_text(f"checks: {{{SECRET}: {{}}}}\n", encoding="utf-8")
    monkeypatch.chdir(inside)
    return inside


def told(*arguments: str) -> tuple[int, dict[str, str], str]:
    """The exit code, the ids of the errors with the places they are at, and all that is said."""
    ended = run("check", *(arguments or (".",)), "--format", "json")
    found = json.loads(ended.out)["findings"]
    errors = {item["check"] or item["id"]: f"{item['path']}:{item['line']}" for item in found if item["severity"] == "error"}
    return ended.code, errors, ended.out + ended.err


def setting(name: str, value: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / "assess.toml").write_text(f'lang = "fr"\n{name} = "{value}"\n', encoding="utf-8")

    return make


def answer(line: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        text = (folder / "essai.yaml").read_text(encoding="utf-8")
        key = line.partition(":")[0]
        kept = "".join(row for row in text.splitlines(keepends=True) if not row.startswith(f"{key}:"))
        (folder / "essai.yaml").write_text(f"{line}\n{kept}", encoding="utf-8")

    return make


def named(path: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        text = (folder / DRAFT).read_text(encoding="utf-8")
        (folder / DRAFT).write_text(re.sub("(?m)^  proposal: .*$", f'  proposal: "{path}"', text), encoding="utf-8")

    return make


def linked(name: str, target: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return make


EVIDENCE = "criteria: {maturity.trl: {level: 3, because: Essai., evidence: [{title: Essai, grade: test, date: 2025-11-04, file: %s}]}}"
ON_LINKS = pytest.mark.skipif(os.name == "nt", reason="links need a right there")


@ON_LINKS
@pytest.mark.parametrize(
    ("make", "code", "expected"),
    [
        (setting("rubric", "../dehors/grilles/mis-2021"), INVALID, ("setting-outside", "assess.toml:2")),
        (setting("templates", "../dehors/gabarits"), INVALID, ("setting-outside", "assess.toml:2")),
        (setting("checks", "../dehors/controles"), INVALID, ("setting-outside", "assess.toml:2")),
        (setting("checks", "/"), INVALID, ("setting-outside", "assess.toml:2")),
        (linked("assess.toml", "../dehors/secret.yaml"), INVALID, ("file-outside", "assess.toml:1")),
        (answer("rubric: ../dehors/grilles/mis-2021"), INVALID, ("path-outside", "essai.yaml:1")),
        (answer("rubric: /dehors"), INVALID, ("path-outside", "essai.yaml:1")),
        (answer(EVIDENCE % "../dehors/secret.yaml"), FOUND, ("evidence-missing", "essai.yaml:1")),
        (answer(EVIDENCE % "../dehors/rien.yaml"), FOUND, ("evidence-missing", "essai.yaml:1")),
        (answer(EVIDENCE % "/etc/hostname"), FOUND, ("evidence-missing", "essai.yaml:1")),
        (named("../dehors/secret.yaml"), FOUND, ("proposal-missing", f"{DRAFT}:4")),
        (named("../dehors/rien.yaml"), FOUND, ("proposal-missing", f"{DRAFT}:4")),
        (linked("essai.yaml", "../dehors/secret.yaml"), FOUND, ("proposal-missing", f"{DRAFT}:4")),
    ],
)
def test_what_leaves_the_checkout_is_refused_where_it_is_named(
    checkout: Path, make: Callable[[Path], None], code: int, expected: tuple[str, str]
) -> None:
    make(checkout)
    ended, errors, said = told(DRAFT)
    assert (ended, errors.get(expected[0])) == (code, expected[1])
    assert "--trust" in said
    assert SECRET not in said


def test_what_is_there_and_what_is_not_are_refused_in_the_same_words(checkout: Path) -> None:
    said = []
    for name in ("secret.yaml", "absent.yaml"):
        named(f"../dehors/{name}")(checkout)
        said.append(re.sub(f"{name}|[0-9a-f]{{32}}", "x", told(DRAFT)[2]))
    assert said[0] == said[1]


@ON_LINKS
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_links_found_in_a_folder_are_not_read_either(checkout: Path, jobs: str) -> None:
    for number in range(3):
        linked(f"proposition-{number}.yaml", "../dehors/secret.yaml")(checkout)
        linked(f"étude-{number}.impact-study.md", f"../dehors/{DRAFT}")(checkout)
    (checkout / "dossier").symlink_to("../dehors")
    assert SECRET not in told(".", "--jobs", jobs)[2]
    code, errors, said = told("dossier", "--jobs", jobs)
    assert (code, errors) == (INVALID, {"file-outside": "dossier:1"})
    assert SECRET not in said


@pytest.mark.parametrize(
    "make",
    [
        setting("rubric", "../dehors/grilles/mis-2021"),
        setting("templates", "../dehors/gabarits"),
        answer("rubric: ../dehors/grilles/mis-2021"),
        answer(EVIDENCE % "../dehors/secret.yaml"),
        named("../dehors/essai.yaml"),
    ],
)
def test_what_is_trusted_is_followed_as_elsewhere(checkout: Path, make: Callable[[Path], None]) -> None:
    make(checkout)
    shutil.rmtree(checkout.parent / "dehors" / "gabarits")
    (checkout.parent / "dehors" / "gabarits").mkdir()
    _, errors, said = told(DRAFT, "--trust")
    assert "--trust" not in said
    assert not {"setting-outside", "path-outside", "evidence-missing", "proposal-missing"} & set(errors)


def test_a_person_outside_of_any_checkout_is_asked_for_nothing(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / ".git").rmdir()
    named("../dehors/essai.yaml")(checkout)
    answer(EVIDENCE % "../dehors/essai.yaml")(checkout)
    assert told(DRAFT, "essai.yaml")[1].keys().isdisjoint({"evidence-missing", "proposal-missing"})
    monkeypatch.setenv("CI", "true")
    assert told(DRAFT, "essai.yaml")[1].keys() >= {"evidence-missing", "proposal-missing"}


def test_what_a_person_names_on_the_command_line_is_read_wherever_it_is(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = checkout.parent / "dehors"
    for arguments in (
        (DRAFT, "--rubric", "../dehors/grilles/mis-2021"),
        (DRAFT, "--templates", "../dehors/gabarits"),
        (f"../dehors/{DRAFT}",),
    ):
        assert "--trust" not in told(*arguments)[2]
    run("check", ".", "--write-baseline", "../dehors/base.json")
    assert json.loads((outside / "base.json").read_text(encoding="utf-8"))["format"] == 1
    assert "--trust" not in told(DRAFT, "--baseline", "../dehors/base.json")[2]
    monkeypatch.setenv("GITHUB_WORKSPACE", str(checkout))
    assert "--trust" not in told(f"../dehors/{DRAFT}")[2]


def test_settings_above_the_checkout_are_not_followed_and_that_is_said(checkout: Path) -> None:
    (checkout.parent / "assess.toml").write_text('as-of = "2020-01-01"\n', encoding="utf-8")
    ended = run("check", DRAFT, "--format", "json")
    (said,) = (item for item in json.loads(ended.out)["findings"] if item["id"] == "file-outside")
    assert (said["severity"], said["path"]) == ("warning", "../assess.toml")
    assert "file-outside" not in run("check", DRAFT, "--format", "json", "--trust").out
    assert "file-outside" not in run("check", DRAFT, "--format", "json", "--root", "..").out


def test_other_commands_follow_what_their_user_wrote(checkout: Path) -> None:
    answer("rubric: ../dehors/grilles/mis-2021")(checkout)
    assert run("score", "essai.yaml").code == DONE
    told()
    assert run("score", "essai.yaml").code == DONE, "what a check refuses, it refuses while it lasts"
