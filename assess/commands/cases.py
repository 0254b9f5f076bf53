"""Cases tried on a rubric: `assess rubric check --cases`."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from assess import files, store
from assess.commands.session import Session, complain
from assess.engine.evaluate import Evaluator
from assess.engine.expected import holds
from assess.loading.cases import Bench, Try, load_cases
from assess.loading.proposal import Names, load_proposal
from assess.messages import say
from assess.model.case import Case
from assess.model.exit_codes import DONE, FOUND, INVALID
from assess.model.finding import Finding, Place, Severity
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.reporters.chain import failure
from assess.reporters.visible import inert
from assess.yaml_source.document import read_bytes


class Cases:
    """The cases of files, with the rubrics and proposals that they name, each read once."""

    def __init__(self, session: Session, rubric: Rubric) -> None:
        self.session = session
        self.tries: dict[str, Try | None] = dict.fromkeys(("", rubric.id), Try(rubric, Names.of(rubric)))
        self.evaluators: dict[str, Evaluator] = {}
        self.bases: dict[tuple[str, str], Proposal | None] = {}
        self.findings: list[Finding] = []

    def load(self, path: str) -> list[Case]:
        """The cases of the file *path*; its findings are kept. Raises `FileFault`."""
        folder = Path(path).parent
        bench = Bench(self.rubric, tuple(store.rubric_names()), lambda name, rubric: self.base(folder, name, rubric))
        cases, faults = load_cases(read_bytes(files.read(path), files.shown(path)), bench)
        self.findings += faults
        return cases

    def rubric(self, name: str) -> Try | None:
        """The rubric *name*; empty: the one checked."""
        if name not in self.tries:
            method = self.session.named(name)
            self.findings += self.session.told()
            self.tries[name] = Try(method.evaluator.rubric, method.names) if method else None
        return self.tries[name]

    def base(self, folder: Path, name: str, rubric: str) -> Proposal | None:
        """The proposal *name*, of a path under *folder* or of an example, read under *rubric*; its faults are kept."""
        example = files.shipped("examples") / name / "proposal.yaml"
        path = folder / name if files.there(folder / name) or not example.is_file() else example
        key, tried = (str(path), rubric), self.rubric(rubric)
        if key not in self.bases and tried is not None:
            with suppress(files.FileFault):  # that is said where the case names it
                document = read_bytes(files.read(path), files.shown(path))
                self.bases[key], faults = load_proposal(document, tried.names)
                self.findings += [finding for finding in faults if finding.severity is Severity.ERROR]
        return self.bases.get(key)

    def failures(self, case: Case, lang: str) -> list[str]:
        """What *case* expects in vain, each as a text for people."""
        tried = self.rubric(case.rubric)
        if tried is None:
            raise ValueError(case.rubric)
        if tried.rubric.id not in self.evaluators:
            self.evaluators[tried.rubric.id] = Evaluator(tried.rubric)
        assessment = self.evaluators[tried.rubric.id].assess(case.proposal, case.as_of)
        wrong = [expected for expected in case.expected if not holds(assessment, expected)]
        return [failure(tried.rubric, case, assessment, expected, lang) for expected in wrong]


def try_cases(session: Session, rubric: Rubric, path: str) -> int:
    """Try the cases of *path*, a file or a folder, on *rubric*, the one checked, and say what becomes of them. Gives the exit code.

    A file that is not valid outranks a case that fails.
    """
    lang = session.lang()
    cases, failures, count, failed = Cases(session, rubric), [], 0, 0
    try:
        folder = files.actual(path)
        for name in files.found_in(folder, told=cases.findings) if files.is_folder(Path(folder)) else [path]:
            for case in cases.load(name):
                wrong = cases.failures(case, lang)
                failures += wrong
                count, failed = count + 1, failed + bool(wrong)  # one may fail in several ways
        if not count and not any(finding.severity is Severity.ERROR for finding in cases.findings):
            cases.findings.append(Finding("no-case", Place(files.shown(path))))
    except files.FileFault as fault:
        cases.findings.append(fault.finding)
    complain(cases.findings, lang)
    if failures:
        sys.stderr.write(inert("\n".join(failures)) + "\n")
    values = {"path": files.shown(path), "count": str(count), "failed": str(failed), "passed": str(count - failed)}
    sys.stdout.write(inert(say("cases-tried", lang, values)) + "\n")
    if any(finding.severity is Severity.ERROR for finding in cases.findings):
        return INVALID
    return FOUND if failures else DONE
