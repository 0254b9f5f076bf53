"""`python -m tests.fuzz`: damaged files through the real commands, a case for each seed.

    python -m tests.fuzz --minutes 5           # new seeds, until the time is over
    python -m tests.fuzz --cases 200 --seed 0  # these seeds
    python -m tests.fuzz --cases 1 --seed 4711 # one case again

The memory of the process is limited; a case that breaks anything is kept, and its seed is told.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.cases import Broken, case

MEMORY = 300 * 1024 * 1024


def limit_memory() -> None:
    """Let the process have no more than `MEMORY`, where the system can be asked that."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> int:
    """Run the cases asked for. Gives 1 when one breaks anything."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--cases", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=-1)
    asked = parser.parse_args()
    seed = asked.seed if asked.seed >= 0 else int(time.time())
    end = time.monotonic() + 60 * asked.minutes
    base = Path(tempfile.mkdtemp(prefix="assess-fuzz-"))
    os.environ["ASSESS_CACHE"] = str(base / "cache")
    limit_memory()
    seen: Counter[str] = Counter()
    broken = 0
    while sum(seen.values()) + broken < asked.cases or time.monotonic() < end:
        try:
            seen[case(seed, base / f"case-{seed}")] += 1
        except Broken as found:
            broken += 1
            print(found, file=sys.stderr)  # noqa: T201
        seed += 1
    if not broken:
        shutil.rmtree(base)
    print(", ".join(f"{name}: {count}" for name, count in sorted(seen.items())), f"broken: {broken}", sep="; ")  # noqa: T201
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
