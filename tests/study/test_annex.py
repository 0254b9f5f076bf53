"""The annexes of a text."""

from __future__ import annotations

import re

import pytest

from assess.model.constants import ANNEXES as KINDS
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
    assert text.startswith("# Annex" if lang == "en" else "# Annexe – ")
    assert text.splitlines()[2] == "Projet de loi relatif aux stades"
    assert "<!--" not in text
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
    assert found[:2] == ["Annexe – Appréciation au regard des principes communs", "Orientation"]
    at = found.index("Situation de l’usage")
    assert found[at + 1] == "Lignes rouges et défauts de base légale"
    assert [principle.title["fr"] for principle in evaluator().rubric.principles] == found[
        at + 3 : at + 3 + len(evaluator().rubric.principles)
    ]


def test_each_guarantee_required_is_told_with_its_reasons() -> None:
    text = annexed("safeguards", proposal(TEXT))
    missing = text[text.index("Définition des finalités") :]
    assert "**Appréciation\u202f: à ajouter.**" in missing
    assert "- Des données personnelles ne sont collectées que pour des finalités déterminées" in missing
    assert "> Rédaction proposée par la grille\u202f: «\u00a0" in missing
    assert "- Ouverture des codes sources\u202f: garantie prévue. Publié." in text[text.index("Garanties données sans être exigées") :]


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
