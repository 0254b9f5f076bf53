"""What is measured, and the bounds that hold."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NamedTuple

from benchmarks import fixtures
from benchmarks.children import ROOT, Children, Command, Cost, cpu_ratio, elapsed_ratio

EXAMPLE = str(ROOT / "examples" / "drones" / "proposal.yaml")
DRAFTED = str(ROOT / "examples" / "ai-training-data" / "proposal.yaml")
"""Its draft has about sixty kilobytes."""
CHECKING = str(ROOT / "benchmarks" / "checking.py")
READING = str(ROOT / "benchmarks" / "reading.py")
SPIN = "sum(number * number for number in range(3_000_000))"
PARSE = """\
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).iterdir()):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""


class Effort(NamedTuple):
    """How much to measure."""

    starts: int
    """Pairs of short processes."""
    batches: int
    """Pairs of batches."""
    proposals: int
    """In a batch."""
    texts: int
    """Proposals that are read and no more."""
    drafts: int
    """Drafts that are checked."""


FULL = Effort(starts=21, batches=5, proposals=10_000, texts=60, drafts=500)
QUICK = Effort(starts=7, batches=3, proposals=5_000, texts=30, drafts=100)


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
    """A ratio that is to come below *bound* (0: told, not judged)."""

    name: str
    what: str
    bound: float
    measure: Callable[[Children, Effort], Measure]
    reached: float = 0
    """What `--check` holds where it is not the bound: more, where the bound is not reached or times vary; less, where less is reached.

    Less is held against instructions only: a time may be longer for nothing.
    """


def start(command: Callable[[Children], Command], imports: str) -> Callable[[Children, Effort], Measure]:
    """The measure of a short *command* against a bare `python -c imports`."""

    def measure(children: Children, effort: Effort) -> Measure:
        ours, theirs = command(children), children.code(imports)
        time = cpu_ratio(children.pairs(ours, theirs, effort.starts))
        counted = children.instructions(ours)
        if not counted:
            return Measure(0, time)
        base = children.instructions(theirs)
        return Measure(counted / base, time, f"{counted / 1e6:.0f} / {base / 1e6:.0f} M instructions")

    return measure


def _help(children: Children) -> Command:
    return children.assess("--help")


def _score(children: Children) -> Command:
    return children.assess("score", EXAMPLE, "--format", "json")


def _dense(children: Children) -> Command:
    path = fixtures.write(children.work / "dense", 2)[1]
    return children.assess("score", str(path), "--format", "json")


def _run(children: Children) -> Command:
    numbers = count()

    def command() -> list[str]:
        draft = children.work / f"draft-{next(numbers)}.md"
        draft.unlink(missing_ok=True)
        return children.assess("run", EXAMPLE, "-o", str(draft))()

    return command


def load(children: Children, effort: Effort) -> Measure:
    """Our reader against PyYAML's, both over libyaml, in one process."""
    command = [children.python, READING, "both", str(10 * effort.texts)]
    said = subprocess.run(command, env=children.environment, capture_output=True, check=True, text=True)
    careful, csafe, none = (_reading(children, which, effort.texts) for which in ("careful", "csafe", "none"))
    if not none:
        return Measure(0, float(said.stdout))
    each = [(counted - none) / effort.texts / 1e6 for counted in (careful, csafe)]
    return Measure(each[0] / each[1], float(said.stdout), f"{each[0]:.2f} / {each[1]:.2f} M instructions a proposal")


def _reading(children: Children, which: str, count: int) -> int:
    return children.instructions(lambda: [children.python, READING, which, str(count)])


def batch(children: Children, effort: Effort) -> Measure:
    """A folder scored to CSV against the time that reading its files as YAML takes."""
    folder = _batch(children, effort.proposals)
    pairs = children.pairs(_csv(children, folder), children.code(PARSE, str(folder)), effort.batches)
    return Measure(0, cpu_ratio(pairs), f"{_best(pairs) / effort.proposals * 1e3:.2f} ms a proposal")


def batch_work(children: Children, effort: Effort) -> Measure:
    """The same, in instructions for each proposal more: what the machine does besides does not move it."""
    sizes = (effort.texts, 3 * effort.texts)
    folders = [_batch(children, size) for size in sizes]
    ours = [children.instructions(_csv(children, folder)) for folder in folders]
    theirs = [children.instructions(children.code(PARSE, str(folder))) for folder in folders]
    if not all(ours):
        return Measure(0, 0, "not measured: valgrind is not there")
    each = [(large - small) / (sizes[1] - sizes[0]) / 1e6 for small, large in (ours, theirs)]
    return Measure(each[0] / each[1], 0, f"{each[0]:.2f} / {each[1]:.2f} M instructions a proposal")


def memory(children: Children, effort: Effort) -> Measure:
    """The memory of a batch against that of a batch of a tenth of it, once the rubric has been compiled."""
    children.run(_score(children)())
    large, small = (children.run(_csv(children, _batch(children, size))()) for size in (effort.proposals, effort.proposals // 10))
    return Measure(0, large.memory / small.memory, f"{large.memory / 1024:.0f} / {small.memory / 1024:.0f} MB resident")


def jobs(children: Children, effort: Effort) -> Measure:
    """A batch with two processes against one, in elapsed time; not measured on a machine that has other work to do."""
    if not _two_are_free(children):
        return Measure(0, 0, "not measured: two processors are not free")
    folder = _batch(children, effort.proposals)
    pairs = children.pairs(_csv(children, folder, "--jobs", "2"), _csv(children, folder), effort.batches)
    return Measure(0, elapsed_ratio(pairs), f"{cpu_ratio(pairs):.2f} of the processor time")


def first(children: Children, effort: Effort) -> Measure:
    """The first score, which finds nothing compiled in the cache, against the next ones."""
    numbers = count()

    def uncached() -> list[str]:
        children.environment["ASSESS_CACHE"] = str(children.work / f"empty-{next(numbers)}")
        return _score(children)()

    cache = children.environment["ASSESS_CACHE"]

    def cached() -> list[str]:
        children.environment["ASSESS_CACHE"] = cache
        return _score(children)()

    pairs = children.pairs(uncached, cached, max(3, effort.starts // 3))
    return Measure(0, cpu_ratio(pairs), f"{_best(pairs) * 1e3:.0f} ms")


def checks(children: Children, effort: Effort) -> Measure:
    """All checks on a draft against the parsing of its Markdown, in one process."""
    draft = str(children.work / "checked.md")
    children.run(children.assess("run", DRAFTED, "-o", draft, "-q")())
    command = [children.python, CHECKING, "both", draft, str(10 * effort.starts)]
    said = subprocess.run(command, env=children.environment, capture_output=True, check=True, text=True).stdout.split()
    counts = [children.instructions(children_of(children, which, draft, 20)) for which in ("checks", "parse", "none")]
    if not counts[2]:
        return Measure(0, float(said[0]), f"{said[1]} ms a draft")
    ours, theirs = (count - counts[2] for count in counts[:2])
    return Measure(ours / theirs, float(said[0]), f"{said[1]} ms, {ours / 20e6:.0f} M instructions a draft")


def children_of(children: Children, which: str, draft: str, count: int) -> Command:
    """The child that does *which* on *draft*, *count* times."""
    return lambda: [children.python, CHECKING, which, draft, str(count)]


def check_jobs(children: Children, effort: Effort) -> Measure:
    """A folder of drafts checked with two processes against one, in elapsed time; not measured on a machine that has other work to do."""
    if not _two_are_free(children):
        return Measure(0, 0, "not measured: two processors are not free")
    folder = _drafts(children, effort.drafts)
    pairs = children.pairs(_check(children, folder, "--jobs", "2"), _check(children, folder), effort.batches)
    note = f"{_best(pairs) / effort.drafts * 1e3:.1f} ms a draft, {cpu_ratio(pairs):.2f} of the processor time"
    return Measure(0, elapsed_ratio(pairs), note)


def _drafts(children: Children, size: int) -> Path:
    """A folder of *size* drafts, some of which have the same proposal."""
    folder = children.work / f"drafts-{size}"
    if not folder.exists():
        fixtures.write(folder, max(1, size // 25))
        for proposal in sorted(folder.glob("*.yaml")):
            draft = folder / f"{proposal.stem}.md"
            children.run(children.assess("run", str(proposal), "-o", str(draft), "-q")())
            for number in range(1, 25):
                shutil.copy(draft, folder / f"{proposal.stem}-{number}.md")
    return folder


def _check(children: Children, folder: Path, *options: str) -> Command:
    return children.assess("check", str(folder), "--fail-on", "never", "--format", "json", *options)


def _two_are_free(children: Children) -> bool:
    """Whether two processes run as fast as one."""
    spin = children.code(SPIN)
    children.together([spin()])
    return children.together([spin(), spin()]) <= 1.25 * children.together([spin()])


def _best(pairs: list[tuple[Cost, Cost]]) -> float:
    return min(ours.cpu for ours, _ in pairs)


def _batch(children: Children, size: int) -> Path:
    folder = children.work / f"batch-{size}"
    if not folder.exists():
        fixtures.write(folder, size)
    return folder


def _csv(children: Children, folder: Path, *options: str) -> Command:
    return children.assess("score", str(folder), "--format", "csv", *options)


BENCHMARKS = (
    Benchmark("help", "assess --help / import typer", 1.3, start(_help, "import typer"), 1.2),
    Benchmark("score", "assess score / import typer, yaml", 1.5, start(_score, "import typer, yaml")),
    Benchmark("score-dense", "the same, with a proposal that answers more", 0, start(_dense, "import typer, yaml")),
    Benchmark("run", "assess run / import typer, yaml, jinja2", 1.5, start(_run, "import typer, yaml, jinja2")),
    Benchmark("score-yaml", "assess score / import yaml", 3.3, start(_score, "import yaml"), 3),
    Benchmark("run-yaml", "assess run / import yaml", 4.6, start(_run, "import yaml"), 4.3),
    Benchmark("load", "our YAML reader / CSafeLoader", 0.55, load),
    Benchmark("batch", "assess score FOLDER --format csv / CSafeLoader on its files", 0.9, batch, 1.25),
    Benchmark("batch-work", "the same, in instructions for each proposal", 0, batch_work, 0.76),
    Benchmark("memory", "memory of a batch / of a tenth of it", 1.1, memory),
    Benchmark("jobs", "--jobs 2 / --jobs 1, elapsed", 0.6, jobs, 0.8),
    Benchmark("checks", "all checks on a draft of 60 KB / markdown-it-py parsing it", 2.5, checks),
    Benchmark("check-jobs", "assess check on 500 drafts, --jobs 2 / --jobs 1, elapsed", 0.65, check_jobs, 0.8),
    Benchmark("first", "the first score, nothing compiled / the next ones", 0, first),
)
