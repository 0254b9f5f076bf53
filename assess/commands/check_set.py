"""The checks at hand: those shipped, and those of a user's own folder."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from assess import files
from assess.checks.model import Case, Check
from assess.checks.reading import Checks
from assess.checks.when import scope_of
from assess.model.finding import Finding, Place, Severity
from assess.model.rubric import Rubric
from assess.store import cached, read_document_of

CHECKS = "checks"
"""The folder of the shipped checks, among the rubrics."""


class CheckSet(Struct, frozen=True):
    """The checks that can be run, in order, and their cases by id; or the faults of their files."""

    checks: tuple[Check, ...]
    cases: dict[str, tuple[Case, ...]]
    findings: tuple[Finding, ...] = ()


def shipped_checks() -> CheckSet:
    """Our own checks. Raises `FileFault`."""
    folder = files.shipped("rubrics") / CHECKS
    return cached(folder, CheckSet, lambda: (read_checks(folder, f"rubrics/{CHECKS}"), ["."]))


def with_own_checks(ours: CheckSet, folder: Path, rubric: Rubric | None = None) -> CheckSet:
    """*ours* and the checks of *folder*, a user's own, whose conditions use the names of *rubric*. Raises `FileFault`."""
    own = read_checks(folder, files.shown(folder), ours, rubric)
    return CheckSet((*ours.checks, *own.checks), ours.cases | own.cases, (*ours.findings, *own.findings))


def read_checks(folder: Path, label: str, beside: CheckSet | None = None, rubric: Rubric | None = None) -> CheckSet:
    """The checks of the YAML files of *folder*, shown as *label*; *beside*: the checks whose ids are taken. Raises `FileFault`."""
    documents = [read_document_of(folder, name, label) for name in files.yaml_names(folder, ["."])]
    if not documents:
        return CheckSet((), {}, (Finding("rubric-empty", Place(label)),))
    taken = {check.id: f"rubrics/{CHECKS}" for check in beside.checks} if beside else None
    found = Checks(documents, taken=taken, scope=scope_of(rubric) if rubric else None)
    wrong = any(finding.severity is Severity.ERROR for finding in found.findings)
    return CheckSet(() if wrong else tuple(found.checks), {} if wrong else found.cases, tuple(found.findings))
