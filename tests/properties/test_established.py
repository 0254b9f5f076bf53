"""What is established contains what is concluded as answered, and all that the hypotheses and weak answers may turn out to be."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from assess.engine.evaluate import Evaluator
from assess.model.assessment import Assessment
from assess.model.proposal import CriterionAnswer, Proposal
from assess.model.rubric import Rubric
from tests.properties.answering import fact_answer, full, guarantee, part
from tests.properties.rubrics import rubrics
from tests.properties.test_soundness import EXAMPLES, SEEDS, SHIPPED, SLOW, evaluator, example


def doubted(rubric: Rubric, random: Random) -> Proposal:
    """A proposal that answers some things, of which some are hypotheses."""
    proposal = part(full(rubric, random), rubric, random)
    share = random.choice((0.0, 0.1, 0.5))

    def some(answers: dict) -> dict:  # type: ignore[type-arg] # of three kinds
        return {name: replace(answer, assumed=random.random() < share) for name, answer in answers.items()}

    return replace(proposal, facts=some(proposal.facts), criteria=some(proposal.criteria), safeguards=some(proposal.safeguards))


def otherwise(under: Evaluator, proposal: Proposal, weak: tuple[str, ...], random: Random) -> Proposal:
    """*proposal* with any other answer in place of its hypotheses and its *weak* answers."""
    rubric, encoder = under.rubric, under.encoder
    ranks = len(rubric.instruments)

    def doubtful(name: str) -> bool:
        answer = proposal.answer(name)
        return answer is not None and (answer.assumed or name in weak)

    def level(name: str) -> CriterionAnswer:
        none = encoder.criteria[name].not_applicable and random.random() < 0.2
        return CriterionAnswer(None if none else random.randint(0, 4), assumed=True)

    return replace(
        proposal,
        facts={n: fact_answer(encoder.facts[n], random) if doubtful(f"fact:{n}") else own for n, own in proposal.facts.items()},
        criteria={n: level(n) if doubtful(f"criterion:{n}") else own for n, own in proposal.criteria.items()},
        safeguards={
            n: guarantee(encoder.safeguards[n], ranks, random) if doubtful(f"safeguard:{n}") else own
            for n, own in proposal.safeguards.items()
            if n in encoder.safeguards
        },
    )


def outside_of_established(wide: Assessment, found: Assessment) -> list[str]:
    """What of *found* is not inside what is established in *wide*."""
    bounds = wide.established
    wrong = [] if wide.regime is None or set(found.regime.possible) <= set(bounds.regime) else ["regime"]  # type: ignore[union-attr]
    if found.pathway is not None and not set(found.pathway.possible) <= set(bounds.ways):
        wrong.append("pathway")
    principles, lines = dict(bounds.principles), dict(bounds.red_lines)
    wrong += [own.id for own in found.principles if principles[own.id] not in ("undetermined", own.status)]
    wrong += [own.id for own in found.red_lines if lines[own.id] not in ("undetermined", own.status)]
    return wrong + ([] if bounds.verdict in ("", "not-shown", found.verdict) else ["verdict"])


def check(under: Evaluator, proposal: Proposal, random: Random) -> None:
    """Compare what is established with what is answered, and with other answers in place of those that establish nothing."""
    found = under.assess(proposal)
    assert outside_of_established(found, found) == []
    if not found.assumed and not found.established.weak and not any(answer.assumed for answer in proposal.criteria.values()):
        assert found.settled
    for _ in range(3):
        other = under.assess(otherwise(under, proposal, found.established.weak, random))
        assert outside_of_established(found, other) == []


@settings(SLOW, max_examples=50)
@given(rubric=rubrics(), seed=SEEDS)
def test_any_rubric(rubric: Rubric, seed: int) -> None:
    under, random = Evaluator(rubric), Random(seed)
    for _ in range(5):
        check(under, doubted(rubric, random), random)


@settings(SLOW, max_examples=30)
@given(rubric=rubrics(), seed=SEEDS)
def test_a_closed_world(rubric: Rubric, seed: int) -> None:
    under, random = Evaluator(replace(rubric, closed_world=True)), Random(seed)
    for _ in range(5):
        check(under, doubted(rubric, random), random)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rubric(name: str) -> None:
    under, random = evaluator(name), Random(name)
    for _ in range(10):
        check(under, doubted(under.rubric, random), random)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example(name: str) -> None:
    under = evaluator("mis-2021")
    check(under, example(name, under), Random(name))


def test_where_nothing_is_assumed_or_weak_all_is_established() -> None:
    under, random = evaluator("mis-2021"), Random(3)
    whole = full(under.rubric, random)
    sure = {name: replace(answer, assumed=False, level=0) for name, answer in whole.criteria.items()}
    found = under.assess(replace(whole, criteria=sure))
    assert found.pathway is not None
    assert found.established.ways == found.pathway.possible
    assert found.established.verdict == found.verdict
