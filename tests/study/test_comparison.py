"""The law in force and the text proposed, side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.study.differences import Line, lines_of, side_by_side
from tests.study.studies import annexed, proposal

AMENDS = """
articles:
  - id: "3"
    title: Durée
    object: Borner la durée
    amends:
      - provision: article L. 242-5 du code de la sécurité intérieure
        current: |
          Elle est délivrée pour une durée maximale de trois mois.
          Elle est renouvelable.
        proposed: |
          Elle est délivrée pour une durée maximale de quinze jours.
          Elle n’est pas renouvelable.
        source: Légifrance, version du 26 janvier 2022
      - {provision: article L. 242-9, new: true, proposed: Un rapport est publié.}
      - {provision: article L. 242-10, proposed: Texte nouveau.}
"""


def pairs(current: str, proposed: str) -> list[tuple[str, str]]:
    return [(str(line.current), str(line.proposed)) for line in side_by_side(current, proposed)]


def test_lines_alike_face_each_other_and_words_that_differ_are_marked() -> None:
    assert pairs("Un an au plus.\nPublic.", "Deux ans au plus.\nPublic.") == [
        ("~~Un an~~ au plus.", "**Deux ans** au plus."),
        ("Public.", "Public."),
    ]


def test_a_line_gone_and_a_line_come_face_nothing() -> None:
    assert pairs("Ancien alinéa abrogé.", "Rien de commun ici, vraiment.") == [
        ("", "**Rien de commun ici, vraiment.**"),
        ("~~Ancien alinéa abrogé.~~", ""),
    ]


def test_a_line_inserted_moves_nothing() -> None:
    assert pairs("a b c\nd e f", "a b c\nx y z\nd e f") == [("a b c", "a b c"), ("", "**x y z**"), ("d e f", "d e f")]


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_no_word_of_either_wording_is_lost(current: str, proposed: str) -> None:
    def words(lines: list[str]) -> list[str]:
        return " ".join(lines).replace("~~", "").replace("**", "").split()

    found: tuple[Line, ...] = side_by_side(current, proposed)
    assert words([line.current for line in found]) == words(lines_of(current))
    assert words([line.proposed for line in found]) == words(lines_of(proposed))


def test_signs_of_markdown_stay_signs() -> None:
    assert pairs("*a* | b", "*a* | c") == [(r"\*a\* \| ~~b~~", r"\*a\* \| **c**")]


@pytest.fixture(scope="module")
def text() -> str:
    return annexed("comparison", proposal(AMENDS)).replace("\u202f", " ").replace("\u00a0", " ")


def test_each_provision_has_its_table(text: str) -> None:
    assert "## 1. article L. 242-5 du code de la sécurité intérieure" in text
    assert "durée maximale de ~~trois mois.~~ | Elle est délivrée pour une durée maximale de **quinze jours.** |" in text
    assert "Texte en vigueur lu dans : Légifrance, version du 26 janvier 2022." in text


def test_a_new_provision_faces_none_and_a_missing_wording_is_asked_for(text: str) -> None:
    assert "| Néant (disposition nouvelle). | **Un rapport est publié.** |" in text
    assert "> **À compléter.** Le texte en vigueur : le recopier de Légifrance, avec la date de la version." in text
    assert "| À compléter | **Texte nouveau.** |" in text


def test_without_wordings_the_articles_are_named_and_asked_for() -> None:
    found = annexed("comparison", proposal("articles: [{id: '1', title: Objet}]\n"))
    assert "| À compléter | Article 1er – Objet |" in found.replace("\u00a0", " ")
