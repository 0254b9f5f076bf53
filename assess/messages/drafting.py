"""Words of the drafts that cannot stand in templates, and what is said of a mistake in a user's own template."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

MONTHS: dict[str, tuple[str, ...]] = {
    "fr": (
        *("", "janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("", "January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}

NUMBERS: dict[str, tuple[str, ...]] = {
    "fr": (
        *("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
        *("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
    ),
    "en": (
        *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    ),
}
"""Quantities in letters, from 0. In French, those that end with `un` take an `e` in the feminine."""

TENS: dict[str, tuple[str, ...]] = {
    "fr": ("", "", "vingt", "trente", "quarante", "cinquante", "soixante"),
    "en": ("", "", "twenty", "thirty", "forty", "fifty", "sixty"),
}

WORDS: Words = {
    "kept-passages": {
        "fr": "Passages conservés, que l’étude n’appelle plus",
        "en": "Passages kept, which the study no longer calls for",
    },
    "replaced-text": {
        "fr": "Rédaction remplacée du passage « {name} », à intégrer ou à supprimer :",
        "en": "Replaced wording of the passage “{name}”, to be worked in or deleted:",
    },
    "replaced-end": {"fr": "fin de la rédaction remplacée : {name}", "en": "end of the replaced wording: {name}"},
    "and": {"fr": "et", "en": "and"},
    "or": {"fr": "ou", "en": "or"},
    "to": {"fr": "à", "en": "to"},
    "to-check": {"fr": "à vérifier", "en": "to be checked"},
    "in-force": {"fr": "depuis le {day}", "en": "since {day}"},
    "ended": {"fr": "n’est plus applicable depuis le {day}", "en": "no longer applicable since {day}"},
    "struck-down": {"fr": "censure ou annulation le {day}", "en": "struck down on {day}"},
    "unknown": {"fr": "état incertain depuis le {day}", "en": "status uncertain since {day}"},
    "not-yet": {"fr": "applicable à compter du {day}", "en": "applicable from {day}"},
    "to-settle": {"fr": "à déterminer", "en": "to be settled"},
    "not-required": {"fr": "sans exigence particulière", "en": "nothing in particular required"},
    "regulation": {"fr": "Acte réglementaire", "en": "Regulation"},
    "statute": {"fr": "Loi", "en": "Statute"},
    "present": {"fr": "prévue", "en": "given"},
    "planned": {"fr": "projetée", "en": "planned"},
    "planned-without-text": {"fr": "annoncée, sans rédaction", "en": "announced, without wording"},
    "absent": {"fr": "absente", "en": "absent"},
    "not-applicable": {"fr": "sans objet", "en": "not applicable"},
    "no-answer": {"fr": "sans réponse", "en": "not answered"},
    "established": {"fr": "établi", "en": "established"},
    "partly": {"fr": "partiellement établi", "en": "partly established"},
    "not-established": {"fr": "non établi", "en": "not established"},
    "undetermined": {"fr": "indéterminé", "en": "undetermined"},
    "nothing-applies": {"fr": "sans objet", "en": "not applicable"},
    "assumed": {"fr": "hypothèse", "en": "assumption"},
    "at-most": {"fr": "jusqu’au rang « {rank} »", "en": "up to the rank “{rank}”"},
    "article-first": {"fr": "Article 1er", "en": "Article 1"},
    "article": {"fr": "Article {id}", "en": "Article {id}"},
}

MESSAGES: Words = {
    "template-syntax": {
        "fr": "Ce modèle ne peut pas être lu : {reason}",
        "en": "This template cannot be read: {reason}",
    },
    "template-undefined": {
        "fr": "Ce modèle emploie un nom qui n’existe pas : {reason}",
        "en": "This template uses a name that does not exist: {reason}",
    },
    "template-not-allowed": {
        "fr": "Un modèle n’a pas le droit de faire cela : {reason}",
        "en": "A template may not do this: {reason}",
    },
    "template-not-found": {
        "fr": "Ce modèle en appelle un autre qui n’existe pas : {reason}",
        "en": "This template calls another one that does not exist: {reason}",
    },
    "template-recursion": {
        "fr": "Ce modèle s’appelle lui-même sans fin.",
        "en": "This template calls itself without end.",
    },
    "template-too-long": {
        "fr": "Ce modèle boucle, ou écrit, bien au-delà de ce qu’un document demande.",
        "en": "This template loops, or writes, far more than any document needs.",
    },
    "template-error": {
        "fr": "Ce modèle a échoué : {reason}",
        "en": "This template failed: {reason}",
    },
}

HINTS: Words = {}
