"""Spacing of French text that people wrote by hand: the normaliser of `assess run` tells what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line
from assess.checks.subject import Subject
from assess.model.finding import Finding
from assess.study.typography import NBSP, NNBSP, french

_ASIDE: Final = re.compile(r"(?<![*\w\\])\*(?![*\s])[^*\n]{1,300}(?<!\s)\*(?!\*)|(?<![_\w\\])_(?![_\s])[^_\n]{1,300}(?<!\s)_(?![_\w])")
"""Italics: titles and words of other languages, whose typography is their own."""
_NO_BREAK: Final = (NBSP, NNBSP)
_SPACES: Final = (" ", NBSP, NNBSP)
_NOT_READ: Final = ("code", "html", "comment", "rule", "quote")
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
    owners = {"people"} | {name for name, segment in subject.draft.passages.items() if not segment.untouched}
    numbers: list[int] = []
    lines: list[str] = []
    for block in subject.page.blocks:
        if block.kind not in _NOT_READ and block.owner in owners and _SPACED.search(block.text):
            numbers += range(block.line, block.line + len(block.lines) + 1)
            lines += [*block.lines, ""]
    text = "\n".join(lines)
    right = french(text)
    if right != text:
        compared = zip(numbers, lines, right.split("\n"), strict=True)
        yield from ((number, old, new) for number, old, new in compared if old != new)


def _fault(written: str, right: str) -> tuple[str, int]:
    """The first fault of spacing of a line, and its column: a space or « » missing before a space that may be broken."""
    aside = {index for found in _ASIDE.finditer(written) for index in range(found.start(), found.end())}
    breaking = old = new = 0
    while old < len(written) and new < len(right):
        fault, after, new = _step(written, old, right, new)
        if fault in ("missing", "quotes") and old not in aside:
            return fault, old + 1
        if fault == "lost":
            break
        if fault == "breaking" and not breaking and old not in aside:
            breaking = old + 1
        old = after
    return ("breaking", breaking) if breaking else ("", 0)


def _step(written: str, old: int, right: str, new: int) -> tuple[str, int, int]:
    """What differs at *old* and *new*, and where to read on in both."""
    sign, due = written[old], right[new]
    if sign == due:
        return "", old + 1, new + 1
    if due in _NO_BREAK:
        after = old
        while written[after : after + 1] in _SPACES:
            after += 1
        if sign == '"':
            return "quotes", old + 1, new + 2
        return ("missing" if after == old else "breaking" if sign == " " else ""), after, new + 1
    if sign == '"' and due == "«":
        return "quotes", old + 1, new + 2
    if due == "…":
        return "", old + 3, new + 1
    return ("" if due == "’" else "lost"), old + 1, new + 1


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
