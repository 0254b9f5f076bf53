"""What is wrong where the parser stopped: one function for each thing people get wrong. `syntax` chooses.

The parser says what it did not find; a person wants to know what to change. Most stops come from French prose without
quotes (`Oui : car`), from quotes and brackets that are not closed, and from lines that are not aligned.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace
from yaml.events import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent

from assess.yaml_source.parser_stop import Halt, Trouble
from assess.yaml_source.source import line_start

_DIRECTIVE: Final = re.compile("^%", re.MULTILINE)
_NAME: Final = re.compile(r"[\w.-]+")
_GLUED_KEY: Final = re.compile(r"[\w.-]+:(?=[^\s/])")
_KEY_LINE: Final = re.compile(r"[ \t]*(?:- +)*[\w.-]+:(?=\s|$)")


def unreadable(halt: Halt) -> Trouble:
    """What no other function explains."""
    return Trouble("yaml-unreadable", halt.offset, halt.word(halt.offset))


def colon(halt: Halt) -> Trouble:
    """`because: Oui : car` — or a key that is not aligned, read as the rest of the text above."""
    text, offset = halt.text, halt.offset
    if halt.quoted:
        return _closed_early(halt)
    below = _NAME.fullmatch(text, halt.last_start, offset)
    in_value = Trouble("yaml-colon-in-value", offset, hint="key-below" if below else "quotes-or-block", repair=offset)
    if halt.last.__class__ is not ScalarEvent or "\n" not in text[halt.last_start : offset]:
        return in_value
    glued = _GLUED_KEY.match(text, halt.last_start)
    if glued and not text[line_start(text, halt.last_start) : halt.last_start].strip(" -"):
        return _glued(glued.end() - 1)
    start = line_start(text, offset)
    if not _KEY_LINE.match(text, start):
        return in_value
    if halt.last_start == line_start(text, halt.last_start):
        return Trouble("yaml-no-colon", halt.last_start, halt.rest_of_line(halt.last_start))
    start += len(text[start:offset]) - len(text[start:offset].lstrip())
    return Trouble("yaml-key-in-text", start, offset + 1 - start, hint="align-or-quote")


def unexpected_colon(halt: Halt) -> Trouble:
    """`{level:[3]}`: a colon glued to what follows."""
    return _glued(halt.offset)


def _glued(offset: int) -> Trouble:
    return Trouble("yaml-space-after-colon", offset, hint="space-after-colon")


def no_colon(halt: Halt) -> Trouble:
    """A line that is no `key: value`."""
    start = halt.start
    length = halt.rest_of_line(start)
    line = halt.text[start : start + length]
    if line.startswith("-"):
        return Trouble("yaml-dash-space", start, hint="dash-space")
    glued = _GLUED_KEY.match(line)
    if glued:
        return _glued(start + glued.end() - 1)
    hint = "hash" if " #" in line else "indent-block" if halt.last_style in ("|", ">") else "key-or-indent"
    return Trouble("yaml-no-colon", start, len(line.rstrip()), hint=hint)


def open_quote(halt: Halt) -> Trouble:
    """A quotation mark that is closed nowhere; or the second one of two, where the first closes a text."""
    if halt.last_style in ("'", '"') and halt.last_end == halt.start:
        return _closed_early(halt)
    return _not_closed(halt, halt.start)


def _not_closed(halt: Halt, start: int) -> Trouble:
    quote = halt.text[start]
    return Trouble("yaml-quote-open", start, values={"quote": quote}, hint="close-apostrophe" if quote == "'" else "close-quote")


def _closed_early(halt: Halt) -> Trouble:
    """`'l'étude'`: something follows a closing mark. If it opened on another line, it was not meant to close here."""
    if "\n" in halt.text[halt.last_start : halt.last_end]:
        return _not_closed(halt, halt.last_start)
    end = halt.last_end - 1
    hint = "apostrophe" if halt.last_style == "'" else "quotes-in-quotes"
    return Trouble("yaml-quote-inside", end, values={"quote": halt.last_style}, hint=hint, repair=end)


def wrong_start(halt: Halt) -> Trouble:
    """A character with which a text cannot start, or a tab."""
    if halt.character != "\t":
        return _first_character(halt, halt.offset)
    tabs = halt.text[halt.offset : halt.offset + 100]
    return Trouble("yaml-tab", halt.offset, len(tabs) - len(tabs.lstrip("\t")), hint="tabs")


def wrong_mark(halt: Halt) -> Trouble:
    """`**mot**`, `& co`, `![image](…)`: what looks like an alias, an anchor or a tag and is none."""
    return _first_character(halt, halt.start)


def _first_character(halt: Halt, offset: int) -> Trouble:
    return Trouble("yaml-first-character", offset, values={"character": halt.text[offset]}, hint="quotes-or-block", repair=offset)


def directive(halt: Halt) -> Trouble:
    """`%YAML 1.2`, or a text that starts a line with `%`."""
    return Trouble("yaml-directive", halt.start, halt.rest_of_line(halt.start), hint="quotes-if-text")


def block_header(halt: Halt) -> Trouble:
    """`because: | text`."""
    if halt.character == "\t":
        return wrong_start(halt)
    return Trouble(
        "yaml-block-header",
        halt.offset,
        halt.rest_of_line(halt.offset),
        {"sign": halt.text[halt.start]},
        "block-text-below",
    )


def escape(halt: Halt) -> Trouble:
    r"""`"C:\Users"`."""
    start = max(halt.text.rfind("\\", halt.start, halt.offset + 1), halt.start)
    return Trouble("yaml-escape", start, 2, {"escape": halt.text[start : start + 2].rstrip("\n")}, "backslash", repair=start)


def dash(halt: Halt) -> Trouble:
    """`key: - item`."""
    return Trouble("yaml-dash", halt.offset, hint="list-below", repair=halt.offset)


def flow(halt: Halt) -> Trouble:
    """Something unexpected between brackets or braces: not closed, a comma missing, or prose without quotes."""
    text, offset = halt.text, halt.offset
    if halt.quoted and halt.character not in (":", ""):
        return _closed_early(halt)
    values = {"open": text[halt.start], "close": "]" if text[halt.start] == "[" else "}"}
    start = line_start(text, offset)
    if not halt.character or ("\n" in text[halt.start : offset] and _KEY_LINE.match(text, start)):
        return Trouble("yaml-bracket-open", halt.start, 1, values)
    if halt.character == ":":
        return Trouble("yaml-colon-in-brackets", offset, 1, values, "quotes-in-brackets", repair=offset)
    return Trouble("yaml-comma", offset, halt.word(offset), values, "quotes-in-brackets")


def no_content(halt: Halt) -> Trouble:
    """A sign where a value should start; between brackets, a colon without a key before it or a space after it."""
    if halt.character == ":":
        before = halt.text[: halt.offset].rstrip()[-1:]
        if before in ("", ",", "{", "["):
            return _empty_key(halt)
        if halt.text[halt.offset + 1 : halt.offset + 2].strip():
            return _glued(halt.offset)
    return _first_character(halt, halt.offset) if halt.character and halt.character in ":-,]}?" else unreadable(halt)


def _empty_key(halt: Halt) -> Trouble:
    return Trouble("yaml-empty-key", halt.offset, hint="key-before-colon")


def after_value(halt: Halt) -> Trouble:
    """Something where a key or a dash should be: after a value on the same line, or on a line that is not aligned."""
    if halt.quoted:
        return _closed_early(halt)
    if halt.last.__class__ is AliasEvent and halt.after_last:
        return _first_character(halt, halt.last_start)
    if halt.character == ":":
        return Trouble("yaml-empty-key", halt.offset, hint="key-before-colon")
    if halt.last.__class__ in (MappingEndEvent, SequenceEndEvent) and halt.text[halt.last_end - 1] in "]}" and halt.after_last:
        return Trouble("yaml-after-bracket", halt.offset, halt.rest_of_line(halt.offset), hint="quotes-if-text")
    if halt.character in ("]", "}", ","):
        return _first_character(halt, halt.offset)
    key = _KEY_LINE.match(halt.text, line_start(halt.text, halt.offset))
    hint = "indent-block" if halt.last_style in ("|", ">") and not key else "align"
    return Trouble("yaml-indent", halt.offset, halt.word(halt.offset), hint=hint)


def after_end(halt: Halt) -> Trouble:
    """Something after the end of the content."""
    unread = _DIRECTIVE.search(halt.text, 0, halt.offset)
    if unread:  # pure Python reads the directives that it does not know, and then misses a document
        return directive(replace(halt, start=unread.start()))
    dots = halt.text.rfind("\n...", 0, halt.offset) + 1
    if dots:
        values = {"line": str(halt.text.count("\n", 0, dots) + 1)}
        return Trouble("yaml-after-dots", halt.offset, halt.rest_of_line(halt.offset), values, "dots")
    return Trouble("yaml-after-end", halt.offset, halt.rest_of_line(halt.offset), hint="align")
