"""The report of `assess check` for people: the line, a caret under what is meant, how to put it right."""

from __future__ import annotations

from assess.reporters import text
from assess.reporters.report import Report


def render(report: Report) -> str:
    """*report* as text; nothing when there is nothing to report."""
    return text.render((item.finding for item in report.found), report.lang)
