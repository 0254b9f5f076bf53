"""What is said of cases, of renamed and retired entries, of explanations."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

MESSAGES: Words = {
    "case-differs": {
        "fr": "Cas « {case} » : l’appréciation s’écarte de ce qui est attendu de `{what}`.",
        "en": "Case “{case}”: the assessment is not what is expected of `{what}`.",
    },
    "case-twice": {"fr": "Un autre cas s’appelle déjà « {found} ».", "en": "Another case is already called “{found}”."},
    "case-base": {
        "fr": "`{found}` n’est pas une proposition valide.",
        "en": "`{found}` is not a valid proposal.",
    },
    "case-no-source": {"fr": "Le cas ne cite aucune source.", "en": "The case cites no source."},
    "case-expects-nothing": {"fr": "Ce cas n’attend rien.", "en": "This case expects nothing."},
    "no-case": {"fr": "Aucun fichier de cas ici (`.yaml`).", "en": "No file of cases here (`.yaml`)."},
    "cases-tried": {
        "fr": "{path} : cas essayés : {count} ; conformes : {passed} ; en échec : {failed}.",
        "en": "{path}: cases tried: {count}; as expected: {passed}; failing: {failed}.",
    },
    "case-because": {"fr": "motif du cas : {text}", "en": "reason of the case: {text}"},
    "item-renamed": {
        "fr": "`{found}` s’appelle `{to}` depuis la version {since} de la grille.",
        "en": "`{found}` is called `{to}` since version {since} of the rubric.",
    },
    "item-retired": {
        "fr": "`{found}` a été retiré de la grille à la version {since} : {because}",
        "en": "`{found}` was retired from the rubric in version {since}: {because}",
    },
    "rubric-version": {
        "fr": "Cette proposition est écrite pour la version {version} de la grille ; elle est appréciée selon la version {now}.",
        "en": "This proposal is written for version {version} of the rubric; it is assessed under version {now}.",
    },
    "moved-renamed": {"fr": "`{found}` devient `{to}`.", "en": "`{found}` becomes `{to}`."},
    "moved-retired": {
        "fr": "`{found}`, retiré de la grille à la version {since}, est mis en commentaire.",
        "en": "`{found}`, retired from the rubric in version {since}, is commented out.",
    },
    "moved-version": {"fr": "version de la grille : {found} devient {to}.", "en": "version of the rubric: {found} becomes {to}."},
    "moved-note": {
        "fr": "Retiré de la grille {rubric} (depuis la version {since}) : {because}",
        "en": "Retired from the rubric {rubric} (since version {since}): {because}",
    },
    "moved-nothing": {
        "fr": "{path} : rien à faire, la proposition est à jour de la grille {rubric}.",
        "en": "{path}: nothing to do, the proposal is up to date with the rubric {rubric}.",
    },
    "move-both": {
        "fr": "`{found}` s’appelle `{to}`, qui a déjà une réponse : n’en gardez qu’une.",
        "en": "`{found}` is called `{to}`, which has an answer already: keep one of them.",
    },
    "move-technology": {
        "fr": "La technologie `{found}` a été retirée de la grille : choisissez-en une autre.",
        "en": "The technology `{found}` was retired from the rubric: choose another.",
    },
    "move-by-hand": {
        "fr": "`{found}` ne peut pas être modifié ici sans risque : faites-le à la main.",
        "en": "`{found}` cannot safely be edited here: do it by hand.",
    },
    "not-qualified": {
        "fr": "`{found}` n’est pas de la forme `genre:nom`.",
        "en": "`{found}` is not of the form `kind:name`.",
    },
    "renamed-still-there": {
        "fr": "`{found}` existe encore dans la grille : il ne peut pas être renommé.",
        "en": "`{found}` is still in the rubric: it cannot be renamed.",
    },
    "renamed-to-nothing": {
        "fr": "`{found}` n’existe pas dans la grille, ou n’est pas du même genre.",
        "en": "`{found}` is not in the rubric, or not of the same kind.",
    },
    "renamed-and-retired": {
        "fr": "`{found}` est à la fois renommé et retiré.",
        "en": "`{found}` is both renamed and retired.",
    },
    "retired-still-there": {
        "fr": "`{found}` existe encore dans la grille : il n’est pas retiré.",
        "en": "`{found}` is still in the rubric: it is not retired.",
    },
    "chain-because": {"fr": "chaîne des raisons :", "en": "chain of reasons:"},
    "chain-more": {"fr": "{count} lignes de plus", "en": "{count} more lines"},
    "chain-regime": {"fr": "État du droit", "en": "State of the law"},
    "chain-possible": {"fr": "possible", "en": "possible"},
    "chain-above": {"fr": "voir plus haut", "en": "see above"},
    "chain-given": {"fr": "garanties apportées", "en": "safeguards given"},
    "chain-unsettled": {
        "fr": "garanties exigées ou qui pourraient l’être, à préciser",
        "en": "safeguards that are or may be required, unsettled",
    },
    "chain-lines-open": {"fr": "lignes rouges indéterminées", "en": "red lines undetermined"},
    "chain-criteria-unanswered": {"fr": "critères sans réponse", "en": "criteria not answered"},
    "chain-rules-possible": {
        "fr": "règles qui vaudraient selon les réponses qui manquent",
        "en": "rules that may hold, depending on the answers missing",
    },
    "chain-told": {"fr": "déjà dit", "en": "told above"},
    "chain-not-required": {"fr": "garanties non exigées", "en": "safeguards not required"},
    "chain-clear": {"fr": "lignes rouges non franchies", "en": "red lines not raised"},
    "chain-principles-met": {"fr": "principes établis", "en": "principles established"},
    "chain-unanswered": {"fr": "sans réponse", "en": "not answered"},
    "chain-assumed": {"fr": "hypothèse", "en": "assumed"},
    "chain-none": {"fr": "rien", "en": "nothing"},
    "chain-not-applicable": {"fr": "sans objet", "en": "not applicable"},
    "chain-level": {"fr": "niveau {level}", "en": "level {level}"},
    "chain-capped": {"fr": "{level} déclaré, limité par les preuves", "en": "{level} stated, limited by the evidence"},
    "chain-score": {"fr": "{score} sur 100 pour {required} exigés", "en": "{score} out of 100, {required} required"},
    "chain-floor": {
        "fr": "Plancher non atteint : {criterion}, niveau {level} exigé",
        "en": "Floor not reached: {criterion}, level {level} required",
    },
    "chain-floor-open": {
        "fr": "Plancher à établir : {criterion}, niveau {level} exigé",
        "en": "Floor to be shown: {criterion}, level {level} required",
    },
    "chain-evidence": {"fr": "pièce supposée par le cas", "en": "evidence supposed by the case"},
    "chain-independent": {"fr": "par un organisme indépendant", "en": "independent"},
    "chain-required-yes": {"fr": "exigée", "en": "required"},
    "chain-required-no": {"fr": "non exigée", "en": "not required"},
    "chain-required-unknown": {"fr": "peut-être exigée", "en": "may be required"},
    "chain-status-present": {"fr": "déclarée présente", "en": "stated present"},
    "chain-status-planned": {"fr": "prévue", "en": "planned"},
    "chain-status-absent": {"fr": "déclarée absente", "en": "stated absent"},
    "chain-status-unknown": {"fr": "sans réponse", "en": "not answered"},
    "chain-status-not-applicable": {"fr": "déclarée sans objet", "en": "stated not applicable"},
    "chain-met-yes": {"fr": "apportée", "en": "given"},
    "chain-met-no": {"fr": "manquante", "en": "missing"},
    "chain-met-unknown": {"fr": "indéterminée", "en": "undetermined"},
    "line-clear": {"fr": "non franchie", "en": "not raised"},
    "law-not-yet": {"fr": "pas encore en vigueur", "en": "not yet in force"},
}
"""What is said of findings."""

HINTS: Words = {
    "migrate": {
        "fr": "`assess migrate` met la proposition à jour, en gardant tout le reste.",
        "en": "`assess migrate` brings the proposal up to date and keeps everything else.",
    },
}
