"""`assess explain ID`: the page of a check, or of an item of the rubric."""

from __future__ import annotations

import sys

from assess import catalogue, library
from assess.checks.pages import Sources, page
from assess.codes import DONE, INVALID
from assess.commands.checking import Checker
from assess.commands.session import Session, complain
from assess.finding import Finding, Place
from assess.loading.nearest import nearest
from assess.reporters import pages

CHECK = "check:"


def explain(session: Session, name: str) -> int:
    """Print what *name* is: an id, qualified (`law:gdpr-35`, `check:passage-edited`) or not. Gives the exit code."""
    lang = session.lang()
    chosen = session.chosen_rubric or session.settings(".").rubric or library.DEFAULT
    folder = library.find(chosen)
    method = session.open(folder) if folder is not None else None
    if method is None:
        unknown = Finding(
            "unknown-rubric", Place(chosen), {"found": chosen, "expected": "rubric"}, nearest=nearest(chosen, library.names())
        )
        complain([*session.told(), *([] if folder else [unknown])], lang)
        return INVALID
    rubric = method.evaluator.rubric
    known = Checker(session, 0).checks(".")
    text = None if name.startswith(CHECK) else pages.page(rubric, name, lang)
    text = text or _of_check(known, name.removeprefix(CHECK), lang, Sources(rubric))
    if text is None:
        among = [*(check.id for check in known.checks), *pages.items(rubric)]
        complain([Finding("unknown-explained", Place(name), {"found": name}, nearest=nearest(name.partition(":")[2] or name, among))], lang)
        return INVALID
    sys.stdout.write(text)
    return DONE


def _of_check(known: catalogue.Catalogue, name: str, lang: str, sources: Sources) -> str | None:
    """The page of the check *name*, if there is one."""
    found = next((check for check in known.checks if check.id == name), None)
    return page(found, known.cases.get(name, ()), lang, sources) if found is not None else None
