"""DOCX and ODT among the formats of documents: their styles, what their first page says, and whether a file is an export left as it was."""

from __future__ import annotations

import re
from pathlib import Path

from assess import converters, files
from assess.documents.docx_package import DocxFault, unpacked
from assess.documents.finish_docx import seal
from assess.documents.markers import BASE, DRAFT, OF, SEAL
from assess.documents.model import Document
from assess.documents.way_back import base, draft
from assess.messages import words


def docx(document: Document, model: str, of: str) -> bytes:
    """*document*, which is made of what *of* tells, as DOCX, in the styles of the file *model* when there is one.

    Raises `FileFault`, `ModuleNotFoundError` without pandoc.
    """
    notice = (words("importing")["word-draft"][document.language],) if document.front else _notice(document)
    said = {OF: of, **({DRAFT: draft(document), BASE: base(document, notice)} if document.front else {})}
    try:
        return converters.docx(document, model=_model(model, "docx"), notice=notice, said=said)
    except converters.Failed as error:
        raise files.FileFault("export-failed", model or "pandoc", reason=str(error)[:300]) from error


def odt(document: Document, model: str, of: str) -> bytes:
    """The same as ODT."""
    try:
        return converters.odt(document, model=_model(model, "odt"), notice=_notice(document), said={OF: of})
    except converters.Failed as error:
        raise files.FileFault("export-failed", model or "pandoc", reason=str(error)[:300]) from error


def _notice(document: Document) -> tuple[str, ...]:
    """What the first page of a document says from which nothing is brought back."""
    name = "read-only-draft" if document.front else "read-only-annex"
    return (words("documents")[name][document.language].replace("`", ""),)


def _model(path: str, form: str) -> bytes | None:
    """The file whose styles are taken. Raises `FileFault` when it is no document of the format *form*."""
    if not path:
        return None
    data = files.read(path)
    inside = {"docx": "word/styles.xml", "odt": "styles.xml"}[form]
    try:
        found = unpacked(data, (inside,))
    except DocxFault:
        found = {}
    if Path(path).suffix.lower() not in (f".{form}", ".dotx", ".ott") or inside not in found:
        raise files.FileFault("reference-not-one", files.shown(path), form=form)
    return data


def docx_signed(data: bytes) -> str:
    """What the DOCX *data* is an export of, when nobody has changed it since; nothing otherwise."""
    return _signed(data, "word/document.xml", "docProps/custom.xml")


def odt_signed(data: bytes) -> str:
    """The same of an ODT."""
    return _signed(data, "content.xml", "meta.xml")


def _signed(data: bytes, content: str, about: str) -> str:
    try:
        found = unpacked(data, (content, about))
    except DocxFault:
        return ""
    said = found.get(about, b"").decode(errors="replace")
    values = {name: re.search(rf'name="{re.escape(name)}"[^>]*>(?:<[^>]*>)?([0-9a-f]{{12}})<', said) for name in (OF, SEAL)}
    own, sealed = values[OF], values[SEAL]
    return own[1] if own and sealed and content in found and sealed[1] == seal(found[content]) else ""
