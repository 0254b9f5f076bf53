"""The measures told are exactly the fewest, or the cheapest, that leave the least open: they agree with trying every one of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from assess.conditions.logic import FALSE, TRUE
from assess.engine.evaluate import Evaluator
from assess.engine.parts import parts
from assess.engine.remedies import Closer, closing
from assess.engine.search import Lever, Plan
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from tests.properties.rubrics import rubrics
from tests.properties.test_established import doubted
from tests.properties.test_soundness import EXAMPLES, SEEDS, SLOW, evaluator, example

Worth = tuple[int, Fraction, int, int]
MOST = 60
"""How many plans are tried one by one."""


def closer(under: Evaluator, proposal: Proposal, random: Random) -> Closer:
    """What searches with some levers of *proposal*, so few that every plan can be tried, some of which have a cost."""
    costs = {name: Fraction(random.randint(1, 3)) for name in under.encoder.slots if random.random() < 0.5}
    made = Closer(under, [under.run(part, proposal.day) for part in parts(under.rubric, proposal)], costs)
    random.shuffle(made.levers)
    while prod(len(lever.values) + 1 for lever in made.levers) > MOST:
        made.levers.pop()
    made.levers.sort(key=lambda lever: lever.at)
    return made


def worth(made: Closer, vectors: list[list[object]], plan: Plan) -> Worth:
    """What *plan* is worth, from *vectors* evaluated with it."""
    known = {lever.id: lever for lever in made.levers}
    still = 0
    for place, (part, at) in enumerate(made.board.targets):
        truth, before = vectors[part][at], made.board.first[place]
        incurable = made._incurable(place)  # noqa: SLF001
        still += not incurable and (truth != FALSE if before == TRUE else truth == TRUE)
    cost = sum((known[name].cost for name, _ in plan), Fraction(0))
    return still, cost, len(plan), sum(value - known[name].base for name, value in plan)


def enumerated(under: Evaluator, made: Closer) -> dict[Plan, Worth]:
    """What every plan is worth, each by a whole evaluation."""
    found = {}

    def options(lever: Lever) -> list[tuple[Lever, int | None]]:
        return [(lever, None), *((lever, value) for value in lever.values)]

    for pulls in product(*map(options, made.levers)):
        plan = tuple((lever.id, value) for lever, value in pulls if value is not None)
        vectors = []
        for before in made.vectors:
            v = before.copy()
            for lever, value in pulls:
                if value is not None:
                    v[lever.at] = lever.put(value)
            vectors.append(under.program.run(v))
        found[plan] = worth(made, vectors, plan)
    return found


def check(under: Evaluator, made: Closer) -> int:
    wanted = enumerated(under, made)
    best = min(wanted.values())
    found = made.closing()
    assert all(group.proven for group in found.groups)
    order = [lever.id for lever in made.levers]
    told = {
        tuple(sorted(((own.id, own.to) for some in chosen for own in some), key=lambda pull: order.index(pull[0])))
        for chosen in product(*(group.sets for group in found.groups))
    }
    assert {wanted[plan] for plan in told} == {best}
    if not any(group.more for group in found.groups):
        assert told == {plan for plan, own in wanted.items() if own == best}
    assert [under.program.run(v.copy()) for v in made.vectors] == made.vectors
    return len(told)


@settings(SLOW, max_examples=40)
@given(rubric=rubrics(), seed=SEEDS)
def test_any_rubric(rubric: Rubric, seed: int) -> None:
    random, under = Random(seed), Evaluator(rubric)
    for _ in range(3):
        check(under, closer(under, doubted(rubric, random), random))


@settings(SLOW, max_examples=8)
@given(rubric=rubrics(), seed=SEEDS)
def test_a_closed_world(rubric: Rubric, seed: int) -> None:
    random, under = Random(seed), Evaluator(replace(rubric, closed_world=True))
    check(under, closer(under, doubted(rubric, random), random))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_searched_to_the_end(name: str) -> None:
    under = evaluator("mis-2021")
    proposal = example(name, under)
    found = closing(under, proposal, proposal.day, {})
    assert all(group.proven and not group.more for group in found.groups)


def test_a_search_that_must_end_says_that_nothing_is_proven() -> None:
    under = evaluator("mis-2021")
    proposal = example("onboard-cameras", under)
    found = closing(under, proposal, proposal.day, {}, limit=3)
    assert not all(group.proven for group in found.groups) or not found.groups
