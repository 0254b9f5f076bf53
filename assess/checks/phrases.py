"""Phrases: how the data of checks say what words to look for. They are safe to write and quick to look for.

    les images sont (anonymisées|floutées)     one of several; `(a|b|)` may be absent
    anonymis*                                  any end of the word
    aucune … biométrique                       up to three words between
    (très |)court, (très|) court               the same: a space is not asked for twice, or after ’

Capitals do not matter; a space stands for any spacing, a line end included; `'` and `’` are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

LONGEST: Final = 500
_PIECE: Final = re.compile(
    r"(?P<gap>\s*…\s*)|(?P<more>(?<=\))\s+)|(?P<space>\s+)|(?P<any>(?<=\w)\*(?!\w))|(?P<sign>[(|)])|(?P<quote>['’])|(?P<other>.)", re.DOTALL
)
_HEAD: Final = re.compile(r"\w+\*?|[^\w\s]")
SPACE: Final = r"(?:\s{1,99}(?<!\n\n))"
"""Any spacing inside a paragraph, quick to compile, as it stands in every phrase; a line of blanks alone ends no paragraph here."""
_GAP: Final = rf"(?:(?<=['’])[\w’'°-]+)?(?:{SPACE}[\w’'°-]+){{0,3}}{SPACE}"


class PhraseFault(Exception):
    """A phrase that cannot be read: the id of the message, and the character."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at


def source(phrase: str) -> str:
    """The pattern that *phrase* stands for. Raises `PhraseFault`."""
    if not phrase.strip():
        raise PhraseFault("phrase-empty", 0)
    if len(phrase) > LONGEST:
        raise PhraseFault("phrase-too-long", LONGEST)
    made: list[str] = []
    opened: list[int] = []
    for piece in _PIECE.finditer(phrase.strip()):
        kind, text = piece.lastgroup, piece[0]
        if kind == "sign":
            made.append(_sign(text, piece.start(), opened))
        else:
            made.append(_plain(str(kind), text, piece.start()))
    if opened:
        raise PhraseFault("phrase-open", opened[-1])
    joined = "".join(made)
    first, last = phrase.strip()[0], phrase.strip()[-1]
    return (
        (r"(?<![\w-])" if first.isalnum() or first == "(" else "")
        + joined
        + (r"(?:(?<=['’])|(?![\w-]))" if last.isalnum() or last in "*)" else "")
    )


def _plain(kind: str, text: str, at: int) -> str:
    if kind == "other" and text == "*":
        raise PhraseFault("phrase-star", at)
    return {"gap": _GAP, "space": SPACE, "more": rf"(?:(?<=[\s’'])|{SPACE})", "any": r"\w*", "quote": "['’]"}.get(kind) or re.escape(text)


def _sign(sign: str, at: int, opened: list[int]) -> str:
    """What *sign* stands for; *opened* is where the parentheses that are open begin."""
    if sign == "(":
        opened.append(at)
    elif not opened:
        raise PhraseFault("phrase-closed", at)
    elif sign == ")":
        opened.pop()
    return {"(": "(?:", "|": "|", ")": ")"}[sign]


def heads(phrase: str) -> Iterator[str]:
    """The words, or signs, that *phrase* may begin with; a star at their end stands."""
    choices, rest = parted(phrase)
    yield from [] if choices else _HEAD.findall(phrase)[:1]
    for choice in choices:
        yield from heads(choice if choice.strip() else rest)


def parted(phrase: str) -> tuple[list[str], str]:
    """What the parenthesis that *phrase* begins with offers, and what follows it."""
    depth, begin, choices = 0, 1, list[str]()
    for found in re.finditer(r"[(|)]", phrase) if phrase.startswith("(") else ():
        depth += {"(": 1, "|": 0, ")": -1}[found[0]]
        if depth == (0 if found[0] == ")" else 1) and found.start():
            choices.append(phrase[begin : found.start()])
            begin = found.end()
            if not depth:
                break
    return choices, phrase[begin:]


def in_any(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The phrases of *data* under *key*, of every language: a study may quote the proposal in another language than its own."""
    by_language = data.get(key) or {}
    return tuple(str(phrase) for phrases in by_language.values() for phrase in phrases) if isinstance(by_language, dict) else ()


@cache
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for any of *phrases*; of none, one that finds nothing. Phrases with a fault are left out: the reader told of them."""
    return re.compile("|".join(_sources(phrases)) or r"(?!)", re.IGNORECASE)


@cache
def named(groups: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """One pattern for *groups* of phrases; the name of the group that matched is `g` and the number of its phrases."""
    parts = [f"(?P<g{number}>{'|'.join(_sources(phrases)) or '(?!)'})" for number, phrases in enumerate(groups)]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _sources(phrases: Iterable[str]) -> list[str]:
    sources = []
    for phrase in phrases:
        try:
            sources.append(source(phrase))
        except PhraseFault:
            continue
    return sources
