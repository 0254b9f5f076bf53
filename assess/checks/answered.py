"""What the assessment asks for, and what the proposal or the draft answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from assess.checks.authorship import ASSESSED, PROMPT, Author
from assess.checks.findings import at_line, in_proposal
from assess.checks.model import Check
from assess.checks.reach import compiled, flat, line_of, sections_of, words_in
from assess.checks.subject import Subject
from assess.checks.when import holds
from assess.model.assessment import CERTAIN
from assess.model.finding import Finding
from assess.model.rubric import Text

_ID: Final = re.compile(r"(?:condition|red-line)\.[\w.-]*\w")
_STEM: Final = 6
"""How many letters of a word are compared, whatever its end."""
_MOST: Final = 0.7
"""How much of a title must be found."""


def safeguard_unanswered(check: Check, subject: Subject) -> Iterator[Finding]:
    """At referral, the guarantees certainly required about which the proposal says nothing."""
    if subject.proposal is None or subject.assessment is None or subject.proposal.stage != "referral":
        return
    titles = {safeguard.id: safeguard.title for safeguard in subject.rubric.safeguards} if subject.rubric else {}
    for result in subject.assessment.safeguards:
        if result.required == "yes" and result.status == "unknown":
            yield in_proposal(check, subject, "unanswered", ("safeguards", result.id), title=titles.get(result.id, result.id))


def red_line_unanswered(check: Check, subject: Subject) -> Iterator[Finding]:
    """The red lines raised of which the draft says nothing."""
    if subject.assessment is None or subject.rubric is None:
        return
    titles = {line.id: line.title for line in subject.rubric.red_lines}
    raised = {f"red-line.{line.id}": titles[line.id] for line in subject.assessment.red_lines if line.status == "raised"}
    yield from _silent(check, subject, raised)


def condition_unanswered(check: Check, subject: Subject) -> Iterator[Finding]:
    """The conditions certain of which the draft says nothing."""
    pathway = subject.assessment.pathway if subject.assessment else None
    if pathway is None or subject.rubric is None:
        return
    slots: dict[str, Text] = {}
    entries = subject.rubric.entries()
    for condition in pathway.conditions:
        kind, _, name = condition.id.partition(":")
        if condition.certainty == CERTAIN and kind != "red-line":
            passage = condition.id.removeprefix("condition:").replace(":", ".")
            slots[f"condition.{passage}"] = getattr(entries[kind].get(name), "title", condition.text)
    yield from _silent(check, subject, slots)


def _silent(check: Check, subject: Subject, slots: dict[str, Text]) -> Iterator[Finding]:
    """The *slots*, passages with what they are about, that hold nothing but a prompt, or stand nowhere and are not spoken of.

    People may speak of one by its id, `red-line.consent-under-authority`, in a comment if they like, or in most of the words of its title.
    """
    passages, blank = subject.draft.passages, compiled(check.settings["blank"])
    said = _stems_of_blocks(subject) if slots.keys() - passages.keys() else []
    apart = "condition." if subject.names.get("part") == "body" else "–"  # they stand in the file of the annexes
    for name, title in slots.items():
        asked = [(stems, max(min(len(stems), 2), _MOST * len(stems))) for stems in map(_stems, title.values())]
        if segment := passages.get(name):
            if PROMPT.match(segment.text) or blank.fullmatch(flat(segment.text)):
                yield at_line(check, subject, "blank", segment.line, title=title)
        elif not name.startswith(apart) and not any(name in words or len(words & stems) >= most for words in said for stems, most in asked):
            yield at_line(check, subject, "missing", _line(subject, name), title=title)


def _stems_of_blocks(subject: Subject) -> list[set[str]]:
    """What people wrote, each block as the stems of its words, with the ids that it names; headings and comments too."""
    own = [
        block for block in subject.page.blocks if block.written or (block.author is Author.PEOPLE and block.kind in ("heading", "comment"))
    ]
    return [_stems(block.text) | set(_ID.findall(block.text)) for block in own]


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"\w{4,}", text.casefold())}


def _line(subject: Subject, name: str) -> int:
    """Where the passage *name* would be looked for: under the heading that has its like, or at the first heading."""
    kind = name.partition(".")[0]
    like, headings = {kind, f"{kind}s"}, subject.page.headings
    near = (heading.line for heading in headings if any(passage.partition(".")[0] in like for passage in heading.passages))
    return next(near, line_of(subject))


def experiment_incomplete(check: Check, subject: Subject) -> Iterator[Finding]:
    """An experiment of which the duration, the indicators, the criteria for stopping or the evaluator are said nowhere."""
    if subject.proposal is None or not holds(check.settings["when"], subject):
        return
    sections = sections_of(subject, check.settings["sections"], check.settings["titles"])
    said = words_in(subject, sections)
    line = _last(subject, sections)
    for name, entry in check.settings["elements"].items():
        if not _given(entry, subject, check.settings["level"]) and not compiled(entry["patterns"]).search(said):
            yield at_line(check, subject, name, line)


def _last(subject: Subject, sections: list[int]) -> int:
    """The line of the last of *sections* that is the study's own, not the assessment's; else of the first heading."""
    headings = subject.page.headings
    own = [index for index in sections if not any(passage.startswith(ASSESSED) for passage in headings[index].passages)]
    return headings[(own or sections or [0])[-1]].line if headings else 1


def _given(entry: dict[str, Any], subject: Subject, level: int) -> bool:
    """Whether the proposal itself gives the element: by a fact, by a guarantee, or by a criterion at *level* or above."""
    proposal = subject.proposal
    if proposal is None:
        return False
    safeguards = (proposal.safeguards.get(name) for name in entry.get("safeguards", ()))
    criteria = (proposal.criteria.get(name) for name in entry.get("criteria", ()))
    given = any(found is not None and found.status in ("present", "planned") for found in safeguards)
    stands = any(found is not None and (found.level or 0) >= level for found in criteria)
    return given or stands or any(name in proposal.facts for name in entry.get("facts", ()))
