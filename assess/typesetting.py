"""Typst, which sets a document as PDF: a program that its package carries, called here and nowhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from assess import typst_program
from assess.documents import typst as source
from assess.documents.model import Document

_UNKNOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_TRIES = 8
_SECONDS = 60
"""A long draft takes one; some documents, such as one whose titles are longer than a page, would never end."""
_MARK, _UNSIGNED = "assess:export", "0" * 12
_SIGNED = re.compile(rb"(assess:export ([0-9a-f]{12}) )([0-9a-f]{12})")


class Failed(RuntimeError):
    """A document that Typst did not set, with what it says of it."""


def installed() -> bool:
    """Whether Typst is at hand."""
    try:
        return find_spec("typst") is not None
    except ValueError:  # it stands among the modules without one
        return False


def pdf(document: Document, signature: str = "") -> tuple[bytes, str]:
    """*document* as PDF, and the characters that no font at hand has, in order: they are said by their number in it.

    It keeps (PDF/A-2a) and a screen reader reads it (PDF/UA-1): Typst refuses to write a file that breaks their rules. A document that it
    refuses for its tags alone, such as one of notes within notes that run over pages, has none (PDF/A-2b), which `tagged` tells.
    The fonts are those that Typst carries, so that the same document has the same bytes on every machine. The time in it is that of
    `SOURCE_DATE_EPOCH`, else the date of the document. *signature* says what the document is of, for `signed`. Raises
    `ModuleNotFoundError` without Typst, the extra `pdf`, and `Failed` when it does not end or refuses the document.
    """
    if not installed():
        raise ModuleNotFoundError(name="typst")
    unknown: set[str] = set()
    refused = ""
    for _ in range(_TRIES):
        text = source.write(document, frozenset(unknown), keywords=f"{_MARK} {signature} {_UNSIGNED}" if signature else "")
        made, refused = _run(text, _time(document))
        found = _characters(refused) - unknown
        if refused and not found:
            made, refused = _run(text, _time(document), tagged=False)
        if not refused:
            return _sign(made), "".join(sorted(unknown))
        if not found:
            break
        unknown |= found
    raise Failed(refused)


def tagged(data: bytes) -> bool:
    """Whether the PDF *data* is one that a screen reader reads."""
    return b"pdfuaid" in data


def _run(text: str, time: int, *, tagged: bool = True) -> tuple[bytes, str]:
    """The PDF of the source *text*, or why there is none."""
    command = [sys.executable, "-P", str(Path(typst_program.__file__)), str(time), *(["tagged"] if tagged else [])]
    try:
        ran = subprocess.run(command, input=text.encode(), capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - ours
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(str(error)) from error
    said = ran.stderr.decode(errors="replace")
    if ran.returncode not in (0, typst_program.FAULTY):
        raise Failed(said)
    return ran.stdout, said if ran.returncode else ""


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
