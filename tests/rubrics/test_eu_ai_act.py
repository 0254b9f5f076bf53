"""The AI Act, case by case: `eu-ai-act.yaml` says for each use what its class, its duties and its red lines are on that day."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assess import files, store
from assess.engine.evaluate import Evaluator
from assess.loading.proposal import Names, load_proposal
from assess.model.assessment import Assessment
from assess.model.rubric import Rubric
from assess.yaml_source.document import read_bytes
from tests.running import run

ROOT = Path(__file__).parents[2]
CASES = (Path(__file__).parent / "eu-ai-act.yaml").read_text(encoding="utf-8")
TABLE: dict[str, Any] = yaml.load(CASES, yaml.BaseLoader)  # noqa: S506 - this loader makes texts only
LIVE = str(ROOT / "examples" / "facial-identification-live-2026" / "proposal.yaml")


@pytest.fixture(scope="module")
def evaluator() -> Evaluator:
    return Evaluator(rubric("eu-ai-act"))


def rubric(name: str) -> Rubric:
    loaded = store.load_rubric_of(files.shipped("rubrics") / name)
    assert loaded.rubric is not None, loaded.findings
    return loaded.rubric


def assessed(evaluator: Evaluator, given: dict[str, Any]) -> Assessment:
    base = TABLE["base"]
    whole = base | given | {"facts": base["facts"] | given.get("facts", {})}
    text = json.dumps({"format": 1, "id": "case", "title": "Case"} | whole, ensure_ascii=False)
    document = read_bytes(re.sub(r'"(format|sentence_years)": "(\d+)"', r'"\1": \2', text).encode(), "case.yaml")
    proposal, findings = load_proposal(document, Names.of(evaluator.rubric))
    assert proposal is not None, [(finding.id, finding.values) for finding in findings]
    return evaluator.assess(proposal)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_the_case_is_as_expected(case: dict[str, Any], evaluator: Evaluator) -> None:
    found = assessed(evaluator, case.get("given", {}))
    expected = case["expect"]
    tiers = dict(found.tiers)
    lines = {line.id: line.status for line in found.red_lines}
    required = {safeguard.id: safeguard.required for safeguard in found.safeguards}
    assert found.outcome is not None
    told = {
        "outcome": list(found.outcome.possible),
        "tiers": {name: list(tiers[name].possible) for name in expected.get("tiers", {})},
        "red_lines": {name: lines[name] for name in expected.get("red_lines", {})},
        "required": {name: required[name] for name in expected.get("required", {})},
        "deciding": list(found.deciding),
    }
    assert {key: told[key] for key in expected} == expected


def test_every_case_cites_the_law() -> None:
    known = {f"law:{entry.id}" for entry in rubric("eu-ai-act").law}
    assert {case["because"]["ref"] for case in TABLE["cases"]} <= known


def test_every_class_has_a_case() -> None:
    outcome = rubric("eu-ai-act").outcome
    assert outcome is not None
    expected = {name for case in TABLE["cases"] for name in case["expect"].get("outcome", [])}
    assert expected == {value.id for value in outcome.values}


def test_every_rule_of_the_reading_has_a_source() -> None:
    found = rubric("eu-ai-act")
    assert found.outcome is not None
    rules = [*found.outcome.rules, *(rule for tier in found.tiers for rule in tier.rules), *found.terms]
    cited = {rule.id: rule.sources for rule in rules}
    cited |= {line.id: line.sources for line in found.red_lines} | {fact.id: fact.sources for fact in found.facts}
    cited |= {f"{safeguard.id}.{rule.id}": rule.sources for safeguard in found.safeguards for rule in safeguard.rules}
    assert [name for name, sources in cited.items() if not sources] == []


def test_what_a_red_line_or_a_class_forbids_is_in_force_when_it_does(evaluator: Evaluator) -> None:
    started = date(2025, 2, 2).toordinal()
    for entry in evaluator.rubric.law:
        if entry.id.startswith("ai-act-art5"):
            assert entry.dates[0][0] >= started


def test_one_proposal_serves_both_rubrics() -> None:
    main = run("score", LIVE, "--format", "json")
    reading = run("score", LIVE, "--rubric", "eu-ai-act", "--format", "json")
    assert (main.code, reading.code) == (0, 0)
    assert json.loads(reading.out)["outcome"]["possible"] == ["prohibited-unless"]
    assert json.loads(reading.out)["pathway"] is None


def test_what_is_left_aside_is_said_in_one_note() -> None:
    ran = run("score", LIVE, "--rubric", "eu-ai-act", "--format", "csv", "--lang", "en")
    assert ran.err.count("note:") == 1
    text = yaml.safe_load(Path(LIVE).read_text(encoding="utf-8"))
    left = len(text["safeguards"].keys() - {safeguard.id for safeguard in rubric("eu-ai-act").safeguards})
    assert f"left aside by `eu-ai-act` (facts: 0; criteria: {len(text['criteria'])}; safeguards: {left})" in ran.err


def test_what_neither_rubric_knows_is_still_a_fault(here: Path) -> None:
    text = Path(LIVE).read_text(encoding="utf-8").replace("\ncriteria:\n", "\ncriteria:\n  maturity.trll: {level: 3}\n")
    (here / "p.yaml").write_text(text, encoding="utf-8")
    ran = run("score", "p.yaml", "--rubric", "eu-ai-act", "--lang", "en")
    assert ran.code == 2
    assert "`maturity.trll` is not a criterion of the rubric." in ran.err


def test_under_its_own_rubric_nothing_is_left_aside(here: Path) -> None:
    text = Path(LIVE).read_text(encoding="utf-8").replace("rubric: mis-2021", "rubric: eu-ai-act")
    (here / "p.yaml").write_text(text, encoding="utf-8")
    ran = run("score", "p.yaml", "--lang", "en")
    assert ran.code == 2
    assert "is not a criterion of the rubric" in ran.err


def test_the_main_rubric_reads_the_same_classes() -> None:
    shared = {"ai_act_prohibited", "ai_act_prohibited_unless", "ai_act_high_risk", "ai_act_used"}
    assert shared <= {term.id for term in rubric("mis-2021").terms} & {term.id for term in rubric("eu-ai-act").terms}
