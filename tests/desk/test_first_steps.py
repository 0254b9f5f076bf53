"""What `docs/first-steps.md` and `docs/premiers-pas.md` tell people to type works, and both say the same."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from assess.cli import COMMANDS
from assess.loading.proposal import KEYS
from tests.checks.cases import BASE, ROOT
from tests.running import run

PAGES = ("first-steps.md", "premiers-pas.md")
ASKS = ("interview",)
"""The commands that wait for a person."""


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def block(name: str) -> list[str]:
    return page(name).split("```sh\n")[1].split("```")[0].splitlines()


def codes(name: str) -> list[str]:
    """What is between backquotes, in order; `command not found` and the rest of it are the same in both languages."""
    return re.findall(r"`([^`\n]+)`", page(name).split("## ")[1])


def test_both_pages_tell_people_to_type_the_same() -> None:
    assert block(PAGES[0]) == block(PAGES[1])
    installs = [[code for code in codes(name) if "install" in code or "ensurepath" in code or "update-shell" in code] for name in PAGES]
    assert installs[0] == installs[1]
    assert len(installs[0]) == 18


@pytest.mark.parametrize("name", PAGES)
def test_the_words_explained_are_keys_of_a_proposal(name: str) -> None:
    rows = re.findall(r"^\| ((?:`[a-z]+`(?:, )?)+) \|", page(name), re.MULTILINE)
    explained = [word for row in rows for word in re.findall(r"`([a-z]+)`", row)]
    assert {"text", "sponsor", "impacts", "consultations", "articles"} <= set(explained)
    assert set(explained) <= {*KEYS, "text"}


def test_each_command_works_one_after_the_other(here: Path) -> None:
    pytest.importorskip("openpyxl", reason="openpyxl is not installed: no sheet is made (extra `sheets`)")
    if "new" not in COMMANDS:
        (here / "projet.yaml").write_bytes(BASE.read_bytes())
    for line in block(PAGES[0]):
        program, *arguments = shlex.split(line)
        assert program == "assess"
        if arguments[0] in ASKS or (arguments[0] == "new" and "new" not in COMMANDS):
            continue
        assert arguments[0] in COMMANDS or arguments[0].endswith(".yaml"), line
        ran = run(*arguments)
        assert ran.code == 0, (line, ran.err)
