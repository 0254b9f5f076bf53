"""Counts and what is said of them are true, for 0, 1 and 2, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assess.messages import LANGUAGES, MESSAGES, say, words
from assess.model.assessment import Span
from assess.reporters.summary import draft_lines
from tests.running import run

COUNTED = [name for subject in MESSAGES for name, said in words(subject).items() if isinstance(said["fr"], dict)]
INVARIABLE = ("mois",)
PLURAL = {"fr": r"\b{} (\w+[sx])\b", "en": r"\b{} (\w+s)\b"}
NOTHING: dict[str, tuple[str, ...]] = dict.fromkeys(("renewed", "taken", "kept", "offered", "retired", "damage"), ())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COUNTED)
def test_no_noun_is_in_the_plural_after_one(name: str, lang: str) -> None:
    singulars = ("1", "0") if lang == "fr" else ("1",)
    for count in singulars:
        said = re.findall(
            PLURAL[lang].format(count),
            say(name, lang, {"count": count, **dict.fromkeys(("rules", "ways", "titles", "path"), "x"), "done": "1"}),
        )
        assert [noun for noun in said if noun not in INVARIABLE] == []


def test_every_message_with_a_count_and_a_noun_agrees() -> None:
    bare = [
        name
        for subject in MESSAGES
        for name, said in words(subject).items()
        for lang in LANGUAGES
        if isinstance(said[lang], str) and re.search(r"\{count\}\s+\w+[sx]\b", said[lang])
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("count", "fr", "en"),
    [
        (1, "1 passage modifié à la main, conservé", "1 passage edited by hand, kept"),
        (2, "2 passages modifiés à la main, conservés", "2 passages edited by hand, kept"),
    ],
)
def test_a_text_is_said_to_be_offered_only_where_it_is(count: int, fr: str, en: str) -> None:
    kept = tuple(f"p{number}" for number in range(count))
    for lang, said in (("fr", fr), ("en", en)):
        lines = draft_lines(NOTHING | {"kept": kept}, "d.md", lang, changed=False)
        assert ["".join(text for text, _ in line) for line in lines][2:] == ["  " + said]
        offered = draft_lines(NOTHING | {"kept": kept, "offered": kept[:1]}, "d.md", lang, changed=True)
        assert ["".join(text for text, _ in line) for line in offered][2:] == [
            "  " + said,
            "  " + say("draft-offered", lang, {"count": "1"}),
        ]


@pytest.mark.parametrize(
    ("span", "fr", "en"),
    [
        (Span(597, 597, tenths=True), "59,7", "59.7"),
        (Span(600, 600, tenths=True), "60", "60"),
        (Span(592, 604, tenths=True), "59–61", "59–61"),
        (Span(0, 1000, tenths=True), "0–100", "0–100"),
    ],
)
def test_a_number_that_is_known_is_no_interval(span: Span, fr: str, en: str) -> None:
    assert (span.figures("fr"), span.figures("en")) == (fr, en)
    assert (span.whole()[0] == span.whole()[1]) is (span.low == span.high)  # else the bar shows as possible what is not


def test_an_answer_that_does_not_apply_is_set_aside_and_not_counted(here: Path) -> None:
    proposal = "format: 1\nid: t\ntitle: T\ndate: 2026-03-02\ntechnology: operational-data\n"
    (here / "t.yaml").write_text(proposal, encoding="utf-8")
    before = run("run", "t.yaml", "-o", "-", "--lang", "en")
    answers = "criteria:\n  maturity.event_confusions: {level: 1, because: X., assumed: true}\n"
    (here / "t.yaml").write_text(proposal + answers, encoding="utf-8")
    after = run("run", "t.yaml", "-o", "-", "--lang", "en")
    counts = re.compile(r"answered: .*")
    assert counts.findall(before.err) == counts.findall(after.err)
    assert "1 answer set aside: it does not apply to this use\n" in after.err
    assert "set aside" not in before.err
    assert "One answer that does not apply to this use is set aside: Confusions proper to each event sought." in after.out
    french = run("run", "t.yaml", "-o", "-", "--lang", "fr")
    assert "1 réponse laissée de côté : elle ne s’applique pas à cet usage\n" in french.err
