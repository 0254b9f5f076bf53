"""What conditions say: of what is concluded, each in words of its own; of two numbers, which is which."""

from __future__ import annotations

import pytest

from assess.conditions.nodes import CONCLUDED, Concluded, Constant, If
from assess.reporters.naming import Conditions, Names
from tests.study.studies import evaluator

SAID = {
    ("law", "ai-act-art5-1-h"): "est en vigueur : article 5, paragraphe 1, point h), du règlement (UE) 2024/1689 du 13 juin 2024",
    ("met", "dpia"): "la garantie « Analyse d’impact relative à la protection des données » est apportée",
    ("required", "dpia"): "la garantie « Analyse d’impact relative à la protection des données » est exigée",
    ("gap", "maturity"): "le principe « Maturité technologique » n’est pas établi",
    ("red-line", "no-statute"): "l’obstacle « Emploi réel sans la loi qu’il exige » est relevé",
    ("cure", "statute"): "un obstacle est relevé (une loi y remédierait)",
    ("lacks", "statute"): "une garantie exigée manque, qui appelle au moins ce rang : loi",
    ("blocked", "deploy/safeguards"): "une garantie manquante fait obstacle à l’action « déployer »",
    ("blocked", "deploy/text"): "une garantie que le texte devrait porter manque et fait obstacle à l’action « déployer »",
    ("covered", "any"): "l’usage est couvert par : un texte",
    ("awaited", "any"): "l’usage serait couvert, une fois pris le texte d’application, par : un texte",
    ("awaitable", "any"): "l’usage reste dans les limites, que son texte d’application soit pris ou non, de : un texte",
    ("claimed", "any"): "l’usage n’est couvert que selon la proposition, par un texte qui n’a pas été lu : un texte",
    ("concerned", "any"): "est en vigueur et vise de tels usages : un texte",
    ("upheld", "any"): "l’usage est couvert par un texte déclaré conforme pour ses finalités : un texte",
    ("closed", "statute"): "l’usage est dans un domaine clos : sans texte, il appelle cette norme : loi",
    ("blocked", "deploy/principles"): "un principe non établi fait obstacle à l’action « déployer »",
}


@pytest.mark.parametrize(("kind", "name"), SAID)
def test_a_conclusion_is_said_in_words_of_its_own(kind: str, name: str) -> None:
    said = Concluded(kind, name).words(Conditions(Names(evaluator().rubric, "fr")))
    assert said.replace("\u00a0", " ") == SAID[kind, name]


def test_every_kind_of_conclusion_is_among_them() -> None:
    assert {kind for kind, _ in SAID} | {"term"} == set(CONCLUDED)


def test_a_choice_of_two_numbers_says_which_goes_with_the_condition() -> None:
    said = If(Concluded("met", "dpia"), Constant(1), Constant(2)).words(Conditions(Names(evaluator().rubric, "en")))
    assert said == "(1 if the safeguard “Data protection impact assessment” is given, else 2)"
