"""`assess rubric show`: a page per principle that reads as guidance; the changes of a rubric, which speak law."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assess import store
from assess.messages import LANGUAGES
from assess.model.rubric import Rubric
from assess.model.versions import version_parts
from tests.running import run

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests" / "bad" / "rubric" / "_valid"


def rubric(name: str) -> Rubric:
    folder = store.find_rubric(name)
    assert folder is not None
    found = store.load_rubric_of(folder).rubric
    assert found is not None
    return found


PRINCIPLES = [(name, principle.id) for name in store.rubric_names() for principle in rubric(name).principles]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "principle"), PRINCIPLES)
def test_the_page_of_a_principle_reads_as_guidance(name: str, principle: str, lang: str) -> None:
    ran = run("rubric", "show", name, f"principle:{principle}", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    found = next(item for item in rubric(name).principles if item.id == principle)
    parts = [found.title[lang], found.heart[lang], found.guidance[lang], found.condition[lang]]
    requirements = [item.because[lang] for item in rubric(name).requirements if item.principle == principle]
    criteria = [text[lang] for item in found.criteria for text in (item.title, item.question, *item.levels, item.condition)]
    weights = [item.weight_because[lang] for item in found.criteria if item.weight_because]
    assert [text for text in (*parts, *requirements, *criteria, *weights) if text not in ran.out] == []


def test_what_is_required_says_when_in_words(here: Path) -> None:
    shutil.copytree(VALID, here / "rubric")
    page = run("rubric", "show", "rubric", "maturity", "--lang", "fr").out
    assert "- **60 sur 100 exigés** : Usage intrusif. *Quand : «\u00a0Intrusion\u00a0» est : Élevée.*" in page
    assert "- **plancher, niveau 3** (`maturity.trl`) : Usage durable. *Quand : «\u00a0Phase\u00a0» est : Durable.*" in page
    assert "*N’a lieu d’être que si : «\u00a0Finalités\u00a0» comprend : Terrorisme.*" in page


@pytest.mark.parametrize("name", store.rubric_names())
def test_the_newest_change_is_that_of_the_present_version(name: str) -> None:
    found = rubric(name)
    if found.changes or name == store.DEFAULT:
        versions = [version_parts(change.version) for change in found.changes]
        assert versions == sorted(set(versions), reverse=True)
        assert found.changes[0].version == found.version


@pytest.mark.parametrize("name", store.rubric_names())
def test_the_examples_that_a_change_names_are_there(name: str) -> None:
    named = {example for change in rubric(name).changes for example in change.examples}
    assert [example for example in named if not (ROOT / "examples" / example / "proposal.yaml").is_file()] == []


@pytest.mark.parametrize("name", store.rubric_names())
def test_the_days_of_a_change_are_days_on_which_its_law_changed(name: str) -> None:
    found = rubric(name)
    dates = {f"law:{entry.id}": {day for day, _ in entry.dates} for entry in found.law}
    for change in found.changes:
        assert set(change.days) <= {day for ref in change.law for day in dates[ref]}


@pytest.mark.parametrize(("lang", "day"), [("fr", "21 novembre 2026"), ("en", "21 November 2026")])
def test_the_changes_are_shown_in_the_words_of_the_law(lang: str, day: str) -> None:
    ran = run("rubric", "show", store.DEFAULT, "changes", "--lang", lang)
    assert ran.code == 0
    assert f"## 1.0.0 ({day})" in ran.out
    for change in rubric(store.DEFAULT).changes:
        assert change.what[lang].strip() in ran.out
        assert all(f"(`{ref}`)" in ran.out for ref in change.law)


def test_a_rubric_without_changes_says_so(here: Path) -> None:
    shutil.copytree(VALID, here / "rubric")
    assert run("rubric", "show", "rubric", "changes", "--lang", "en").out == "# Changes of the rubric (tiny)\n\nNo change is described.\n"
