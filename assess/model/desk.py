"""What the desk says beyond an assessment: what two answers hang on together, what would close what is open, narrower projects."""

from fractions import Fraction
from typing import Any

from msgspec import Struct

from assess.model.assessment import Flip, Way
from assess.model.proposal import FactAnswer


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


class Measure(Struct, frozen=True):
    """A guarantee to give, or a level to reach: work to do, never another fact."""

    id: str
    """The item, qualified."""
    now: int
    """The level that counts now, or the rank at which the guarantee is given; -1: none."""
    to: int
    """The level to reach, or the rank of norm to give it at."""
    closes: tuple[str, ...]
    """What it closes, alone or with the others of its set: `rule:requirements.x`, `rule:safeguard.rule`, `red-line:x`."""
    cost: Fraction | None = None
    """What the proposal says that it costs."""


class Group(Struct, frozen=True):
    """What can be closed together, and the ways to do so: one of these sets is enough, and none is smaller or cheaper."""

    closes: tuple[str, ...]
    sets: tuple[tuple[Measure, ...], ...]
    more: bool
    """Whether there are more such sets than those told."""
    proven: bool
    """Whether it is proven that none is smaller or cheaper."""


class Variant(Struct, frozen=True):
    """A narrower project: one choice of the sponsor made otherwise, or two."""

    changes: tuple[tuple[str, FactAnswer], ...]
    """Facts, each with its answer then."""
    ways: tuple[Way, ...]
    """The ways that are then possible as answered."""
    established: tuple[Way, ...]
    """Those that are then established."""
    lifted: tuple[str, ...]
    """What is then open no more: gaps, guarantees, red lines."""


class Remedies(Struct, frozen=True):
    """What would close what is open, and what nothing of the kind would."""

    ways: tuple[Way, ...]
    """The ways that are possible as answered."""
    after: tuple[Way, ...]
    """Those that are possible once one set of each group is done."""
    groups: tuple[Group, ...]
    left: tuple[str, ...]
    """What no guarantee and no level closes."""
    unsettled: tuple[str, ...]
    """What may be open, and is not known to be: answers come first."""
    variants: tuple[Variant, ...]
    evaluations: int
    """How many were made to search."""


class Better(Struct, frozen=True):
    """One side that is nowhere worse than another, and somewhere better."""

    side: int
    than: int
    on: tuple[str, ...]
    """Where it is better: `pathway`, `established`, `principle:x`, `red-line:x`, `safeguard:x`."""


class Differs(Struct, frozen=True):
    """An item of which two sides do not say the same."""

    id: str
    """Qualified; `technology`, `stage`, `date` and `law` too."""
    answers: tuple[Any, ...]
    """The answer of each side; None: it is not given."""


class Effects(Struct, frozen=True):
    """What one change comes to."""

    ways: tuple[Way, ...]
    principles: tuple[tuple[str, str], ...]
    """The principles of which something else is then said, with what is."""
    raised: tuple[str, ...]
    """The red lines that are then raised, and were not."""
    lifted: tuple[str, ...]
    """Those that are raised no more."""


class Amendment(Struct, frozen=True):
    """One answer that a version changed: what it does alone, and what the new version would be without it."""

    id: str
    alone: Effects
    """From the old version, this answer alone changed."""
    without: Effects
    """From the new version, this answer alone as it was."""
    part: str
    """What it has to do with the move of the pathway: enough, needed, some, none."""


class Comparison(Struct, frozen=True):
    """Sides compared under one rubric."""

    better: tuple[Better, ...]
    differs: tuple[Differs, ...]
    amendments: tuple[Amendment, ...] | None = None
    """Of two versions of one proposal, in the order of the rubric."""
