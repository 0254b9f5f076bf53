"""The rubrics at hand: found by name or by path, read once, kept compiled.

A compiled rubric is trusted only while the files it was made from are the same: in size and time, or else to the byte (sha256).
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zlib import crc32

from assess import files
from assess.finding import Finding, Place
from assess.loading.document import Document, read_bytes
from assess.model import compiled
from assess.model.rubric import Rubric
from assess.record import Record

DEFAULT = "mis-2021"
SEAL = f"assess rubric {compiled.FORM}\n".encode()


class Loaded(Record):
    """A rubric, or the findings that say why there is none."""

    rubric: Rubric | None
    findings: tuple[Finding, ...]


def names() -> list[str]:
    """The names of the rubrics shipped: the folders that hold a `rubric.yaml`."""
    return sorted(path.parent.name for path in files.shipped("rubrics").glob("*/rubric.yaml"))


def find(name: str, base: Path | None = None) -> Path | None:
    """The folder of the rubric *name*: one shipped, or a path, relative to *base* or to the working directory."""
    shipped = files.shipped("rubrics") / name
    if "/" not in name and "\\" not in name and (shipped / "rubric.yaml").is_file():
        return shipped
    for root in (base, Path()):
        folder = (root or Path()) / name
        if folder.is_dir():
            return folder
    return None


def load(folder: Path, label: str = "") -> Loaded:
    """The rubric of *folder*, from its compiled form when that is still true. *label*: how its path is shown. Raises `FileFault`."""
    label = label or files.shown(folder)
    stores = _stores(folder)
    for store in stores:
        found = _from_store(store, folder)
        if found is not None:
            return Loaded(found, ())
    loaded, documents = read(folder, label)
    cached = files.cache_folder()
    if loaded.rubric is not None and not loaded.findings and cached is not None:
        files.keep(stores[0], pack(loaded.rubric, folder, documents, label))
    return loaded


def read(folder: Path, label: str) -> tuple[Loaded, list[Document]]:
    """The rubric of *folder* read from its YAML files, and those files, in name order. Raises `FileFault`."""
    from assess.loading.rubric import includes, load_rubric

    sources = files.yaml_files(folder)
    if not sources:
        return Loaded(None, (Finding("rubric-empty", Place(label)),)), []
    documents = [_document(path, folder, label) for path in sources]
    for document in list(documents):
        for include in includes(document):
            extra = files.yaml_files(folder / include) if (folder / include).is_dir() else []
            documents += [_document(path, folder, label) for path in extra]
    documents.sort(key=lambda document: document.path)
    rubric, findings = load_rubric(documents, fingerprint(document.text.encode() for document in documents), label)
    return Loaded(rubric, tuple(findings)), documents


def _document(path: Path, folder: Path, label: str) -> Document:
    inside = path.relative_to(folder) if path.is_relative_to(folder) else path
    return read_bytes(files.read(path), _tidy(f"{label}/{files.shown(inside)}"))


def _tidy(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts and parts[-1] not in ("..", ""):
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def fingerprint(texts: Iterable[bytes]) -> str:
    """The sha256 over *texts*, which have LF ends and no byte order mark."""
    import hashlib

    digest = hashlib.sha256()
    for text in texts:
        digest.update(text)
    return digest.hexdigest()


def unified(data: bytes) -> bytes:
    """*data* with LF line ends and no byte order mark."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def pack(rubric: Rubric, folder: Path, documents: list[Document], label: str) -> bytes:
    """The compiled form of *rubric*, with the files it rests on: their folders and their names, relative to *folder*."""
    from assess.loading.rubric import includes

    folders = [".", *(include for document in documents for include in includes(document))]
    listed = [_relative(document.path, label) for document in documents]
    stamps = [files.stamp(folder / name) for name in listed]
    return sealed((folders, listed, stamps, compiled.freeze(rubric)))


def sealed(content: object) -> bytes:
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
    inside = shown.removeprefix(label + "/")
    if inside != shown:
        return inside
    parent = label.rpartition("/")[0]
    return "../" + (shown.removeprefix(parent + "/") if parent else shown)


def _stores(folder: Path) -> list[Path]:
    """Where a compiled form of the rubric of *folder* may be: in the cache, and, for a shipped one, in the package."""
    cache = files.cache_folder()
    key = f"{crc32(str(folder.absolute()).encode(errors='surrogateescape')):08x}"
    found = [cache / f"{folder.name}-{key}.bin"] if cache is not None else []
    if folder.parent == files.shipped("rubrics"):
        found.append(files.compiled_folder() / f"{folder.name}.bin")
    return found


def _from_store(store: Path, folder: Path) -> Rubric | None:
    try:
        folders, listed, stamps, frozen = unsealed(files.read(store))
        if files.yaml_names(folder, folders) != sorted(listed):
            return None
        if stamps != [files.stamp(f"{folder}/{name}") for name in listed]:
            texts = (unified(files.read(f"{folder}/{name}")) for name in listed)
            if fingerprint(texts) != frozen[-1]:
                return None
        return compiled.thaw(frozen)
    except (OSError, EOFError, ValueError, TypeError, files.FileFault):
        return None
