"""The cases leave nothing of the rubric untried: each red line, safeguard, level of a tier and rule of the pathway has one of its own."""

from __future__ import annotations

from functools import cache

import pytest

from assess.conditions.nodes import reads
from assess.engine.evaluate import Evaluator
from assess.model.assessment import CERTAIN, Assessment
from assess.model.case import Case
from assess.model.rubric import Rubric, Safeguard
from tests.cases.test_cases import FILES, bench, loaded

FEWEST = 120


@cache
def rubric() -> Rubric:
    tried = bench().rubric("")
    assert tried is not None
    return tried.rubric


@cache
def assessed() -> tuple[tuple[Case, Assessment], ...]:
    """Every case of the rubric, with what it is found to be."""
    evaluator = Evaluator(rubric())
    cases = [case for path in FILES for case in loaded(path.name).values() if case.rubric in ("", rubric().id)]
    return tuple((case, evaluator.assess(case.proposal, case.as_of)) for case in cases)


def expected(kind: str) -> set[tuple[str, tuple[str, ...]]]:
    """What the cases expect under the key *kind*: the item, and exactly what should remain possible."""
    return {(said.item, said.values) for case, _ in assessed() for said in case.expected if said.kind == kind}


def expecting(*kinds: str) -> list[Assessment]:
    """The assessments of the cases that expect something under one of these keys."""
    return [assessment for case, assessment in assessed() if any(said.kind in kinds for said in case.expected)]


def tried(assessments: list[Assessment], owner: str) -> set[str]:
    """The rules of *owner* that certainly hold in one of these assessments."""
    found = set()
    for assessment in assessments:
        for fired in assessment.pathway.fired if assessment.pathway else ():
            if fired.certainty == CERTAIN and fired.rule.startswith(f"rule:{owner}."):
                found.add(fired.rule.rpartition(".")[2])
    return found


def deciding(kind: str, owner: str) -> set[str]:
    """The rules of the conclusion *owner* (a tier, the regime) that certainly hold where a case expects it."""
    found = set()
    for case, assessment in assessed():
        items = {said.item for said in case.expected if said.kind == kind}
        conclusion = assessment.regime if kind == "regime" else dict(assessment.tiers)[owner]
        if conclusion is not None and items & {owner, ""}:
            found |= {fired.rule.rpartition(".")[2] for fired in conclusion.fired if fired.certainty == CERTAIN}
    return found


def ranks() -> set[tuple[str, str]]:
    """Each rank of norm that a rule asks of a safeguard."""
    instruments = [value.id for value in rubric().instruments]
    return {(item.id, instruments[rule.min_instrument]) for item in rubric().safeguards for rule in item.rules if rule.min_instrument}


def always(safeguard: Safeguard) -> bool:
    """Whether the use never does without the *safeguard*: one of its rules reads nothing."""
    return any(not list(reads(rule.when)) for rule in safeguard.rules)


def test_there_are_enough_cases() -> None:
    assert len(assessed()) >= FEWEST


def test_no_two_cases_have_the_same_name() -> None:
    names = [case.name for case, _ in assessed()]
    assert sorted(set(names)) == sorted(names)


def test_each_red_line_is_raised_and_clear() -> None:
    said = expected("red_lines")
    wanted = {(line.id, (status,)) for line in rubric().red_lines for status in ("raised", "clear")}
    assert sorted(wanted - said) == []


def test_each_dated_red_line_is_tried_the_day_before_and_the_day_itself() -> None:
    untried = []
    laws = {entry.id: entry for entry in rubric().law}
    for line in rubric().red_lines:
        days = {case.as_of for case, _ in assessed() for said in case.expected if (said.kind, said.item) == ("red_lines", line.id)}
        for name in [read.removeprefix("law:") for read in reads(line.when) if read.startswith("law:")]:
            first = laws[name].dates[0][0]
            untried += [(line.id, name) for day in (first - 1, first) if day not in days]
    assert untried == []


def test_each_safeguard_is_required_and_not() -> None:
    wanted = {(item.id, ("yes",)) for item in rubric().safeguards} | {
        (item.id, ("no",)) for item in rubric().safeguards if not always(item)
    }
    assert sorted(wanted - expected("required")) == []


def test_each_rank_of_norm_asked_of_a_safeguard_is_tried() -> None:
    said = {(item, values[0]) for item, values in expected("min_instrument") if len(values) == 1}
    assert sorted(ranks() - said) == []


def test_each_level_of_each_tier_is_tried() -> None:
    wanted = {(tier.id, (level.id,)) for tier in rubric().tiers for level in tier.levels}
    assert sorted(wanted - expected("tiers")) == []


def test_each_rule_of_each_tier_is_tried() -> None:
    untried = [(tier.id, rule.id) for tier in rubric().tiers for rule in tier.rules if rule.id not in deciding("tiers", tier.id)]
    assert untried == []


def test_each_rule_of_the_regime_is_tried() -> None:
    regime = rubric().regime
    assert regime is not None
    assert [rule.id for rule in regime.rules if rule.id not in deciding("regime", "")] == []


@pytest.mark.parametrize("owner", ["action", "norm"])
def test_each_rule_of_the_pathway_is_tried(owner: str) -> None:
    pathway = rubric().pathway
    assert pathway is not None
    rules = pathway.action_rules if owner == "action" else pathway.norm_rules
    assert [rule.id for rule in rules if rule.id not in tried(expecting("pathway", owner), owner)] == []


def test_each_requirement_is_tried_where_its_principle_is_expected() -> None:
    found = set()
    for case, assessment in assessed():
        items = {said.item for said in case.expected if said.kind == "principles"}
        own = [fired for principle in assessment.principles if principle.id in items for fired in principle.fired]
        found |= {fired.rule.rpartition(".")[2] for fired in own if fired.certainty == CERTAIN}
    assert [item.id for item in rubric().requirements if item.id not in found] == []
