"""The README as data: its commands, its tables, its examples. `python3 tests/readme.py 2` prints the second command, for `.ci/run`.

It needs nothing but Python.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = {"en": "README.md", "fr": "README.fr.md"}


def text(lang: str = "en") -> str:
    """The README in *lang*."""
    return (ROOT / LANGUAGES[lang]).read_text(encoding="utf-8")


def blocks(kind: str, lang: str = "en") -> list[str]:
    """The content of the fenced blocks of this *kind* (`sh`, `powershell`, `yaml`), in order."""
    return [found.strip("\n") for found in re.findall(rf"^```{kind}\n(.*?)^```$", text(lang), re.MULTILINE | re.DOTALL)]


def commands(lang: str = "en") -> list[str]:
    """The names of the commands in the table of commands."""
    table = text(lang).split("<!-- commands -->")[1].split("<!-- commands end -->")[0]
    return re.findall(r"^\| `assess ([a-z]+(?: [a-z]+)?)\b", table, re.MULTILINE)


def said(lang: str = "en") -> list[list[str]]:
    """The commands that the prose gives, outside the tables, with their arguments; no file that a shell would write, no bare name of a command."""
    prose = "\n".join(line for line in text(lang).splitlines() if not line.startswith("|"))
    found = dict.fromkeys(re.findall(r"`assess ([^`]+)`", re.sub(r"\n +", " ", prose)))
    return [command.partition(" > ")[0].split() for command in found if command != "check"]


def exit_codes(lang: str = "en") -> list[int]:
    """The exit codes of the table of exit codes."""
    return [int(code) for code in re.findall(r"^\| (\d+) \| ", text(lang), re.MULTILINE)]


def links(lang: str = "en") -> list[str]:
    """What the README points to in this tree."""
    return [target for target in re.findall(r"\]\(([^)]+)\)", text(lang)) if "://" not in target]


if __name__ == "__main__":
    sys.stdout.write(blocks("sh")[int(sys.argv[1]) - 1] + "\n")
