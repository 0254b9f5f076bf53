"""What is shipped compiled: made when a wheel is built, and used only while it still fits.

`compiled_files` makes it; `assess.library` takes its rubrics, and `templates_folder` says whether its templates may be taken.
Nothing here depends on the Python that builds: a wheel serves every Python, and every system.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from assess import __version__, files, library
from assess.drafting.environment.loader import FORM
from assess.drafting.templates import compiled_templates

TEMPLATES = "templates"
STAMP = "stamp.txt"
"""What the compiled templates fit: a line with a form and a sum, one with the names of the templates, one with what was made of them."""
Contents = Iterable[tuple[str, bytes]]


class NotSound(Exception):
    """A shipped rubric, or a shipped check, that has faults: no wheel is made of it."""


def compiled_files() -> Iterator[tuple[str, bytes]]:
    """The compiled files as `(name, content)`, names with `/`. Raises `NotSound`."""
    for name in library.names():
        yield f"{name}.bin", _rubric(name)
    yield _checks()
    sources = [(name, _source(name)) for name in _template_names()]
    made = compiled_templates((name, text.decode()) for name, text in sources)
    compiled = [(name, text.encode()) for name, text in sorted(made.items())]
    yield from ((f"{TEMPLATES}/{name}", content) for name, content in compiled)
    yield f"{TEMPLATES}/{STAMP}", _stamp(sources, compiled)


def templates_folder() -> str:
    """The folder of our templates, compiled, for `Templates`; empty when there is none that fits the templates and the Jinja at hand."""
    folder = f"{files.compiled_folder()}/{TEMPLATES}"
    try:
        kept = files.read(f"{folder}/{STAMP}")
        _, templates, made = (line.split() for line in kept.decode().split("\n"))
        sources = [(name, _source(name)) for name in templates]
        fits = kept == _stamp(sources, [(name, files.read(f"{folder}/{name}")) for name in made])
    except (files.FileFault, ValueError):
        return ""
    return folder if fits else ""


def _rubric(name: str) -> bytes:
    """The compiled form of the shipped rubric *name*, without the times of its files: they are others once installed."""
    folder = files.shipped("rubrics") / name
    loaded, documents = library.read(folder, f"rubrics/{name}")
    if loaded.rubric is None or loaded.findings:
        raise NotSound(f"rubrics/{name} has faults: see `assess rubric check {name}`")
    folders, listed, _, *rest = library.unsealed(library.pack(loaded.rubric, folder, documents, f"rubrics/{name}"))
    return library.sealed((folders, listed, [], *rest))


def _checks() -> tuple[str, bytes]:
    """The compiled form of the shipped checks."""
    from assess import catalogue

    folder = files.shipped("rubrics") / catalogue.FOLDER
    made, documents = catalogue.read(folder, f"rubrics/{catalogue.FOLDER}")
    if made.findings:
        raise NotSound(f"rubrics/{catalogue.FOLDER} has faults: see `assess check`")
    return catalogue.STORE, catalogue.packed(made, folder, documents, stamped=False)


def _template_names() -> list[str]:
    root = files.shipped("templates")
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.j2"))


def _source(name: str) -> bytes:
    """The text of our template *name*, whatever its line ends."""
    return library.unified(files.read(f"{files.shipped('templates')}/{name}"))


def _stamp(sources: Contents, compiled: Contents) -> bytes:
    """What must be the same for compiled templates to be used: they belong to one text, one Jinja, one version of the tool."""
    total = 0
    for name, content in (*sources, *compiled):
        total = crc32(content, crc32(name.encode(), total))
    names = (" ".join(name for name, _ in contents) for contents in (sources, compiled))
    return "\n".join((f"assess {__version__}, form {FORM}, sum {total:08x}", *names)).encode()
