"""The help of the commands and of their options."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

HELP: Words = {
    "assess": {
        "fr": "Évalue un projet d’usage d’une technologie de sécurité et rédige le projet de son étude d’impact.\n\n"
        "`assess PROPOSITION.yaml` équivaut à `assess run PROPOSITION.yaml`.",
        "en": "Scores a proposed use of a security technology and writes the draft of its impact study.\n\n"
        "`assess PROPOSAL.yaml` is the same as `assess run PROPOSAL.yaml`.",
    },
    "run": {
        "fr": "Évalue une proposition, affiche le résumé et écrit le projet d’étude d’impact.",
        "en": "Score a proposal, print the summary and write the impact-study draft.",
    },
    "score": {
        "fr": "Évalue des propositions sans rien écrire : tableau, JSON ou CSV.",
        "en": "Score proposals without writing anything: table, JSON or CSV.",
    },
    "check": {
        "fr": "Contrôle des projets d’étude et des propositions : fraîcheur, complétude, fidélité à l’évaluation, citations, forme.",
        "en": "Check drafts and proposals: freshness, completeness, truth to the assessment, citations, form.",
    },
    "--fail-on": {
        "fr": "Gravité à partir de laquelle le code de sortie est 1 (par défaut : error).",
        "en": "Severity from which the exit code is 1 (default: error).",
    },
    "--today": {
        "fr": "Jour auquel s’apprécie le terme des dérogations (par défaut, SOURCE_DATE_EPOCH ou ce jour).",
        "en": "Day on which the end of waivers is judged (default: SOURCE_DATE_EPOCH, or today).",
    },
    "--baseline": {
        "fr": "État de référence : n’affiche que ce qui est nouveau.",
        "en": "Baseline: report only what is new.",
    },
    "--write-baseline": {
        "fr": "Écrit l’état de référence : tous les constats d’aujourd’hui.",
        "en": "Write the baseline: every finding of today.",
    },
    "CHECKED": {
        "fr": "Projets d’étude, propositions, ou dossiers qui en contiennent.",
        "en": "Drafts, proposals, or folders of them.",
    },
    "annex": {"fr": "Écrit une annexe de texte normatif.", "en": "Write an annex for a legislative text."},
    "explain": {
        "fr": "Explique un contrôle, ou un élément de la grille (critère, garantie, fait, ligne rouge, droit).",
        "en": "Explain a check, or an item of the rubric (criterion, safeguard, fact, red line, law).",
    },
    "ID": {
        "fr": "L’identifiant, tel qu’un constat le donne ; au besoin avec sa nature : `check:`, `law:`, `fact:`.",
        "en": "The id, as a finding gives it; with its kind where needed: `check:`, `law:`, `fact:`.",
    },
    "rubric": {"fr": "Les grilles : liste, contenu, vérification.", "en": "Rubrics: list, show, check."},
    "rubric list": {"fr": "Liste les grilles disponibles.", "en": "List the rubrics at hand."},
    "rubric show": {
        "fr": "Montre une grille, ou l’un de ses éléments (principe, critère, garantie, fait, droit).",
        "en": "Show a rubric, or one of its items (principle, criterion, safeguard, fact, law).",
    },
    "rubric check": {
        "fr": "Vérifie une grille et dit toutes ses fautes.",
        "en": "Check a rubric and say all its faults.",
    },
    "schema": {"fr": "Écrit le schéma JSON d’un format.", "en": "Print the JSON Schema of a format."},
    "--rubric": {"fr": "Grille à appliquer.", "en": "Rubric to apply."},
    "--as-of": {
        "fr": "Jour dont le droit et les preuves s’appliquent (par défaut, la date de la proposition).",
        "en": "Day whose law and evidence apply (default: the proposal’s date).",
    },
    "--lang": {"fr": "Langue.", "en": "Language."},
    "--templates": {
        "fr": "Dossier de modèles qui complètent les nôtres.",
        "en": "Folder of templates that extend ours.",
    },
    "--jobs": {"fr": "Nombre de processus.", "en": "Number of processes."},
    "--quiet": {"fr": "N’affiche ni résumé ni progression.", "en": "No summary, no progress."},
    "--format": {"fr": "Format de sortie.", "en": "Output format."},
    "--kind": {"fr": "Annexe à écrire.", "en": "Annex to write."},
    "--version": {"fr": "Affiche la version.", "en": "Show the version."},
    "-o DRAFT": {
        "fr": "Fichier à écrire (par défaut, à côté de la proposition ; `-` : sortie standard).",
        "en": "File to write (default: beside the proposal; `-`: stdout).",
    },
    "--take": {
        "fr": "Passage à reprendre de l’outil ; ce que des personnes y ont écrit est gardé à côté (peut être répétée).",
        "en": "Passage to take back from the tool; what people wrote there is kept beside it (may be repeated).",
    },
    "-o FILE": {"fr": "Fichier à écrire (`-` : sortie standard).", "en": "File to write (`-`: stdout)."},
    "PROPOSAL": {"fr": "La proposition (YAML).", "en": "The proposal (YAML)."},
    "PATH": {"fr": "Propositions ou dossiers de propositions.", "en": "Proposals, or folders of proposals."},
}
