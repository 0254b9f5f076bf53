"""`python -m benchmarks`: measure, print a table; with `--check`, end with 1 when a bound is broken."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.catalogue import BENCHMARKS, FULL, QUICK, Benchmark, Effort
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
    """Measure *benchmark* and print its line; whether its bound holds."""
    found = benchmark.measure(children, effort)
    figures = [f"{figure:.2f}" if figure else "" for figure in (found.instructions, found.time, benchmark.bound)]
    over = "OVER " if found.value > benchmark.bound else ""
    line = f"{benchmark.name:<12} {benchmark.what:<{WIDTH}} {figures[0]:>7} {figures[1]:>7} {figures[2]:>6}  {over}{found.note}"
    print(line.rstrip(), flush=True)
    return found.value <= benchmark.bound


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
