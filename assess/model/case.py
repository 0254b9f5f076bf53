"""A case: a situation, what the rubric should conclude of it, and why. Written by those who know the law, not the program."""

from msgspec import Struct

from assess.model.finding import Finding
from assess.model.proposal import Proposal

PRESENT, LACKING = "present", "absent"
"""Whether a condition, or a deciding answer, is among those found."""


class Expected(Struct, frozen=True):
    """One thing that the assessment should say."""

    kind: str
    """The key under `expect`, such as `tiers`."""
    item: str
    """What it is said of: a tier, a safeguard…; empty where there is one only, as for the regime."""
    values: tuple[str, ...]
    """Exactly what should remain possible."""
    differs: Finding
    """What to say when it does not, at its place in the file."""


class Case(Struct, frozen=True):
    """One case, ready to be tried."""

    name: str
    rubric: str
    """The rubric that it tries, as named in the file; empty: the one checked."""
    as_of: int
    proposal: Proposal
    expected: tuple[Expected, ...]
    because: str
    sources: tuple[str, ...]
