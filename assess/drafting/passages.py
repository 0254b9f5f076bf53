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

from assess.record import Record

Kind = Literal["front", "people", "passage", "offer"]
Fault = Literal["begin-alone", "end-alone", "twice", "in-code", "malformed", "offer-alone", "unknown", "no-list"]

_NAME = r"[A-Za-z][\w.:-]*"
MARKER = re.compile(
    rf" {{0,3}}<!--[ \t]*assess:(?:(?P<opens>begin|offer)[ \t]+(?P<name>{_NAME})[ \t]+(?P<digest>[0-9a-f]{{12}})"
    rf"|(?P<closes>end|end-offer)[ \t]+(?P<ended>{_NAME}))[ \t]*-->[ \t]*\r?\n?$"
)
LIKE_MARKER = re.compile(r"<!--\s*assess\s*:", re.IGNORECASE)
"""What no text of ours may hold."""
MISREAD = re.compile(r"<!--\s*assess\s*:(?!\s*allow\b)", re.IGNORECASE)
"""The same in a draft, where a waiver, `assess:allow`, is a comment of people like any other."""
CLOSED_BY = {"begin": "end", "offer": "end-offer"}


class Segment(Record):
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


class Damage(Record):
    """A marker that cannot be used, and the line it stands on (counted from 1)."""

    fault: Fault
    line: int
    name: str = ""
    """The id in the marker, when it can be read."""


class Draft(Record):
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
    from assess.digest import sha256

    tidy = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    figures: str = sha256(tidy.encode("utf-8", "surrogatepass")).hexdigest()
    return figures[:12]


def render_passage(name: str, text: str) -> str:
    """The passage *name* with its markers, without a line end after the last. Raises `ValueError` for an id that cannot stand in one."""
    return _render("begin", name, text)


def render_offer(name: str, text: str) -> str:
    """The same for the text offered beside the passage *name*."""
    return _render("offer", name, text)


def _render(opens: str, name: str, text: str) -> str:
    """*text* between the markers of *name*; what looks like a marker in it is broken up."""
    if not re.fullmatch(_NAME, name):
        raise ValueError(f"not the id of a passage: {name!r}")
    shown = LIKE_MARKER.sub(lambda found: "< " + found[0][1:], inside(text))
    return f"<!-- assess:{opens} {name} {digest(shown)} -->\n\n{shown}\n\n<!-- assess:{CLOSED_BY[opens]} {name} -->"


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
