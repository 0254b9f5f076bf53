"""`assess remedies`: the guarantees to add, what they do not cure, and narrower projects."""

from __future__ import annotations

from assess.commands.pages import TABLE, printed, weighed
from assess.commands.session import Session
from assess.engine.variants import remedies as found_for
from assess.model.exit_codes import INVALID
from assess.reporters.remedies import data, sheet


def remedies(session: Session, proposal: str, form: str, *, whole: bool) -> int:
    """Print what would close what is open in the *proposal*, in the format *form*; *whole*: every narrower project. Gives the exit code."""
    read = weighed(session, proposal)
    if read is None:
        return INVALID
    under, rubric, own, as_of, assessment = read
    found, lang = found_for(under, own, as_of), session.lang(proposal)
    page = sheet(rubric, own, assessment, found, lang, whole=whole or form != TABLE)
    return printed(form, page, data(rubric, own, assessment, found, lang), lang)
