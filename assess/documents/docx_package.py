"""The XML inside a DOCX that came from outside: bounded in size and depth, with no entity, and nothing of it is fetched or run."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final
from xml.etree import ElementTree as ET
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

_MOST_FILES: Final = 5_000
_MOST_BYTES: Final = 64 * 1024 * 1024
"""No part is larger once unpacked: a real document of a thousand pages is far below."""
_MOST_DEEP: Final = 200
_MOST_ELEMENTS: Final = 1_500_000


class DocxFault(Exception):
    """A file that is no DOCX, or one that asks for too much: the id of the message, `docx-…`."""


def parts(data: bytes, names: tuple[str, ...]) -> dict[str, ET.Element]:
    """The roots of the parts *names* that the DOCX *data* has. Raises `DocxFault`."""
    found = unpacked(data, names)
    if "word/document.xml" not in found:
        raise DocxFault("docx-not-one")
    return {name: _root(text) for name, text in found.items()}


def unpacked(data: bytes, names: tuple[str, ...]) -> dict[str, bytes]:
    """The files *names* that the archive *data* has, of which no more is unpacked than is wanted. Raises `DocxFault`."""
    import zlib

    try:
        with ZipFile(BytesIO(data)) as package:
            if len(package.infolist()) > _MOST_FILES:
                raise DocxFault("docx-too-large")
            return {name: _file(package, name) for name in names if name in package.namelist()}
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise DocxFault("docx-not-one") from error


def _file(package: ZipFile, name: str) -> bytes:
    """A file of *package*, whatever the archive says of its size."""
    with package.open(name) as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise DocxFault("docx-too-large")
    return data


class _Builder(ET.TreeBuilder):
    """Builds a tree that is neither too deep nor too large."""

    def __init__(self) -> None:
        super().__init__()
        self.deep = self.count = 0

    def start(self, tag: Any, attrs: Any) -> Any:
        self.deep += 1
        self.count += 1
        if self.deep > _MOST_DEEP or self.count > _MOST_ELEMENTS:
            raise DocxFault("docx-too-large")
        return super().start(tag, attrs)

    def end(self, tag: Any) -> Any:
        self.deep -= 1
        return super().end(tag)

    def doctype(self, *_: Any) -> None:
        """Word writes none, and all that XML can be made to fetch or to blow up stands in one."""
        raise DocxFault("docx-not-one")


def _root(text: bytes) -> ET.Element:
    try:
        parser = ET.XMLParser(target=_Builder())  # noqa: S314 - a document type is refused as soon as it begins
        parser.feed(text)
        root: ET.Element = parser.close()
    except (ET.ParseError, expat.ExpatError, LookupError) as error:
        raise DocxFault("docx-not-one") from error
    return root
