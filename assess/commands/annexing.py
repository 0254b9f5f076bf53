"""`assess annex`: an annex of the text, or all of them, in the format that the file name asks for."""

from __future__ import annotations

import sys
from pathlib import Path

from assess import files
from assess.commands.drafts import encoded, misnamed, template_finding
from assess.commands.option_files import assessed_options
from assess.commands.session import Assessed, Session, complain, refused
from assess.commands.template_origin import templates_for
from assess.messages import say
from assess.model.constants import ANNEXES
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding, Place
from assess.model.wording import worded
from assess.study.annex_data import FILES, Duties
from assess.study.annexes import annex as annex_text
from assess.study.annexes import data_of
from assess.study.templates import TemplateFault, Templates
from assess.terminal import paint
from assess.yaml_source.nearest import nearest

ALL = "all"
MARKDOWN = ".md"


def annex(session: Session, proposal: str, kind: str, output: str, form: str, *, quiet: bool) -> int:
    """Write the annex *kind* of the *proposal* to *output* (`-`: stdout); for `all`, every one of them, in the folder *output*.

    *form* is the format of all (`md`, `html`, `docx`…); of one, the file name tells it. Gives the exit code.
    """
    lang = session.lang(proposal)
    if wrong := _misused(kind, output, form, proposal):
        return refused(wrong, lang)
    read = session.assessed(proposal)
    if read is None:
        return INVALID
    writer = _Writer(session, proposal, read, quiet=quiet)
    kinds = ANNEXES if kind == ALL else (kind,)
    try:
        texts = {one: writer.text(one) for one in kinds}
    except TemplateFault as fault:
        return refused([template_finding(fault)], lang)
    if output == "-":
        sys.stdout.write(texts[kind])
        return DONE
    if kind == ALL:
        files.make_folder(output)
    ending = f".{form or MARKDOWN[1:]}"
    for one, text in texts.items():
        writer.write(one, text, str(Path(output, f"{ANNEXES.index(one) + 1:02}-{one}{ending}")) if kind == ALL else output)
    return DONE


def _misused(kind: str, output: str, form: str, proposal: str) -> list[Finding]:
    """What is wrong with the options, taken together."""
    if kind not in (*ANNEXES, ALL):
        known = (*ANNEXES, ALL)
        return [Finding("unknown-annex", Place("--kind"), {"found": kind, "known": ", ".join(known)}, nearest=nearest(kind, known))]
    if kind == ALL:
        if output == "-" or Path(output).is_file():
            return [Finding("annex-folder", Place(files.shown(output)))]
        return _unwritten(f".{form}" if form else MARKDOWN, f"--format {form}")
    if form:
        return [Finding("annex-form-alone", Place(f"--format {form}"))]
    if output == "-":
        return []
    ending = Path(output).suffix.lower()
    return misnamed(output, MARKDOWN, proposal) or _unwritten(ending, files.shown(output))


def _unwritten(ending: str, place: str) -> list[Finding]:
    """What is wrong with a file name that ends with *ending*."""
    if ending == MARKDOWN:
        return []
    from assess.commands.exporting import FORMATS  # Markdown needs none of it

    known = (MARKDOWN, *FORMATS)
    if ending in known:
        return []
    return [Finding("annex-format", Place(place), {"found": ending, "known": ", ".join(known)}, nearest=nearest(ending, known))]


class _Writer:
    """Makes and writes the annexes of one proposal."""

    def __init__(self, session: Session, path: str, read: Assessed, *, quiet: bool) -> None:
        self._session, self._path, self._read, self._quiet = session, path, read, quiet
        self._templates: Templates = templates_for(session, path)
        self._lang = session.chosen_lang or read.proposal.language

    def text(self, kind: str) -> str:
        """The annex *kind*, in Markdown. Raises `TemplateFault`."""
        read = self._under_its_rubric(kind)
        options = assessed_options(self._session, self._path, self._read) if kind == "options" else None
        return annex_text(kind, *read, self._lang, self._templates, options)

    def _under_its_rubric(self, kind: str) -> Assessed:
        """The proposal assessed under the rubric of the annex *kind*, where it has one of its own."""
        held = data_of(kind, self._templates) if kind in FILES else None
        if not isinstance(held, Duties) or self._read.rubric.id == held.rubric:
            return self._read
        own = self._session
        other = Session(own.chosen_lang, held.rubric, own.chosen_as_of, own.chosen_templates)
        found = other.read(self._path)
        if found.proposal is None or found.method is None:  # the rubric is not at hand, or has a fault
            complain(found.findings, own.lang(self._path))
            return self._read
        evaluator = found.method.evaluator
        return Assessed(
            worded(evaluator.rubric, found.proposal), found.proposal, evaluator.assess(found.proposal, self._read.assessment.as_of)
        )

    def write(self, kind: str, text: str, output: str) -> None:
        """Write *text*, the annex *kind* in Markdown, to *output*, in the format of its name. Raises `FileFault`."""
        changed = self._written(kind, text, output)
        if not self._quiet:
            lang = self._session.lang(self._path)
            paint([((say("written" if changed else "unchanged", lang, {"path": files.shown(output)}), ""),)], sys.stderr)

    def _written(self, kind: str, text: str, output: str) -> bool:
        """Write *text*; gives whether the file changed."""
        if Path(output).suffix.lower() != MARKDOWN:
            from assess.commands.exporting import Options, write_document

            of = self._read.proposal
            named = Options(proposal=of.id, kind=kind, date=of.date, organisation=of.organisation)
            return write_document(text, output, self._path, self._lang, named)

        def made(data: bytes | None) -> bytes:
            first, *_ = (data or b"").decode(errors="replace").splitlines() or [""]
            if first and first != text.partition("\n")[0]:
                raise files.FileFault("file-not-an-annex", files.shown(output))
            return encoded(text)

        return files.rewrite(output, made)
