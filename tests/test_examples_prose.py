"""The prose of the examples contradicts neither the result of the day nor what the law gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assess.commands.session import Session
from assess.model.assessment import Assessment
from assess.model.proposal import Proposal
from tests.running import run
from tests.test_golden import ROOT

EXAMPLES = sorted(folder.name for folder in (ROOT / "examples").iterdir())


def file_of(name: str) -> Path:
    return ROOT / "examples" / name / "proposal.yaml"


def assessed(name: str) -> tuple[Proposal, Assessment]:
    read = Session().read(str(file_of(name)))
    assert read.proposal is not None
    assert read.method is not None
    return read.proposal, read.method.evaluator.assess(read.proposal, read.as_of)


@pytest.mark.parametrize("name", [name for name in EXAMPLES if "value: in-use" in file_of(name).read_text(encoding="utf-8")])
def test_a_use_in_force_is_not_said_to_be_tried(name: str) -> None:
    assert re.findall(r"\bexpériment\w*", file_of(name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_prose_ranks_no_assumption_itself(name: str) -> None:
    """The section on what would tip the conclusion does so, exactly."""
    assert re.search(r"dont le résultat dépend le plus|première hypothèse", file_of(name).read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_example_repeats_a_guarantee_that_the_law_gives(name: str) -> None:
    proposal, assessment = assessed(name)
    given = {safeguard.id for safeguard in assessment.safeguards if safeguard.given_by}
    told = {name for name, answer in proposal.safeguards.items() if answer.status == "present"}
    assert given & told == set()


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_draft_with_an_article_does_not_say_that_no_text_is_proposed(name: str, here: Path) -> None:
    proposal, _ = assessed(name)
    run(str(file_of(name)), "--lang", "fr", "-o", str(here / "draft.md"))
    written = (here / "draft.md").read_text(encoding="utf-8")
    assert not (proposal.articles and "Aucun texte n’est proposé" in written)
