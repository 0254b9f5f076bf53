"""The options of a proposal that have a proposal of their own, assessed as it is, so that all are compared on the same indicators."""

from __future__ import annotations

import os

from assess import files
from assess.checkout import outside
from assess.commands.session import Assessed, Session, complain
from assess.model.assessment import Assessment
from assess.model.finding import Finding, Place, Severity
from assess.model.wording import worded
from assess.study.annexes import Judged


def judged_options(session: Session, path: str, read: Assessed) -> dict[str, Judged]:
    """The options of the proposal *read* from *path* that have a proposal of their own, judged, by its path; each left out is a warning."""
    found = {name: _judged(session, read, name) for name in _named(read)}
    left = [name for name, judged in found.items() if judged is None]
    warnings = [Finding("option-not-assessed", Place(files.shown(path)), {"found": name}, Severity.WARNING) for name in left]
    complain(warnings, session.lang(path))
    return {name: judged for name, judged in found.items() if judged is not None}


def assessed_options(session: Session, read: Assessed) -> dict[str, Assessment]:
    """What is concluded of the options of *read* that have a proposal of their own, by the path it gives, under its rubric and on its day.

    One that is not there, cannot be read, leaves the checkout or follows another rubric is left out: `assess check` says so.
    """
    found = {name: _judged(session, read, name) for name in _named(read)}
    return {name: judged.assessment for name, judged in found.items() if judged is not None}


def _named(read: Assessed) -> list[str]:
    return list(dict.fromkeys(option.proposal for option in read.proposal.options if option.proposal))


def _judged(session: Session, of: Assessed, name: str) -> Judged | None:
    path = os.path.normpath(os.path.join(os.path.dirname(of.proposal.path), name))  # noqa: PTH118, PTH120 - `..` as written
    if "\0" in path or outside(path):
        return None
    read = session.read(path)
    if read.proposal is None or read.method is None or read.method.evaluator.rubric.sha256 != of.rubric.sha256:
        return None
    evaluator = read.method.evaluator
    assessment = evaluator.assess(read.proposal, of.assessment.as_of)
    return Judged(worded(evaluator.rubric, read.proposal, assessment.raised), read.proposal, assessment)
