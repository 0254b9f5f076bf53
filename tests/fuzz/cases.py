"""One case of the fuzz run: files made from a seed, a command run on them, and what must hold whatever they are."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.fuzz.mutators import encoded, mutated
from tests.running import Ran, run

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests" / "bad" / "rubric" / "_valid"
SECONDS = 10.0
"""No file of a size that is accepted takes longer, on a slow machine that does something else as well."""
SMALL = """format: 1
id: essai
title: Un essai
date: 2024-03-02
technology: drones
rubric: rubric
text: {kind: decree, state: proposed}
facts: {phase: trial, purposes: [terrorism], consent: yes, retention_days: 40, end_date: 2026-01-01}
criteria:
  maturity.trl: {level: 3, because: "Vu en service.", evidence: [{title: Essai, grade: test, independent: true}]}
safeguards:
  duration_limit: {status: present, where: {instrument: statute, ref: "article 3"}}
study:
  necessity: |
    Les agents manquent d’images.
"""


class Broken(Exception):
    """Something that must hold does not."""


def bases() -> list[Path]:
    """The proposals that are damaged."""
    return [*sorted(ROOT.glob("examples/*/proposal.yaml")), *sorted(ROOT.glob("tests/bad/proposal/*.yaml"))]


def proposal(random: Random) -> tuple[str, ...]:
    """A damaged proposal; the command to run on it."""
    text = SMALL if random.random() < 0.4 else random.choice(bases()).read_text(encoding="utf-8")
    Path("p.yaml").write_bytes(encoded(mutated(text, random), random))
    if random.random() < 0.3:
        return ("run", "p.yaml", "-o", "draft.md", "--lang", random.choice(("fr", "en")))
    return ("score", random.choice(("p.yaml", ".")), "--format", random.choice(("json", "jsonl", "csv", "table")))


def rubric(random: Random) -> tuple[str, ...]:
    """A damaged rubric; the command to run on it, or on a proposal under it."""
    path = random.choice(sorted(Path("rubric").glob("*.yaml")))
    path.write_bytes(encoded(mutated(path.read_text(encoding="utf-8"), random), random))
    Path("p.yaml").write_text(SMALL, encoding="utf-8")
    return random.choice((("rubric", "check", "rubric"), ("score", "p.yaml", "--format", "json"), ("run", "p.yaml", "-q")))


def draft(random: Random) -> tuple[str, ...]:
    """A damaged draft, and the command that writes it again."""
    Path("p.yaml").write_text(SMALL, encoding="utf-8")
    run("run", "p.yaml", "-q", "-o", "draft.md")
    path = Path("draft.md")
    path.write_bytes(encoded(mutated(path.read_text(encoding="utf-8"), random), random))
    Path("p.yaml").write_text(SMALL.replace("retention_days: 40", "retention_days: 4"), encoding="utf-8")
    return ("run", "p.yaml", "-q", "-o", "draft.md")


KINDS: tuple[Callable[[Random], tuple[str, ...]], ...] = (proposal, proposal, rubric, draft)


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in *folder*, which has a sound rubric."""
    before = Path.cwd()
    folder.mkdir()
    shutil.copytree(VALID, folder / "rubric")
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        shutil.rmtree(folder)


def case(seed: int, folder: Path) -> str:
    """Run the case *seed* in the new *folder*. Gives what was run, with the exit code. Raises `Broken`."""
    random = Random(seed)
    with inside(folder):
        arguments = random.choice(KINDS)(random)
        before = listing()
        start = time.perf_counter()
        ran = run(*arguments)
        took = time.perf_counter() - start
        try:
            check(arguments, ran, before, took)
        except Broken as broken:
            kept = folder.parent / f"found-{seed}"
            shutil.copytree(folder, kept, dirs_exist_ok=True)
            raise Broken(f"seed {seed}, assess {' '.join(arguments)}: {broken}\nfiles: {kept}\n{ran.err[-2000:]}") from broken
    return f"{arguments[0]} {ran.code}"


def listing() -> dict[str, bytes]:
    """Every file of the working directory, with its content."""
    return {path.as_posix(): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def check(arguments: tuple[str, ...], ran: Ran, before: dict[str, bytes], took: float) -> None:
    """What must hold of any run."""
    if ran.code not in (0, 2):
        raise Broken(f"exit code {ran.code}")
    if "Traceback" in ran.err or "\x1b" in ran.err or "\0" in ran.err:
        raise Broken("a traceback, or control characters, on stderr")
    if ran.code == 2 and not ran.err.strip():
        raise Broken("nothing is said")
    if took > SECONDS:
        raise Broken(f"{took:.1f} s")
    if "json" in arguments and ran.out:
        json.loads(ran.out)
    after = listing()
    changed = {name for name in after if after[name] != before.get(name)} | (before.keys() - after.keys())
    written = {"draft.md", "p.impact-study.md"} if arguments[0] == "run" and ran.code == 0 else set()
    if not changed <= written:
        raise Broken(f"files left or changed: {sorted(changed)}")
