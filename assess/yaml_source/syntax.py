"""Why the parser stopped, in our words: its problem and the text around it → one `Trouble`."""

from __future__ import annotations

from typing import Final

from yaml.error import MarkedYAMLError

from assess.yaml_source import troubles
from assess.yaml_source.parser_stop import Halt, Trouble
from assess.yaml_source.refusals import Event

_EXPLAINED: Final = (
    # words of the context, words of the problem (libyaml's and pure Python's): the first row that fits explains
    ("", "mapping values are not allowed", troubles.colon),
    ("", "could not find expected ':'", troubles.no_colon),
    ("", "unexpected end of stream", troubles.open_quote),
    ("", "unexpected document", troubles.open_quote),
    ("", "found unexpected ':'", troubles.unexpected_colon),
    ("", "that cannot start any token", troubles.wrong_start),
    ("", "violates indentation", troubles.wrong_start),
    ("alias", "", troubles.wrong_mark),
    ("anchor", "", troubles.wrong_mark),
    ("a tag", "", troubles.wrong_mark),
    ("", "tag handle", troubles.wrong_mark),
    ("directive", "", troubles.directive),
    ("", "directive", troubles.directive),
    ("", "incompatible", troubles.directive),
    ("block scalar", "", troubles.block_header),
    ("quoted scalar", "", troubles.escape),
    ("", "sequence entries are not allowed", troubles.dash),
    ("", "mapping keys are not allowed", troubles.wrong_start),
    ("flow mapping", "", troubles.flow),
    ("flow sequence", "", troubles.flow),
    ("", "node content", troubles.no_content),
    ("block mapping", "", troubles.after_value),
    ("block collection", "", troubles.after_value),
    ("", "document start", troubles.after_end),
)


def diagnose(error: Exception, text: str, last: Event) -> Trouble:
    """The trouble behind *error*, raised while reading *text* after the event *last*."""
    if not isinstance(error, MarkedYAMLError):
        return Trouble("yaml-unreadable", last.end_mark.index if last else 0)
    offset = error.problem_mark.index if error.problem_mark else 0
    halt = Halt(text, offset, error.context_mark.index if error.context_mark else offset, last)
    for context, problem, explain in _EXPLAINED:
        if context in (error.context or "") and problem in (error.problem or ""):
            return explain(halt)
    return troubles.unreadable(halt)
