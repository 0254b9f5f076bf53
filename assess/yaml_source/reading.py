"""Reading a text to its end in spite of its faults.

Parse; where the parser stops, say why, neutralise a character, and parse again.

`because: Oui : car` stops the parser; with that colon neutralised the rest of the file reads as its author meant it,
so the next fault is found in the same run. Where no single character can be blamed, reading ends there and there is
no tree.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from yaml.reader import ReaderError

from assess.model.finding import Finding
from assess.yaml_source.builder import Builder
from assess.yaml_source.events import puller
from assess.yaml_source.nodes import FAULT, Mapping, Mark, Node, Sequence, children
from assess.yaml_source.source import Source, forbidden

_REPAIR: Final = "\U0010fffd"
"""What replaces a neutralised character: private, printable, without meaning in YAML."""
_UNSEEN: Final = "\x85\u2028\u2029\ufeff"
"""Forbidden characters that the parser would take for line ends, or for text."""
_ESCAPE: Final = r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)"
_CODES: Final = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "r": 13, "e": 27, "N": 0x85, "L": 0x2028, "P": 0x2029}
_MAX_REPAIRS: Final = 50
_MAX_EFFORT: Final = 4_000_000
"""How many characters to parse again, at most, after repairs."""
_MAX_CHARACTERS: Final = 20
"""How many forbidden characters to name, at most."""


class Reading(NamedTuple):
    """What reading a text gave."""

    root: Node
    """The tree; None when there is none that can be trusted."""
    root_offset: int
    findings: list[Finding]
    text: str
    """The text, with what was neutralised."""
    folded: bool
    """Whether a list may have been folded into a text."""
    empty: bool
    """Whether the file has no content."""


class _Reader:
    """A text being read: what it has become by repairs, and the faults met."""

    __slots__ = ("_effort", "_line", "_offset", "_repairs", "_source", "findings", "text")

    def __init__(self, source: Source) -> None:
        self._source = source
        self._offset = -1
        """Where the last trouble was."""
        self._line = 0
        """The last line with a trouble."""
        self._repairs = 0
        self._effort = _MAX_EFFORT
        self.text = source.text
        self.findings: list[Finding] = []
        if any(character in self.text for character in _UNSEEN):
            self._mask()

    def build(self) -> Builder:
        """Parse the text, again after each repair."""
        builder = self._once()
        while builder.error is not None and self._repair(builder.error, builder):
            builder = self._once()
        self.findings += builder.findings
        return builder

    def _once(self) -> Builder:
        builder = Builder(self._source)
        builder.build(puller, self.text)
        return builder

    def _repair(self, error: Exception, builder: Builder) -> bool:
        """Say why the parser stopped. Gives whether the fault was neutralised, so that it is worth parsing again."""
        if isinstance(error, (ReaderError, UnicodeEncodeError)) and self._mask():
            return True
        from assess.yaml_source.syntax import diagnose  # few files need it

        trouble = diagnose(error, self.text, builder.last)
        finding = self._source.finding(trouble.name, trouble.offset, trouble.length, values=trouble.values, hint=trouble.hint)
        if finding.place.line > self._line:  # on the same line, it is an effect of the trouble before
            self.findings.append(finding)
            self._line = finding.place.line
        self._repairs += 1
        self._effort -= len(self.text)
        exhausted = self._repairs > _MAX_REPAIRS or self._effort < 0
        if trouble.repair is None or trouble.offset <= self._offset or exhausted:
            return False
        self._offset = trouble.offset
        self.text = self.text[: trouble.repair] + _REPAIR + self.text[trouble.repair + 1 :]
        return True

    def _mask(self) -> bool:
        """Report and neutralise the characters that are not allowed; whether there were any."""
        matches = list(forbidden().finditer(self.text))
        for match in matches[:_MAX_CHARACTERS]:
            values = {"code": f"U+{ord(match.group()):04X}"}
            self.findings.append(self._source.finding("yaml-character", match.start(), values=values, hint="invisible-character"))
        if len(matches) > _MAX_CHARACTERS:
            values = {"count": str(len(matches) - _MAX_CHARACTERS)}
            self.findings.append(self._source.finding("yaml-more-characters", matches[_MAX_CHARACTERS].start(), values=values))
        self.text = forbidden().sub(_REPAIR, self.text)
        return bool(matches)


def read(source: Source) -> Reading:
    """Read *source* as far as it can be."""
    reader = _Reader(source)
    builder = reader.build()
    top, complete = builder.top, builder.complete
    if complete and reader.text is not source.text:
        complete = _withdraw_neutralised(top)
    if complete and "\\" in source.text:
        reader.findings += _withdraw_escaped(top, source)
    root = top[0] if top and complete else None
    empty = builder.complete and (not top or top[0] is None)
    return Reading(root, top.marks[0].index if top else 0, reader.findings, reader.text, builder.folded, empty)


def _withdraw_neutralised(top: Sequence) -> bool:
    """Replace by `FAULT` the texts with neutralised characters.

    Gives whether the tree can still be trusted: not when a key has such a character.
    """
    for node in children(top):
        if isinstance(node, Mapping) and any(_REPAIR in key for key in node):
            return False
        for slot, value, _ in node.slots():
            if isinstance(value, str) and _REPAIR in value:
                node[slot] = FAULT
    return True


def _withdraw_escaped(top: Sequence, source: Source) -> list[Finding]:
    """Replace by `FAULT` the texts with forbidden characters written as escapes, and say so; keys too are looked at."""
    findings = []
    for node in children(top):
        if isinstance(node, Mapping):
            keys = zip(node, node.marks[::2], strict=True)
            findings += [finding for key, mark in keys for finding in _escaped(key, mark, source)]
        for slot, value, mark in node.slots():
            found = _escaped(value, mark, source) if isinstance(value, str) else []
            findings += found
            if found:
                node[slot] = FAULT
    return findings


def _escaped(text: str, mark: Mark, source: Source) -> list[Finding]:
    """The finding about a forbidden character in *text*, written from *mark*: an escape has put it there."""
    if forbidden().search(text) is None:
        return []
    for match in re.compile(_ESCAPE).finditer(source.text, mark.index):
        code = int(match[1] or match[2] or match[3], 16) if match.lastindex else _CODES.get(match[0][1], 0x20)
        if forbidden().match(chr(code)):
            values = {"code": f"U+{code:04X}", "escape": match[0]}
            return [source.finding("yaml-escaped-character", match.start(), len(match[0]), values=values, hint="backslash")]
    return []
