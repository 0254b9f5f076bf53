"""What is shipped compiled: made when a wheel is built, and used only while it still fits.

`compiled_files` makes it; `assess.library` takes its rubrics, `program` gives its documents, and `templates_folder` says whether its
templates may be taken beside a user's own. What a checkout has not is made at the first run, and kept in the user's cache.
Nothing shipped depends on the Python that builds: a wheel serves every Python, and every system.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType
from zlib import crc32

from assess import __version__, files, library
from assess.study.templates import DOCUMENTS, PROGRAM, code_of, compiled_templates, program_of

TEMPLATES = "templates"
STAMP = "stamp.txt"
"""What the compiled templates fit: a line with a form and a sum, one with the names of the templates, one with what was made of them."""
PROGRAMS = "documents"
Contents = Iterable[tuple[str, bytes]]
_MADE_SO = f"assess {__version__}, form {PROGRAM}, {sys.implementation.cache_tag}"


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
    for name in DOCUMENTS:
        _, text, parts = program_of(name, _text)
        content = text.encode()
        yield f"{PROGRAMS}/{_file_name(name)}.py", _head(parts, content) + content


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


def program(name: str) -> CodeType:
    """The compiled form of our document *name*: shipped, or kept, or made now and kept. For `Templates`."""
    cache = files.cache_folder()
    key = f"{crc32(str(files.shipped(TEMPLATES)).encode(errors='surrogateescape')):08x}"
    store = cache / TEMPLATES / f"{_file_name(name)}-{key}.bin" if cache is not None else None
    found = _shipped_program(name) or (_kept_program(store) if store is not None else None)
    if found is None:
        made = program_of(name, _text)
        found = code_of(*made)
        if store is not None:
            _keep_program(store, made[2], found)
    return found


def _file_name(name: str) -> str:
    return name.removesuffix(".md.j2").replace("/", "-")


def _shipped_program(name: str) -> CodeType | None:
    path = f"{files.compiled_folder()}/{PROGRAMS}/{_file_name(name)}.py"
    if not files.there(path):
        return None
    try:
        head, _, content = files.read(path).partition(b"\n")
        if head + b"\n" != _head(head.decode().split()[3:], content):
            return None
    except (files.FileFault, ValueError):
        return None
    from importlib.machinery import SourceFileLoader

    return SourceFileLoader(f"assess.shipped.{_file_name(name)}", path).get_code(f"assess.shipped.{_file_name(name)}")


def _head(parts: list[str], content: bytes) -> bytes:
    """The first line of the Python text *content* of a document: what it fits, and the names of the templates it is made of."""
    total = crc32(content, _sum((part, _source(part)) for part in parts))
    return f"# {__version__}/{PROGRAM} {total:08x} {' '.join(parts)}\n".encode()


def _kept_program(store: Path) -> CodeType | None:
    """The document kept in *store*, while the templates it is made of are the same: in size and time, or else in content."""
    try:
        made_so, parts, stamps, total, code = library.unsealed(files.read(store))
        same = made_so == _MADE_SO and (stamps == _stamps(parts) or total == _sum((part, _source(part)) for part in parts))
    except (OSError, EOFError, ValueError, TypeError, files.FileFault):
        return None
    return code if same and isinstance(code, CodeType) else None


def _keep_program(store: Path, parts: list[str], code: CodeType) -> None:
    total = _sum((part, _source(part)) for part in parts)
    files.keep(store, library.sealed((_MADE_SO, parts, _stamps(parts), total, code)))


def _stamps(parts: list[str]) -> list[tuple[int, int]]:
    folder = str(files.shipped(TEMPLATES))
    return [files.stamp(f"{folder}/{part}") for part in parts]


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
    root = files.shipped(TEMPLATES)
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.j2"))


def _source(name: str) -> bytes:
    """The text of our template *name*, whatever its line ends."""
    return library.unified(files.read(f"{files.shipped(TEMPLATES)}/{name}"))


def _text(name: str) -> tuple[str, str]:
    """The same, as a `Source`."""
    return _source(name).decode(), name


def _sum(contents: Contents) -> int:
    """A sum over the names and the contents, which tells whether they changed."""
    total = 0
    for name, content in contents:
        total = crc32(content, crc32(name.encode(), total))
    return total


def _stamp(sources: Contents, compiled: Contents) -> bytes:
    """What must be the same for compiled templates to be used: they belong to one text, one Jinja, one version of the tool."""
    from assess.study.environment.loader import FORM

    total = _sum((*sources, *compiled))
    names = (" ".join(name for name, _ in contents) for contents in (sources, compiled))
    return "\n".join((f"assess {__version__}, form {FORM}, sum {total:08x}", *names)).encode()
