"""What is said → text, one function for each format. A reporter returns; it never prints.

A new format is a function of what is said, which gives a text or pieces of it, and a line below: where that function is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pkgutil import resolve_name
from typing import Any

SCORE = {
    "table": "assess.reporters.rows:table",
    "json": "assess.reporters.score_json:json_array",
    "jsonl": "assess.reporters.score_json:json_lines",
    "csv": "assess.reporters.rows:csv_file",
}
"""The formats of `assess score`, of `Scores`."""
CHECK = {
    "text": "assess.reporters.text:report",
    "json": "assess.reporters.check_formats:as_json",
    "sarif": "assess.reporters.check_formats:as_sarif",
    "github": "assess.reporters.check_formats:as_github",
    "junit": "assess.reporters.check_formats:as_junit",
    "gitlab": "assess.reporters.check_formats:as_gitlab",
}
"""The formats of `assess check`, of a `Report`."""


def rendered(formats: Mapping[str, str], name: str, said: Any) -> Iterable[str]:
    """*said* in the format *name* of *formats*, in pieces."""
    pieces: str | Iterable[str] = resolve_name(formats[name])(said)
    return (pieces,) if isinstance(pieces, str) else pieces
