"""The rubrics at hand: found by name or by path, read once, kept compiled.

A compiled rubric is trusted only while the files it was made from are the same: in size and time, or else in content (the times of
shipped files change when they are installed).
"""

from __future__ import annotations

import marshal
import posixpath
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zlib import crc32

from assess import __version__, files
from assess.engine.program import Kept, Program
from assess.model import compiled
from assess.model.finding import Finding, Place
from assess.model.rubric import Rubric
from assess.record import Record
from assess.yaml_source.document import Document, read_bytes

DEFAULT = "mis-2021"
SEAL = f"assess rubric {compiled.FORM}, {__version__}\n".encode()
"""How a compiled file begins. Its program is that of one version of the engine: another compiles the rubric again."""


class Loaded(Record):
    """A rubric, or the findings that say why there is none."""

    rubric: Rubric | None
    findings: tuple[Finding, ...]
    program: Kept = ()
    """The program of the rubric, when it was compiled."""


def names() -> list[str]:
    """The names of the rubrics shipped: the folders that hold a `rubric.yaml`."""
    return sorted(path.parent.name for path in files.shipped("rubrics").glob("*/rubric.yaml"))


def find(name: str, base: Path | None = None) -> Path | None:
    """The folder of the rubric *name*: one shipped, or a path, relative to *base* or to the working directory."""
    shipped = files.shipped("rubrics") / name
    if "/" not in name and "\\" not in name and _is_folder(shipped) and (shipped / "rubric.yaml").is_file():
        return shipped
    for root in (base, Path()):
        folder = (root or Path()) / name
        if _is_folder(folder):
            return folder
    return None


def load(folder: Path, label: str = "") -> Loaded:
    """The rubric of *folder*, from its compiled form when that is still true. *label*: how its path is shown. Raises `FileFault`."""
    label = label or files.shown(folder)
    stores = _stores(folder)
    for store in stores:
        found = _from_store(store, folder)
        if found is not None:
            return found
    loaded, documents = read(folder, label)
    cached = files.cache_folder()
    if loaded.rubric is not None and not loaded.findings and cached is not None:
        files.keep(stores[0], pack(loaded.rubric, folder, documents, label))
    return loaded


def read(folder: Path, label: str) -> tuple[Loaded, list[Document]]:
    """The rubric of *folder* read from its YAML files, and those files, in name order. Raises `FileFault`."""
    from assess.loading.rubric import includes, load_rubric

    names = files.yaml_names(folder, ["."])
    if not names:
        return Loaded(None, (Finding("rubric-empty", Place(label)),)), []
    documents = [_document(folder, name, label) for name in names]
    found, refused = _included(folder, [include for document in documents for include in includes(document)])
    documents += [_document(folder, name, label) for name in files.yaml_names(folder, found)]
    documents.sort(key=lambda document: _relative(document.path, label))
    digest = fingerprint(document.text.encode(errors="surrogatepass") for document in documents)
    rubric, findings = load_rubric(documents, digest, label, refused)
    return Loaded(rubric, tuple(findings)), documents


def _included(folder: Path, wanted: list[str]) -> tuple[list[str], dict[str, str]]:
    """Of the folders *wanted*, relative to *folder*, those to read; and for each other the id of the message that says why not."""
    taken = [folder.resolve()]
    found: list[str] = []
    refused: dict[str, str] = {}
    for include in dict.fromkeys(wanted):
        place = folder / include
        if not _is_folder(place):
            refused[include] = "include-file" if _is_folder(place.parent) and place.is_file() else "include-missing"
        elif any(place.resolve().is_relative_to(other) or other.is_relative_to(place.resolve()) for other in taken):
            refused[include] = "include-again"
        elif not files.yaml_names(folder, [include]):
            refused[include] = "include-empty"
        else:
            taken.append(place.resolve())
            found.append(include)
    return found, refused


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no system takes
        return False


def _document(folder: Path, name: str, label: str) -> Document:
    return read_bytes(files.read(f"{folder}/{name}"), posixpath.normpath(f"{label}/{name}"))


def fingerprint(texts: Iterable[bytes]) -> str:
    """The sha256 over *texts*, which have LF ends and no byte order mark."""
    from assess.digest import sha256

    digest = sha256()
    for text in texts:
        digest.update(text)
    return str(digest.hexdigest())


def unified(data: bytes) -> bytes:
    """*data* with LF line ends and no byte order mark."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def pack(rubric: Rubric, folder: Path, documents: list[Document], label: str) -> bytes:
    """The compiled form of *rubric*, with the files it rests on: their folders and their names, relative to *folder*."""
    from assess.loading.rubric import includes

    folders = [".", *(posixpath.normpath(include) for document in documents for include in includes(document))]
    listed = [_relative(document.path, label) for document in documents]
    stamps = [files.stamp(folder / name) for name in listed]
    total = _sum(document.text.encode(errors="surrogatepass") for document in documents)
    return sealed((folders, listed, stamps, total, compiled.freeze(rubric), Program(rubric).kept()))


def _sum(texts: Iterable[bytes]) -> int:
    """A sum over *texts*, which tells whether they changed and takes far less time than `fingerprint`."""
    total = 0
    for text in texts:
        total = crc32(text, total)
    return total


def sealed(content: tuple[Any, ...]) -> bytes:
    """*content*, plain data, as the bytes of a compiled file: a seal over the rest, by which a damaged file is known."""
    data = marshal.dumps(content, 4)
    return SEAL + crc32(data).to_bytes(4) + data


def unsealed(data: bytes) -> Any:
    """The content of a compiled file. Raises `ValueError` for one that is damaged, or of another form."""
    start = len(SEAL) + 4
    if not data.startswith(SEAL) or crc32(memoryview(data)[start:]).to_bytes(4) != data[len(SEAL) : start]:
        raise ValueError("not a compiled rubric")
    return marshal.loads(memoryview(data)[start:])  # noqa: S302 - plain data, under our seal


def _relative(shown: str, label: str) -> str:
    """The path shown of a file of the rubric shown as *label*, relative to its folder."""
    return posixpath.relpath(shown, label)


def _stores(folder: Path) -> list[Path]:
    """Where a compiled form of the rubric of *folder* may be: in the cache, and, for a shipped one, in the package."""
    cache = files.cache_folder()
    key = f"{crc32(str(folder.absolute()).encode(errors='surrogateescape')):08x}"
    found = [cache / f"{folder.name}-{key}.bin"] if cache is not None else []
    if folder.parent == files.shipped("rubrics"):
        found.append(files.compiled_folder() / f"{folder.name}.bin")
    return found


def _from_store(store: Path, folder: Path) -> Loaded | None:
    try:
        folders, listed, stamps, total, frozen, program = unsealed(files.read(store))
        if files.yaml_names(folder, folders) != sorted(listed):
            return None
        if stamps != [files.stamp(f"{folder}/{name}") for name in listed]:
            texts = (unified(files.read(f"{folder}/{name}")) for name in listed)
            if _sum(texts) != total:
                return None
        return Loaded(compiled.thaw(Rubric, frozen), (), program)
    except (OSError, EOFError, ValueError, TypeError, files.FileFault):
        return None
