"""Words of the language for what a proposal says: a default, a number in words, a technology described, what an answer means."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.engine.answers import unanswered
from assess.engine.evaluate import Evaluator
from assess.loading.proposal import Names, load_proposal
from assess.model.finding import Finding
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.yaml_source.document import read_bytes
from tests.cases.test_complete import rubric
from tests.running import run

HEAD = "format: 1\nid: essai\ntitle: Essai\ndate: 2026-03-02\n"


def read(text: str) -> tuple[Proposal | None, list[Finding]]:
    """The proposal *text* under the main rubric."""
    return load_proposal(read_bytes((HEAD + text).encode(), "p.yaml"), Names.of(rubric()))


def found(text: str) -> Proposal:
    """The proposal *text*, which is valid."""
    proposal, findings = read(text)
    assert proposal is not None, findings
    return proposal


def test_a_default_holds_until_it_is_answered_and_is_no_open_question() -> None:
    evaluator = Evaluator(rubric())
    slot = evaluator.program.slots["fact:jurisdiction"]
    bits = evaluator.program.bits["fact:jurisdiction"]
    silent = found("technology: drones\n")
    foreign = found("technology: drones\nfacts: {jurisdiction: other-member-state}\n")
    assert evaluator.run(silent)[slot] == bits["france"]
    assert evaluator.run(foreign)[slot] == bits["other-member-state"]
    assert "fact:jurisdiction" not in unanswered(evaluator.encoder, silent)


@pytest.mark.parametrize("written", ["indefinite", "36500", "{value: indefinite}"])
def test_a_word_stands_for_its_number(written: str) -> None:
    assert found(f"technology: drones\nfacts: {{retention_days: {written}}}\n").facts["retention_days"].number == (36500, 0)


def test_a_word_that_is_none_is_told_of_those_that_are() -> None:
    _, findings = read("technology: drones\nfacts: {retention_days: indefinit}\n")
    assert [(each.values["expected"], each.values["choices"], each.nearest) for each in findings] == [
        ("number-or-word", "indefinite", "indefinite")
    ]


def test_a_number_in_words_is_said_in_words(here: Path) -> None:
    (here / "p.yaml").write_text(f"{HEAD}technology: drones\nfacts: {{storage: local, retention_days: indefinite}}\n", encoding="utf-8")
    assert run("p.yaml", "-o", "d.md").code == 0
    assert "36500" not in (here / "d.md").read_text(encoding="utf-8").replace("\u202f", "")
    assert "without any time limit" in run("explain", "p.yaml", "fact:retention_days", "--lang", "en").out


def test_another_technology_is_described_by_the_proposal() -> None:
    proposal, findings = read("technology: other\n")
    assert (proposal, [each.values["expected"] for each in findings]) == (None, ["description"])
    assert found("technology: other\ndescription: Nez électronique\n").description == "Nez électronique"


def meanings(name: str, lang: str) -> tuple[str, str]:
    """The pages on the safeguard *name* that `show` and `explain` give."""
    shown = run("rubric", "show", "mis-2021", f"safeguard:{name}", "--lang", lang)
    return shown.out, run("explain", f"safeguard:{name}", "--rubric", "mis-2021", "--lang", lang).out


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_guarantee_says_what_its_answers_mean(lang: str) -> None:
    made: Rubric = rubric()
    assert [value.id for value in made.meanings] == ["present", "planned", "absent", "not-applicable"]
    for out in meanings("duration_limit", lang):
        assert all(value.id in out for value in made.meanings[:3])
        assert "not-applicable" not in out
    assert all("not-applicable" in out for out in meanings("right_to_object", lang))
    assert not any("planned" in out for out in meanings("legal_basis", lang))
    own = next(item.meaning for item in made.safeguards if item.id == "bias_testing")
    assert own is not None
    assert own[lang].strip() in meanings("bias_testing", lang)[0]
