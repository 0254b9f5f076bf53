"""Tables to draw and to write: what documents show, and what might break them."""

from __future__ import annotations

from assess.documents.model import Line, Table, Text


def line(text: str) -> Line:
    return (Text(text),) if text else ()


def table(*rows: str) -> Table:
    """A table of rows written `a | b | c`; the first is the header."""
    header, *others = ([line(cell.strip()) for cell in row.split("|")] for row in rows)
    return Table(tuple(header), tuple(map(tuple, others)), tuple("l" for _ in header))


PRINCIPLES = table(
    "Principe | Exigé | Établi | Tel que répondu | Motif",
    "Maturité technologique | 60 | 20–45 | 62,5 | essai non publié",
    "Souveraineté | 50 | – | 40–80 |",
    "Intrusion proportionnée : le plus intrusif réservé au plus grave | 80 | 61,2–66,3 | 66,3 | ",
    "Intervention humaine dans la décision | – | 70 | 70 |",
    "Cybersécurité prise en compte | 40–60 | 0–100 | 55 |",
    "Protection des données | 60 | 75 à 80 | 90 |",
    "Expérimentation | sans objet | sans objet | – |",
    "Acceptabilité et participation de la société civile | 50 | 0 | 0 |",
    "Contrôle de l’emploi | 50 | 100 | 100 |",
)
MATRIX = table(
    "Degré d’intrusion / Gravité de la mission | faible | moyenne | élevée | très élevée",
    "très élevé | – | – | – | lutte contre le terrorisme",
    "élevé | – | (protection d’un site exposé) | troubles graves à l’ordre public |",
    "modéré | – | – | – |",
    "faible | – | – | – | –",
)
OPTIONS = table(
    "Option | Avantages | Niveau établi | Coût annuel | Personnes exposées | Garanties absentes",
    "Ne rien faire | Aucune captation | – | 0 € | 0 | 0",
    "Moyens au sol et hélicoptères | Moyens visibles | 40–60 | 1,2 M€ | 12 000 | 3",
    "Emploi dans le cadre de la loi du 24 janvier 2022 | Cadre déclaré conforme sous réserves | 20 à 70 | non chiffré | 120 000–400 000 | 7",
)
TIMELINE = table(
    "Date | Échéance | Nature",
    "24 janvier 2022 | Loi relative à la responsabilité pénale et à la sécurité intérieure | entrée en vigueur",
    "1er mars 2026 – 31 mars 2027 | Expérimentation dans trois gares | expérimentation",
    "septembre 2026 | Rapport d’étape au Parlement, avec les chiffres d’emploi et les avis du comité d’évaluation | obligation",
    "2 août 2027 | Obligations des systèmes à haut risque | obligation",
    "31 mars 2028 | Fin de l’autorisation | fin",
    "à fixer | Décret en Conseil d’État | obligation",
)
