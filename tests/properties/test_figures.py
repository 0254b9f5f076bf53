"""The figures of a principle are bounds of what they may turn out to be, whatever applies; and the verdict says what its words mean."""

from __future__ import annotations

from itertools import product

import pytest
from msgspec.structs import replace

from assess.conditions.logic import FALSE, TRUE, UNKNOWN
from assess.engine.evaluate import Evaluator
from assess.engine.figures import least_score
from assess.model.proposal import CriterionAnswer, Evidence, FactAnswer
from tests.properties.answering import bare
from tests.properties.rubrics import ACTIONS, NORMS, TEXT, closed_list, head, loaded

LEVELS = [(0, 0), (1, 3), (2, 2), (0, 4)]
RULE = {"when": "true", "because": TEXT}


def test_the_least_level_is_within_its_bounds_and_reaches_them() -> None:
    kinds = [(low, high, applies) for (low, high), applies in product(LEVELS, (FALSE, UNKNOWN, TRUE))]
    for criteria in product(kinds, repeat=3):
        ways = [[*(range(low, high + 1) if a else ()), *(() if a == TRUE else (None,))] for low, high, a in criteria]
        found = [min(level for level in way if level is not None) for way in product(*ways) if any(level is not None for level in way)]
        low, high, there = least_score([(0, 1), (1, 1), (2, 1)])(list(criteria))
        assert (there != FALSE) == bool(found)
        if found:
            assert (low, high) == (min(found) * 25, max(found) * 25), criteria


def rubric(**more: object) -> Evaluator:
    """A rubric of one fact, one criterion with a floor, and one action."""
    criterion = {
        **dict.fromkeys(("title", "question", "condition"), TEXT),
        "weight": 1,
        "levels": dict.fromkeys(range(5), TEXT),
        "evidence": {3: "test"},
    }
    works = {
        "title": TEXT,
        "question": TEXT,
        "kind": "one",
        "values": closed_list(["shown", "open"]),
        "shown_by": {"shown": "first.c0 >= 3"},
    }
    pathway = {
        "actions": closed_list(list(ACTIONS)),
        "norms": closed_list(list(NORMS)),
        "action_rules": {
            "ready": {**RULE, "when": "works == shown", "action": "deploy"},
            "rest": {**RULE, "action": "experiment"},
        },
        "norm_rules": {"one": {**RULE, "norm": "statute"}},
    }
    return Evaluator(
        loaded(
            {
                "rubric": head(),
                "facts": {"works": works},
                "principles": {
                    "first": {**dict.fromkeys(("title", "heart", "guidance", "condition"), TEXT), "criteria": {"c0": criterion}}
                },
                "requirements": {"floor": {"floor": "first.c0", "level": 2, "blocks": [], **RULE}},
                "pathway": pathway,
                **more,
            }
        )
    )


PRESS, TEST = Evidence("presse", 0), Evidence("essai", 1)


@pytest.mark.parametrize(
    ("level", "evidence", "assumed", "counts", "ways", "verdict", "shown"),
    [
        (3, (TEST,), False, 3, ["deploy"], "sound", "sound"),
        (3, (), True, 3, ["deploy", "experiment"], "sound", "not-shown"),
        (3, (PRESS,), True, 2, ["deploy", "experiment"], "sound", "not-shown"),
        (3, (PRESS,), False, 2, ["deploy", "experiment"], "sound", "not-shown"),
        (2, (), False, 2, ["deploy", "experiment"], "sound", "sound"),
        (1, (), False, 1, ["deploy", "experiment"], "defective", "defective"),
        (1, (), True, 1, ["deploy", "experiment"], "defective", "not-shown"),
    ],
)
def test_a_statement_alone_establishes_nothing(
    level: int, evidence: tuple[Evidence, ...], assumed: bool, counts: int, ways: list[str], verdict: str, shown: str
) -> None:
    """The fact says `shown`; the criterion, where it is established, says whether it is."""
    under = rubric()
    answer = CriterionAnswer(level, "", evidence, assumed=assumed)
    proposal = replace(bare(under.rubric), facts={"works": FactAnswer(("shown",))}, criteria={"first.c0": answer})
    found = under.assess(proposal)
    assert found.pathway is not None
    assert [way.action for way in found.pathway.possible] == ["deploy"]
    assert (found.principles[0].criteria[0].low, found.verdict) == (counts, verdict)
    assert [way.action for way in found.established.ways] == ways
    assert found.established.verdict == shown
    assert ("fact:works" in found.established.weak) == (ways != ["deploy"])
