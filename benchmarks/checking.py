"""A child of the benchmarks: runs all checks on a draft (`checks`), parses it whole with markdown-it-py (`parse`), or neither (`none`).

`python checking.py checks draft.md 20` does it twenty times; `python checking.py both draft.md 20` prints the ratio of the processor times.
The proposal, the rubric and the checks have been read: what is measured is what each draft costs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

sys.path.append(str(Path(__file__).resolve().parent.parent))

from markdown_it import MarkdownIt
from msgspec.structs import replace

from assess.checks.model import Check
from assess.checks.page import Page
from assess.checks.running import Outcome, run
from assess.checks.subject import Subject
from assess.commands import checking
from assess.commands.session import Session
from assess.study.passages import parse

PROMPT = re.compile(r"(?<=-->\n\n)> \*\*À rédiger\.\*\* .*(?=\n\n<!-- assess:end )")
WRITTEN = (
    "Les services disposent aujourd’hui de moyens humains et techniques dont le bilan annuel montre les limites : en 2024,\n"
    "312 interventions sur 1\u202f140 ont commencé plus de quinze minutes après l’appel (rapport d’inspection de mars 2025). Le droit\n"
    "en vigueur, en particulier l’article L. 251-2 du code de la sécurité intérieure, ne permet pas d’y répondre."
)
"""What people write in place of a prompt."""
Step = Callable[[], object]


def edited(path: Path) -> str:
    """The draft *path* as people leave it: every prompt answered. It is written back."""
    text = PROMPT.sub(WRITTEN, path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    return text


def steps(path: Path) -> dict[str, Step]:
    """What can be measured on the draft *path*, by name."""
    text = edited(path)
    ready: list[Step] = []

    def kept(checks: tuple[Check, ...], subject: Subject, *, proposal_done: bool = False) -> Outcome:
        def once() -> Outcome:
            draft = parse(text)
            return run(checks, replace(subject, draft=draft, page=Page(draft, text)), proposal_done=proposal_done)

        ready.append(once)
        return once()

    checking.run = kept  # type: ignore[attr-defined, assignment]
    checking.Checker(Session("fr"), 740_000).check((str(path), True))
    reader = MarkdownIt("commonmark").enable("table")
    return {"checks": ready[0], "parse": lambda: reader.parse(text), "none": lambda: None}


def _time(step: Step) -> float:
    start = process_time()
    step()
    return process_time() - start


def main(which: str, path: Path, count: int) -> None:
    """See the module."""
    known = steps(path)
    if which == "both":
        pairs = [(_time(known["checks"]), _time(known["parse"])) for _ in range(count)]
        print(f"{median(ours / theirs for ours, theirs in pairs):.4f} {min(ours for ours, _ in pairs) * 1e3:.1f}")
    else:
        for _ in range(count):
            known[which]()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
