"""What a command does with many files: finds them, spreads the work over processes, and says what they are together."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from assess import files
from assess.model.finding import Finding, Place, Severity

Item = TypeVar("Item")
Done = TypeVar("Done")
_worker: list[Callable[[Any], Any]] = []


def candidates(paths: list[str], endings: tuple[str, ...] = files.YAML) -> tuple[list[tuple[str, bool]], list[Finding]]:
    """The files to read, in the order of their paths, and whether each was named: one found in a folder may be something else.

    In a folder, those whose names have one of the *endings*; and what there is to say of what was passed over.
    """
    named: dict[str, bool] = {}
    passed: list[Finding] = []
    for path in map(files.actual, paths):
        if files.is_folder(Path(path)):
            named = dict.fromkeys(files.found_in(path, endings, passed), False) | named
        else:
            named[path] = True
    within = tuple(os.path.join(os.path.realpath(path), "") for path in paths)  # noqa: PTH118 - what is there is looked at
    told = [one for one in passed if one.id != "folder-linked" or not f"{os.path.realpath(one.place.path)}{os.sep}".startswith(within)]
    return sorted(_once(named), key=lambda item: files.shown(item[0])), told


def _once(named: dict[str, bool]) -> Iterator[tuple[str, bool]]:
    """The files *named*, one that is linked or named twice only once, under its own name."""
    names: dict[object, list[str]] = {}
    for path in sorted(named, key=files.shown):
        names.setdefault(files.identity(path), []).append(path)
    for same in names.values():
        yield same[0] if len(same) == 1 else min(same, key=os.path.islink), any(named[path] for path in same)


def barren(message: str, paths: list[str], seen: Collection[str]) -> list[Finding]:
    """The finding *message* for each folder of *paths* that holds none of the files *seen*: an error when there is none at all."""
    severity = Severity.WARNING if seen else Severity.ERROR
    places = [os.path.abspath(path) for path in seen]  # noqa: PTH100 - for each of many files
    folders = {path: os.path.abspath(files.actual(path)).rstrip(os.sep) + os.sep for path in paths if files.is_folder(Path(path))}  # noqa: PTH100 - as above
    empty = [path for path, whole in folders.items() if not any(f"{place}{os.sep}".startswith(whole) for place in places)]
    return [Finding(message, Place(files.shown(path)), severity=severity) for path in empty]


def shared_ids(known: Iterable[tuple[str, str]], named: Callable[[str], str] = str) -> Iterator[Finding]:
    """A warning for each proposal but the first of those that have one id: whoever reads the results cannot tell them apart.

    *known*: the path and the id of each, shown as it is *named*.
    """
    first: dict[str, str] = {}
    for path, name in dict(known).items():
        other = first.setdefault(name, path)
        if files.same(path, other):
            continue
        lines = files.unified(files.head(path)).decode(errors="replace").split("\n")
        at = next((number for number, line in enumerate(lines) if line.startswith("id:")), 0)
        place = Place(path, at + 1, max(lines[at].find(name), 0) + 1)
        yield Finding("id-shared", place, {"found": name, "other": named(other)}, Severity.WARNING, lines[at], len(name))


def spread(
    make: Callable[..., Callable[[Item], Done]], options: tuple[object, ...], items: Iterable[Item], *, jobs: int, chunk: int
) -> Iterator[Done]:
    """What `make(*options)`, called once in each of *jobs* processes, makes of *items*, in order; each takes *chunk* at a time."""
    from multiprocessing import get_context

    context = get_context("spawn" if sys.platform in ("win32", "darwin") else "fork")
    with context.Pool(jobs, _start, (make, options)) as pool:
        yield from pool.imap(_work, items, chunksize=chunk)


def _start(make: Callable[..., Callable[[Any], Any]], options: tuple[object, ...]) -> None:
    _worker[:] = [make(*options)]


def _work(item: Any) -> Any:
    return _worker[0](item)
