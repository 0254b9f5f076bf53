"""Messages kept in files beside what they are about: read, compared, written again when `ASSESS_REWRITE=1` says so."""

from __future__ import annotations

import os
from pathlib import Path


def same(path: Path, told: str) -> bool:
    """Whether *told* is the content of the file *path*; `ASSESS_REWRITE=1` writes it there, and a person reads the difference."""
    if os.environ.get("ASSESS_REWRITE") == "1":
        path.write_text(told, encoding="utf-8", newline="\n")
    return path.is_file() and path.read_text(encoding="utf-8") == told
