"""Acronyms that a draft never spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from msgspec.structs import replace

from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_offset
from assess.checks.subject import Subject
from assess.model.finding import Finding, Severity

_CAPITALS: Final = re.compile(r"[A-Z](?<![\w.&/-][A-Z])[A-Z0-9]{1,9}(?![\w&])(?!\.[A-Z]|[-/][\dA-Z]|[ \u00a0\u202f]?[°:]?\d)")
_LISTS: Final = ("references", "grid")
"""The passages that name sources, whose titles are not ours, and answers."""
_ROMAN: Final = re.compile(r"[IVXLCDM]+")
_ALPHANUMERIC: Final = re.compile(r"[A-Z]\d+|[A-Z]+\d{2,}")
"""`A4`, `CE2019`: a mark, not an acronym."""
_BEFORE: Final = re.compile(r"[A-ZÀ-Ý]{2}[ ’']$|\d-\d{1,5}[ \u00a0\u202f]$")
_LOUD_AFTER: Final = re.compile(r"[ ’'][A-ZÀ-Ý]{2}")
"""Words in capitals on either side: a title, or words that are shouted; the number of a decision before."""
_EXPLAINED: Final = (
    r"[(«“\"]\W{0,4}(?:(?:ci-après|dite?s?|en abrégé|hereafter|or)\W{1,5})?NAME\W{0,4}[)»”\"]"
    r"|\bNAME\W{0,3} ?\((?:[^()\d\n]\n?){8}"
    r"|^[-*+|] ?\**NAME\** ?[:|–—]"
    r"|\bNAME, (?:c’est-à-dire|c'est-à-dire|soit|that is)\b"
)
_FOLD: Final = {ord(old): new for old, new in zip("’-\u00a0\u202f\nàâäéèêëîïôöùûüç", "'    aaaeeeeiioouuuc", strict=True)}


def acronym_unexpanded(check: Check, subject: Subject) -> Iterator[Finding]:
    """Acronyms of the list whose words stand nowhere in the draft; as notes, other capitals that come back unexplained."""
    known, plain = check.settings["known"], check.settings["plain"]
    for name, offsets in _counted(subject).items():
        if name in known:
            yield from _known(check, subject, name, offsets[0])
        elif len(offsets) > 1 and name not in plain and _is_acronym(name) and not _explained(name, subject.page.prose):
            found = at_offset(check, subject, "unknown", offsets[0], len(name), acronym=name, count=len(offsets))
            yield replace(found, severity=Severity.NOTE)


def _known(check: Check, subject: Subject, name: str, offset: int) -> Iterator[Finding]:
    words, prose = check.settings["known"][name], subject.page.prose
    text = _folded(prose)
    if not any(_fold(form) in text for form in _forms(words)) and not _explained(name, prose):
        yield at_offset(check, subject, "unexpanded", offset, len(name), acronym=name, words=words)


def _counted(subject: Subject) -> dict[str, list[int]]:
    """Where names in capitals stand, by name; not in quotations, footnotes, lists of sources, nor in titles all in capitals."""
    page = subject.page
    found: dict[str, list[int]] = {}
    for name, offset in _capitals(page.prose):
        block = page.block_at(page.place(offset)[0])
        if block is not None and block.kind not in ("quote", "footnote") and block.owner.partition(".")[0] not in _LISTS:
            found.setdefault(name, []).append(offset)
    return found


@lru_cache(maxsize=1)
def _capitals(prose: str) -> list[tuple[str, int]]:
    return [
        (found[0], found.start())
        for found in _CAPITALS.finditer(prose)
        if not _BEFORE.search(prose, max(0, found.start() - 12), found.start()) and not _LOUD_AFTER.match(prose, found.end())
    ]


def _is_acronym(name: str) -> bool:
    return not _ROMAN.fullmatch(name) and not _ALPHANUMERIC.fullmatch(name)


def _explained(name: str, prose: str) -> bool:
    """Whether words stand beside *name* in brackets, or it in brackets beside words, or it has a line in a list or a table of words."""
    return bool(re.search(_EXPLAINED.replace("NAME", re.escape(name)), prose, re.MULTILINE))


def _forms(words: dict[str, Any]) -> Iterator[str]:
    """The ways to spell an acronym out."""
    yield words["fr"]
    yield words.get("en", words["fr"])
    yield from words.get("also", ())


@lru_cache(maxsize=512)
def _fold(form: str) -> str:
    return form.lower().translate(_FOLD)


@lru_cache(maxsize=1)
def _folded(text: str) -> str:
    return text.lower().translate(_FOLD)


CHECKS: Final[dict[str, Function]] = {"acronym-unexpanded": acronym_unexpanded}
