"""Narrower projects: what is told of each is what its whole assessment says, and none that leads further is left out."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from assess.engine.evaluate import Evaluator
from assess.engine.parts import parts
from assess.engine.remedies import whole_ways
from assess.engine.variants import narrowed, variants
from assess.model.assessment import Assessment, Way
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Fact, Rubric
from tests.properties.rubrics import rubrics
from tests.properties.test_established import doubted
from tests.properties.test_soundness import EXAMPLES, SEEDS, SLOW, evaluator, example

Changes = tuple[tuple[str, FactAnswer], ...]


def with_choices(rubric: Rubric, random: Random) -> Rubric:
    """*rubric*, of which some facts are choices, in the place of some values of which others are narrower."""

    def choice(fact: Fact) -> Fact:
        values = [value.id for value in fact.values]
        if fact.kind in ("one", "several") and fact.id != "technology":
            some = random.sample(values, random.randint(0, len(values)))
            narrower = tuple((own, tuple(v for v in values if v != own and random.random() < 0.6)) for own in some)
            return replace(fact, choice=True, narrower=narrower)
        return replace(fact, choice=True, towards=random.choice(("", "less", "more"))) if fact.kind == "number" else fact

    return replace(rubric, facts=tuple(map(choice, rubric.facts)))


def after(under: Evaluator, proposal: Proposal, changes: Changes) -> Assessment:
    return under.assess(replace(proposal, facts=proposal.facts | dict(changes)))


def evaluated(under: Evaluator, proposal: Proposal, changes: Changes) -> tuple[Way, ...]:
    """The ways of *proposal* with the *changes*, all of it evaluated anew."""
    other = replace(proposal, facts=proposal.facts | dict(changes))
    return whole_ways(under, [under.run(part, proposal.day) for part in parts(under.rubric, other)])


def ways(found: Assessment) -> tuple[Way, ...]:
    assert found.pathway is not None
    return found.pathway.possible


def worst(under: Evaluator, left: tuple[Way, ...]) -> tuple[int, int]:
    places = [(under.strictest.actions.index(way.action), under.strictest.norms.index(way.norm)) for way in left]
    return max(places, default=(0, 0))


def check(under: Evaluator, proposal: Proposal) -> int:
    found = variants(under, proposal, proposal.day)
    before = ways(under.assess(proposal))

    def further(left: tuple[Way, ...]) -> bool:
        return worst(under, left) < worst(under, before) or (worst(under, left) == worst(under, before) and set(left) < set(before))

    for variant in found:
        whole = after(under, proposal, variant.changes)
        assert (ways(whole), whole.established.ways) == (variant.ways, variant.established)
        assert variant.lifted or further(variant.ways)
    tried = list(dict.fromkeys(narrowed(under, proposal, under.run(proposal, proposal.day))))
    alone = {own: evaluated(under, proposal, (own,)) for own in tried}
    calm = [own for own in tried if not further(alone[own])]
    wanted: set[Any] = {((name,), left) for (name, _), left in alone.items() if further(left)}
    for one, other in combinations(calm, 2):
        if one[0] != other[0] and further(left := evaluated(under, proposal, (one, other))):
            wanted.add(((one[0], other[0]), left))
    assert {(tuple(name for name, _ in own.changes), own.ways) for own in found if further(own.ways)} == wanted
    return len(wanted)


@settings(SLOW, max_examples=20)
@given(rubric=rubrics(), seed=SEEDS)
def test_any_rubric(rubric: Rubric, seed: int) -> None:
    random = Random(seed)
    check(Evaluator(with_choices(rubric, random)), doubted(rubric, random))


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.startswith("facial-identification-live-f")])
def test_an_example(name: str) -> None:
    under = evaluator("mis-2021")
    assert check(under, example(name, under)) >= 2


def test_only_choices_are_made_otherwise_and_only_where_the_rubric_says_what_is_narrower() -> None:
    under = evaluator("mis-2021")
    facts = {fact.id: fact for fact in under.rubric.facts}
    for name in EXAMPLES:
        proposal = example(name, under)
        for fact, answer in narrowed(under, proposal, under.run(proposal, proposal.day)):
            assert facts[fact].choice
            own = facts[fact].narrower
            allowed = {
                *proposal.facts[fact].values,
                *(value for given, some in own if given in proposal.facts[fact].values for value in some),
            }
            assert set(answer.values) <= allowed
