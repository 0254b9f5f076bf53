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
        "fr": "La valeur de `{key}` n’est pas du type attendu.",
        "en": "The value of `{key}` is not of the kind expected.",
    },
    "wrong-item": {
        "fr": "Un élément de `{key}` n’est pas du type attendu.",
        "en": "An item of `{key}` is not of the kind expected.",
    },
    "empty-item": {"fr": "Un élément de `{key}` est vide.", "en": "An item of `{key}` is empty."},
    "out-of-range": {
        "fr": "La valeur de `{key}`, {found}, est hors limites.",
        "en": "The value of `{key}`, {found}, is out of range.",
    },
    "not-a-choice": {"fr": "`{found}` n’est pas une valeur de `{key}`.", "en": "`{found}` is not a value of `{key}`."},
    "no-such-day": {"fr": "`{found}` n’existe pas dans le calendrier.", "en": "`{found}` is not in the calendar."},
    "not-an-id": {"fr": "`{found}` n’est pas un identifiant.", "en": "`{found}` is not an id."},
    "range-reversed": {
        "fr": "`high` ({found}) est plus petit que `low`.",
        "en": "`high` ({found}) is smaller than `low`.",
    },
    "unknown-format": {
        "fr": "Cette version d’assess ne connaît pas le format {found}.",
        "en": "This version of assess does not know format {found}.",
    },
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
        "fr": "écrivez le nombre seul, sans espaces ni unité, avec un point pour la virgule : 1250000 ou 4.2.",
        "en": "write the number alone, without spaces or unit, and a point for decimals: 1250000 or 4.2.",
    },
    "unquoted-number": {
        "fr": "écrivez le nombre sans guillemets.",
        "en": "write the number without quotation marks.",
    },
    "dashes": {
        "fr": "mettez un « - » devant la première clé de chaque élément, même s’il n’y en a qu’un.",
        "en": "put a “-” before the first key of each item, even if there is only one.",
    },
    "no-dashes": {
        "fr": "il ne faut pas ici de liste : supprimez les « - » ou les crochets.",
        "en": "no list is needed here: delete the “-” or the square brackets.",
    },
}
