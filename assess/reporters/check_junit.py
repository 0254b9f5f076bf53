"""The report of `assess check` as JUnit XML: a suite a file, a case a finding; a file without finding has one case, which passes."""

from __future__ import annotations

import re

from assess.messages import wording
from assess.reporters.report import Found, Report

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """*report* as XML: findings that make the run fail are failures, faults of reading are errors, waived findings are skipped."""
    paths = dict.fromkeys((*report.files, *(item.finding.place.path for item in (*report.found, *report.waived))))
    suites = "".join(_suite(path, report) for path in paths)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="assess check">\n{suites}</testsuites>\n'


def _suite(path: str, report: Report) -> str:
    found = [item for item in report.found if item.finding.place.path == path]
    waived = [item for item in report.waived if item.finding.place.path == path]
    cases = [_case(item, _outcome(item, report), report) for item in found]
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
