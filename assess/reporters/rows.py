"""Assessments as rows: of a CSV file, for programs, and of a table, for a screen."""

from __future__ import annotations

import csv
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain, zip_longest
from typing import Any, NamedTuple, Protocol

from assess.engine.evaluate import Evaluator
from assess.messages import listed, say
from assess.model.assessment import Assessment, Way
from assess.model.finding import Finding
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric, Value
from assess.model.wording import worded
from assess.reporters.visible import inert

_FORMULA = frozenset("=+-@\t\r")
"""What begins a formula in a spreadsheet."""
_COLUMNS = ("proposal", "pathway", "red-lines", "missing")
_DECIMAL = re.compile(r"-?\d+\.\d+(?:-\d+\.\d+)?")
"""A number, or the ends of an interval."""
_NAME = 34
_PATHWAY = 16
"""The greatest width of a name and the least of a pathway, in the table."""


class Scored(NamedTuple):
    """A proposal read without fault, to be scored."""

    evaluator: Evaluator
    proposal: Proposal
    as_of: int
    lang: str
    """The language of messages."""
    written_in: str
    """That of documents."""


class Scores(Protocol):
    """Proposals to be scored, in order, perhaps by several processes."""

    lang: str
    """The language of messages."""
    width: int
    """The columns of the screen."""
    excel: bool
    """Whether CSV is for a spreadsheet, where people read it."""

    def each(self, make: Callable[[Scored], Any], faults: Callable[[str, tuple[Finding, ...], str], Any] | None = None) -> Iterator[Any]:
        """What the function *make* of a module gives for each; and *faults* for one that cannot be read."""


def row(scored: Scored) -> dict[str, str]:
    """The columns of a CSV line. Several possible values are joined by `|`; what depends on deciding answers is not in it."""
    proposal, rubric = scored.proposal, scored.evaluator.rubric
    head = {
        "path": proposal.path,
        "id": proposal.id,
        "title": proposal.title,
        "technology": "|".join(proposal.technologies),
        "rubric": f"{rubric.id}@{rubric.version}",
        "as_of": date.fromordinal(scored.as_of).isoformat(),
    }
    return head | scored.evaluator.brief(proposal, scored.as_of)


class _Lines:
    """What `csv` writes to: it gives each line back, with the end it has here (`csv` quotes what is in the line end it knows)."""

    def write(self, line: str) -> str:
        return line.removesuffix("\r\n") + "\n"


def csv_file(scores: Scores) -> Iterator[str]:
    """A line for each proposal."""
    if not scores.excel:
        return csv_lines(scores.each(row))
    rows = (
        {name: text.replace(".", ",") if _DECIMAL.fullmatch(text) else text for name, text in cells.items()} for cells in scores.each(row)
    )
    return chain(("\ufeff",), csv_lines(rows, ";"))


def csv_lines(rows: Iterator[dict[str, str]], delimiter: str = ",") -> Iterator[str]:
    """*rows* as CSV (RFC 4180, LF ends), with a header; columns that only a later row has come in a header of their own."""
    written = csv.writer(_Lines(), delimiter=delimiter).writerow
    header: list[str] = []
    for cells in rows:
        if list(cells) != header:
            header = list(cells)
            yield str(written(header))
        yield str(written(map(harmless, cells.values())))


@lru_cache(maxsize=1024)
def harmless(text: str) -> str:
    """*text* for a cell: what a spreadsheet would take for a formula is made text, and nothing acts on a terminal or a job."""
    return "\t".join(map(inert, ("'" + text if text[:1] in _FORMULA else text).split("\t")))


def table(scores: Scores) -> Iterator[str]:
    """An aligned table of at most the width of the screen; the pathway is folded."""
    lang = scores.lang
    rows = list(scores.each(_table_row))
    if not rows:
        return
    if len({cells["proposal"] for cells in rows}) < len(rows):
        rows = [cells | {"proposal": cells["path"]} for cells in rows]
    heads = {name: say(f"table-{name}", lang) for name in _COLUMNS}
    widest = {name: max(len(cells[name]) for cells in (heads, *rows)) for name in _COLUMNS}
    widest["proposal"] = min(widest["proposal"], _NAME)
    used = sum(widest[name] for name in _COLUMNS if name != "pathway") + 2 * (len(_COLUMNS) - 1)
    widest["pathway"] = max(min(widest["pathway"], scores.width - used), _PATHWAY)
    yield from _folded(heads, widest)
    yield "  ".join("-" * widest[name] for name in _COLUMNS) + "\n"
    for cells in rows:
        yield from _folded(cells, widest)


def _table_row(scored: Scored) -> dict[str, str]:
    cells = row(scored)
    rubric = worded(scored.evaluator.rubric, scored.proposal, cells.get("red_lines", "").split("|"))
    ways = [way.partition("/")[::2] for way in cells["pathway"].split("|")] if rubric.pathway else None
    outcome = [name for name in cells.get("outcome", "").split("|") if name]
    counts = {"red-lines": "red_lines", "missing": "missing_safeguards"}
    shown = {name: str(len(cells[column].split("|"))) if cells[column] else "" for name, column in counts.items()}
    return {"path": cells["path"], "proposal": cells["id"], "pathway": _words(rubric, ways, outcome, scored.lang)} | shown


def _folded(cells: dict[str, str], widths: dict[str, int]) -> Iterator[str]:
    for parts in zip_longest(*(textwrap.wrap(cells[name], widths[name]) or [""] for name in _COLUMNS), fillvalue=""):
        line = "  ".join(f"{part:<{widths[name]}}" for name, part in zip(_COLUMNS, parts, strict=True))
        yield inert(line.rstrip()) + "\n"


def pathway_words(rubric: Rubric, assessment: Assessment, lang: str) -> str:
    """The ways that remain, or the outcome, in few words."""
    if assessment.pathway is not None:
        return ways_words(rubric, assessment.pathway.possible, lang)
    return _words(rubric, None, assessment.outcome.possible if assessment.outcome else (), lang)


def ways_words(rubric: Rubric, ways: Iterable[Way], lang: str) -> str:
    """*ways* in few words, those of one action together."""
    return _words(rubric, [(way.action, way.norm) for way in ways], (), lang)


def _words(rubric: Rubric, ways: Iterable[tuple[str, str]] | None, outcome: Iterable[str], lang: str) -> str:
    if ways is None or rubric.pathway is None:
        return f" {say('or', lang)} ".join(_word(rubric.outcome.values, name, lang) for name in outcome) if rubric.outcome else ""
    actions: dict[str, list[str]] = {}
    for action, norm in ways:
        actions.setdefault(action, []).append(rubric.pathway.norm_words(norm, action)[lang] if norm else "")
    parts = [f"{_word(rubric.pathway.actions, action, lang)} {listed(norms, lang, 'or')}".strip() for action, norms in actions.items()]
    return ("\u00a0; " if lang == "fr" else "; ").join(parts)


def _word(values: tuple[Value, ...], name: str, lang: str) -> str:
    return next(value.text[lang] for value in values if value.id == name)
