"""Whether a draft is still what its proposal, its rubric and the law give today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line
from assess.checks.subject import Subject
from assess.model.finding import Finding
from assess.study.front_matter import listed
from assess.study.passages import digest


def passage_stale(check: Check, subject: Subject) -> Iterator[Finding]:
    """Passages nobody touched that are not the text of today, that are no longer called for, or that are not there yet."""
    names = _listed(subject)
    if subject.unchanged or names is None:
        return
    fresh, passages = subject.fresh(), subject.draft.passages
    for name, segment in passages.items():
        if segment.untouched and name in names:
            if name not in fresh:
                yield at_line(check, subject, "gone", segment.line, passage=name)
            elif digest(fresh[name]) != segment.digest:
                yield at_line(check, subject, "stale", segment.line, passage=name)
    damaged = {damage.name for damage in subject.draft.damage}
    new = [name for name in fresh if name not in names and name not in passages and name not in damaged]
    if new:
        yield at_line(check, subject, "new", _line_of(subject, "passages:"), passages=", ".join(new))


def edit_outdated(check: Check, subject: Subject) -> Iterator[Finding]:
    """Passages that people rewrote, while what they rewrote has changed."""
    names = _listed(subject)
    if subject.unchanged or names is None:
        return
    fresh = subject.fresh()
    for name, segment in subject.draft.passages.items():
        if segment.untouched or name not in names or not segment.text.strip():
            continue
        if name not in fresh:
            yield at_line(check, subject, "orphan", segment.line, passage=name)
        elif digest(fresh[name]) not in (segment.digest, digest(segment.text)):
            yield at_line(check, subject, "outdated", segment.line, passage=name)


def proposal_changed(check: Check, subject: Subject) -> Iterator[Finding]:
    """A proposal that is not, byte for byte, the one the draft was written from."""
    written = subject.names.get("sha256", "")
    if subject.proposal is not None and written and written != subject.proposal.sha256:
        yield at_line(check, subject, "changed", _line_of(subject, "sha256:"))


def rubric_changed(check: Check, subject: Subject) -> Iterator[Finding]:
    """A rubric that is not the one the draft was written with, or another version of it."""
    written = subject.names.get("rubric", "")
    now = f"{subject.rubric.id}@{subject.rubric.version}" if subject.rubric else ""
    if written and now and written != now:
        yield at_line(check, subject, "changed", _line_of(subject, "rubric:"), then=written, now=now)


def law_changed(check: Check, subject: Subject) -> Iterator[Finding]:
    """A draft that states the law of another day: the provisions it cites that have changed in between."""
    then = _day(subject.names.get("as-of", ""))
    if subject.rubric is None or not then or then == subject.as_of:
        return
    text = _plain(subject.page.text)
    laws = [law for law in subject.rubric.law if law.status(then) != law.status(subject.as_of)]
    cites = [cite for law in laws if (cite := law.cite.get(subject.lang) or next(iter(law.cite.values()))) and _plain(cite) in text]
    line, was, now = _line_of(subject, "as-of:"), date.fromordinal(then).isoformat(), date.fromordinal(subject.as_of).isoformat()
    if not cites:
        yield at_line(check, subject, "day", line, then=was, now=now)
    for cite in cites:
        yield at_line(check, subject, "law", line, law=cite, then=was, now=now)


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def _listed(subject: Subject) -> tuple[str, ...] | None:
    """The passages listed in the front matter; None when there is no list."""
    first = subject.draft.segments[0] if subject.draft.segments else None
    return listed(first.source) if first and first.kind == "front" else None


def _line_of(subject: Subject, key: str) -> int:
    """The line of the front matter that begins with *key*, or 1."""
    front = subject.draft.segments[0].source.count("\n") if subject.draft.segments else 0
    lines = enumerate(subject.page.lines[:front], 1)
    return next((number for number, line in lines if line.lstrip().startswith(key)), 1)


def _day(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return 0


CHECKS: Final[dict[str, Function]] = {
    "passage-stale": passage_stale,
    "edit-outdated": edit_outdated,
    "proposal-changed": proposal_changed,
    "rubric-changed": rubric_changed,
    "law-changed": law_changed,
}
