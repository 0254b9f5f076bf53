"""`assess import`: what people wrote in Word, brought back into the draft."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from assess import files
from assess.commands.drafts import encoded
from assess.commands.found import bears_markers
from assess.commands.session import Session, refused
from assess.documents.docx import Edited, read
from assess.documents.docx_package import DocxFault
from assess.documents.markers import bookmark
from assess.documents.way_back import Brought, Told, bring
from assess.messages import say
from assess.model.exit_codes import DONE
from assess.model.finding import Finding, Place
from assess.study import passages
from assess.study.front_matter import is_draft
from assess.terminal import paint

if TYPE_CHECKING:
    from assess.reporters.explain import Line

MOST = 48 * 1024 * 1024
"""A document of Word may hold pictures."""
_DONE = ("comment", "deleted", "moved", "outdated")
"""What is told and needs nobody to act."""


def bring_back(session: Session, document: str, into: str, *, quiet: bool) -> int:
    """Bring what people wrote in the DOCX *document* into the draft *into*. Gives the exit code."""
    lang = session.lang(into)
    try:
        edited = read(files.read(document, MOST))
        brought, changed = _write(edited, into)
    except files.FileFault as fault:
        return refused([fault.finding], lang)
    except DocxFault as fault:
        return refused([Finding(str(fault), Place(files.shown(document)))], lang)
    lines = _lines(brought, files.shown(into), lang, changed=changed)
    if not _marked(edited):
        lines.append(((say("import-unmarked", lang), "doubt"),))
    paint([line for line in lines if not quiet or line[-1][1] == "doubt"], sys.stderr)
    return DONE


def _write(edited: Edited, into: str) -> tuple[Brought, bool]:
    """What came, and whether the draft changed. What others write in the meantime is taken into account. Raises `FileFault`."""
    brought = Brought("")

    def made(data: bytes | None) -> bytes:
        nonlocal brought
        text = _draft(into, data)
        if _of_another(edited, text):
            raise DocxFault("docx-of-another")
        brought = bring(text, edited)
        return encoded(brought.text)

    changed = files.rewrite(into, made)
    return brought, changed


def _draft(path: str, data: bytes | None) -> str:
    """The draft *data* of the file *path*. Raises `FileFault`."""
    if data is None:
        raise files.FileFault("file-not-found", files.shown(path))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise files.FileFault("draft-not-read", files.shown(path)) from error
    if not is_draft(text):
        raise files.FileFault("draft-damaged" if bears_markers(text) else "file-not-a-draft", files.shown(path))
    return text


def _marked(edited: Edited) -> bool:
    return any(name.startswith("p_") for name in edited.begins)


def _of_another(edited: Edited, text: str) -> bool:
    """Whether the document has marks of passages, and none is of the draft *text*."""
    own = {bookmark(name) for name in passages.parse(text).passages}
    return _marked(edited) and not own & edited.begins.keys()


def _lines(brought: Brought, path: str, lang: str, *, changed: bool) -> list[Line]:
    """What is told of a draft that was brought up to date."""
    message = "import-done" if changed else "import-unchanged"
    first = say(message, lang, {"path": path, "count": str(brought.placed)})
    return [((first, "title"),), *(line for told in brought.told for line in _told(told, lang))]


def _told(told: Told, lang: str) -> list[Line]:
    what = say(f"import-{told.kind}", lang)
    if told.author:
        what = say("import-comment-by", lang, {"author": told.author})
    what += f" ({told.date})" if told.date else ""
    head = say("import-at", lang, {"what": what, "place": told.place}) if told.place else what
    style = "" if told.kind in _DONE else "doubt"
    text = say("import-about", lang, {"about": told.about, "text": told.text}) if told.about else told.text
    body: list[Line] = [((f"    {text}", style),)] if text else []
    return [((f"  {head}", style),), *body]
