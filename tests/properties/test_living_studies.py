"""A study lives for months: whatever people write in it and whatever becomes of its proposal, nothing of theirs is lost on the disk."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assess.commands.drafts import write_draft
from assess.study.passages import parse, split_lines
from tests.study.studies import proposal, written

FACTS = "facts: {phase: real-experiment, persons: [attendees], legal_regime: gdpr}\n"
PROPOSALS = (
    (FACTS, "fr"),
    (FACTS, "en"),
    (FACTS + "study: {environment: Les portiques sont alimentés par le stade.}\n", "fr"),
    (FACTS + "text: {kind: government-bill, state: proposed}\narticles: [{id: '1', title: Accès}, {id: '2', title: Contrôle}]\n", "fr"),
    (FACTS + "text: {kind: government-bill, state: proposed}\narticles: [{id: '1', title: Accès}]\n", "fr"),
    ("facts: {phase: permanent, persons: [everyone], consent_role: basis, authority_relation: 'yes'}\n", "fr"),
)
"""One proposal as it changes: language, study text, articles, kind of text, red lines."""


@cache
def drafted(at: int) -> str:
    text, lang = PROPOSALS[at]
    return written(proposal(text), lang)


VERSIONS = st.integers(0, len(PROPOSALS) - 1)
EDITS = st.lists(st.tuples(st.integers(0, 2000), st.booleans()), max_size=6)


@settings(max_examples=40, deadline=None)
@given(VERSIONS, st.lists(st.tuples(EDITS, VERSIONS, st.integers(0, 200)), min_size=1, max_size=4))
def test_no_line_of_people_is_lost_and_a_run_without_changes_writes_nothing(
    first: int, rounds: list[tuple[list[tuple[int, bool]], int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "etude.md")
        write_draft(str(target), drafted(first))
        theirs: list[str] = []
        for edits, version, taken in rounds:
            for at, whole in edits:
                theirs.append(_edit(target, at, f"humain {len(theirs)}", whole=whole))
            names = list(parse(drafted(version)).passages)
            take = [names[taken]] if taken < len(names) else []
            write_draft(str(target), drafted(version), take)
            left = target.read_bytes()
            assert set(theirs) <= set(left.decode().split("\n"))
            again = write_draft(str(target), drafted(version), take)
            assert (again.changed, target.read_bytes()) == (False, left)


def _edit(target: Path, at: int, words: str, *, whole: bool) -> str:
    """Adds *words* to the draft, as a line of its own or at the end of one; gives the line that is theirs now."""
    lines = split_lines(target.read_text(encoding="utf-8"))
    first = lines.index("---\n", 1) + 1
    spots = [i for i in range(first, len(lines)) if lines[i].strip() and "assess:" not in lines[i] and "humain" not in lines[i]]
    spot = spots[at % len(spots)]
    mine = words if whole else f"{lines[spot].rstrip()} {words}"
    lines[spot : spot + 1] = [lines[spot], f"{mine}\n"] if whole else [f"{mine}\n"]
    target.write_text("".join(lines), encoding="utf-8")
    return mine
