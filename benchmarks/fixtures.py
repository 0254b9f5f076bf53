"""Proposals to measure with: French, of a realistic size (about 6.7 KB), always the same for the same seed.

`proposal(seed)` gives the text of one; `proposals(count)` gives many different ones. They follow the proposal format
and use the facts, principles and safeguards of the rubric `mis-2021`; their prose has accents, quotes, block scalars
and lists in braces, because these are what a reader of YAML spends its time on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

ONE = {
    "phase": ("test-without-effect", "real-experiment", "permanent", "in-use"),
    "legal_regime": ("gdpr", "titre-iii", "titre-iv", "mixed", "no-personal-data"),
    "ai_act_law_enforcement": ("yes", "no"),
    "threshold": ("none", "particularly-exposed", "offence-quantum", "imminent"),
    "biometrics": ("none", "capability-disabled", "verification", "one-to-many-later", "one-to-many-live"),
    "vantage": ("fixed-visible", "vehicle", "body-worn", "aerial", "covert", "online", "none"),
    "continuity": ("incident", "targeted-period", "event", "permanent"),
    "authorisation": ("none", "self", "hierarchy", "prefect", "ministerial", "judge"),
    "output_effect": ("capture", "statistics", "alert", "candidate", "risk-score", "denial-of-access"),
    "human_step": ("none", "nominal", "competent-check", "two-person"),
    "effectiveness": ("established-for-this-use", "not-established"),
    "storage": ("none", "local", "central"),
    "supplier": ("in-house", "french", "european", "non-european"),
    "hosting": ("internal", "qualified", "european", "non-european"),
    "other_means": ("not-examined", "asserted", "shown-insufficient"),
}
SEVERAL = {
    "actors": ("national-police-gendarmerie", "customs", "rescue", "municipal-police", "public-transport"),
    "purposes": ("terrorism", "imminent-threat-to-life", "serious-crime", "site-protection", "flow", "access-control"),
    "places": ("street", "transport", "event-perimeter", "reserved-site", "border"),
    "persons": ("everyone", "attendees", "accredited", "suspects", "minors", "employees"),
    "sensing": ("image", "sound", "plate-location", "file-crossing"),
}
NUMBERS = {
    "retention_days": 90,
    "devices": 400,
    "persons_concerned": 2_000_000,
    "duration_months": 36,
    "cost_eur": 9_000_000,
}
CRITERIA = (
    "maturity.trl", "maturity.measured_performance", "sovereignty.supplier_jurisdiction", "sovereignty.hosting",
    "intrusiveness.minimisation", "human-oversight.decision_role", "cybersecurity.risk_analysis",
)  # fmt: skip
SAFEGUARDS = (
    "purpose_definition", "duration_limit", "perimeter_limit", "prior_authorisation", "public_information", "dpia",
    "human_oversight", "independent_evaluation", "regulator_opinion",
)  # fmt: skip
TECHNOLOGIES = (
    "anomaly-detection",
    "facial-authentication",
    "drones",
    "onboard-cameras",
    "plate-reading",
    "sound-detection",
)
SENTENCES = (
    "Le dispositif a été essayé sur trois sites pendant huit semaines, en présence d’agents formés.",
    "Les seuils d’alerte ont été arrêtés avant l’essai ; le taux de fausses alertes mesuré est de 4,2 %.",
    "L’opérateur dispose de trente secondes pour confirmer ou écarter le signalement : rien n’est automatique.",
    "Aucun gabarit biométrique n’est constitué, et les images sont écrasées au terme du délai fixé.",
    "La nuit et par temps de pluie, la performance baisse d’un tiers ; l’usage est alors suspendu.",
    "Le marché prévoit l’accès au code, la réversibilité et un audit annuel par un tiers indépendant.",
    "Le préfet autorise chaque emploi pour vingt-quatre heures, dans un périmètre porté à la connaissance du public.",
    "L’analyse de risques (méthode « EBIOS RM ») a été homologuée le 12 mai par l’autorité d’emploi.",
)
GRADES = ("claim", "document", "test", "field")
STATUSES = ("present", "planned", "absent")
INSTRUMENTS = ("statute", "decree", "order", "doctrine", "contract")


def proposal(seed: int) -> str:
    """The text of the proposal number *seed*."""
    draw = Random(seed)  # noqa: S311 - repeatable on purpose
    parts = (_head(draw, seed), _facts(draw), _criteria(draw), _safeguards(draw), _impacts(draw), _rest(draw))
    return "".join(parts)


def proposals(count: int) -> Iterator[str]:
    """The first *count* proposals, from number 0."""
    return (proposal(seed) for seed in range(count))


def write(folder: Path, count: int) -> list[Path]:
    """The first *count* proposals as files of *folder*, which is made; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"essai-{seed:05}.yaml" for seed in range(count)]
    for path, text in zip(paths, proposals(count), strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return paths


def _prose(draw: Random, sentences: int) -> str:
    return " ".join(draw.sample(SENTENCES, sentences))


def _day(draw: Random) -> str:
    return f"20{draw.randint(19, 25)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"


def _head(draw: Random, seed: int) -> str:
    return (
        f"# Proposition d’essai no {seed}\nformat: 1\nid: fr-essai-{seed}\n"
        f'title: "Expérimentation no {seed} : gares et abords"\nlanguage: fr\ndate: {_day(draw)}\n'
        f"stage: {draw.choice(('exploration', 'referral'))}\nrubric: mis-2021\n"
        f"technology: {draw.choice(TECHNOLOGIES)}\n"
        "sponsor: {organisation: Ministère de l’intérieur, contact: mission@exemple.fr}\n"
        "text: {kind: government-bill, state: proposed, title: Projet de loi relatif aux essais}\n"
    )


def _facts(draw: Random) -> str:
    one = [f"  {fact}: {draw.choice(values)}\n" for fact, values in ONE.items()]
    several = [f"  {fact}: [{', '.join(draw.sample(values, 2))}]\n" for fact, values in SEVERAL.items()]
    numbers = [f"  {fact}: {draw.randint(1, most)}\n" for fact, most in NUMBERS.items()]
    return "facts:\n" + "".join(one + several + numbers)


def _criteria(draw: Random) -> str:
    return "criteria:\n" + "".join(_criterion(draw, name) for name in CRITERIA)


def _criterion(draw: Random, name: str) -> str:
    independent = draw.choice(("true", "false"))
    return (
        f"  {name}:\n    level: {draw.randint(0, 4)}\n    because: |\n"
        f"      {_prose(draw, 1)}\n      {_prose(draw, 1)}\n    evidence:\n"
        f'      - {{title: "Rapport d’essai, phase {draw.randint(1, 9)}", grade: {draw.choice(GRADES)}, '
        f"independent: {independent}, date: {_day(draw)}, file: annexes/essai-{draw.randint(1, 99)}.pdf}}\n"
    )


def _safeguards(draw: Random) -> str:
    return "safeguards:\n" + "".join(_safeguard(draw, name) for name in SAFEGUARDS)


def _safeguard(draw: Random, name: str) -> str:
    return (
        f"  {name}:\n    status: {draw.choice(STATUSES)}\n"
        f'    where: {{instrument: {draw.choice(INSTRUMENTS)}, ref: "article {draw.randint(1, 30)}, II"}}\n'
        f'    because: "{draw.choice(SENTENCES)}"\n'
    )


def _impacts(draw: Random) -> str:
    items = (
        f"  - {{who: {who}, kind: {kind}, low: {draw.randint(1, 40) * 1000}, high: {draw.randint(50, 90) * 1000}, "
        f"year: 2026, method: estimation}}\n"
        for who, kind in (("État", "budget"), ("communes", "local-authorities"), ("voyageurs", "individuals"))
    )
    return "impacts:\n" + "".join(items)


def _rest(draw: Random) -> str:
    return (
        f"study:\n  necessity: |\n    {_prose(draw, 2)}\n\n    {_prose(draw, 1)}\noptions:\n  - {{title: Ne rien faire, nothing: true}}\n"
        f"consultations:\n  - {{who: CNIL, when: {_day(draw)}, mandatory: true}}\n"
        "articles:\n  - {id: 1, object: Autoriser l’essai}\n  - {id: 2, object: En fixer le terme}\n"
    )
