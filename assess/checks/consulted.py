"""Consultations: those that the use calls for, their dates, and the reply given to each opinion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from assess.checks.authorship import compiled, flat, own_words, sections_of
from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line, in_proposal
from assess.checks.subject import Subject
from assess.checks.when import holds
from assess.model.finding import Finding


def consultation_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The bodies of the table that the facts call for, and that nobody says were consulted."""
    if subject.proposal is None:
        return
    sections = sections_of(subject, ("consultations", "held", "consultations-table"), check.settings["titles"])
    said = own_words(subject, sections)
    headings = subject.page.headings
    line = headings[sections[0]].line if sections else headings[0].line if headings else 1
    for body in check.settings["bodies"].values():
        if _called_for(body, subject) and not _consulted(body, subject, said):
            yield at_line(check, subject, "missing", line, body=body["name"], basis=body["basis"])


def _called_for(body: dict[str, Any], subject: Subject) -> bool:
    """Whether the facts and, where the table says so, what people wrote in a section call for this consultation."""
    if not holds(body["when"], subject):
        return False
    if "patterns" not in body:
        return True
    pattern = compiled(tuple(body["patterns"]))
    return bool(pattern and pattern.search(own_words(subject, sections_of(subject, body["sections"], body["titles"]))))


def _consulted(body: dict[str, Any], subject: Subject, said: str) -> bool:
    names = compiled(tuple(body["names"]))
    whom = "\n".join((*(flat(found.who) for found in subject.proposal.consultations), said) if subject.proposal else (said,))
    return bool(names and names.search(whom))


def consultation_late(check: Check, subject: Subject) -> Iterator[Finding]:
    """At referral, the mandatory consultations that bear a later date than the proposal, or none."""
    if subject.proposal is None or subject.proposal.stage != "referral":
        return
    for at, found in enumerate(subject.proposal.consultations):
        if not found.mandatory:
            continue
        if not found.when:
            yield in_proposal(check, subject, "undated", ("consultations", at, "who"), who=found.who)
        elif date.fromisoformat(found.when).toordinal() > subject.proposal.day:
            yield in_proposal(check, subject, "late", ("consultations", at, "when"), who=found.who, when=found.when)


def reply_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The opinions given, to which neither the proposal nor what people wrote gives a reply."""
    if subject.proposal is None:
        return
    pattern = compiled(tuple(check.settings["replies"]))
    sections = sections_of(subject, ("consultations", "held"), check.settings["titles"]) if subject.path else []
    said = own_words(subject, sections)
    if pattern and pattern.search(said):
        return
    for at, found in enumerate(subject.proposal.consultations):
        if found.opinion.strip() and not found.reply.strip():
            yield in_proposal(check, subject, "no-reply", ("consultations", at, "opinion"), who=found.who)


CHECKS: Final[dict[str, Function]] = {
    "consultation-missing": consultation_missing,
    "consultation-late": consultation_late,
    "reply-missing": reply_missing,
}
