"""A sheet of questions, and the replies that stand in one."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

FORMAT: Final = "1"
COLUMNS: Final = (
    *("key", "question", "guidance", "scale", "answer", "because", "instrument", "ref"),
    *("title", "grade", "day", "independent", "published", "link", "who", "date"),
)
"""The columns, from the left: what is asked, then what is answered."""
ASKED: Final = 4
"""How many of them say what is asked."""
HEAD: Final = ("who", "date")
"""What is filled in once, above the questions; a row may say otherwise."""


class Formula:
    """What a cell holds that is reckoned, not written."""

    def __str__(self) -> str:
        """Nothing that anyone wrote."""
        return "="


FORMULA: Final = Formula()


class Question(Struct, frozen=True):
    """One row: what is asked, and what may be answered."""

    id: str
    """Qualified, as in `criterion:maturity.trl`; the field of a record is `fact:text.kind`."""
    kind: str
    """criterion, safeguard, or the kind of the fact: one, several, number, date."""
    title: str
    question: str
    guidance: str
    values: tuple[str | int, ...]
    """As a proposal has them; none where what is answered is no choice."""
    scale: tuple[str, ...]
    """What each of the values means, in full."""
    standing: str = "null"
    """What stood in the proposal when it was asked, as canonical text."""

    @property
    def in_record(self) -> bool:
        """Whether it is a field of a record."""
        return self.id.startswith("fact:") and "." in self.id

    @property
    def path(self) -> tuple[str, ...]:
        """Where the answer stands in a proposal."""
        kind, _, name = self.id.partition(":")
        record, dot, field = name.partition(".")
        if kind == "fact" and dot:
            return (record, field)
        return ({"criterion": "criteria", "safeguard": "safeguards", "fact": "facts"}[kind], name)


class Sheet(Struct, frozen=True):
    """What a sheet asks, and of which state of which proposal under which rubric."""

    proposal: str
    """Its id."""
    title: str
    rubric: str
    version: str
    sha256: str
    """Of the rubric."""
    state: str
    """Of the proposal."""
    lang: str
    questions: tuple[Question, ...]
    guides: tuple[tuple[str, str], ...] = ()
    """A page for each principle asked about: its title, and its guidance."""
    grades: tuple[tuple[str, str], ...] = ()
    """The grades of evidence: id, and words; as are the instruments."""
    instruments: tuple[tuple[str, str], ...] = ()


class Reply(Struct, frozen=True):
    """What someone answers in one row."""

    id: str
    row: int
    """The number of the row, for messages."""
    cells: dict[str, Any]
    """By column: texts, numbers and days as the spreadsheet gives them; nothing for an empty cell."""


class Filled(Struct, frozen=True):
    """A sheet that came back."""

    about: dict[str, str]
    """What it says of itself: the fields of `Sheet` that are texts, and `format`."""
    asked: dict[str, tuple[str, str]]
    """For each question, its digest and what stood in the proposal when it was asked."""
    replies: tuple[Reply, ...]
