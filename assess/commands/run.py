"""`assess run`: score, summarise, write or write again the draft of the impact study."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import asdict

from assess import files
from assess.commands.drafts import Written, study_text, unknown_passage, write_draft
from assess.commands.session import Read, Session, complain
from assess.model.assessment import Assessment
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding, Place


def run(session: Session, path: str, output: str, *, take: Sequence[str] = (), quiet: bool) -> int:
    """Assess the proposal *path* and write its draft to *output* (default: beside it; `-`: stdout).

    The passages *take* get the tool's text even where people changed or deleted it. Gives the exit code.
    """
    read = session.read(path)
    lang = session.lang(path)
    complain(read.findings, lang)
    if read.proposal is None or read.method is None:
        return INVALID
    target = output or default_output(path)
    if target != "-" and files.same(target, path):
        complain([Finding("output-is-input", Place(files.shown(target)))], lang)
        return INVALID
    assessment = read.method.evaluator.assess(read.proposal, read.as_of)
    fault, written = _write(session, read, assessment, target, take)
    if not quiet:
        _summary(read, assessment, lang, written, target)
    if fault is not None:
        complain([fault], lang)
        return INVALID
    return DONE


def default_output(path: str) -> str:
    """The draft beside the proposal *path*: its stem and `.impact-study.md`."""
    return str(Path(path).with_suffix("")) + ".impact-study.md"


def _write(session: Session, read: Read, assessment: Assessment, target: str, take: Sequence[str]) -> tuple[Finding | None, Written | None]:
    try:
        text = study_text(session, read, assessment, target)
        if isinstance(text, Finding):
            return text, None
        if target == "-" and (unknown := unknown_passage(text, take)):
            return unknown, None
        if target == "-":
            sys.stdout.write(text)
            return None, None
        return write_draft(target, text, take)
    except files.FileFault as fault:
        return Finding(fault.message, Place(fault.path), fault.values), None


def _summary(read: Read, assessment: Assessment, lang: str, written: Written | None, target: str) -> None:
    from assess.reporters.summary import Summary, draft_lines
    from assess.terminal import paint

    if read.proposal is None or read.method is None:
        return
    lines = Summary(read.method.evaluator.rubric, read.proposal, assessment, lang).lines()
    if written is not None:
        lines += draft_lines(asdict(written.report), files.shown(target), lang, written.before)
    paint(lines, sys.stderr)
