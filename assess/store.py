"""The rubrics at hand, found by name or by path, and the one cache: what is read once is kept.

The cache holds data only: what was read, beside the sha256 of the sources it was read from and of the version of the tool. Nothing is
ever taken from it but for the same sources, byte for byte, and nothing in it is ever executed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from assess import __version__, files
from assess.model.finding import Finding, Place
from assess.model.rubric import Rubric
from assess.yaml_source.document import Document, read_bytes

T = TypeVar("T", bound=Struct)

DEFAULT = "mis-2021"
"""The rubric of a proposal that names none."""


class Loaded(Struct, frozen=True):
    """A rubric, or the findings that say why there is none."""

    rubric: Rubric | None
    findings: tuple[Finding, ...] = ()


class Entry(Struct, frozen=True):
    """What the cache keeps of a folder."""

    key: str
    """The sha256 of the sources and of the version of the tool."""
    folders: tuple[str, ...]
    """The folders the sources are in, relative to the folder itself."""
    content: msgspec.Raw
    """What was read from them."""


def rubric_names() -> list[str]:
    """The names of the rubrics shipped: the folders that hold a `rubric.yaml`."""
    return sorted(path.parent.name for path in files.shipped("rubrics").glob("*/rubric.yaml"))


def find_rubric(name: str, base: Path | None = None) -> Path | None:
    """The folder of the rubric *name*: one shipped, or a path, relative to *base* or to the working directory."""
    shipped = files.shipped("rubrics") / name
    if "/" not in name and "\\" not in name and files.is_folder(shipped) and (shipped / "rubric.yaml").is_file():
        return shipped
    places = (Path(files.actual(path)) for path in ((base or Path()) / name, name))
    return next((folder for folder in places if files.is_folder(folder)), None)


def label_of(folder: Path) -> str:
    """How the path of the rubric in *folder* is shown: of one shipped, from where it is shipped."""
    return f"rubrics/{folder.name}" if folder.parent == files.shipped("rubrics") else files.shown(folder)


def load_rubric_of(folder: Path, law: Sequence[Path] = ()) -> Loaded:
    """The rubric of *folder*, with the *law* folders of a service; from the cache when the sources are the same. Raises `FileFault`."""

    def read() -> tuple[Loaded, list[str]]:
        from assess.loading.rubric import includes

        loaded, documents = read_rubric(folder, law)
        return loaded, [".", *(posixpath.normpath(include) for document in documents for include in includes(document))]

    return cached(folder, Loaded, read, law)


def read_rubric(folder: Path, law: Sequence[Path] = ()) -> tuple[Loaded, list[Document]]:
    """The rubric of *folder* and of the *law* folders read from their YAML files, and those files, in name order. Raises `FileFault`."""
    from assess.loading.rubric import includes, load_rubric  # a rubric is seldom read: it is kept

    label, names = label_of(folder), files.yaml_names(folder, ["."])
    if not names:
        return Loaded(None, (Finding("rubric-empty", Place(label)),)), []
    documents = [read_document_of(folder, name, label) for name in names]
    found, refused = _included(folder, [include for document in documents for include in includes(document)])
    documents += [read_document_of(folder, name, label) for name in files.yaml_names(folder, found)]
    documents.sort(key=lambda document: posixpath.relpath(document.path, label))
    theirs = [(place, document) for place in law for document in _added(place)]
    documents += [document for _, document in theirs]
    added = {document.path: posixpath.relpath(document.path, posixpath.dirname(files.shown(place))) for place, document in theirs}
    digest = sha256()
    for document in documents:
        digest.update(document.text.encode(errors="surrogatepass"))
    rubric, findings = load_rubric(documents, digest.hexdigest(), label, refused, added)
    missing = [Finding(message, Place(files.shown(place)), {"found": files.shown(place)}) for place in law if (message := _no_law(place))]
    return Loaded(None if missing else rubric, (*missing, *findings)), documents


def _added(place: Path) -> list[Document]:
    """The files of law that a service has in *place*."""
    names = [] if _no_law(place) else files.yaml_names(place, ["."])
    return [read_document_of(place, name, files.shown(place)) for name in names]


def _no_law(place: Path) -> str:
    """The message about a folder of law that holds none."""
    if not files.is_folder(place):
        return "include-missing"
    return "" if files.yaml_names(place, ["."]) else "include-empty"


def _included(folder: Path, wanted: list[str]) -> tuple[list[str], dict[str, str]]:
    """Of the folders *wanted*, relative to *folder*, those to read; and for each other the id of the message that says why not."""
    taken = [folder.resolve()]
    found: list[str] = []
    refused: dict[str, str] = {}
    for include in dict.fromkeys(wanted):
        place = folder / include
        if not files.is_folder(place):
            refused[include] = "include-file" if files.is_folder(place.parent) and place.is_file() else "include-missing"
        elif any(place.resolve().is_relative_to(other) or other.is_relative_to(place.resolve()) for other in taken):
            refused[include] = "include-again"
        elif not files.yaml_names(folder, [include]):
            refused[include] = "include-empty"
        else:
            taken.append(place.resolve())
            found.append(include)
    return found, refused


def read_document_of(folder: Path, name: str, label: str) -> Document:
    """The file *name* of *folder*, which is shown as *label*. Raises `FileFault`."""
    return read_bytes(files.read(f"{folder}/{name}"), posixpath.normpath(f"{label}/{name}"))


def cached(folder: Path, kind: type[T], read: Callable[[], tuple[T, list[str]]], more: Sequence[Path] = ()) -> T:
    """What *read* gives of *folder*, with the folders of its sources, and of those of *more*; from the cache while all are the same."""
    place = _place(folder, more)
    kept = place and _kept(place, folder, kind, more)
    if kept:
        return kept
    made, folders = read()
    if place is not None and not made.findings:  # type: ignore[attr-defined]
        entry = Entry(_key(folder, folders, more), tuple(folders), msgspec.Raw(msgspec.msgpack.encode(made)))
        files.keep(place, msgspec.msgpack.encode(entry))
    return made


def _place(folder: Path, more: Sequence[Path] = ()) -> Path | None:
    cache = files.cache_folder()
    named = "\0".join(str(path.absolute()) for path in (folder, *more))
    name = sha256(named.encode(errors="surrogateescape")).hexdigest()[:16]
    return cache / f"{folder.name}-{name}.msgpack" if cache is not None else None


def _kept(place: Path, folder: Path, kind: type[T], more: Sequence[Path]) -> T | None:
    try:
        entry = msgspec.msgpack.decode(files.read(place), type=Entry)
        return msgspec.msgpack.decode(entry.content, type=kind) if entry.key == _key(folder, entry.folders, more) else None
    except (files.FileFault, msgspec.DecodeError, OSError):
        return None


def _key(folder: Path, folders: Sequence[str], more: Sequence[Path]) -> str:
    """The sha256 of the YAML files in *folders*, relative to *folder*, and in those of *more*, and of the version of the tool.

    Names and contents count.
    """
    digest = sha256(f"assess {__version__}\0".encode())
    found = [(folder, name) for name in files.yaml_names(folder, list(folders))]
    found += [(place, name) for place in more for name in files.yaml_names(place, ["."])]
    for place, name in found:
        data = files.read(f"{place}/{name}")
        digest.update(f"{name}\0{len(data)}\0".encode(errors="surrogateescape"))
        digest.update(data)
    return digest.hexdigest()
