"""The kinds of checks that are data alone: what must be there, what must not, what an answer contradicts, how words are spelt.

Their form is described, with examples to copy, in `rubrics/checks/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from assess.checks.findings import Value, at_line, at_offset
from assess.checks.model import Check
from assess.checks.page import Block
from assess.checks.phrases import SPACE, in_any, named, pattern, source
from assess.checks.reach import Reach
from assess.checks.subject import Subject
from assess.checks.when import holds
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding
from assess.model.rubric import Fact, Text
from assess.study.words import low

_NAME: Final = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)?")
_NONE: Final[dict[str, Value]] = {"found": "", "fact": "", "answer": "", "right": "", "section": ""}


def forbids(check: Check, subject: Subject) -> Iterator[Finding]:
    """Words that must not stand in the draft, or that an answer of the proposal contradicts."""
    settings = check.settings
    claims = [claim for claim in claims_of(settings) if holds(str(claim.get("when", "")), subject)]
    words = named(tuple(_phrases(claim, "patterns", subject.lang) for claim in claims))
    unless = pattern(in_any(settings, "unless"))
    page = subject.page
    for start, end in Reach(subject, settings.get("sections", ()), settings.get("aside", ())).ranges() if claims else ():
        for match in words.finditer(page.prose, start, end):
            claim = claims[int(str(match.lastgroup)[1:])]
            near = page.around(*match.span())
            if page.quoted(match.start()) or unless.search(near) or pattern(in_any(claim, "unless")).search(near):
                continue
            values = _NONE | {"found": _flat(match[0])} | _answer(str(claim.get("when", "")), subject)
            yield at_offset(check, subject, _message(check, claim), match.start(), len(match[0].split("\n")[0]), **values)


def requires(check: Check, subject: Subject) -> Iterator[Finding]:
    """Words of which some must stand in the draft, or in some sections; told at the section."""
    settings = check.settings
    reach = Reach(subject, settings.get("sections", ()), settings.get("aside", ()), everything=True)
    for claim in claims_of(settings):
        words = pattern(_phrases(claim, "patterns", subject.lang))
        there = any(words.search(subject.page.prose, start, end) for start, end in reach.ranges())
        if not there and holds(str(claim.get("when", "")), subject):
            line, title = _place(subject, reach.blocks)
            values = _NONE | {"section": title} | _answer(str(claim.get("when", "")), subject)
            yield at_line(check, subject, _message(check, claim), line, 0, 0, **values)


def _place(subject: Subject, blocks: list[Block]) -> tuple[int, str]:
    """The line and the title of the first section of *blocks*, or of the draft."""
    headings = subject.page.headings
    at = max(blocks[0].section, 0) if blocks else 0
    return (headings[at].line, headings[at].name) if headings else (1, "")


def spells(check: Check, subject: Subject) -> Iterator[Finding]:
    """Words to be written another way."""
    words = check.settings.get("words", {}).get(subject.lang, {})
    wrong, right = _spellings(tuple(words.items()))
    unless = pattern(in_any(check.settings, "unless"))
    page = subject.page
    for start, end in Reach(subject, check.settings.get("sections", ()), check.settings.get("aside", ())).ranges() if words else ():
        for match in wrong.finditer(page.prose, start, end):
            meant = right[int(str(match.lastgroup)[1:])]
            if page.quoted(match.start()) or unless.search(page.around(*match.span())):
                continue
            meant = meant if match[0][:1].islower() or not meant[:1].islower() else meant[:1].upper() + meant[1:]
            values = _NONE | {"found": _flat(match[0]), "right": meant}
            yield at_offset(check, subject, next(iter(check.messages)), match.start(), len(match[0].split("\n")[0]), **values)


@cache
def _spellings(words: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], list[str]]:
    """One pattern for the wrong spellings, each a group, with the right ones. Capitals count, save at the beginning of a sentence."""
    parts = []
    for number, (wrong, right) in enumerate(words):
        made = source(wrong)
        if wrong[:1].islower() and right[:1].islower():
            first = re.escape(wrong[0])
            made = made.replace(first, f"[{wrong[0]}{wrong[0].upper()}]", 1)
        parts.append(f"(?P<g{number}>{made})")
    return re.compile("|".join(parts) or r"(?!)"), [right for _, right in words]


def claims_of(settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a check looks for: its `claims`, or the one that its own keys describe."""
    claims = settings.get("claims")
    if isinstance(claims, list):
        return [claim for claim in claims if isinstance(claim, dict)]
    return [{key: settings[key] for key in ("patterns", "when") if key in settings}]


def _phrases(data: Mapping[str, Any], key: str, lang: str) -> tuple[str, ...]:
    phrases = data.get(key) or {}
    return tuple(str(phrase) for phrase in phrases.get(lang, ())) if isinstance(phrases, dict) else ()


def _message(check: Check, claim: dict[str, Any]) -> str:
    return str(claim.get("message") or next(iter(check.messages)))


def _flat(text: str) -> str:
    return re.sub(SPACE, " ", text)


def _answer(when: str, subject: Subject) -> dict[str, Value]:
    """The title of the first fact that *when* names, and the answer of the proposal to it."""
    if subject.rubric is None or subject.proposal is None:
        return {}
    facts = {fact.id: fact for fact in subject.rubric.facts}
    name = next((word for word in _NAME.findall(when) if word in facts), "")
    answer = subject.proposal.facts.get(name)
    if answer is None or not answer.values:
        return {"fact": facts[name].title} if name else {}
    return {"fact": facts[name].title, "answer": _texts(facts[name], answer.values)}


def _texts(fact: Fact, values: tuple[str, ...]) -> Text:
    texts = [value.text for value in fact.values if value.id in values]
    return {lang: (" ; " if lang == "fr" else "; ").join(low(text[lang], lang) for text in texts) for lang in LANGUAGES}
