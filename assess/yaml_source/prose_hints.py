"""Traps that are good YAML and yet not what their author meant: warned about, never refused.

`title: projet #3` is the text `projet`, and a list of dashes under a text without quotes is folded into that text.
Both are silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml
from yaml.events import ScalarEvent

from assess.model.finding import Finding, Severity
from assess.yaml_source.events import Event, puller
from assess.yaml_source.nodes import plain
from assess.yaml_source.source import Source, line_end, shown

_GLUED_HASH: Final = re.compile(r"#(?<=[ \t]#)[^\s#]")
"""A sign glued to what follows, as in `#3`: a comment has a space. It is looked for from the sign, to be fast."""
_CUT: Final = r"[ \t]+(#[^\s#])"
_DASH_LINE: Final = r"\n *(-[^\S\n])"
_GLUED_DASHES: Final = r"-[^\s-][^\n]*\n *-[^\s-]"


def prose_warnings(source: Source, text: str, *, folded: bool) -> list[Finding]:
    """The warnings about *text*, which is that of *source* with what was neutralised.

    Few files need them, so the events are taken a second time here rather than watched in the hot loop.
    """
    if not folded and not _GLUED_HASH.search(text):
        return []
    return [warning for event in _plain_texts(text) for warning in _warnings(source, text, event)]


def _plain_texts(text: str) -> Iterator[Event]:
    """The texts without quotes, and the values that are empty, as far as the parser goes."""
    try:
        for event in iter(puller(text), None):
            if event.__class__ is ScalarEvent and not event.style and isinstance(plain(event.value) or "", str):
                yield event
    except (yaml.YAMLError, ValueError, OverflowError):
        return


def _warnings(source: Source, text: str, event: Event) -> Iterator[Finding]:
    """That a comment cuts the text of *event*, or stands for it; that what looks like a list is part of it."""
    start, end = event.start_mark.index, event.end_mark.index
    if cut := re.compile(_CUT).match(text, end):
        name = "yaml-cut-by-comment" if event.value else "yaml-only-comment"
        length, values = line_end(text, cut.start(1)) - cut.start(1), {"kept": shown(event.value)}
        yield source.finding(name, cut.start(1), length, values=values, severity=Severity.WARNING, hint="quotes-if-text")
    if re.compile(_GLUED_DASHES).match(source.text, start, end):
        yield source.finding("yaml-dash-space", start, severity=Severity.WARNING, hint="dash-space")
    elif dash := re.compile(_DASH_LINE).search(source.text, start, end):
        yield source.finding("yaml-list-in-text", dash.start(1), severity=Severity.WARNING, hint="block-for-list")
