"""The report of `assess check` as JSON."""

from __future__ import annotations

import json
from typing import Any

from assess.messages import expectation, hint, wording
from assess.model.finding import Severity
from assess.reporters.report import Found, Report

FORMAT = 1


def render(report: Report) -> str:
    """*report* as a JSON object, a finding a line."""
    counts = {f"{severity.value}s": report.count(severity) for severity in Severity}
    head = {
        "format": FORMAT,
        "tool": {"name": "assess", "version": report.version},
        "files": list(report.files),
        "counts": counts | {"waived": len(report.waived), "baseline": report.known},
    }
    parts = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    parts += [_listed("findings", [_finding(item, report.lang) for item in report.found])]
    parts += [_listed("waived", [_finding(item, report.lang) for item in report.waived])]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _listed(key: str, rows: list[dict[str, Any]]) -> str:
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    return f' "{key}": [\n{lines}\n ]' if rows else f' "{key}": []'


def _finding(item: Found, lang: str) -> dict[str, Any]:
    finding = item.finding
    expected = finding.values.get("expected", "")
    data = {
        "check": finding.check or None,
        "id": finding.id,
        "severity": finding.severity.value,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "length": finding.length,
        "message": wording.sentence(finding, lang),
        "expected": expectation(expected, lang, finding.values) if expected else None,
        "nearest": finding.nearest or None,
        "hint": hint(finding.hint, lang) if finding.hint else finding.mend.get(lang),
        "fingerprint": item.fingerprint,
    }
    return data | ({"reason": item.reason, "until": item.until} if item.reason else {})
