"""What a proposal says of a text that nobody read: whether it covers the use. What is only supposed of such a text excludes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from assess import store
from assess.engine.evaluate import Evaluator
from assess.loading.proposal import Names, load_proposal
from assess.model.assessment import Assessment, TextResult
from assess.model.proposal import FactAnswer, Proposal, StatedLaw
from assess.yaml_source.document import read_document
from tests.law.uses import RUBRIC, regime_of

DAY, ENTRY = "2026-07-01", "law:bill-in-waiting"
NEVER_READ = """texts:
  never-read:
    title: {fr: "Loi en attente", en: "Pending act"}
    law: [law:bill-in-waiting]
    in_force: "in_force(bill-in-waiting)"
    concerns: "technology == drones"
    read: "false"
    covers:
      supposed:
        when: "biometrics == none"
        outside: {fr: "Rien n’indique qu’il ouvre les visages.", en: "Nothing says that it opens faces."}
        at: "non lu"
        certainty: memory
      known:
        when: "actors has only (national-police-gendarmerie)"
        outside: {fr: "Le texte ne couvre que la police nationale.", en: "The text covers only national police."}
        at: "art. 1"
        certainty: confirmed
    upheld: [law:cc-2021-834-dc]
"""


@pytest.fixture(scope="module")
def under(tmp_path_factory: pytest.TempPathFactory) -> Evaluator:
    """The small rubric, with a text that nobody read."""
    folder = tmp_path_factory.mktemp("drones")
    text = (RUBRIC / "rubric.yaml").read_text(encoding="utf-8")
    for before, after in (("texts:\n", NEVER_READ), (" or in_force(bill-in-waiting)", "")):
        assert before in text
        text = text.replace(before, after, 1)
    (folder / "rubric.yaml").write_text(text, encoding="utf-8")
    loaded, _ = store.read_rubric(folder)
    assert loaded.rubric is not None, loaded.findings
    return Evaluator(loaded.rubric)


def assessed(
    under: Evaluator, *law: StatedLaw, actors: str = "national-police-gendarmerie", biometrics: str = "one-to-many-live"
) -> Assessment:
    """Police drones for any offence on a day when the act is pending."""
    answers = {"actors": (actors,), "biometrics": (biometrics,), "purposes": ("any-offence",)}
    facts = {name: FactAnswer(values) for name, values in answers.items()}
    return under.assess(Proposal(id="p", date=DAY, day=date.fromisoformat(DAY).toordinal(), technology="drones", facts=facts, law=law))


def never_read(found: Assessment) -> TextResult:
    return next(text for text in found.texts if text.id == "never-read")


def said(state: str = "in-force", covers: bool | None = None, source: str = "JO") -> StatedLaw:
    return StatedLaw(ENTRY, state, source, covers=covers, at="art. 2" if covers else "")


def test_a_limit_supposed_of_an_unread_text_excludes_nothing_for_certain(under: Evaluator) -> None:
    found = assessed(under)
    text = never_read(found)
    assert (text.status, text.outside, [limit.limit for limit in text.supposed]) == ("unknown", (), ["supposed"])
    assert text.unread == (ENTRY,)
    assert regime_of(found) == ("specific-text", "statute-needed")


def test_a_limit_that_was_read_excludes_whatever_the_state(under: Evaluator) -> None:
    found = assessed(under, actors="municipal-police")
    assert [limit.limit for limit in never_read(found).outside] == ["known"]
    assert regime_of(found) == ("statute-needed",)
    assert found.deciding == ()


@pytest.mark.parametrize("law", [(), (said(),)])
def test_it_is_asked_whether_the_text_covers_the_use_while_its_state_would_settle_nothing(
    under: Evaluator, law: tuple[StatedLaw, ...]
) -> None:
    found = assessed(under, *law)
    assert found.deciding[0] == ENTRY
    assert found.to_read == (ENTRY,)
    assert found.questions[0].id == ENTRY


def test_that_it_has_ended_settles_it(under: Evaluator) -> None:
    found = assessed(under, said("ended"))
    assert regime_of(found) == ("statute-needed",)
    assert ENTRY not in found.deciding


@pytest.mark.parametrize(("covers", "status", "regime"), [(True, "covers", "specific-text"), (False, "outside", "statute-needed")])
def test_what_the_proposal_says_decides(under: Evaluator, covers: bool, status: str, regime: str) -> None:
    found = assessed(under, said(covers=covers))
    assert (never_read(found).status, never_read(found).said, never_read(found).decided) == (status, f"stated-{status}", True)
    assert regime_of(found) == (regime,)
    assert found.established.regime == ("specific-text", "statute-needed")
    assert (found.established.stated, found.reserved) == ((ENTRY,), True)
    assert found.to_read == ()
    assert never_read(found).upheld == ()


@pytest.mark.parametrize("covers", [True, False])
def test_without_a_source_nothing_of_it_is_established(under: Evaluator, covers: bool) -> None:
    found = assessed(under, said(covers=covers, source=""))
    assert len(regime_of(found)) == 1
    assert found.established.regime == ("specific-text", "statute-needed")
    assert found.established.stated == (ENTRY,)
    assert found.reserved


@pytest.mark.parametrize("covers", [True, False])
def test_a_limit_that_was_read_excludes_whatever_the_proposal_says(under: Evaluator, covers: bool) -> None:
    found = assessed(under, said(covers=covers), actors="municipal-police")
    assert [limit.limit for limit in never_read(found).outside] == ["known"]
    assert never_read(found).status == "outside"
    assert (regime_of(found), found.established.regime, found.established.stated) == (("statute-needed",), ("statute-needed",), ())


def test_of_a_text_that_was_read_its_word_only_takes_away(under: Evaluator) -> None:
    outside = StatedLaw("law:csi-l242-5", "in-force", "JO", covers=True, at="I")
    read = next(text for text in assessed(under, outside).texts if text.id == "drones-state")
    assert (read.status, read.decided) == ("outside", False)


PROPOSAL = """format: 1
id: p
title: Drones
date: 2026-07-01
technology: drones
facts: {}
law: [ITEM]
"""


@pytest.mark.parametrize(
    ("item", "finding"),
    [
        ("{cite: law:bill-in-waiting, state: in-force, covers: true, at: art. 2}", ""),
        ("{cite: law:bill-in-waiting, state: in-force, covers: false, source: JO}", ""),
        ("{cite: law:bill-in-waiting, state: in-force}", "missing-key"),
        ("{cite: law:bill-in-waiting, state: in-force, covers: true, source: JO}", "missing-key"),
        ("{cite: law:decree-2023-283, state: in-force, covers: false, source: JO}", "covers-nothing"),
    ],
)
def test_what_a_statement_needs(under: Evaluator, item: str, finding: str) -> None:
    document = read_document(PROPOSAL.replace("ITEM", item), "p.yaml")
    _, findings = load_proposal(document, Names.of(under.rubric))
    assert [found.id for found in findings] == ([finding] if finding else [])
