"""The careful YAML reader: text → `Document`, whatever the text; it never raises.

YAML is read as data: no tags, anchors, merges or second document; keys are texts and never stand twice; scalars are
those of `nodes`. Each fault is a finding with its place, and reading goes on as far as it can, so that a file is
put right once: where the parser stops, say why, neutralise a character, and parse again. `because: Oui : car` stops the parser;
with that colon neutralised the rest of the file reads as its author meant it. Where no single character can be blamed, reading
ends there and there is no tree.

A file saved in another encoding than UTF-8 is read as well as can be; but it has an error, at its first character that is not.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from msgspec import Struct
from yaml.reader import ReaderError

from assess.model.finding import Finding, Severity
from assess.yaml_source.builder import Builder
from assess.yaml_source.diagnosis import diagnose
from assess.yaml_source.nodes import FAULT, Mapping, Mark, Node, Sequence, children
from assess.yaml_source.prose_hints import prose_warnings
from assess.yaml_source.source import FORBIDDEN, Source, conflicts, unified
from assess.yaml_source.unseen import piles

MAX_SIZE: Final = 2 * 1024 * 1024
"""The size in bytes past which a file is refused."""

MAX_FINDINGS: Final = 1000
_FORMATS = {b"PK\x03\x04": "office-file", b"\xd0\xcf\x11\xe0": "office-file", b"{\\rtf": "office-file", b"%PDF-": "pdf-file"}
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 64
_REPAIR: Final = "\U0010fffd"
"""What replaces a neutralised character: private, printable, without meaning in YAML."""
_UNSEEN: Final = "\x85\u2028\u2029\ufeff"
"""Forbidden characters that the parser would take for line ends, or for text."""
_ESCAPE: Final = r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)"
_CODES: Final = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "r": 13, "e": 27, "N": 0x85, "L": 0x2028, "P": 0x2029}
_MAX_REPAIRS: Final = 50
_MAX_EFFORT: Final = 4_000_000
"""How many characters to parse again, at most, after repairs."""
_MAX_CHARACTERS: Final = 20
"""How many forbidden characters to name, at most."""


class Document(Struct, frozen=True):
    """A YAML file that was read."""

    source: Source
    """Its text, and how to point at a place in it."""
    root: Node
    """Its tree. None when there is none: `findings` says why."""
    root_offset: int
    """Where the tree starts."""
    findings: tuple[Finding, ...]
    """What is wrong with the file as YAML, in the order of the file."""

    @property
    def path(self) -> str:
        """The path of the file, as given."""
        return self.source.path

    @property
    def text(self) -> str:
        """The text of the file, with LF line ends and no byte order mark."""
        return self.source.text

    @property
    def valid(self) -> bool:
        """Whether the file has no error as YAML; it may have warnings."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def read_bytes(data: bytes, path: str, limit: int = MAX_SIZE) -> Document:
    """Read the bytes of the file *path*: `decode`, then as `read_document`."""
    if len(data) > limit:
        return _too_big(Source(path, ""), limit)
    text, findings = decode(data, path)
    if findings and not text:
        return Document(Source(path, text), None, 0, findings)
    return _read(Source(path, text), findings)


def read_document(text: str, path: str, limit: int = MAX_SIZE) -> Document:
    """Read *text*, the content of the file *path*; texts of more than *limit* bytes are refused."""
    source = Source(path, unified(text))
    if 4 * len(text) > limit and len(text.encode(errors="replace")) > limit:
        return _too_big(source, limit)
    return _read(source, ())


def _read(source: Source, before: tuple[Finding, ...]) -> Document:
    """Read *source* as far as it can be; the findings *before* were made about it. A merge left unresolved is no YAML, nor are piles."""
    refused = [*(("conflict-marker", at) for at in conflicts(source.text)), *(("piled-marks", at) for at in piles(source.text))]
    if refused:
        left = [source.finding(name, at, len("<<<<<<<")) for name, at in refused[:_MAX_CHARACTERS]]
        return Document(source, None, 0, (*before, *left))
    repairs = _Repairs(source)
    builder = repairs.build()
    top, trusted = builder.top, builder.complete
    findings = [*before, *repairs.findings]
    if trusted and repairs.text is not source.text:
        trusted = _withdraw_neutralised(top)
    if trusted and "\\" in source.text:
        findings += _withdraw_escaped(top, source)
    findings += prose_warnings(source, repairs.text, folded=builder.folded)
    if builder.complete and (not top or top[0] is None):
        findings.append(source.finding("yaml-empty", 0))
    root = top[0] if top and trusted else None
    return Document(source, root, top.marks[0].index if top else 0, tuple(in_order(source, findings)))


def _too_big(source: Source, limit: int) -> Document:
    values = {"limit": f"{limit / (1024 * 1024):.3g}"}
    return Document(source, None, 0, (source.finding("yaml-too-big", 0, values=values),))


def in_order(source: Source, findings: list[Finding]) -> list[Finding]:
    """*findings* about *source* in the order of the file; of too many, the first ones and how many more there are."""
    findings = sorted(findings, key=lambda finding: (finding.place.line, finding.place.column))
    if len(findings) > MAX_FINDINGS:
        values = {"count": str(len(findings) - MAX_FINDINGS)}
        findings[MAX_FINDINGS:] = [source.finding("yaml-more-findings", len(source.text), values=values)]
    return findings


class _Repairs:
    """A text being read: what it has become by repairs, and the faults met."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._offset = -1
        """Where the last trouble was."""
        self._line = 0
        """The last line with a trouble."""
        self._repairs = 0
        self._effort = _MAX_EFFORT
        self.text = source.text
        self.findings: list[Finding] = []
        if any(character in self.text for character in _UNSEEN):
            self._mask()

    def build(self) -> Builder:
        """Parse the text, again after each repair."""
        builder = Builder(self._source, self.text)
        while builder.error is not None and self._repair(builder.error, builder):
            builder = Builder(self._source, self.text)
        self.findings += builder.findings
        return builder

    def _repair(self, error: Exception, builder: Builder) -> bool:
        """Say why the parser stopped. Gives whether the fault was neutralised, so that it is worth parsing again."""
        if isinstance(error, (ReaderError, UnicodeEncodeError)) and self._mask():
            return True
        trouble = diagnose(error, self.text, builder.last)
        finding = self._source.finding(trouble.name, trouble.offset, trouble.length, values=trouble.values, hint=trouble.hint)
        if finding.place.line > self._line:  # on the same line, it is an effect of the trouble before
            self.findings.append(finding)
            self._line = finding.place.line
        self._repairs += 1
        self._effort -= len(self.text)
        exhausted = self._repairs > _MAX_REPAIRS or self._effort < 0
        if trouble.repair is None or trouble.offset <= self._offset or exhausted:
            return False
        self._offset = trouble.offset
        self.text = self.text[: trouble.repair] + _REPAIR + self.text[trouble.repair + 1 :]
        return True

    def _mask(self) -> bool:
        """Report and neutralise the characters that are not allowed; whether there were any."""
        matches = list(re.finditer(FORBIDDEN, self.text))
        for match in matches[:_MAX_CHARACTERS]:
            values = {"code": f"U+{ord(match.group()):04X}"}
            self.findings.append(self._source.finding("yaml-character", match.start(), values=values, hint="invisible-character"))
        if len(matches) > _MAX_CHARACTERS:
            values = {"count": str(len(matches) - _MAX_CHARACTERS)}
            self.findings.append(self._source.finding("yaml-more-characters", matches[_MAX_CHARACTERS].start(), values=values))
        self.text = re.sub(FORBIDDEN, _REPAIR, self.text)
        return bool(matches)


def _withdraw_neutralised(top: Sequence) -> bool:
    """Replace by `FAULT` the texts with neutralised characters.

    Gives whether the tree can still be trusted: not when a key has such a character.
    """
    for node in children(top):
        if isinstance(node, Mapping) and any(_REPAIR in key for key in node):
            return False
        for slot, value, _ in node.slots():
            if isinstance(value, str) and _REPAIR in value:
                node[slot] = FAULT
    return True


def _withdraw_escaped(top: Sequence, source: Source) -> list[Finding]:
    """Replace by `FAULT` the texts with forbidden characters written as escapes, and say so; keys too are looked at."""
    findings = []
    for node in children(top):
        if isinstance(node, Mapping):
            keys = zip(node, node.marks[::2], strict=True)
            findings += [finding for key, mark in keys for finding in _escaped(key, mark, source)]
        for slot, value, mark in node.slots():
            found = _escaped(value, mark, source) if isinstance(value, str) else []
            findings += found
            if found:
                node[slot] = FAULT
    return findings


def _escaped(text: str, mark: Mark, source: Source) -> list[Finding]:
    """The finding about what is forbidden in *text*, written from *mark*: an escape has put it there."""
    if piles(text):
        return [source.finding("piled-marks", mark.index)]
    if re.search(FORBIDDEN, text) is None:
        return []
    for match in re.compile(_ESCAPE).finditer(source.text, mark.index):
        code = int(match[1] or match[2] or match[3], 16) if match.lastindex else _CODES.get(match[0][1], 0x20)
        if re.match(FORBIDDEN, chr(code)):
            values = {"code": f"U+{code:04X}", "escape": match[0]}
            return [source.finding("yaml-escaped-character", match.start(), len(match[0]), values=values, hint="backslash")]
    return []


def decode(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of *data*, and the finding to make when it is not UTF-8.

    The text is empty when *data* is no text at all: a PDF or a word processor's file. What is not UTF-8 is read as Windows-1252 if
    everything before is plain ASCII.
    """
    for start, hint in _FORMATS.items():
        if data.startswith(start):
            return "", (Source(path, "").finding("not-text", 0, hint=hint),)
    encoding = _utf_16(data)
    if encoding:
        text = unified(data.decode(encoding, "replace"))
        return text, (Source(path, text).finding("not-utf-8", 0, hint="utf-16"),)
    try:
        return unified(data.decode()), ()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        encoding, hint = ("cp1252", "windows-1252") if before.isascii() else ("utf-8", "save-as-utf-8")
        text = unified(data.decode(encoding, "replace"))
        return text, (Source(path, text).finding("not-utf-8", len(unified(before.decode())), hint=hint),)


def _utf_16(data: bytes) -> str:
    """The name of the UTF-16 that *data* looks like, or nothing."""
    if data.startswith(_UTF_16):
        return "utf-16"
    if b"\0" not in data[:_SAMPLE]:
        return ""
    even, odd = data[0:_SAMPLE:2], data[1:_SAMPLE:2]
    if odd and not any(odd):
        return "utf-16-le"
    return "utf-16-be" if odd and not any(even) else ""
