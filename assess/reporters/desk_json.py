"""What the JSON data of the desk have in common; their keys are described by `assess schema robustness`, and so on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from assess import __version__
from assess.model.assessment import Way
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric

FORMAT = 1


def head(rubric: Rubric, proposal: Proposal, as_of: int) -> dict[str, Any]:
    """What says of what the data are."""
    return {
        "format": FORMAT,
        "tool": {"name": "assess", "version": __version__},
        "proposal": named(proposal),
        "rubric": {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256},
        "as_of": date.fromordinal(as_of).isoformat(),
    }


def named(proposal: Proposal) -> dict[str, Any]:
    """What says which proposal it is."""
    return {"id": proposal.id, "title": proposal.title, "path": proposal.path, "sha256": proposal.sha256}


def ways_data(ways: Iterable[Way]) -> list[dict[str, str | None]]:
    """*ways* as data; `stop` has no norm."""
    return [{"action": way.action, "norm": way.norm or None} for way in ways]
