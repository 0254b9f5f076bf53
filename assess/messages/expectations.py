"""What was expected of a value, what was found, and the labels around them."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

EXPECTED: Words = {
    "mapping": {"fr": "des lignes `clé: valeur`", "en": "lines `key: value`"},
    "mapping-of": {
        "fr": "des lignes `clé: valeur`, avec pour clés : {choices}",
        "en": "lines `key: value`, with the keys {choices}",
    },
    "prose": {
        "fr": "un texte dans chacune des langues de la grille, sous les clés {choices}",
        "en": "a text in each language of the rubric, under the keys {choices}",
    },
    "condition": {"fr": "une condition, entre guillemets", "en": "a condition, in quotation marks"},
    "none-defined": {"fr": "rien, car la grille n’en définit aucun", "en": "nothing, as the rubric defines none"},
    "list": {"fr": "une liste", "en": "a list"},
    "text": {"fr": "un texte", "en": "a text"},
    "boolean": {"fr": "`true` (oui) ou `false` (non)", "en": "`true` or `false`"},
    "integer": {"fr": "un nombre entier", "en": "a whole number"},
    "integer-from": {"fr": "un nombre entier, au moins {low}", "en": "a whole number, at least {low}"},
    "integer-to": {"fr": "un nombre entier, au plus {high}", "en": "a whole number, at most {high}"},
    "integer-from-to": {"fr": "un nombre entier de {low} à {high}", "en": "a whole number from {low} to {high}"},
    "number": {"fr": "un nombre", "en": "a number"},
    "number-from": {"fr": "un nombre, au moins {low}", "en": "a number, at least {low}"},
    "number-to": {"fr": "un nombre, au plus {high}", "en": "a number, at most {high}"},
    "number-from-to": {"fr": "un nombre de {low} à {high}", "en": "a number from {low} to {high}"},
    "date": {"fr": "une date, AAAA-MM-JJ (année-mois-jour)", "en": "a date, YYYY-MM-DD (year-month-day)"},
    "date-from-to": {"fr": "une date du {low} au {high}", "en": "a date from {low} to {high}"},
    "format": {"fr": "1", "en": "1"},
    "reason": {"fr": "la raison pour laquelle cela ne s’applique pas", "en": "the reason why it does not apply"},
    "choice": {"fr": "l’une de ces valeurs : {choices}", "en": "one of {choices}"},
    "keys": {"fr": "l’une de ces clés : {choices}", "en": "one of the keys {choices}"},
    "identifier": {
        "fr": "des lettres sans accent, des chiffres, « - » ou « _ », en commençant par une lettre",
        "en": "letters without accents, digits, “-” or “_”, beginning with a letter",
    },
    "criterion": {
        "fr": "un critère de la grille, sous la forme `principe.critère` (`assess rubric show` en donne la liste)",
        "en": "a criterion of the rubric, as `principle.criterion` (`assess rubric show` lists them)",
    },
    "fact": {
        "fr": "un fait de la grille (`assess rubric show` en donne la liste)",
        "en": "a fact of the rubric (`assess rubric show` lists them)",
    },
    "principle": {"fr": "un principe de la grille", "en": "a principle of the rubric"},
    "technology": {"fr": "une technologie de la grille : {choices}", "en": "a technology of the rubric: {choices}"},
    "value": {"fr": "l’une de ces valeurs : {choices}", "en": "one of {choices}"},
    "grade": {"fr": "un degré de preuve : {choices}", "en": "a grade of evidence: {choices}"},
    "instrument": {"fr": "un rang de norme : {choices}", "en": "a rank of norm: {choices}"},
    "section": {"fr": "une partie de l’étude : {choices}", "en": "a section of the study: {choices}"},
    "rubric": {
        "fr": "une grille fournie (`assess rubric list` en donne les noms), ou le chemin d’un dossier",
        "en": "a rubric of assess (`assess rubric list` names them), or the path of a folder",
    },
    "reference": {
        "fr": "`law:` ou `source:` et un identifiant de la grille",
        "en": "`law:` or `source:` and an id of the rubric",
    },
    "link": {"fr": "une adresse qui commence par `https://`", "en": "an address that begins with `https://`"},
    "case-base": {
        "fr": "le chemin d’une proposition, relatif à ce fichier, ou le nom d’un exemple fourni",
        "en": "the path of a proposal, relative to this file, or the name of an example of assess",
    },
    "qualified": {
        "fr": "`fact:nom`, `fact:nom=valeur`, `criterion:principe.critère` ou `safeguard:nom`",
        "en": "`fact:name`, `fact:name=value`, `criterion:principle.criterion` or `safeguard:name`",
    },
    "answered": {
        "fr": "une réponse donnée, sous la forme `fact:…`, `criterion:…` ou `safeguard:…`",
        "en": "an answer that is given, as `fact:…`, `criterion:…` or `safeguard:…`",
    },
    "item": {
        "fr": "un élément de la grille, au besoin sous la forme `genre:nom`",
        "en": "an item of the rubric, as `kind:name` where needed",
    },
    "what": {"fr": "{choices}", "en": "{choices}"},
    "safeguard": {
        "fr": "une garantie de la grille (`assess rubric show` en donne la liste)",
        "en": "a safeguard of the rubric (`assess rubric show` lists them)",
    },
}

KINDS: Words = {
    "mapping": {"fr": "des lignes `clé: valeur`", "en": "lines `key: value`"},
    "list": {"fr": "une liste", "en": "a list"},
    "text": {"fr": "un texte", "en": "a text"},
    "number": {"fr": "un nombre", "en": "a number"},
    "boolean": {"fr": "un booléen", "en": "a boolean"},
}

LABELS: Words = {
    "error": {"fr": "erreur", "en": "error"},
    "warning": {"fr": "avertissement", "en": "warning"},
    "note": {"fr": "remarque", "en": "note"},
    "expected": {"fr": "attendu : {text}", "en": "expected: {text}"},
    "found": {"fr": "trouvé : {text}", "en": "found: {text}"},
    "nearest": {"fr": "vouliez-vous dire `{text}` ?", "en": "did you mean `{text}`?"},
    "hint": {"fr": "conseil : {text}", "en": "hint: {text}"},
    "mend": {"fr": "correction : {text}", "en": "help: {text}"},
}
