"""`assess explain`: what an item is, and why a result is what it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from assess import files, store
from assess.checks.documentation import page
from assess.commands.checking import Checker
from assess.commands.session import Session, refused, today_or
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding, Place
from assess.reporters.chain import known, result, result_of
from assess.reporters.explain import Line, explained, ids
from assess.reporters.naming import Citing
from assess.reporters.text import json_object
from assess.reporters.visible import inert
from assess.reporters.why import brief, data, item_data
from assess.terminal import paint
from assess.yaml_source.nearest import nearest

CHECK = "check:"
JSON = "json"


def explain(session: Session, what: str, item: str, form: str, *, whole: bool) -> int:
    """Explain the item *what*; or, for a proposal, its result, or its *item*, in the format *form*. Gives the exit code.

    *whole*: of a result, the whole chain of reasons rather than one screen.
    """
    if item or what.lower().endswith(files.YAML) or "/" in what or (files.there(what) and not files.is_folder(Path(what))):
        return _of_proposal(session, what, item, form, whole=whole)
    lang = session.lang()
    if what.startswith(CHECK):
        return _of_check(session, what.removeprefix(CHECK), lang, form)
    method = session.default()
    as_of, faults = today_or(session.chosen_as_of, "--as-of")
    if method is None or faults:
        return refused([*session.told(), *faults], lang)
    rubric = method.evaluator.rubric
    lines = explained(rubric, what, lang, as_of)
    at_hand = Checker(session, 0).checks(".")
    checks = [check.id for check in at_hand.checks]
    if not lines and (what in checks or at_hand.findings):
        return _of_check(session, what, lang, form)
    if lines and form == JSON:
        return _as_json(item_data(rubric, what, "\n".join("".join(text for text, _ in line) for line in lines)))
    return _shown(session, lines, what, [*ids(rubric), *checks])


def _shown(session: Session, lines: list[Line], what: str, known: list[str]) -> int:
    """Print *lines* on stdout; when there are none, say that *what* is not known and which of *known* is nearest."""
    if not lines:
        place = Place(session.chosen_rubric or store.DEFAULT)
        return refused([Finding("unknown-explained", place, {"found": what}, nearest=nearest(what, known))], session.lang())
    paint(lines, sys.stdout)
    return DONE


def _of_proposal(session: Session, path: str, item: str, form: str, *, whole: bool) -> int:
    read, lang = session.assessed(path), session.lang(path)
    if read is None:
        return INVALID
    if form == JSON and (said := data(*read, item, lang)) is not None:
        return _as_json(said)
    lines = result_of(*read, item, lang) if item else (result if whole else brief)(*read, lang)
    return _shown(session, [] if form == JSON else lines, item or path, known(read.rubric))


def _as_json(said: dict[str, Any]) -> int:
    sys.stdout.write(json_object(said) + "\n")
    return DONE


def _of_check(session: Session, name: str, lang: str, form: str) -> int:
    at_hand = Checker(session, 0).checks(".")
    found = next((check for check in at_hand.checks if check.id == name), None)
    if found is None:
        near = nearest(name, [check.id for check in at_hand.checks])
        unknown = Finding("unknown-explained", Place(CHECK + name), {"found": CHECK + name}, nearest=near)
        return refused(at_hand.findings or [unknown], lang)
    method = session.default()
    rubric = method.evaluator.rubric if method is not None else None
    text = page(found, at_hand.cases.get(name, ()), lang, Citing(rubric))
    if form == JSON:
        return _as_json(item_data(rubric, CHECK + name, text))
    sys.stdout.write(inert(text))
    return DONE
