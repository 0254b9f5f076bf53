"""Every file of `tests/bad/template` is a template of a user with one mistake; beside it, the whole message, in both languages.

A mistake in a template never reaches the disk: no draft is written.
"""

from __future__ import annotations

from pathlib import Path
from types import CodeType

import pytest

from assess.commands.template_origin import compiled
from assess.messages import LANGUAGES
from tests.commands.expected import same
from tests.fuzz.cases import SMALL
from tests.running import run

BAD = Path(__file__).parents[1] / "bad" / "template"
RUBRIC = BAD.parent / "rubric" / "_valid"
NAMES = sorted(path.name.removesuffix(".md.j2") for path in BAD.glob("*.md.j2"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_message_is_the_one_expected(name: str, lang: str, here: Path) -> None:
    (here / "p.yaml").write_text(SMALL.replace("rubric: rubric", f"rubric: {RUBRIC}"), encoding="utf-8")
    (here / "templates" / lang).mkdir(parents=True)
    mistaken = (BAD / f"{name}.md.j2").read_bytes().replace(b"fr/", lang.encode() + b"/")
    (here / "templates" / lang / "impact-study.md.j2").write_bytes(mistaken)
    ran = run("run", "p.yaml", "-q", "--templates", "templates", "--lang", lang)
    assert same(BAD / f"{name}.{lang}.txt", ran.err), ran.err
    assert (ran.code, ran.out) == (2, "")
    assert sorted(path.name for path in here.iterdir()) == ["p.yaml", "templates"]


def test_a_folder_of_templates_that_does_not_exist(here: Path) -> None:
    (here / "p.yaml").write_text(SMALL.replace("rubric: rubric", f"rubric: {RUBRIC}"), encoding="utf-8")
    ran = run("run", "p.yaml", "-q", "--templates", "modeles", "--lang", "fr")
    assert ran.code == 2
    assert ran.err.startswith("modeles:1:1: erreur : Ce fichier ou ce dossier n’existe pas.")


def test_the_code_of_our_templates_is_kept_and_made_again_when_one_changes(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    folder = here / "templates"
    folder.mkdir()
    made: list[str] = []

    def make(source: str) -> CodeType:
        made.append(source)
        return compile(f"TEXT = {source!r}", "t", "exec")

    def code(text: str) -> str:
        (folder / "t.md.j2").write_text(text, encoding="utf-8")
        kept = compiled(folder)("t.md.j2", make)
        assert kept is not None
        return str(kept.co_consts[0])

    assert [code("un"), code("un"), code("do"), code("un\r\n")] == ["un", "un", "do", "un\n"]
    assert made == ["un", "do", "un\n"]
    assert compiled(folder)("nothing", make) is None
