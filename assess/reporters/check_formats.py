"""The report of `assess check` as other programs read it, a function for each format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from assess.messages import expectation, wording
from assess.model.finding import Severity, is_fault
from assess.reporters.report import Found, Report, Rule
from assess.reporters.text import harmless, inert, json_text, visible


def as_json(report: Report) -> str:
    """*report* as a JSON object of ours, a finding a line."""
    counts = {f"{severity.value}s": report.count(severity) for severity in Severity}
    head = {
        "format": 1,
        "fail_on": report.fail_on,
        "tool": {"name": "assess", "version": report.version},
        "files": list(report.files),
        "counts": counts | {"waived": sum(item.count for item in report.waived), "baseline": report.known},
    }
    parts = [f" {json_text(key)}: {json_text(value)}" for key, value in head.items()]
    parts += [_listed("findings", [_json_finding(item, report) for item in report.found])]
    parts += [_listed("waived", [_json_finding(item, report) for item in report.waived])]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _listed(key: str, rows: list[dict[str, Any]]) -> str:
    lines = ",\n".join("  " + json_text(row) for row in rows)
    return f' "{key}": [\n{lines}\n ]' if rows else f' "{key}": []'


def _json_finding(item: Found, report: Report) -> dict[str, Any]:
    finding, lang = harmless(item.finding), report.lang
    expected = finding.values.get("expected", "")
    data = {
        "check": finding.check or None,
        "id": finding.id,
        "severity": finding.severity.value,
        "fails": finding.severity in report.failing and not item.reason,
        "path": item.finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "length": finding.length,
        "message": wording.sentence(finding, lang),
        "expected": expectation(expected, lang, finding.values) if expected else None,
        "nearest": finding.nearest or None,
        "hint": wording.advice(finding, lang) or finding.mend.get(lang),
        "fingerprint": item.fingerprint,
    }
    return data | ({"reason": visible(item.reason), "until": item.until} if item.reason else {})


def as_sarif(report: Report) -> str:
    """*report* as SARIF 2.1.0, a log of one run: every rule with its page, every finding.

    What is waived is left out unless asked for, then as suppressed: readers that know nothing of `suppressions` would take it for open.
    """
    told = (*report.found, *(report.waived if report.show_waived else ()))
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
        "results": [_result(item, indexes, report.lang) for item in told],
        "properties": {"fail-on": report.fail_on},
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json_text(log, indent=1) + "\n"


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.what[lang]},
        "help": {"text": rule.page[lang], "markdown": rule.page[lang]},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(item: Found, indexes: dict[str, int], lang: str) -> dict[str, Any]:
    finding = harmless(item.finding)
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
        told["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": visible(item.reason), "properties": properties}]
    return told


def _location(item: Found) -> dict[str, Any]:
    place = item.finding.place
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + item.finding.length}
    if item.finding.line_text:
        region["snippet"] = {"text": visible(item.finding.line_text[place.column - 1 : place.column - 1 + item.finding.length])}
    return {"artifactLocation": {"uri": _uri(place.path)}, "region": region}


def _uri(path: str) -> str:
    """*path* as a reference: relative to the root of the checkout, or whole."""
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
    finding = harmless(item.finding)
    place = finding.place
    values = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + finding.length),
        "title": finding.check or finding.id,
    }
    properties = ",".join(f"{name}={inert(value).translate(_PROPERTY)}" for name, value in values.items())
    message = inert("\n".join((wording.sentence(finding, lang), *wording.remarks(finding, lang))))
    return f"::{_COMMANDS[finding.severity]} {properties}::{message.translate(_DATA)}\n"


_OF_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_gitlab(report: Report) -> str:
    """*report* as GitLab reads it, a Code Quality report: a JSON array, a finding a line."""
    lines = ",\n".join(" " + json_text(_issue(item, report.lang)) for item in report.found)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _issue(item: Found, lang: str) -> dict[str, object]:
    finding = harmless(item.finding)
    return {
        "description": wording.sentence(finding, lang),
        "check_name": finding.check or finding.id,
        "fingerprint": item.fingerprint,
        "severity": "blocker" if is_fault(finding) else _OF_GITLAB[finding.severity],
        "location": {"path": item.finding.place.path, "lines": {"begin": finding.place.line}},
    }


_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def as_junit(report: Report) -> str:
    """*report* as JUnit XML: a suite a file, a case a finding; a file without finding has one case, which passes.

    Findings that make the run fail are failures, faults of reading are errors, waived findings are skipped.
    """
    suites: dict[str, list[Found]] = {path: [] for path in report.files}
    for item in (*report.found, *report.waived):
        suites.setdefault(item.finding.place.path, []).append(item)
    body = "".join(_suite(path, items, report) for path, items in suites.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="assess check">\n{body}</testsuites>\n'


def _suite(path: str, items: Iterable[Found], report: Report) -> str:
    cases = [_case(item, _outcome(item, report), report) for item in items]
    counts = {f"{tag}s": sum(f"<{tag} " in case for case in cases) for tag in ("failure", "error")}
    counts = {"tests": max(1, len(cases))} | counts | {"skipped": sum("<skipped " in case for case in cases)}
    shown = " ".join(f'{name}="{count}"' for name, count in counts.items())
    cases = cases or [f'  <testcase name="assess check" classname={_quoted(path)}/>\n']
    threshold = f'  <properties><property name="fail-on" value="{report.fail_on}"/></properties>\n'
    return f" <testsuite name={_quoted(path)} {shown}>\n{threshold}{''.join(cases)} </testsuite>\n"


def _outcome(item: Found, report: Report) -> str:
    """The element that says how the case ended."""
    if item.reason:
        return f"<skipped message={_quoted(item.reason)}/>"
    finding = harmless(item.finding)
    message = wording.sentence(finding, report.lang)
    where = f"{finding.place.path}:{finding.place.line}:{finding.place.column}"
    text = "\n".join((f"{where}: {message}", *wording.remarks(finding, report.lang)))
    if finding.severity not in report.failing:
        return f"<system-out>{_escaped(text)}</system-out>"
    tag = "error" if is_fault(finding) else "failure"
    return f'<{tag} type="{finding.severity.value}" message={_quoted(message)}>{_escaped(text)}</{tag}>'


def _case(item: Found, outcome: str, report: Report) -> str:
    finding = harmless(item.finding)
    name = f"{finding.check or finding.id}: {wording.sentence(finding, report.lang)} ({finding.place.line}:{finding.place.column})"
    return f"  <testcase name={_quoted(name)} classname={_quoted(finding.place.path)}>{outcome}</testcase>\n"


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return inert(text).translate(_ESCAPED)
