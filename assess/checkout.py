"""The checkout a run is made in: how its files are named from its root, and which of them may be read when strangers wrote them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
_NAMES = (".yaml", ".yml", ".md", ".toml", ".json")
WITHIN: list[str] = []
"""The folders that may be read by this process; none: all."""


def root_of(path: str, asked: str = "") -> tuple[str, bool]:
    """The root of the checkout that *path* is in, unless another is *asked* for; and whether there is one.

    Without any, it is the working directory; in continuous integration that is a checkout too.
    """
    given = next((folder for folder in (asked, *(os.environ.get(name, "") for name in _ROOTS)) if folder and Path(folder).is_dir()), None)
    if given is None:
        start = Path(os.path.abspath(path))  # noqa: PTH100 - a link is where it stands
        given = next((str(folder) for folder in (start, *start.parents) if os.path.lexists(folder / ".git")), None)
    return os.path.realpath(given or "."), given is not None or bool(os.environ.get("CI"))


def naming(folder: str) -> Callable[[str], str]:
    """Gives the path of a file relative to *folder*, with `/`; what is no file, such as the name of an option, stays as it is."""
    base = os.path.realpath(folder)

    @cache
    def named(path: str) -> str:
        if not path.lower().endswith(_NAMES) and not os.path.lexists(path):
            return path
        whole = str(Path(os.path.realpath(Path(path).parent), Path(path).name))
        try:
            return os.path.relpath(whole, base).replace(os.sep, "/")
        except ValueError:  # on another drive
            return whole.replace(os.sep, "/")

    return named


def allowed(root: str, given: Iterable[str], ours: Iterable[Path | None]) -> list[str]:
    """The folders that may be read: *root*, *ours*, and what a person *gave* that is outside as it is written, with what is beside it."""
    folders = [str(folder) for folder in ours if folder]
    for path in given:
        whole = os.path.abspath(path or root)  # noqa: PTH100 - a link is where it stands
        if not _is_in(whole, root):
            folders.append(whole if Path(whole).is_dir() else str(Path(whole).parent))
    return [root, *map(os.path.realpath, folders)]


@contextmanager
def confined(folders: list[str]) -> Iterator[None]:
    """While it lasts, no file is read but under *folders*; none: everything may be."""
    before, WITHIN[:] = list(WITHIN), folders
    try:
        yield
    finally:
        WITHIN[:] = before


def outside(path: Path | str) -> bool:
    """Whether *path* leads, by `..`, from the root of the disk or by a link, to what may not be read."""
    if not WITHIN:
        return False
    try:
        real = os.path.realpath(path)
    except (OSError, ValueError):
        return False
    return not any(_is_in(real, folder) for folder in WITHIN)


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
