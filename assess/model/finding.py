"""What is said to people about a file: how serious, where, and in which words.

A finding keeps its message as an id and values, so that it can be said in French or in English. It never prints itself.
"""

from enum import Enum
from typing import Self

from msgspec import Struct, field
from msgspec.structs import replace


class Severity(Enum):
    """How serious a finding is. Only an error prevents a file from being read."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(Struct, frozen=True):
    """Where in a file: *path* as given with `/`, *line* and *column* counted from 1 (columns in characters)."""

    path: str
    line: int = 1
    column: int = 1


class Finding(Struct, frozen=True):
    """One thing to say about one place."""

    id: str
    """The message, as named in `assess.messages`; words joined by hyphens."""
    place: Place
    values: dict[str, str] = field(default_factory=dict)
    """What the message speaks of: names found, names expected."""
    severity: Severity = Severity.ERROR
    line_text: str = ""
    """The line of the file, without its end."""
    length: int = 1
    """How many characters of the line are meant, for the caret."""
    hint: str = ""
    """The id of a hint to add, or nothing."""
    nearest: str = ""
    """The nearest valid name, or nothing."""
    check: str = ""
    """The check that found it, of those of `assess check`; nothing for a fault of reading."""
    words: dict[str, str] = field(default_factory=dict)
    """The sentence itself in each language, where it comes from data rather than from `assess.messages`."""
    mend: dict[str, str] = field(default_factory=dict)
    """How to put it right, in each language."""

    def at(self, path: str) -> Self:
        """The same finding, in the file *path*."""
        return replace(self, place=replace(self.place, path=path))


def is_fault(finding: Finding) -> bool:
    """Whether *finding* was made when a file was read, and prevents the run from being sound."""
    return not finding.check and finding.severity is Severity.ERROR
