"""The words of the summary and of the table of scores."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

MESSAGES: Words = {
    "stage-exploration": {"fr": "exploration", "en": "exploration"},
    "stage-referral": {"fr": "saisine", "en": "referral"},
    "summary-rubric": {"fr": "grille {rubric}, droit au {date}", "en": "rubric {rubric}, law of {date}"},
    "summary-answered": {
        "fr": "réponses : {facts} faits, {criteria} critères, {safeguards} garanties",
        "en": "answered: {facts} facts, {criteria} criteria, {safeguards} safeguards",
    },
    "summary-assumed": {"fr": "dont {count} par hypothèse", "en": "{count} of them assumed"},
    "summary-ways-one": {"fr": "Voie proposée", "en": "Pathway"},
    "summary-ways-several": {"fr": "Voies encore possibles", "en": "Pathways still possible"},
    "summary-action-open": {
        "fr": "Les réponses données laissent plusieurs actions possibles.",
        "en": "The answers given leave several actions possible.",
    },
    "summary-norm-open": {
        "fr": "Le niveau normatif n’est pas déterminé par les réponses données.",
        "en": "The answers given do not determine the level of norm.",
    },
    "summary-outcome": {"fr": "Résultat", "en": "Outcome"},
    "summary-principles": {"fr": "Principes", "en": "Principles"},
    "summary-legend": {"fr": "█ acquis  ░ possible  │ exigé", "en": "█ shown  ░ possible  │ required"},
    "summary-tiers": {"fr": "Degrés", "en": "Tiers"},
    "summary-regime": {"fr": "État du droit", "en": "State of the law"},
    "summary-red-lines": {"fr": "Lignes rouges", "en": "Red lines"},
    "summary-safeguards": {"fr": "Garanties exigées", "en": "Safeguards required"},
    "summary-deciding": {"fr": "Ce qui trancherait", "en": "What would settle it"},
    "summary-none": {"fr": "aucune", "en": "none"},
    "summary-more": {"fr": "et {count} de plus", "en": "and {count} more"},
    "summary-met": {"fr": "toutes apportées", "en": "all given"},
    "summary-missing-one": {"fr": "manquante", "en": "missing"},
    "summary-missing-several": {"fr": "manquantes", "en": "missing"},
    "summary-unsettled-one": {"fr": "à préciser", "en": "unsettled"},
    "summary-unsettled-several": {"fr": "à préciser", "en": "unsettled"},
    "status-met": {"fr": "établi", "en": "established"},
    "status-gap": {"fr": "non établi", "en": "not shown"},
    "status-undetermined": {"fr": "indéterminé", "en": "undetermined"},
    "status-none": {"fr": "sans objet", "en": "not applicable"},
    "line-raised": {"fr": "franchie", "en": "raised"},
    "line-undetermined": {"fr": "indéterminée", "en": "undetermined"},
    "cure-nothing": {"fr": "rien ne la lève", "en": "nothing cures it"},
    "cure-statute": {"fr": "levée par une loi", "en": "cured by a statute"},
    "cure-regulation": {"fr": "levée par un acte réglementaire", "en": "cured by a regulation"},
    "cure-answer": {"fr": "levée en modifiant le projet", "en": "cured by changing the proposal"},
    "or": {"fr": "ou", "en": "or"},
    "draft-written": {"fr": "Projet d’étude d’impact : {path}", "en": "Impact-study draft: {path}"},
    "draft-unchanged": {
        "fr": "Projet d’étude d’impact inchangé : {path}",
        "en": "Impact-study draft unchanged: {path}",
    },
    "draft-rubric": {
        "fr": "écrit selon la grille {before}, renouvelé selon {now}",
        "en": "written under the rubric {before}, renewed under {now}",
    },
    "draft-renewed": {"fr": "{count} passages renouvelés", "en": "{count} passages renewed"},
    "draft-kept": {
        "fr": "{count} passages modifiés à la main, conservés ; le nouveau texte est proposé à côté",
        "en": "{count} passages edited by hand, kept; the new text is offered beside",
    },
    "draft-taken": {
        "fr": "{count} passages repris de l’outil ; la rédaction remplacée est gardée à côté",
        "en": "{count} passages taken back from the tool; the replaced wording is kept beside",
    },
    "draft-retired": {
        "fr": "{count} passages modifiés à la main que l’étude n’appelle plus, conservés à part",
        "en": "{count} passages edited by hand that the study no longer calls for, kept apart",
    },
    "draft-damage": {
        "fr": "repère endommagé, ligne {line} : le texte est conservé tel quel",
        "en": "damaged marker, line {line}: the text is kept as it is",
    },
    "progress": {"fr": "évaluation", "en": "scoring"},
    "page-principles": {"fr": "Principes", "en": "Principles"},
    "page-criteria": {"fr": "Critères", "en": "Criteria"},
    "page-facts": {"fr": "Faits", "en": "Facts"},
    "page-safeguards": {"fr": "Garanties", "en": "Safeguards"},
    "page-red-lines": {"fr": "Lignes rouges", "en": "Red lines"},
    "page-outcome": {"fr": "Résultats possibles", "en": "Possible results"},
    "page-tiers": {"fr": "Degrés", "en": "Tiers"},
    "page-technologies": {"fr": "Technologies", "en": "Technologies"},
    "page-usual-facts": {"fr": "Faits habituels", "en": "Usual facts"},
    "page-attention": {"fr": "Points d’attention", "en": "Points of attention"},
    "page-precedents": {"fr": "Précédents", "en": "Precedents"},
    "page-frame": {"fr": "Cadre juridique selon la date", "en": "Legal frame by date"},
    "page-since": {"fr": "Depuis le {day}", "en": "Since {day}"},
    "page-touches": {"fr": "Voir {items}", "en": "See {items}"},
    "page-law": {"fr": "Droit et décisions", "en": "Law and decisions"},
    "page-sources": {"fr": "Sources", "en": "Sources"},
    "to-check": {"fr": "à vérifier", "en": "to be verified"},
    "law-in-force": {"fr": "en vigueur", "en": "in force"},
    "law-ended": {"fr": "a pris fin", "en": "ended"},
    "law-struck-down": {"fr": "censuré", "en": "struck down"},
    "law-unknown": {"fr": "état non confirmé", "en": "state not confirmed"},
    "table-proposal": {"fr": "proposition", "en": "proposal"},
    "table-pathway": {"fr": "voie", "en": "pathway"},
    "table-red-lines": {"fr": "lignes rouges", "en": "red lines"},
    "table-missing": {"fr": "garanties manquantes", "en": "missing safeguards"},
}

MONTHS = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def long_date(day: int, lang: str) -> str:
    """The ordinal *day* in words: « 1er mars 2026 », “1 March 2026”."""
    from datetime import date

    found = date.fromordinal(day)
    number = "1er" if lang == "fr" and found.day == 1 else str(found.day)
    return f"{number} {MONTHS[lang][found.month - 1]} {found.year}"


WAYS = {"fr": " ou ", "en": " or "}
"""What joins several possible values."""
