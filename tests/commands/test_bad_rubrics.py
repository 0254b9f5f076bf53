"""Every folder of `tests/bad/rubric` changes one thing of the rubric `_valid`; beside it, the whole message, in both languages.

A folder holds only what changes: it is laid over a copy of `_valid`. What it has under `_beside` goes beside that copy.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assess.messages import LANGUAGES
from tests.commands.expected import same
from tests.running import run

BAD = Path(__file__).parents[1] / "bad" / "rubric"
NAMES = sorted(path.name for path in BAD.iterdir() if path.is_dir() and path.name != "_valid")


def laid(name: str, here: Path) -> None:
    """Make the rubric *name* in the folder *here*."""
    shutil.copytree(BAD / "_valid", here / name)
    shutil.copytree(BAD / name, here / name, dirs_exist_ok=True)
    if (here / name / "_beside").is_dir():
        shutil.copytree(here / name / "_beside", here, dirs_exist_ok=True)
        shutil.rmtree(here / name / "_beside")


@pytest.mark.parametrize("name", NAMES)
def test_the_message_is_the_one_expected(name: str, here: Path) -> None:
    laid(name, here)
    for lang in LANGUAGES:
        ran = run("rubric", "check", name, "--lang", lang)
        assert same(BAD / f"{name}.{lang}.txt", ran.err), ran.err
        assert (ran.code, ran.out) == (2, "")


def test_the_rubric_they_change_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    ran = run("rubric", "check", "_valid", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")


def test_a_message_that_no_folder_has_is_not_kept() -> None:
    assert {path.name.rpartition(".")[0].rpartition(".")[0] for path in BAD.glob("*.txt")} == set(NAMES)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("fr", "empty:1:1: erreur : Ce dossier ne contient aucun fichier `.yaml`.\n"),
        ("en", "empty:1:1: error: This folder holds no `.yaml` file.\n"),
    ],
)
def test_a_folder_without_files(lang: str, told: str, here: Path) -> None:
    (here / "empty").mkdir()
    assert run("rubric", "check", "empty", "--lang", lang).err.strip() == told.strip()


def test_a_rubric_of_one_language_speaks_it_in_both(here: Path) -> None:
    shutil.copytree(BAD / "_valid", here / "rubric")
    for path in (here / "rubric").iterdir():
        text = path.read_text(encoding="utf-8").replace("languages: [fr, en]", "languages: [fr]")
        path.write_text(_french(text), encoding="utf-8")
    (here / "essai.yaml").write_text(
        "format: 1\nid: essai\ntitle: Essai\ndate: 2024-03-02\ntechnology: drones\nrubric: rubric\n", encoding="utf-8"
    )
    assert run("rubric", "check", "rubric").code == 0
    told = [run("score", "essai.yaml", "--lang", lang).out for lang in LANGUAGES]
    assert all("Déployer" in out for out in told)


def _french(text: str) -> str:
    """*text*, of a file of the rubric, without its English."""
    import re

    return re.sub(r', en: "[^"]*"', "", text)
