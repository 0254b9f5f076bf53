"""A child of the benchmarks: how the processor time of each check grows with drafts of each shape.

`python linear.py draft.md 50000` prints, for each check and for the reading of the page, the worst ratio of what a text of four times that
size costs to twice what one of two times costs, and the shape met: 1 for what is linear, 2 for what is quadratic; the worst first.
"""

from __future__ import annotations

import gc
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
"""A time that is judged is the least of so many."""
DOUBTED = 1.3
AGAIN = 4
"""A ratio above `DOUBTED` is taken again, so many times: other work on the machine lengthens one time and not the other."""
PAGE = "the page"
Step = Callable[[], object]


def known(path: Path) -> tuple[tuple[Check, ...], Subject]:
    """The checks, and the subject that the draft *path* is."""
    kept: list[Any] = []

    def keep(checks: tuple[Check, ...], subject: Subject, **_: object) -> Outcome:
        kept.append((checks, subject))
        return Outcome((), (), ())

    checking.run = keep  # type: ignore[attr-defined, assignment]
    checking.Checker(Session("fr"), 740_000).check((str(path), True))
    checks, subject = kept[0]
    subject.fresh()
    return checks, subject


def steps(subject: Subject, checks: tuple[Check, ...], body: str) -> dict[str, Step]:
    """The reading of *body*, under the front matter of *subject*, and each check on a page of its own."""
    whole = f"{subject.draft.segments[0].source}\n# Texte\n\n{body}\n"
    draft = parse(whole)
    found: dict[str, Step] = {PAGE: lambda: Page(parse(whole), whole).prose}
    for check in checks:
        found[check.id] = lambda check=check: findings([check], _ready(subject, whole, draft))  # type: ignore[misc]
    _READY.clear()
    return found


_READY: dict[str, Subject] = {}


def _ready(subject: Subject, whole: str, draft: Any) -> Subject:
    """*subject* with the text *whole*, whose page has been read."""
    if whole not in _READY:
        _READY[whole] = replace(subject, text=whole, draft=draft, page=Page(draft, whole))
        _READY[whole].page.place(len(_READY[whole].page.prose))
    return _READY[whole]


def spent(step: Step, times: int) -> float:
    """The processor seconds of *step*, the least of *times*."""
    costs = []
    for _ in range(times):
        start = process_time()
        step()
        costs.append(process_time() - start)
    return min(costs)


def growth(step: Step, half: Step) -> float:
    """What *step* costs to twice what *half* of it costs, the least of those taken."""
    ratios: list[float] = []
    while not ratios or (ratios[-1] > DOUBTED and len(ratios) < AGAIN):
        ratios.append(spent(step, TIMES) / 2 / spent(half, TIMES))
    return min(ratios)


def main(path: Path, size: int, shapes: list[str]) -> None:
    """See the module."""
    gc.set_threshold(100_000, 20, 20)  # as in a run of the tool
    checks, subject = known(path)
    worst: dict[str, tuple[float, str, float]] = {}
    for shape in shapes or SHAPES:
        large, half = (steps(subject, checks, text(shape, times * size)) for times in (4, 2))
        for name, step in large.items():
            cost = spent(step, 1)
            if cost > LEAST:
                ratio = growth(step, half[name])
                worst[name] = max(worst.get(name, (0.0, "", 0.0)), (ratio, shape, cost))
    for name, (ratio, shape, last) in sorted(worst.items(), key=lambda found: -found[1][0]):
        print(f"{ratio:.2f} {name}, {shape}, {last:.2f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
