"""What a decision turned on is among the first five questions that the other decisions ask of a use described by its `like` alone."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from assess.commands.session import Session
from assess.engine.questions import FIRST, Precedents
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Precedent
from tests.backtest.cases import read_cases

METHOD = Session(lang="fr").named("mis-2021")
assert METHOD is not None
EVALUATOR = METHOD.evaluator
RUBRIC = EVALUATOR.rubric
TODAY = date(2026, 11, 29).toordinal()
SEVERAL = {fact.id for fact in RUBRIC.facts if fact.kind == "several"}
CASES = {law for case in read_cases() for law in case.own}
"""The decisions of the back-test, left out: how questions are ranked was chosen on the others."""


def use(precedent: Precedent) -> Proposal:
    like = dict(precedent.like)
    technology = like.pop("technology", ("other",))[0]
    facts = {name: FactAnswer(values if name in SEVERAL else values[:1]) for name, values in like.items()}
    return Proposal(id="apart", day=TODAY, technology=technology, facts=facts)


def test_half_of_the_grounds_are_among_the_first_five_questions() -> None:
    right = wanted = 0
    for precedent in (one for one in RUBRIC.precedents if one.law not in CASES):
        proposal = use(precedent)
        others = tuple(one for one in RUBRIC.precedents if one.law != precedent.law)
        still_open = EVALUATOR.still_open(proposal, TODAY)
        asked = Precedents(replace(RUBRIC, precedents=others)).questions(proposal, TODAY, still_open, ())
        first = {question.id for question in asked[:FIRST]}
        grounds = set(precedent.grounds) & still_open.items.keys()
        right, wanted = right + len(grounds & first), wanted + len(grounds)
    assert right / wanted >= 0.5
