"""`assess score`: assessments as a table, JSON, JSON lines or CSV."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from assess.commands.session import Read, Session, candidates, complain
from assess.engine.evaluate import Evaluator
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding
from assess.model.proposal import Proposal
from assess.reporters.assessment_json import assessment_data, findings_data

FORMATS = ("table", "json", "jsonl", "csv")
CHUNK = 32
"""How many files a worker takes at a time."""


def score(session: Session, paths: list[str], form: str, jobs: int, *, quiet: bool) -> int:
    """Score the proposals of *paths* in the format *form* on stdout. Gives the exit code."""
    writer = {"table": _table, "json": _json, "jsonl": _jsonl, "csv": _csv}[form]
    session.digests = form in ("json", "jsonl")
    outcome = Outcome(session, quiet=quiet)
    outcome.write(writer(outcome.rows(paths, _MAKERS[form], jobs), session))
    return outcome.code()


class Outcome:
    """What has been scored so far, and whether a proposal could not be read."""

    def __init__(self, session: Session, *, quiet: bool) -> None:
        """Nothing yet."""
        self.session, self.quiet = session, quiet
        self.faulty = False
        self.seen = 0

    def write(self, pieces: Iterable[str]) -> None:
        """Send *pieces* to stdout."""
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()

    def code(self) -> int:
        """The exit code."""
        return INVALID if self.faulty else DONE

    def rows(self, paths: list[str], make: str, jobs: int) -> Iterator[Any]:
        """What *make* gives for each proposal, in order; the findings go to stderr."""
        from assess.terminal import progress

        found = candidates(paths)
        items = _parallel(self.session, found, make, jobs) if jobs > 1 else (_one(self.session, item, make) for item in found)
        for scored in progress(items, self.session.lang, quiet=self.quiet):
            if scored is None:
                continue
            path, row, findings = scored
            self.seen += 1
            if findings:
                complain(findings, self.session.lang(path))
            self.faulty |= row is None or "findings" in row
            if row is not None:
                yield row
        if not self.seen:
            self.faulty = True
            from assess.model.finding import Place

            complain([Finding("no-proposal", Place(path)) for path in paths], self.session.lang())


Scored = tuple[str, Any, tuple[Finding, ...]]


def _one(session: Session, item: tuple[str, bool], make: str) -> Scored | None:
    path, named = item
    read = session.read(path) if named else session.read_if_proposal(path)
    if read is None:
        return None
    if read.proposal is None or read.method is None:
        return read.path, MAKE[make](session, read) if make == "data" else None, read.findings
    return read.path, MAKE[make](session, read), read.findings


def _parallel(session: Session, found: Iterator[tuple[str, bool]], make: str, jobs: int) -> Iterator[Scored | None]:
    from assess.commands.parallel import spread

    options = (session.chosen_lang, session.chosen_rubric, session.chosen_as_of, make, session.digests)
    return spread(_work, found, _start_worker, options, jobs=jobs, chunk=CHUNK)


_worker: list[Any] = []


def _start_worker(lang: str, rubric: str, as_of: str, make: str, digests: bool) -> None:  # noqa: FBT001 - as a pool passes it
    _worker[:] = [Session(lang, rubric, as_of, digests=digests), make]


def _work(item: tuple[str, bool]) -> Scored | None:
    return _one(_worker[0], item, _worker[1])


def _data(session: Session, read: Read) -> dict[str, Any]:
    lang = session.lang(read.path)
    if read.proposal is None or read.method is None:
        return findings_data(read.path, read.findings, lang)
    evaluator = read.method.evaluator
    assessment = evaluator.assess(read.proposal, read.as_of)
    return assessment_data(read.proposal, evaluator.rubric, assessment, session.chosen_lang or read.proposal.language)


def _row(_: Session, read: Read) -> dict[str, str]:
    from assess.reporters.rows import row

    evaluator, proposal = _sound(read)
    return row(evaluator, proposal, read.as_of)


def _screen(session: Session, read: Read) -> dict[str, str]:
    from assess.reporters.rows import screen_row

    evaluator, proposal = _sound(read)
    return screen_row(evaluator, proposal, read.as_of, session.lang(read.path))


def _sound(read: Read) -> tuple[Evaluator, Proposal]:
    """The two parts of a reading without fault."""
    if read.proposal is None or read.method is None:
        raise ValueError(read.path)
    return read.method.evaluator, read.proposal


MAKE: dict[str, Callable[[Session, Read], dict[str, Any]]] = {"data": _data, "row": _row, "screen": _screen}
_MAKERS = {"table": "screen", "json": "data", "jsonl": "data", "csv": "row"}


def _json(rows: Iterator[dict[str, Any]], _: Session) -> Iterator[str]:
    first, second = next(rows, None), next(rows, None)
    written = json.JSONEncoder(ensure_ascii=False).encode
    if second is None:
        yield "[]\n" if first is None else _spread(first, written) + "\n"
        return
    yield "[\n" + _spread(first or {}, written)
    yield ",\n" + _spread(second, written)
    for row in rows:
        yield ",\n" + _spread(row, written)
    yield "\n]\n"


def _spread(data: dict[str, Any], written: Callable[[Any], str]) -> str:
    """*data* with each of its keys, and each item of its lists, on a line of its own; *written* gives a value on one line."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inner = "[\n  " + ",\n  ".join(map(written, value)) + "\n ]"
        else:
            inner = written(value)
        parts.append(f' "{key}": {inner}')
    return "{\n" + ",\n".join(parts) + "\n}"


def _jsonl(rows: Iterator[dict[str, Any]], _: Session) -> Iterator[str]:
    written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return (written(row) + "\n" for row in rows)


def _csv(rows: Iterator[dict[str, str]], _: Session) -> Iterator[str]:
    from assess.reporters.rows import csv_lines

    return csv_lines(rows)


def _table(rows: Iterator[dict[str, str]], session: Session) -> Iterator[str]:
    from assess.reporters.rows import table_lines
    from assess.terminal import out_width

    found = list(rows)
    return table_lines(found, session.lang(), out_width()) if found else iter(())
