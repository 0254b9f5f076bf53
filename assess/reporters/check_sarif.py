"""The report of `assess check` as SARIF 2.1.0."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from assess.messages import wording
from assess.model.finding import Severity
from assess.reporters.report import Found, Report, Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render(report: Report) -> str:
    """*report* as a log of one run: every rule with its page, every finding, those that are waived as suppressed."""
    indexes = {rule.id: index for index, rule in enumerate(report.rules)}
    driver = {
        "name": "assess",
        "semanticVersion": report.version,
        "rules": [_rule(rule, report.lang) for rule in report.rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": report.lang,
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, indexes, report.lang) for item in (*report.found, *report.waived)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.what[lang]},
        "help": {"text": rule.page[lang], "markdown": rule.page[lang]},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(item: Found, indexes: dict[str, int], lang: str) -> dict[str, Any]:
    finding = item.finding
    rule = finding.check or finding.id
    found: dict[str, Any] = {"ruleId": rule}
    if rule in indexes:
        found["ruleIndex"] = indexes[rule]
    message = " ".join((wording.sentence(finding, lang), *(f"({remark})" for remark in wording.remarks(finding, lang))))
    found |= {
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": _location(item)}],
        "partialFingerprints": {"assess/v1": item.fingerprint},
    }
    if item.reason:
        properties = {"until": item.until}
        found["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": item.reason, "properties": properties}]
    return found


def _location(item: Found) -> dict[str, Any]:
    place = item.finding.place
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + item.finding.length}
    if item.finding.line_text:
        region["snippet"] = {"text": item.finding.line_text[place.column - 1 : place.column - 1 + item.finding.length]}
    return {"artifactLocation": {"uri": _uri(place.path)}, "region": region}


def _uri(path: str) -> str:
    """*path* as a reference: relative to where the run was made, or whole."""
    path = path.replace("\\", "/")
    whole = path.startswith("/") or path[1:3] == ":/"
    return ("file:///" + quote(path.lstrip("/"), safe="/:") if whole else quote(path, safe="/")) or "."
