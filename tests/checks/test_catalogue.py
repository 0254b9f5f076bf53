"""The checks at hand: ours, read once and kept compiled, and those of a user's own folder; faults in an entry are said as in any file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assess import files
from assess.checks.reading import Checks
from assess.commands import checking
from assess.reporters.text import render
from assess.yaml_source.document import read_document
from tests.checks.cases import SHIPPED
from tests.checks.cases import catalogue as in_yaml
from tests.study.studies import evaluator

ENTRY = """\
checks:
  {name}:
    family: fresh
    severity: note
    kind: built-in
    title: {{fr: "Titre", en: "Title"}}
    messages: {{edited: {{fr: "Passage « {{passage}} »", en: "Passage {{passage}}"}}}}
    what: {{fr: "Quoi.", en: "What."}}
    why: {{fr: "Pourquoi.", en: "Why."}}
    mend: {{fr: "Comment.", en: "How."}}
    cases:
      - {{name: un, draft: "x", expect: []}}
"""


def faults(text: str, **taken: str) -> list[str]:
    """The first lines of what is said of the entries *text*."""
    found = Checks([read_document(text, "checks.yaml")], taken=taken)
    return [line for line in render(found.findings, "en").splitlines() if line.startswith("checks.yaml")]


def test_kept_checks_are_the_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    first = checking.shipped_checks()
    monkeypatch.setattr(checking, "read_checks", None)
    again = checking.shipped_checks()
    assert again == first
    assert list(again.checks) == in_yaml().checks
    assert again.cases == in_yaml().cases


@pytest.mark.parametrize("how", ["changed", "added", "damaged"])
def test_a_kept_form_that_no_longer_fits_is_left_alone(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SHIPPED, tmp_path / "rubrics" / "checks")
    monkeypatch.setenv("ASSESS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(files, "shipped", lambda name: tmp_path / name)
    before = checking.shipped_checks()
    path = tmp_path / "rubrics" / "checks" / "markers.yaml"
    if how == "changed":
        path.write_text(path.read_text(encoding="utf-8").replace("Damaged marker", "Broken marker"), encoding="utf-8")
    elif how == "added":
        shutil.copy(path, path.with_name("twice.yaml"))
    else:
        for store in (tmp_path / "cache").glob("checks-*.msgpack"):
            store.write_bytes(store.read_bytes()[:-20])
    after = checking.shipped_checks()
    titles = {check.title["en"] for check in after.checks}
    assert (how == "damaged") == (after == before)
    assert (how == "changed") == ("Broken marker" in titles)
    assert (how == "added") == bool(after.findings)


def test_what_checks_cite_is_in_the_rubric() -> None:
    cited = {citation.ref for check in in_yaml().checks for citation in check.sources}
    assert cited - {*evaluator().rubric.qualified("law", "source")} == set()


def test_an_entry_without_code_is_a_fault() -> None:
    assert faults(ENTRY.format(name="passage-edited")) == []
    assert faults(ENTRY.format(name="passage-lost")) == ["checks.yaml:5:11: error: The tool has no check “passage-lost” of this kind."]


def test_an_id_is_taken_once() -> None:
    found = faults(ENTRY.format(name="passage-edited"), **{"passage-edited": "rubrics/checks"})
    assert found == ["checks.yaml:2:3: error: `passage-edited` is already defined in rubrics/checks."]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("family: fresh", "family: fraiche", "`fraiche` is not a value of `family`."),
        ("severity: note", "severity: fatal", "`fatal` is not a value of `severity`."),
        (
            'en: "Passage {passage}"',
            'en: "Passage {name}"',
            "The two languages of the message `edited` do not have the same places in braces.",
        ),
        (
            'en: "Passage {passage}"',
            'en: "Passage {passage"',
            "The two languages of the message `edited` do not have the same places in braces.",
        ),
        ("mend:", "mending:", "`mending` does not exist."),
        (', en: "Title"', "", "`en` is missing."),
    ],
)
def test_faults_of_an_entry(old: str, new: str, said: str) -> None:
    text = ENTRY.format(name="passage-edited")
    assert old in text
    assert any(line.endswith(said) for line in faults(text.replace(old, new))), faults(text.replace(old, new))


def test_the_names_that_stand_for_the_elements_of_an_experiment_are_those_of_the_rubric() -> None:
    rubric = evaluator().rubric
    known = {
        "facts": {fact.id for fact in rubric.facts},
        "safeguards": {safeguard.id for safeguard in rubric.safeguards},
        "criteria": {criterion.id for principle in rubric.principles for criterion in principle.criteria},
    }
    settings = next(check.settings for check in in_yaml().checks if check.id == "experiment-incomplete")
    named = [(kind, name) for entry in settings["elements"].values() for kind in known for name in entry.get(kind, ())]
    assert {kind for kind, _ in named} == set(known)
    assert [name for kind, name in named if name not in known[kind]] == []


def test_every_mark_beside_a_citation_holds_one_of_its_stems() -> None:
    data = next(check.settings for check in in_yaml().checks if check.id == "citation-to-verify")
    phrases = [phrase for key in ("marks", "between-brackets") for each in data[key].values() for phrase in each]
    words = [word for phrase in phrases for word in phrase.rpartition("(")[2].rstrip(")").split("|")]
    assert words
    assert [word for word in words if not any(stem in word for stem in data["stems"])] == []
