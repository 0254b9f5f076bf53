"""Where the templates of a draft come from: the user's own folder, then ours, whose code Python keeps as it keeps that of modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import assess
from assess import files
from assess.commands.session import Session
from assess.study.outline import FILE as OUTLINE
from assess.study.templates import COMPILED_WITH, Compiled, Source, Templates


def own_folder(session: Session, path: str) -> Path | None:
    """The folder of the user's own templates for the proposal *path*, if there is one. Raises `FileFault`."""
    settings = session.settings(path)
    chosen = session.chosen_templates
    named = Path(chosen) if chosen else (settings.base or Path()) / settings.templates if settings.templates else None
    folder = None if named is None else Path(files.actual(named))
    if folder is not None and not folder.is_dir():
        raise files.FileFault("file-not-found", files.shown(folder))
    return folder


def made_with(session: Session, path: str, lang: str) -> str:
    """The tool and the templates in *lang* for the proposal *path*, as the front matter names them. Raises `FileFault`."""
    own = own_folder(session, path)
    total = sha256()
    for folder in (files.shown(files.shipped("templates")), *([files.shown(own)] if own is not None else [])):
        beside = [f"{folder}/{name}" for name in (f"{lang}.yaml", OUTLINE) if files.there(f"{folder}/{name}")]
        for name in (*files.found_in(folder, (".j2",)), *beside):
            data = files.unified(files.read(name))
            total.update(f"{Path(name).relative_to(folder).as_posix()}\0{len(data)}\0".encode())
            total.update(data)
    return f"assess {assess.__version__}, templates {total.hexdigest()}"


def templates_for(session: Session, path: str) -> Templates:
    """The templates for the proposal *path*: the user's own, from `--templates` or the settings, before ours. Raises `FileFault`."""
    folder = own_folder(session, path)
    shipped = files.shipped("templates")
    return Templates(_source(shipped), None if folder is None else _source(folder), compiled(shipped))


def _source(folder: Path) -> Source:
    """Gives the template of a name, from under *folder* and nowhere else."""
    base = folder.resolve()

    def source(name: str) -> tuple[str, str] | None:
        path = folder / name
        if not path.is_file() or base not in path.resolve().parents:
            return None
        try:
            return files.unified(files.read(path)).decode("utf-8"), files.shown(path)
        except UnicodeDecodeError as error:
            raise files.FileFault("file-not-utf-8", files.shown(path)) from error

    return source


def compiled(folder: Path) -> Compiled:
    """Gives the code of the templates in *folder*, kept beside them in `__pycache__` as that of any module is."""

    def code(name: str, make: Callable[[str], CodeType]) -> CodeType | None:
        path = folder / name
        return _TemplateCode(path, make).get_code(name) if path.is_file() else None

    return code


class _TemplateCode(SourceFileLoader):
    """Reads a template as Python reads a module: from its bytecode, unless the template or what it was compiled with changed."""

    def __init__(self, path: Path, make: Callable[[str], CodeType]) -> None:
        super().__init__(path.name, str(path))
        self._make = make

    def source_to_code(self, data: Any, path: Any = "", *, _optimize: int = -1) -> CodeType:  # type: ignore[override] # noqa: ARG002 - as Python calls it
        return self._make(files.unified(bytes(data)).decode("utf-8"))

    def path_stats(self, path: Any) -> Mapping[str, Any]:
        """The size of the template and, as the time of its last change, the sha256 of the template and of what compiles it."""
        data = self.get_data(path)
        digest = sha256(_compiler_digest() + data).digest()
        return {"mtime": int.from_bytes(digest[:4], "big"), "size": len(data)}


@cache
def _compiler_digest() -> bytes:
    digest = sha256()
    for name in COMPILED_WITH:
        digest.update(Path(name).read_bytes())
    return digest.digest()
