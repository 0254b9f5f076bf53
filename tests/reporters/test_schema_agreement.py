"""The schema of proposals and the loader agree: what one refuses of a proposal, the other refuses."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from assess.commands.session import Session
from assess.loading.proposal import Names, load_proposal
from assess.model.finding import Severity
from assess.reporters.schema_of_proposals import proposal_schema
from assess.yaml_source.document import read_bytes, read_document
from assess.yaml_source.nodes import Exact
from assess.yaml_source.writing import entry

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*/proposal.yaml"))
CHANCES = 300
VALUES: tuple[Any, ...] = (
    None, "", "  ", "x", "x" * 90, True, False, 0, 3, 5, -1, Exact(15, 1, "1.5"), [], ["x"], [None], {}, {"x": 1},
    *("yes", "none", "present", "planned", "not-applicable", "2026-02-30", "2026-03-02", "02/03/2026", "law:x", "law:csi-l242-4"),
    *("drones", "other", ["drones", "drones"], ["other"], ["drones", 3], "statute", "claim", "fr", "de", "indefinite", "a b", "été"),
    *({"value": "none"}, {"value": None}, {"level": 2}, {"level": "not-applicable"}, {"level": "not-applicable", "because": "Non."}),
    *({"status": "not-applicable", "because": " "}, {"status": "present", "where": None}, {"title": "x", "grade": "claim"}),
)  # fmt: skip


@cache
def method() -> tuple[dict[str, Any], Names, Draft202012Validator]:
    found = Session().default()
    assert found is not None
    schema = proposal_schema(found.evaluator.rubric, "fr")
    return schema, found.names, Draft202012Validator(schema, format_checker=FormatChecker())


@cache
def sample() -> tuple[dict[str, Any], ...]:
    """Real proposals, and one that has a bit of everything, short enough to be changed everywhere."""
    roots = (read_bytes(path.read_bytes(), path.name).root for path in EXAMPLES)
    return (*(plain(root) for root in roots), SMALL)


SMALL: dict[str, Any] = {
    "format": 1, "id": "small", "title": "Un usage", "language": "fr", "date": "2026-03-02", "stage": "referral", "rubric": "mis-2021",
    "technology": ["drones", "other"], "description": "x", "sponsor": {"organisation": "x", "contact": None},
    "text": {"kind": "none", "state": "none", "title": "x", "because": "x", "assumed": True},
    "facts": {"purposes": ["terrorism"], "retention_days": 30, "storage": {"value": "local", "because": "x", "assumed": False}},
    "criteria": {"maturity.trl": {"level": 2, "because": "x", "evidence": [{"title": "x", "grade": "test", "independent": True}]}},
    "safeguards": {"dpia": {"status": "present", "where": {"instrument": "decree", "ref": "3"}, "clause": "x", "because": "x"}},
    "study": {"introduction": "x", "necessity": None},
    "impacts": [{"who": "x", "kind": "legal", "low": 1, "unit": "x", "year": 2026}],
    "options": [{"title": "x", "nothing": True, "cost": 3}], "consultations": [{"who": "x", "when": "2026-03-02", "mandatory": True}],
    "articles": [{"id": 1, "implementing": ["x"], "study": {"time": "x"}, "amends": [{"provision": "x", "new": True}]}],
    "law": [{"cite": "law:csi-l242-4", "state": "in-force", "source": "x", "norm": "statute", "from": "2026-03-02"},
            {"cite": "Un décret", "state": "in-force", "covers": True, "at": "article 3"}],
}  # fmt: skip


def plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, list) else node


def as_json(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: as_json(value) for key, value in node.items()}
    if isinstance(node, Exact):
        return node.digits / 10**node.scale
    return [as_json(value) for value in node] if isinstance(node, list) else node


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from places(value, (*path, key))


def mutated(chance: random.Random) -> tuple[dict[str, Any], str]:
    """A proposal changed in one place or two, and how."""
    made = copy.deepcopy(SMALL if chance.random() < 0.8 else chance.choice(sample()))
    told = []
    for _ in range(chance.choice((1, 1, 2))):
        path = chance.choice([*places(made)])
        at: Any = made
        for key in path[:-1]:
            at = at[key]
        how = chance.choice(("value", "value", "value", "gone", "added", "named"))
        if how == "gone":
            del at[path[-1]]
        elif how == "value" or isinstance(at, list):
            at[path[-1]] = copy.deepcopy(chance.choice(VALUES))
        else:
            names = (
                "x",
                "because",
                "assumed",
                "level",
                "vantage",
                "announced",
                "maturity.cost_benefit",
                "duration_limit",
                "legal_basis",
                "time",
            )
            at[chance.choice(names)] = copy.deepcopy(chance.choice(VALUES)) if how == "added" else at.pop(path[-1])
        told.append(f"{how} {path}")
    return made, ", ".join(told)


def refused(proposal: dict[str, Any]) -> list[str]:
    """What the loader says is wrong with *proposal*, but for what no schema can tell."""
    text = "".join(entry(key, value, 0) for key, value in proposal.items()) + "\n"
    _, findings = load_proposal(read_document(text, "x.yaml"), method()[1])
    return [finding.id for finding in findings if finding.severity is Severity.ERROR]


BEYOND = {"range-reversed", "until-before-from", "article-twice"}


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(method()[0])
    json.dumps(method()[0])


@pytest.mark.parametrize("at", range(len(EXAMPLES)), ids=[path.parent.name for path in EXAMPLES])
def test_both_accept_the_examples(at: int) -> None:
    assert refused(sample()[at]) == []
    assert [error.message for error in method()[2].iter_errors(as_json(sample()[at]))] == []


def test_both_refuse_the_same_of_what_is_changed() -> None:
    chance = random.Random(13)
    seen = [0, 0]
    for _ in range(CHANCES):
        proposal, how = mutated(chance)
        wrong = refused(proposal)
        if wrong and set(wrong) <= BEYOND:
            continue
        valid = method()[2].is_valid(as_json(proposal))
        assert valid == (not wrong), (how, wrong, [error.message[:200] for error in method()[2].iter_errors(as_json(proposal))])
        seen[valid] += 1
    assert min(seen) > CHANCES // 10, "both kinds are tried"


def test_each_level_and_value_has_its_words() -> None:
    schema = method()[0]
    level = schema["properties"]["criteria"]["properties"]["maturity.trl"]["properties"]["level"]["oneOf"]
    assert [one["const"] for one in level] == [0, 1, 2, 3, 4]
    assert level[4]["description"].startswith("TRL 9\u00a0:") or level[4]["description"].startswith("TRL 9 :")
    one, *_, long = schema["properties"]["facts"]["properties"]["vantage"]["anyOf"]
    assert one["title"]
    assert long["required"] == ["value"]
    assert "**0** TRL 1" in schema["properties"]["criteria"]["properties"]["maturity.trl"]["markdownDescription"]


def test_what_has_no_place_is_marked_and_not_refused() -> None:
    rules = [rule for rule in method()[0]["allOf"] if "retention_days" in rule["then"]["properties"].get("facts", {}).get("properties", {})]
    assert len(rules) == 1
    when = Draft202012Validator(rules[0]["if"])
    assert when.is_valid({"facts": {"storage": "none"}})
    assert when.is_valid({"facts": {"storage": {"value": "none"}}})
    assert not when.is_valid({"facts": {"storage": "local"}})
    assert not when.is_valid({"facts": {}})
