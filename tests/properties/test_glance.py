"""What is read at a glance is what a cursor reads, and says: of sound proposals, of faulty ones, of damaged ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from assess.commands.session import Session
from assess.loading.answer_forms import FactForms
from assess.loading.forms import DoubtError, Sight, nothing
from assess.loading.proposal import load_proposal
from assess.loading.proposal_names import Names
from assess.model.finding import Finding
from assess.model.proposal import Proposal
from assess.yaml_source.document import Document, read_document
from benchmarks.fixtures import proposals
from tests.fuzz.mutators import mutated

ROOT = Path(__file__).parents[2]
Loaded = tuple[Proposal | None, list[Finding]]


class Blind(FactForms):
    """Sees no answer to any fact."""

    def __missing__(self, name: str) -> Any:
        return {}, nothing


@cache
def names() -> Names:
    method = Session().open(ROOT / "rubrics" / "mis-2021")
    assert method is not None
    return method.names


@cache
def texts() -> tuple[str, ...]:
    examples = sorted((ROOT / "examples").glob("*/proposal.yaml"))
    return (*(path.read_text(encoding="utf-8") for path in examples), *proposals(4), ALL)


ALL = """\
format: 1
id: tout
title: Tout ce qu’une proposition peut dire
date: 2026-03-01
technology: drones
sponsor: {organisation: Ministère, contact: m@exemple.fr}
text: {kind: government-bill, state: proposed, title: Projet de loi}
facts:
  phase: {value: permanent, because: selon le projet, assumed: true}
  devices: 12
  retention_days: {value: 30, because: article 4}
  actors: [customs, rescue]
criteria:
  maturity.trl:
    level: 3
    evidence:
      - {title: Rapport, grade: test, independent: true, protocol_published: false, date: 2025-01-02, expires: 2027-01-02, url: "https://exemple.fr"}
      - {title: 2024, grade: document, file: a.pdf}
    assumed: false
safeguards:
  dpia: {status: present, where: {instrument: order, ref: 3}, clause: Une analyse est faite., because: prévu}
  human_oversight: {status: absent}
impacts:
  - {who: État, kind: budget, low: 1.50, high: 3, unit: EUR, year: +2026, method: m, source: s, text: t}
options:
  - {title: Rien, nothing: true, retained: false, less_intrusive: true, cost: "0"}
consultations:
  - {who: CNIL, when: 2026-01-05, mandatory: true, object: o, opinion: p, reply: r}
articles:
  - {id: 1, title: Article, implementing: [décret], study: {necessity: Il le faut.}}
  - {id: 2 bis}
study: {budget: Néant.}
"""


def loaded(document: Document) -> Loaded:
    return load_proposal(document, names())


def read_with_cursors(document: Document) -> Loaded:
    def blind(*_: object) -> None:
        raise DoubtError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sight, "glance", blind)
        return load_proposal(document, replace(names(), fact_forms=Blind({})))


def same(text: str, path: str) -> Loaded:
    document = read_document(text, path)
    found = loaded(document)
    assert found == read_with_cursors(document)
    return found


def test_all_that_a_proposal_may_say_is_seen_at_a_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    doubted: list[object] = []
    told = Sight.glance

    def watched(sight: Sight, node: Any, text: str) -> Any:
        try:
            return told(sight, node, text)
        except DoubtError:
            doubted.append(node)
            raise

    monkeypatch.setattr(Sight, "glance", watched)
    proposal, findings = loaded(read_document(ALL, "a.yaml"))
    assert proposal is not None
    assert (findings, doubted) == ([], [])
    assert [impact.year for impact in proposal.impacts] == ["+2026"]
    assert [article.id for article in proposal.articles] == ["1", "2 bis"]


@pytest.mark.parametrize("number", range(19))
def test_of_sound_proposals(number: int) -> None:
    proposal, _ = same(texts()[number], "a.yaml")
    assert proposal is not None


@pytest.mark.parametrize("path", sorted((ROOT / "tests").glob("**/*.yaml")), ids=lambda path: path.name)
def test_of_any_file_of_the_tests(path: Path) -> None:
    same(path.read_bytes().decode("utf-8", "replace"), path.name)


CHANGES: tuple[Callable[[str, Random], str], ...] = (
    lambda _, __: "",
    lambda value, _: f"[{value}]",
    lambda value, _: f"{{value: {value}}}",
    lambda _, random: random.choice(("true", "oui", "0", "5", "-1", "2.5", "' '", "not-applicable", "2026-02-30", "null", "+7", "x")),
)


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_of_damaged_proposals(seed: int) -> None:
    random = Random(seed)
    text = random.choice(texts())
    same(mutated(text, random), "a.yaml")


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_of_proposals_with_another_value_here_and_there(seed: int) -> None:
    random = Random(seed)
    lines = random.choice(texts()).split("\n")
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(lines))
        key, colon, value = lines[at].partition(": ")
        lines[at] = key + colon + random.choice(CHANGES)(value, random)
    same("\n".join(lines), "a.yaml")
