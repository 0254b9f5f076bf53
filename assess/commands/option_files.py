"""The options of a proposal that have a file of their own, read and assessed beside it."""

from __future__ import annotations

from pathlib import Path

from assess import files
from assess.commands.session import Assessed, Session, complain
from assess.model.finding import Finding, Place, Severity
from assess.model.wording import worded
from assess.study.annexes import Judged


def assessed_options(session: Session, path: str, read: Assessed) -> dict[str, Judged]:
    """The options of the proposal *read* from *path* that have a proposal of their own, assessed on the same day, by the path it gives.

    What is wrong with one of them is a warning: it is left out.
    """
    found = {}
    for option in read.proposal.options:
        if option.proposal and option.proposal not in found:
            judged = _judged(session, path, option.proposal, read.assessment.as_of)
            if judged is not None:
                found[option.proposal] = judged
    return found


def _judged(session: Session, path: str, named: str, as_of: int) -> Judged | None:
    found = session.read(str(Path(path).parent / named))
    if found.proposal is None or found.method is None:
        warning = Finding("option-not-assessed", Place(files.shown(path)), {"found": named}, Severity.WARNING)
        complain([warning, *found.findings], session.lang(path))
        return None
    evaluator = found.method.evaluator
    return Judged(worded(evaluator.rubric, found.proposal), found.proposal, evaluator.assess(found.proposal, as_of))
