"""`assess score`: assessments as a table, JSON, JSON lines or CSV."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from assess import reporters
from assess.commands.many import barren, candidates, shared_ids, spread
from assess.commands.session import Session, complain, refused
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding, Place, is_fault
from assess.reporters.rows import Scored
from assess.terminal import out_width, progress

CHUNK = 32
"""How many files a worker takes at a time."""
Faults = Callable[[str, tuple[Finding, ...], str], Any]
Work = Callable[[Session, tuple[str, bool]], "Result | None"]


def score(session: Session, paths: list[str], form: str, *, excel: bool, jobs: int | None, quiet: bool) -> int:
    """Score the proposals of *paths* in the format *form* on stdout, *excel*: for a spreadsheet. Gives the exit code."""
    if excel and form != "csv":
        return refused([Finding("excel-without-csv", Place("--excel"), {"found": form})], session.lang())
    jobs = jobs or session.settings(paths[0]).jobs or 1
    proposals = Proposals(session, paths, jobs, excel=excel, quiet=quiet)
    sys.stdout.writelines(reporters.rendered(reporters.SCORE, form, proposals))
    sys.stdout.flush()
    return INVALID if proposals.faulty else DONE


class Proposals:
    """The proposals of some paths, scored as a format asks for them; what is wrong with them goes to stderr."""

    def __init__(self, session: Session, paths: list[str], jobs: int, *, excel: bool, quiet: bool) -> None:
        self.session, self.paths, self.jobs, self.excel, self.quiet = session, paths, jobs, excel, quiet
        self.lang, self.width = session.lang(), out_width()
        self.faulty = False
        """Whether a proposal could not be scored, or there was none."""

    def each(self, make: Callable[[Scored], Any], faults: Faults | None = None) -> Iterator[Any]:
        """What *make* gives for each proposal without fault, and *faults* for the others."""
        seen: list[str] = []
        ids: list[tuple[str, str]] = []
        for result in progress(self._results(partial(_scored, make, faults)), self.session.lang, quiet=self.quiet):
            if result is None:
                continue
            seen.append(result.path)
            ids += [(result.path, result.id)] if result.id else []
            if result.findings:
                complain(result.findings, self.session.lang(result.path))
            self.faulty |= not result.sound
            if result.sound or faults:
                yield result.made
        complain(list(shared_ids(ids)), self.lang)
        self.faulty |= not seen
        complain(barren("no-proposal", self.paths, seen), self.lang)

    def _results(self, work: Work) -> Iterator[Result | None]:
        session, (found, told) = self.session, candidates(self.paths)
        complain(told, self.lang)
        self.faulty |= any(map(is_fault, told))
        if self.jobs == 1:
            return map(partial(work, session), found)
        options = (session.chosen_lang, session.chosen_rubric, session.chosen_as_of, work)
        return spread(_worker, options, found, jobs=self.jobs, chunk=CHUNK)


class Result(NamedTuple):
    """What was made of a file."""

    path: str
    made: Any
    findings: tuple[Finding, ...]
    sound: bool = True
    id: str = ""
    """That of the proposal, when it could be read."""


def _scored(make: Callable[[Scored], Any], faults: Faults | None, session: Session, item: tuple[str, bool]) -> Result | None:
    """What *make* or *faults* gives for a path, named or found in a folder; None for what is no proposal."""
    path, named = item
    read = session.read(path) if named else session.read_if_proposal(path)
    if read is None:
        return None
    lang = session.lang(read.path)
    if read.proposal is None or read.method is None:
        return Result(read.path, faults(read.path, read.findings, lang) if faults else None, read.findings, sound=False)
    scored = Scored(read.method.evaluator, read.proposal, read.as_of, lang, session.chosen_lang or read.proposal.language)
    return Result(read.path, make(scored), read.findings, id=read.proposal.id)


def _worker(lang: str, rubric: str, as_of: str, work: Work) -> Callable[[tuple[str, bool]], Result | None]:
    return partial(work, Session(lang, rubric, as_of))
