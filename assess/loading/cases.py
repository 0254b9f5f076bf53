"""Cases read from their file: situations, what is expected of them, why; every fault of the file is a finding.

What a case names elsewhere is given by a `Bench`: the rubrics, and the proposals from which a case starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from assess.loading.case_answers import situation
from assess.loading.case_expectations import expectations
from assess.loading.cursor import Cursor, ordered
from assess.loading.proposal import Names
from assess.model.case import Case
from assess.model.finding import Finding, Severity
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.yaml_source.document import Document

KEYS = ordered("name", "rubric", "as-of", "base", "given", "expect", "because")
_BECAUSE = ordered("text", "sources")


class Try(Struct, frozen=True):
    """What a case is tried under."""

    rubric: Rubric
    names: Names


class Bench(Struct, frozen=True):
    """Where the rubrics and the proposals that a file of cases names are found."""

    rubric: Callable[[str], Try | None]
    """The rubric of a name; empty: the one checked. None when there is no such rubric, or when it has faults."""
    rubrics: tuple[str, ...]
    """The names that may be meant."""
    base: Callable[[str, str], Proposal | None]
    """The proposal of a path, or of the id of an example, under the rubric named; None when it cannot be read."""


def load_cases(document: Document, bench: Bench) -> tuple[list[Case], list[Finding]]:
    """The cases of *document* that have no fault, and every finding."""
    root = Cursor.open(document, ordered("cases"))
    found = []
    for case, at in _each(root):
        before = _errors(root)
        made = _case(at, case, bench)
        if made is not None and _errors(root) == before:
            found.append(made)
    return found, root.told()


def _errors(root: Cursor) -> int:
    return sum(finding.severity is Severity.ERROR for finding in root.findings)


def _each(root: Cursor) -> Iterator[tuple[str, Cursor]]:
    """Each case with its name; a name used twice is a finding."""
    seen: set[str] = set()
    for _, at in root.list("cases").each(KEYS):
        name = at.text("name") or ""
        if name and name in seen:
            at.fault("case-twice", "name")
        seen.add(name)
        yield name, at


def _case(at: Cursor, name: str, bench: Bench) -> Case | None:
    wanted = at.text("rubric", optional=True) or ""
    tried = bench.rubric(wanted)
    if tried is None:
        if wanted:
            at.fault("unknown-rubric", "rubric", among=bench.rubrics, expected="rubric")
        return None
    base = _base(at, bench, wanted)
    day = at.date("as-of", optional=base is not None or at.has("base"))
    as_of = day.ordinal if day else base.day if base else 1
    proposal = None if at.has("base") and base is None else situation(at, tried.names, base, as_of)
    expected = expectations(at, name, tried.rubric)
    because, sources = _because(at, tried.rubric)
    return None if proposal is None else Case(name, wanted, as_of, proposal, expected, because, sources)


def _base(at: Cursor, bench: Bench, rubric: str) -> Proposal | None:
    wanted = at.text("base", optional=True)
    found = bench.base(wanted, rubric) if wanted else None
    if wanted and found is None:
        at.fault("case-base", "base", expected="case-base")
    return found


def _because(at: Cursor, rubric: Rubric) -> tuple[str, tuple[str, ...]]:
    """Why it is so, with at least one source that exists."""
    because = at.mapping("because", _BECAUSE)
    known = [*(f"law:{entry.id}" for entry in rubric.law), *(f"source:{source.id}" for source in rubric.sources)]
    items = because.list("sources")
    if items and not len(items):
        because.fault("case-no-source", "sources", on_key=True, expected="reference")
    found = []
    for index in items:
        ref = items.text(index)
        if ref is not None and ref not in known:
            items.fault("unknown-reference", index, among=known, expected="reference")
        elif ref is not None:
            found.append(ref)
    return because.text("text") or "", tuple(found)
