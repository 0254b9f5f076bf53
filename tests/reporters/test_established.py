"""What is established is said first, with what more is concluded under reserve; and what would turn the conclusion."""

from __future__ import annotations

import json

import pytest

from tests.properties.test_soundness import ROOT
from tests.running import run

ASSUMED = str(ROOT / "examples" / "drones-2026" / "proposal.yaml")
SURE = str(ROOT / "examples" / "facial-identification-live" / "proposal.yaml")


@pytest.mark.parametrize(
    ("lang", "first", "then"),
    [
        ("fr", "Établi\u00a0: 3 orientations restent ouvertes (", "Sous réserve de 19 hypothèses\u00a0: maintenir à droit constant"),
        ("en", "Established: 3 ways remain open (", "Subject to 19 assumptions: maintain under current law"),
    ],
)
def test_where_hypotheses_decide_what_is_established_comes_first(lang: str, first: str, then: str) -> None:
    told = [run("run", ASSUMED, "-o", "-", "--lang", lang).err, run("explain", ASSUMED, "--lang", lang).out]
    assert all(first in text and text.index(first) < text.index(then) for text in told)


def test_where_both_are_equal_there_is_one_line_which_says_so_in_a_word() -> None:
    told = run("run", SURE, "-o", "-", "--lang", "fr").err
    assert "Établi\u00a0:" not in told
    assert "Voie proposée (établie)\u00a0: " in told


def test_explain_says_what_would_turn_the_conclusion_and_how_much_more() -> None:
    told = run("explain", ASSUMED, "--lang", "fr").out
    assert "Ce qui ferait basculer la conclusion\n  - Sans la réponse «" in told
    assert "autres changements de réponse auraient un tel effet" in told


def test_the_draft_says_it_in_sentences() -> None:
    told = run("run", ASSUMED, "-o", "-", "--lang", "fr", "-q").out
    assert "**Établi\u202f: trois orientations" in told or "**Établi : trois orientations" in told.replace("\u00a0", " ")
    assert "Sous réserve de dix-neuf hypothèses, les réponses données conduisent à une seule orientation" in told
    part = told[told.index("Ce qui ferait basculer") :]
    lines = [line for line in part[: part.index("<!-- assess:end")].split("\n") if line.startswith("- ")]
    kinds = [
        next(at for at, kind in enumerate(("orientation", "niveau normatif", "principe")) if kind in line.partition(" (")[0])
        for line in lines
    ]
    assert kinds == sorted(kinds), lines
    assert {0, 1, 2} == set(kinds)


def test_the_json_has_the_keys_of_the_contract() -> None:
    found = json.loads(run("score", ASSUMED, "--format", "json").out)
    assert found["verdict"] in ("defective", "not-shown", "sound")
    assert {"pathway", "principles", "red_lines", "verdict"} <= found["established"].keys()
    assert {flip.keys() == {"id", "change", "assumed", "pathway", "principles"} for flip in found["flips"]} == {True}
    assert {tuple(principle["figures"]) for principle in found["principles"]} == {("weighted", "equal", "minimum")}
