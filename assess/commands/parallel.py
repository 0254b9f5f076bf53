"""Work spread over several processes, in order: what `assess score` and `assess check` do with many files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")
_worker: list[Callable[[Any], Any]] = []


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
