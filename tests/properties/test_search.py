"""The search of measures on a rubric made for it: ways that are worth the same, costs that turn the choice, rules that are not monotone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from assess.engine.evaluate import Evaluator
from assess.engine.remedies import closing
from assess.engine.variants import variants
from assess.model.desk import Group
from assess.model.proposal import CriterionAnswer, FactAnswer, Proposal, SafeguardAnswer
from tests.properties.answering import DAY
from tests.properties.rubrics import ACTIONS, INSTRUMENTS, NORMS, TEXT, closed_list, head, loaded

CRITERIA = ("c0", "c1", "c2")


def rubric(**more: Any) -> Evaluator:
    """A principle of three criteria of one weight, of which the mean must reach 50."""
    levels = dict.fromkeys(range(5), TEXT)
    criterion = {**dict.fromkeys(("title", "question", "condition"), TEXT), "weight": 1, "levels": levels}
    principle = {**dict.fromkeys(("title", "heart", "guidance", "condition"), TEXT), "criteria": dict.fromkeys(CRITERIA, criterion)}
    needed = {"when": "true", "blocks": ["deploy"], "because": TEXT}
    return Evaluator(
        loaded(
            {
                "rubric": head(),
                "principles": {"p": principle},
                "requirements": {"mean": {**needed, "principle": "p", "score": 50}},
                "pathway": {
                    "actions": closed_list(list(ACTIONS)),
                    "norms": closed_list(list(NORMS)),
                    "action_rules": {
                        "gap": {"when": "gap(p)", "action": "clarify", "because": TEXT},
                        "rest": {"when": "true", "action": "deploy", "because": TEXT},
                    },
                    "norm_rules": {"all": {"when": "true", "norm": NORMS[0], "because": TEXT}},
                },
            }
            | more
        )
    )


def answered(*levels: int) -> Proposal:
    criteria = {f"p.{name}": CriterionAnswer(level, assumed=True) for name, level in zip(CRITERIA, levels, strict=True)}
    return Proposal(id="p", date="2024-03-02", day=DAY, criteria=criteria)


def pulls(group: Group) -> set[frozenset[tuple[str, int]]]:
    return {frozenset((own.id.removeprefix("criterion:p."), own.to) for own in chosen) for chosen in group.sets}


def test_every_set_that_is_as_small_is_told() -> None:
    found = closing(rubric(), answered(0, 0, 2), DAY, {})
    (group,) = found.groups
    assert pulls(group) == {frozenset({("c0", 4)}), frozenset({("c1", 4)})}
    assert (group.more, group.proven, found.left) == (False, True, ())


def test_two_measures_are_told_when_one_is_not_enough() -> None:
    (group,) = closing(rubric(), answered(0, 0, 0), DAY, {}).groups
    assert all(sum(to for _, to in chosen) == 6 for chosen in pulls(group))
    assert len(pulls(group)) == 6  # {4, 2} and {3, 3} for each two of three criteria are nine: six are told
    assert group.more


def test_costs_come_before_the_number_of_measures() -> None:
    costs = {"criterion:p.c0": Fraction(10), "criterion:p.c1": Fraction(1, 2), "criterion:p.c2": Fraction(3)}
    (group,) = closing(rubric(), answered(0, 0, 2), DAY, costs).groups
    assert pulls(group) == {frozenset({("c1", 4)})}
    dear = costs | {"criterion:p.c1": Fraction(100)}
    (group,) = closing(rubric(), answered(0, 0, 2), DAY, dear).groups
    assert pulls(group) == {frozenset({("c0", 4)})}


def safeguard(**rule: Any) -> dict[str, Any]:
    asked = {"when": "true", "blocks": [], "because": TEXT, "min_instrument": INSTRUMENTS[0]} | rule
    return {**dict.fromkeys(("title", "question", "condition"), TEXT), "required": {"always": asked}}


@pytest.mark.parametrize("cure", ["answer", "nothing"])
def test_a_measure_that_would_raise_a_line_is_not_taken(cure: str) -> None:
    line = {**dict.fromkeys(("title", "because", "condition"), TEXT), "when": "p.c0 >= 3", "cured_by": cure}
    (group,) = closing(rubric(red_lines={"high": line}), answered(0, 0, 2), DAY, {}).groups
    assert pulls(group) == {frozenset({("c1", 4)})}


def test_what_nothing_cures_is_left_and_no_measure_is_spent_on_it() -> None:
    line = {**dict.fromkeys(("title", "because", "condition"), TEXT), "when": "p.c0 < 3", "cured_by": "nothing"}
    found = closing(rubric(red_lines={"low": line}), answered(2, 2, 2), DAY, {})
    assert (found.groups, found.left) == ((), ("red-line:low",))


def test_the_rank_told_is_the_least_that_is_enough() -> None:
    under = rubric(safeguards={"s": safeguard(min_instrument=INSTRUMENTS[-1])})
    proposal = answered(2, 2, 2)
    absent = Proposal(id="p", date="2024-03-02", day=DAY, criteria=proposal.criteria, safeguards={"s": SafeguardAnswer("absent")})
    (group,) = closing(under, absent, DAY, {}).groups
    ((measure,),) = group.sets
    assert (measure.id, measure.now, measure.to, measure.closes) == ("safeguard:s", -1, len(INSTRUMENTS) - 1, ("rule:s.always",))


def test_a_search_that_had_to_end_gives_its_best_and_says_that_nothing_is_proven() -> None:
    (group,) = closing(rubric(), answered(0, 0, 0), DAY, {}, limit=40).groups
    assert not group.proven
    assert all(sum(to for _, to in chosen) >= 6 for chosen in pulls(group))


def test_two_choices_that_lead_further_only_together_are_told() -> None:
    choice = {"title": TEXT, "question": TEXT, "kind": "one", "choice": True, "values": closed_list(["narrow", "wide", "other"])}
    choice["narrower"] = {"wide": ["narrow"]}
    rules = {
        "both": {"when": "a == narrow and b == narrow", "action": "deploy", "because": TEXT},
        "rest": {"when": "true", "action": "clarify", "because": TEXT},
    }
    pathway = {"actions": closed_list(list(ACTIONS)), "norms": closed_list(list(NORMS)), "action_rules": rules}
    pathway["norm_rules"] = {"all": {"when": "true", "norm": NORMS[0], "because": TEXT}}
    under = rubric(facts={"a": choice, "b": choice}, pathway=pathway)
    facts = {"a": FactAnswer(("wide",)), "b": FactAnswer(("wide",))}
    proposal = Proposal(id="p", date="2024-03-02", day=DAY, facts=facts, criteria=answered(2, 2, 2).criteria)
    (found,) = variants(under, proposal, DAY)
    assert [(name, answer.values) for name, answer in found.changes] == [("a", ("narrow",)), ("b", ("narrow",))]
    assert [way.action for way in found.ways] == ["deploy"]
    unsaid = Proposal(id="p", date="2024-03-02", day=DAY, facts={**facts, "b": FactAnswer(("other",))}, criteria=proposal.criteria)
    assert variants(under, unsaid, DAY) == ()
