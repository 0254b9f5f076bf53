"""Two answers at a time: the pairs told are exactly those of which neither change alone moves the pathway, and both do."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given, settings
from msgspec.structs import replace

from assess.engine.evaluate import Evaluator
from assess.engine.parts import parts
from assess.engine.remedies import whole_ways
from assess.engine.robustness import rank, robustness
from assess.model.assessment import Way
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from tests.properties.answering import full
from tests.properties.rubrics import ACTIONS, NORMS, TEXT, closed_list, rubrics
from tests.properties.test_established import doubted
from tests.properties.test_flips import KINDS, changed
from tests.properties.test_search import rubric as rubric_of
from tests.properties.test_soundness import SEEDS, SLOW, evaluator, example

Key = tuple[str, str]


def ways(under: Evaluator, proposal: Proposal) -> tuple[Way, ...]:
    """The ways of *proposal*, all of it evaluated anew."""
    return whole_ways(under, [under.run(part, proposal.day) for part in parts(under.rubric, proposal)])


def enumerated(under: Evaluator, proposal: Proposal) -> dict[frozenset[Key], tuple[Way, ...]]:
    """Every such pair, each found by assessing the whole proposal changed twice."""
    before = ways(under, proposal)
    alone = {(name, change): ways(under, other) for name, change, other in changed(proposal)}
    calm = [key for key, left in alone.items() if left == before]
    wanted = {}
    for one, other in combinations(calm, 2):
        if one[0] != other[0]:
            once = next(made for name, change, made in changed(proposal) if (name, change) == one)
            twice = next(made for name, change, made in changed(once) if (name, change) == other)
            if (left := ways(under, twice)) != before:
                wanted[frozenset((one, other))] = left
    return wanted


def few(proposal: Proposal, random: Random, most: int = 7) -> Proposal:
    """*proposal* with at most so many of its answers: whole assessments of pairs are many."""
    names = [(field, name) for field in KINDS.values() for name in getattr(proposal, field)]
    kept = set(random.sample(names, min(most, len(names))))
    fields = {field: {name: own for name, own in getattr(proposal, field).items() if (field, name) in kept} for field in KINDS.values()}
    return replace(proposal, **fields)


def check(under: Evaluator, proposal: Proposal) -> int:
    found = robustness(under, proposal, proposal.day, under.assess(proposal))
    told = {frozenset((one.id, one.change) for one in pair.changes): pair.ways for pair in found.two}
    assert told == enumerated(under, proposal)
    assert list(found.two) == sorted(found.two, key=rank)
    pathway = under.assess(proposal).pathway
    assert pathway is not None
    assert found.ways == ways(under, proposal) == pathway.possible
    return len(told)


@settings(SLOW, max_examples=15)
@given(rubric=rubrics(), seed=SEEDS)
def test_any_rubric(rubric: Rubric, seed: int) -> None:
    random = Random(seed)
    check(Evaluator(rubric), few(doubted(rubric, random), random))


def carried(random: Random) -> Evaluator:
    """A rubric whose actions rest on any of several facts, so that taking one answer away often changes nothing."""
    choice = {"title": TEXT, "question": TEXT, "kind": "one", "values": closed_list(["v0", "v1"])}
    facts = {f"f{at}": choice for at in range(5)}

    def rule(action: str) -> dict[str, object]:
        ways = [
            " and ".join(f"{name} == v{random.randint(0, 1)}" for name in random.sample(sorted(facts), random.choice((1, 1, 2))))
            for _ in "abc"
        ]
        return {"when": " or ".join(ways), "action": action, "because": TEXT}

    rules = {"first": rule("clarify"), "second": rule("experiment"), "rest": {"when": "true", "action": "deploy", "because": TEXT}}
    norms = {"all": {"when": "true", "norm": NORMS[0], "because": TEXT}}
    pathway = {"actions": closed_list(list(ACTIONS)), "norms": closed_list(list(NORMS)), "action_rules": rules, "norm_rules": norms}
    return rubric_of(facts=facts, pathway=pathway)


def test_conclusions_that_several_answers_carry() -> None:
    told = 0
    for seed in range(30):
        random = Random(seed)
        under = carried(random)
        told += check(under, full(under.rubric, random))
    assert told > 10  # pairs, and not only their absence, are compared


@settings(SLOW, max_examples=5)
@given(rubric=rubrics(), seed=SEEDS)
def test_a_closed_world(rubric: Rubric, seed: int) -> None:
    random = Random(seed)
    check(Evaluator(replace(rubric, closed_world=True)), few(doubted(rubric, random), random))


def test_a_use_of_several_technologies() -> None:
    several = ("plate-reading", "facial-identification-after")
    under, random = evaluator("mis-2021"), Random("several")
    proposal = example("onboard-cameras", under)
    check(under, few(replace(proposal, technology=several[0], combined=several), random, 3))


def test_a_rubric_without_pathway_says_nothing() -> None:
    under = evaluator("eu-ai-act")
    proposal = doubted(under.rubric, Random(1))
    assert robustness(under, proposal, proposal.day, under.assess(proposal)).two == ()
