"""Studies for the tests, made from proposals written as people write them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assess import files, store
from assess.engine.evaluate import Evaluator
from assess.loading.proposal import Names, load_proposal
from assess.study.annexes import annex
from assess.study.passages import parse
from assess.study.study import study
from assess.study.templates import Source, Templates
from assess.yaml_source.document import read_bytes

if TYPE_CHECKING:
    from assess.model.proposal import Proposal

HEAD = """
format: 1
id: essai
title: Essai de scanners dans trois stades
date: 2021-09-09
technology: millimetre-wave-scanner
"""


@cache
def evaluator() -> Evaluator:
    """The rubric shipped, ready."""
    folder = store.find_rubric("mis-2021")
    assert folder is not None
    rubric = store.load_rubric_of(folder).rubric
    assert rubric is not None
    return Evaluator(rubric)


@cache
def names() -> Names:
    """What a proposal may answer."""
    return Names.of(evaluator().rubric)


def proposal(text: str = "", *, head: str = HEAD) -> Proposal:
    """The proposal of *head* and *text*. It must be valid."""
    found, findings = load_proposal(read_bytes(f"{head}{text}".encode(), "essai.yaml"), names(), "0" * 64)
    assert found is not None, findings
    return found


def shipped(name: str) -> tuple[str, str] | None:
    """Our template *name*."""
    path = files.shipped("templates") / name
    return (path.read_text(encoding="utf-8"), str(path)) if path.is_file() else None


def source(templates: dict[str, str]) -> Source:
    """Where a user's *templates*, by name, are found."""
    return lambda name: (templates[name], f"mine/{name}") if name in templates else None


OURS = Templates(shipped)
EXAMPLES = tuple(sorted(path.parent.name for path in (Path(__file__).parents[2] / "examples").glob("*/proposal.yaml")))


def example(name: str) -> Proposal:
    """The proposal of the example *name*."""
    data = (Path(__file__).parents[2] / "examples" / name / "proposal.yaml").read_bytes()
    found, findings = load_proposal(read_bytes(data, name), names(), "0" * 64)
    assert found is not None, findings
    return found


def written(found: Proposal, lang: str = "fr", templates: Templates = OURS) -> str:
    """The study of the proposal *found*."""
    return study(evaluator().rubric, found, evaluator().assess(found), lang, templates)


def annexed(kind: str, found: Proposal, lang: str = "fr", templates: Templates = OURS) -> str:
    """The annex *kind* of the proposal *found*."""
    return annex(kind, evaluator().rubric, found, evaluator().assess(found), lang, templates)


def titles(text: str) -> list[str]:
    """The titles of a draft, without signs and numbers, in order."""
    return [line.lstrip("#").strip(" .0123456789").replace("\u202f", " ") for line in text.splitlines() if line.startswith("#")]


def passages(text: str) -> dict[str, str]:
    """The texts of the passages of a draft, by id."""
    return {name: segment.text for name, segment in parse(text).passages.items()}
