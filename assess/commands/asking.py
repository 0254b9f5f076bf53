"""`assess ask`: the open questions of a proposal as a sheet for the person who knows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from assess import files
from assess.commands.session import Method, Read, Session, complain, refused
from assess.messages import say
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding, Place
from assess.sheets.archive import Refused
from assess.sheets.model import Filled, Sheet
from assess.sheets.questions import askable, chosen, open_items, sheet
from assess.terminal import paint
from assess.yaml_source.document import read_bytes
from assess.yaml_source.nearest import nearest

EXTRAS = {".xlsx": "sheets", ".docx": "office"}
"""The formats of sheets, each with the extra that makes it."""


def ask(session: Session, proposal: str, about: str, output: str, *, quiet: bool) -> int:
    """Write to *output* what is open in the *proposal*, of what *about* names: principles, and so on. Gives the exit code."""
    lang = session.lang(proposal)
    if Path(output).suffix.lower() not in EXTRAS:
        return refused([Finding("sheet-format", Place(files.shown(output)), {"found": files.shown(output)})], lang)
    read = session.read(proposal)
    complain(read.findings, lang)
    if read.proposal is None or read.method is None:
        return INVALID
    names = [name.strip() for name in about.split(",") if name.strip()]
    if wrong := _unknown(names, read.method):
        return refused(wrong, lang)
    made = _sheet(session, read, read.method, names, proposal)
    if not made.questions:
        return refused([Finding("sheet-nothing-open", Place(files.shown(proposal)))], lang)
    try:
        _write(made, output)
    except files.FileFault as fault:
        return refused([fault.finding], lang)
    if not quiet:
        told = say("sheet-written", lang, {"path": files.shown(output), "count": str(len(made.questions))})
        paint([((told, ""),)], sys.stderr)
    return DONE


def _unknown(names: list[str], method: Method) -> list[Finding]:
    known = askable(method.evaluator.rubric)
    wrong = [name for name in names if name not in known] if names else [""]
    return [Finding("sheet-unknown-name", Place("--for"), {"found": name}, nearest=nearest(name, known)) for name in wrong]


def _sheet(session: Session, read: Read, method: Method, names: list[str], path: str) -> Sheet:
    proposal, evaluator = read.proposal, method.evaluator
    if proposal is None:
        raise ValueError(path)
    assessment = evaluator.assess(proposal, read.as_of)
    items = chosen(evaluator.rubric, names, open_items(evaluator, proposal, assessment))
    root = read_bytes(files.read(path), read.path).root
    return sheet(evaluator, proposal, root, items, session.chosen_lang or proposal.language)


def _write(made: Sheet, output: str) -> None:
    """Write *made* to *output*, in the place of a sheet of the same proposal that nobody has answered. Raises `FileFault`."""
    ending = Path(output).suffix.lower()
    try:
        data = _xlsx(made) if ending == ".xlsx" else _docx(made)
    except ModuleNotFoundError as error:
        raise files.FileFault("extra-missing", files.shown(output), extra=EXTRAS[ending]) from error

    def over(there: bytes | None) -> bytes:
        if there and there != data:
            try:
                filled = reader(output)(there)
            except Refused as error:
                raise files.FileFault("sheet-not-replaced", files.shown(output)) from error
            if filled.about["proposal"] != made.proposal:
                raise files.FileFault("sheet-not-replaced", files.shown(output))
            if filled.replies:
                raise files.FileFault("sheet-answered", files.shown(output))
        return data

    files.rewrite(output, over)


def reader(path: str) -> Callable[[bytes], Filled]:
    """What reads the sheet *path*."""
    if Path(path).suffix.lower() == ".docx":
        from assess.sheets.word import read as read_word

        return read_word
    from assess.sheets.reading import read as read_sheet

    return read_sheet


def _xlsx(made: Sheet) -> bytes:
    from assess.sheets.workbook import workbook

    return workbook(made)


def _docx(made: Sheet) -> bytes:
    """Raises `FileFault` when pandoc fails, `ModuleNotFoundError` without it."""
    from assess import converters
    from assess.documents.typography import set_typography
    from assess.sheets import word

    try:
        return converters.docx(set_typography(word.document(made)), said=word.said(made))
    except converters.Failed as error:
        raise files.FileFault("export-failed", "pandoc", reason=str(error)[:300]) from error
