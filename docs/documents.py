"""The documents of two examples: the study and every annex, in every format that can be had here.

`python -m docs.documents` writes `examples/*/documents/` again; it needs the extras `office` and `pdf`. A test holds them against today's.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path

from assess.commands.annexing import annex
from assess.commands.exporting import export
from assess.commands.run import run
from assess.commands.session import Session
from assess.model.exit_codes import DONE

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("drones-2026", "facial-identification-live-2026")
STUDY = ("html", "docx", "odt", "pdf")
ANNEXES = ("md", *STUDY, "xml")
EPOCH = "1767225600"
"""1 January 2026: what the files say of the moment at which they were made."""


def write(example: Path, study: Iterable[str] = STUDY, annexes: Iterable[str] = ANNEXES) -> None:
    """Write the draft of the proposal in the folder *example*, its study and its annexes in the formats *study* and *annexes*.

    They are in its folder `documents`.
    """
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    with chdir(example):
        Path("documents").mkdir(exist_ok=True)
        _done(run(Session("fr"), "proposal.yaml", "documents/study.md", quiet=True))
        for form in study:
            _done(export(Session("fr"), "documents/study.md", f"documents/study.{form}", quiet=True))
        for form in annexes:
            _done(annex(Session("fr"), "proposal.yaml", "all", "documents", form, quiet=True))


def _done(code: int) -> None:
    if code != DONE:
        raise ValueError(code)


if __name__ == "__main__":
    for each in EXAMPLES:
        shutil.rmtree(ROOT / "examples" / each / "documents", ignore_errors=True)
        write(ROOT / "examples" / each)
