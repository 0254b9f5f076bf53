"""The kinds of checks that are data alone: what must be there, what must not, what an answer contradicts, how words are spelt.

Their form is described, with examples to copy, in `rubrics/checks/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from assess.checks.clauses import Clause, Hit, lexicon, words_of
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
from assess.study.words import low, word

_NAME: Final = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)?")
_MET: Final = re.compile(r"\bmet\((\w+)\)")
_NONE: Final[dict[str, Value]] = {"found": "", "fact": "", "answer": "", "right": "", "section": ""}
_GIVEN: Final = {"present": True, "planned": True, "absent": False}


def forbids(check: Check, subject: Subject) -> Iterator[Finding]:
    """Words that must not stand in the draft, or that an answer of the proposal contradicts."""
    settings = check.settings
    claims = [claim for claim in claims_of(settings) if holds(str(claim.get("when", "")), subject)]
    reach = Reach(subject, settings.get("sections", ()), settings.get("aside", ()))
    yield from _worded(check, subject, [claim for claim in claims if "patterns" in claim], reach)
    for claim, clause, _ in stated(settings, subject, [claim for claim in claims if "about" in claim], reach):
        yield _told(check, subject, claim, *words_of(subject.page, clause))


def _worded(check: Check, subject: Subject, claims: list[dict[str, Any]], reach: Reach) -> Iterator[Finding]:
    """The phrases of *claims*."""
    words = named(tuple(_phrases(claim, "patterns", subject.lang) for claim in claims))
    unless = pattern(in_any(check.settings, "unless"))
    page = subject.page
    for start, end in reach.ranges() if claims else ():
        for match in words.finditer(page.prose, start, end):
            claim = claims[int(str(match.lastgroup)[1:])]
            if page.quoted(match.start()) or any(page.near(said, *match.span()) for said in (unless, pattern(in_any(claim, "unless")))):
                continue
            yield _told(check, subject, claim, match.start(), match[0])


Stated = tuple[dict[str, Any], Clause, Hit]
"""A claim, the clause that states it, and the words there that name what it is about."""


def stated(settings: Mapping[str, Any], subject: Subject, claims: list[dict[str, Any]], reach: Reach) -> Iterator[Stated]:
    """Where *claims* are stated, each once in a sentence; *settings* are the data of their check."""
    by_class: dict[str, list[int]] = {}
    for at, claim in enumerate(claims):
        by_class.setdefault(claim["about"], []).append(at)
    for sentence in lexicon(settings, subject.lang).clauses(subject.page, reach) if claims else ():
        told: set[int] = set()
        for clause, hit in ((part, hit) for part in sentence for hit in part.hits if part.read):
            for at in by_class.get(hit.name, ()):
                if at not in told and _states(claims[at], clause, hit, subject) and not subject.page.quoted(hit.start):
                    told.add(at)
                    yield claims[at], clause, hit


def _states(claim: dict[str, Any], clause: Clause, hit: Hit, subject: Subject) -> bool:
    """Whether *clause*, where *hit* names what *claim* is about, states it."""
    if (clause.abroad and not claim.get("abroad")) or any(name in clause.names for name in claim.get("but", ())):
        return False
    for key, names in (("with", clause.names), ("among", clause.about)):
        if any(names.isdisjoint(wanted.split("|")) for wanted in claim.get(key, ())):
            return False
    denied = clause.denies(hit)
    if "values" in claim:
        return _other(claim, clause, subject, denied=denied)
    said = denied is bool(claim.get("denied"))
    given = _GIVEN.get(_status(claim, subject)) if "safeguard" in claim else False
    return given is not None and said is not given is claim.get("given", given)


def _status(claim: dict[str, Any], subject: Subject) -> str:
    answer = subject.proposal.safeguards.get(claim["safeguard"]) if subject.proposal else None
    return answer.status if answer else ""


def _other(claim: dict[str, Any], clause: Clause, subject: Subject, *, denied: bool) -> bool:
    """Whether the values named by *clause*, or near it, are not the answer, or not all of it; or, *denied*, are the answer."""
    answer = subject.proposal.facts.get(claim["fact"]) if subject.proposal else None
    if answer is None or not answer.values:
        return False
    here, near = ({value for value, name in claim["values"].items() if name in names} for names in (clause.names, clause.about))
    named, right = here or near, set(answer.values)
    if claim.get("only"):
        return bool(named) and not denied and bool(right.intersection(claim["values"]) - named)
    if denied:
        return bool(here & right)
    return bool(named - right) if len(right) > 1 or claim.get("each") else bool(named) and not near & right


def _told(check: Check, subject: Subject, claim: dict[str, Any], start: int, found: str) -> Finding:
    values = _NONE | {"found": _flat(found)} | _answer(str(claim.get("fact") or claim.get("when", "")), subject)
    named = _MET.search(str(claim.get("when", ""))) if not values["answer"] else None
    if subject.rubric and (name := claim.get("safeguard") or (named and named[1])):
        title = next((safeguard.title for safeguard in subject.rubric.safeguards if safeguard.id == name), name)
        values |= {"fact": title, "answer": {lang: word(_status({"safeguard": name}, subject), lang) for lang in LANGUAGES}}
    return at_offset(check, subject, _message(check, claim), start, len(found.split("\n", 1)[0]), **values)


def requires(check: Check, subject: Subject) -> Iterator[Finding]:
    """Words of which some must stand in the draft, or in some sections; told at the section."""
    settings = check.settings
    reach = Reach(subject, settings.get("sections", ()), settings.get("aside", ()), everything=True)
    for claim in claims_of(settings):
        there = any(pattern(_phrases(claim, "patterns", subject.lang)).search(subject.page.prose, *span) for span in reach.ranges())
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
            if page.quoted(match.start()) or page.near(unless, *match.span()):
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
            made = made.replace(re.escape(wrong[0]), f"[{wrong[0]}{wrong[0].upper()}]", 1)
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
    """The title of the first fact that *when* names and the proposal answers, or of the first criterion, and that answer."""
    if subject.rubric is None or subject.proposal is None:
        return {}
    facts = {fact.id: fact for fact in subject.rubric.facts}
    criteria = {criterion.id: criterion for criterion in subject.rubric.criteria}
    names = [word for word in _NAME.findall(when) if word in facts or word in criteria]
    name = next((word for word in names if word in criteria), "")
    if name == (names or [""])[0] and (level := subject.proposal.criteria.get(name)):
        return {"fact": criteria[name].title, "answer": criteria[name].levels[level.level or 0]}
    named = [word for word in names if word in facts]
    given = {name: answer for name in named if (answer := subject.proposal.facts.get(name)) and answer.values}
    name = next(iter([*given, *named]), "")
    answer = given.get(name)
    if answer is None:
        return {"fact": facts[name].title} if name else {}
    return {"fact": facts[name].title, "answer": _texts(facts[name], answer.values)}


def _texts(fact: Fact, values: tuple[str, ...]) -> Text:
    texts = [value.text for value in fact.values if value.id in values]
    return {lang: (" ; " if lang == "fr" else "; ").join(low(text[lang], lang) for text in texts) for lang in LANGUAGES}
