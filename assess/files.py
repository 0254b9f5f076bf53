"""The disk: finding, reading and replacing files. Nothing else in the tool touches it."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assess.checkout import outside

_PRIVATE = 0o600
MAX_BYTES = 4 * 1024 * 1024
"""No file read may be larger."""
MAX_ENTRIES = 10_000
"""No more files and folders are looked at for one rubric."""


class FileFault(Exception):
    """A file that cannot be read or written: message id and values, for `assess.messages`."""

    def __init__(self, message: str, path: str, **values: str) -> None:
        super().__init__(message)
        self.message, self.path, self.values = message, path, values | {"path": path}


def shown(path: Path | str) -> str:
    """*path* as it is given to people and to programs: with `/`."""
    return str(path).replace(os.sep, "/") if os.sep != "/" else str(path)


def read(path: Path | str) -> bytes:
    """The bytes of the file *path*. Raises `FileFault`, also for what is no regular file: a pipe or a device might never end."""
    if outside(path):
        raise FileFault("file-outside", shown(path))
    try:
        found = os.stat(path)  # noqa: PTH116 - for each of many files
        if not stat.S_ISREG(found.st_mode):
            raise FileFault("file-is-folder" if stat.S_ISDIR(found.st_mode) else "file-not-regular", shown(path))
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read() if found.st_size <= MAX_BYTES else None
    except (OSError, ValueError) as error:
        raise FileFault(_reason(error), shown(path)) from error
    if data is None or len(data) > MAX_BYTES:
        raise FileFault("file-too-large", shown(path), limit=str(MAX_BYTES // 1024 // 1024))
    return data


def head(path: Path | str, size: int = 65_536) -> bytes:
    """The first bytes of the file *path*; none when it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return b"" if outside(path) else file.read(size)
    except (OSError, ValueError):
        return b""


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "file-not-found"
    if isinstance(error, IsADirectoryError):
        return "file-is-folder"
    if isinstance(error, PermissionError):
        return "file-not-allowed"
    return "file-unreadable"


def unified(data: bytes) -> bytes:
    """*data* with LF line ends and no byte order mark."""
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def is_folder(path: Path) -> bool:
    """Whether *path* is a folder; no name is too odd to ask."""
    try:
        return not outside(path) and path.is_dir()
    except (OSError, ValueError):
        return False


def there(path: Path | str) -> bool:
    """Whether there is something at *path*; no name is too long or too odd to ask."""
    return not outside(path) and os.path.exists(path)  # noqa: PTH110 - `Path.exists` raises for some names


def same(one: Path | str, other: Path | str) -> bool:
    """Whether both paths lead to one file that is there."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except (OSError, ValueError):
        return False


def replace(path: Path | str, data: bytes) -> bool:
    """Make *data* the content of *path*, at one stroke; false, and nothing written, when it is already. Raises `FileFault`.

    The bytes go to a new file beside it, which takes its place once complete, so that an interrupted run leaves the old file whole.
    """
    if outside(path):
        raise FileFault("file-outside", shown(path))
    try:
        target = Path(path).resolve()
        if target.exists():
            if not target.is_file():
                raise FileFault("file-is-folder" if target.is_dir() else "file-not-regular", shown(path))
            if target.stat().st_size == len(data) and target.read_bytes() == data:
                return False
        _swap(target, data, _mode(target))
    except RuntimeError as error:  # a link that leads to itself
        raise FileFault("file-unreadable", shown(path)) from error
    except (OSError, ValueError) as error:
        reason = (os.strerror(error.errno or 0) if isinstance(error, OSError) else str(error)) or type(error).__name__
        raise FileFault(_NOT_WRITTEN.get(getattr(error, "errno", 0), "file-not-written"), shown(path), reason=reason) from error
    return True


_NOT_WRITTEN = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "write-disk-full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "write-not-allowed"),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), "write-no-folder"),
    errno.ENAMETOOLONG: "write-name-too-long",
}
"""The message for each cause that is known."""


def _swap(target: Path, data: bytes, mode: int) -> None:
    """Put *data* in the place of *target*, with the permissions *mode*."""
    handle, name = tempfile.mkstemp(".new", ".assess.", target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file *target*, or those that a new one has here."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def shipped(folder: str) -> Path:
    """The folder `rubrics` or `templates` shipped with the tool: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parent / "shipped" / folder
    return inside if inside.is_dir() else Path(__file__).parent.parent / folder


def cache_folder() -> Path | None:
    """Where what was read is kept, as the system wants it; None when there is no such place, or others may write in it."""
    chosen = os.environ.get("ASSESS_CACHE")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("HOME") and f"{os.environ['HOME']}/.cache")
    place = chosen if chosen is not None else base and f"{base}/assess"
    return Path(place) if place and _ours_alone(Path(place)) else None


def _ours_alone(folder: Path) -> bool:
    """Whether nobody but us may write in *folder*, which need not be there yet. Where files have no owners, the system sees to it."""
    try:
        found = folder.stat()
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return os.name != "posix" or (found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def keep(path: Path, data: bytes) -> None:
    """Put *data* in the cache file *path* if that can be done; a cache that cannot be written is no fault."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _swap(path, data, _PRIVATE)
    except OSError:
        return


YAML = (".yaml", ".yml")


def found_in(folder: Path | str, endings: tuple[str, ...] = YAML) -> list[str]:
    """The paths of the files under *folder* whose names end so, in the order of their names, whatever the system. Raises `FileFault`."""
    base = str(Path(folder))
    start = "" if base == "." else shown(base).removesuffix("/") + "/"
    found = sorted(_names(base, start, endings))
    return found if os.sep == "/" else [path.replace("/", os.sep) for path in found]


def yaml_names(folder: Path, below: list[str]) -> list[str]:
    """The names, relative to *folder*, of the YAML files under each of the folders *below* it (`.`: itself), in order.

    Raises `FileFault`, also when there is far more below than a rubric is made of: `rubric: /` is not worth reading a whole disk.
    """
    found: list[str] = []
    left = iter(range(MAX_ENTRIES))
    for name in dict.fromkeys(below):
        prefix = "" if name == "." else name + "/"
        found += (prefix + inside for inside in _names(f"{folder}/{name}", "", YAML, left))
    return sorted(found)


def _names(folder: str, prefix: str, endings: tuple[str, ...], left: Iterator[int] | None = None) -> Iterator[str]:
    """Links to folders are not followed: they may lead in circles. No more entries are looked at than *left* has items."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if left is not None and next(left, None) is None:
                    raise FileFault("folder-too-large", shown(folder))
                if entry.is_dir(follow_symlinks=False):
                    yield from _names(entry.path, f"{prefix}{entry.name}/", endings, left)
                elif entry.name.endswith(endings):
                    yield prefix + entry.name
    except OSError as error:
        raise FileFault(_reason(error), shown(folder)) from error
