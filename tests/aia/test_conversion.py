"""A questionnaire becomes an ordinary rubric whatever its names and texts, and what cannot be expressed is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from assess import store
from tests.aia.cases import Assessor
from tests.aia.conditions import condition
from tests.aia.convert import prose, rubric_files
from tests.aia.survey import SurveyError, read_survey
from tests.aia.tiny import TINY, mitigation, question

if TYPE_CHECKING:
    from pathlib import Path

SURVEY = read_survey(TINY)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('{phase} = "live"', 'phase == "live"'),
        ("{phase} == 'live'", 'phase == "live"'),
        ('{phase} != "live"', 'not (phase == "live")'),
        ('{phase} <> "live"', 'not (phase == "live")'),
        ('{phase} = "elsewhere"', "false"),
        ('{phase} anyof ["live", "design", "elsewhere"]', 'phase in ("design", "live")'),
        ("{phase} notempty", 'phase in ("design", "live")'),
        ("{harms} empty", 'not (harms has any ("money", "health", "liberty"))'),
        ('{harms} contains "money"', 'harms has all ("money")'),
        ('{harms} contains ["money", "health"]', 'harms has all ("money", "health")'),
        ('{harms} contains "mon"', "false"),
        ('{harms} anyof ["money", "health"]', 'harms has any ("money", "health")'),
        ('{stakes} contains "e"', 'stakes in ("some", "extreme")'),
        ('{stakes} contains ["ext"]', 'stakes == "extreme"'),
        ("{who} notempty", 'who == "given"'),
        ('{phase} = "live" and {many} = "no-0" or {who} empty', '(phase == "live" and many == "no-0") or not (who == "given")'),
        ('{phase} = "live" and ({many} = "no-0" or {who} notempty)', 'phase == "live" and (many == "no-0" or who == "given")'),
    ],
)
def test_what_is_said_of_visibility_is_a_condition_of_the_language(said: str, expected: str) -> None:
    assert condition(said, SURVEY) == expected


@pytest.mark.parametrize(
    "said",
    [
        *("", "{phase}", '{phase} "live"', '{phase} = ["live", "design"]', '{nobody} = "live"', '{harms} = "money"', '{who} = "me"'),
        *('{phase} > "live"', '{phase} = "live" and', '({phase} = "live"', '{phase} = "live")', '{phase} contains ["live"', "{phase} = ?"),
    ],
)
def test_what_cannot_be_expressed_is_refused(said: str) -> None:
    with pytest.raises(SurveyError):
        condition(said, SURVEY)


@pytest.mark.parametrize(
    ("entries", "what"),
    [
        ([question("a", "matrix", "s", {"x": 1})], "a: no way to express a question of kind matrix"),
        ([question("a", "dropdown", "s")], "a: a list without choices"),
        ([*TINY, TINY[-1]], "watched: asked twice"),
    ],
)
def test_a_questionnaire_that_cannot_be_expressed_is_refused(entries: list[dict[str, Any]], what: str) -> None:
    with pytest.raises(SurveyError, match=f"^{what}$"):
        read_survey(entries)


def test_a_questionnaire_without_mitigation_is_refused() -> None:
    with pytest.raises(SurveyError, match="mitigation: no question of this category"):
        rubric_files(read_survey(TINY[:6]))


ODD = [
    question("2nd question?", "radiogroup", "risk", {'say "yes"': 4, "007": 1, " ": 2, "no # not: [really]": 0, "a\\b": 3}, max=4),
    question("2nd question!", "checkbox", "raw", {"true": 1, "null": 2, "0123": 3, "12:30": 4, "é": 5}, max=15),
    question("has", "radiogroup", "risk", {"not": 6}, max=6, visible_if='{2nd question?} = \'say "yes"\' and {stage} = "exploration"'),
    question("stage", "dropdown", "any", {"referral": 1, "exploration": 2}, max=2),
    question("points--max-", "checkbox", "null", {"on": 7}, max=7, visible_if='{2nd question!} contains ["0123", "true"]'),
    mitigation("mitigation", {"~": 9}),
]


def test_names_that_are_no_ids_are_replaced_and_found_again() -> None:
    odd = Assessor(ODD)
    result = odd.result({"2nd question?": 'say "yes"', "2nd question!": ["true", "0123"], "has": "not", "stage": "exploration"})
    assert result["sections"] == {
        "risk": {"n": 2, "score": 10, "max": 10},
        "raw": {"n": 1, "score": 4, "max": 15},
        "any": {"n": 1, "score": 2, "max": 2},
        "null": {"n": 1, "score": 0, "max": 7},
        "mitigation-MS": {"n": 1, "score": 0, "max": 9},
    }
    assert (result["raw"], result["raw_max"], result["mitigation_max"]) == (16, 34, 9)
    stale = odd.result({"2nd question?": "a\\b", "2nd question!": ["é"], "has": "not", "points--max-": ["on"], "mitigation": ["~"]})
    assert (stale["raw"], stale["mitigation"], stale["current"]) == (8, 9, 7)
    assert stale["cleared_on_submit"] == ["has", "points--max-"]
    assert list(odd.survey.ids.names().values()) == [entry["name"] for entry in ODD]
    assert set(odd.survey.values["2nd question?"].names().values()) == {choice["value"] for choice in ODD[0]["choices"]}


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=5, unique=True), st.text(max_size=20))
@example(["compare", "points", "and"], "")
def test_any_names_and_texts_make_a_valid_rubric(names: list[str], text: str) -> None:
    entries = [
        question(
            name, "checkbox", name, {value: 2**at for at, value in enumerate(names)}, title_en=text, title_fr=text, max=2 ** len(names) - 1
        )
        for name in names
    ]
    assume(not {entry["name"] for entry in TINY}.intersection(names))
    assessor = Assessor([*entries, *TINY[-2:-1], TINY[1]])
    result = assessor.result({name: names[at:] for at, name in enumerate(names)})
    scores = {name: 2 ** len(names) - 2**at for at, name in enumerate(names)}
    assert {name: result["sections"][name]["score"] for name in names} == scores


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<h2>Title</h2><p>Some <b>bold</b>&nbsp;text</p>", "Title Some bold text"),
        ("One<br/>two<!-- three\n -->", "One two"),
        ("(*Choose *all* that_apply) [Points: 0]", r"(\*Choose \*all\* that\_apply) \[Points: 0\]"),
        ("&lt;b&gt; a &amp; b", "&lt;b> a & b"),
        ("soft\u00adhyphen\u200b, \x07bell", "softhyphen, bell"),
        ("1 < 2 > 0", "1 &lt; 2 > 0"),
        ("<p> </p>", r"a\_name"),
    ],
)
def test_texts_are_stripped_of_html_and_their_signs_taken_as_they_are(text: str, expected: str) -> None:
    assert prose(text, "a_name") == expected


def test_on_the_disk_it_is_a_rubric_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESS_CACHE", "")
    for name, text in rubric_files(SURVEY).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    loaded = store.load_rubric_of(tmp_path)
    assert loaded.findings == ()
    assert loaded.rubric is not None
    assert [fact.id for fact in loaded.rubric.facts] == [entry["name"] for entry in TINY if entry["kind"] != "html"]


def test_only_what_the_questionnaire_knows_is_answered() -> None:
    tiny = Assessor(TINY)
    proposal = tiny.proposal({"stakes": "nobody knows", "harms": ["money", "?"], "elsewhere": "x", "who": " ", "tested": [], "phase": ""})
    assert {name: answer.values for name, answer in proposal.facts.items()} == {"harms": ("money",)}


def test_a_text_is_kept_as_the_reason_of_its_answer() -> None:
    proposal = Assessor(TINY).proposal({"who": 'line one: "x" #\n- two\u2028é\x00'})
    assert proposal.facts["who"].because == 'line one: "x" #\n- twoé'
