"""A use that combines technologies needs a text for each, and the strictest result holds; of several purposes, each is assessed alone too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from assess.commands.session import Session
from assess.engine.evaluate import Evaluator, line_of
from assess.engine.parts import parts
from assess.model.assessment import Assessment
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Rubric
from tests.properties.answering import full
from tests.rubrics.uses import Uses

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/proposal.yaml"))
PLATES_AND_FACES = """
format: 1
id: plates-and-faces
title: Plates and faces
date: 2026-11-29
technology: [plate-reading, facial-identification-after]
text: {kind: government-bill, state: proposed}
facts:
  phase: permanent
  legal_regime: titre-iii
  jurisdiction: france
  ai_system: "yes"
  ai_act_law_enforcement: "yes"
  actors: [national-police-gendarmerie, judicial]
  purposes: [serious-crime]
  threshold: offence-quantum
  offences: [by-sentence]
  sentence_years: 3
  places: [street, file]
  area: very-wide
  persons: [everyone, listed, suspects, cleared]
  biometrics: one-to-many-later
  searched_images: [plate-readers]
  comparison_delay: on-request
  searched_files: [criminal-records, wanted-persons]
  sensing: [plate-location, image, file-crossing]
  vantage: vehicle
  continuity: permanent
  authorisation: self
  output_effect: candidate
  human_step: competent-check
  effectiveness: not-established
  reference_list: criteria-in-text
  storage: central
  retention_days: 30
  unmatched_days: 30
  sharing: none
  devices: 40
"""
"""An act read by nobody may cover the plates; the faces need an act in any case."""
example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)


@pytest.fixture(name="evaluator")
def _evaluator(uses: Uses) -> Evaluator:
    return uses.evaluator


@pytest.fixture(name="drawn")
def _drawn(rubric: Rubric) -> Callable[[int], Proposal]:
    technologies = [value.id for fact in rubric.facts if fact.id == "technology" for value in fact.values]

    def draw(seed: int) -> Proposal:
        random = Random(seed)
        combined = tuple(random.sample(technologies, 2))
        return replace(full(rubric, random), technology=combined[0], combined=combined)

    return draw


def read(path: Path) -> Proposal:
    proposal = Session().read(str(path)).proposal
    assert proposal is not None
    return proposal


def regimes(assessment: Assessment) -> tuple[str, ...]:
    assert assessment.regime is not None
    return assessment.regime.possible


def actions(assessment: Assessment) -> list[str]:
    assert assessment.pathway is not None
    return [way.action for way in assessment.pathway.possible]


@pytest.mark.parametrize("seed", range(20))
def test_the_whole_is_as_strict_as_the_strictest_of_its_parts(seed: int, drawn: Callable[[int], Proposal], evaluator: Evaluator) -> None:
    proposal, rubric = drawn(seed), evaluator.rubric
    assert rubric.pathway
    assert rubric.regime
    stricter = {value.id: at for values in (rubric.pathway.actions, rubric.regime.values) for at, value in enumerate(values)}
    whole = evaluator.assess(proposal)
    each = [evaluator.assess(part) for part in parts(rubric, proposal)]
    assert [part.technology for part in whole.parts] == list(proposal.combined)
    assert [part.regime for part in whole.parts] == [found.regime for found in each]
    for told in (regimes, actions):
        assert stricter[told(whole)[0]] == max(stricter[told(found)[0]] for found in each)
    for at, line in enumerate(whole.red_lines):
        assert (line.status == "raised") is any(found.red_lines[at].status == "raised" for found in each)
    for at, safeguard in enumerate(whole.safeguards):
        assert (safeguard.required == "yes") is any(found.safeguards[at].required == "yes" for found in each)


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_technologies_changes_nothing_that_is_concluded(
    seed: int, drawn: Callable[[int], Proposal], evaluator: Evaluator
) -> None:
    proposal = drawn(seed)
    turned = replace(proposal, technology=proposal.combined[1], combined=proposal.combined[::-1])
    one, other = (line_of(evaluator.assess(each)) for each in (proposal, turned))
    assert one == other


@pytest.mark.parametrize("seed", range(10))
def test_what_a_laxer_part_allows_is_no_reason_of_the_whole(seed: int, drawn: Callable[[int], Proposal], evaluator: Evaluator) -> None:
    proposal = drawn(seed)
    whole = evaluator.assess(proposal).pathway
    each = [evaluator.assess(part).pathway for part in parts(evaluator.rubric, proposal)]
    assert whole is not None
    leading = [part for part in each if part is not None and set(part.possible) & set(whole.possible)]
    assert leading == [] or {rule.rule for rule in whole.fired} == {rule.rule for part in leading for rule in part.fired}


def test_a_part_is_assessed_without_what_is_of_another(rubric: Rubric, drawn: Callable[[int], Proposal]) -> None:
    proposal = drawn(0)
    sensing = FactAnswer(("image", "plate-location"))
    combined = ("plate-reading", "facial-identification-after")
    plates, faces = parts(rubric, replace(proposal, combined=combined, facts=proposal.facts | {"sensing": sensing}))
    assert plates.facts["sensing"].values == ("image", "plate-location")
    assert faces.facts["sensing"].values == ("image",)
    assert (plates.technology, faces.technology) == combined


@example
def test_a_line_of_a_table_says_what_the_whole_assessment_does(path: Path, evaluator: Evaluator) -> None:
    proposal = read(path)
    assert evaluator.brief(proposal, proposal.day) == line_of(evaluator.assess(proposal))


@example
def test_each_purpose_alone_is_what_a_proposal_of_that_purpose_alone_gives(path: Path, evaluator: Evaluator) -> None:
    proposal = read(path)
    given = proposal.facts["purposes"]
    alone = dict(evaluator.assess(proposal).alone).get("purposes", ())
    assert [result.id for result in alone] == (list(given.values) if len(given.values) > 1 else [])
    for result in alone:
        only = evaluator.assess(replace(proposal, facts=proposal.facts | {"purposes": replace(given, values=(result.id,))}))
        assert result.regime == regimes(only)
        assert only.pathway is not None
        assert result.pathway == only.pathway.possible


def test_a_law_that_a_part_alone_awaits_is_not_asked_first_where_the_whole_is_settled(evaluator: Evaluator, tmp_path: Path) -> None:
    path = tmp_path / "plates-and-faces.yaml"
    path.write_text(PLATES_AND_FACES, encoding="utf-8")
    whole = evaluator.assess(read(path))
    assert actions(whole) == ["clarify"]
    assert whole.deciding == ()
    assert [question.id for question in whole.questions if question.id.startswith("law:")] == [whole.questions[-1].id]


@pytest.mark.parametrize(
    ("who", "said", "facts"),
    [
        ("self", "present", ("fact:authorisation",)),
        ("judge", "absent", ("fact:authorisation",)),
        ("judge", "present", ()),
        ("self", "absent", ()),
    ],
)
def test_a_guarantee_answered_otherwise_than_the_facts_say_is_told(
    who: str, said: str, facts: tuple[str, ...], evaluator: Evaluator, tmp_path: Path
) -> None:
    path = tmp_path / "plates-and-faces.yaml"
    answers = PLATES_AND_FACES.replace("authorisation: self", f"authorisation: {who}")
    path.write_text(f"{answers}safeguards: {{prior_authorisation: {{status: {said}}}}}\n", encoding="utf-8")
    found = next(own for own in evaluator.assess(read(path)).safeguards if own.id == "prior_authorisation")
    assert found.contradicted == facts
