"""A child of the benchmarks: how the processor time of each check grows with a draft of each shape, from `size` to four times as much.

`python linear.py 50000` prints, for each check and for the reading of the page, the worst ratio of what the last doubling of the text adds to
twice what the first adds, and the shape it was met in; the worst of all first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent))

from msgspec.structs import replace

from assess.checks.model import Check
from assess.checks.page import Page
from assess.checks.running import Outcome, findings
from assess.checks.subject import Subject
from assess.commands import checking
from assess.commands.session import Session
from assess.study.passages import parse
from benchmarks.shapes import SHAPES, text

LEAST = 0.03
"""Seconds: what takes less at the greatest size is not judged, the clock would be."""
TIMES = 3
"""A time is the least of so many."""


def known(path: Path) -> tuple[tuple[Check, ...], Subject]:
    """The checks, and the subject that the draft *path* is."""
    kept: list[Any] = []

    def keep(checks: tuple[Check, ...], subject: Subject, **_: object) -> Outcome:
        kept.append((checks, subject))
        return Outcome((), (), ())

    checking.run = keep  # type: ignore[assignment]
    checking.Checker(Session("fr"), 740_000).check(str(path), named=True)
    checks, subject = kept[0]
    subject.fresh()
    return checks, subject


def spent(subject: Subject, checks: tuple[Check, ...], body: str) -> dict[str, float]:
    """The seconds that reading *body*, put after the draft of *subject*, takes, and those of each check, which runs on a page of its own."""
    whole = f"{subject.text}\n\n## Texte\n\n{body}\n"
    costs: dict[str, float] = {}
    times: dict[str, Callable[[], object]] = {}
    draft = parse(whole)
    costs["the page"] = least(lambda: Page(parse(whole), whole).prose)
    for check in checks:
        page = Page(draft, whole)
        page.prose, page.place(0), page.headings and page.end_of(0)  # noqa: B018 - shared by all checks, and part of the page
        own = replace(subject, text=whole, draft=draft, page=page)
        times[check.id] = lambda check=check, own=own: findings([check], own)  # type: ignore[misc]
    return costs | {name: least(step) for name, step in times.items()}


def least(step: Callable[[], object]) -> float:
    """The seconds of *step*, the least of some."""
    best = float("inf")
    for _ in range(TIMES):
        start = process_time()
        step()
        best = min(best, process_time() - start)
        if best > 1:
            break
    return best


def main(draft: Path, size: int, shapes: list[str]) -> None:
    """See the module."""
    checks, subject = known(draft)
    worst: dict[str, tuple[float, str, float]] = {}
    for shape in shapes or SHAPES:
        once, twice, four = (spent(subject, checks, text(shape, times * size)) for times in (1, 2, 4))
        for name, last in four.items():
            ratio = (last - twice[name]) / 2 / max(twice[name] - once[name], LEAST / 10) if last > LEAST else 0
            worst[name] = max(worst.get(name, (0.0, "", 0.0)), (ratio, shape, last))
    for name, (ratio, shape, last) in sorted(worst.items(), key=lambda found: -found[1][0]):
        print(f"{ratio:.2f} {name} {shape or '-'} {last:.2f}s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
