"""Child processes, and what each of them costs: processor time, memory, instructions."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VALGRIND = shutil.which("valgrind")
START = "import sys; from assess.__main__ import main; sys.exit(main())"
"""What the script `assess` that pip installs does."""

Command = Callable[[], list[str]]
"""Gives the arguments of a child; called once for each run, as some runs want a new file."""


class Cost(NamedTuple):
    """What one child took."""

    cpu: float
    """Seconds of processor, of its own children included."""
    memory: int
    """The most that was resident at once, in kilobytes (in bytes on macOS)."""


class Children:
    """Runs children with the interpreter *python*, and with the `assess` that it has, or that of the checkout when *python* is empty."""

    def __init__(self, work: Path, python: str = "") -> None:
        """Work in the folder *work*: compiled rubrics are kept there, not in the user's cache."""
        self.work, self.python = work, python or sys.executable
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self.environment = environment | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "ASSESS_CACHE": str(work / "cache")}
        if not python:
            self.environment["PYTHONPATH"] = str(ROOT)

    def code(self, text: str, *arguments: str) -> Command:
        """The Python *text*."""
        return lambda: [self.python, "-c", text, *arguments]

    def assess(self, *arguments: str) -> Command:
        """The command `assess` with *arguments*."""
        return self.code(START, *arguments)

    def run(self, arguments: list[str]) -> Cost:
        """Run *arguments* to the end. Raises `RuntimeError` when the child fails."""
        with TemporaryFile(dir=self.work) as errors:
            child = subprocess.Popen(arguments, cwd=self.work, env=self.environment, stdout=subprocess.DEVNULL, stderr=errors)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode:
                errors.seek(0)
                raise RuntimeError(f"{arguments} ended with {child.returncode}: {errors.read().decode()[-2000:]}")
        return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)

    def pairs(self, first: Command, second: Command, count: int) -> list[tuple[Cost, Cost]]:
        """*first* and *second* in turn, *count* times, after once each for nothing."""
        self.run(first())
        self.run(second())
        return [(self.run(first()), self.run(second())) for _ in range(count)]

    def instructions(self, *commands: Command) -> list[int]:
        """How many instructions each of *commands* takes, once warm, counted side by side; 0 when valgrind is not there."""
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(self._counted, commands))

    def _counted(self, command: Command) -> int:
        if VALGRIND is None:
            return 0
        self.run(command())
        arguments = [VALGRIND, "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command()]
        child = subprocess.run(arguments, cwd=self.work, env=self.environment, capture_output=True, check=True)
        counted = re.search(rb"I\s+refs:\s+([\d,]+)", child.stderr)
        if counted is None:
            raise RuntimeError(f"no count from valgrind: {child.stderr[-500:]!r}")
        return int(counted[1].replace(b",", b""))


def cpu_ratio(pairs: list[tuple[Cost, Cost]]) -> float:
    """The median over *pairs* of the ratio of their processor times: what slows the machine slows both of a pair."""
    return median(first.cpu / second.cpu for first, second in pairs)
