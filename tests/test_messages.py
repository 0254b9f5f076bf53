"""The words of the tool: each is there in French and in English, with the same places to fill in, and each is said somewhere."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assess.messages import LANGUAGES, MESSAGES, words

ASSESS = Path(__file__).resolve().parent.parent / "assess"
SUBJECTS = sorted(path.stem for path in (ASSESS / "messages").glob("*.toml"))
BOUNDS = re.compile("(-from)?(-to)?$")
"""What an expectation ends with when there is a least or a greatest value."""


def places(said: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", said))


def test_every_group_of_messages_is_a_file() -> None:
    assert set(MESSAGES) < set(SUBJECTS)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_everything_is_said_in_both_languages_with_the_same_places(subject: str) -> None:
    for name, said in words(subject).items():
        assert set(said) == set(LANGUAGES), name
        if isinstance(said["fr"], dict):
            assert [set(said[lang]) for lang in LANGUAGES] == [{"one", "more"}] * 2, name
            forms = [places(form) for lang in LANGUAGES for form in said[lang].values()]
            assert {frozenset(form - {"count"}) for form in forms} == {frozenset(forms[0] - {"count"})}, name
        elif isinstance(said["fr"], list):
            assert len(said["fr"]) == len(said["en"]), name
        else:
            assert places(said["fr"]) == places(said["en"]), name


def test_a_message_has_one_sentence() -> None:
    counts = Counter(name for subject in MESSAGES for name in words(subject))
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_word_is_said_somewhere(subject: str) -> None:
    literal, made = _names_in_code()
    unsaid = {name for name in words(subject) if not {name, BOUNDS.sub("", name)} & literal}
    assert [name for name in unsaid if not any(pattern.fullmatch(name) for pattern in made)] == []


@cache
def _names_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """The texts that stand in the code, and the patterns of those it makes of parts, such as `f"law-{status}"`."""
    literal: set[str] = set()
    made: set[str] = set()
    for path in ASSESS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literal.add(node.value)
            elif isinstance(node, ast.JoinedStr) and any(
                re.search(r"[a-z]{3,}-|-[a-z]{3,}|[a-z]{3,} $", _text(part)) for part in node.values
            ):
                made.add("".join(re.escape(_text(part)) or r"[\w-]+" for part in node.values))
    return literal, [re.compile(pattern) for pattern in made]


def _text(part: Any) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else ""
