"""Whole outputs kept in `tests/snapshots/expected/`, to the byte: nothing that a person or a program reads changes unseen.

`ASSESS_REWRITE=1 python -m pytest tests/snapshots` writes them again; a person then reads the difference.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
from itertools import islice
from pathlib import Path

import pytest

import assess
from tests.running import Ran, run

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = Path(__file__).parent / "expected"
EXAMPLES = tuple(sorted(path.parent.name for path in (ROOT / "examples").glob("*/proposal.yaml")))
LANGUAGES = ("fr", "en")
TODAY = "2026-03-02"
_LONGEST = 40
"""In lines, of a difference that is shown."""
_CHANGING = (
    (re.compile(r'(made-of: ")[^"]*'), r"\1MADE-OF"),
    (re.compile(r'("rubric": \{"id": "[^"]*", "version": "[^"]*", "sha256": ")\w*'), r"\1SHA256"),
    (re.compile(r"((?:empreinte|digest|sha256|SHA-256) )[0-9a-f]{64}"), r"\1SHA256"),
    (re.compile(r"(<!-- assess:begin method )[0-9a-f]{12}"), r"\1DIGEST"),
    (re.compile(r'("name": "assess",\s*"(?:semanticVersion|version)": ")' + re.escape(assess.__version__)), r"\1VERSION"),
)
"""What another version of the tool, of its templates or of its rubrics changes, though nothing else does: the study names its rubric by
its digest under "method", and the marker of that passage bears the digest of the text.
"""


def text_of(*arguments: str, codes: tuple[int, ...] = (0,)) -> str:
    """What `assess` writes on stdout with *arguments*; it must end with one of *codes*."""
    return ran(*arguments, codes=codes).out


def ran(*arguments: str, codes: tuple[int, ...] = (0,)) -> Ran:
    """What `assess` gives with *arguments*; it must end with one of *codes*."""
    found = run(*arguments)
    assert found.code in codes, found.err
    return found


def keep(folder: str, texts: dict[str, str]) -> None:
    """Hold *texts*, by file name, to the files of *folder*: the same names, each with the same bytes."""
    place = EXPECTED / folder
    made = {name: _settled(text) for name, text in texts.items()}
    if os.environ.get("ASSESS_REWRITE") == "1":
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for name, text in made.items():
            (place / name).write_bytes(text.encode())
    known = {path.name: path.read_bytes().decode() for path in place.iterdir() if path.is_file()} if place.is_dir() else {}
    told = [_difference(f"{folder}/{name}", known.get(name, ""), made.get(name, "")) for name in sorted({*known, *made})]
    if any(told) or known.keys() != made.keys():
        pytest.fail("\n".join(filter(None, told)) or f"{folder}: {sorted(known)} became {sorted(made)}", pytrace=False)


def _settled(text: str) -> str:
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return text


def _difference(name: str, old: str, new: str) -> str:
    """The first lines of what differs; empty when nothing does."""
    if old == new:
        return ""
    lines = difflib.unified_diff(old.split("\n"), new.split("\n"), name, f"{name}, now", lineterm="", n=1)
    return "\n".join(line[:400] for line in islice(lines, _LONGEST))
