"""What is said of a YAML file that cannot be read.

Written for people who write French every day and YAML now and then: what is wrong first, then, as a hint, what to
write instead.
"""

from __future__ import annotations

Words = dict[str, dict[str, str]]

MESSAGES: Words = {
    # the file
    "not-text": {"fr": "Ce fichier n’est pas un fichier texte.", "en": "This file is not a text file."},
    "not-utf-8": {"fr": "Le fichier n’est pas enregistré en UTF-8.", "en": "The file is not saved as UTF-8."},
    "yaml-too-big": {"fr": "Le fichier dépasse {limit} Mio.", "en": "The file is larger than {limit} MiB."},
    "yaml-empty": {
        "fr": "Le fichier est vide, ou n’a que des commentaires.",
        "en": "The file is empty, or only has comments.",
    },
    "yaml-too-deep": {
        "fr": "Plus de {limit} niveaux sont emboîtés ici.",
        "en": "More than {limit} levels are nested here.",
    },
    "yaml-too-many-nodes": {
        "fr": "Le fichier contient plus de {limit} éléments.",
        "en": "The file holds more than {limit} items.",
    },
    "yaml-several-documents": {
        "fr": "« --- » commence un second document ; le fichier ne doit en contenir qu’un.",
        "en": "“---” starts a second document; the file may hold only one.",
    },
    "yaml-directive": {
        "fr": "Une ligne qui commence par « % » est une directive ; elles ne sont pas admises.",
        "en": "A line that starts with “%” is a directive; these are not allowed.",
    },
    "yaml-character": {
        "fr": "Un caractère interdit ({code}) se trouve ici.",
        "en": "There is a forbidden character ({code}) here.",
    },
    "yaml-more-characters": {
        "fr": "Il y a encore {count} caractères interdits à partir d’ici.",
        "en": "There are {count} more forbidden characters from here on.",
    },
    "yaml-more-findings": {"fr": "Il y a encore {count} autres remarques.", "en": "There are {count} more findings."},
    "yaml-escaped-character": {
        "fr": "Entre guillemets doubles, `{escape}` est un caractère interdit ({code}).",
        "en": "In double quotation marks, `{escape}` is a forbidden character ({code}).",
    },
    # what is refused
    "yaml-tag": {"fr": "L’étiquette `{found}` n’est pas admise.", "en": "The tag `{found}` is not allowed."},
    "yaml-anchor": {"fr": "L’ancre `{found}` n’est pas admise.", "en": "The anchor `{found}` is not allowed."},
    "yaml-alias": {"fr": "Le renvoi `{found}` n’est pas admis.", "en": "The alias `{found}` is not allowed."},
    "yaml-merge-key": {"fr": "La fusion `<<` n’est pas admise.", "en": "The merge key `<<` is not allowed."},
    "yaml-duplicate-key": {
        "fr": "`{key}` est déjà écrit à la ligne {line}.",
        "en": "`{key}` already stands on line {line}.",
    },
    "yaml-empty-key": {"fr": "Il manque une clé avant « : ».", "en": "There is no key before “:”."},
    "yaml-null-key": {
        "fr": "`{found}` veut dire « rien » et ne peut pas être une clé.",
        "en": "`{found}` means “nothing” and cannot be a key.",
    },
    "yaml-complex-key": {"fr": "Une clé doit être un texte.", "en": "A key has to be a text."},
    "yaml-long-number": {
        "fr": "Ce nombre a plus de {limit} chiffres.",
        "en": "This number has more than {limit} digits.",
    },
    # what the parser cannot read
    "yaml-unreadable": {"fr": "Ce passage ne peut pas être lu comme du YAML.", "en": "This cannot be read as YAML."},
    "yaml-colon-in-value": {
        "fr": "Ce texte contient « : », que YAML prend pour la fin d’une clé.",
        "en": "This text contains “: ”, which YAML takes for the end of a key.",
    },
    "yaml-space-after-colon": {"fr": "Il manque un espace après « : ».", "en": "There is no space after “:”."},
    "yaml-key-in-text": {
        "fr": "Cette ligne est lue comme la suite du texte qui précède, qui ne peut pas contenir « : ».",
        "en": "This line is read as more of the text before, which cannot contain “: ”.",
    },
    "yaml-dash-space": {"fr": "Il manque un espace après le tiret.", "en": "There is no space after the dash."},
    "yaml-no-colon": {
        "fr": "Cette ligne n’est pas de la forme `clé: valeur`.",
        "en": "This line is not of the form `key: value`.",
    },
    "yaml-quote-open": {
        "fr": "Ce guillemet ( {quote} ) n’est pas refermé.",
        "en": "This quotation mark ( {quote} ) is not closed.",
    },
    "yaml-quote-inside": {
        "fr": "Ce guillemet ( {quote} ) ferme le texte, alors que la ligne continue.",
        "en": "This quotation mark ( {quote} ) closes the text, but the line goes on.",
    },
    "yaml-tab": {
        "fr": "Une tabulation se trouve là où YAML attend des espaces.",
        "en": "There is a tab where YAML expects spaces.",
    },
    "yaml-first-character": {
        "fr": "Un texte sans guillemets ne peut pas commencer par « {character} ».",
        "en": "A text without quotation marks cannot start with “{character}”.",
    },
    "yaml-block-header": {
        "fr": "Le texte ne peut pas commencer sur la ligne de `{sign}`.",
        "en": "The text cannot start on the line of `{sign}`.",
    },
    "yaml-escape": {
        "fr": "Entre guillemets doubles, `{escape}` ne correspond à aucun caractère.",
        "en": "In double quotation marks, `{escape}` stands for no character.",
    },
    "yaml-dash": {
        "fr": "Une liste ne peut pas commencer sur la ligne de sa clé.",
        "en": "A list cannot start on the line of its key.",
    },
    "yaml-bracket-open": {
        "fr": "« {open} » n’est pas refermé : il manque « {close} ».",
        "en": "“{open}” is not closed: “{close}” is missing.",
    },
    "yaml-colon-in-brackets": {
        "fr": "Entre « {open} » et « {close} », il manque une virgule avant ceci, ou bien un texte contient « : ».",
        "en": "Between “{open}” and “{close}”, a comma is missing before this, or a text contains “: ”.",
    },
    "yaml-comma": {"fr": "Il manque ici une virgule, ou « {close} ».", "en": "A comma, or “{close}”, is missing here."},
    "yaml-after-bracket": {
        "fr": "Rien ne peut suivre, sur la même ligne, ce qui est entre crochets ou accolades.",
        "en": "Nothing can follow, on the same line, what is between brackets or braces.",
    },
    "yaml-indent": {"fr": "Cette ligne n’est pas à sa place.", "en": "This line is not in its place."},
    "yaml-after-dots": {
        "fr": "Ceci vient après « ... » (ligne {line}), qui termine le contenu du fichier.",
        "en": "This comes after “...” (line {line}), which ends the content of the file.",
    },
    "yaml-after-end": {
        "fr": "Le contenu du fichier était complet avant ceci.",
        "en": "The content of the file was complete before this.",
    },
    # what reads well, but not as meant
    "yaml-cut-by-comment": {
        "fr": "Ce qui suit « # » est un commentaire : la valeur est `{kept}`.",
        "en": "What follows “#” is a comment: the value is `{kept}`.",
    },
    "yaml-only-comment": {
        "fr": "Ce qui suit « # » est un commentaire : il n’y a pas de valeur.",
        "en": "What follows “#” is a comment: there is no value.",
    },
    "yaml-list-in-text": {
        "fr": "Ce tiret ne fait pas une liste : il est lu comme la suite du texte qui précède.",
        "en": "This dash makes no list: it is read as more of the text before.",
    },
}
