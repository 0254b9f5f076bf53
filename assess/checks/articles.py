"""Numbers of articles that differ between the proposal, its safeguards, and the draft with its annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assess.checks.model import Check
from assess.checks.phrases import SPACE, in_any, pattern
from assess.checks.registry import Function
from assess.checks.say import at_line, at_offset, in_proposal
from assess.checks.scope import Reach, quoted
from assess.checks.subject import Subject
from assess.model.finding import Finding
from assess.study.words import listed

_NUMBER: Final = rf"\d+(?:er)?(?!\w)(?:{SPACE}(?:bis|ter|quater|quinquies)\b)?(?:{SPACE}[A-Z]\b)?"
_ARTICLES: Final = re.compile(
    rf"\barticles?{SPACE}({_NUMBER}(?:(?:,{SPACE}|{SPACE}(?:et|ou|and|or){SPACE}){_NUMBER})*)(?![\w-])", re.IGNORECASE
)
_EACH: Final = re.compile(_NUMBER)
_HEADING: Final = re.compile(rf"article{SPACE}({_NUMBER})(?:{SPACE}?[–—:-]|$)", re.IGNORECASE)


def safeguard_article(check: Check, subject: Subject) -> Iterator[Finding]:
    """A safeguard in an article of the text that the proposal does not list."""
    proposal, rubric = subject.proposal, subject.rubric
    known = _known(subject)
    if proposal is None or rubric is None or not known:
        return
    rank = [instrument.id for instrument in rubric.instruments].index
    wanted = check.settings["instruments"].get(_kind(subject), "")
    other = pattern(in_any(check.settings, "other"))
    for name, answer in proposal.safeguards.items():
        if not wanted or answer.instrument != rank(wanted) or other.search(answer.ref):
            continue
        for found in _ARTICLES.finditer(answer.ref):
            for number in _EACH.finditer(found[1]):
                if _plain(number[0]) not in known:
                    yield in_proposal(
                        check, subject, "unknown", ("safeguards", name, "where", "ref"), article=number[0], known=_list(known)
                    )


def article_drift(check: Check, subject: Subject) -> Iterator[Finding]:
    """Chapters of articles that are not those of the proposal, and articles of the text that people name and that are not there."""
    known = _known(subject)
    if not known:
        return
    seen = set()
    for heading in subject.page.headings:
        found = _HEADING.match(heading.title)
        if found is not None:
            seen.add(_plain(found[1]))
            if _plain(found[1]) not in known:
                yield at_line(check, subject, "heading", heading.line, article=found[1], known=_list(known))
    if seen and subject.proposal is not None:
        for at, article in enumerate(subject.proposal.articles):
            if _plain(article.id) not in seen:
                yield in_proposal(check, subject, "no-chapter", ("articles", at, "id"), article=article.id)
    yield from _named(check, subject, known)


def _named(check: Check, subject: Subject, known: dict[str, str]) -> Iterator[Finding]:
    """Articles that people name as those of the text."""
    page = subject.page
    own = pattern(tuple(check.settings["own"].get(_kind(subject), ())))
    other = pattern(in_any(check.settings, "other"))
    for start, end in Reach(subject).ranges():
        for found in _ARTICLES.finditer(page.prose, start, end):
            text = own.match(page.prose, _after(page.prose, found.end()), end)
            if text is None or other.match(page.prose, _after(page.prose, text.end()), end) or quoted(page, found.start()):
                continue
            for number in _EACH.finditer(found[1]):
                if _plain(number[0]) not in known:
                    offset = found.start(1) + number.start()
                    yield at_offset(check, subject, "named", offset, len(number[0]), article=number[0], known=_list(known))


def _after(text: str, at: int) -> int:
    """Past the spacing at *at*."""
    while text[at : at + 1].isspace():
        at += 1
    return at


def _kind(subject: Subject) -> str:
    """The kind of the text: the first field of the record `text`."""
    answer = subject.proposal.facts.get("text") if subject.proposal else None
    return answer.values[0] if answer is not None and answer.values else ""


def _known(subject: Subject) -> dict[str, str]:
    """The articles of the proposal, by number."""
    articles = subject.proposal.articles if subject.proposal else ()
    return {_plain(article.id): article.id for article in articles}


def _plain(number: str) -> str:
    words = number.casefold().replace("premier", "1").split()
    return " ".join(re.sub(r"^(\d+)er$", r"\1", word) for word in words).removeprefix("article ")


def _list(known: dict[str, str]) -> dict[str, str]:
    return {lang: listed(list(known.values()), lang) for lang in ("fr", "en")}


CHECKS: Final[dict[str, Function]] = {"safeguard-article": safeguard_article, "article-drift": article_drift}
