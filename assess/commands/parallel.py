"""Work spread over several processes, in order: what `assess score` and `assess check` do with many files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")


def spread(
    work: Callable[[Item], Done], items: Iterable[Item], start: Callable[..., None], options: tuple[object, ...], *, jobs: int, chunk: int
) -> Iterator[Done]:
    """What *work* makes of *items*, in order, by *jobs* processes, which each begin with `start(*options)` and take *chunk* at a time."""
    from multiprocessing import get_context

    context = get_context("spawn" if sys.platform in ("win32", "darwin") else "fork")
    with context.Pool(jobs, start, options) as pool:
        yield from pool.imap(work, items, chunksize=chunk)
