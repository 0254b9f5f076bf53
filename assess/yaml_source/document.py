"""The careful YAML reader: text → `Document`, whatever the text; it never raises.

YAML is read as data: no tags, anchors, merges or second document; keys are texts and never stand twice; scalars are
those of `scalars`. Each fault is a finding with its place, and reading goes on as far as it can, so that a file is
put right once.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from assess.model.finding import Finding, Severity
from assess.yaml_source.decoding import decode
from assess.yaml_source.nodes import Node
from assess.yaml_source.reading import read
from assess.yaml_source.source import Source, unified

MAX_SIZE: Final = 2 * 1024 * 1024
"""The size in bytes past which a file is refused."""

MAX_FINDINGS: Final = 1000


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
    """Read *source*, about which the findings *before* were made."""
    reading = read(source)
    findings = [*before, *reading.findings]
    if reading.folded or _has_spaced_sign(source.text):
        from assess.yaml_source.prose_hints import prose_warnings  # few files need it

        findings += prose_warnings(source, reading.text, folded=reading.folded)
    if reading.empty:
        findings.append(source.finding("yaml-empty", 0))
    return Document(source, reading.root, reading.root_offset, _ordered(source, findings))


def _has_spaced_sign(text: str) -> bool:
    """Whether a `#` of *text* follows a space: one character is looked for, as that is faster than two."""
    at = text.find("#", 1)
    while at > 0 and text[at - 1] not in " \t":
        at = text.find("#", at + 1)
    return at > 0


def _too_big(source: Source, limit: int) -> Document:
    values = {"limit": f"{limit / (1024 * 1024):.3g}"}
    return Document(source, None, 0, (source.finding("yaml-too-big", 0, values=values),))


def _ordered(source: Source, findings: list[Finding]) -> tuple[Finding, ...]:
    """*findings* in the order of the file; a file with too many is not worth more than their number."""
    findings = sorted(findings, key=lambda finding: (finding.place.line, finding.place.column))
    if len(findings) > MAX_FINDINGS:
        values = {"count": str(len(findings) - MAX_FINDINGS)}
        findings[MAX_FINDINGS:] = [source.finding("yaml-more-findings", len(source.text), values=values)]
    return tuple(findings)
