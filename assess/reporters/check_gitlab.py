"""The report of `assess check` as GitLab reads it: a Code Quality report."""

from __future__ import annotations

import json

from assess.messages import wording
from assess.model.finding import Severity
from assess.reporters.report import Found, Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report) -> str:
    """*report* as a JSON array, a finding a line."""
    lines = ",\n".join(" " + json.dumps(_issue(item, report.lang), ensure_ascii=False) for item in report.found)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _issue(item: Found, lang: str) -> dict[str, object]:
    finding = item.finding
    return {
        "description": wording.sentence(finding, lang),
        "check_name": finding.check or finding.id,
        "fingerprint": item.fingerprint,
        "severity": _SEVERITIES[finding.severity] if finding.check else "blocker",
        "location": {"path": finding.place.path, "lines": {"begin": finding.place.line}},
    }
