"""What became of a draft and of its passages."""

from __future__ import annotations

from msgspec import Struct

from assess.study.passages import Damage


class Merge(Struct, frozen=True):
    """A draft written again: its text, and the ids of its passages by what became of them."""

    text: str
    added: tuple[str, ...] = ()
    """New in this draft."""
    renewed: tuple[str, ...] = ()
    """Left alone by people, and replaced by the new text."""
    unchanged: tuple[str, ...] = ()
    """The same as the new text."""
    kept: tuple[str, ...] = ()
    """Changed by people, and kept as they are."""
    offered: tuple[str, ...] = ()
    """Among those kept, the ones beside which this run puts a new text."""
    deleted: tuple[str, ...] = ()
    """Deleted or emptied by people, and left so."""
    removed: tuple[str, ...] = ()
    """Left alone by people, no longer in the study, and taken out."""
    retired: tuple[str, ...] = ()
    """Changed by people and no longer in the study: kept under a heading that says so, or where people put them."""
    taken: tuple[str, ...] = ()
    """Asked for: the tool's text, the wording of people beside it."""
    damage: tuple[Damage, ...] = ()
