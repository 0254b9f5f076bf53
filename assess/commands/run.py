"""`assess run`: the draft of the impact study written or written again, with a summary."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import asdict

from assess import files
from assess.commands.drafts import Written, misnamed, study_text, unknown_passage, write_draft
from assess.commands.found import ENDING
from assess.commands.session import Assessed, Session, refused
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding
from assess.terminal import paint


def run(session: Session, proposal: str, output: str, *, take: Sequence[str] | None = None, quiet: bool) -> int:
    """Assess the *proposal* and write its draft to *output* (default: beside it; `-`: stdout).

    The passages *take* get the tool's text even where people changed or deleted it. Gives the exit code.
    """
    read, lang = session.assessed(proposal), session.lang(proposal)
    if read is None:
        return INVALID
    target = output or default_output(proposal)
    if target != "-" and (wrong := misnamed(target, ".md", proposal)):
        return refused(wrong, lang)
    written = _write(session, read, target, take or ())
    if not quiet:
        _summary(read, lang, written, target, session.chosen_lang or read.proposal.language)
    return refused([written], lang) if isinstance(written, Finding) else DONE


def default_output(path: str) -> str:
    """The draft beside the proposal *path*: its stem and `.impact-study.md`."""
    return str(Path(path).with_suffix("")) + ENDING


def _write(session: Session, read: Assessed, target: str, take: Sequence[str]) -> Finding | Written | None:
    """What was written, if not to stdout; or what is wrong: nothing is written then, nor when there is no passage to *take*."""
    try:
        text = study_text(session, read, target)
        wrong = text if isinstance(text, Finding) else unknown_passage(text, take)
        if wrong or isinstance(text, Finding):
            return wrong
        if target != "-":
            return write_draft(target, text, take)
    except files.FileFault as fault:
        return fault.finding
    sys.stdout.write(text)
    return None


def _summary(read: Assessed, lang: str, written: Finding | Written | None, target: str, asked: str) -> None:
    from assess.reporters.summary import draft_lines, summary  # a quiet run has none

    lines = summary(*read, lang)
    if isinstance(written, Written):
        kept = written.lang if written.lang != asked else ""
        lines += draft_lines(asdict(written.report), files.shown(target), lang, written.before, kept, changed=written.changed)
    paint(lines, sys.stderr)
