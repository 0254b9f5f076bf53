"""Whatever strangers write, nothing acts on the terminal, nor on what reads the log of a job, in any command and any format."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assess.model.exit_codes import DONE, FAULT, INVALID
from assess.terminal import paint
from tests.checks.cases import BASE
from tests.processes import ROOT
from tests.running import run

COMMANDS = (
    "::error::gagné",
    "  ::set-output name=a::b",
    "##[error]gagné",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[message text='a']",
)
"""What runners of GitHub, Azure and TeamCity obey, at the start of a line or anywhere."""
ACTING = re.compile(r"^\s*::[a-z]|##\w*\[|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", re.MULTILINE)
SIGNS = "\x1b[31mrouge\x1b]0;titre\x07 \u202egnuor\u202c \u2066a\u2069 \x9b2J"
"""An escape sequence of each kind, and marks that reverse the order of reading."""
BIDI = "payé \u202egnuor\u202c \u2066a\u2069"
OWN = r"^::(error|warning|notice) file="
CHECK = ("text", "json", "sarif", "junit", "gitlab")
"""The formats that have no command of their own; that of GitHub has."""


def harmless(text: str, *, own: str = "") -> bool:
    """Whether *text* is; *own*: the commands that are ours to give."""
    return not ACTING.search(re.sub(own, "", text, flags=re.MULTILINE) if own else text)


def quoted(text: str) -> str:
    """*text* as a YAML scalar on one line."""
    return (
        '"' + "".join(f"\\U{ord(sign):08x}" if not sign.isprintable() or sign == '"' else sign for sign in text.replace("\\", "\\\\")) + '"'
    )


def proposal(payload: str) -> str:
    """A proposal that says *payload* wherever it can."""
    lines = payload.replace("\n", "\n      ")
    base = BASE.read_text(encoding="utf-8")
    base = re.sub(r"^title: .*$", lambda _: f"title: {quoted(payload)}", base, flags=re.MULTILINE)
    base = re.sub(r"^sponsor: .*$", lambda _: f"sponsor: {{organisation: {quoted(payload)}}}", base, flags=re.MULTILINE)
    block = f"|\n      Début.\n\n      {lines}\n\n      ```\n      {lines}\n      ```\n\n      - {lines}\n"
    return (
        base
        + f"criteria:\n  maturity.trl:\n    level: 3\n    because: {block}"
        + f"    evidence: [{{title: {quoted(payload)}, grade: test, date: 2025-11-04, file: {quoted(payload)}}}]\n"
        + f"study:\n    objectives: {block}"
        + f"options: [{{title: {quoted(payload)}, description: {quoted(payload)}}}]\n"
        + f"articles: [{{id: 1, title: {quoted(payload)}, amends: [{{provision: {quoted(payload)}, current: a, proposed: {quoted(payload)}}}]}}]\n"
    )


@pytest.mark.parametrize("payload", [COMMANDS[0], "\n".join(COMMANDS), BIDI])
def test_a_proposal_is_told_in_every_command_without_a_command_of_its_own(here: Path, payload: str) -> None:
    (here / "essai.yaml").write_text(proposal(payload), encoding="utf-8")
    first = run("essai.yaml")
    assert first.code == DONE
    told = [first, run("run", "essai.yaml", "-o", "-"), run("explain", "essai.yaml"), run("explain", "essai.yaml", "maturity.trl")]
    told += [run("score", "essai.yaml", "--format", form) for form in ("table", "json", "jsonl", "csv")]
    told += [run("annex", "essai.yaml", "--kind", kind, "-o", "-") for kind in ("safeguards", "grid", "comparison", "request")]
    told += [run("check", ".", "--format", form) for form in CHECK]
    told += [run("migrate", "essai.yaml", "--dry-run")]
    assert FAULT not in [ended.code for ended in told]
    assert [text for ended in told for text in ended[1:] if not harmless(text)] == []
    assert harmless(run("check", ".", "--format", "github").out, own=OWN)


def all_told(*arguments: str) -> None:
    """See that `check` says something of *arguments* in every format, and nothing that acts."""
    for form in (*CHECK, "github"):
        ended = run("check", *arguments, "--format", form, "--lang", "en")
        assert ended.code != FAULT
        assert ended.out
        assert harmless(ended.out, own=OWN if form == "github" else ""), form
        assert harmless(ended.err)
        if form == "junit":
            ET.fromstring(ended.out)  # noqa: S314 - our own


KEYS = (f"::error::gagné ##[error]x ##vso[a]b {BIDI}", SIGNS)


@pytest.mark.parametrize("payload", KEYS)
@pytest.mark.parametrize(
    "text",
    [
        "format: 1\ntechnology: drones\n{}: 1\n",
        "format: 1\ntechnology: {}\n",
        "format: 1\ntechnology: drones\nrubric: {}\n",
        "format: 1\ntechnology: drones\ndate: {}\nfacts: {{{}: 1}}\n",
        "format: 1\ntechnology: drones\n{}: [\n",
    ],
)
def test_what_is_wrong_in_a_proposal_is_quoted_and_does_not_act(here: Path, payload: str, text: str) -> None:
    (here / "essai.yaml").write_text(text.replace("{}", quoted(payload)).replace("{{", "{").replace("}}", "}"), encoding="utf-8")
    all_told("essai.yaml")
    for ended in (run("essai.yaml"), run("score", "."), run("migrate", "essai.yaml"), run("explain", "essai.yaml")):
        assert ended.code != FAULT
        assert harmless(ended.out + ended.err)


@pytest.mark.parametrize("payload", KEYS)
@pytest.mark.parametrize("where", ["## Avertissement", "proposal: ", "until="])
def test_what_is_wrong_in_a_draft_is_quoted_and_does_not_act(here: Path, payload: str, where: str) -> None:
    shutil.copy(BASE, here / "essai.yaml")
    assert run("essai.yaml", "-q").code == DONE
    path = here / "essai.impact-study.md"
    text = path.read_text(encoding="utf-8")
    if where == "proposal: ":
        text = re.sub("proposal: .*", lambda _: f"proposal: {payload}", text)
    added = f"{payload}\n\n[{payload}]({payload})\n\n<!-- assess:allow {payload} until={payload} -->\n<!-- assess:begin {payload} -->\n"
    path.write_text(text.replace("## Avertissement", f"## Avertissement\n\n{added}", 1), encoding="utf-8")
    all_told("essai.impact-study.md")
    assert harmless(run("essai.yaml", "--lang", "fr").err)


@pytest.mark.parametrize("name", [name.replace("/", "") for name in KEYS])
def test_the_name_of_a_file_or_of_a_folder_does_not_act(here: Path, name: str) -> None:
    (here / name).mkdir()
    shutil.copy(BASE, here / name / f"{name}.yaml")
    (here / name / "assess.toml").write_text(f"{quoted(name)} = 1\n", encoding="utf-8")
    (here / name / "x.impact-study.md").write_text(f"---\nassess:\n  proposal: {quoted(name)}\n---\n", encoding="utf-8")
    for ended in (run(f"{name}/{name}.yaml"), run("score", "."), run("score", ".", "--format", "csv"), run("score", f"{name}.yaml")):
        assert harmless(ended.out + ended.err)
    for option in ("--format", "--rubric", "--as-of", f"--{name}"):
        assert harmless("".join(run("score", ".", option, name)[1:]))
    all_told(".")
    all_told(f"{name}/absent.yaml")


@pytest.mark.parametrize("payload", KEYS)
def test_a_rubric_of_ones_own_does_not_act(here: Path, payload: str) -> None:
    shutil.copytree(ROOT / "rubrics" / "mis-2021", here / "grille")
    rubric = here / "grille" / "rubric.yaml"
    for wrong in (f"{quoted(payload)}: 1\n", f"version: {quoted(payload)}\n"):
        rubric.write_text(wrong + rubric.read_text(encoding="utf-8"), encoding="utf-8")
        for ended in (run("rubric", "check", "grille"), run("rubric", "show", "grille"), run("rubric", "show", "mis-2021", payload)):
            assert ended.code == INVALID
            assert harmless(ended.out + ended.err)


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("payload", KEYS)
def test_in_colour_only_our_own_sequences_reach_the_terminal(monkeypatch: pytest.MonkeyPatch, payload: str) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    screen = Screen()
    paint([((payload, "title"), (f"[bold red]{payload}[/]", "bad")), ((payload, ""),)], screen)
    told = screen.getvalue()
    assert "\x1b[1m" in told
    assert "[bold red]" in told
    assert harmless(told, own=r"\x1b\[[0-9;]*m")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_a_name_that_is_no_text_is_told_in_every_format_and_kept_in_a_baseline(here: Path) -> None:
    shutil.copy(BASE, here / "essai.yaml")
    name = os.fsdecode(b"\xff\x9b.impact-study.md")
    assert run("essai.yaml", "-q", "-o", name).code == DONE
    all_told(".")
    assert "%FF%9B.impact-study.md" in run("check", ".", "--format", "sarif").out
    assert run("check", ".", "--write-baseline", "base.json", "-q").code == DONE
    assert run("check", ".", "--baseline", "base.json", "--fail-on", "note", "-q") == (DONE, "", "")
