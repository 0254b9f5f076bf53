"""The passages of a draft: how they are written, and what a draft is once taken apart.

    <!-- assess:begin summary 0123456789ab -->

    The text of the tool.

    <!-- assess:end summary -->

The digest is that of the text the tool showed last. Where people changed the passage, the tool's text stands beside it as an offer, between
`assess:offer` and `assess:end-offer`.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from assess.study.patterns import lazy

Kind = Literal["front", "people", "passage", "offer"]
Fault = Literal["begin-alone", "end-alone", "twice", "in-code", "malformed", "offer-alone", "unknown", "no-list"]

_NAME = r"[A-Za-z][\w.:-]*"
MARKER = lazy(
    rf" {{0,3}}<!--[ \t]*assess:(?:(?P<opens>begin|offer)[ \t]+(?P<name>{_NAME})[ \t]+(?P<digest>[0-9a-f]{{12}})"
    rf"|(?P<closes>end|end-offer)[ \t]+(?P<ended>{_NAME}))[ \t]*-->[ \t]*\r?\n?$"
)
LIKE_MARKER = lazy(r"<!--\s*assess\s*:", re.IGNORECASE)
"""What no text of ours may hold."""
MISREAD = lazy(r"<!--\s*assess\s*:(?!\s*allow\b)", re.IGNORECASE)
"""The same in a draft, where a waiver, `assess:allow`, is a comment of people like any other."""
_MANY_EMPTY = lazy(r"\n(?:[ \t]*\n){2,}")
_BETWEEN_WORDS = dict.fromkeys(map(ord, "_.:-"))
_BEGIN = "<!-- assess:begin "
CLOSED_BY = {"begin": "end", "offer": "end-offer"}


class Segment(Struct, frozen=True):
    """A part of a draft, never empty."""

    kind: Kind
    source: str
    """Exactly what stands in the draft, markers and line ends included."""
    line: int
    """The line it begins on, counted from 1."""
    name: str = ""
    """The id of the passage, or of the passage the offer is for."""
    digest: str = ""
    """The digest in the marker."""
    text: str = ""
    r"""What stands between the markers, with `\n` line ends and without the empty lines around."""

    @property
    def untouched(self) -> bool:
        """Whether people left the text as the tool wrote it."""
        return digest(self.text) == self.digest


class Damage(Struct, frozen=True):
    """A marker that cannot be used, and the line it stands on (counted from 1)."""

    fault: Fault
    line: int
    name: str = ""
    """The id in the marker, when it can be read."""


class Draft(Struct, frozen=True):
    """A draft taken apart: its segments, put together again, are its text."""

    segments: tuple[Segment, ...]
    damage: tuple[Damage, ...] = ()

    @property
    def passages(self) -> dict[str, Segment]:
        """The passages by id."""
        return {segment.name: segment for segment in self.segments if segment.kind == "passage"}

    @property
    def offers(self) -> dict[str, Segment]:
        """The offers by the id of their passage."""
        return {segment.name: segment for segment in self.segments if segment.kind == "offer"}


def digest(text: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of *text*: line ends, spaces before them and empty lines around do not count."""
    from hashlib import sha256

    tidy = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    figures: str = sha256(tidy.encode("utf-8", "surrogatepass")).hexdigest()
    return figures[:12]


def render_passage(name: str, text: str) -> str:
    """The passage *name* with its markers, without a line end after the last. Raises `ValueError` for an id that cannot stand in one."""
    return _render("begin", name, text)


def render_offer(name: str, text: str) -> str:
    """The same for the text offered beside the passage *name*."""
    return _render("offer", name, text)


def unsigned_passage(name: str, text: str) -> str:
    """The same, with zeros for the digest: the text is not in its last form yet."""
    return _render("begin", name, text, "0" * 12)


def _render(opens: str, name: str, text: str, signature: str = "") -> str:
    """*text* between the markers of *name*; what looks like a marker in it is broken up."""
    if not (name[:1].isascii() and name[:1].isalpha() and name.translate(_BETWEEN_WORDS).isalnum()):
        raise ValueError(f"not the id of a passage: {name!r}")
    shown = inside(text)
    if "<!--" in shown:
        shown = LIKE_MARKER.sub(lambda found: "< " + found[0][1:], shown)
    return f"<!-- assess:{opens} {name} {signature or digest(shown)} -->\n\n{shown}\n\n<!-- assess:{CLOSED_BY[opens]} {name} -->"


def split_passages(text: str) -> list[str]:
    """The parts of *text*, a draft just made: what stands outside passages and, every second one, a passage with its markers."""
    parts: list[str] = []
    done = at = 0
    while (at := text.find(_BEGIN, at)) >= 0:
        head = text.find("\n", at)
        name = _opened(text[at:head]) if text.startswith("\n\n", head) else ""
        closing = f"\n\n<!-- assess:end {name} -->"
        end = text.find(closing, head + 2) if name else -1
        if end < 0:
            at += len(_BEGIN)
            continue
        end += len(closing)
        parts += (text[done:at], text[at:end])
        done = at = end
    return [*parts, text[done:]]


def _opened(marker: str) -> str:
    """The name in the first *marker* of a passage; empty when it is no such marker."""
    words = marker.split(" ")
    if len(words) != len(_BEGIN.split(" ")) + 2 or words[-1] != "-->" or words[2].split() != [words[2]]:
        return ""
    return words[2] if len(words[3]) == len("0" * 12) and not words[3].strip("0123456789abcdef") else ""


def name_of(passage: str) -> str:
    """The name of a *passage* found by `split_passages`."""
    return passage[len(_BEGIN) : passage.index(" ", len(_BEGIN))]


def signed(passage: str) -> str:
    """A *passage* found by `split_passages`, with the digest of its text."""
    _, _, rest = passage.partition("\n\n")
    return f"{_BEGIN}{name_of(passage)} {digest(rest[: rest.rindex(chr(10)) - 1])} -->\n\n{rest}"


def close_up(text: str) -> str:
    """*text* with no more than one empty line between two lines."""
    if " \n" in text or "\t\n" in text:
        return _MANY_EMPTY.sub("\n\n", text)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def inside(text: str) -> str:
    r"""*text* with `\n` line ends and without the empty lines around."""
    lines = text.replace("\r\n", "\n").split("\n")
    written = [at for at, line in enumerate(lines) if line.strip(" \t")]
    return "\n".join(lines[written[0] : written[-1] + 1]) if written else ""


def with_digest(source: str, shown: str) -> str:
    """The *source* of a passage or offer with the digest *shown* in its marker."""
    first = re.match(r".*", source)
    marker = MARKER.match(first[0]) if first else None
    if not marker:
        return source
    begin, end = marker.span("digest")
    return source[:begin] + shown + source[end:]
