"""The passages of a draft: how they are written, and how a draft is taken apart into them and into what people wrote.

    <!-- assess:begin summary 0123456789ab -->

    The text of the tool.

    <!-- assess:end summary -->

The digest is that of the text the tool showed last. Where people changed the passage, the tool's text stands beside it as an offer, between
`assess:offer` and `assess:end-offer`. Reading never fails and never loses a character: a marker that cannot be used is reported, and
belongs to people with the text around it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from msgspec import Struct

from assess.study import front_matter
from assess.study.canonical import canonical

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
_BETWEEN_WORDS = dict.fromkeys(map(ord, "_.:-"))
UNSIGNED = "0" * 12
"""In place of a digest: no text of the tool has it."""
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
        return vouched(self.digest, self.text)


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


@lru_cache(maxsize=1024)
def digest(text: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of *text* as people see it: in its canonical form."""
    return _sum(canonical(text))


def vouched(signature: str, text: str) -> bool:
    """Whether *signature*, in a marker, is the digest of *text*, or the one of before: then texts were not compared as people see them."""
    return signature == digest(text) or signature == _sum("\n".join(line.rstrip() for line in text.split("\n")).strip("\n"))


def _sum(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def render_passage(name: str, text: str, opens: Literal["begin", "offer"] = "begin", signature: str = "") -> str:
    """The passage *name*, or the offer for it, with its markers; what looks like a marker in *text* is broken up.

    No line end comes last. Without *signature*, it is the digest of *text*. Raises `ValueError` for an id that cannot stand in a marker.
    """
    if not (name[:1].isascii() and name[:1].isalpha() and name.translate(_BETWEEN_WORDS).isalnum()):
        raise ValueError(f"not the id of a passage: {name!r}")
    shown = LIKE_MARKER.sub(lambda found: "< " + found[0][1:], inside(text))
    return f"<!-- assess:{opens} {name} {signature or digest(shown)} -->\n\n{shown}\n\n<!-- assess:{CLOSED_BY[opens]} {name} -->"


def inside(text: str) -> str:
    r"""*text* with `\n` line ends and without the empty lines around."""
    lines = text.replace("\r\n", "\n").split("\n")
    written = [at for at, line in enumerate(lines) if line.strip(" \t")]
    return "\n".join(lines[written[0] : written[-1] + 1]) if written else ""


def with_digest(source: str, shown: str) -> str:
    """The *source* of a passage or offer with the digest *shown* in its marker."""
    marker = MARKER.match(source.partition("\n")[0])
    return source[: marker.start("digest")] + shown + source[marker.end("digest") :] if marker else source


_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?!.*`)|~{3,})")


def parse(text: str) -> Draft:
    """Takes the draft *text* apart."""
    front, body = front_matter.split(text)
    reader = _Reader(split_lines(body), front.count("\n") + 1)
    reader.read()
    segments = [Segment("front", front, 1)] if front else []
    names = {segment.name for segment in reader.segments if segment.kind == "passage"}
    for segment in reader.segments:
        if segment.kind == "offer" and segment.name not in names:
            reader.damage.append(Damage("offer-alone", segment.line, segment.name))
            segments.append(Segment("people", segment.source, segment.line))
        else:
            segments.append(segment)
    return Draft(tuple(segments), tuple(sorted(reader.damage, key=lambda damage: damage.line)))


def split_lines(text: str) -> list[str]:
    r"""The lines of *text* with their ends; only `\n` ends a line, and the last may have none."""
    return re.findall(r".*\n|.+\Z", text)


class Fences:
    """Where fenced code stands in some lines. A fence that is never closed is not one, or a slip would hide the rest of the draft."""

    def __init__(self, lines: list[str]) -> None:
        """*lines* have their line ends."""
        self._lines = lines
        self._unclosed: dict[str, int] = {}
        self._within: set[int] | None = None

    def end(self, at: int) -> int:
        """The line after the code that begins at line *at*, or *at* itself when none begins there."""
        fence = _FENCE.match(self._lines[at])
        if not fence:
            return at
        signs = fence["fence"]
        if len(signs) >= self._unclosed.get(signs[0], len(signs) + 1):
            return at
        closing = re.compile(rf" {{0,3}}{signs}{signs[0]}*[ \t]*\r?\n?\Z")
        for end in range(at + 1, len(self._lines)):
            if closing.match(self._lines[end]) and end not in self._in_passages():
                return end + 1
        self._unclosed[signs[0]] = len(signs)
        return at

    def _in_passages(self) -> set[int]:
        """The lines inside whole passages and offers: code in them closes nothing that people opened before."""
        if self._within is None:
            self._within = set()
            opened: tuple[int, re.Match[str]] | None = None
            for at, line in enumerate(self._lines):
                marker = MARKER.match(line) if "assess:" in line else None
                if marker and marker["opens"]:
                    opened = (at, marker)
                elif marker and opened:
                    begin, first = opened
                    if (CLOSED_BY[first["opens"]], first["name"]) == (marker["closes"], marker["ended"]):
                        self._within.update(range(begin + 1, at))
                    opened = None
        return self._within


def unclosed_fence(lines: list[str]) -> str:
    """The signs that would close the fence that *lines* open and do not close, or nothing."""
    fences, at = Fences(lines), 0
    while at < len(lines):
        end = fences.end(at)
        fence = _FENCE.match(lines[at]) if end == at else None
        if fence:
            return fence["fence"]
        at = max(end, at + 1)
    return ""


class _Reader:
    """Reads the lines of a draft once, from the first to the last."""

    def __init__(self, lines: list[str], first_line: int) -> None:
        self.lines, self.first_line = lines, first_line
        self.segments: list[Segment] = []
        self.damage: list[Damage] = []
        self.seen: set[tuple[Kind, str]] = set()
        """The passages and offers found."""
        self.taken = 0
        """How many lines stand in a segment."""
        self.opened: tuple[int, re.Match[str]] | None = None
        """The marker waiting for its end, and its line."""

    def read(self) -> None:
        """Finds the segments and the damage."""
        fences = Fences(self.lines)
        at = 0
        while at < len(self.lines):
            end = at if self.opened else fences.end(at)
            for code in range(at, end):
                if MISREAD.search(self.lines[code]):
                    self._report("in-code", code)
            if end == at:
                self._read_line(at)
            at = max(end, at + 1)
        self._drop_opened()
        self._take_people(len(self.lines))

    def _read_line(self, at: int) -> None:
        if "<!--" not in self.lines[at] or not MISREAD.search(self.lines[at]):
            return
        marker = MARKER.match(self.lines[at])
        if not marker:
            self._report("malformed", at)
        elif marker["opens"]:
            self._drop_opened()
            self.opened = (at, marker)
        elif self.opened and (CLOSED_BY[self.opened[1]["opens"]], self.opened[1]["name"]) == (marker["closes"], marker["ended"]):
            self._close(*self.opened, at)
        else:
            self._drop_opened()
            self._report("end-alone", at, marker["ended"])

    def _close(self, begin: int, marker: re.Match[str], at: int) -> None:
        """Ends at line *at* the passage or offer begun by *marker*."""
        self.opened = None
        kind: Kind = "passage" if marker["opens"] == "begin" else "offer"
        if (kind, marker["name"]) in self.seen:
            self._report("twice", begin, marker["name"])
            return
        self.seen.add((kind, marker["name"]))
        self._take_people(begin)
        source = "".join(self.lines[begin : at + 1])
        text = inside("".join(self.lines[begin + 1 : at]))
        self.segments.append(Segment(kind, source, self.first_line + begin, marker["name"], marker["digest"], text))
        self.taken = at + 1

    def _take_people(self, end: int) -> None:
        """Adds what people wrote, up to line *end*."""
        source = "".join(self.lines[self.taken : end])
        if source:
            self.segments.append(Segment("people", source, self.first_line + self.taken))
        self.taken = end

    def _drop_opened(self) -> None:
        """Reports the marker that waits for its end in vain."""
        if self.opened:
            self._report("begin-alone", self.opened[0], self.opened[1]["name"])
        self.opened = None

    def _report(self, fault: Fault, at: int, name: str = "") -> None:
        self.damage.append(Damage(fault, self.first_line + at, name))
