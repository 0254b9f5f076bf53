"""What an authority must receive, a protocol must say, an impact assessment must hold: filled in from the proposal, and nothing invented."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from assess.messages import LANGUAGES
from assess.study.annex_data import Duties, Form, Forms
from assess.study.annexes import data_of
from assess.study.templates import TemplateFault, Templates
from tests.study.studies import OURS, annexed, evaluator, example, proposal, shipped, source

FORMS = ("request", "experiment", "dpia")
DRONES = "drones-2026"
HEAD = """
format: 1
id: essai
title: Drones
date: 2026-04-15
technology: drones
"""
POLICE = "facts: {actors: [national-police-gendarmerie], vantage: aerial, legal_regime: titre-iii, sensing: [image]}\n"


def every_form() -> Iterator[Form]:
    for kind in FORMS:
        held = data_of(kind, OURS)
        assert isinstance(held, Forms)
        yield from held.forms


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def section(text: str, title: str) -> str:
    """What stands under *title*, up to the next title."""
    found = re.search(rf"(?ms)^#+ [\d. ]*{re.escape(title)}[^\n]*\n(.*?)(?=^#|\Z)", plain(text))
    assert found, title
    return found[1]


@pytest.mark.parametrize("form", [*every_form()], ids=lambda form: form.id)
def test_a_form_names_what_there_is(form: Form) -> None:
    rubric = evaluator().rubric
    entries = rubric.entries()
    assert {name.removeprefix("law:") for name in form.law} <= set(entries["law"])
    assert set(form.texts) <= {text.id for text in rubric.texts}
    assert set(form.safeguards) <= set(entries["safeguard"])
    for part in form.parts:
        for field in part.fields:
            assert set(field.text) == set(field.expects) == set(LANGUAGES)
            for kind, _, own in (name.partition(":") for name in field.says):
                assert kind in {"organisation", "technology", "consultations", "options", "law", "study", "impacts"} or own in entries[kind]


def test_the_eight_items_for_a_drone_stand_in_the_order_of_the_code() -> None:
    text = annexed("request", example(DRONES))
    assert re.findall(r"\(L\.\s242-5, IV, (\d)°\)", plain(text)) == list("12345678")
    assert "Préfet de département ; à Paris, préfet de police" in plain(text)


def test_what_the_proposal_says_is_taken_up_and_marked_when_it_is_assumed() -> None:
    told = section(annexed("request", example(DRONES)), "Justification de la nécessité")
    assert "- Autres moyens : insuffisance montrée (hypothèse)." in told
    assert "À compléter" not in told


def test_where_it_is_silent_what_is_expected_is_to_be_completed() -> None:
    told = section(annexed("request", proposal(POLICE, head=HEAD)), "Durée souhaitée de l’autorisation")
    assert "*Attendu :* les dates et heures" in told
    assert "> **À compléter.** La proposition n’en dit rien." in told


def test_a_rule_of_the_law_is_no_answer() -> None:
    told = section(annexed("request", example(DRONES)), "Nombre de caméras")
    assert "*Règle en vigueur :* Contingentement, donnée par l’article L. 242-5" in told
    assert "À compléter" in told


def test_a_use_outside_the_text_is_told_so() -> None:
    text = annexed("request", proposal(POLICE.replace("[image]", "[image, sound]"), head=HEAD))
    assert "l’usage sort du champ du texte ; une demande serait à rejeter" in plain(text)
    assert "Le texte ne couvre que des images" in plain(text)


def test_no_request_is_made_up_before_there_is_a_text_for_it() -> None:
    text = annexed("request", proposal(POLICE, head=HEAD.replace("2026-04-15", "2021-09-09")))
    assert "242-5" not in text


def test_a_form_has_its_sources_with_the_day_of_the_wording_and_of_the_check() -> None:
    told = section(annexed("request", example(DRONES)), "Demande d’autorisation de captation d’images par aéronef")
    assert "Article L. 242-5 du code de la sécurité intérieure. Applicable depuis le 26 janvier 2022. Lu dans : [" in told
    assert re.search(r"vérifié le \d+ \w+ \d{4}\.", told)


def test_a_protocol_says_when_to_give_up_and_when_it_ends() -> None:
    text = annexed("experiment", proposal("facts: {phase: real-experiment}\n"))
    assert "l’abandon" in section(text, "Issues à la fin de l’essai")
    assert "sans reconduction tacite" in section(text, "Durée et terme")
    assert "| Fin de l’essai et de l’autorisation |" in section(text, "Calendrier")


def test_what_is_missing_is_listed_once_at_the_end() -> None:
    text = plain(annexed("dpia", proposal()))
    asked = re.findall(r"(?m)^#### \d+\. (.+)$", text)
    listed = re.findall(r"(?m)^\| Contenu de l’analyse d’impact \| ([^|]+) \|", text)
    assert 0 < len(listed) == len(set(listed)) < len(asked)
    assert set(listed) < set(asked)


def test_the_duties_are_entries_of_the_rubric_that_tells_the_class() -> None:
    from assess import store

    held = data_of("ai-act", OURS)
    assert isinstance(held, Duties)
    folder = store.find_rubric(held.rubric)
    assert folder is not None
    rubric = store.load_rubric_of(folder).rubric
    assert rubric is not None
    assert rubric.outcome is not None
    assert {duty.law.removeprefix("law:") for duty in held.duties} <= {entry.id for entry in rubric.law}
    assert {name for duty in held.duties for name in duty.classes} <= {value.id for value in rubric.outcome.values}


def test_a_service_may_have_forms_of_its_own() -> None:
    form = "forms: [{id: x, title: {fr: Ma fiche}, parts: [{title: {fr: P}, fields: [{text: {fr: Objet}, expects: {fr: un objet}}]}]}]"
    mine = Templates(shipped, source({"annexes/dpia.yaml": form}))
    assert "## 1. Ma fiche" in annexed("dpia", proposal(), templates=mine)


def test_a_mistake_in_them_is_told_with_its_file() -> None:
    mine = Templates(shipped, source({"annexes/dpia.yaml": "forms: [{id: x}]"}))
    with pytest.raises(TemplateFault) as fault:
        annexed("dpia", proposal(), templates=mine)
    assert fault.value.path == "mine/annexes/dpia.yaml"


def test_an_answer_cannot_become_a_title_or_a_row() -> None:
    found = replace(proposal(POLICE, head=HEAD), organisation="# Titre\n| a | <!-- chart: x --> {{ 1 }}")
    text = annexed("request", found)
    assert "\n# Titre" not in text
    assert "<!-- chart" not in text
    assert "{{ 1 }}" in text


def test_the_law_of_the_other_order_is_left_out() -> None:
    text = annexed("dpia", proposal("facts: {legal_regime: gdpr, actors: [event-organiser]}\n"))
    told = section(text, "Contenu de l’analyse d’impact")
    assert "RGPD" in told
    assert "2016/680" not in told
    assert "article 90" not in told.lower()
    assert "2016/680" not in section(annexed("dpia", proposal("facts: {legal_regime: gdpr}\n")), "Contenu de l’analyse d’impact")


def test_a_request_whose_text_is_still_to_come_is_not_made() -> None:
    text = plain(annexed("request", proposal(POLICE, head=HEAD.replace("2026-04-15", "2019-03-01"))))
    assert "Demande d’avis à la CNIL" not in text
    assert "Demande d’avis à la CNIL" in plain(annexed("request", proposal(POLICE, head=HEAD)))
