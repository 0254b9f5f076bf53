"""The proposals that describe the other options of a proposal, assessed as it is, so that all are compared on the same indicators."""

from __future__ import annotations

import os

from assess.checkout import outside
from assess.commands.session import Assessed, Session
from assess.model.assessment import Assessment


def assessed_options(session: Session, read: Assessed) -> dict[str, Assessment]:
    """The proposals of the options of *read*, by the paths under which it names them, assessed under its rubric and on its day.

    One that is not there, cannot be read, leaves the checkout or follows another rubric is left out: `assess check` says so.
    """
    named = dict.fromkeys(option.proposal for option in read.proposal.options if option.proposal)
    found = {name: _assessed(session, read, name) for name in named}
    return {name: assessment for name, assessment in found.items() if assessment is not None}


def _assessed(session: Session, of: Assessed, name: str) -> Assessment | None:
    path = os.path.normpath(os.path.join(os.path.dirname(of.proposal.path), name))  # noqa: PTH118, PTH120 - `..` as written
    if "\0" in path or outside(path):
        return None
    read = session.read(path)
    if read.proposal is None or read.method is None or read.method.evaluator.rubric.sha256 != of.rubric.sha256:
        return None
    return read.method.evaluator.assess(read.proposal, of.assessment.as_of)
