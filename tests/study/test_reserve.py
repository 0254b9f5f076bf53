"""What a draft concludes under hypotheses is said to be so; what the law gives is named; what is inferred has its own mark."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from assess.model.law import doubt
from tests.properties.test_soundness import ROOT
from tests.running import run
from tests.study.studies import evaluator, passages


@cache
def drafted(example: str) -> dict[str, str]:
    """The passages of the draft of *example*, in French, by what ends their id, spaces made plain."""
    return told_of(ROOT / "examples" / example / "proposal.yaml")


def told_of(path: Path) -> dict[str, str]:
    """The same of the proposal at *path*."""
    told = run("run", str(path), "-o", "-", "--lang", "fr", "-q").out
    found = passages(told)
    return {name.partition("article-1.")[2] or name: re.sub("[\u00a0\u202f]", " ", text) for name, text in found.items()}


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        ("general-framework.regime", "sous réserve de onze hypothèses, l’état du droit"),
        ("constitutional-framework.test", "Sous réserve de onze hypothèses, l’usage présente un défaut de base légale"),
        ("necessity.norm", "Sous réserve de onze hypothèses, l’intervention de la loi est nécessaire."),
        ("alone.purposes", "Ces conclusions valent sous réserve de onze hypothèses."),
        ("red-line.no-statute", "Sous réserve de onze hypothèses, la base légale fait défaut"),
        ("conditions.reserved", "sous réserve de onze hypothèses"),
        ("summary", "Sous réserve de onze hypothèses, un défaut de base légale est constaté."),
    ],
)
def test_a_conclusion_that_hypotheses_carry_says_so_wherever_it_stands(passage: str, said: str) -> None:
    assert said in drafted("osint-capture")[passage]


def test_guarantees_that_are_hypotheses_are_counted_apart() -> None:
    found = drafted("osint-capture")["constitutional-framework.test"]
    assert "trois ne sont données qu’à titre d’hypothèse (" in found
    assert "données au rang" not in found


def test_a_defect_is_told_once_and_one_that_is_established_apart_from_those_of_hypotheses() -> None:
    assert "Indépendamment de ces hypothèses, un défaut au moins est établi." in drafted("osint-capture")["summary"]
    assert "n défaut au moins" not in drafted("facial-identification-live-2026")["summary"]


def test_a_way_has_no_brackets_in_brackets_and_counts_once_at_any_rank() -> None:
    found = drafted("osint-capture")["pathway"]
    assert (
        "**Établi : deux orientations restent ouvertes** (expérimenter, à droit constant, par voie réglementaire ou par voie législative"
        in found
    )
    assert "clarifier le cadre juridique, sans nouveau texte, par voie réglementaire" in found


GIVEN = "donnée par l’article L. 242-4 du code de la sécurité intérieure, al. 2 (loi)"
ANSWERED = "safeguards:\n  interconnection_ban:\n    status: present\n    where: {instrument: statute, ref: article L. 242-4}\n"


def test_the_law_that_gives_a_guarantee_is_named_without_an_answer() -> None:
    found = drafted("drones-2026")
    assert f"| Interdiction des rapprochements automatisés | garantie {GIVEN} |" in found["retained-scheme.safeguards"]
    assert GIVEN in found["grid.safeguards"]


def test_the_law_that_gives_a_guarantee_is_named_beside_the_answer(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "drones-2026" / "proposal.yaml").read_text(encoding="utf-8")
    (tmp_path / "proposal.yaml").write_text(text.replace("safeguards:\n", ANSWERED), encoding="utf-8")
    found = told_of(tmp_path / "proposal.yaml")
    assert f"garantie prévue – loi, article L. 242-4 – {GIVEN}" in found["retained-scheme.safeguards"]
    assert GIVEN in found["grid.safeguards"]


def test_texts_of_a_closed_domain_that_are_made_for_other_uses_are_named() -> None:
    found = drafted("osint-capture")["general-framework.regime"]
    assert "- Collecte fiscale et douanière de contenus en ligne" in found
    assert "article 154 de la loi n° 2019-1479" in found.lower()


def test_texts_in_force_are_not_awaited() -> None:
    assert "une fois le texte adopté" not in drafted("drones-2026")["pathway"]


def test_references_are_those_that_a_passage_cites() -> None:
    for example in ("drones-2026", "osint-capture", "facial-identification-live-2026"):
        found = dict(drafted(example))
        listed = [line for line in found.pop("references").split("\n") if " Lu dans : " in line]
        rest = "\n".join(found.values())
        cites = [re.sub("[\u00a0\u202f]", " ", entry.cite["fr"]) for entry in evaluator().rubric.law]
        for line in listed:
            assert any(cite[1:] in line and cite[1:] in rest for cite in cites), line


def test_a_decision_is_of_its_day() -> None:
    for line in drafted("drones-2026")["references"].split("\n"):
        assert not (line.startswith(("- Décision", "- Conseil d’État", "- CNIL", "- CEDH")) and "depuis le" in line), line


@pytest.mark.parametrize(
    ("certainty", "own", "mark"),
    [
        ("", "confirmed", ""),
        ("confirmed", "secondary", ""),
        ("inferred", "confirmed", "inferred"),
        ("inferred", "secondary", "to-check"),
        ("", "inferred", "to-check"),
        ("secondary", "confirmed", "to-check"),
    ],
)
def test_what_is_inferred_from_a_text_that_was_read_has_its_own_mark(certainty: str, own: str, mark: str) -> None:
    assert doubt(certainty, own) == mark


def test_no_capital_after_a_semicolon_in_notes() -> None:
    for passage in drafted("drones-2026").values():
        for note in re.findall(r"(?m)^\[\^[^\]]+\]: (.*)$", passage):
            assert not re.search(r" ; (La|Le|Les|Niveaux|Présentation|Intervention|Rapport|Dépêche) ", note), note
