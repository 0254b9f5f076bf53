"""What already exists is not deployed or tried: the words of the pathway for a use in force, wherever they are said."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from assess.commands.session import Session
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Rubric
from assess.model.wording import worded
from assess.reporters.pages import page
from assess.reporters.rows import pathway_words

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def rubric_and(name: str, **facts: str) -> tuple[Rubric, Proposal]:
    """The main rubric, and the example *name* with *facts* changed."""
    read = Session().read(str(EXAMPLES / name / "proposal.yaml"))
    assert read.proposal is not None, read.findings
    assert read.method is not None
    answers = read.proposal.facts | {fact: FactAnswer((value,)) for fact, value in facts.items()}
    return read.method.evaluator.rubric, replace(read.proposal, facts=answers)


def said(lang: str, **facts: str) -> str:
    read = Session().read(str(EXAMPLES / "drones-2026" / "proposal.yaml"))
    assert read.method is not None
    rubric, proposal = rubric_and("drones-2026", **facts)
    return pathway_words(worded(rubric, proposal), read.method.evaluator.assess(proposal, proposal.day), lang)


@pytest.mark.parametrize(
    ("facts", "french", "english"),
    [
        ({}, "maintenir à droit constant", "maintain under current law"),
        ({"phase": "permanent"}, "déployer à droit constant", "deploy under current law"),
        (
            {"effectiveness": "not-established"},
            "évaluer en restreignant l’usage à droit constant",
            "evaluate while restricting the use under current law",
        ),
    ],
)
def test_the_phase_decides_of_the_words(facts: dict[str, str], french: str, english: str) -> None:
    assert said("fr", **facts) == french
    assert said("en", **facts) == english


def test_every_action_has_words_for_what_exists() -> None:
    rubric, proposal = rubric_and("drones-2026", phase="in-use")
    spoken = worded(rubric, proposal).pathway
    assert rubric.pathway is not None
    assert spoken is not None
    for before, after in zip(rubric.pathway.actions, spoken.actions, strict=True):
        assert before.id == after.id
        assert all(before.text[lang] != after.text[lang] for lang in ("fr", "en"))


def test_a_use_that_does_not_exist_yet_keeps_the_words_of_the_rubric() -> None:
    rubric, proposal = rubric_and("facial-authentication")
    assert worded(rubric, proposal) is rubric


def test_no_reason_speaks_of_experimenting_with_what_exists() -> None:
    read = Session().read(str(EXAMPLES / "drones-2026" / "proposal.yaml"))
    assert read.method is not None
    _, proposal = rubric_and("drones-2026", effectiveness="not-established")
    found = read.method.evaluator.assess(proposal, proposal.day).pathway
    assert found is not None
    told = [fired.because["fr"] for fired in found.fired if fired.because] + [condition.text["fr"] for condition in found.conditions]
    assert not [text for text in told if "expériment" in text.lower()]


def test_a_use_that_goes_on_without_its_text_is_to_be_ceased() -> None:
    rubric, proposal = rubric_and("drones-2026", phase="in-use")
    pathway = worded(rubric, proposal, {"no-statute"}).pathway
    assert pathway is not None
    words = {action.id: action.text for action in pathway.actions}
    assert words["clarify"]["fr"].startswith("cesser l’usage")
    assert words["clarify"]["en"].startswith("cease the use")
    assert worded(rubric, proposal, {"crime-prediction"}) == worded(rubric, proposal)  # no text cures that line


def test_the_page_of_a_technology_lists_every_decision_on_it() -> None:
    rubric, _ = rubric_and("drones-2026")
    told = page(rubric, "anomaly-detection", "fr") or ""
    cites = {entry.id: entry.cite["fr"] for entry in rubric.law}
    on_it = [one for one in rubric.precedents if "anomaly-detection" in dict(one.like).get("technology", ())]
    assert on_it
    assert [one.law for one in on_it if cites[one.law.removeprefix("law:")] not in told] == []
