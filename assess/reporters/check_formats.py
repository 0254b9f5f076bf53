"""The report of `assess check` as other programs read it, a function for each format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from assess.messages import wording
from assess.model.finding import Severity, is_fault
from assess.reporters.report import Found, Report, Rule
from assess.reporters.text import finding_data, harmless, json_object, json_text
from assess.reporters.visible import inert, visible


class _Said:
    """What is said of a finding, harmless to terminals: the check or the message it is known by, its sentence, the remarks after it."""

    def __init__(self, item: Found, lang: str) -> None:
        self.finding = finding = harmless(item.finding)
        self.check = finding.check or finding.id
        self.sentence, self.remarks = wording.sentence(finding, lang), wording.remarks(finding, lang)


def as_json(report: Report) -> str:
    """*report* as a JSON object of ours, a finding a line."""
    counts = {f"{severity.value}s": report.count(severity) for severity in Severity}
    data = {
        "format": 1,
        "fail_on": report.fail_on,
        "tool": {"name": "assess", "version": report.version},
        "files": list(report.files),
        "counts": counts | {"waived": sum(item.count for item in report.waived), "baseline": report.known},
        "findings": [_json_finding(item, report) for item in report.found],
        "waived": [_json_finding(item, report) for item in report.waived],
    }
    return json_object(data) + "\n"


def _json_finding(item: Found, report: Report) -> dict[str, Any]:
    finding = harmless(item.finding)
    fails = finding.severity in report.failing and not item.reason
    data = {"check": finding.check or None, "id": finding.id, "severity": finding.severity.value, "fails": fails}
    data |= finding_data(finding, report.lang) | {"path": item.finding.place.path, "fingerprint": item.fingerprint}
    return data | ({"reason": visible(item.reason), "until": item.until} if item.reason else {})


def as_sarif(report: Report) -> str:
    """*report* as SARIF 2.1.0, a log of one run: every rule with its page, every finding.

    What is waived is left out unless asked for, then as suppressed: readers that know nothing of `suppressions` would take it for open.
    """
    told = (*report.found, *(report.waived if report.show_waived else ()))
    indexes = {rule.id: index for index, rule in enumerate(report.rules)}
    rules = [_rule(rule, report.lang) for rule in report.rules]
    run = {
        "tool": {"driver": {"name": "assess", "semanticVersion": report.version, "rules": rules}},
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
    said = _Said(item, lang)
    told: dict[str, Any] = {"ruleId": said.check}
    if said.check in indexes:
        told["ruleIndex"] = indexes[said.check]
    told |= {
        "level": said.finding.severity.value,
        "message": {"text": " ".join((said.sentence, *(f"({remark})" for remark in said.remarks)))},
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
    said = _Said(item, lang)
    place = said.finding.place
    values = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + said.finding.length),
        "title": said.check,
    }
    properties = ",".join(f"{name}={inert(value).translate(_PROPERTY)}" for name, value in values.items())
    message = inert("\n".join((said.sentence, *said.remarks)))
    return f"::{_COMMANDS[said.finding.severity]} {properties}::{message.translate(_DATA)}\n"


_OF_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_gitlab(report: Report) -> str:
    """*report* as GitLab reads it, a Code Quality report: a JSON array, a finding a line."""
    lines = ",\n".join(" " + json_text(_issue(item, report.lang)) for item in report.found)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _issue(item: Found, lang: str) -> dict[str, object]:
    said = _Said(item, lang)
    return {
        "description": said.sentence,
        "check_name": said.check,
        "fingerprint": item.fingerprint,
        "severity": "blocker" if is_fault(said.finding) else _OF_GITLAB[said.finding.severity],
        "location": {"path": item.finding.place.path, "lines": {"begin": said.finding.place.line}},
    }


_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}
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
    cases = [_case(item, report) for item in items]
    counts = {"tests": max(1, len(cases))}
    counts |= {name: sum(f"<{tag} " in case for case in cases) for name, tag in _COUNTED.items()}
    shown = " ".join(f'{name}="{count}"' for name, count in counts.items())
    cases = cases or [f'  <testcase name="assess check" classname={_quoted(path)}/>\n']
    threshold = f'  <properties><property name="fail-on" value="{report.fail_on}"/></properties>\n'
    return f" <testsuite name={_quoted(path)} {shown}>\n{threshold}{''.join(cases)} </testsuite>\n"


def _case(item: Found, report: Report) -> str:
    """The case of *item*, with the element that says how it ended."""
    said = _Said(item, report.lang)
    finding, at = said.finding, f"{said.finding.place.line}:{said.finding.place.column}"
    text = _escaped("\n".join((f"{finding.place.path}:{at}: {said.sentence}", *said.remarks)))
    if item.reason:
        outcome = f"<skipped message={_quoted(item.reason)}/>"
    elif finding.severity not in report.failing:
        outcome = f"<system-out>{text}</system-out>"
    else:
        tag = "error" if is_fault(finding) else "failure"
        outcome = f'<{tag} type="{finding.severity.value}" message={_quoted(said.sentence)}>{text}</{tag}>'
    name = _quoted(f"{said.check}: {said.sentence} ({at})")
    return f"  <testcase name={name} classname={_quoted(finding.place.path)}>{outcome}</testcase>\n"


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return inert(text).translate(_ESCAPED)
