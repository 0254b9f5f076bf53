"""What people wrote and the study has no place for any more: kept in the draft, under a mark that says so.

A passage that people changed and that the study no longer has goes under a heading of its own, at the end of the draft, once: its marker
then bears no digest, and it stays wherever people put it. The text that people asked to replace stands beside the tool’s, between two
marks.
"""

from __future__ import annotations

from typing import Final

from assess.messages.drafting import WORDS
from assess.study.passage_placement import Piece, insert, people
from assess.study.passages import Segment, with_digest
from assess.study.reading import split_lines, unclosed_fence

RETIRED: Final = "0" * 12
"""The digest of a passage that the study no longer has: no text of the tool has it."""


def to_retire(segment: Segment) -> bool:
    """Whether *segment*, which the study no longer has and people changed, is still to be put under the heading."""
    return segment.digest != RETIRED and bool(segment.text.strip())


def retire(pieces: list[Piece], segments: list[Segment], lang: str, line_end: str) -> None:
    """Put the passages *segments* at the end of the section of what is kept, which is made when it is not there."""
    if not segments:
        return
    at = _end_of_kept(pieces)
    if at < 0:
        at = len(pieces)
        insert(pieces, at, people(f"## {WORDS['kept-passages'][lang]}{line_end}"), line_end)
        at = len(pieces)
    for segment in segments:
        source = with_digest(segment.source, RETIRED).rstrip("\r\n") + line_end
        before = len(pieces)
        insert(pieces, at, [Piece("passage", source, segment.name)], line_end)
        at += len(pieces) - before


def _end_of_kept(pieces: list[Piece]) -> int:
    """Where the section of what is kept ends, after its last line that is not empty; -1 when there is none."""
    start = next((at for at, piece in enumerate(pieces) if piece.level and piece.title in _TITLES), -1)
    if start < 0:
        return -1
    level = pieces[start].level
    end = next((at for at in range(start + 1, len(pieces)) if 0 < pieces[at].level <= level), len(pieces))
    while end > start + 1 and pieces[end - 1].blank:
        end -= 1
    return end


_TITLES: Final = tuple(people(f"# {title}")[0].title for title in WORDS["kept-passages"].values())


def without_empty_heading(pieces: list[Piece]) -> list[Piece]:
    """*pieces* without the heading of what is kept when nothing stands under it any more."""
    start = next((at for at, piece in enumerate(pieces) if piece.level and piece.title in _TITLES), -1)
    if start < 0 or _end_of_kept(pieces) > start + 1:
        return pieces
    end = next((at for at in range(start + 1, len(pieces)) if not pieces[at].blank), len(pieces))
    return pieces[:start] + pieces[end:]


def replaced(segment: Segment, lang: str, line_end: str) -> list[Piece]:
    """The text that people gave the passage *segment*, every byte of it, between marks that say what it is."""
    lines = split_lines(segment.source)[1:-1]
    if not "".join(lines).strip():
        return []
    fence = unclosed_fence(lines)
    closing = [fence + line_end] if fence else []
    begin = WORDS["replaced-text"][lang].format(name=segment.name)
    end = WORDS["replaced-end"][lang].format(name=segment.name)
    return people("".join((f"**{begin}**{line_end}", line_end, *lines, *closing, line_end, f"<!-- {end} -->{line_end}")))
