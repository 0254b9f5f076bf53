"""Declared checks: the examples of `rubrics/checks/README.md` hold, and what is wrong in such a file is told at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from assess.checks.figures import Numerals
from assess.checks.model import Case, Check
from assess.checks.phrases import PhraseFault, pattern, source
from assess.checks.reading import Checks
from assess.checks.running import run
from assess.checks.when import scope_of
from assess.reporters.text import render
from assess.yaml_source.document import read_bytes
from tests.checks.cases import SHIPPED, catalogue, subject_of
from tests.study.studies import evaluator

EXAMPLE = re.findall(r"```yaml\n(.*?)```", (SHIPPED / "README.md").read_text(encoding="utf-8"), re.DOTALL)[0]


def read(text: str) -> Checks:
    return Checks([read_bytes(text.encode(), "controles/maison.yaml")], scope=scope_of(evaluator().rubric))


def cases() -> Iterator[tuple[Check, Case]]:
    found = read(EXAMPLE)
    return ((check, case) for check in found.checks for case in found.cases[check.id])


def test_the_example_to_copy_has_no_fault_and_every_kind() -> None:
    found = read(EXAMPLE)
    assert render(found.findings, "en") == ""
    assert {check.kind for check in found.checks} == {"requires", "forbids", "contradicts", "spells"}


@pytest.mark.parametrize(("check", "case"), list(cases()), ids=lambda item: item.id if isinstance(item, Check) else item.name)
def test_the_example_to_copy_finds_what_it_says(check: Check, case: Case) -> None:
    found = [item.finding for item in run([check], subject_of(case)).found]
    assert [(item.id, item.place.line) for item in found] == [(expected.message, expected.line) for expected in case.expect]


@pytest.mark.parametrize(
    ("was", "becomes", "message", "nearest"),
    [
        ("storage in (local, central)", "storrage in (local, central)", "expression-unknown", "storage"),
        ("storage in (local, central)", "storage in (locale, central)", "expression-unknown", "local"),
        ("storage in (local, central)", "storage in (local", "expression-expected", ""),
        ("infaillible*", "infaillible**", "phrase-star", ""),
        ("sans (aucune |)erreur", "sans (aucune |erreur", "phrase-open", ""),
        ("sans (aucune |)erreur", "sans aucune |)erreur", "phrase-closed", ""),
        ("[retained-scheme,", "[retained-shceme,", "unknown-section", "retained-scheme"),
        ("la proposition répond « {answer} »", "la proposition répond « {anwser} »", "check-place", "answer"),
        ("kind: forbids", "kind: forbid", "not-a-choice", "forbids"),
        ("    unless:", "    unles:", "unknown-key", "unless"),
        ("    unless:", "    unless\u00a0:", "unknown-key", "unless"),
        ("kind: forbids", "kind: for\u200bbids", "not-a-choice", "forbids"),
        ('    when: "storage in (local, central)"\n', "", "missing-key", ""),
    ],
)
def test_a_fault_is_told_with_its_place_and_the_nearest_name(was: str, becomes: str, message: str, nearest: str) -> None:
    assert was in EXAMPLE
    found = read(EXAMPLE.replace(was, becomes, 1)).findings
    told = [(item.id, item.nearest) for item in found]
    assert any(item.id.startswith(message) and (not nearest or item.nearest == nearest) for item in found), told
    changed = EXAMPLE.replace(was, becomes, 1).split("\n")
    line = next(item.place.line for item in found if item.id.startswith(message))
    assert not becomes or becomes.strip().split("\n")[0] in "\n".join(changed[line - 1 : line + 1])


def phrases(data: Any) -> Iterator[str]:
    """The texts in lists under what looks like a language or a list of titles."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("fr", "en", "aside") and isinstance(value, list):
                yield from value
            elif key == "units":
                yield from (phrase for unit in value.values() for phrase in unit)
            else:
                yield from phrases(value)
    elif isinstance(data, list):
        for item in data:
            yield from phrases(item)


@pytest.mark.parametrize("name", ["claim-contradicted", "figure-differs", "citation-not-in-force", "citation-to-verify"])
def test_the_phrases_of_our_checks_can_be_read(name: str) -> None:
    check = next(check for check in catalogue().checks if check.id == name)
    faults = []
    for phrase in phrases(check.settings):
        try:
            source(phrase)
        except PhraseFault as fault:
            faults.append((phrase, fault.message))
    assert faults == []


def test_conditions_of_our_checks_use_names_of_the_rubric() -> None:
    for path in sorted(SHIPPED.glob("*.yaml")):
        found = Checks([read_bytes(path.read_bytes(), path.name)], scope=scope_of(evaluator().rubric))
        assert render(found.findings, "en") == ""


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("aucune … biométrique", "Aucune donnée vraiment\nbiométrique", True),
        ("aucune … biométrique", "aucune de ces données n’est biométrique", False),
        ("l’essai", "l'essai", True),
        ("anonymis*", "désanonymisation", False),
        ("image", "images", False),
        ("très (court|) essai", "très essai", True),
        ("fiable à 100 %", "FIABLE à 100\u00a0% !", True),
        ("mise en œuvre", "mise en\n\nœuvre", False),
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, text: str, found: bool) -> None:
    assert (pattern((phrase,)).search(text) is not None) is found


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("fr", "trente et un", 31),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante-douze", 72),
        ("fr", "mille deux cents", 1200),
        ("fr", "deux millions", 2_000_000),
        ("fr", "1\u202f200", 1200),
        ("fr", "1.200.000", 1_200_000),
        ("fr", "45 mille", 45_000),
        ("en", "one hundred and twenty", 120),
        ("en", "1,200", 1200),
        ("en", "2.5 million", 2_500_000),
    ],
)
def test_numbers_are_read_in_figures_and_in_words(lang: str, text: str, value: int) -> None:
    check = next(check for check in catalogue().checks if check.id == "figure-differs")
    numerals = Numerals(check.settings["numbers"][lang], lang)
    assert re.fullmatch(numerals.pattern, text)
    assert numerals.read(text)[0] == value
