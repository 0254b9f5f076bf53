"""Sections that are missing, empty or still to be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from assess.checks.authorship import compiled, flat, is_own, is_prompt
from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line, at_offset
from assess.checks.subject import Subject
from assess.model.finding import Finding
from assess.study.outline import outline_of


def heading_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The sections of the data that no heading stands for, in a text of one of the outlines of the data."""
    if subject.proposal is None or _outline(subject) not in check.settings["outlines"]:
        return
    sections = check.settings["sections"]
    found = _found(subject, sections)
    for name, entry in sections.items():
        if name not in found:
            yield at_line(check, subject, "missing", _first_title(subject), title=entry["name"], point=entry["point"])


def _outline(subject: Subject) -> str:
    answer = subject.proposal.facts.get("text") if subject.proposal else None
    return outline_of(answer.values[0] if answer and answer.values else "")


def _found(subject: Subject, sections: dict[str, Any]) -> set[str]:
    """The sections that some heading stands for: by its words or, when they are nobody else's, by the passages under it."""
    found: set[str] = set()
    for heading in subject.page.headings:
        words = flat(heading.name)
        held = {passage.rpartition(".")[2] for passage in heading.passages}
        named = {name for name, entry in sections.items() if (pattern := compiled(tuple(entry["titles"]))) and pattern.search(words)}
        found |= named or {name for name, entry in sections.items() if not held.isdisjoint(entry["passages"])}
    return found


def _first_title(subject: Subject) -> int:
    return subject.page.headings[0].line if subject.page.headings else 1


def section_empty(check: Check, subject: Subject) -> Iterator[Finding]:
    """A heading with nothing under it, not even another of a deeper level."""
    headings = subject.page.headings
    for index, heading in enumerate(headings):
        deeper = index + 1 < len(headings) and headings[index + 1].level > heading.level
        blocks = (block for block in subject.page.under(index) if not block.owner.startswith("offer:"))
        if not deeper and heading.level > 1 and all(block.kind in ("comment", "rule", "html") for block in blocks):
            yield at_line(check, subject, "empty", heading.line, title=heading.title)


def prompt_standing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The prompts of the tool that are still there, at the stages of the data."""
    stage = subject.proposal.stage if subject.proposal else "exploration"
    if stage not in check.settings["stages"]:
        return
    for block in subject.page.blocks:
        if is_prompt(block) and not block.owner.startswith("offer:"):
            titles = subject.page.titles(block.line)
            yield at_line(check, subject, "prompt", block.line, section=titles[-1] if titles else "–")


def placeholder(check: Check, subject: Subject) -> Iterator[Finding]:
    """What people wrote in wait for something else, one a line."""
    told: set[int] = set()
    prose, unless = subject.page.prose, compiled(tuple(check.settings["unless"]))
    for words in check.settings["patterns"]:  # one by one, they are found faster by their first letters
        pattern = compiled((words,))
        for found in pattern.finditer(prose) if pattern else ():
            said = found[0].strip(_AROUND)
            start = found.start() + found[0].index(said)
            line, _ = subject.page.place(start)
            before = prose[max(0, start - _BEFORE) : start]
            if line not in told and _is_theirs(subject, line) and not (said[0].isalpha() and unless and unless.search(before)):
                told.add(line)
                yield at_offset(check, subject, "placeholder", start, len(said), found=said)


_AROUND: Final = " \t|>:*-\u00a0\u202f"
_BEFORE: Final = 12


def _is_theirs(subject: Subject, line: int) -> bool:
    """Whether people wrote the *line*: a heading of theirs, or text they own. A quotation is somebody else’s."""
    block = subject.page.block_at(line)
    return block is not None and block.kind != "quote" and (is_own(subject, block) or (block.kind == "heading" and block.owner == "people"))


def not_applicable(check: Check, subject: Subject) -> Iterator[Finding]:
    """A section of which people say only that it has no object."""
    pattern = compiled(tuple(check.settings["patterns"]))
    for index, heading in enumerate(subject.page.headings):
        blocks = [block for block in subject.page.under(index) if block.kind not in ("comment", "rule", "html")]
        told = [block for block in blocks if not block.owner.startswith("offer:")]
        if len(told) == 1 and pattern and is_own(subject, told[0]) and pattern.fullmatch(flat(told[0].text).strip("-> ")):
            yield at_line(check, subject, "bare", told[0].line, title=heading.name)


CHECKS: Final[dict[str, Function]] = {
    "heading-required": heading_missing,
    "heading-advised": heading_missing,
    "section-empty": section_empty,
    "prompt-standing": prompt_standing,
    "prompt-at-referral": prompt_standing,
    "placeholder": placeholder,
    "not-applicable-bare": not_applicable,
}
