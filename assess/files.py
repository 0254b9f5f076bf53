"""The disk: finding, reading and replacing files. Nothing else in the tool touches it."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assess.checkout import outside
from assess.model.finding import Finding, Place, Severity
from assess.yaml_source.unseen import composed

_PRIVATE = 0o600
MAX_BYTES = 4 * 1024 * 1024
"""No file read may be larger."""
MAX_ENTRIES = 10_000
"""No more files and folders are looked at for one rubric."""
TRIES = 5
"""How often a file that others keep changing is made again."""
_PAUSE = 0.003
"""Seconds left to a program that had a file open when another took its place, to end what it was writing."""


class FileFault(Exception):
    """A file that cannot be read or written: message id and values, for `assess.messages`."""

    def __init__(self, message: str, path: str, **values: str) -> None:
        super().__init__(message)
        self.message, self.path, self.values = message, path, values | {"path": path}

    @property
    def finding(self) -> Finding:
        """What to say of it."""
        return Finding(self.message, Place(self.path), self.values)


def shown(path: Path | str) -> str:
    """*path* as it is given to people and to programs: with `/`."""
    return str(path).replace(os.sep, "/") if os.sep != "/" else str(path)


def read(path: Path | str, most: int = MAX_BYTES) -> bytes:
    """The bytes of the file *path*, *most* at most.

    Raises `FileFault`, also for what is no regular file: a pipe or a device might never end.
    """
    if outside(path):
        raise FileFault("file-outside", shown(path))
    try:
        spelt = actual(path)
        found = os.stat(spelt)  # noqa: PTH116 - for each of many files
        if stat.S_ISDIR(found.st_mode):
            os.scandir(spelt).close()  # a folder that may not be looked into is said to be so
            raise FileFault("file-is-folder", shown(path))
        if not stat.S_ISREG(found.st_mode):
            raise FileFault("file-not-regular", shown(path))
        with open(spelt, "rb") as file:  # noqa: PTH123 - for each of many files
            data = file.read() if found.st_size <= most else None
    except (OSError, ValueError) as error:
        raise FileFault(_reason(error), shown(path)) from error
    if data is None or len(data) > most:
        raise FileFault("file-too-large", shown(path), limit=str(most // 1024 // 1024))
    return data


def head(path: Path | str, size: int = 65_536) -> bytes:
    """The first bytes of the file *path*; none when it cannot be read, or is no regular file: a pipe might never end."""
    try:
        spelt = actual(path)
        if outside(path) or not stat.S_ISREG(os.stat(spelt).st_mode):  # noqa: PTH116 - as `read`
            return b""
        with open(spelt, "rb") as file:  # noqa: PTH123 - for each of many files
            return file.read(size)
    except (OSError, ValueError):
        return b""


def _reason(error: Exception) -> str:
    kinds: dict[type, str] = {FileNotFoundError: "file-not-found", IsADirectoryError: "file-is-folder", PermissionError: "file-not-allowed"}
    return kinds.get(type(error), "file-unreadable")


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
    """Whether there is something at *path*, however its accents are composed; no name is too long or too odd to ask."""
    return not outside(path) and (os.path.exists(path) or os.path.exists(actual(path)))  # noqa: PTH110 - `Path.exists` raises for some


def actual(path: Path | str) -> str:
    """*path* as the disk spells it: people see one `é`, systems and archives compose it or take it apart."""
    name = os.fspath(path)
    if name.isascii() or os.path.lexists(name):
        return name
    folder, own = os.path.split(name.rstrip("/"))
    folder, alike = actual(folder), composed(own)
    with suppress(OSError, ValueError):
        own = next((other for other in sorted(entry.name for entry in Path(folder).iterdir()) if composed(other) == alike), own)
    return os.path.join(folder, own)  # noqa: PTH118 - for each of many files


def plain(path: str) -> str:
    """*path* without what leads nowhere in it (`./`, `//`, `a/..`), as long as it leads to the same file."""
    short = os.path.normpath(path)
    return short if short != path and same(path, short) else path


def same(one: Path | str, other: Path | str) -> bool:
    """Whether both paths lead to one file."""
    return identity(actual(one)) == identity(actual(other))


def identity(path: str) -> object:
    """What a file is known by, however it is named; its *path* when it is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116 - for each of many files
    except (OSError, ValueError):
        return path
    return found.st_dev, found.st_ino


def rewrite(path: Path | str, made: Callable[[bytes | None], bytes], only: bytes | None = None) -> bool:
    """Make what *made* gives of the content of *path* (None: there is no file) its content; false when it is already. Raises `FileFault`.

    The bytes go to a new file beside it, which takes its place at one stroke once complete, so that an interrupted run leaves the old
    file whole. What another program has written in the meantime is taken into account: *made* is asked again, unless *only*
    this content may be replaced.
    """
    if outside(path):
        raise FileFault("file-outside", shown(path))
    try:
        target = Path(actual(path)).resolve()
        if target.exists() and not target.is_file():
            raise FileFault("file-is-folder" if target.is_dir() else "file-not-regular", shown(path))
        return _rewritten(target, path, made, only)
    except RuntimeError as error:  # a link that leads to itself
        raise FileFault("file-unreadable", shown(path)) from error
    except OSError as error:
        reason = os.strerror(error.errno or 0) or type(error).__name__
        raise FileFault(_NOT_WRITTEN.get(error.errno or 0, "file-not-written"), shown(path), reason=reason) from error


def make_folder(path: Path | str) -> None:
    """Have the folder *path*, with those above it. Raises `FileFault`."""
    if outside(path):
        raise FileFault("file-outside", shown(path))
    try:
        Path(actual(path)).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = os.strerror(error.errno or 0) or type(error).__name__
        raise FileFault(_NOT_WRITTEN.get(error.errno or 0, "file-not-written"), shown(path), reason=reason) from error


def _rewritten(target: Path, path: Path | str, made: Callable[[bytes | None], bytes], only: bytes | None) -> bool:
    """As `rewrite`, of the file *target* that *path* leads to."""
    content = there_now = read(path) if target.exists() else None
    tries = TRIES
    while tries and only in (None, content):
        data = made(content)
        if data == there_now:
            return False
        if len(data) > MAX_BYTES:
            raise FileFault("write-too-large", shown(path), limit=str(MAX_BYTES // 1024 // 1024), size=f"{len(data) / 1024 / 1024:.1f}")
        with _complete(target, data) as new:
            found = _put(new, target, there_now)
        if found == there_now:
            return True
        there_now = read(path) if target.exists() else None
        late = there_now == data  # another program still wrote to the file whose place was taken
        content, tries = (found, tries) if late else (there_now, tries - 1)
    if content and content != there_now:
        with _complete(target, content) as new:
            new.replace(target)
    raise FileFault("write-keeps-changing", shown(path))


def _put(new: Path, target: Path, seen: bytes | None) -> bytes | None:
    """Put the file *new* in the place of *target* if the content of that is still *seen*; gives its last content, None for no file."""
    if not target.exists():
        if seen is None:
            new.replace(target)
        return None
    with target.open("rb") as old:
        found = old.read()
        if found == seen and os.name == "posix":  # elsewhere, a file that is open keeps its place
            new.replace(target)
            time.sleep(_PAUSE)
            old.seek(0)
            return old.read()
    if found == seen:
        new.replace(target)
    return found


_NOT_WRITTEN = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "write-disk-full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "write-not-allowed"),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), "write-no-folder"),
    errno.ENAMETOOLONG: "write-name-too-long",
}
"""The message for each cause that is known."""


@contextmanager
def _complete(target: Path, data: bytes, mode: int = 0) -> Iterator[Path]:
    """A new file beside *target*, with *data* and the permissions *mode*, or its own; it goes when it has taken no place."""
    import tempfile  # most runs write nothing

    handle, name = tempfile.mkstemp(".new", ".assess.", target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode or _mode(target))
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


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
        with _complete(path, data, _PRIVATE) as new:
            new.replace(path)
    except OSError:
        return


YAML = (".yaml", ".yml")
MARKDOWN = (".md", ".markdown")


def found_in(folder: Path | str, endings: tuple[str, ...] = YAML, told: list[Finding] | None = None) -> list[str]:
    """The paths of the files under *folder* whose names end so, in the order of their names, whatever the system.

    What there is to say of what was passed over is put in *told*; without it, raises `FileFault` for what cannot be looked into.
    """
    base = str(Path(folder))
    start = "" if base == "." else shown(base).removesuffix("/") + "/"
    found = sorted(_names(base, start, endings, told=told))
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


def _names(
    folder: str, prefix: str, endings: tuple[str, ...], left: Iterator[int] | None = None, told: list[Finding] | None = None
) -> Iterator[str]:
    """Links to folders are not followed: they may lead in circles. No more entries are looked at than *left* has items."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if left is not None and next(left, None) is None:
                    raise FileFault("folder-too-large", shown(folder))
                linked = entry.is_symlink()
                alike = entry.name.lower().endswith(endings) and not entry.name.startswith(".#")  # an editor’s link, which leads nowhere
                if os.path.isdir(entry.path) if linked else entry.is_dir():  # noqa: PTH112 - a link may lead to itself
                    if told is not None and (linked or alike):
                        message = "folder-linked" if linked else "folder-named-as-file"
                        told.append(Finding(message, Place(shown(prefix + entry.name)), severity=Severity.WARNING))
                    yield from () if linked else _names(entry.path, f"{prefix}{entry.name}/", endings, left, told)
                elif alike:
                    yield prefix + entry.name
    except OSError as error:
        fault = FileFault(_reason(error), shown(folder))
        if told is None:
            raise fault from error
        told.append(fault.finding)
