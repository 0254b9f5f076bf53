"""Versions compared: what each amendment is said to do is what whole assessments say, and together they lead from one to the other."""

from __future__ import annotations

from functools import reduce
from random import Random

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from assess.engine.compare import Side, amended, compare, marks
from assess.engine.evaluate import Evaluator
from assess.model.assessment import Assessment
from assess.model.proposal import Proposal, StatedLaw
from assess.model.rubric import Rubric
from tests.properties.answering import full, part, some
from tests.properties.rubrics import rubrics
from tests.properties.test_soundness import EXAMPLES, SEEDS, SLOW, evaluator, example


def side(under: Evaluator, proposal: Proposal, day: int) -> Side:
    return Side(proposal, day, under.assess(proposal, day))


def concluded(found: Assessment) -> tuple[object, ...]:
    assert found.pathway is not None
    raised = [line.id for line in found.red_lines if line.status == "raised"]
    return found.pathway.possible, {own.id: own.status for own in found.principles}, raised


def versions(under: Evaluator, random: Random) -> tuple[Side, Side]:
    """Two versions of a proposal, of which some answers, and sometimes the day, differ."""
    old, other = (part(full(under.rubric, random), under.rubric, random) for _ in range(2))
    changed = {field: getattr(old, field) | some(getattr(other, field), random) for field in ("facts", "criteria", "safeguards")}
    new = replace(old, **changed, stage=other.stage, law=other.law)
    return side(under, old, old.day), side(under, new, random.choice((old.day, other.day)))


def check(under: Evaluator, old: Side, new: Side) -> None:
    found = compare(under, [old, new], versions=True)
    assert found.amendments is not None
    assert [own.id for own in found.amendments] == [own.id for own in found.differs]
    whole = reduce(lambda done, own: amended(done, own.id, new), found.differs, old)
    assert concluded(under.assess(whole.proposal, whole.as_of)) == concluded(new.assessment)
    for own in found.amendments[:4]:
        for start, end, told in ((old, new, own.alone), (new, old, own.without)):
            moved = amended(start, own.id, end)
            before, after = concluded(start.assessment), concluded(under.assess(moved.proposal, moved.as_of))
            assert told.ways == after[0]
            assert dict(told.principles).items() == after[1].items() - before[1].items()  # type: ignore[attr-defined]
            assert set(told.raised) == set(after[2]) - set(before[2])  # type: ignore[call-overload]
            assert set(told.lifted) == set(before[2]) - set(after[2])  # type: ignore[call-overload]


@settings(SLOW, max_examples=15)
@given(rubric=rubrics(), seed=SEEDS)
def test_any_rubric(rubric: Rubric, seed: int) -> None:
    under = Evaluator(rubric)
    check(under, *versions(under, Random(seed)))


def test_two_proposals_that_have_nothing_in_common() -> None:
    under = evaluator("mis-2021")
    old, new = (example(name, under) for name in ("drones", "onboard-cameras"))
    check(under, side(under, old, old.day), side(under, new, new.day))


def test_all_that_a_proposal_says_of_its_case_is_an_amendment() -> None:
    under = evaluator("mis-2021")
    old = example("drones", under)
    law = (StatedLaw("une loi", "in-force", "JO"),)
    new = replace(old, technology="onboard-cameras", stage="referral", law=law, facts={}, criteria={}, safeguards={})
    found = compare(under, [side(under, old, old.day), side(under, new, old.day + 400)])
    said = {own.id for own in found.differs}
    assert said >= {"technology", "stage", "date", "law", *(f"fact:{name}" for name in old.facts)}
    assert said >= {*(f"criterion:{name}" for name in old.criteria), *(f"safeguard:{name}" for name in old.safeguards)}


@pytest.mark.parametrize("name", EXAMPLES[:2])
def test_nothing_differs_from_itself_and_it_is_not_better_than_itself(name: str) -> None:
    under = evaluator("mis-2021")
    own = side(under, example(name, under), example(name, under).day)
    found = compare(under, [own, own], versions=True)
    assert (found.better, found.differs, found.amendments) == ((), (), ())


def test_a_side_is_better_when_it_is_nowhere_worse() -> None:
    under = evaluator("mis-2021")
    sides = [side(under, own, own.day) for own in (example(name, under) for name in EXAMPLES)]
    told = [marks(under, own.assessment) for own in sides]
    found = {(own.side, own.than): own.on for own in compare(under, sides).better}
    assert found
    for one, own in enumerate(told):
        for other, theirs in enumerate(told):
            on = tuple(name for name in own if own[name] < theirs[name])
            worse = any(own[name] > theirs[name] for name in own)
            assert found.get((one, other), ()) == (() if worse else on)
