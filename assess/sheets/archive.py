"""Whether a file of a spreadsheet (.xlsx, .ods) may be opened: what is hostile is refused with a sentence before anything reads it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

MOST_PARTS: Final = 200
MOST_BYTES: Final = 8 * 1024 * 1024
"""How many bytes all the parts may have together, once they are expanded: a sheet with every question has a tenth of it."""
MOST_OF_LOOKS: Final = 1024 * 1024
"""How many those may have that say how a workbook looks: openpyxl makes an object of each of their elements."""
_LOOKS: Final = ("xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels")
_ACTIVE: Final = re.compile(r"vbaproject|externallink|activex|embeddings/|^basic/|^scripts/|ddelink|customui|macrosheet", re.IGNORECASE)
"""Parts that hold programs, other files, or links to them."""
_OTHER_ENCODING: Final = re.compile(rb"\s*<\?xml[^>]*encoding=[\"'](?!utf-8|us-ascii)", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Refused(Exception):
    """A file that is not opened: a message id, and values for its sentence."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.message, self.values = message, values


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of *data*, by name. Raises `Refused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _bounded(archive)
            found = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise Refused("sheet-not-one") from error
    for name, part in found.items():
        if name.lower().endswith((".xml", ".rels", ".vml")):
            _harmless(name, part)
    return found


def _bounded(archive: zipfile.ZipFile) -> None:
    listed = archive.infolist()
    looks = max((one.file_size for one in listed if one.filename in _LOOKS), default=0)
    if len(listed) > MOST_PARTS or sum(one.file_size for one in listed) > MOST_BYTES or looks > MOST_OF_LOOKS:
        raise Refused("sheet-too-large", limit=str(MOST_BYTES // 1024 // 1024))
    if len({one.filename for one in listed}) < len(listed):
        raise Refused("sheet-not-one")
    for one in listed:
        if one.flag_bits & 1:
            raise Refused("sheet-encrypted")
        if _ACTIVE.search(one.filename):
            raise Refused("sheet-active", part=one.filename)


def _harmless(name: str, part: bytes) -> None:
    """Refuse XML that declares entities, or that is not UTF-8, where such a declaration would not be seen."""
    if (
        b"\0" in part[:200]
        or part[:2] in (b"\xfe\xff", b"\xff\xfe")
        or re.match(rb"\s*<\?xml[^>]*encoding=[\"'](?!utf-8|us-ascii)", part, re.IGNORECASE)
    ):
        raise Refused("sheet-encoding", part=name)
    if _DECLARED.search(part):
        raise Refused("sheet-entities", part=name)
