"""`python -m benchmarks`: measure, print a table; with `--check`, end with 1 when a bound is broken.

Where a bound is not reached yet, the table says so, and `--check` holds what is reached.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.catalogue import BENCHMARKS, FULL, QUICK, Benchmark, Effort, Measure
from benchmarks.children import VALGRIND, Children

WIDTH = max(len(benchmark.what) for benchmark in BENCHMARKS)


def main(arguments: list[str]) -> int:
    """The exit code of `python -m benchmarks` with *arguments*."""
    options = _options(arguments)
    chosen = [benchmark for benchmark in BENCHMARKS if not options.only or benchmark.name in options.only]
    print(f"{'name':<12} {'ratio':<{WIDTH}} {'instr.':>7} {'time':>7} {'bound':>6}")
    with tempfile.TemporaryDirectory(prefix="assess-benchmarks-") as work:
        children = Children(Path(work), options.python)
        broken = [benchmark.name for benchmark in chosen if not _told(benchmark, children, QUICK if options.quick else FULL)]
    if not VALGRIND:
        print("valgrind is not there: bounds are held against processor time")
    if broken:
        print(f"worse than they may be: {', '.join(broken)}")
    return 1 if broken and options.check else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Speed, as ratios.")
    parser.add_argument("--only", metavar="NAME", action="append", choices=[item.name for item in BENCHMARKS])
    parser.add_argument("--quick", action="store_true", help="fewer runs, smaller batches")
    parser.add_argument("--check", action="store_true", help="end with 1 when a bound is broken")
    parser.add_argument("--python", default="", help="an interpreter whose own `assess` is to be measured")
    if not hasattr(os, "wait4"):
        parser.exit(2, "The benchmarks need a POSIX system.\n")
    return parser.parse_args(arguments)


def _told(benchmark: Benchmark, children: Children, effort: Effort) -> bool:
    """Measure *benchmark* and print its line; whether it is as good as it has to be by now."""
    found = benchmark.measure(children, effort)
    print(_line(benchmark, found, holds=not benchmark.bound or found.value <= benchmark.bound), flush=True)
    return holds(benchmark, found)


def holds(benchmark: Benchmark, found: Measure) -> bool:
    """Whether *found* is no worse than *benchmark* may be by now."""
    limit = _limit(benchmark, found)
    return not limit or found.value <= limit


def _limit(benchmark: Benchmark, found: Measure) -> float:
    """What *found* may be at most (0: anything)."""
    if benchmark.reached and (found.instructions or benchmark.reached > benchmark.bound):
        return benchmark.reached
    return benchmark.bound


def _line(benchmark: Benchmark, found: Measure, *, holds: bool) -> str:
    figures = [f"{figure:.2f}" if figure else "" for figure in (found.instructions, found.time, benchmark.bound)]
    shown = f"{benchmark.name:<12} {benchmark.what:<{WIDTH}} {figures[0]:>7} {figures[1]:>7} {figures[2]:>6}"
    return f"{shown}  {'' if holds else 'OVER '}{f'({benchmark.reached:g} held) ' if benchmark.reached else ''}{found.note}".rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
