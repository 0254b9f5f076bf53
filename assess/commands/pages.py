"""What the commands of the desk share: a proposal weighed with what its rubric can compute, and a page printed."""

from __future__ import annotations

import sys
from typing import Any, NamedTuple

from assess.commands.session import Read, Session, complain
from assess.engine.evaluate import Evaluator
from assess.model.assessment import Assessment
from assess.model.exit_codes import DONE
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.model.sheet import Sheet
from assess.model.wording import worded
from assess.reporters import sheet as screen
from assess.reporters.text import json_object
from assess.terminal import paint

TABLE = "table"
"""The format of a screen, which shows the first items alone where they are many."""


class Weighed(NamedTuple):
    """A proposal that could be read, what computes under its rubric, and what is concluded of it."""

    under: Evaluator
    rubric: Rubric
    """In the words of the proposal."""
    proposal: Proposal
    as_of: int
    assessment: Assessment


def weighed(session: Session, path: str) -> Weighed | None:
    """The proposal of the file *path*, weighed; None when there is a fault in it. What there is to say of it goes to stderr."""
    return of_read(session, session.read(path), path)


def of_read(session: Session, read: Read, path: str) -> Weighed | None:
    """The same of a proposal that has been *read*."""
    complain(read.findings, session.lang(path))
    if read.proposal is None or read.method is None:
        return None
    under, proposal = read.method.evaluator, read.proposal
    return Weighed(under, worded(under.rubric, proposal), proposal, read.as_of, under.assess(proposal, read.as_of))


def printed(form: str, sheet: Sheet, data: dict[str, Any], lang: str) -> int:
    """Print *sheet* as a table or Markdown, or *data* as JSON, on stdout. Gives the exit code."""
    if form == "json":
        sys.stdout.write(json_object(data) + "\n")
    elif form == "markdown":
        from assess.study.sheet import markdown  # a screen needs none

        sys.stdout.write(markdown(sheet, lang))
    else:
        paint(screen.lines(sheet, lang), sys.stdout)
    return DONE
