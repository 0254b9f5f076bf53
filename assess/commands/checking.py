"""One draft, or one proposal, read from the disk and checked, with the checks at hand: those shipped, and those of a user’s own folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec import Struct

from assess import files, store
from assess.checkout import outside
from assess.checks.fresh import UNREADABLE
from assess.checks.model import Case, Check
from assess.checks.reading import Checks
from assess.checks.running import Outcome, run
from assess.checks.subject import Known, World, subject
from assess.checks.when import scope_of
from assess.commands.drafts import template_finding
from assess.commands.found import found_proposal, is_ours, proposal_of, relative
from assess.commands.session import Read, Session, law_of
from assess.commands.template_origin import own_folder, templates_for
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding, Place, Severity
from assess.model.rubric import Rubric
from assess.model.wording import worded
from assess.reporters.report import Found
from assess.settings import Settings
from assess.store import cached, read_document_of
from assess.study.front_matter import is_draft, keys, language_made, split
from assess.study.study import study
from assess.study.templates import TemplateFault, Templates
from assess.yaml_source.document import Document, decode, read_bytes

NOTHING = Outcome((), (), ())
OUR_FAULT = "file-internal-error"
"""What is said of a file that a fault of ours kept from being checked."""
CHECKS = "checks"
"""The folder of the shipped checks, among the rubrics."""


class CheckSet(Struct, frozen=True):
    """The checks that can be run, in order, and their cases by id; or the faults of their files."""

    checks: tuple[Check, ...]
    cases: dict[str, tuple[Case, ...]]
    findings: tuple[Finding, ...] = ()


def shipped_checks() -> CheckSet:
    """Our own checks. Raises `FileFault`."""
    folder = files.shipped("rubrics") / CHECKS
    return cached(folder, CheckSet, lambda: (read_checks(folder, f"rubrics/{CHECKS}"), ["."]))


def read_checks(folder: Path, label: str, beside: CheckSet | None = None, rubric: Rubric | None = None) -> CheckSet:
    """The checks of the YAML files of *folder*, shown as *label*; *beside*: the checks whose ids are taken. Raises `FileFault`."""
    documents = [read_document_of(folder, name, label) for name in files.yaml_names(folder, ["."])]
    if not documents:
        return CheckSet((), {}, (Finding("rubric-empty", Place(label)),))
    taken = {check.id: f"rubrics/{CHECKS}" for check in beside.checks} if beside else None
    checks = Checks(documents, taken=taken, scope=scope_of(rubric) if rubric else None)
    wrong = any(finding.severity is Severity.ERROR for finding in checks.findings)
    return CheckSet(() if wrong else tuple(checks.checks), {} if wrong else checks.cases, tuple(checks.findings))


class Checked(Struct, frozen=True):
    """What came of one file."""

    path: str
    found: tuple[Found, ...]
    waived: tuple[Found, ...]
    waivers: tuple[tuple[str, int], ...]
    faults: tuple[Finding, ...]
    """What makes the exit code 2, and what else was said when files were read."""
    ids: tuple[tuple[str, str], ...] = ()
    """The path and the id of each proposal that was read for it."""


class Proposed(Struct, frozen=True):
    """A proposal as it is known here; what it is of a draft that has none, or none that can be read."""

    known: Known = Known()
    read: Read | None = None
    day: int = 0


class Checker:
    """Checks file after file, and keeps what several of them share."""

    def __init__(self, session: Session, today: int, *, closed: bool = False) -> None:
        """*today* is an ordinal day; *closed*: strangers may have written what is checked."""
        self.session, self.today, self.closed = session, today, closed
        self._proposals: dict[str, Proposed] = {}
        self._done: set[str] = set()
        """The proposals whose own checks have been run."""
        self._own: dict[Path, CheckSet] = {}
        self._ours: CheckSet | None = None
        self._templates: dict[Path | None, Templates] = {}
        self._faults: list[Finding] = []
        self._ids: list[tuple[str, str]] = []

    def check(self, item: tuple[str, bool]) -> Checked | None:
        """A file, and whether it was named; None when it was found in a folder and is something else."""
        path, named = item
        shown = files.shown(os.path.normpath(path))
        try:
            made = self._proposal(shown, named=named) if path.lower().endswith(files.YAML) else self._draft(shown, named=named)
        except files.FileFault as fault:  # of what lies around it: checks or templates of one's own
            self._faults.append(fault.finding)
            made = NOTHING
        except Exception as error:  # a fault of ours in one file hides nothing of the others
            if os.environ.get("ASSESS_TRACEBACK") == "1":
                raise
            self._faults.append(Finding(OUR_FAULT, Place(shown), {"what": files.shown(f"{type(error).__name__}: {error}"[:300])}))
            made = NOTHING
        if made is None:
            return None
        faults, self._faults = (*self.session.told(), *self._faults), []
        ids, self._ids = tuple(self._ids), []
        return Checked(shown, made.found, made.waived, made.waivers, faults, ids)

    def _rendering(self, known: Known, path: str, lang: str, text: str) -> Callable[[], str]:
        """Gives the draft that would be written to *path*; *text* itself when there is a mistake in a template, which is told."""

        def render() -> str:
            if known.rubric is None or known.proposal is None or known.assessment is None:
                return text
            own = known.proposal.path
            base = self.session.settings(own).base
            if base not in self._templates:
                self._templates[base] = templates_for(self.session, own)
            try:
                named = relative(own, path or "-")
                return study(known.rubric, known.proposal, known.assessment, lang, self._templates[base], named)
            except TemplateFault as fault:
                self._faults.append(template_finding(fault))
                return text

        return render

    def checks(self, path: str) -> CheckSet:
        """The checks for *path*: ours, and those of the settings that hold there."""
        settings = self.session.settings(path)
        if self._ours is None:
            self._ours = shipped_checks()
            self._faults += self._ours.findings
        if not settings.checks:
            return self._ours
        folder = Path(files.actual((settings.base or Path()) / settings.checks))
        if folder not in self._own:
            ours, own = self._ours, read_checks(folder, files.shown(folder), self._ours, self._rubric(settings))
            self._own[folder] = CheckSet((*ours.checks, *own.checks), ours.cases | own.cases, (*ours.findings, *own.findings))
            self._faults += self._own[folder].findings
        return self._own[folder]

    def _rubric(self, settings: Settings) -> Rubric | None:
        """The rubric of *settings*, whose names the conditions of checks may use; None when it cannot be found."""
        method = self.session.named(self.session.chosen_rubric or settings.rubric or store.DEFAULT, settings.base, law_of(settings))
        return method.evaluator.rubric if method is not None else None

    def _proposal(self, path: str, *, named: bool) -> Outcome | None:
        document = None
        if not named and path not in self._proposals:
            document = found_proposal(path)
            if document is None:
                return None
        proposed = self._known(path, document)
        if proposed.read is None or path in self._done:
            return NOTHING
        self._done.add(path)
        lang = proposed.known.proposal.language if proposed.known.proposal else "fr"
        beside, again = _beside(path), self._rendering(proposed.known, "", lang, "")
        world = World(lang, self.today, proposed.day, again, exists=beside, beside=beside, option=_option(path))
        return run(self.checks(path).checks, subject("", "", proposed.known, world))

    def _known(self, path: str, document: Document | None = None) -> Proposed:
        """The proposal *path*, read once, unless it is the *document* already; its faults are told once."""
        if path not in self._proposals:
            try:
                document = document or read_bytes(files.read(path), path)
                read = self.session.read_document(document)
                self._faults += read.findings
                self._proposals[path] = _proposed(document, read)
                self._ids += [(path, read.proposal.id)] if read.proposal else []
            except files.FileFault as fault:
                self._faults.append(fault.finding)
                self._proposals[path] = Proposed()
        return self._proposals[path]

    def _draft(self, path: str, *, named: bool) -> Outcome | None:
        try:
            data = files.read(path)
        except files.FileFault as fault:
            if fault.message != "file-too-large":
                raise
            ours = named or is_ours(path, files.head(path).decode(errors="replace"))
            return self._run(path, "", Proposed(), ("too-large",)) if ours else None
        text, wrong = decode(data, path)
        if not named and not is_ours(path, text):
            return None
        troubles = tuple(finding.id for finding in wrong)
        if wrong and not text:
            return self._run(path, "", Proposed(), troubles)
        target = files.shown(local(proposal_of(path, text)))
        if target and files.there(target):
            return self._run(path, text, self._known(target), troubles)
        trouble = ("outside" if outside(target) else "missing") if target else "unnamed" if is_draft(text) else "damaged"
        return self._run(path, text, Proposed(), (*troubles, trouble))

    def _run(self, path: str, text: str, proposed: Proposed, troubles: tuple[str, ...]) -> Outcome:
        """What the checks find in the draft *text* at *path*."""
        front, own = split(text)[0], proposed.known.proposal
        named = keys(front)
        lang = next((one for one in (language_made(front), named.get("lang")) if one in LANGUAGES), own.language if own else "fr")
        target = own.path if own else ""
        foreign = own_folder(self.session, target) if own else None
        if foreign:
            severity = Severity.WARNING if self.closed else Severity.NOTE
            self._faults.append(Finding("templates-not-ours", Place(files.shown(foreign)), severity=severity))
        world = World(
            lang,
            self.today,
            proposed.day or self._day(named.get("as-of", "")),
            self._rendering(proposed.known, path, lang, text),
            exists=_beside(target or path),
            beside=_beside(path),
            option=_option(target or path),
            foreign=foreign is not None,
            troubles=troubles,
        )
        checks = self.checks(path).checks
        if not text and not {"too-large", "not-text"}.isdisjoint(troubles):
            checks = tuple(check for check in checks if check.id == UNREADABLE)
        made = run(checks, subject(path, text, proposed.known, world), proposal_done=target in self._done)
        self._done.add(target)
        return made

    def _day(self, stated: str) -> int:
        """The day of a draft without proposal: asked for, or *stated* in its front matter, or this one."""
        for text in (self.session.chosen_as_of, stated):
            try:
                return date.fromisoformat(text).toordinal()
            except ValueError:
                continue
        return self.today


def _proposed(document: Document, read: Read) -> Proposed:
    """The proposal of *document*, assessed when it could be read."""
    if read.proposal is None or read.method is None:
        return Proposed(Known(document), read, read.as_of)
    evaluator = read.method.evaluator
    assessment = evaluator.assess(read.proposal, read.as_of)
    return Proposed(
        Known(document, read.proposal, worded(evaluator.rubric, read.proposal, assessment.raised), assessment), read, read.as_of
    )


def local(path: str) -> str:
    """*path* relative to the working directory where it is under it."""
    try:
        relative_path = os.path.relpath(path)
    except ValueError:  # on another drive
        return path
    return path if relative_path.startswith("..") else relative_path


def _beside(path: str) -> Callable[[str], bool | None]:
    """Whether there is a file of a name relative to the folder of *path*; None when it is not to be looked for."""
    folder = os.path.dirname(path)  # noqa: PTH120 - for each of many files

    def there(name: str) -> bool | None:
        whole = os.path.join(folder, name)  # noqa: PTH118 - for each of many files
        return "\0" not in name and (None if outside(whole) else files.there(whole))

    return there


def _option(path: str) -> Callable[[str], str]:
    """What is wrong with a file, named relative to the proposal *path*, as the proposal of one of its options."""

    def wrong(name: str) -> str:
        whole = os.path.normpath(os.path.join(os.path.dirname(path), name))  # noqa: PTH118, PTH120 - `..` as written
        if files.same(whole, path):
            return "option-itself"
        try:
            document = None if files.is_folder(Path(whole)) else found_proposal(whole)
        except files.FileFault:
            document = None
        return "" if document is not None and document.valid and whole.lower().endswith(files.YAML) else "option-other"

    return wrong
