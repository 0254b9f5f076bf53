"""What is measured, and the bounds that hold."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NamedTuple

from benchmarks import fixtures
from benchmarks.children import ROOT, START, Children, Command, Cost, cpu_ratio

EXAMPLE = str(ROOT / "examples" / "drones" / "proposal.yaml")
DRAFTED = str(ROOT / "examples" / "ai-training-data" / "proposal.yaml")
"""Its draft has about sixty kilobytes."""
CHECKING = str(ROOT / "benchmarks" / "checking.py")
LINEAR = str(ROOT / "benchmarks" / "linear.py")
PARSE = """\
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).iterdir()):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""


EMPTY = """\
import typer, yaml
app = typer.Typer(add_completion=False)
@app.command()
def main(path: str, form: str = "table", quiet: bool = False) -> None:
    pass
app(["x"], standalone_mode=False)
"""
"""The least that a command can be: from typer 0.29 on, its first option alone costs more than all of `import typer`."""


class Effort(NamedTuple):
    """How much to measure."""

    starts: int
    """Pairs of short processes."""
    batches: int
    """Pairs of batches."""
    proposals: int
    """In a batch."""
    text: int
    """The characters of people in the least draft whose checks are timed; the largest has four times as many."""


FULL = Effort(starts=21, batches=5, proposals=10_000, text=1_000_000)
QUICK = Effort(starts=4, batches=2, proposals=1_000, text=10_000)


class Measure(NamedTuple):
    """A ratio, and how it was taken; *instructions* is 0 when they could not be counted, or say nothing."""

    instructions: float
    time: float
    note: str = ""

    @property
    def value(self) -> float:
        """The ratio that is judged: of instructions, which are the same on every run, when they were counted."""
        return self.instructions or self.time


class Benchmark(NamedTuple):
    """A ratio that is not to exceed *bound*."""

    name: str
    what: str
    bound: float
    measure: Callable[[Children, Effort], Measure]


def start(command: Callable[[Children], Command], imports: str) -> Callable[[Children, Effort], Measure]:
    """The measure of a short *command* against a bare `python -c imports`."""

    def measure(children: Children, effort: Effort) -> Measure:
        ours, theirs = command(children), children.code(imports)
        pairs = children.pairs(ours, theirs, effort.starts)
        counted, base = children.instructions(ours, theirs)
        ratio = counted / base if base else 0
        return Measure(ratio, cpu_ratio(pairs), f"{_best(pairs) * 1e3:.0f} ms")

    return measure


def _help(children: Children) -> Command:
    return children.assess("--help")


def _score(children: Children) -> Command:
    return children.assess("score", EXAMPLE, "--format", "json")


def _run(children: Children) -> Command:
    numbers = count()

    def command() -> list[str]:
        return children.assess("run", EXAMPLE, "-o", str(children.work / f"draft-{next(numbers)}.md"))()

    return command


def _first(children: Children) -> Command:
    """A score that finds nothing in the cache: each has a cache of its own."""
    numbers = count()

    def command() -> list[str]:
        cache = str(children.work / f"empty-{next(numbers)}")
        return children.code(f"import os; os.environ['ASSESS_CACHE'] = {cache!r}; {START}", "score", EXAMPLE, "--format", "json")()

    return command


def html(children: Children, effort: Effort) -> Measure:
    """What the page of a draft takes beyond the start of the tool, against the draft itself; the time is with the start."""
    draft, numbers = str(children.work / "exported.md"), count()
    children.run(children.assess("run", EXAMPLE, "-o", draft, "-q")())

    def exported() -> list[str]:
        return children.assess("export", draft, "-o", str(children.work / f"page-{next(numbers)}.html"), "-q")()

    def written() -> list[str]:
        return children.assess("run", EXAMPLE, "-o", str(children.work / f"page-{next(numbers)}.md"), "-q")()

    pairs = children.pairs(exported, written, effort.starts)
    ours, theirs, start = children.instructions(exported, written, _help(children))
    return Measure((ours - start) / theirs if theirs else 0, cpu_ratio(pairs), f"{_best(pairs) * 1e3:.0f} ms")


def batch(children: Children, effort: Effort) -> Measure:
    """A folder scored to CSV against reading its files as YAML; instructions are those that more proposals add."""
    folder = _batch(children, effort.proposals)
    pairs = children.pairs(_csv(children, folder), _parsed(children, folder), effort.batches)
    ours, theirs = (_added(children, command) for command in (_csv, _parsed))
    return Measure(ours / theirs if theirs else 0, cpu_ratio(pairs), f"{_best(pairs) / effort.proposals * 1e3:.2f} ms a proposal")


def memory(children: Children, effort: Effort) -> Measure:
    """The memory of a batch against that of a batch of a tenth of it, once the rubric is in the cache."""
    children.run(_score(children)())
    large, small = (children.run(_csv(children, _batch(children, size))()) for size in (effort.proposals, effort.proposals // 10))
    return Measure(0, large.memory / small.memory, f"{large.memory / 1024:.0f} / {small.memory / 1024:.0f} MB resident")


def checks(children: Children, effort: Effort) -> Measure:
    """All checks on a draft against the parsing of its Markdown, in one process."""
    draft = _draft(children)
    command = [children.python, CHECKING, "both", draft, str(10 * effort.starts)]
    said = subprocess.run(command, env=children.environment, capture_output=True, check=True, text=True).stdout.split()
    ours, theirs, start = children.instructions(*(_checking(children, which, draft) for which in ("checks", "parse", "none")))
    return Measure((ours - start) / (theirs - start) if theirs else 0, float(said[0]), f"{said[1]} ms a draft")


def each_check(children: Children, effort: Effort) -> Measure:
    """How each check, alone, grows with drafts of every shape; the worst is told."""
    command = [children.python, LINEAR, _draft(children), str(effort.text)]
    said = subprocess.run(command, env=children.environment, capture_output=True, check=True, text=True).stdout
    ratio, _, note = said.partition("\n")[0].partition(" ")
    return Measure(0, float(ratio), note)


def _draft(children: Children) -> str:
    draft = str(children.work / "checked.md")
    children.run(children.assess("run", DRAFTED, "-o", draft, "-q")())
    return draft


def _checking(children: Children, which: str, draft: str) -> Command:
    """Three times what is measured of *draft*: `checks`, `parse`, or `none`."""
    return lambda: [children.python, CHECKING, which, draft, "3"]


def _best(pairs: list[tuple[Cost, Cost]]) -> float:
    return min(ours.cpu for ours, _ in pairs)


def _batch(children: Children, size: int) -> Path:
    folder = children.work / f"batch-{size}"
    if not folder.exists():
        fixtures.write(folder, size)
    return folder


def _csv(children: Children, folder: Path) -> Command:
    return children.assess("score", str(folder), "--format", "csv")


def _parsed(children: Children, folder: Path) -> Command:
    return children.code(PARSE, str(folder))


def _added(children: Children, command: Callable[[Children, Path], Command]) -> int:
    """The instructions that *command* takes for a hundred proposals, without those of its start."""
    few, more = children.instructions(*(command(children, _batch(children, size)) for size in (50, 150)))
    return more - few


# A score concludes twice, as answered and as established, and tries each answer: hence the bounds of `score`, `run` and `batch`.
# The fixed cost of all checks weighs more on the shorter studies of today: hence that of `checks`.
BENCHMARKS = (
    Benchmark("help", "assess --help / import typer", 1.3, start(_help, "import typer")),
    Benchmark("score", "assess score / an empty command of typer, with yaml", 1.8, start(_score, EMPTY)),
    Benchmark("run", "assess run / the same, with jinja2", 2.5, start(_run, "import jinja2\n" + EMPTY)),
    Benchmark("html", "what assess export to HTML adds / assess run of the same draft", 1.0, html),
    Benchmark("first", "the first score, nothing in the cache / an empty command", 10, start(_first, EMPTY)),
    Benchmark("batch", "assess score FOLDER --format csv / CSafeLoader on its files", 1.2, batch),
    Benchmark("memory", "memory of a batch / of a tenth of it", 1.1, memory),
    Benchmark("checks", "all checks on a draft of 60 KB / markdown-it-py parsing it", 2.8, checks),
    Benchmark("linear", "the worst check on drafts of any shape: four times the text / twice", 1.4, each_check),
)
"""`first` is to take at most a second where an empty command takes a tenth of one."""
