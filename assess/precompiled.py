"""What is shipped compiled: made when a wheel is built, and used only while it still fits.

`compiled_files` makes it; `assess.library` takes its rubrics, and `templates_folder` says whether its templates may be taken.
Nothing here depends on the Python that builds: a wheel serves every Python, and every system.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from zlib import crc32

from assess import __version__, files, library
from assess.drafting.environment.loader import FORM
from assess.drafting.templates import compiled_templates

TEMPLATES = "templates"
STAMP = "stamp.json"


class NotSound(Exception):
    """A shipped rubric that has faults: no wheel is made of it."""


def compiled_files() -> Iterator[tuple[str, bytes]]:
    """The compiled files as `(name, content)`, names with `/`. Raises `NotSound`."""
    for name in library.names():
        yield f"{name}.bin", _rubric(name)
    sources = list(_sources())
    compiled = {name: text.encode() for name, text in compiled_templates(sources).items()}
    for name, content in sorted(compiled.items()):
        yield f"{TEMPLATES}/{name}", content
    yield f"{TEMPLATES}/{STAMP}", _stamp(((name, text.encode()) for name, text in sources), compiled.items())


def templates_folder() -> str:
    """The folder of our templates, compiled, for `Templates`; empty when there is none that fits the templates and the Jinja at hand."""
    folder = files.compiled_folder() / TEMPLATES
    try:
        kept = files.read(folder / STAMP)
        names: list[str] = json.loads(kept)["files"]
        compiled = [(name, files.read(folder / name)) for name in names]
    except (files.FileFault, ValueError, KeyError, TypeError):
        return ""
    sources = ((name, text.encode()) for name, text in _sources())
    return str(folder) if _stamp(sources, compiled) == kept else ""


def _rubric(name: str) -> bytes:
    """The compiled form of the shipped rubric *name*, without the times of its files: they are others once installed."""
    folder = files.shipped("rubrics") / name
    loaded, documents = library.read(folder, f"rubrics/{name}")
    if loaded.rubric is None or loaded.findings:
        raise NotSound(f"rubrics/{name} has faults: see `assess rubric check {name}`")
    folders, listed, _, frozen = library.unsealed(library.pack(loaded.rubric, folder, documents, f"rubrics/{name}"))
    return library.sealed((folders, listed, [], frozen))


def _sources() -> Iterator[tuple[str, str]]:
    """Our templates as `(name, text)`, in the order of their names."""
    root = files.shipped("templates")
    for path in sorted(root.rglob("*.j2"), key=lambda path: path.relative_to(root).as_posix()):
        yield path.relative_to(root).as_posix(), library.unified(files.read(path)).decode()


def _stamp(sources: Iterable[tuple[str, bytes]], compiled: Iterable[tuple[str, bytes]]) -> bytes:
    """What must be the same for compiled templates to be used: they belong to one text, one Jinja, one version of the tool."""
    compiled = sorted(compiled)
    fits = {
        "tool": __version__,
        "form": FORM,
        "sources": _sum(sources),
        "compiled": _sum(compiled),
        "files": [name for name, _ in compiled],
    }
    return json.dumps(fits, indent=1).encode()


def _sum(contents: Iterable[tuple[str, bytes]]) -> int:
    total = 0
    for name, content in contents:
        total = crc32(content, crc32(name.encode(), total))
    return total
