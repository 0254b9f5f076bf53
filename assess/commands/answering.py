"""`assess answer`: the answers of sheets brought back into the proposal, in place."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from assess import files
from assess.commands.asking import EXTRAS, reader
from assess.commands.session import Session, complain, refused
from assess.loading.proposal import KEYS
from assess.messages import listed, say
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding, Place, is_fault
from assess.model.rubric import Rubric
from assess.sheets.answers import Change, Taken, differences, taken
from assess.sheets.archive import Refused
from assess.sheets.model import Filled
from assess.terminal import paint
from assess.yaml_source.document import read_bytes
from assess.yaml_source.editing import NotEdited, edited

ENDINGS = (".xlsx", ".ods", ".docx")
_ENTRY = ("value", "level", "status", "where", "clause", "because", "evidence", "assumed", "by")
"""The keys of an answer, in the order in which they are written."""


def answer(session: Session, sheets: list[str], proposal: str, *, quiet: bool) -> int:
    """Bring the answers of *sheets* into the *proposal*. Gives the exit code: 2 when something was left, which is told."""
    lang = session.lang(proposal)
    read = session.read(proposal)
    if read.proposal is None or read.method is None:
        return refused(read.findings, lang)
    filled, wrong = _filled(sheets)
    rubric = read.method.evaluator.rubric
    try:
        data = files.read(proposal)
    except files.FileFault as fault:
        return refused([fault.finding], lang)
    root = read_bytes(data, read.path).root
    wrong += [finding for path, one in filled for finding in differences(one, path, read.proposal.id, rubric, root)]
    if wrong:
        return refused(wrong, lang)
    found = taken(filled, rubric, root)
    try:
        wrong = _write(session, proposal, data, found, rubric)
    except files.FileFault as fault:
        wrong = [fault.finding]
    if wrong:
        return refused([*found.left, *wrong], lang)
    complain(found.left, lang)
    if not quiet:
        paint([((line, ""),) for line in _told(found, files.shown(proposal), lang)], sys.stderr)
    return INVALID if found.left else DONE


def _filled(paths: Iterable[str]) -> tuple[list[tuple[str, Filled]], list[Finding]]:
    """The sheets of *paths*, each once, and why some are not read."""
    found, wrong = [], []
    for path in dict.fromkeys(paths):
        shown = files.shown(path)
        try:
            if not path.lower().endswith(ENDINGS):
                wrong.append(Finding("sheet-format-read", Place(shown), {"found": shown}))
                continue
            found.append((shown, reader(path)(files.read(path))))
        except files.FileFault as fault:
            wrong.append(fault.finding)
        except Refused as error:
            wrong.append(Finding(error.message, Place(shown), error.values))
        except ModuleNotFoundError:
            wrong.append(Finding("extra-missing", Place(shown), {"extra": EXTRAS[".xlsx"]}))
    return found, wrong


def _write(session: Session, path: str, data: bytes, found: Taken, rubric: Rubric) -> list[Finding]:
    """Put what is *found* in the file *path*, whose content is *data*; gives why not. Raises `FileFault`."""
    text = data.decode("utf-8")
    changed, wrong = _edited(text, found.changes, order(rubric))
    if wrong or changed == text:
        return wrong
    again = session.read_document(read_bytes(changed.encode(), files.shown(path)))
    if again.proposal is None:
        return [finding for finding in again.findings if is_fault(finding)]
    files.rewrite(path, lambda _: changed.encode(), data)
    return []


def order(rubric: Rubric) -> tuple[str, ...]:
    """The keys of a proposal under *rubric*, in the order in which they are written."""
    items = [name.partition(":")[2] for name in rubric.qualified("fact", "criterion", "safeguard")]
    return (*KEYS, *items, *_ENTRY)


def _edited(text: str, changes: Iterable[Change], order: tuple[str, ...]) -> tuple[str, list[Finding]]:
    try:
        return edited(text, changes, order), []
    except NotEdited as error:
        return text, [Finding("sheet-not-edited", Place(""), {"name": ".".join(map(str, error.path))})]


def _told(found: Taken, path: str, lang: str) -> list[str]:
    """What was done."""
    lines = [say("sheet-taken", lang, {"path": path, "count": str(len(found.answered))})]
    for message, names in (("sheet-dont-know", found.unknown), ("sheet-same", found.same)):
        if names:
            lines.append(say(message, lang, {"names": listed([f"`{name}`" for name in names], lang)}))
    return lines
