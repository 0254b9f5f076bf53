"""Each check has a page, in both languages: what, why and on what source, what fails, what passes, how to mend."""

from __future__ import annotations

import re

import pytest

from assess.checks.documentation import page
from assess.checks.model import Check
from assess.model.law import Citation
from assess.reporters.naming import Citing
from tests.checks.cases import catalogue
from tests.study.studies import evaluator

CHECKS = pytest.mark.parametrize("check", catalogue().checks, ids=[check.id for check in catalogue().checks])
LANGUAGES = pytest.mark.parametrize("lang", ["fr", "en"])
TITLES = {
    "fr": ["## Pourquoi", "## Comment corriger"],
    "en": ["## Why", "## How to put it right"],
}


@LANGUAGES
@CHECKS
def test_a_page_says_it_all(check: Check, lang: str) -> None:
    text = page(check, catalogue().cases[check.id], lang, Citing(evaluator().rubric))
    assert text.startswith(f"# {check.title[lang]} (`{check.id}`)\n\n")
    for wanted in (*TITLES[lang], check.what[lang].strip(), check.why[lang].strip(), check.mend[lang].strip()):
        assert wanted in text
    assert not re.search("DIGEST|FRESH", text)
    assert "law:" not in text


@CHECKS
def test_help_is_one_sentence(check: Check) -> None:
    for lang, text in check.first_aid().items():
        assert check.mend[lang].startswith(text)
        assert text.rstrip().endswith((".", "»", "”", ":", "…")), text
        assert "\n" not in text.strip()


def test_sources_that_were_not_confirmed_say_so() -> None:
    sources = Citing(evaluator().rubric)
    entries = {entry.certainty: entry for entry in evaluator().rubric.law}
    sure, unsure = entries["confirmed"], next(entry for certainty, entry in entries.items() if certainty != "confirmed")
    assert sources.cited(Citation(f"law:{sure.id}", "§ 3"), "fr") == f"{sure.cite['fr']}, § 3"
    assert sources.cited(Citation(f"law:{unsure.id}"), "fr") == f"{unsure.cite['fr']} (à vérifier)"
