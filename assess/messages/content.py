"""What is said of the content of a rubric or of a proposal: names, references, conditions."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

MESSAGES: Words = {
    "unknown-fact": {"fr": "`{found}` n’est pas un fait de la grille.", "en": "`{found}` is not a fact of the rubric."},
    "unknown-criterion": {
        "fr": "`{found}` n’est pas un critère de la grille.",
        "en": "`{found}` is not a criterion of the rubric.",
    },
    "unknown-safeguard": {
        "fr": "`{found}` n’est pas une garantie de la grille.",
        "en": "`{found}` is not a safeguard of the rubric.",
    },
    "technology-not-a-value": {
        "fr": "`{found}` n’est pas une valeur du fait `technology`.",
        "en": "`{found}` is not a value of the fact `technology`.",
    },
    "unknown-principle": {
        "fr": "`{found}` n’est pas un principe de la grille.",
        "en": "`{found}` is not a principle of the rubric.",
    },
    "unknown-section": {
        "fr": "`{found}` n’est pas une partie de l’étude.",
        "en": "`{found}` is not a section of the study.",
    },
    "fact-elsewhere": {
        "fr": "`{found}` s’écrit au premier niveau du fichier, sans retrait, et non sous `facts`.",
        "en": "`{found}` is written at the top level of the file, not indented, and not under `facts`.",
    },
    "left-aside": {
        "fr": "Réponses propres à une autre grille, laissées de côté par `{rubric}` (faits : {facts} ; critères : {criteria} ; garanties : {safeguards}).",
        "en": "Answers for another rubric, left aside by `{rubric}` (facts: {facts}; criteria: {criteria}; safeguards: {safeguards}).",
    },
    "unknown-reference": {
        "fr": "`{found}` ne renvoie à aucune entrée de droit ni à aucune source de la grille.",
        "en": "`{found}` refers to no law entry and no source of the rubric.",
    },
    "not-a-link": {"fr": "`{found}` n’est pas une adresse web.", "en": "`{found}` is not a web address."},
    "not-a-date": {"fr": "`{found}` n’est pas une date.", "en": "`{found}` is not a date."},
    "no-html": {
        "fr": "Le HTML n’est pas admis dans les textes d’une grille : écrivez en Markdown, *italique* ou **gras**.",
        "en": "HTML is not allowed in the texts of a rubric: write Markdown, *italic* or **bold**.",
    },
    "check-without-code": {
        "fr": "L’outil ne connaît pas de contrôle « {check} » de cette nature.",
        "en": "The tool has no check “{check}” of this kind.",
    },
    "check-places-differ": {
        "fr": "Les deux langues du message `{key}` n’ont pas les mêmes emplacements entre accolades.",
        "en": "The two languages of the message `{key}` do not have the same places in braces.",
    },
    "check-place": {
        "fr": "Rien ne remplit l’emplacement `{place}` du message.",
        "en": "Nothing fills the place `{place}` of the message.",
    },
    "check-claims-or": {
        "fr": "`{key}` s’écrit sous chaque article de `claims`, ou sans `claims`.",
        "en": "`{key}` is written under each item of `claims`, or without `claims`.",
    },
    "check-one-message": {
        "fr": "Sans `claims`, un tel contrôle a un seul message.",
        "en": "Without `claims`, such a check has one message.",
    },
    "phrase-empty": {"fr": "Cette expression est vide.", "en": "This phrase is empty."},
    "phrase-too-long": {"fr": "Cette expression est trop longue.", "en": "This phrase is too long."},
    "phrase-open": {"fr": "Cette parenthèse n’est pas fermée.", "en": "This parenthesis is not closed."},
    "phrase-closed": {
        "fr": "Ce signe suppose une parenthèse ouverte avant lui.",
        "en": "This sign needs a parenthesis opened before it.",
    },
    "phrase-nested": {
        "fr": "Une parenthèse ne s’ouvre pas dans une autre.",
        "en": "A parenthesis does not open inside another.",
    },
    "phrase-star": {
        "fr": "L’astérisque s’écrit à la fin d’un mot, dont il remplace la terminaison.",
        "en": "The asterisk is written at the end of a word, for any ending.",
    },
    "defined-twice": {
        "fr": "`{found}` est déjà défini dans {first}.",
        "en": "`{found}` is already defined in {first}.",
    },
    "no-rubric-block": {
        "fr": "Aucun fichier de ce dossier ne contient le bloc `rubric:` (identifiant, version, titre).",
        "en": "No file of this folder has the block `rubric:` (id, version, title).",
    },
    "include-missing": {"fr": "Le dossier `{found}` n’existe pas.", "en": "There is no folder `{found}`."},
    "include-file": {
        "fr": "`{found}` est un fichier : `include` prend des dossiers.",
        "en": "`{found}` is a file: `include` takes folders.",
    },
    "include-empty": {
        "fr": "Le dossier `{found}` ne contient aucun fichier `.yaml`.",
        "en": "The folder `{found}` holds no `.yaml` file.",
    },
    "include-again": {
        "fr": "Le dossier `{found}` est déjà lu, ou contient un dossier déjà lu. Les sous-dossiers d’une grille le sont toujours.",
        "en": "The folder `{found}` is read already, or holds one that is. The sub-folders of a rubric always are.",
    },
    "reserved-name": {
        "fr": "`{found}` a un sens à lui dans les conditions : choisissez un autre nom.",
        "en": "`{found}` has a meaning of its own in conditions: choose another name.",
    },
    "range-empty": {
        "fr": "`max` ({found}) est plus petit que `min`.",
        "en": "`max` ({found}) is smaller than `min`.",
    },
    "cycle": {
        "fr": "Cette définition repose sur elle-même : {chain}.",
        "en": "This definition rests on itself: {chain}.",
    },
    "not-applicable-refused": {
        "fr": "La grille n’admet pas `not-applicable` ici.",
        "en": "The rubric does not allow `not-applicable` here.",
    },
    "derived-safeguard": {
        "fr": "`{found}` se déduit du droit en vigueur et des autres réponses : ne le déclarez pas.",
        "en": "`{found}` is derived from the law and the other answers: do not state it.",
    },
    "article-twice": {"fr": "L’article {found} est décrit deux fois.", "en": "Article {found} is described twice."},
    "rule-never-holds": {"fr": "Cette condition ne peut jamais être vraie.", "en": "This condition can never be true."},
    "rule-before-law": {
        "fr": "Cette règle peut s’appliquer le {day} alors qu’aucun texte qu’elle cite n’est en vigueur : ajoutez `in_force(…)` à sa "
        "condition, ou citez ce qui la fonde ce jour-là.",
        "en": "This rule may apply on {day}, when no text that it cites is in force: add `in_force(…)` to its condition, or cite what "
        "grounds it on that day.",
    },
    "rule-unreachable": {
        "fr": "Cette règle n’est jamais atteinte : `{first}`, placée avant elle, vaut toujours.",
        "en": "This rule is never reached: `{first}`, before it, always holds.",
    },
    "missing-level": {"fr": "Aucune règle ne mène à `{found}`.", "en": "No rule leads to `{found}`."},
    "expression-too-long": {
        "fr": "La condition dépasse {limit} caractères.",
        "en": "The condition is longer than {limit} characters.",
    },
    "expression-too-deep": {
        "fr": "La condition emboîte plus de {limit} niveaux.",
        "en": "The condition nests more than {limit} levels.",
    },
    "expression-character": {
        "fr": "Le caractère `{found}` n’a pas de sens dans une condition.",
        "en": "The character `{found}` means nothing in a condition.",
    },
    "expression-extra": {
        "fr": "`{found}` n’a pas sa place ici.",
        "en": "`{found}` is out of place here.",
    },
    "expression-expected": {"fr": "Il manque `{expected_word}` ici.", "en": "`{expected_word}` is missing here."},
    "expression-operand": {
        "fr": "Il manque ici un nom, une valeur ou un nombre.",
        "en": "A name, a value or a number is missing here.",
    },
    "expression-unknown": {"fr": "`{word}` n’est pas connu ici.", "en": "`{word}` is not known here."},
    "expression-not-a-condition": {
        "fr": "`{found}` n’est ni vrai ni faux : comparez-le à une valeur.",
        "en": "`{found}` is neither true nor false: compare it with a value.",
    },
    "expression-not-a-number": {"fr": "`{found}` n’est pas un nombre.", "en": "`{found}` is not a number."},
    "expression-not-ordered": {
        "fr": "Les valeurs de `{word}` ne sont pas ordonnées : seuls `==`, `!=` et `in` ont un sens.",
        "en": "The values of `{word}` are not ordered: only `==`, `!=` and `in` make sense.",
    },
    "expression-use-has": {
        "fr": "`{word}` a plusieurs valeurs : écrivez `{word} has …`.",
        "en": "`{word}` has several values: write `{word} has …`.",
    },
    "expression-use-in": {
        "fr": "`{word}` n’a qu’une valeur : écrivez `{word} == …` ou `{word} in (…)`.",
        "en": "`{word}` has one value: write `{word} == …` or `{word} in (…)`.",
    },
    "expression-one-name": {
        "fr": "`{word}` prend un seul nom entre parenthèses.",
        "en": "`{word}` takes one name in brackets.",
    },
    "expression-divisor": {
        "fr": "On ne divise que par un nombre écrit, différent de zéro.",
        "en": "Only a written number other than zero may divide.",
    },
    "expression-action-elsewhere": {
        "fr": "`action` ne se lit que dans les conditions de `norm_rules` et de `conditions`.",
        "en": "`action` is read only in the conditions of `norm_rules` and of `conditions`.",
    },
    "expression-kinds": {
        "fr": "Une date ne se compare pas à un nombre.",
        "en": "A date cannot be compared with a number.",
    },
    "expression-date": {"fr": "`{found}` n’existe pas dans le calendrier.", "en": "`{found}` is not in the calendar."},
}
