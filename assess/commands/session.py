"""What a run has at hand: its language, its settings, the rubrics it has loaded, and the findings it has made."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from assess import files, store
from assess.checkout import outside
from assess.commands.found import draft_given, found_proposal
from assess.engine.evaluate import Evaluator
from assess.loading.proposal import LeftAside, Names, load_proposal, rubric_named
from assess.model.assessment import Assessment
from assess.model.exit_codes import INVALID
from assess.model.finding import Finding, Place, Severity
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.model.wording import worded
from assess.reporters.text import render
from assess.settings import Settings, settings_for
from assess.terminal import language
from assess.yaml_source.document import Document, read_bytes
from assess.yaml_source.nearest import nearest
from assess.yaml_source.source import shown as quoted
from assess.yaml_source.unseen import cleaned, spelled


class Method(Struct, frozen=True):
    """A rubric ready to be used."""

    evaluator: Evaluator
    names: Names
    folder: Path


class Read(NamedTuple):
    """A proposal and the method that applies to it, or None; and every finding."""

    path: str
    proposal: Proposal | None
    method: Method | None
    as_of: int
    findings: tuple[Finding, ...]


class Assessed(NamedTuple):
    """A proposal that could be read, and what its rubric concludes of it."""

    rubric: Rubric
    proposal: Proposal
    assessment: Assessment


class Session:
    """One run of a command."""

    def __init__(self, lang: str = "", rubric: str = "", as_of: str = "", templates: str = "") -> None:
        """Keep what the command line chose; empty: not chosen."""
        self.chosen_lang, self.chosen_rubric, self.chosen_as_of, self.chosen_templates = lang, rubric, as_of, templates
        self._methods: dict[tuple[Path, ...], Method | None] = {}
        """The rubrics opened, by their folder and the folders of law added to them."""
        self._settings: dict[str, Settings] = {}
        self._langs: dict[str, str] = {}
        """The language to speak, by that of the settings."""
        self._found: dict[tuple[str, str], Path | None] = {}
        self._told: list[Finding] = []

    def settings(self, path: str) -> Settings:
        """The settings beside or above *path*, read once for a folder; their faults are told once."""
        folder = os.path.dirname(path)  # noqa: PTH120 - for each of many files
        if folder not in self._settings:
            self._settings[folder] = settings = settings_for(Path(path))
            self._told += settings.findings
        return self._settings[folder]

    def lang(self, path: str = ".") -> str:
        """The language of messages."""
        configured = self.settings(path).lang
        if configured not in self._langs:
            self._langs[configured] = language(self.chosen_lang, configured)
        return self._langs[configured]

    def told(self) -> list[Finding]:
        """The findings about settings and rubrics so far, each given once."""
        told, self._told = self._told, []
        return told

    def method(self, document: Document, settings: Settings) -> Method | None:
        """The rubric for the proposal *document*, ready; None when there is a fault in it, which is told."""
        name = self.chosen_rubric or _own_rubric(document, settings)
        folder = self._folder(document, settings, name, chosen=bool(self.chosen_rubric))
        if folder is None:
            self._told.append(self._no_rubric(document, name))
            return None
        return self.open(folder, law_of(settings))

    def _folder(self, document: Document, settings: Settings, name: str, *, chosen: bool) -> Path | None:
        """The folder of the rubric *name*, relative to the file of *document* unless it was *chosen* on the command line."""
        key = (name, "" if chosen else os.path.dirname(document.path))  # noqa: PTH120 - for each of many files
        if key not in self._found:
            base = None if chosen else Path(key[1])
            self._found[key] = store.find_rubric(name, base) or (store.find_rubric(name, settings.base) if settings.base else None)
        return self._found[key]

    def _aside(self, document: Document, settings: Settings, used: Method) -> LeftAside | None:
        """What takes the answers for the proposal’s own rubric, when the command line chose another."""
        if not self.chosen_rubric:
            return None
        own = self._folder(document, settings, _own_rubric(document, settings), chosen=False)
        if own is None or own == used.folder:
            return None

        def names() -> Names | None:
            method = self.open(own, law_of(settings))
            return method.names if method else None

        return LeftAside(names, used.evaluator.rubric.id)

    def default(self) -> Method | None:
        """The rubric chosen, or that of the settings here, or the default one; None when there is a fault in it, which is told."""
        name = self.chosen_rubric or self.settings(".").rubric or store.DEFAULT
        if store.find_rubric(name) is None:
            self._told.append(unknown_rubric(name))
        return self.named(name, law=law_of(self.settings(".")))

    def named(self, name: str, base: Path | None = None, law: Sequence[Path] = ()) -> Method | None:
        """The rubric *name*, relative to *base*, ready; None when it cannot be found, or there is a fault in it, which is told."""
        folder = store.find_rubric(name, base)
        return self.open(folder, law) if folder is not None else None

    def open(self, folder: Path, law: Sequence[Path] = ()) -> Method | None:
        """The rubric of *folder* with the folders of *law*, ready, read once; None when there is a fault in it, which is told."""
        key = (folder, *law)
        if key not in self._methods:
            try:
                loaded = store.load_rubric_of(folder, law)
            except files.FileFault as fault:
                loaded = store.Loaded(None, (fault.finding,))
            self._told += loaded.findings
            rubric = loaded.rubric
            self._methods[key] = Method(Evaluator(rubric), Names.of(rubric), folder) if rubric is not None else None
        return self._methods[key]

    def _no_rubric(self, document: Document, name: str) -> Finding:
        values = {"found": quoted(name), "expected": "rubric"}
        near = nearest(cleaned(name), store.rubric_names())
        own = not self.chosen_rubric
        message = "path-outside" if own and outside(Path(document.path).parent / name) else "unknown-rubric"
        if own and rubric_named(document) == name:
            offset = document.text.find(name, max(document.text.find("\nrubric:"), 0))
            return document.source.finding(message, offset, len(name), values=values, nearest=near)
        return Finding(message, Place(document.path), values | {"found": spelled(values["found"])}, nearest=near)

    def read(self, path: str) -> Read:
        """The proposal of the file *path* with the rubric that applies to it."""
        path = files.plain(path)
        try:
            document = read_bytes(files.read(path), files.shown(path))
        except files.FileFault as fault:
            return _unread(path, fault.finding)
        draft = draft_given(path, document)
        return _unread(path, draft) if draft else self.read_document(document)

    def assessed(self, path: str) -> Assessed | None:
        """The proposal of the file *path*, assessed; None when there is a fault in it. What there is to say of it goes to stderr."""
        read = self.read(path)
        complain(read.findings, self.lang(path))
        if read.proposal is None or read.method is None:
            return None
        evaluator = read.method.evaluator
        assessment = evaluator.assess(read.proposal, read.as_of)
        return Assessed(worded(evaluator.rubric, read.proposal, assessment.raised), read.proposal, assessment)

    def read_if_proposal(self, path: str) -> Read | None:
        """The proposal of the file *path*, found in a folder; None when it is something else."""
        try:
            document = found_proposal(path)
        except files.FileFault as fault:
            return _unread(path, fault.finding)
        return self.read_document(document) if document else None

    def read_document(self, document: Document) -> Read:
        """The proposal of *document*."""
        path = document.path
        settings = self.settings(path)
        as_of, findings = self._as_of(settings)
        wrong = document.root is None or any(finding.severity is Severity.ERROR for finding in settings.findings)
        method = None if wrong else self.method(document, settings)
        if method is None:
            return Read(path, None, None, as_of, (*self.told(), *findings, *document.findings))
        digest = sha256(document.text.encode(errors="surrogatepass")).hexdigest()
        proposal, faults = load_proposal(document, method.names, digest, self._aside(document, settings, method))
        every = (*self.told(), *findings, *faults)
        wrong = any(finding.severity is Severity.ERROR for finding in every)
        return Read(path, None if wrong else proposal, method, as_of or (proposal.day if proposal else 0), every)

    def _as_of(self, settings: Settings) -> tuple[int, list[Finding]]:
        wanted = self.chosen_as_of or settings.as_of
        try:
            return date.fromisoformat(wanted).toordinal() if wanted else 0, []
        except ValueError:
            return 0, [Finding("bad-date", Place("--as-of"), {"found": spelled(wanted)})]


def _unread(path: str, finding: Finding) -> Read:
    return Read(files.shown(path), None, None, 0, (finding,))


def law_of(settings: Settings) -> tuple[Path, ...]:
    """The folders of law that a service adds."""
    return tuple(Path(files.actual((settings.base or Path()) / folder)) for folder in settings.law)


def _own_rubric(document: Document, settings: Settings) -> str:
    """The name of the rubric that the proposal *document* is written for."""
    return rubric_named(document) or settings.rubric or store.DEFAULT


def refused(findings: Sequence[Finding], lang: str) -> int:
    """Say on stderr the *findings* that end a command; gives its exit code."""
    complain(findings, lang)
    return INVALID


def complain(findings: Sequence[Finding], lang: str) -> None:
    """Say *findings* on stderr."""
    if findings:
        sys.stderr.write(render(findings, lang) + "\n")


def today_or(asked: str, option: str) -> tuple[int, list[Finding]]:
    """The day *asked* for by *option*, else that of `SOURCE_DATE_EPOCH`, else that of the system; and what is wrong with it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if asked:
            return date.fromisoformat(asked).toordinal(), []
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC).toordinal(), []
    except (ValueError, OverflowError, OSError):
        if asked:
            return 1, [Finding("bad-date", Place(option), {"found": asked})]
        return 1, [Finding("bad-epoch", Place("SOURCE_DATE_EPOCH"), {"found": epoch})]
    return date.today().toordinal(), []  # noqa: DTZ011 - the day where people are


def unknown_rubric(name: str) -> Finding:
    """What to say of the rubric *name*, which is not at hand."""
    values = {"found": spelled(name), "expected": "rubric"}
    return Finding("unknown-rubric", Place(name), values, nearest=nearest(cleaned(name), store.rubric_names()))
