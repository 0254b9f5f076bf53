"""The events of a YAML text: from libyaml when PyYAML has it, else from pure Python (the same, six times slower)."""

from __future__ import annotations

from collections.abc import Callable

import yaml

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    CParser = None  # type: ignore[assignment, misc]

LIBYAML: bool = CParser is not None
"""Whether the fast parser is there."""


def puller(text: str) -> Callable[[], yaml.Event | None]:
    """A function that gives the next event of *text*, and None after the last.

    It raises `yaml.YAMLError` where the text is not YAML; in pure Python also `ValueError` for an impossible
    character code.
    """
    if LIBYAML:
        return CParser(text).get_event
    return yaml.SafeLoader(text).get_event
