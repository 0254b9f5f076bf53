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
        "fr": "Dit ce qu’est un élément de la grille, ou pourquoi un résultat est ce qu’il est.",
        "en": "Say what an item of the rubric is, or why a result is what it is.",
    },
    "migrate": {
        "fr": "Met des propositions à jour de la grille, en gardant tout le reste.",
        "en": "Bring proposals up to date with the rubric, keeping everything else.",
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
    "ID|PROPOSAL": {
        "fr": "Un identifiant (`law:csi-l242-5`, `maturity.trl`), ou une proposition dont le résultat est expliqué.",
        "en": "An id (`law:csi-l242-5`, `maturity.trl`), or a proposal whose result is explained.",
    },
    "ID": {"fr": "Pour une proposition, ce qui est à expliquer.", "en": "For a proposal, what is to be explained."},
    "--dry-run": {
        "fr": "Montre les changements sans rien écrire.",
        "en": "Show the changes and write nothing.",
    },
    "--cases": {
        "fr": "Essaie aussi les cas de ce fichier ou de ce dossier, et dit ceux qui s’écartent de ce qu’ils attendent.",
        "en": "Also try the cases of this file or folder, and say which are not as they expect.",
    },
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
