"""The checks at hand: those shipped, kept compiled like the rubrics, and those of a user's own folder, read each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zlib import crc32

from assess import files, library
from assess.checks.model import Case, Check, Expected
from assess.model.finding import Finding, Place, Severity
from assess.model.law import Citation
from assess.model.rubric import Rubric
from assess.record import Record, values
from assess.yaml_source.document import Document, read_bytes

FOLDER = "checks"
"""Under the shipped rubrics."""
STORE = "checks.bin"


class Catalogue(Record):
    """The checks that can be run, in order, and their cases by id; or the faults of their files."""

    checks: tuple[Check, ...]
    cases: dict[str, tuple[Case, ...]]
    findings: tuple[Finding, ...] = ()


def shipped() -> Catalogue:
    """Our own checks. Raises `FileFault`."""
    folder = files.shipped("rubrics") / FOLDER
    cache = files.cache_folder()
    stores = [cache / f"checks-{crc32(str(folder.absolute()).encode(errors='surrogateescape')):08x}.bin"] if cache is not None else []
    for store in (*stores, files.compiled_folder() / STORE):
        found = _from_store(store, folder)
        if found is not None:
            return found
    made, documents = read(folder, f"rubrics/{FOLDER}")
    if stores and not made.findings:
        files.keep(stores[0], packed(made, folder, documents))
    return made


def with_own(ours: Catalogue, folder: Path, rubric: Rubric | None = None) -> Catalogue:
    """*ours* and the checks of *folder*, a user's own, whose conditions use the names of *rubric*. Raises `FileFault`."""
    own, _ = read(folder, files.shown(folder), ours, rubric)
    return Catalogue((*ours.checks, *own.checks), ours.cases | own.cases, (*ours.findings, *own.findings))


def read(folder: Path, label: str, beside: Catalogue | None = None, rubric: Rubric | None = None) -> tuple[Catalogue, list[Document]]:
    """The checks of the YAML files of *folder*, shown as *label*, and those files; *beside*: the checks whose ids are taken."""
    from assess.checks.reading import Checks
    from assess.checks.when import scope_of

    names = files.yaml_names(folder, ["."])
    documents = [read_bytes(files.read(f"{folder}/{name}"), f"{label}/{name}") for name in names]
    if not documents:
        return Catalogue((), {}, (Finding("rubric-empty", Place(label)),)), []
    taken = {check.id: f"rubrics/{FOLDER}" for check in beside.checks} if beside else None
    found = Checks(documents, taken=taken, scope=scope_of(rubric) if rubric else None)
    wrong = any(finding.severity is Severity.ERROR for finding in found.findings)
    return Catalogue(() if wrong else tuple(found.checks), {} if wrong else found.cases, tuple(found.findings)), documents


def packed(made: Catalogue, folder: Path, documents: list[Document], *, stamped: bool = True) -> bytes:
    """The compiled form of *made*, the checks of *documents*, the files of *folder*."""
    names = files.yaml_names(folder, ["."])
    stamps = [files.stamp(folder / name) for name in names] if stamped else []
    total = 0
    for document in documents:
        total = crc32(document.text.encode(errors="surrogatepass"), total)
    checks = [_frozen(check) for check in made.checks]
    cases = {name: [_frozen(case) for case in found] for name, found in made.cases.items()}
    return library.sealed((names, stamps, total, checks, cases))


def _frozen(value: Any) -> Any:
    """*value* as plain data."""
    if isinstance(value, Record):
        return tuple(_frozen(item) for item in values(value))
    if isinstance(value, tuple):
        return tuple(_frozen(item) for item in value)
    return value.value if isinstance(value, Severity) else value


def _from_store(store: Path, folder: Path) -> Catalogue | None:
    try:
        names, stamps, total, checks, cases = library.unsealed(files.read(store))
        if files.yaml_names(folder, ["."]) != names:
            return None
        if stamps != [files.stamp(f"{folder}/{name}") for name in names] and _sum(folder, names) != total:
            return None
        made = {name: tuple(_case(case) for case in found) for name, found in cases.items()}
        return Catalogue(tuple(_check(check) for check in checks), made)
    except (OSError, EOFError, ValueError, TypeError, files.FileFault):
        return None


def _sum(folder: Path, names: list[str]) -> int:
    total = 0
    for name in names:
        total = crc32(library.unified(files.read(f"{folder}/{name}")), total)
    return total


def _check(data: list[Any]) -> Check:
    fields = list(data)
    fields[2] = Severity(fields[2])
    fields[-2] = tuple(Citation(*source) for source in fields[-2])
    return Check(*fields)


def _case(data: list[Any]) -> Case:
    fields = list(data)
    fields[-1] = tuple(Expected(*item) for item in fields[-1])
    return Case(*fields)
