"""The programs that make documents: pandoc, and what is done around it. They know no network, and leave no file behind."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from assess.documents import pandoc, reference
from assess.documents.finish_docx import finished
from assess.documents.finish_odt import finished as finished_odt
from assess.documents.model import Document, Figure

_SECONDS: Final = 120
"""Pandoc takes about one for a long draft; what takes so much longer will not end."""
_LONG_AGO: Final = 315_532_800
"""1980: the day of a document that has none, the first that an archive can say."""
_DOTS: Final = 220
"""The dots of an inch of a picture."""


class Missing(ModuleNotFoundError):
    """Pandoc is not installed."""


class Failed(Exception):
    """A program that did not make the document, with what it says of it."""


def docx(document: Document, *, model: bytes | None = None, notice: tuple[str, ...] = (), said: Mapping[str, str] | None = None) -> bytes:
    """*document* as DOCX, in the styles of *model*, a DOCX, or in ours.

    *notice*: what the first page says of the way back. *said*: what the document says of itself, in properties of those names. Raises
    `Missing`, `Failed`.
    """
    return finished(_pandoc(document, "docx", model or reference.docx(), notice), said or {})


def odt(document: Document, *, model: bytes | None = None, notice: tuple[str, ...] = (), said: Mapping[str, str] | None = None) -> bytes:
    """*document* as ODT, in the styles of *model*, an ODT, or in ours. *notice*, *said*: as of `docx`. Raises `Missing`, `Failed`."""
    return finished_odt(_pandoc(document, "odt", model or reference.odt(), notice), document, said or {})


def _pandoc(document: Document, form: str, model: bytes, notice: tuple[str, ...]) -> bytes:
    """What pandoc makes of *document* in the format *form*."""
    program = pandoc_program()
    with tempfile.TemporaryDirectory(prefix="assess.") as name:
        folder = Path(name)
        (folder / f"model.{form}").write_bytes(model)
        tree = json.dumps(pandoc.write(document, _pictures(document, folder), notice=notice)).encode()
        command = [program, "--from=json", f"--to={form}", f"--reference-doc=model.{form}", f"--data-dir={name}", f"--output=made.{form}"]
        settings = {**os.environ, "SOURCE_DATE_EPOCH": str(_moment(document))}
        try:
            ran = subprocess.run(command, input=tree, cwd=name, env=settings, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Failed(str(error)) from error
        if ran.returncode:
            raise Failed(ran.stderr.decode(errors="replace").strip())
        return (folder / f"made.{form}").read_bytes()


def pandoc_program() -> str:
    """The pandoc of the extra, or of the system. Raises `Missing`."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise Missing("pypandoc") from error


def _moment(document: Document) -> int:
    """When the document says it was made: the moment that the environment sets, else the day that it is about, never the present."""
    try:
        return int(os.environ.get("SOURCE_DATE_EPOCH", ""))
    except ValueError:
        pass
    try:
        return int(datetime.fromisoformat(document.date).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return _LONG_AGO


def _pictures(document: Document, folder: Path) -> Mapping[str, str]:
    """The pictures of *document*, written in *folder*, by their names."""
    written = {}
    for name, figure in pandoc.pictures(document).items():
        ending, data = _picture(figure)
        (folder / f"{name}.{ending}").write_bytes(data)
        written[name] = f"{name}.{ending}"
    return written


def _picture(figure: Figure) -> tuple[str, bytes]:
    """The picture of a chart: PNG, which every program shows, where typst is at hand, else SVG as it is."""
    svg = figure.svg.encode()
    try:
        import typst

        page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
        made = typst.compile(page, format="png", ppi=_DOTS, sys_inputs={"svg": figure.svg}, ignore_system_fonts=True)
    except (ImportError, RuntimeError):
        return "svg", svg
    return "png", made
