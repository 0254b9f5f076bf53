"""What is said of a YAML file whose content is not valid."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

MESSAGES: Words = {
    "not-a-mapping": {
        "fr": "Le fichier n’est pas fait de lignes `clé: valeur`.",
        "en": "The file is not made of lines `key: value`.",
    },
    "missing-key": {"fr": "Il manque `{key}`.", "en": "`{key}` is missing."},
    "empty-value": {"fr": "`{key}` n’a pas de valeur.", "en": "`{key}` has no value."},
    "unknown-key": {"fr": "`{found}` n’existe pas.", "en": "`{found}` does not exist."},
    "wrong-type": {
        "fr": "La valeur de `{key}` n’est pas de la sorte attendue.",
        "en": "The value of `{key}` is not of the kind expected.",
    },
    "out-of-range": {
        "fr": "La valeur de `{key}`, {found}, est hors limites.",
        "en": "The value of `{key}`, {found}, is out of range.",
    },
    "not-a-choice": {"fr": "`{found}` n’est pas une valeur de `{key}`.", "en": "`{found}` is not a value of `{key}`."},
    "no-such-day": {"fr": "`{found}` n’existe pas dans le calendrier.", "en": "`{found}` is not in the calendar."},
    "not-an-id": {"fr": "`{found}` n’est pas un identifiant.", "en": "`{found}` is not an id."},
    "repeated-item": {"fr": "`{found}` est répété dans `{key}`.", "en": "`{found}` is repeated in `{key}`."},
}

HINTS: Words = {
    "brackets": {
        "fr": "une liste, même d’un seul élément, s’écrit `[un, deux]`, ou avec un « - » par ligne.",
        "en": "a list, even of one item, is written `[one, two]`, or with a “-” on each line.",
    },
    "date-order": {
        "fr": "écrivez par exemple 2026-03-02 pour le 2 mars 2026.",
        "en": "write for instance 2026-03-02 for 2 March 2026.",
    },
    "plain-number": {
        "fr": "écrivez le nombre sans espaces, avec un point pour la virgule : 1250000 ou 4.2.",
        "en": "write the number without spaces, and a point for decimals: 1250000 or 4.2.",
    },
}
