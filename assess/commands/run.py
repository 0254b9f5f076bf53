"""`assess run`: the draft of the impact study written or written again, with a summary."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import asdict

from assess import files
from assess.commands.drafts import (
    Written,
    annexes_beside,
    misnamed,
    parted,
    study_text,
    unknown_passage,
    write_draft,
)
from assess.commands.found import ENDING
from assess.commands.session import Assessed, Session, refused
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding
from assess.study.study import ANNEXES, BODY, WHOLE
from assess.terminal import paint


def run(session: Session, proposal: str, output: str, *, take: Sequence[str] | None = None, annexes: str = "", quiet: bool) -> int:
    """Assess the *proposal* and write its draft to *output* (default: beside it; `-`: stdout).

    The passages *take* get the tool's text even where people changed or deleted it. *annexes*: in the `same` file, or in a `separate` one
    beside it; where nothing is said, as the draft that is there has them. Gives the exit code.
    """
    read, lang = session.assessed(proposal), session.lang(proposal)
    if read is None:
        return INVALID
    target = output or default_output(proposal)
    if target != "-" and (wrong := misnamed(target, ".md", proposal)):
        return refused(wrong, lang)
    apart = target != "-" and (annexes == "separate" or (not annexes and parted(target)))
    parts = ((target, BODY), (annexes_beside(target), ANNEXES)) if apart else ((target, WHOLE),)
    done: dict[str, Finding | Written | None] = {}
    for path, part in parts:
        if not any(isinstance(made, Finding) for made in done.values()):
            done[path] = _write(session, read, path, take or (), part)
    if not quiet:
        _summary(read, lang, done, session.chosen_lang or read.proposal.language)
    wrong = [made for made in done.values() if isinstance(made, Finding)]
    return refused(wrong, lang) if wrong else DONE


def default_output(path: str) -> str:
    """The draft beside the proposal *path*: its stem and `.impact-study.md`."""
    return str(Path(path).with_suffix("")) + ENDING


def _write(session: Session, read: Assessed, target: str, take: Sequence[str], part: str) -> Finding | Written | None:
    """What was written, if not to stdout; or what is wrong: nothing is written then, nor when there is no passage to *take*."""
    try:
        text = study_text(session, read, target, part)
        if isinstance(text, Finding):
            return text
        if part == WHOLE and (wrong := unknown_passage(text, take)):
            return wrong
        if target != "-":
            return write_draft(target, text, take)
    except files.FileFault as fault:
        return fault.finding
    sys.stdout.write(text)
    return None


def _summary(read: Assessed, lang: str, done: Mapping[str, Finding | Written | None], asked: str) -> None:
    from assess.reporters.summary import draft_lines, summary  # a quiet run has none

    lines = summary(*read, lang)
    for target, written in done.items():
        if isinstance(written, Written):
            kept = written.lang if written.lang != asked else ""
            lines += draft_lines(asdict(written.report), files.shown(target), lang, written.before, kept, changed=written.changed)
    paint(lines, sys.stderr)
