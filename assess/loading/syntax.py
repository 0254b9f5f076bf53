"""Why the parser stopped, in our words: the parser's problem and the text around it → one `Trouble`.

The parser says what it did not find; a person wants to know what to change. Most stops come from French prose without
quotes (`Oui : car`), from quotes and brackets that are not closed, and from lines that are not aligned. `_EXPLAINED`,
at the end, is the whole list.
"""

from __future__ import annotations

import re
from typing import Final

from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent

from assess.loading.halt import Halt, Trouble
from assess.loading.refusals import Event
from assess.loading.source import line_start
from assess.record import replace

_DIRECTIVE: Final = re.compile("^%", re.MULTILINE)
_NAME: Final = re.compile(r"[\w.-]+")
_GLUED_KEY: Final = re.compile(r"[\w.-]+:(?=[^\s/])")
_KEY_LINE: Final = re.compile(r"[ \t]*(?:- +)*[\w.-]+:(?=\s|$)")


def diagnose(error: Exception, text: str, last: Event) -> Trouble:
    """The trouble behind *error*, raised while reading *text* after the event *last*."""
    if not isinstance(error, MarkedYAMLError):
        return Trouble("yaml-unreadable", last.end_mark.index if last else 0)
    offset = error.problem_mark.index if error.problem_mark else 0
    halt = Halt(text, offset, error.context_mark.index if error.context_mark else offset, last)
    for context, problem, explain in _EXPLAINED:
        if context in (error.context or "") and problem in (error.problem or ""):
            return explain(halt)
    return _unreadable(halt)


def _unreadable(halt: Halt) -> Trouble:
    return Trouble("yaml-unreadable", halt.offset, halt.word(halt.offset))


def _colon(halt: Halt) -> Trouble:
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
        return Trouble("yaml-space-after-colon", glued.end() - 1, hint="space-after-colon")
    start = line_start(text, offset)
    if not _KEY_LINE.match(text, start):
        return in_value
    if halt.last_start == line_start(text, halt.last_start):
        return Trouble("yaml-no-colon", halt.last_start, halt.rest_of_line(halt.last_start))
    start += len(text[start:offset]) - len(text[start:offset].lstrip())
    return Trouble("yaml-key-in-text", start, offset + 1 - start, hint="align-or-quote")


def _no_colon(halt: Halt) -> Trouble:
    """A line that is no `key: value`."""
    start = halt.start
    length = halt.rest_of_line(start)
    line = halt.text[start : start + length]
    if line.startswith("-"):
        return Trouble("yaml-dash-space", start, hint="dash-space")
    hint = "hash" if " #" in line else "indent-block" if halt.last_style in ("|", ">") else "key-or-indent"
    return Trouble("yaml-no-colon", start, len(line.rstrip()), hint=hint)


def _open_quote(halt: Halt) -> Trouble:
    """A quotation mark that is closed nowhere; or the second one of two, where the first closes a text."""
    if halt.last_style in ("'", '"') and halt.last_end == halt.start:
        return _closed_early(halt)
    return _not_closed(halt, halt.start)


def _not_closed(halt: Halt, start: int) -> Trouble:
    quote = halt.text[start]
    return Trouble(
        "yaml-quote-open", start, values={"quote": quote}, hint="close-apostrophe" if quote == "'" else "close-quote"
    )


def _closed_early(halt: Halt) -> Trouble:
    """`'l'étude'`: something follows a closing mark. If it opened on another line, it was not meant to close here."""
    if "\n" in halt.text[halt.last_start : halt.last_end]:
        return _not_closed(halt, halt.last_start)
    end = halt.last_end - 1
    hint = "apostrophe" if halt.last_style == "'" else "quotes-in-quotes"
    return Trouble("yaml-quote-inside", end, values={"quote": halt.last_style}, hint=hint, repair=end)


def _wrong_start(halt: Halt) -> Trouble:
    """A character with which a text cannot start, or a tab."""
    if halt.character != "\t":
        return _first_character(halt, halt.offset)
    tabs = halt.text[halt.offset : halt.offset + 100]
    return Trouble("yaml-tab", halt.offset, len(tabs) - len(tabs.lstrip("\t")), hint="tabs")


def _wrong_mark(halt: Halt) -> Trouble:
    """`**mot**`, `& co`, `![image](…)`: what looks like an alias, an anchor or a tag and is none."""
    return _first_character(halt, halt.start)


def _first_character(halt: Halt, offset: int) -> Trouble:
    return Trouble(
        "yaml-first-character", offset, values={"character": halt.text[offset]}, hint="quotes-or-block", repair=offset
    )


def _directive(halt: Halt) -> Trouble:
    return Trouble("yaml-directive", halt.start, halt.rest_of_line(halt.start), hint="quotes-if-text")


def _block_header(halt: Halt) -> Trouble:
    """`because: | text`."""
    if halt.character == "\t":
        return _wrong_start(halt)
    return Trouble(
        "yaml-block-header",
        halt.offset,
        halt.rest_of_line(halt.offset),
        {"sign": halt.text[halt.start]},
        "block-text-below",
    )


def _escape(halt: Halt) -> Trouble:
    r"""`"C:\Users"`."""
    start = max(halt.text.rfind("\\", halt.start, halt.offset + 1), halt.start)
    return Trouble(
        "yaml-escape", start, 2, {"escape": halt.text[start : start + 2].rstrip("\n")}, "backslash", repair=start
    )


def _dash(halt: Halt) -> Trouble:
    """`key: - item`."""
    return Trouble("yaml-dash", halt.offset, hint="list-below", repair=halt.offset)


def _flow(halt: Halt) -> Trouble:
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


def _no_content(halt: Halt) -> Trouble:
    return _first_character(halt, halt.offset) if halt.character and halt.character in "-,]}?" else _unreadable(halt)


def _after_value(halt: Halt) -> Trouble:
    """Something where a key or a dash should be: after a value on the same line, or on a line that is not aligned."""
    if halt.quoted:
        return _closed_early(halt)
    if halt.last.__class__ is AliasEvent and halt.after_last:
        return _first_character(halt, halt.last_start)
    if halt.character == ":":
        return Trouble("yaml-empty-key", halt.offset, hint="key-before-colon")
    if (
        halt.last.__class__ in (MappingEndEvent, SequenceEndEvent)
        and halt.text[halt.last_end - 1] in "]}"
        and halt.after_last
    ):
        return Trouble("yaml-after-bracket", halt.offset, halt.rest_of_line(halt.offset), hint="quotes-if-text")
    hint = "indent-block" if halt.last_style in ("|", ">") else "align"
    return Trouble("yaml-indent", halt.offset, halt.word(halt.offset), hint=hint)


def _after_end(halt: Halt) -> Trouble:
    directive = _DIRECTIVE.search(halt.text, 0, halt.offset)
    if directive:  # pure Python reads the directives that it does not know, and then misses a document
        return _directive(replace(halt, start=directive.start()))
    dots = halt.text.rfind("\n...", 0, halt.offset) + 1
    if dots:
        values = {"line": str(halt.text.count("\n", 0, dots) + 1)}
        return Trouble("yaml-after-dots", halt.offset, halt.rest_of_line(halt.offset), values, "dots")
    return Trouble("yaml-after-end", halt.offset, halt.rest_of_line(halt.offset), hint="align")


_EXPLAINED: Final = (
    # words of the context, words of the problem (libyaml's and pure Python's): the first row that fits explains
    ("", "mapping values are not allowed", _colon),
    ("", "could not find expected ':'", _no_colon),
    ("", "unexpected end of stream", _open_quote),
    ("", "unexpected document", _open_quote),
    ("", "that cannot start any token", _wrong_start),
    ("", "violates indentation", _wrong_start),
    ("alias", "", _wrong_mark),
    ("anchor", "", _wrong_mark),
    ("a tag", "", _wrong_mark),
    ("", "tag handle", _wrong_mark),
    ("directive", "", _directive),
    ("", "directive", _directive),
    ("", "incompatible", _directive),
    ("block scalar", "", _block_header),
    ("quoted scalar", "", _escape),
    ("", "sequence entries are not allowed", _dash),
    ("", "mapping keys are not allowed", _wrong_start),
    ("flow mapping", "", _flow),
    ("flow sequence", "", _flow),
    ("", "node content", _no_content),
    ("block mapping", "", _after_value),
    ("block collection", "", _after_value),
    ("", "document start", _after_end),
)
