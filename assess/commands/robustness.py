"""`assess robustness`: what the conclusion hangs on, one answer at a time and two."""

from __future__ import annotations

from assess.commands.pages import TABLE, printed, weighed
from assess.commands.session import Session
from assess.engine.robustness import robustness as found_for
from assess.model.exit_codes import INVALID
from assess.reporters.robustness import data, sheet


def robustness(session: Session, proposal: str, form: str, *, whole: bool) -> int:
    """Print the changes of answers that turn the conclusion of the *proposal*, in the format *form*; *whole*: all of them."""
    read = weighed(session, proposal)
    if read is None:
        return INVALID
    under, rubric, own, as_of, assessment = read
    found, lang = found_for(under, own, as_of, assessment), session.lang(proposal)
    return printed(form, sheet(rubric, own, as_of, found, lang, whole=whole or form != TABLE), data(rubric, own, as_of, found), lang)
