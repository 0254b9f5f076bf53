"""Typst, which sets a document as PDF: a program that its package carries, called here and nowhere else."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

from assess.documents import typst as source
from assess.documents.model import Document

STANDARDS = ["a-2a", "ua-1"]
"""The file keeps (PDF/A-2a) and a screen reader reads it (PDF/UA-1): Typst refuses to write one that breaks their rules."""
_UNKNOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_TRIES = 8


class MissingTypst(Exception):
    """The package `typst` is not installed."""


def pdf(document: Document) -> tuple[bytes, str]:
    """*document* as PDF, and the characters that no font at hand has, in order: they are said by their number in it.

    The fonts are those that Typst carries, so that the same document has the same bytes on every machine. The time in it is that of
    `SOURCE_DATE_EPOCH`, else the date of the document. Raises `MissingTypst`.
    """
    try:
        import typst
    except ImportError as error:
        raise MissingTypst from error
    unknown: set[str] = set()
    for _ in range(_TRIES):
        text = source.write(document, frozenset(unknown)).encode()
        try:
            return typst.compile(text, format="pdf", ignore_system_fonts=True, pdf_standards=STANDARDS, timestamp=_time(document)), "".join(
                sorted(unknown)
            )
        except typst.TypstError as error:
            found = _characters(error.diagnostic or str(error)) - unknown
            if not found:
                raise
            unknown |= found
    raise AssertionError("Typst keeps finding characters that it cannot show")


def _characters(said: str) -> set[str]:
    return {character for found in _UNKNOWN.findall(said) for character in _ESCAPE.sub(lambda code: chr(int(code[1], 16)), found)}


def _time(document: Document) -> int:
    """Seconds since 1970."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdecimal():
        return int(epoch)
    try:
        return int(datetime.fromisoformat(document.date).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0
