"""Typst, which sets a document as PDF: a program that its package carries, called here and nowhere else."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from hashlib import sha256
from importlib.util import find_spec

from assess.documents import typst as source
from assess.documents.model import Document

_UNKNOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_TRIES = 8
_MARK, _UNSIGNED = "assess:export", "0" * 12
_SIGNED = re.compile(rb"(assess:export ([0-9a-f]{12}) )([0-9a-f]{12})")


def installed() -> bool:
    """Whether Typst is at hand."""
    return find_spec("typst") is not None


def pdf(document: Document, signature: str = "") -> tuple[bytes, str]:
    """*document* as PDF, and the characters that no font at hand has, in order: they are said by their number in it.

    It keeps (PDF/A-2a) and a screen reader reads it (PDF/UA-1): Typst refuses to write a file that breaks their rules.
    The fonts are those that Typst carries, so that the same document has the same bytes on every machine. The time in it is that of
    `SOURCE_DATE_EPOCH`, else the date of the document. *signature* says what the document is of, for `signed`. Raises
    `ModuleNotFoundError` without Typst, the extra `pdf`.
    """
    import typst

    unknown: set[str] = set()
    for _ in range(_TRIES):
        text = source.write(document, frozenset(unknown), keywords=f"{_MARK} {signature} {_UNSIGNED}" if signature else "")
        try:
            made = typst.compile(
                text.encode(), format="pdf", ignore_system_fonts=True, pdf_standards=["a-2a", "ua-1"], timestamp=_time(document)
            )
            return _sign(made), "".join(sorted(unknown))
        except typst.TypstError as error:
            found = _characters(error.diagnostic or str(error)) - unknown
            if not found:
                raise
            unknown |= found
    raise AssertionError("Typst keeps finding characters that it cannot show")


def signed(data: bytes) -> str:
    """What the document is of whose file, unchanged since it was made, has these bytes; nothing for any other file."""
    found = _SIGNED.search(data)
    if not found or found[3] == _UNSIGNED.encode():
        return ""
    bare = _SIGNED.sub(lambda mark: mark[1] + _UNSIGNED.encode(), data)
    return found[2].decode() if _digest(bare) == found[3] else ""


def _sign(data: bytes) -> bytes:
    digest = _digest(data)
    return _SIGNED.sub(lambda mark: mark[1] + digest, data)


def _digest(data: bytes) -> bytes:
    return sha256(data).hexdigest()[:12].encode()


def _characters(said: str) -> set[str]:
    return {character for found in _UNKNOWN.findall(said) for character in _ESCAPE.sub(lambda code: chr(int(code[1], 16)), found)}


def _time(document: Document) -> int:
    """Seconds since 1970."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdecimal():
        return int(epoch)
    try:
        return max(int(datetime.fromisoformat(document.date).replace(tzinfo=UTC).timestamp()), 0)
    except ValueError:
        return 0
