"""Python in a process of its own, as bare as on another machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = "import sys; from assess.__main__ import main; sys.exit(main())"
"""What the script `assess` that pip installs does."""
KEPT = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")


Ended = subprocess.CompletedProcess[bytes]


def python(*arguments: str, cwd: Path, path: Path = ROOT, **environment: str) -> Ended:
    """Run Python with *arguments* in *cwd*, where `assess` is found in the folder *path*; it must end well."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    bare = {"PYTHONPATH": str(path), "ASSESS_CACHE": "", "ASSESS_TRACEBACK": "1"}
    found = subprocess.run([sys.executable, *arguments], cwd=cwd, env=kept | bare | environment, capture_output=True, check=False)
    assert found.returncode == 0, found.stderr.decode(errors="replace")
    return found


def assess(*arguments: str, cwd: Path, path: Path = ROOT, **environment: str) -> Ended:
    """Run the command `assess` with *arguments*."""
    return python("-c", COMMAND, *arguments, cwd=cwd, path=path, **environment)
