"""`assess annex`: an annex of a legislative text."""

from __future__ import annotations

import sys
from pathlib import Path

from assess import files, reporters
from assess.commands.drafts import template_finding
from assess.commands.session import Session, complain
from assess.commands.template_origin import templates_for
from assess.messages import say
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding, Place
from assess.study.templates import TemplateFault


def annex(session: Session, path: str, kind: str, output: str, *, quiet: bool) -> int:
    """Write the annex *kind* of the proposal *path* to *output* (`-`: stdout). Gives the exit code."""
    from assess.study.study import annex as annex_text

    lang = session.lang(path)
    if output != "-" and Path(output).suffix.lower() not in reporters.ANNEX:
        complain([Finding("annex-format", Place(files.shown(output)), {"found": Path(output).suffix or output})], lang)
        return INVALID
    read = session.read(path)
    complain(read.findings, lang)
    if read.proposal is None or read.method is None:
        return INVALID
    assessment = read.method.evaluator.assess(read.proposal, read.as_of)
    rubric = read.method.evaluator.rubric
    try:
        written_in = session.chosen_lang or read.proposal.language
        text = annex_text(kind, rubric, read.proposal, assessment, written_in, templates_for(session, path))
    except TemplateFault as fault:
        complain([template_finding(fault)], lang)
        return INVALID
    if output == "-":
        sys.stdout.write(text)
        return DONE
    if files.same(output, path):
        complain([Finding("output-is-input", Place(files.shown(output)))], lang)
        return INVALID
    changed = files.replace(output, text.encode("utf-8"))
    if not quiet:
        sys.stderr.write(say("written" if changed else "unchanged", lang, {"path": files.shown(output)}) + "\n")
    return DONE
