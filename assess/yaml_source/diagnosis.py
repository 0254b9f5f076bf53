"""Why the parser stopped, in our words: its problem and the text around it → one `Trouble`.

The parser says what it did not find; a person wants to know what to change. Most stops come from French prose without
quotes (`Oui : car`), from quotes and brackets that are not closed, and from lines that are not aligned. There is one function for
each thing that people get wrong; `diagnose` chooses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace
from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent

from assess.yaml_source.events import Event
from assess.yaml_source.nodes import MAX_DEPTH
from assess.yaml_source.source import line_end, line_start

_WORD: Final = r"[^\s,\[\]{}]+|$"
_DIRECTIVE: Final = "(?m)^%"
_NAME: Final = r"[\w.-]+"
_GLUED_KEY: Final = r"[\w.-]+:(?=[^\s/])"
_KEY_LINE: Final = r"[ \t]*(?:- +)*[\w.-]+:(?=\s|$)"


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


class ParserStop(Struct, frozen=True):
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
        match = re.compile(_WORD).match(self.text, offset)
        return match.end() - offset if match else 1


def unreadable(stop: ParserStop) -> Trouble:
    """What no other function explains."""
    return Trouble("yaml-unreadable", stop.offset, stop.word(stop.offset))


def colon(stop: ParserStop) -> Trouble:
    """`because: Oui : car` — or a key that is not aligned, read as the rest of the text above."""
    text, offset = stop.text, stop.offset
    if stop.quoted:
        return _closed_early(stop)
    below = re.compile(_NAME).fullmatch(text, stop.last_start, offset)
    in_value = Trouble("yaml-colon-in-value", offset, hint="key-below" if below else "quotes-or-block", repair=offset)
    if stop.last.__class__ is not ScalarEvent or "\n" not in text[stop.last_start : offset]:
        return in_value
    glued = re.compile(_GLUED_KEY).match(text, stop.last_start)
    if glued and not text[line_start(text, stop.last_start) : stop.last_start].strip(" -"):
        return _glued(glued.end() - 1)
    start = line_start(text, offset)
    if not re.compile(_KEY_LINE).match(text, start):
        return in_value
    if stop.last_start == line_start(text, stop.last_start):
        return Trouble("yaml-no-colon", stop.last_start, stop.rest_of_line(stop.last_start))
    start += len(text[start:offset]) - len(text[start:offset].lstrip())
    return Trouble("yaml-key-in-text", start, offset + 1 - start, hint="align-or-quote")


def _glued(offset: int) -> Trouble:
    return Trouble("yaml-space-after-colon", offset, hint="space-after-colon")


def no_colon(stop: ParserStop) -> Trouble:
    """A line that is no `key: value`."""
    start = stop.start
    length = stop.rest_of_line(start)
    line = stop.text[start : start + length]
    if line.startswith("-"):
        return Trouble("yaml-dash-space", start, hint="dash-space")
    glued = re.compile(_GLUED_KEY).match(line)
    if glued:
        return _glued(start + glued.end() - 1)
    hint = "hash" if " #" in line else "indent-block" if stop.last_style in ("|", ">") else "key-or-indent"
    return Trouble("yaml-no-colon", start, len(line.rstrip()), hint=hint)


def open_quote(stop: ParserStop) -> Trouble:
    """A quotation mark that is closed nowhere; or the second one of two, where the first closes a text."""
    if stop.last_style in ("'", '"') and stop.last_end == stop.start:
        return _closed_early(stop)
    return _not_closed(stop, stop.start)


def _not_closed(stop: ParserStop, start: int) -> Trouble:
    quote = stop.text[start]
    return Trouble("yaml-quote-open", start, values={"quote": quote}, hint="close-apostrophe" if quote == "'" else "close-quote")


def _closed_early(stop: ParserStop) -> Trouble:
    """`'l'étude'`: something follows a closing mark. If it opened on another line, it was not meant to close here."""
    if "\n" in stop.text[stop.last_start : stop.last_end]:
        return _not_closed(stop, stop.last_start)
    end = stop.last_end - 1
    hint = "apostrophe" if stop.last_style == "'" else "quotes-in-quotes"
    return Trouble("yaml-quote-inside", end, values={"quote": stop.last_style}, hint=hint, repair=end)


def wrong_start(stop: ParserStop) -> Trouble:
    """A character with which a text cannot start, or a tab."""
    if stop.character != "\t":
        return _first_character(stop, stop.offset)
    tabs = stop.text[stop.offset : stop.offset + 100]
    return Trouble("yaml-tab", stop.offset, len(tabs) - len(tabs.lstrip("\t")), hint="tabs")


def _first_character(stop: ParserStop, offset: int) -> Trouble:
    return Trouble("yaml-first-character", offset, values={"character": stop.text[offset]}, hint="quotes-or-block", repair=offset)


def directive(stop: ParserStop) -> Trouble:
    """`%YAML 1.2`, or a text that starts a line with `%`."""
    return Trouble("yaml-directive", stop.start, stop.rest_of_line(stop.start), hint="quotes-if-text")


def block_header(stop: ParserStop) -> Trouble:
    """`because: | text`."""
    if stop.character == "\t":
        return wrong_start(stop)
    values = {"sign": stop.text[stop.start]}
    return Trouble("yaml-block-header", stop.offset, stop.rest_of_line(stop.offset), values, "block-text-below")


def escape(stop: ParserStop) -> Trouble:
    r"""`"C:\Users"`."""
    start = max(stop.text.rfind("\\", stop.start, stop.offset + 1), stop.start)
    return Trouble("yaml-escape", start, 2, {"escape": stop.text[start : start + 2].rstrip("\n")}, "backslash", repair=start)


def flow(stop: ParserStop) -> Trouble:
    """Something unexpected between brackets or braces: not closed, a comma missing, or prose without quotes."""
    text, offset = stop.text, stop.offset
    if stop.quoted and stop.character not in (":", ""):
        return _closed_early(stop)
    values = {"open": text[stop.start], "close": "]" if text[stop.start] == "[" else "}"}
    start = line_start(text, offset)
    if not stop.character or ("\n" in text[stop.start : offset] and re.compile(_KEY_LINE).match(text, start)):
        return Trouble("yaml-bracket-open", stop.start, 1, values)
    if stop.character == ":":
        return Trouble("yaml-colon-in-brackets", offset, 1, values, "quotes-in-brackets", repair=offset)
    return Trouble("yaml-comma", offset, stop.word(offset), values, "quotes-in-brackets")


def no_content(stop: ParserStop) -> Trouble:
    """A sign where a value should start; between brackets, a colon without a key before it or a space after it."""
    if stop.character == ":":
        before = stop.text[: stop.offset].rstrip()[-1:]
        if before in ("", ",", "{", "["):
            return Trouble("yaml-empty-key", stop.offset, hint="key-before-colon")
        if stop.text[stop.offset + 1 : stop.offset + 2].strip():
            return _glued(stop.offset)
    return _first_character(stop, stop.offset) if stop.character and stop.character in ":-,]}?" else unreadable(stop)


def after_value(stop: ParserStop) -> Trouble:
    """Something where a key or a dash should be: after a value on the same line, or on a line that is not aligned."""
    if stop.quoted:
        return _closed_early(stop)
    if stop.last.__class__ is AliasEvent and stop.after_last:
        return _first_character(stop, stop.last_start)
    if stop.character == ":":
        return Trouble("yaml-empty-key", stop.offset, hint="key-before-colon")
    if stop.last.__class__ in (MappingEndEvent, SequenceEndEvent) and stop.text[stop.last_end - 1] in "]}" and stop.after_last:
        return Trouble("yaml-after-bracket", stop.offset, stop.rest_of_line(stop.offset), hint="quotes-if-text")
    if stop.character in ("]", "}", ","):
        return _first_character(stop, stop.offset)
    key = re.compile(_KEY_LINE).match(stop.text, line_start(stop.text, stop.offset))
    hint = "indent-block" if stop.last_style in ("|", ">") and not key else "align"
    return Trouble("yaml-indent", stop.offset, stop.word(stop.offset), hint=hint)


def after_end(stop: ParserStop) -> Trouble:
    """Something after the end of the content."""
    unread = re.compile(_DIRECTIVE).search(stop.text, 0, stop.offset)
    if unread:  # pure Python reads the directives that it does not know, and then misses a document
        return directive(replace(stop, start=unread.start()))
    dots = stop.text.rfind("\n...", 0, stop.offset) + 1
    if dots:
        values = {"line": str(stop.text.count("\n", 0, dots) + 1)}
        return Trouble("yaml-after-dots", stop.offset, stop.rest_of_line(stop.offset), values, "dots")
    return Trouble("yaml-after-end", stop.offset, stop.rest_of_line(stop.offset), hint="align")


_EXPLAINED: Final[tuple[tuple[str, str, Callable[[ParserStop], Trouble]], ...]] = (
    # words of the context, words of the problem (libyaml's and pure Python's): the first row that fits explains
    ("", "mapping values are not allowed", colon),
    ("", "could not find expected ':'", no_colon),
    ("", "unexpected end of stream", open_quote),
    ("", "unexpected document", open_quote),
    ("", "found unexpected ':'", lambda stop: _glued(stop.offset)),  # `{level:[3]}`
    ("", "that cannot start any token", wrong_start),
    ("", "nesting depth", lambda stop: Trouble("yaml-too-deep", stop.offset, values={"limit": str(MAX_DEPTH)})),
    ("", "violates indentation", wrong_start),
    # `**mot**`, `& co`, `![image](…)`: what looks like an alias, an anchor or a tag and is none
    ("alias", "", lambda stop: _first_character(stop, stop.start)),
    ("anchor", "", lambda stop: _first_character(stop, stop.start)),
    ("a tag", "", lambda stop: _first_character(stop, stop.start)),
    ("", "tag handle", lambda stop: _first_character(stop, stop.start)),
    ("directive", "", directive),
    ("", "directive", directive),
    ("", "incompatible", directive),
    ("block scalar", "", block_header),
    ("quoted scalar", "", escape),
    ("", "sequence entries are not allowed", lambda stop: Trouble("yaml-dash", stop.offset, hint="list-below", repair=stop.offset)),
    ("", "mapping keys are not allowed", wrong_start),
    ("flow mapping", "", flow),
    ("flow sequence", "", flow),
    ("", "node content", no_content),
    ("block mapping", "", after_value),
    ("block collection", "", after_value),
    ("", "document start", after_end),
)


def diagnose(error: Exception, text: str, last: Event) -> Trouble:
    """The trouble behind *error*, raised while reading *text* after the event *last*."""
    if not isinstance(error, MarkedYAMLError):
        return Trouble("yaml-unreadable", last.end_mark.index if last else 0)
    offset = error.problem_mark.index if error.problem_mark else 0
    stop = ParserStop(text, offset, error.context_mark.index if error.context_mark else offset, last)
    for context, problem, explain in _EXPLAINED:
        if context in (error.context or "") and problem in (error.problem or ""):
            return explain(stop)
    return unreadable(stop)
