"""What the READMEs say is true, and the same in both languages."""

from __future__ import annotations

import re
import shlex
import unicodedata
from html import unescape
from pathlib import Path
from shutil import copy, copytree

import pytest
import yaml

from assess.cli import COMMANDS, RUBRIC
from assess.messages import words
from assess.model import exit_codes as codes
from docs.picture import PICTURES, lines, picture
from tests import readme
from tests.commands.expected import same
from tests.running import run

BOTH = pytest.mark.parametrize("lang", sorted(readme.LANGUAGES))


@BOTH
def test_it_opens_with_two_commands_each_on_one_line(lang: str) -> None:
    job, tests = readme.blocks("sh", lang)
    assert "\n" not in job + tests
    assert job.startswith("python3 -m venv .venv && ")
    assert tests.startswith("python3 -m venv .venv && ")
    assert tests.endswith("-m pytest -q -n auto")


@BOTH
def test_the_first_command_assesses_an_example_that_is_there(lang: str, here: Path) -> None:
    last = shlex.split(readme.blocks("sh", lang)[0].rpartition("&& ")[2])
    assert last[0] == ".venv/bin/assess"
    example = readme.ROOT / last[1]
    assert example.is_file()
    assert f"`{last[1].removesuffix('.yaml')}.impact-study.md`" in readme.text(lang)
    assert run(str(example), "-o", str(here / "draft.md")).code == codes.DONE
    assert (here / "draft.md").read_text(encoding="utf-8").startswith("---\n")


@BOTH
def test_each_command_is_given_for_powershell_too(lang: str) -> None:
    for posix, windows in zip(readme.blocks("sh", lang), readme.blocks("powershell", lang), strict=True):
        same_steps = posix.replace("python3", "py").replace(" && ", "; ").replace(".venv/bin/", ".venv\\Scripts\\")
        assert re.sub(r"examples/\S+", lambda found: found[0].replace("/", "\\"), same_steps) == windows


@BOTH
def test_the_commands_listed_are_those_of_help(lang: str) -> None:
    own = [name for name in COMMANDS if name != "rubric"]
    assert readme.commands(lang) == [*own, *RUBRIC]
    said = run("--help").out
    assert re.findall(r"^  ([a-z]+)  ", said.partition("Commands:")[2], re.MULTILINE) == [*own, "rubric"]


@BOTH
def test_every_command_listed_has_a_help_of_its_own(lang: str) -> None:
    for name in readme.commands(lang):
        ran = run(*name.split(), "--help")
        assert ran.code == codes.DONE
        assert words("help")[name]["en"].split(".")[0].split()[0] in ran.out


@BOTH
def test_the_exit_codes_are_those_of_the_tool(lang: str) -> None:
    assert readme.exit_codes(lang) == [codes.DONE, codes.FOUND, codes.INVALID, codes.FAULT, codes.INTERRUPTED]


@BOTH
def test_the_proposal_shown_is_valid(lang: str, here: Path) -> None:
    (shown,) = readme.blocks("yaml", lang)
    assert yaml.safe_load(shown)["format"] == 1
    (here / "shown.yaml").write_text(shown + "\n", encoding="utf-8")
    ran = run("score", "shown.yaml", "--format", "json")
    assert (ran.code, ran.err) == (codes.DONE, "")


FOLDERS = {"my-rubrics": "mes-grilles", "my-cases": "mes-cas"}


def test_every_command_of_the_prose_runs(here: Path) -> None:
    """On the proposal shown, copies of the rubrics and a file of cases; `check` may find something, and nothing else may fail."""
    (shown,) = readme.blocks("yaml", "en")
    for name in ("proposal.yaml", "proposition.yaml", "gare.yaml"):
        (here / name).write_text(shown + "\n", encoding="utf-8")
    rubrics, cases = FOLDERS
    copytree(readme.ROOT / "rubrics", here / rubrics)
    (here / cases).mkdir()
    copy(readme.ROOT / "tests" / "cases" / "tiers.yaml", here / cases)
    for command in _said_in_either():
        ran = run(*command)
        assert ran.code == codes.DONE or (command[0] == "check" and ran.code == codes.FOUND), (command, ran.err)


def _said_in_either() -> list[tuple[str, ...]]:
    """The commands of both, with the folders that the English one names; each once, and none whose rubric another checks with its cases."""
    for lang in readme.LANGUAGES:
        assert {command[0] for command in readme.said(lang)} >= {"check", "explain", "migrate", "rubric", "schema"}
    english = {french: name for name, french in FOLDERS.items()}
    both = dict.fromkeys(
        tuple("/".join(english.get(part, part) for part in word.split("/")) for word in command)
        for lang in sorted(readme.LANGUAGES)
        for command in readme.said(lang)
    )
    return [command for command in both if not any(other != command and other[: len(command)] == command for other in both)]


@BOTH
def test_the_law_and_the_technologies_shown_are_read(lang: str, here: Path) -> None:
    (shown,) = readme.blocks("yaml", lang)
    law, technologies = (re.search(rf"`({key}: \[[^`]+)`", readme.text(lang)) for key in ("law", "technology"))
    assert law
    assert technologies
    both = re.sub(r"^technology: .*$", technologies[1], shown, flags=re.MULTILINE)
    stated = re.sub(r"\s*\n\s*", " ", law[1])
    (here / "shown.yaml").write_text(f"{both}\n{stated}\n", encoding="utf-8")
    assert run("score", "shown.yaml", "--format", "json").err == ""


@BOTH
def test_what_the_summary_says_is_named_as_the_screen_names_it(lang: str, here: Path) -> None:
    """Each line that the README explains begins a line of the summary of some example."""
    explained = re.findall(r"^- \*\*([^*]+)\*\*( :|:)", readme.text(lang), re.MULTILINE)
    assert len(explained) == 4
    drafts = ("drones-2026", "onboard-cameras")
    screens = [run(str(readme.ROOT / "examples" / name / "proposal.yaml"), "--lang", lang, "-o", str(here / "x.md")).err for name in drafts]
    shown = unicodedata.normalize("NFKC", "\n".join(screens))
    assert [name for name, _ in explained if not re.search(rf"^{name} ?:", shown, re.MULTILINE)] == []


@BOTH
def test_every_link_leads_somewhere(lang: str) -> None:
    assert [target for target in readme.links(lang) if not (readme.ROOT / target).exists()] == []


@BOTH
def test_every_option_named_exists(lang: str) -> None:
    own = {option for name in (*COMMANDS, *RUBRIC) for option in _options(name)}
    named = set(re.findall(r"`[^`\n]*?(--[a-z][a-z-]+)", readme.text(lang)))
    assert named - {"--strict", "--help"} - own == set()


def _options(command: str) -> list[str]:
    return re.findall(r"(--[a-z-]+)", run(*command.split(), "--help").out)


def test_both_say_the_same_in_tables_and_blocks() -> None:
    english, french = (
        [len(re.findall(mark, readme.text(lang), re.MULTILINE)) for mark in (r"^\| ", "^```", "^- ")] for lang in ("en", "fr")
    )
    assert english[:2] == french[:2]
    assert english[2] <= french[2]
    assert readme.blocks("sh", "en") == readme.blocks("sh", "fr")
    assert sorted(dict.fromkeys(readme.links("en"))) == sorted(_other_way(readme.links("fr")))


def _other_way(links: list[str]) -> list[str]:
    """*links* of the French README, as the English one has them: each leads to the other, and has a picture and pages of its own."""
    swapped = {
        "README.md": "README.fr.md",
        "docs/resume.svg": "docs/summary.svg",
        "docs/ci.fr.md": "docs/ci.md",
        "docs/limites.md": "docs/limits.md",
    }
    return [swapped.get(link, link) for link in dict.fromkeys(links)]


@BOTH
def test_the_picture_shows_what_the_tool_says_today(lang: str) -> None:
    shown = lines(lang)
    kept = readme.ROOT / "docs" / PICTURES[lang]
    assert same(kept, picture(shown)), "ASSESS_REWRITE=1 python -m pytest tests/test_readme.py draws it again"
    written = unescape(re.sub(r"<[^>]+>", " ", kept.read_text(encoding="utf-8")))
    assert all(word in written for line in shown for text, _ in line for word in text.split() if word.isalpha())
    assert f"docs/{PICTURES[lang]}" in readme.links(lang)
