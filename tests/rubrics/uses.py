"""Short descriptions of uses, as answers to the facts of the main rubric, put to the law of a day."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from assess.engine.evaluate import Evaluator
from assess.engine.reach import Calendar, nothing_said
from assess.model.assessment import Assessment
from assess.model.proposal import FactAnswer, Proposal

Answers = dict[str, str]
"""Fact to its values, separated by spaces; `text` is its kind and its state."""

DRONES: Answers = {
    "phase": "in-use",
    "text": "none none",
    "legal_regime": "titre-iii",
    "ai_act_law_enforcement": "no",
    "actors": "national-police-gendarmerie",
    "purposes": "site-protection serious-disorder",
    "places": "street",
    "persons": "everyone demonstrators",
    "biometrics": "none",
    "sensing": "image",
    "vantage": "aerial",
    "continuity": "targeted-period",
    "output_effect": "capture",
    "human_step": "competent-check",
    "consent_role": "none",
    "authority_relation": "no",
    "effectiveness": "established-for-this-use",
    "reference_list": "no-list",
    "storage": "local",
    "retention_days": "7",
    "authorisation": "prefect",
    "threshold": "particularly-exposed",
    "failure_loss": "service-degraded",
}
LIVE: Answers = DRONES | {
    "phase": "real-experiment",
    "experiment_kind": "essai",
    "ai_act_law_enforcement": "yes",
    "purposes": "terrorism",
    "threshold": "imminent",
    "persons": "everyone listed",
    "biometrics": "one-to-many-live",
    "vantage": "fixed-visible",
    "output_effect": "candidate",
    "human_step": "two-person",
    "reference_list": "criteria-in-text",
    "effectiveness": "not-established",
}
ALGORITHM: Answers = DRONES | {
    "phase": "real-experiment",
    "experiment_kind": "art-37-1",
    "purposes": "rescue serious-disorder",
    "places": "event-perimeter",
    "persons": "attendees",
    "vantage": "fixed-visible",
    "continuity": "event",
    "output_effect": "alert",
    "effectiveness": "not-established",
    "storage": "none",
}
ON_BOARD: Answers = DRONES | {"purposes": "agent-safety", "vantage": "vehicle", "continuity": "incident", "threshold": "none"}
PLATES: Answers = DRONES | {
    "purposes": "terrorism serious-crime",
    "sensing": "plate-location image",
    "vantage": "fixed-visible",
    "continuity": "permanent",
    "output_effect": "alert",
    "reference_list": "criteria-in-text",
    "offences": "felonies",
}
SCANNER: Answers = DRONES | {
    "legal_regime": "gdpr",
    "actors": "event-organiser",
    "purposes": "access-control",
    "places": "venue-open-to-public",
    "persons": "attendees",
    "sensing": "body-image",
    "vantage": "fixed-visible",
    "continuity": "incident",
    "output_effect": "alert",
    "consent_role": "guarantee",
    "alternative": "equivalent",
    "storage": "none",
}
BODY_WORN: Answers = DRONES | {
    "purposes": "agent-safety",
    "sensing": "image sound",
    "vantage": "body-worn",
    "continuity": "incident",
    "threshold": "none",
}
JAMMING: Answers = DRONES | {
    "legal_regime": "no-personal-data",
    "purposes": "site-protection",
    "sensing": "radio",
    "vantage": "fixed-visible",
    "output_effect": "coercion",
    "threshold": "imminent",
    "sharing": "none",
    "continuity": "incident",
    "storage": "none",
}


def _answer(value: str) -> FactAnswer:
    return FactAnswer((), (int(value), 0)) if value.isdigit() else FactAnswer(tuple(value.split()))


class Uses:
    """Puts uses to the law of a day."""

    def __init__(self, calendar: Calendar) -> None:
        """Evaluate with the rubric of *calendar*."""
        self.evaluator = Evaluator(calendar.rubric)

    def proposal(self, technology: str, day: str, answers: Answers) -> Proposal:
        """The proposal of *day* that gives the *answers* and nothing else."""
        facts = {name: _answer(value) for name, value in answers.items()}
        return replace(nothing_said(technology, date.fromisoformat(day).toordinal()), facts=facts)

    def on(self, day: str, technology: str, answers: Answers) -> Assessment:
        """What the law of *day* makes of the use."""
        proposal = self.proposal(technology, day, answers)
        return self.evaluator.assess(proposal, proposal.day)

    def regime(self, day: str, technology: str, answers: Answers) -> str:
        """The state of the law on *day*; the values possible, joined, when it is not settled."""
        regime = self.on(day, technology, answers).regime
        assert regime is not None
        return "|".join(regime.possible)


def required(assessment: Assessment) -> set[str]:
    """The guarantees certainly required."""
    return {found.id for found in assessment.safeguards if found.required == "yes"}


def raised(assessment: Assessment) -> dict[str, str]:
    """The red lines certainly crossed, with what cures each."""
    return {found.id: found.cured_by for found in assessment.red_lines if found.status == "raised"}


def ways(assessment: Assessment) -> set[tuple[str, str | None]]:
    """The pathways possible."""
    assert assessment.pathway is not None
    return {(way.action, way.norm) for way in assessment.pathway.possible}


def certain(assessment: Assessment) -> set[str]:
    """The further conditions that certainly apply."""
    assert assessment.pathway is not None
    return {found.id.removeprefix("condition:") for found in assessment.pathway.conditions if found.certainty == "certain"}
