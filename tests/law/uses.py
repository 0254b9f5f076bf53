"""The small rubric of `drones/`, and uses of drones under it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from assess import store
from assess.engine.evaluate import Evaluator
from assess.model.assessment import Assessment, SafeguardResult
from assess.model.proposal import FactAnswer, Proposal, SafeguardAnswer, StatedLaw

RUBRIC = Path(__file__).parent / "drones"
BAN = "facial_recognition_ban"
DECREE, STATUTE = 0, 1


@cache
def evaluator() -> Evaluator:
    """The small rubric, made ready once."""
    loaded, _ = store.read_rubric(RUBRIC)
    assert loaded.rubric is not None, loaded.findings
    return Evaluator(loaded.rubric)


def use(
    day: str = "2024-03-02",
    purposes: tuple[str, ...] = ("terrorism",),
    ban: SafeguardAnswer | None = None,
    law: tuple[StatedLaw, ...] = (),
    actors: str = "national-police-gendarmerie",
    biometrics: str = "none",
) -> Assessment:
    """The assessment of police drones on a *day*; what is empty is not answered."""
    answers = {"actors": actors, "biometrics": biometrics}
    given = {name: FactAnswer(tuple(value.split("+"))) for name, value in answers.items() if value} | {"purposes": FactAnswer(purposes)}
    guarantees = {} if ban is None else {BAN: ban}
    at = date.fromisoformat(day).toordinal()
    proposal = Proposal(id="p", date=day, day=at, technology="drones", facts=given, safeguards=guarantees, law=law)
    return evaluator().assess(proposal)


def ban_of(assessment: Assessment) -> SafeguardResult:
    """What is said of the ban of facial recognition."""
    return next(found for found in assessment.safeguards if found.id == BAN)


def regime_of(assessment: Assessment) -> tuple[str, ...]:
    """The regimes that remain possible."""
    assert assessment.regime is not None
    return assessment.regime.possible
