"""`assess export`, and the formats of documents, which `assess annex` shares: which function writes a file, by how its name ends.

A new format is a line of `FORMATS`. A file that is there is replaced only when it is an export of the same draft or annex which nobody
has changed since: people may have worked in it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from assess import files
from assess.commands.found import bears_markers, proposal_of, relative
from assess.commands.session import Session, complain, refused
from assess.documents.model import Document
from assess.documents.reading import read
from assess.documents.typography import set_typography
from assess.messages import say
from assess.model.exit_codes import DONE
from assess.model.finding import Finding, Place, Severity
from assess.study import passages
from assess.study.front_matter import is_draft
from assess.terminal import paint
from assess.yaml_source.nearest import nearest

_ANNEX = re.compile(r"\ufeff?\s*#[ \t]+(?:(?P<fr>Annexe)|(?P<en>Annex))\b")
_SIGNED = re.compile(rb"<!-- assess:export ([0-9a-f]{12}) ([0-9a-f]{12}) -->\r?\n?\Z")


class Options(Struct, frozen=True):
    """What the command line says of how a document is to look."""

    reference: str = ""
    """The file whose styles are taken, for the formats that have styles."""
    proposal: str = ""
    """The id of the proposal that an annex serves."""
    kind: str = ""
    """Which of its annexes it is."""
    date: str = ""
    """The day whose law it applies, YYYY-MM-DD, when the text does not say it to programs."""
    organisation: str = ""
    """Who answers for it."""


class Format(Struct, frozen=True):
    """How files of one format are written."""

    write: Callable[[Document, Options, str], bytes]
    """The file of a document; the last argument says, in twelve characters, what the document is of."""
    extra: str = ""
    """The extra without which `write` raises `ModuleNotFoundError`."""
    signed: Callable[[bytes], str] = lambda _: ""
    """What the document is of whose file, unchanged since, has these bytes; nothing for any other file."""
    remark: Callable[[bytes], str] = lambda _: ""
    """The message on a file that is less than it should be."""


def _html(document: Document, _: Options, of: str) -> bytes:
    from assess.documents.html import write

    page = write(document).encode("utf-8", "backslashreplace")
    return page + f"<!-- assess:export {of} {_digest(page)} -->\n".encode()


def _ends_signed(data: bytes) -> str:
    found = _SIGNED.search(data)
    return found[1].decode() if found and found[2].decode() == _digest(files.unified(data[: found.start()])) else ""


def _pdf(document: Document, _: Options, of: str) -> bytes:
    from assess.typesetting import pdf

    return pdf(document, of)[0]


def _pdf_remark(data: bytes) -> str:
    from assess.typesetting import tagged

    return "" if tagged(data) else "export-untagged"


def _pdf_signed(data: bytes) -> str:
    from assess.typesetting import signed

    return signed(data)


def _akoma_ntoso(document: Document, options: Options, of: str) -> bytes:
    from assess.documents.akoma_ntoso import Work, write

    kind, proposal = options.kind or document.title, options.proposal or of
    data = write(document, Work(proposal, kind, document.date, document.organisation, name="study" if document.front else "annexe"))
    return data + f"<!-- assess:export {of} {_digest(data)} -->\n".encode()


def _office(form: str, document: Document, options: Options, of: str) -> bytes:
    from assess.commands import office

    return (office.docx if form == "docx" else office.odt)(document, options.reference, of)


def _office_signed(form: str, data: bytes) -> str:
    from assess.commands import office

    return (office.docx_signed if form == "docx" else office.odt_signed)(data)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]


FORMATS: dict[str, Format] = {
    ".html": Format(_html, signed=_ends_signed),
    ".xml": Format(_akoma_ntoso, signed=_ends_signed),
    ".pdf": Format(_pdf, "pdf", _pdf_signed, _pdf_remark),
    ".docx": Format(lambda *given: _office("docx", *given), "office", lambda data: _office_signed("docx", data)),
    ".odt": Format(lambda *given: _office("odt", *given), "office", lambda data: _office_signed("odt", data)),
}
"""The formats, by how file names end."""


def misformed(output: str) -> Finding | None:
    """What is wrong with the name *output* of a document, when no format ends so."""
    found = Path(output).suffix.lower()
    if found in FORMATS:
        return None
    values = {"found": found or files.shown(output), "known": ", ".join(f"`{name}`" for name in FORMATS)}
    return Finding("export-format", Place(files.shown(output)), values, nearest=nearest(found, FORMATS))


def write_document(markdown: str, output: str, of: str, language: str = "fr", options: Options | None = None) -> bool:
    """Write *markdown*, a draft or an annex, to the file *output*, in the format that its name says; false when it is there already.

    *of* is the path of the proposal (or else of the draft) that it is made of; *language* counts for an annex. Raises `FileFault`.
    """
    form = FORMATS[Path(output).suffix.lower()]
    chosen = options or Options()
    document = set_typography(read(markdown, language))
    document = replace(document, date=document.date or chosen.date, organisation=document.organisation or chosen.organisation)
    identity = _digest(f"{relative(of, output)}\n{document.title}".encode("utf-8", "backslashreplace"))
    try:
        data = form.write(document, chosen, identity)
    except ModuleNotFoundError as error:
        raise files.FileFault("extra-missing", files.shown(output), extra=form.extra) from error
    except RuntimeError as error:  # the program that makes it failed
        raise files.FileFault("export-failed", files.shown(output), reason=str(error).partition("\n")[0]) from error
    if remark := form.remark(data):
        complain([Finding(remark, Place(files.shown(output)), severity=Severity.WARNING)], document.language)

    def made(there: bytes | None) -> bytes:
        if there and there != data and form.signed(there) != identity:
            raise files.FileFault("file-not-this-export", files.shown(output))
        return data

    return files.rewrite(output, made)


def export(session: Session, draft: str, output: str, *, reference: str = "", quiet: bool) -> int:
    """Write the *draft*, or an annex in Markdown, to *output*, in the format that its name says.

    It takes the styles of the file *reference*, when there is one. Gives the exit code.
    """
    lang = session.lang(draft)
    try:
        text = files.unified(files.read(draft)).decode("utf-8")
    except files.FileFault as fault:
        return refused([fault.finding], lang)
    except UnicodeDecodeError:
        return refused([Finding("file-not-utf-8", Place(files.shown(draft)))], lang)
    wrong = [finding for finding in (_not_ours(draft, text), misformed(output)) if finding]
    if wrong:
        return refused(wrong, lang)
    try:
        of = proposal_of(draft, text) or draft
        changed = write_document(text, output, of, _language(session, text), Options(reference))
    except files.FileFault as fault:
        return refused([fault.finding], lang)
    complain(_left_out(draft, text), lang)
    if not quiet:
        paint([((say("written" if changed else "unchanged", lang, {"path": files.shown(output)}), ""),)], sys.stderr)
    return DONE


def _not_ours(path: str, text: str) -> Finding | None:
    """What is wrong with the file *path* when its *text* is neither a draft nor an annex."""
    if is_draft(text) or _ANNEX.match(text):
        return None
    return Finding("export-damaged" if bears_markers(text) else "export-not-ours", Place(files.shown(path)))


def _language(session: Session, text: str) -> str:
    """The language of an annex: that of its title, unless one is chosen."""
    found = _ANNEX.match(text)
    return session.chosen_lang or (found.lastgroup if found else "") or "fr"


def _left_out(path: str, text: str) -> list[Finding]:
    """What people should know of a draft that is exported before they have settled it."""
    draft, place = passages.parse(text), Place(files.shown(path))
    offers = [segment for segment in draft.segments if segment.kind == "offer"]
    told = [("export-offer", segment.line, segment.name) for segment in offers]
    told += [("export-marker", damage.line, damage.name) for damage in draft.damage]
    return [Finding(message, Place(place.path, line), {"name": name}, severity=Severity.WARNING) for message, line, name in told]
