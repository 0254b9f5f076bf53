"""Claims on classes of words: what is denied in a clause, what ends one, and what is wrong in such data."""

from __future__ import annotations

import pytest

from assess.checks.clauses import Clause, Lexicon, lexicon
from assess.checks.model import Case
from assess.checks.reach import Reach
from assess.checks.running import run
from assess.reporters.text import render
from tests.checks.cases import catalogue, subject_of
from tests.checks.test_declared import EXAMPLE, read

CLAIMS = next(check for check in catalogue().checks if check.id == "claim-contradicted")
FIGURES = next(check for check in catalogue().checks if check.id == "figure-differs")
LOCAL = "facts: {storage: central, authorisation: prefect, sharing: third-parties}\nsafeguards: {register: {status: absent}}"


def clauses(text: str) -> list[Clause]:
    subject = subject_of(Case("", f"# Étude\n\n{text}\n", "", "fr", "", "", (), (), ()))
    return [clause for sentence in lexicon(CLAIMS.settings, "fr").clauses(subject.page, Reach(subject)) for clause in sentence]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("images (très |)floutées", "Les images floutées", "images floutées"),
        ("images (très |)floutées", "Les images nettes", ""),
        ("(image|images) anonymis*", "Les IMAGES\nAnonymisées", "IMAGES\nAnonymisées"),
        ("images … floutées", "Les images du public floutées", "images du public floutées"),
        ("aucune d’elles", "aucune d’elles", "aucune d’elles"),
        ("images « brutes", "images « brutes", "images « brutes"),
        ("caméras-piétons (du|de)", "caméras-piétons du service", "caméras-piétons du"),
    ],
)
def test_a_phrase_is_found_whatever_its_second_word(phrase: str, text: str, found: str) -> None:
    hits = Lexicon({"some": (phrase,)}).find(text, 0, len(text))
    assert [text[hit.start : hit.end] for hit in hits if hit.name == "some"] == [found] * bool(found)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Les images sont conservées.", False),
        ("Les images ne sont pas conservées.", True),
        ("Aucune image n’est conservée.", True),
        ("Ni les images ni les sons ne sont conservés.", True),
        ("Les images ne sont conservées que si le préfet le demande.", False),
        ("Les images sont vues sans être conservées.", True),
        ("Aucune image n’est vue sans être conservée.", False),
        ("Il est interdit de conserver les images.", True),
        ("Sans autorisation, les images sont conservées.", False),
        ("Non seulement les images sont vues mais elles sont conservées.", False),
        ("Les images, qui ne sont pas floutées, sont conservées.", False),
    ],
)
def test_what_is_denied_is_decided_in_the_clause(text: str, denied: bool) -> None:
    found = [clause.denies(hit) for clause in clauses(text) for hit in clause.hits if hit.name == "keep"]
    assert set(found) == {denied}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Aucun vol n’a lieu sans l’autorisation d’un juge.", True),
        ("L’autorisation est délivrée par le préfet, et non par un juge.", False),
        ("Le juge n’autorise pas les vols.", False),
        ("L’autorisation n’est pas délivrée par le préfet.", True),
        ("Un registre est tenu.", True),
        ("Il n’est pas tenu de registre.", False),
        ("Si un registre était tenu, il serait inutile.", False),
        ("Le dispositif présente ces garanties :\n\n- l’absence de tout enregistrement ;\n- un affichage.", True),
        ("Au Royaume-Uni, les images ne sont pas conservées.", False),
    ],
)
def test_a_claim_names_a_value_a_safeguard_or_a_condition(text: str, told: bool) -> None:
    subject = subject_of(Case("", f"### 3.2. Dispositif retenu\n\n{text}\n", LOCAL, "fr", "", "", (), (), ()))
    assert bool(run([CLAIMS], subject).found) is told


def test_a_safeguard_is_told_by_its_title_and_its_status() -> None:
    subject = subject_of(Case("", "### 3.2. Dispositif retenu\n\nUn registre est tenu.\n", LOCAL, "fr", "", "", (), (), ()))
    assert "absente » (Registre et traçabilité)" in run([CLAIMS], subject).found[0].finding.words["fr"]


CLASSES = """    grammar: {not: {fr: ["ne"]}}
    classes: {thing: {fr: ["image*"]}}
    claims: [{when: "storage in (local, central)", about: thing, with: [thing]}]
"""


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ("about: thing", "about: thin", "not-a-choice"),
        ("with: [thing]", 'with: ["thing|thin"]', "not-a-choice"),
        ("with: [thing]", "denied: maybe", "wrong-type"),
        ("with: [thing]", "values: {central: thin}", "not-a-choice"),
        ("{not: ", "{nott: ", "unknown-key"),
        ('["image*"]', '["image**"]', "phrase-star"),
        ("classes: {thing: ", "classes: {never: {fr: [non]}, thing: ", "class-of-grammar"),
        ("", "", ""),
    ],
)
def test_a_fault_in_classes_is_told(was: str, becomes: str, message: str) -> None:
    words = '    when: "storage in (local, central)"\n    patterns: {fr: ["rien n’est (conservé|enregistré)"], en: ["nothing is (stored|kept)"]}\n'
    assert words in EXAMPLE
    found = read(EXAMPLE.replace(words, CLASSES.replace(was, becomes))).findings
    assert {item.id for item in found} == ({message} if message else set()), render(found, "en")


def test_a_long_word_is_a_word_like_another() -> None:
    assert [hit.name for hit in Lexicon({"keep": ["conserv*"]}).find("conserv" + "a" * 100_000, 0, 100_007)] == ["keep"]
