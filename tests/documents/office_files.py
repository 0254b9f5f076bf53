"""DOCX and ODT in tests: what makes them, what opens them, and hands that edit them as people do."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from assess import converters
from assess.commands import office
from assess.documents.model import Document
from assess.documents.reading import read
from assess.documents.typography import set_typography

OF = "0123456789ab"


def needs_pandoc() -> None:
    try:
        converters.pandoc_program()
    except converters.Missing:
        pytest.skip("pandoc is not installed: no DOCX or ODT is made (pip install assess[office])")


def exported(markdown: str, form: str = "docx") -> bytes:
    """The export of *markdown*."""
    needs_pandoc()
    document: Document = set_typography(read(markdown))
    return (office.docx if form == "docx" else office.odt)(document, "", OF)


def opened(data: bytes, form: str, to: str, folder: Path) -> bytes:
    """What LibreOffice makes of *data* when it opens it and saves it in the format *to*."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed: documents are not opened in it")
    (folder / f"given.{form}").write_bytes(data)
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder.parent / 'libreoffice').as_uri()}"  # made once
    subprocess.run(
        [program, profile, "--headless", "--convert-to", to, "--outdir", out, folder / f"given.{form}"],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return next(out.iterdir()).read_bytes()


def with_part(data: bytes, name: str, text: bytes | None) -> bytes:
    """The archive *data* with the part *name* being *text*, or without it."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        if text is not None:
            new.writestr(name, text)
    return made.getvalue()


def part(data: bytes, name: str) -> str:
    """The text of the part *name*."""
    with ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()


def root(data: bytes, name: str) -> ET.Element:
    """The tree of the part *name*."""
    return ET.fromstring(part(data, name))  # noqa: S314 - we made it
