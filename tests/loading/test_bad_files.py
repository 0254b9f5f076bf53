"""Every file of `tests/bad/yaml` has one fault, and beside it the whole message that a person reads, in both languages.

`ASSESS_REWRITE=1 pytest` writes the messages again; a person then reads the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assess.messages import LANGUAGES
from assess.reporters.text import render
from assess.yaml_source import events
from assess.yaml_source.document import read_bytes

FILES = sorted((Path(__file__).parents[1] / "bad" / "yaml").glob("*.yaml"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_message_is_the_one_expected(path: Path, lang: str) -> None:
    told = render(read_bytes(path.read_bytes(), path.name).findings, lang)
    expected = path.with_suffix(f".{lang}.txt")
    if os.environ.get("ASSESS_REWRITE") == "1":
        expected.write_text(told, encoding="utf-8", newline="\n")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_has_exactly_one_fault(path: Path) -> None:
    assert len(read_bytes(path.read_bytes(), path.name).findings) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pure_python_says_the_same_as_libyaml(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LIBYAML", False)
    told = render(read_bytes(path.read_bytes(), path.name).findings, "fr")
    assert told == path.with_suffix(".fr.txt").read_text(encoding="utf-8")
