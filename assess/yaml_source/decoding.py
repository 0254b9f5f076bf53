"""From the bytes of a file to its text: UTF-8, LF line ends, no byte order mark.

A file saved in another encoding is still read as well as can be, so that its other faults are found at the same time;
but it has an error, at its first character that is not UTF-8.
"""

from __future__ import annotations

import codecs

from assess.model.finding import Finding
from assess.yaml_source.source import Source, unified

_FORMATS = (
    (b"PK\x03\x04", "office-file"),
    (b"\xd0\xcf\x11\xe0", "office-file"),
    (b"{\\rtf", "office-file"),
    (b"%PDF-", "pdf-file"),
)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 64


def decode(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of *data*, and the finding to make when it is not UTF-8.

    The text is empty when *data* is no text at all: a PDF or a word processor's file.
    """
    for start, hint in _FORMATS:
        if data.startswith(start):
            return "", (Source(path, "").finding("not-text", 0, hint=hint),)
    encoding = _utf_16(data)
    if encoding:
        text = unified(data.decode(encoding, "replace"))
        return text, (Source(path, text).finding("not-utf-8", 0, hint="utf-16"),)
    try:
        return unified(data.decode()), ()
    except UnicodeDecodeError as error:
        return _otherwise(data, path, error.start)


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


def _otherwise(data: bytes, path: str, first: int) -> tuple[str, tuple[Finding, ...]]:
    """The text of *data*, whose byte number *first* is not UTF-8: Windows-1252 if everything before is plain ASCII."""
    western = data[:first].isascii()
    text = unified(data.decode("cp1252" if western else "utf-8", "replace"))
    offset = len(unified(data[:first].decode()))
    hint = "windows-1252" if western else "save-as-utf-8"
    return text, (Source(path, text).finding("not-utf-8", offset, hint=hint),)
