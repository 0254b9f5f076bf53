"""The report of `assess check` as other programs read it, a function for each format."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from assess.messages import expectation, hint, wording
from assess.model.finding import Severity
from assess.reporters.report import Found, Report, Rule
from assess.reporters.text import visible


def as_json(report: Report) -> str:
    """*report* as a JSON object of ours, a finding a line."""
    counts = {f"{severity.value}s": report.count(severity) for severity in Severity}
    head = {
        "format": 1,
        "tool": {"name": "assess", "version": report.version},
        "files": list(report.files),
        "counts": counts | {"waived": len(report.waived), "baseline": report.known},
    }
    parts = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    parts += [_listed("findings", [_json_finding(item, report.lang) for item in report.found])]
    parts += [_listed("waived", [_json_finding(item, report.lang) for item in report.waived])]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _listed(key: str, rows: list[dict[str, Any]]) -> str:
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    return f' "{key}": [\n{lines}\n ]' if rows else f' "{key}": []'


def _json_finding(item: Found, lang: str) -> dict[str, Any]:
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


def as_sarif(report: Report) -> str:
    """*report* as SARIF 2.1.0, a log of one run: every rule with its page, every finding, those that are waived as suppressed."""
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
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.what[lang]},
        "help": {"text": rule.page[lang], "markdown": rule.page[lang]},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(item: Found, indexes: dict[str, int], lang: str) -> dict[str, Any]:
    finding = item.finding
    rule = finding.check or finding.id
    told: dict[str, Any] = {"ruleId": rule}
    if rule in indexes:
        told["ruleIndex"] = indexes[rule]
    message = " ".join((wording.sentence(finding, lang), *(f"({remark})" for remark in wording.remarks(finding, lang))))
    told |= {
        "level": finding.severity.value,
        "message": {"text": message},
        "locations": [{"physicalLocation": _location(item)}],
        "partialFingerprints": {"assess/v1": item.fingerprint},
    }
    if item.reason:
        properties = {"until": item.until}
        told["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": item.reason, "properties": properties}]
    return told


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
    name, safe = (f"file:///{path.lstrip('/')}", "/:") if whole else (path, "/")
    return quote(name, safe, errors="surrogateescape") or "."  # a name need not be UTF-8


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_github(report: Report) -> str:
    """*report* as GitHub workflow commands, a line each: annotations beside the lines of a pull request."""
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


_OF_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_gitlab(report: Report) -> str:
    """*report* as GitLab reads it, a Code Quality report: a JSON array, a finding a line."""
    lines = ",\n".join(" " + json.dumps(_issue(item, report.lang), ensure_ascii=False) for item in report.found)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _issue(item: Found, lang: str) -> dict[str, object]:
    finding = item.finding
    return {
        "description": wording.sentence(finding, lang),
        "check_name": finding.check or finding.id,
        "fingerprint": item.fingerprint,
        "severity": _OF_GITLAB[finding.severity] if finding.check else "blocker",
        "location": {"path": finding.place.path, "lines": {"begin": finding.place.line}},
    }


_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(report: Report) -> str:
    """*report* as JUnit XML: a suite a file, a case a finding; a file without finding has one case, which passes.

    Findings that make the run fail are failures, faults of reading are errors, waived findings are skipped.
    """
    paths = dict.fromkeys((*report.files, *(item.finding.place.path for item in (*report.found, *report.waived))))
    suites = "".join(_suite(path, report) for path in paths)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="assess check">\n{suites}</testsuites>\n'


def _suite(path: str, report: Report) -> str:
    standing = [item for item in report.found if item.finding.place.path == path]
    waived = [item for item in report.waived if item.finding.place.path == path]
    cases = [_case(item, _outcome(item, report), report) for item in standing]
    cases += [_case(item, f"<skipped message={_quoted(item.reason)}/>", report) for item in waived]
    errors = sum("<error" in case for case in cases)
    failures = sum("<failure" in case for case in cases)
    cases = cases or [f'  <testcase name="assess check" classname={_quoted(path)}/>\n']
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}" skipped="{len(waived)}"'
    return f" <testsuite name={_quoted(path)} {counts}>\n{''.join(cases)} </testsuite>\n"


def _outcome(item: Found, report: Report) -> str:
    """The element that says how the case ended."""
    finding = item.finding
    message = wording.sentence(finding, report.lang)
    where = f"{finding.place.path}:{finding.place.line}:{finding.place.column}"
    text = "\n".join((f"{where}: {message}", *wording.remarks(finding, report.lang)))
    if finding.severity not in report.failing:
        return f"<system-out>{_escaped(text)}</system-out>"
    tag = "failure" if finding.check else "error"
    return f'<{tag} type="{finding.severity.value}" message={_quoted(message)}>{_escaped(text)}</{tag}>'


def _case(item: Found, outcome: str, report: Report) -> str:
    finding = item.finding
    name = f"{finding.check or finding.id}: {wording.sentence(finding, report.lang)} ({finding.place.line}:{finding.place.column})"
    return f"  <testcase name={_quoted(name)} classname={_quoted(finding.place.path)}>{outcome}</testcase>\n"


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return _NOT_XML.sub("�", text).translate(_ESCAPED)
