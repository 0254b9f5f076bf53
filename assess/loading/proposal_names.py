"""What a rubric lets a proposal answer, and what a file says of itself before it is read as a proposal."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from msgspec import Struct

from assess.loading.answer_forms import AnswerForms, FactForms
from assess.loading.cursor import ordered
from assess.model.history import Move
from assess.model.rubric import Criterion, Fact, Rubric
from assess.yaml_source.document import Document
from assess.yaml_source.nodes import Mapping

KEYS = ordered(
    *("format", "id", "title", "language", "date", "stage", "rubric", "technology", "sponsor", "text", "facts"),
    *("criteria", "safeguards", "study", "impacts", "options", "consultations", "articles"),
)
PINNED = r"@[0-9]+(?:\.[0-9]+)*$"
"""The version that the name of a rubric may end with."""


class ValuesOf(dict[str, tuple[str, ...]]):
    """The values of facts, and of the fields of records as `fact.field`: found when they are first asked for."""

    def __init__(self, facts: dict[str, Fact]) -> None:
        """The values of *facts*."""
        self._facts = facts

    def __missing__(self, name: str) -> tuple[str, ...]:
        """Find the values of *name*."""
        fact = self._facts[name.partition(".")[0]]
        of = fact if fact.id == name else next(field for field in fact.fields if f"{fact.id}.{field.id}" == name)
        found = self[name] = tuple(value.id for value in of.values)
        return found


class Names(Struct, frozen=True):
    """What a rubric lets a proposal answer, indexed once for many proposals."""

    facts: dict[str, Fact]
    values: dict[str, tuple[str, ...]]
    fact_forms: FactForms
    """What answers to facts give at a glance."""
    records: dict[str, AbstractSet[str]]
    """The keys of each fact that is a record."""
    criteria: dict[str, Criterion]
    safeguards: dict[str, bool]
    """Whether `not-applicable` is an answer; derived safeguards are not answered."""
    derived: frozenset[str]
    grades: tuple[str, ...]
    forms: AnswerForms
    """What criteria and safeguards are answered with."""
    technologies: tuple[str, ...]
    keys: AbstractSet[str]
    """The keys at the top level: records are answered there."""
    version: str
    moves: dict[str, Move]
    """What was renamed or retired, by its old qualified id."""

    @classmethod
    def of(cls, rubric: Rubric) -> Names:
        """The names of *rubric*."""
        facts = {fact.id: fact for fact in rubric.facts if fact.id != "technology"}
        technology = next((fact for fact in rubric.facts if fact.id == "technology"), None)
        grades = tuple(grade.id for grade in rubric.grades)
        return cls(
            facts=facts,
            values=ValuesOf(facts),
            fact_forms=FactForms(facts),
            records={name: _keys_of(fact) for name, fact in facts.items() if fact.kind == "record"},
            criteria={criterion.id: criterion for principle in rubric.principles for criterion in principle.criteria},
            safeguards={found.id: found.not_applicable for found in rubric.safeguards if found.derived is None},
            derived=frozenset(found.id for found in rubric.safeguards if found.derived is not None),
            grades=grades,
            forms=AnswerForms(grades, tuple(instrument.id for instrument in rubric.instruments)),
            technologies=tuple(value.id for value in technology.values) if technology else (),
            keys=ordered(*KEYS, *(name for name, fact in facts.items() if fact.kind == "record")),
            version=rubric.version,
            moves={move.id: move for move in rubric.moves},
        )


def _keys_of(record: Fact) -> AbstractSet[str]:
    return ordered(*(field.id for field in record.fields), "title", "because", "assumed")


def rubric_named(document: Document) -> str | None:
    """The rubric that the proposal *document* names, if it names one; without the version that it may pin, as in `mis-2021@1.0.0`."""
    root = document.root
    named = root.get("rubric") if isinstance(root, Mapping) else None
    if not isinstance(named, str) or not named:
        return None
    return re.sub(PINNED, "", named) if "@" in named else named


def looks_like_proposal(document: Document) -> bool:
    """Whether a file found in a folder is a proposal: it has `format` and `technology` at the top level, be it faulty below."""
    root = document.root
    if root is None:
        return all(f"\n{key}:" in f"\n{document.text}" for key in ("format", "technology"))
    return isinstance(root, Mapping) and "format" in root and "technology" in root
