"""What one version of a rubric changes from another: entries renamed or retired, and results that differ."""

from msgspec import Struct


class Move(Struct, frozen=True):
    """An entry that is no longer: renamed, or retired."""

    id: str
    """Qualified, as in `criterion:maturity.trl`; a value of a fact is `fact:phase=trial`."""
    to: str
    """What it is called now; empty: it was retired."""
    since: str
    """The version of the rubric that did it."""
    because: dict[str, str] | None = None
    """Why it was retired."""


class Change(Struct, frozen=True):
    """What changed with one version, said to those who know the law."""

    version: str
    date: str
    what: dict[str, str]
    law: tuple[str, ...]
    """The entries of law concerned, as `law:<id>`."""
    days: tuple[int, ...]
    """The days, as ordinals, from which results differ."""
    examples: tuple[str, ...]
    """The names of the examples whose result moves."""


def version_parts(version: str) -> tuple[int, ...]:
    """*version* to be compared with others: its numbers."""
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))
