"""The cases: a proposal encoded from its description alone, and what was decided of it, which no encoder saw."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
READINGS = {name: HERE / "readings" / name for name in ("1", "2", "3")}
"""The proposals of three other readers of the same notes, made with the vocabulary of 2.0: each folder holds every case."""


class Case(NamedTuple):
    """One case."""

    id: str
    title: str
    decision: str
    day: int
    """The day of the decision, as an ordinal."""
    polarity: str
    """positive: the proposal stood; mixed: it stood in part or was contested; negative: it was stopped."""
    grounds: tuple[str, ...]
    """What the decision rests on, in words."""
    missing: tuple[str, ...]
    """The guarantees it found wanting, as ids of safeguards."""
    present: tuple[str, ...]
    """The guarantees the proposal had, written down by somebody who knew the decision (hindsight)."""
    absent: tuple[str, ...]
    """The same for those it lacked."""
    status: str
    """CONFIRMED, PARTIAL or SECONDARY: how well outcome and grounds are known."""
    source: str
    proposal: Path
    own: tuple[str, ...] = ()
    """The entries of the decision, and of opinions on the same project, as `law:<id>`."""


def read_cases(outcomes: Path = HERE / "outcomes.yaml", proposals: Path = HERE / "proposals") -> list[Case]:
    """The cases of the file *outcomes* whose proposals are in the folder *proposals*. Raises `FileNotFoundError` for one that is not."""
    content: dict[str, Any] = yaml.safe_load(outcomes.read_text(encoding="utf-8"))
    cases = [_case(name, entry, proposals) for name, entry in content["cases"].items()]
    for case in cases:
        if not case.proposal.is_file():
            raise FileNotFoundError(case.proposal)
    return cases


def _case(name: str, entry: dict[str, Any], proposals: Path) -> Case:
    lists: dict[str, Any] = {key: tuple(entry.get(key) or ()) for key in ("grounds", "missing", "present", "absent", "own")}
    texts: dict[str, Any] = {key: str(entry[key]) for key in ("title", "decision", "polarity", "status", "source")}
    day = date.fromisoformat(str(entry["date"])).toordinal()
    return Case(id=name, day=day, **lists, **texts, proposal=proposals / f"{name}.yaml")
