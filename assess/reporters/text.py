"""Findings for people: the place, the sentence, the line with a caret under what is meant, then what to do about it.

    proposal.yaml:12:5: error: `maturity.trll` does not exist.
       12 |     maturity.trll:
          |     ^^^^^^^^^^^^^
          = expected: a criterion of the rubric
          = did you mean `maturity.trl`?

What comes from a file is made harmless first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from msgspec.structs import replace

from assess.messages import expectation, label, wording
from assess.model.finding import Finding
from assess.reporters.report import Report
from assess.reporters.visible import inert, is_plain, shown, visible, width
from assess.yaml_source.unseen import spelled

_BOUND: Final = ((r" (?=[:;!?»%])", "\u00a0"), (r"(?<=«) ", "\u00a0"), (r"(?<=\b[LRD]\.) (?=\d)", "\u00a0"), (r"(?<=n°) ", "\u00a0"))
_COMMAND_IN_JSON: Final = re.compile(r"#(?=#\w*\[)")


def json_text(value: Any, **form: Any) -> str:
    """*value* as JSON in which, though it says the same, nothing acts on a terminal or on what reads the log of a job."""
    text = json.dumps(value, ensure_ascii=False, **form)
    text = _COMMAND_IN_JSON.sub(r"\\u0023", text) if "##" in text else text
    return text if is_plain(text) else "".join(json.dumps(sign)[1:-1] if sign != "\n" and shown(sign) != sign else sign for sign in text)


def json_object(data: dict[str, Any]) -> str:
    """*data* as JSON, each key, and each item of its lists of objects, on a line of its own."""
    parts = []
    for key, value in data.items():
        several = isinstance(value, list) and value and isinstance(value[0], dict)
        text = "[\n  " + ",\n  ".join(map(json_text, value)) + "\n ]" if several else json_text(value)
        parts.append(f' "{key}": {text}')
    return "{\n" + ",\n".join(parts) + "\n}"


def bound(text: str) -> str:
    """*text* with no-break spaces where a line may not end in French: around guillemets, before double signs, in « L. 242-5 »."""
    for pattern, instead in _BOUND:
        text = re.sub(pattern, instead, text)
    return text


_COLUMNS: Final = 100
"""How much of a line is shown."""
_BEFORE: Final = 60
"""How much of it before the caret, at most, when it is cut."""
_GUTTER: Final = 5


def render(findings: Iterable[Finding], lang: str) -> str:
    """*findings* in *lang*, in the order given, with an empty line between them; nothing for none."""
    return inert("\n".join(_block(harmless(finding), lang) for finding in findings))


def _block(finding: Finding, lang: str) -> str:
    place, colon = finding.place, " : " if lang == "fr" else ": "
    number = f"{place.line:{_GUTTER}}"
    margin = " " * len(number)
    lines = [f"{place.path}:{place.line}:{place.column}: {label(finding.severity.value, lang)}{colon}"]
    lines[0] += wording.sentence(finding, lang) + (f" [{finding.check}]" if finding.check else "")
    if finding.line_text.strip() or "code" in finding.values:
        text, caret = _excerpt(finding)
        lines += [f"{number} | {text}".rstrip(), f"{margin} | {caret}"]
    lines += [f"{margin} = {remark}" for remark in wording.remarks(finding, lang)]
    return "\n".join(lines) + "\n"


def _excerpt(finding: Finding) -> tuple[str, str]:
    """The line, cut around what is meant when it is long, and the carets under it."""
    line, start = finding.line_text, finding.place.column - 1
    first, last = 0, len(line)
    if last > _COLUMNS:
        first = max(0, min(start - _BEFORE, last - _COLUMNS))
        last = first + _COLUMNS
    show = (lambda text: visible(spelled(text))) if "code" in finding.values else visible
    before, meant = show(line[first:start]), show(line[start : min(start + finding.length, last)])
    after = show(line[start + finding.length : last])
    cut = "…" if first else ""
    text = cut + before + meant + after + ("…" if last < len(line) else "")
    return text, " " * width(cut + before) + "^" * max(1, width(meant))


def harmless(finding: Finding) -> Finding:
    """*finding* with nothing in its words that could act on a terminal."""
    values = {name: visible(value) for name, value in finding.values.items()}
    words = {lang: visible(text) for lang, text in finding.words.items()}
    return replace(finding.at(visible(finding.place.path)), values=values, words=words, nearest=visible(finding.nearest))


def finding_data(finding: Finding, lang: str) -> dict[str, Any]:
    """*finding* as JSON data."""
    place, expected = finding.place, finding.values.get("expected", "")
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "length": finding.length,
        "message": wording.sentence(finding, lang),
        "expected": expectation(expected, lang, finding.values) if expected else None,
        "nearest": finding.nearest or None,
        "hint": wording.advice(finding, lang) or finding.mend.get(lang),
    }


def report(said: Report) -> str:
    """The report of `assess check` for people, first what makes the run fail; nothing when there is nothing to report."""
    return render((item.finding for item in sorted(said.found, key=lambda item: item.finding.severity not in said.failing)), said.lang)
