"""The report of `assess check` as GitHub workflow commands: annotations beside the lines of a pull request."""

from __future__ import annotations

from assess.messages import wording
from assess.model.finding import Severity
from assess.reporters.report import Found, Report
from assess.reporters.text import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(report: Report) -> str:
    """*report*, a command a line."""
    return "".join(_command(item, report.lang) for item in report.found)


def _command(item: Found, lang: str) -> str:
    finding = item.finding
    place = finding.place
    values = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + finding.length),
        "title": finding.check or finding.id,
    }
    properties = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in values.items())
    message = "\n".join(visible(line) for line in (wording.sentence(finding, lang), *wording.remarks(finding, lang)))
    return f"::{_COMMANDS[finding.severity]} {properties}::{message.translate(_DATA)}\n"
