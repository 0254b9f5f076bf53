"""The annexes of a text."""

from __future__ import annotations

import re

import pytest

from assess.model.constants import ANNEXES as KINDS
from assess.study.annex_data import Risks
from assess.study.annexes import data_of
from assess.study.study import finished
from tests.study.studies import OURS, annexed, evaluator, proposal, titles

TEXT = (
    "text: {kind: government-bill, state: proposed, title: Projet de loi relatif aux stades}\n"
    "facts: {phase: permanent, legal_regime: gdpr, actors: [event-organiser], purposes: [access-control]}\n"
    "safeguards: {purpose_definition: {status: absent}, open_code: {status: present, because: Publié.}}\n"
)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_annex_is_plain_markdown_that_names_its_text(kind: str, lang: str) -> None:
    text = annexed(kind, proposal(TEXT), lang)
    number = KINDS.index(kind) + 1
    assert text.startswith(f"# Annex {number} – " if lang == "en" else f"# Annexe n°\u00a0{number} – ")
    assert text.splitlines()[2] == "Projet de loi relatif aux stades"
    assert set(re.findall("<!-- (.*?):", text)) <= {"chart"}
    assert not text.startswith("---")
    assert text.endswith("\n")
    assert "\n\n\n" not in text


def test_code_in_an_annex_keeps_its_empty_lines() -> None:
    assert finished("\n\n# A\n\n\n \n```\nb\n\n\nc\n```\n\n", "fr") == "# A\n\n```\nb\n\n\nc\n```\n"


@pytest.mark.parametrize("kind", KINDS)
def test_titles_go_down_one_level_at_a_time(kind: str) -> None:
    depth = 0
    for line in annexed(kind, proposal(TEXT)).splitlines():
        if line.startswith("#"):
            found = len(line) - len(line.lstrip("#"))
            assert found <= depth + 1
            depth = found


@pytest.mark.parametrize("kind", KINDS)
def test_every_note_called_is_written_once(kind: str) -> None:
    text = annexed(kind, proposal(TEXT))
    notes = re.findall(r"(?m)^\[\^([^\]]+)\]:", text)
    assert len(notes) == len(set(notes))
    assert set(re.findall(r"\[\^([^\]]+)\](?!:)", text)) == set(notes)


def test_the_principles_come_with_the_conclusion_they_lead_to() -> None:
    found = titles(annexed("principles", proposal(TEXT)))
    assert found[0].endswith("– Appréciation au regard des principes communs")
    assert found[1] == "Orientation"
    at = found.index("Situation de l’usage")
    assert found[at + 1] == "Lignes rouges et défauts de base légale"
    assert [principle.title["fr"] for principle in evaluator().rubric.principles] == found[
        at + 3 : at + 3 + len(evaluator().rubric.principles)
    ]


def test_each_guarantee_required_goes_from_the_article_to_the_clause() -> None:
    text = annexed("safeguards", proposal(TEXT)).replace("\u202f", " ").replace("\u00a0", " ")
    row = next(line for line in text.splitlines() if "| Définition des finalités |" in line)
    where, risk, _, *ranks, left, clause = row.strip("| ").split(" | ")
    assert (where, risk, left) == ("nulle part (à compléter)", "un usage qui s’étend à d’autres fins", "entier")
    assert ranks[0] == "aucun"
    sheet = text[text.index(f"### {clause.removeprefix('voir le ')}. Définition des finalités") :]
    assert "- Des données personnelles ne sont collectées que pour des finalités déterminées" in sheet
    assert "> **Clause à écrire, à faire relire par un juriste.** « " in sheet
    assert "- Ouverture des codes sources : garantie prévue. Publié." in text[text.index("Garanties données sans être exigées") :]


def test_every_guarantee_of_the_rubric_answers_a_risk() -> None:
    told = data_of("safeguards", OURS)
    assert isinstance(told, Risks)
    assert {one.id for one in evaluator().rubric.safeguards} <= set(told.risks)


def test_the_grid_has_every_answer() -> None:
    text = annexed("grid", proposal(TEXT))
    rubric = evaluator().rubric
    for name in [fact.id for fact in rubric.facts] + [safeguard.id for safeguard in rubric.safeguards]:
        assert f"`{name}`" in text


def test_an_unknown_annex_is_refused() -> None:
    from assess.study.annexes import annex

    found = proposal(TEXT)
    with pytest.raises(ValueError, match="unknown"):
        annex("unknown", evaluator().rubric, found, evaluator().assess(found), "fr", OURS)
