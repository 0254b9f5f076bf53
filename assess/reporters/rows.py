"""Assessments as rows: of a CSV file, for programs, and of a table, for a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from assess.messages import say
from assess.model.assessment import Assessment, Way
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric, Value

if TYPE_CHECKING:
    from assess.engine.evaluate import Evaluator


def row(evaluator: Evaluator, proposal: Proposal, as_of: int) -> dict[str, str]:
    """The columns of a CSV line. Several possible values are joined by `|`; what depends on deciding answers is not in it."""
    brief = evaluator.brief(proposal, as_of)
    found = {
        "path": proposal.path,
        "id": proposal.id,
        "title": proposal.title,
        "technology": proposal.technology,
        "rubric": f"{evaluator.rubric.id}@{evaluator.rubric.version}",
        "as_of": date.fromordinal(as_of).isoformat(),
    }
    return found | brief


def csv_lines(rows: Iterator[dict[str, str]]) -> Iterator[str]:
    """*rows* as CSV (RFC 4180, LF ends), with a header; columns that only a later row has come in a header of their own."""
    header: list[str] = []
    for found in rows:
        if list(found) != header:
            header = list(found)
            yield ",".join(header) + "\n"
        yield ",".join([_same_cell(text) if len(text) < _SHORT else cell(text) for text in found.values()]) + "\n"


def cell(text: str) -> str:
    """*text* quoted where CSV needs it; what a spreadsheet would take for a formula is made text."""
    if text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        text = "'" + text
    if '"' in text or "," in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


_SHORT = 16
_same_cell = lru_cache(maxsize=512)(cell)
"""`cell`, for short texts: most come again and again."""


def screen_row(evaluator: Evaluator, proposal: Proposal, as_of: int, lang: str) -> dict[str, str]:
    """The cells of a line of the table."""
    found = evaluator.outline(proposal, as_of)
    return {
        "proposal": proposal.id,
        "pathway": _words(evaluator.rubric, found.ways, found.outcome, lang),
        "red-lines": str(len(found.red_lines)) if found.red_lines else "",
        "missing": str(len(found.missing)) if found.missing else "",
    }


def pathway_words(rubric: Rubric, assessment: Assessment, lang: str) -> str:
    """The ways that remain, or the outcome, in few words."""
    possible = assessment.pathway.possible if assessment.pathway else None
    return _words(rubric, possible, assessment.outcome.possible if assessment.outcome else (), lang)


def _words(rubric: Rubric, ways: Iterable[Way] | None, outcome: tuple[str, ...], lang: str) -> str:
    if ways is None or rubric.pathway is None:
        return _or(lang).join(_word(rubric.outcome.values, name, lang) for name in outcome) if rubric.outcome else ""
    actions: dict[str, list[str]] = {}
    for way in ways:
        actions.setdefault(way.action, []).append(_word(rubric.pathway.norms, way.norm, lang) if way.norm else "")
    parts = [f"{_word(rubric.pathway.actions, action, lang)} {listed(norms, lang)}".strip() for action, norms in actions.items()]
    return " ; ".join(parts)


def listed(words: list[str], lang: str) -> str:
    """*words* with commas, and « ou » before the last."""
    return _or(lang).join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _or(lang: str) -> str:
    return f" {say('or', lang)} "


def _word(values: tuple[Value, ...], name: str, lang: str) -> str:
    return next(value.text[lang] for value in values if value.id == name)


def table_lines(rows: list[dict[str, str]], lang: str, width: int) -> Iterator[str]:
    """*rows* as an aligned table of at most *width* columns; the pathway is folded."""
    import textwrap

    columns = ("proposal", "pathway", "red-lines", "missing")
    heads = {name: say(f"table-{name}", lang) for name in columns}
    widest = {name: max([len(heads[name]), *(len(found[name]) for found in rows)]) for name in columns}
    widest["proposal"] = min(widest["proposal"], 34)
    used = sum(widest[name] for name in columns if name != "pathway") + 2 * (len(columns) - 1)
    widest["pathway"] = max(min(widest["pathway"], width - used), 16)
    for found in [heads, *rows]:
        cells = {name: textwrap.wrap(found[name], widest[name]) or [""] for name in columns}
        for at in range(max(map(len, cells.values()))):
            line = "  ".join(f"{(cells[name][at] if at < len(cells[name]) else ''):<{widest[name]}}" for name in columns)
            yield line.rstrip() + "\n"
        if found is heads:
            yield "  ".join("-" * widest[name] for name in columns) + "\n"
