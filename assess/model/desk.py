"""What the desk says beyond an assessment: what two answers hang on together."""

from msgspec import Struct

from assess.model.assessment import Flip, Way


class Changed(Struct, frozen=True):
    """A given answer that is taken away, or a level moved by one."""

    id: str
    """The item, qualified."""
    change: str
    """removed, lower or higher."""
    assumed: bool
    weak: bool


class Pair(Struct, frozen=True):
    """Two changes of which neither alone moves the pathway, and that move it together."""

    changes: tuple[Changed, Changed]
    ways: tuple[Way, ...]
    """The ways that are then possible."""


class Robustness(Struct, frozen=True):
    """What the conclusions hang on: one answer at a time, and two."""

    ways: tuple[Way, ...]
    """The ways that are possible as answered."""
    one: tuple[Flip, ...]
    """The changes of one answer that turn the pathway or the status of a principle, most telling first."""
    two: tuple[Pair, ...]
    """The pairs that turn the pathway where neither change alone does, most telling first."""
    tried: tuple[int, int]
    """How many changes there are, and how many pairs of them on two items."""
