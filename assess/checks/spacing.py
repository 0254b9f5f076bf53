"""Spacing of French text that people wrote by hand: the normaliser of `assess run` tells what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line
from assess.checks.subject import Subject
from assess.drafting.typography import NBSP, NNBSP, french
from assess.finding import Finding

_ASIDE: Final = re.compile(r"(?<![*\w\\])\*(?![*\s])[^*\n]{1,300}(?<!\s)\*(?!\*)|(?<![_\w\\])_(?![_\s])[^_\n]{1,300}(?<!\s)_(?![_\w])")
"""Italics: titles and words of other languages, whose typography is their own."""
_SPACES: Final = (" ", NBSP, NNBSP)
_SPACED: Final = re.compile(r"[:;!?«»%€\"°§]|\d[ \u00a0]\d{3}|\b(?:M|Mme|art|Art|p|L|R|D)\.? ")
"""What a line must hold for anything to be wrong in it."""
_SHOWN: Final = 12


def french_spacing(check: Check, subject: Subject) -> Iterator[Finding]:
    """Lines without the spaces of French printing; for a space that may only be broken, the first line of each section."""
    if subject.lang != "fr":
        return
    breaking: dict[int, list[tuple[int, int, str]]] = {}
    for line, written, right in _lines(subject):
        message, column = _fault(written, right)
        if message == "breaking":
            breaking.setdefault(subject.page.section_of(line), []).append((line, column, _after(written, column)))
        elif message:
            yield at_line(check, subject, message, line, column, 1, found=_around(written, column))
    for places in breaking.values():
        line, column, sign = places[0]
        yield at_line(check, subject, "breaking" if len(places) == 1 else "several", line, column, 1, found=sign, count=len(places))


def _lines(subject: Subject) -> Iterator[tuple[int, str, str]]:
    """The lines of people that are not as the normaliser would have them: their number, what is written, what would be right."""
    for block in subject.page.blocks:
        if block.kind in ("code", "html", "comment", "rule", "quote") or not _is_peoples(subject, block.owner):
            continue
        text = block.text
        if not _SPACED.search(text):
            continue
        right = french(text)
        if right != text:
            pairs = zip(text.split("\n"), right.split("\n"), strict=True)
            yield from ((block.line + index, old, new) for index, (old, new) in enumerate(pairs) if old != new)


def _is_peoples(subject: Subject, owner: str) -> bool:
    if owner == "people":
        return True
    segment = subject.draft.passages.get(owner)
    return segment is not None and not segment.untouched


def _fault(written: str, right: str) -> tuple[str, int]:
    """The first fault of spacing of a line, and its column: a space or « » missing before a space that may be broken."""
    aside = {index for found in _ASIDE.finditer(written) for index in range(found.start(), found.end())}
    breaking = 0
    old = new = 0
    while old < len(written) and new < len(right):
        if written[old] == right[new]:
            old, new = old + 1, new + 1
        elif written[old] == '"':
            if old not in aside:
                return "quotes", old + 1
            old, new = old + 1, new + 2
        elif right[new] in (NBSP, NNBSP):
            if written[old] not in _SPACES:
                if right[new + 1 : new + 2] == "»" and written[old] == '"':
                    return "quotes", old + 1
                if old not in aside and right[new - 1 : new] != '"':
                    return "missing", old + 1
            elif written[old] == " " and not breaking and old not in aside:
                breaking = old + 1
            while old < len(written) and written[old] in _SPACES:
                old += 1
            new += 1
        elif right[new] == "’":
            old, new = old + 1, new + 1
        elif right[new] == "…":
            old, new = old + 3, new + 1
        else:
            break
    return ("breaking", breaking) if breaking else ("", 0)


def _after(written: str, column: int) -> str:
    """The sign that the space in *column* belongs to."""
    around = written[max(0, column - 2) : column + 1].replace(" ", "").strip()
    signs = [sign for sign in around if not sign.isalnum()]
    return signs[-1] if signs else around


def _around(written: str, column: int) -> str:
    """The word that *column* stands in."""
    start = max(written.rfind(" ", 0, column - 1) + 1, column - 1 - _SHOWN)
    end = written.find(" ", column - 1)
    return written[start : min(column + _SHOWN, end if end >= 0 else len(written))].strip()


CHECKS: Final[dict[str, Function]] = {"french-spacing": french_spacing}
