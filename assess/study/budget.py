"""How much a template may do: enough for any document, too little to hang the tool."""

from __future__ import annotations

MAX_STEPS = 300_000
"""Turns of loops and calls, in one document."""
MAX_CHARACTERS = 5_000_000
"""Characters written by the document, and by the macros and blocks it is made of."""


class BudgetSpent(Exception):
    """A template that loops without end, or writes without end."""


class Budget:
    """What one document has left."""

    __slots__ = ("characters", "steps")

    def __init__(self) -> None:
        """A whole budget."""
        self.steps, self.characters = MAX_STEPS, 4 * MAX_CHARACTERS

    def step(self, count: int = 1) -> None:
        """Spend *count* turns or calls. Raises `BudgetSpent`."""
        self.steps -= count
        if self.steps < 0:
            raise BudgetSpent(f"{MAX_STEPS:,} steps")

    def write(self, count: int) -> None:
        """Spend *count* characters, of a document or of one of its parts (parts within parts count at each level). Raises `BudgetSpent`."""
        self.characters -= count
        if count > MAX_CHARACTERS or self.characters < 0:
            raise BudgetSpent(f"{MAX_CHARACTERS:,} characters")
