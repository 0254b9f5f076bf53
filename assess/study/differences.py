"""Two wordings of a provision side by side, line by line, with what is struck out and what is added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from assess.study.markdown import Markdown, clean, plain

ALIKE = 0.4
"""From which ratio on, of 1, two lines are two wordings of one line."""
LONGEST = 600
"""Lines of each wording that are compared one by one; beyond, they are set side by side as they are."""


class Line(Struct, frozen=True):
    """A line of each wording; empty where the other has no like."""

    current: Markdown
    proposed: Markdown
    changed: bool


def lines_of(text: str) -> list[str]:
    """The lines of a provision: its paragraphs, without the empty ones."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def side_by_side(current: str, proposed: str) -> tuple[Line, ...]:
    """The lines of both wordings, those alike facing each other, in the order of the proposed text."""
    old, new = lines_of(current), lines_of(proposed)
    if max(len(old), len(new)) > LONGEST:
        return tuple(_changed(*pair) for pair in _padded(old, new))
    found: list[Line] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Line(plain(line), plain(line), changed=False) for line in old[start:end]]
        else:
            found += _faced(old[start:end], new[first:last])
    return tuple(found)


def _padded(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at in range(max(len(old), len(new))):
        yield (old[at] if at < len(old) else "", new[at] if at < len(new) else "")


def _faced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Lines that differ: each new one faces the first old one left that is like it; the old ones before it are struck out."""
    at = 0
    for line in new:
        like = next((place for place in range(at, len(old)) if _alike(old[place], line)), None)
        if like is None:
            yield _changed("", line)
            continue
        yield from (_changed(gone, "") for gone in old[at:like])
        yield _changed(old[like], line)
        at = like + 1
    yield from (_changed(gone, "") for gone in old[at:])


def _alike(one: str, other: str) -> bool:
    words = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return words.quick_ratio() >= ALIKE and words.ratio() >= ALIKE


def _changed(old: str, new: str) -> Line:
    """A line of each wording, with the words that one of them alone has marked."""
    left, right = _words(old), _words(new)
    here: list[str] = []
    there: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, come = " ".join(left[start:end]), " ".join(right[first:last])
        here += [_marked(gone, "" if kind == "equal" else "~~")] if gone else []
        there += [_marked(come, "" if kind == "equal" else "**")] if come else []
    return Line(Markdown(" ".join(here)), Markdown(" ".join(there)), changed=old != new)


def _words(line: str) -> list[str]:
    return re.split(r"[ \t]+", line) if line else []


def _marked(text: str, sign: str) -> str:
    return f"{sign}{plain(text)}{sign}"
