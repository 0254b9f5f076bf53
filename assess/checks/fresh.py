"""Whether a draft can be read, and is still what its proposal, its rubric and the law give today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from assess.checks.authorship import Author, author_of
from assess.checks.findings import at_line, at_offset
from assess.checks.model import Check
from assess.checks.subject import Subject
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding
from assess.study.canonical import canonical
from assess.study.front_matter import listed
from assess.study.passages import Segment, digest, vouched
from assess.yaml_source.source import conflicts
from assess.yaml_source.unseen import piles

UNREADABLE: Final = "draft-unreadable"


def draft_unreadable(check: Check, subject: Subject) -> Iterator[Finding]:
    """What the reader of files says of the draft, and marks that nobody could read."""
    yield from (at_line(check, subject, trouble, 1) for trouble in subject.troubles if trouble in check.messages)
    yield from (at_offset(check, subject, "piled-marks", offset, 1) for offset in piles(subject.text))


def proposal_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """A draft without proposal: pointed at where its front matter names one."""
    for trouble in subject.troubles:
        if trouble in check.messages:
            yield at_line(check, subject, trouble, front_line(subject, "proposal:"), found=subject.names.get("proposal", ""))


def marker_damaged(check: Check, subject: Subject) -> Iterator[Finding]:
    """Each fault that the reader of drafts reports."""
    for damage in subject.draft.damage:
        if damage.fault in check.messages:
            yield at_line(check, subject, damage.fault, damage.line, passage=damage.name)


def conflict_marker(check: Check, subject: Subject) -> Iterator[Finding]:
    """Each merge that nobody resolved, wherever it stands: what code shows may be one."""
    return (at_line(check, subject, "conflict", subject.page.place(offset)[0]) for offset in conflicts(subject.text, within=True))


def passage_edited(check: Check, subject: Subject) -> Iterator[Finding]:
    """A passage whose text is not the one its marker vouches for."""
    for name, segment in subject.draft.passages.items():
        if _rewritten(segment):
            yield at_line(check, subject, "edited", segment.line, passage=name)


def _rewritten(segment: Segment) -> bool:
    """Whether people changed the passage *segment*; one that they emptied is no text of theirs."""
    return author_of(segment) is Author.PEOPLE and bool(segment.text.strip())


def passage_stale(check: Check, subject: Subject) -> Iterator[Finding]:
    """Texts that pass for the tool's and are not its text of today, that are not called for, or that are not there yet.

    Digests and front matter only say what a draft claims of itself: whatever they say, each text is compared.
    """
    fresh, names = subject.fresh(), listed(subject.front)
    for segment in subject.draft.segments:
        now, text = fresh.get(segment.name), segment.text
        vouches = segment.kind in ("passage", "offer") and segment.untouched
        if vouches and (now is None or (text != now and canonical(text) != canonical(now))):
            yield at_line(check, subject, "stale" if segment.name in fresh else "gone", segment.line, passage=segment.name)
    seen = {*subject.draft.passages, *(damage.name for damage in subject.draft.damage)}
    new = [name for name in fresh if names is not None and name not in names and name not in seen]
    if new:
        yield at_line(check, subject, "new", front_line(subject, "passages:"), passages=", ".join(new))


def edit_outdated(check: Check, subject: Subject) -> Iterator[Finding]:
    """Passages that people rewrote, while what they rewrote has changed."""
    names = listed(subject.front)
    fresh = subject.fresh() if names else {}
    for name, segment in subject.draft.passages.items():
        if name not in (names or ()) or not _rewritten(segment):
            continue
        if name not in fresh:
            yield at_line(check, subject, "orphan", segment.line, passage=name)
        elif not vouched(segment.digest, fresh[name]) and digest(fresh[name]) != digest(segment.text):
            yield at_line(check, subject, "outdated", segment.line, passage=name)


def language_changed(check: Check, subject: Subject) -> Iterator[Finding]:
    """A language in the front matter that is not the one the passages are in, or that is none."""
    line, stated = front_line(subject, "lang:"), subject.names.get("lang", "")
    if subject.names and line > 1 and stated != subject.lang:
        column = subject.page.lines[line - 1].find(stated) + 1 if stated else 0
        message = "changed" if stated in LANGUAGES else "unknown"
        yield at_line(check, subject, message, line, column, len(stated), found=stated, made=subject.lang)


def proposal_changed(check: Check, subject: Subject) -> Iterator[Finding]:
    """A proposal that is not, byte for byte, the one the draft was written from."""
    written = subject.names.get("sha256", "")
    if subject.proposal is not None and written and written != subject.proposal.sha256:
        yield at_line(check, subject, "changed", front_line(subject, "sha256:"))


def rubric_changed(check: Check, subject: Subject) -> Iterator[Finding]:
    """A rubric that is not the one the draft was written with, or another version of it."""
    written = subject.names.get("rubric", "")
    now = f"{subject.rubric.id}@{subject.rubric.version}" if subject.rubric else ""
    if written and now and written != now:
        yield at_line(check, subject, "changed", front_line(subject, "rubric:"), then=written, now=now)


def law_changed(check: Check, subject: Subject) -> Iterator[Finding]:
    """A draft that states the law of another day: the provisions it cites that have changed in between."""
    then = _day(subject.names.get("as-of", ""))
    if subject.rubric is None or not then or then == subject.as_of:
        return
    text = _plain(subject.page.text)
    laws = [law for law in subject.rubric.law if law.status(then) != law.status(subject.as_of)]
    cites = [cite for law in laws if (cite := law.cite.get(subject.lang) or next(iter(law.cite.values()))) and _plain(cite) in text]
    line, was, now = front_line(subject, "as-of:"), date.fromordinal(then).isoformat(), date.fromordinal(subject.as_of).isoformat()
    if not cites:
        yield at_line(check, subject, "day", line, then=was, now=now)
    for cite in cites:
        yield at_line(check, subject, "law", line, law=cite, then=was, now=now)


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def front_line(subject: Subject, key: str) -> int:
    """The line of the front matter that begins with *key*, or 1."""
    front = subject.draft.segments[0].source.count("\n") if subject.draft.segments else 0
    lines = enumerate(subject.page.lines[:front], 1)
    return next((number for number, line in lines if line.lstrip().startswith(key)), 1)


def _day(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return 0
