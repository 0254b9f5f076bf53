"""The state of a file in the past, as git keeps it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from assess import files

LONGEST = 30
"""How many seconds git is waited for."""


def at_revision(path: str, revision: str) -> bytes:
    """The bytes of the file *path* at the *revision* of its repository, without any filter.

    Raises `FileFault` with what git says when there is no such file, revision, repository, or git.
    """
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100 - a link is where it stands
    if revision.startswith("-") or not Path(folder).is_dir():
        raise _fault(path, revision, "-")
    command = ["git", "-C", folder, "cat-file", "blob", f"{revision}:./{name}"]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603 - the git of the person
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise _fault(path, revision, str(error)) from error
    if ran.returncode:
        raise _fault(path, revision, ran.stderr.decode(errors="replace"))
    if len(ran.stdout) > files.MAX_BYTES:
        raise files.FileFault("file-too-large", files.shown(path))
    return ran.stdout


def _fault(path: str, revision: str, reason: str) -> files.FileFault:
    return files.FileFault("git-failed", files.shown(path), found=revision, reason=" ".join(reason.split()))
