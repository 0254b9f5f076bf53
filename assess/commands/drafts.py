"""Drafts on the disk: templates found, text made, an existing draft written again and never lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from assess import files
from assess.commands.found import bears_markers, proposal_of, relative, told_apart
from assess.commands.option_files import assessed_options
from assess.commands.session import Assessed, Session
from assess.commands.template_origin import made_with, templates_for
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding, Place
from assess.study.draft_merge import MergeReport, merge
from assess.study.front_matter import is_draft, keys, language_made, listed, split
from assess.study.study import BODY, WHOLE, study
from assess.study.templates import TemplateFault
from assess.yaml_source.nearest import nearest


class Written(Struct, frozen=True):
    """A draft that is on the disk now."""

    changed: bool
    """Whether this run wrote it; a run that changes nothing writes nothing."""
    report: MergeReport
    lang: str = ""
    before: tuple[str, str] = ("", "")
    """The rubric, as `id@version`, that the draft there was written under, and the present one; empty when they are the same."""


def annexes_beside(target: str) -> str:
    """The file of the annexes of the draft *target*, where they stand apart."""
    return str(Path(target).parent / f"{Path(target).stem}.annexes.md")


def parted(target: str) -> bool:
    """Whether the draft that stands at *target* has its annexes apart."""
    front = split(files.head(target, files.MAX_BYTES).decode(errors="replace"))[0] if target != "-" else ""
    return keys(front).get("part") == BODY


def study_text(session: Session, read: Assessed, target: str, part: str = WHOLE) -> str | Finding:
    """The fresh draft for *read*, or a *part* of it, to be written to *target*; a finding for a mistake in a template.

    Raises `FileFault`.
    """
    own, lang = read.proposal.path, document_language(session, read, target)
    if isinstance(lang, Finding):
        return lang
    templates = templates_for(session, own)
    try:
        made = made_with(session, own, lang)
        beside = Path(annexes_beside(target)).name
        options = assessed_options(session, read)
        return study(*read, lang, templates, relative(own, target), made, options=options, part=part, beside=beside)
    except TemplateFault as fault:
        return template_finding(fault)


def document_language(session: Session, read: Assessed, target: str) -> str | Finding:
    """The language of the draft *target*: a draft that is there keeps the one of its front matter, which people cannot change alone."""
    front = split(files.head(target, files.MAX_BYTES).decode(errors="replace"))[0] if target != "-" else ""
    stated, made = keys(front).get("lang", ""), language_made(front)
    if stated in LANGUAGES and made in LANGUAGES and stated != made:
        line = next(at for at, text in enumerate(front.split("\n"), 1) if text.lstrip().startswith("lang"))
        return Finding("draft-language", Place(files.shown(target), line), {"found": stated, "expected": made})
    return next((lang for lang in (stated, made) if lang in LANGUAGES), session.chosen_lang or read.proposal.language)


def template_finding(fault: TemplateFault) -> Finding:
    """What to say of a mistake in a user's template, with the line it is on."""
    try:
        lines = files.unified(files.read(fault.path)).decode("utf-8", errors="replace").split("\n")
    except files.FileFault:
        lines = []
    line = lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""
    start = len(line) - len(line.lstrip())
    place = Place(files.shown(fault.path), fault.line, start + 1)
    return Finding(fault.message, place, fault.values, line_text=line, length=max(len(line.strip()), 1))


def write_draft(target: str, text: str, take: Sequence[str] = ()) -> Written:
    """Write the fresh draft *text* to *target*, over the draft that is there.

    The passages *take* get the tool's text. Raises `FileFault`.
    """
    old, report = "", MergeReport(text)

    def made(data: bytes | None) -> bytes:
        nonlocal old, report
        old = _own_draft(target, data or b"", proposal_of(target, text))
        report = merge(old, text, take) if old else MergeReport(text, added=listed(split(text)[0]) or ())
        return encoded(report.text)

    changed = files.rewrite(target, made)
    return Written(changed, report, keys(split(text)[0]).get("lang", ""), _rubrics(old, text))


def _own_draft(target: str, data: bytes, proposal: str) -> str:
    """The draft *data* that stands at *target*, empty for none. Raises `FileFault` when it is no draft of the file *proposal*."""
    shown = files.shown(target)
    try:
        old = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise files.FileFault("draft-not-read", shown) from error
    if not old.strip():
        return ""
    if not is_draft(old):
        raise files.FileFault("draft-damaged" if bears_markers(old) else "file-not-a-draft", shown)
    other = proposal_of(target, old)
    if other and files.there(other) and not files.same(other, proposal):
        found, own = told_apart(files.shown(other), files.shown(proposal))
        raise files.FileFault("draft-of-another", shown, found=found, own=own)
    return old


def misnamed(target: str, ending: str, proposal: str = "") -> list[Finding]:
    """What is wrong with the output *target*: it is the *proposal*, or has the name of what is read, not the *ending* of an output."""
    place, found = Place(files.shown(target)), Path(target).suffix.lower()
    if proposal and files.same(target, proposal):
        return [Finding("output-is-input", place)]
    taken = (*files.YAML, ".toml", ".j2")
    return [Finding("output-misnamed", place, {"found": found, "ending": ending})] if found in taken else []


def encoded(text: str) -> bytes:
    """The bytes of a draft or a report; what a name has that is no UTF-8 is shown as an escape."""
    return text.encode("utf-8", "backslashreplace")


def _rubrics(old: str, new: str) -> tuple[str, str]:
    """The rubrics that two drafts name in their front matters; nothing for the same one, or for none."""
    before, now = (re.search(r'^  rubric: "?([^"\n]+)"?$', split(text)[0], re.MULTILINE) for text in (old, new))
    return (before[1], now[1]) if before and now and before[1] != now[1] else ("", "")


def unknown_passage(text: str, take: Sequence[str]) -> Finding | None:
    """What is wrong with the first of the ids *take* that the fresh draft *text* does not have."""
    names = listed(split(text)[0]) or ()
    wrong = next((name for name in take if name not in names), None)
    return Finding("unknown-passage", Place("--take"), {"found": wrong}, nearest=nearest(wrong, names)) if wrong is not None else None
