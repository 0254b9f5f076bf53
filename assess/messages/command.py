"""What is said of commands, files and settings."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

MESSAGES: Words = {
    "file-not-found": {"fr": "Ce fichier ou ce dossier n’existe pas.", "en": "There is no such file or folder."},
    "file-is-folder": {"fr": "C’est un dossier, il faut un fichier.", "en": "This is a folder; a file is needed."},
    "file-not-allowed": {
        "fr": "Vous n’avez pas le droit de lire ce fichier.",
        "en": "You are not allowed to read this file.",
    },
    "file-unreadable": {"fr": "Ce fichier ne peut pas être lu.", "en": "This file cannot be read."},
    "folder-too-large": {
        "fr": "Ce dossier contient bien plus de fichiers qu’une grille.",
        "en": "This folder holds far more files than a rubric.",
    },
    "file-not-utf-8": {
        "fr": "Ce fichier n’est pas enregistré en UTF-8 : enregistrez-le en UTF-8.",
        "en": "This file is not saved as UTF-8: save it as UTF-8.",
    },
    "file-not-regular": {
        "fr": "Ce n’est pas un fichier ordinaire (un tube ou un périphérique, par exemple).",
        "en": "This is not an ordinary file (a pipe or a device, for instance).",
    },
    "file-too-large": {"fr": "Ce fichier dépasse {limit} Mio.", "en": "This file is larger than {limit} MiB."},
    "file-not-written": {
        "fr": "Ce fichier n’a pas pu être écrit ({reason}). L’ancien, s’il existe, est intact.",
        "en": "This file could not be written ({reason}). The old one, if any, is untouched.",
    },
    "write-disk-full": {
        "fr": "Ce fichier n’a pas pu être écrit : il n’y a plus de place sur le disque. L’ancien, s’il existe, est intact.",
        "en": "This file could not be written: the disk is full. The old one, if any, is untouched.",
    },
    "write-not-allowed": {
        "fr": "Ce fichier n’a pas pu être écrit : vous n’avez pas le droit d’écrire dans ce dossier. L’ancien, s’il existe, est intact.",
        "en": "This file could not be written: you are not allowed to write in this folder. The old one, if any, is untouched.",
    },
    "write-no-folder": {
        "fr": "Ce fichier n’a pas pu être écrit : le dossier n’existe pas.",
        "en": "This file could not be written: there is no such folder.",
    },
    "write-name-too-long": {
        "fr": "Ce fichier n’a pas pu être écrit : son nom est trop long.",
        "en": "This file could not be written: its name is too long.",
    },
    "output-disk-full": {
        "fr": "Le résultat n’a pas pu être écrit : il n’y a plus de place sur le disque.",
        "en": "The result could not be written: the disk is full.",
    },
    "output-not-written": {"fr": "Le résultat n’a pas pu être écrit.", "en": "The result could not be written."},
    "file-not-a-draft": {
        "fr": "Ce fichier existe et n’est pas un projet d’étude écrit par assess : il n’est pas remplacé. Choisissez un autre nom avec `-o`.",
        "en": "This file exists and is not a draft written by assess: it is not replaced. Choose another name with `-o`.",
    },
    "draft-not-read": {
        "fr": "Le projet d’étude existant ne peut pas être lu : il n’est pas remplacé. Enregistrez-le en UTF-8, ou choisissez un autre nom avec `-o`.",
        "en": "The existing draft cannot be read: it is not replaced. Save it as UTF-8, or choose another name with `-o`.",
    },
    "output-is-input": {
        "fr": "Le fichier à écrire est la proposition elle-même : choisissez un autre nom avec `-o`.",
        "en": "The file to write is the proposal itself: choose another name with `-o`.",
    },
    "unknown-passage": {
        "fr": "L’étude n’a pas de passage `{found}` : rien n’est écrit.",
        "en": "The draft has no passage `{found}`: nothing is written.",
    },
    "unknown-rubric": {"fr": "La grille `{found}` n’existe pas.", "en": "There is no rubric `{found}`."},
    "unknown-item": {"fr": "La grille n’a pas d’élément `{found}`.", "en": "The rubric has no item `{found}`."},
    "unknown-explained": {
        "fr": "Ni contrôle ni élément de la grille ne s’appelle `{found}`.",
        "en": "Neither a check nor an item of the rubric is called `{found}`.",
    },
    "rubric-empty": {"fr": "Ce dossier ne contient aucun fichier `.yaml`.", "en": "This folder holds no `.yaml` file."},
    "no-proposal": {
        "fr": "Aucune proposition ici : une proposition est un fichier `.yaml` qui commence par `format` et nomme une `technology`.",
        "en": "No proposal here: a proposal is a `.yaml` file with `format` and `technology` at its top level.",
    },
    "nothing-to-check": {
        "fr": "Rien à contrôler ici : ni projet d’étude écrit par assess (`.md`), ni proposition (`.yaml`).",
        "en": "Nothing to check here: neither a draft written by assess (`.md`) nor a proposal (`.yaml`).",
    },
    "baseline-unreadable": {
        "fr": "Ce fichier n’est pas un état de référence écrit par `assess check --write-baseline`.",
        "en": "This file is not a baseline written by `assess check --write-baseline`.",
    },
    "checked": {
        "fr": "Erreurs : {errors} ; avertissements : {warnings} ; remarques : {notes} (fichiers contrôlés : {files}).",
        "en": "Errors: {errors}; warnings: {warnings}; notes: {notes} (files checked: {files}).",
    },
    "checked-waived": {
        "fr": "Dérogations : {waivers} ; constats écartés : {waived}.",
        "en": "Waivers: {waivers}; findings set aside: {waived}.",
    },
    "checked-known": {
        "fr": "Constats déjà dans l’état de référence, non répétés : {known}.",
        "en": "Findings already in the baseline, not repeated: {known}.",
    },
    "bad-epoch": {
        "fr": "« {found} » n’est pas un nombre de secondes depuis le 1er janvier 1970.",
        "en": "“{found}” is not a number of seconds since 1 January 1970.",
    },
    "bad-date": {
        "fr": "« {found} » n’est pas une date : écrivez AAAA-MM-JJ.",
        "en": "“{found}” is not a date: write YYYY-MM-DD.",
    },
    "annex-format": {
        "fr": "Le format « {found} » n’est pas encore proposé pour les annexes : donnez un nom de fichier en `.md`.",
        "en": "The format “{found}” is not available for annexes yet: give a file name in `.md`.",
    },
    "unknown-template": {"fr": "Aucun modèle « {found} ».", "en": "No template “{found}”."},
    "internal-error": {
        "fr": "Erreur interne d’assess : {what}. Vos fichiers n’ont pas été modifiés. Merci de la signaler, avec la proposition si elle n’est pas confidentielle :",
        "en": "Internal error of assess: {what}. Your files were not changed. Please report it, with the proposal if it is not confidential:",
    },
    "interrupted": {
        "fr": "Interrompu. Aucun fichier n’est resté à moitié écrit.",
        "en": "Interrupted. No file was left half written.",
    },
    "setting-unknown": {"fr": "Le réglage `{found}` n’existe pas.", "en": "There is no setting `{found}`."},
    "setting-wrong": {
        "fr": "La valeur du réglage `{found}` n’est pas valide.",
        "en": "The value of the setting `{found}` is not valid.",
    },
    "setting-unreadable": {
        "fr": "Ce fichier de réglages ne peut pas être lu : {reason}",
        "en": "This file of settings cannot be read: {reason}",
    },
    "usage": {"fr": "Usage incorrect : {what}", "en": "Wrong usage: {what}"},
    "usage-option": {"fr": "l’option `{found}` n’existe pas.", "en": "there is no option `{found}`."},
    "usage-missing": {"fr": "il manque `{found}`.", "en": "`{found}` is missing."},
    "usage-value": {"fr": "la valeur de `{found}` n’est pas valide.", "en": "the value of `{found}` is not valid."},
    "usage-command": {"fr": "la commande `{found}` n’existe pas.", "en": "there is no command `{found}`."},
    "usage-extra": {"fr": "`{found}` est en trop.", "en": "`{found}` is one too many."},
    "usage-other": {
        "fr": "la ligne de commande ne peut pas être comprise.",
        "en": "the command line cannot be understood.",
    },
    "usage-help": {"fr": "Voir `{command} --help`.", "en": "See `{command} --help`."},
    "slow-yaml": {
        "fr": "La bibliothèque libyaml est absente : la lecture est plus lente, le résultat est le même.",
        "en": "The libyaml library is absent: reading is slower, the result is the same.",
    },
    "rubric-sound": {
        "fr": "{path} : aucune faute ({rules} règles, {facts} faits, {criteria} critères).",
        "en": "{path}: no fault ({rules} rules, {facts} facts, {criteria} criteria).",
    },
    "written": {"fr": "Écrit : {path}", "en": "Written: {path}"},
    "unchanged": {"fr": "Inchangé : {path}", "en": "Unchanged: {path}"},
}
