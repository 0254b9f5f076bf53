"""Proposals of one run that have one id: whoever reads the results cannot tell them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assess import files
from assess.model.finding import Finding, Place, Severity


def shared_ids(known: Iterable[tuple[str, str]], named: Callable[[str], str] = str) -> Iterator[Finding]:
    """A warning for each proposal but the first of those that have one id; *known*: the path and the id of each, shown as it is *named*."""
    first: dict[str, str] = {}
    for path, name in dict(known).items():
        other = first.setdefault(name, path)
        if not files.same(path, other):
            yield _warning(path, name, named(other))


def _warning(path: str, name: str, other: str) -> Finding:
    """That the proposal *path* has the id of the *other*, where it says so."""
    lines = files.unified(files.head(path)).decode(errors="replace").split("\n")
    at = next((number for number, line in enumerate(lines) if line.startswith("id:")), 0)
    column = max(lines[at].find(name), 0)
    place = Place(path, at + 1, column + 1)
    return Finding("id-shared", place, {"found": name, "other": other}, Severity.WARNING, lines[at], len(name))
