"""Findings for people: the place, the sentence, the line with a caret under what is meant, then what to do about it.

    proposal.yaml:12:5: error: `maturity.trll` does not exist.
       12 |     maturity.trll:
          |     ^^^^^^^^^^^^^
          = expected: a criterion of the rubric
          = did you mean `maturity.trl`?

What comes from a file is made harmless first: a control character is shown by its code, never sent to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from assess.messages import wording
from assess.model.finding import Finding
from assess.reporters.display import visible, width

_COLUMNS: Final = 100
"""How much of a line is shown."""
_BEFORE: Final = 60
"""How much of it before the caret, at most, when it is cut."""
_GUTTER: Final = 5


def render(findings: Iterable[Finding], lang: str) -> str:
    """*findings* in *lang*, in the order given, with an empty line between them; nothing for none."""
    return "\n".join(_block(_harmless(finding), lang) for finding in findings)


def _block(finding: Finding, lang: str) -> str:
    """One finding, each line with its end."""
    place = finding.place
    where = f"{place.path}:{place.line}:{place.column}"
    number = f"{place.line:{_GUTTER}}"
    margin = " " * len(number)
    lines = [f"{where}: {wording.severity(finding, lang)} : " if lang == "fr" else f"{where}: {wording.severity(finding, lang)}: "]
    lines[0] += wording.sentence(finding, lang) + (f" [{finding.check}]" if finding.check else "")
    if finding.line_text.strip():
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
    before, meant = visible(line[first:start]), visible(line[start : min(start + finding.length, last)])
    after = visible(line[start + finding.length : last])
    cut = "…" if first else ""
    text = cut + before + meant + after + ("…" if last < len(line) else "")
    return text, " " * width(cut + before) + "^" * max(1, width(meant))


def _harmless(finding: Finding) -> Finding:
    """*finding* with nothing in its words that could act on a terminal."""
    values = {name: visible(value) for name, value in finding.values.items()}
    words = {lang: visible(text) for lang, text in finding.words.items()}
    return replace(finding.at(visible(finding.place.path)), values=values, words=words, nearest=visible(finding.nearest))
