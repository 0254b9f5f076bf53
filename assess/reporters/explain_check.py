"""The page of a check of drafts, as it is written in its file."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from assess.reporters.explain_parts import WIDTH, Line, plain

_PARTS = ("what", "why", "mend")


def check_page(name: str, entry: Mapping[str, Any], lang: str) -> list[Line]:
    """What the check *name* looks for, why, and how to mend what it finds."""
    lines: list[Line] = [((f"{_text(entry, 'title', lang)} [check:{name}]", "title"),)]
    for part in _PARTS:
        folded = textwrap.wrap(plain(_text(entry, part, lang)), WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
        lines += [(), *(((line, ""),) for line in folded)] if folded else []
    return lines


def _text(entry: Mapping[str, Any], key: str, lang: str) -> str:
    found = entry.get(key)
    return str(found.get(lang) or "") if isinstance(found, Mapping) else ""
