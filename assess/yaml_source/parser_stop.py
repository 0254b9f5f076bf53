"""Where the parser stopped, and what is wrong there: the two ends of `syntax`."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct, field
from yaml.events import ScalarEvent

from assess.yaml_source.refusals import Event
from assess.yaml_source.source import line_end

_WORD: Final = re.compile(r"[^\s,\[\]{}]+|$")


class Trouble(Struct, frozen=True):
    """What is wrong with the text."""

    name: str
    """The message."""
    offset: int
    length: int = 1
    values: dict[str, str] = field(default_factory=dict)
    hint: str = ""
    repair: int | None = None
    """The character to neutralise so that the rest reads as its author meant it; None when there is none."""


class Halt(Struct, frozen=True):
    """Where the parser stopped, and what it was doing."""

    text: str
    offset: int
    start: int
    """Where the thing that it was reading starts."""
    last: Event
    """The last event before; None when there is none."""

    @property
    def character(self) -> str:
        """The character at which the parser stopped; nothing at the end of the file."""
        return self.text[self.offset : self.offset + 1]

    @property
    def last_start(self) -> int:
        """Where the last event starts."""
        return self.last.start_mark.index if self.last else 0

    @property
    def last_end(self) -> int:
        """Where the last event ends."""
        return self.last.end_mark.index if self.last else 0

    @property
    def after_last(self) -> bool:
        """Whether the parser stopped on the line where the last event ends."""
        return "\n" not in self.text[self.last_end : self.offset]

    @property
    def last_style(self) -> str:
        """How the last event is written, when it is a text: a quotation mark, `|`, `>` or nothing."""
        return (self.last.style or "") if self.last.__class__ is ScalarEvent else ""

    @property
    def quoted(self) -> bool:
        """Whether the parser stopped on the line where a text in quotes ends, just after it."""
        return self.last_style in ("'", '"') and self.after_last

    def rest_of_line(self, offset: int) -> int:
        """How many characters follow *offset* on its line."""
        return line_end(self.text, offset) - offset

    def word(self, offset: int) -> int:
        """How many characters the word at *offset* has."""
        match = _WORD.match(self.text, offset)
        return match.end() - offset if match else 1
