"""The fast normaliser gives what the rules say, on any text and on every draft of the examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.study import study as drafted
from assess.study.typography import french
from tests.study import typography_rules as rules
from tests.study.studies import EXAMPLES, OURS, evaluator, example
from tests.study.test_typography import LEFT_ALONE, SET_RIGHT, shown

PIECES = (
    *("«", "»", " ", "  ", "\u00a0", "\u202f", "'", '"', ":", ";", "!", "?", "...", "…", ".", "n°", "N°", "nº", "°", "°C", "%", "€"),
    *("k€", "M€", "Md€", "‰", "12", "1", "123", "4567", "000", "²", "٣", "art.", "L.", "LO.", "al.", "pp.", "p.", "M.", "MM.", "Mme"),
    *("Mlles", "§", "a", "mot", "é", "h", "w", "_", "*", "**", "|", "/", "\t", "\0", "\ufeff"),
    *("\n", "\n\n", "\r\n", "\n- ", "\n> ", "\n# ", "\n1. ", "\n   ", "```", "\n```\n", "\n~~~\n", "`", "``", "\\", "\\:", "&amp;"),
    *("<!--", "-->", "<a>", "<b c='d:e'>", "</a>", "<", "[", "]", "[^1]", "[^1]:", "](", "(", ")", "](a:b)", "]:", "http", "www."),
    *("https://x.fr/a?b:c", ":warning:", "---\n", "\n---\n", "|---|", "\n| :- |"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


@given(TEXTS | st.text() | TEXTS.map(lambda text: f"---\n{text}"))
def test_any_text(text: str) -> None:
    assert french(text) == rules.french(text)


@pytest.mark.parametrize("text", [*(text for text, _ in SET_RIGHT.values()), *LEFT_ALONE.values()])
def test_the_cases(text: str) -> None:
    assert french(text) == rules.french(text)
    assert french(shown(text)) == rules.french(shown(text))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_drafts_of_the_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    monkeypatch.setattr(drafted, "french", lambda text: texts.append(text) or french(text))  # type: ignore[func-returns-value]
    found = example(name)
    drafted.study(evaluator().rubric, found, evaluator().assess(found), "fr", OURS)
    assert [french(text) for text in texts] == [rules.french(text) for text in texts] != []
