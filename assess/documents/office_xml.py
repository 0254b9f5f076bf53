"""XML of office documents that we made ourselves, read and written again with its own prefixes."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parsed(text: bytes) -> ET.Element:
    """The root of the XML *text*, of which the prefixes are kept for `written`."""
    for _, (prefix, space) in ET.iterparse(BytesIO(text), events=("start-ns",)):  # noqa: S314 - pandoc wrote it, or our own model
        ET.register_namespace(prefix, space)
    return ET.fromstring(text)  # noqa: S314 - as above


def written(root: ET.Element) -> bytes:
    """The XML of *root*."""
    made: bytes = ET.tostring(root, encoding="utf-8")
    return _HEAD + made


def unpacked(package: bytes) -> dict[str, bytes]:
    """The files of *package*, which pandoc made."""
    with ZipFile(BytesIO(package)) as files:
        return {name: files.read(name) for name in files.namelist()}
