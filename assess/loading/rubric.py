"""A rubric read from the documents of its files: the whole model, or the findings that say why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from msgspec.structs import replace

from assess.conditions.grammar import KEYWORDS
from assess.loading import law_entries
from assess.loading import rubric_decisions as decisions
from assess.loading import rubric_entries as entries
from assess.loading.cycles import cycles, spoken
from assess.loading.reader import ordered
from assess.loading.rubric_reader import RESERVED, RubricReader, book_of
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding, Place, Severity
from assess.model.rubric import Rubric
from assess.model.versions import Change, Move
from assess.yaml_source.document import Document
from assess.yaml_source.nodes import Mapping

T = TypeVar("T")

SECTIONS = (
    *("rubric", "sources", "law", "texts", "domains", "facts", "terms", "tiers", "regime", "principles", "requirements"),
    *("safeguards", "red_lines", "pathway", "scores", "outcome", "technologies"),
    *("precedents", "objectives", "freedoms", "union_law", "preparation", "constitutional_test"),
    *("meanings", "renamed", "retired", "changes"),
)
ADDED = ("law", "texts", "sources")
"""What a service may add."""
_SPOKEN = frozenset(("facts", "terms", "tiers", "scores"))
"""Sections whose names stand alone in conditions, where they must not be confused."""
_WRITTEN = {
    "red-line": "red_lines",
    "met": "safeguards",
    "required": "safeguards",
    "criterion": "principles",
    "gap": "principles",
} | dict.fromkeys(("covered", "awaited", "awaitable", "claimed", "concerned", "within", "upheld"), "texts")
"""The section of each kind of node, where it is not the plural of the kind."""
_HEAD = ("id", "version", "languages", "title", "description", "include", "unanswered", "instruments", "evidence")
_ANSWERED = ("fact", "criterion", "safeguard")
"""The kinds of what a proposal may answer."""
_CHANGE = ordered("version", "date", "what", "law", "dates", "examples")


def includes(document: Document) -> list[str]:
    """The folders that the `rubric:` block of *document* includes, as written; findings come when the rubric is read."""
    root = document.root
    head = root.get("rubric") if isinstance(root, Mapping) else None
    folders = head.get("include") if isinstance(head, Mapping) else None
    return [folder for folder in folders if isinstance(folder, str)] if isinstance(folders, list) else []


def load_rubric(
    documents: list[Document],
    sha256: str,
    folder: str,
    refused: dict[str, str] | None = None,
    added: dict[str, str] | None = None,
) -> tuple[Rubric | None, list[Finding]]:
    """The rubric of *documents*, the files found under *folder*, or None; and every finding.

    *refused* names the messages about the folders that `include:` asks for in vain; *added*, the files that a service adds, by their paths.
    """
    if any(document.root is None for document in documents):  # most names would seem unknown
        return None, [finding for document in documents for finding in document.findings]
    files = _Files(documents, folder, refused or {}, added or {})
    rubric = files.rubric(sha256)
    findings = files.findings()
    valid = not any(finding.severity is Severity.ERROR for finding in findings)
    return (rubric if valid else None), findings


class _Files:
    def __init__(self, documents: list[Document], folder: str, refused: dict[str, str], added: dict[str, str]) -> None:
        self.folder = folder
        self.refused, self.added = refused, added
        self.documents = documents
        first = [document for document in documents if document.path == f"{folder}/rubric.yaml"]
        self.heads = [*first, *(document for document in documents if document not in first)]
        """The files, the one where the head should be first."""
        self.book = book_of([document.root for document in documents], [head.root for head in self.heads])
        own = [RubricReader.of(document, self.book, *SECTIONS) for document in documents if document.path not in added]
        theirs = [RubricReader.of(document, self.book, *ADDED) for document in documents if document.path in added]
        for root in theirs:
            root.added = added[root.document.path]
        self.roots = [*theirs, *own]
        """Those that a service adds first: what comes later under the same id is overridden."""
        self.missing: list[Finding] = []
        self.places: dict[tuple[str, str], RubricReader] = {}
        """Where each entry of each section is."""
        self.spoken: dict[str, tuple[str, str]] = {}
        """The names of `_SPOKEN` sections, with the section and the file where each comes first."""

    def findings(self) -> list[Finding]:
        order = {document.path: at for at, document in enumerate(self.documents)}
        findings = [finding for root in self.roots for finding in root.told()]
        return self.missing + sorted(findings, key=lambda f: (order.get(f.place.path, -1), f.place.line, f.place.column))

    def entries(self, section: str) -> Iterator[tuple[str, RubricReader]]:
        """The entries of *section* in all the files; a name defined twice is a finding."""
        seen: dict[str, str] = {}
        for root in self.roots:
            if not root.has(section):
                continue
            for name, at in root.mapping(section).each():
                if name in seen and seen[name] in self.added and not at.added:
                    continue
                if name in seen:
                    at.fault("defined-twice", first=seen[name])
                    continue
                seen[name] = root.document.path
                self.places[section, name] = at
                if section == "texts" and name in KEYWORDS:
                    at.fault("reserved-name")
                    continue
                if section in _SPOKEN and name in RESERVED:
                    at.fault("reserved-name")
                elif section in _SPOKEN and self.spoken.setdefault(name, (section, root.document.path))[0] != section:
                    at.fault("defined-twice", first=self.spoken[name][1])
                if at.named():
                    yield name, at

    def all(self, section: str, make: Callable[[str, RubricReader], T]) -> tuple[T, ...]:
        return tuple(make(name, at) for name, at in self.entries(section))

    def single(self, section: str) -> RubricReader | None:
        having = sorted((root for root in self.roots if root.has(section)), key=lambda root: root.document is not self.heads[0])
        for other in having[1:]:
            other.fault("defined-twice", section, on_key=True, first=having[0].document.path)
        return having[0].mapping(section) if having else None

    def rubric(self, sha256: str) -> Rubric | None:
        head = self.single("rubric")
        if head is None:
            self.missing.append(Finding("no-rubric-block", Place(self.folder)))
            return None
        head.limited(*_HEAD)
        self.refuse_includes(head)
        head.choices("languages", LANGUAGES, optional=True)
        evidence = head.mapping("evidence", optional=True)
        evidence.limited("grades", "counts_as")
        regime, pathway, outcome = self.single("regime"), self.single("pathway"), self.single("outcome")
        rubric = Rubric(
            id=head.identifier("id"),
            version=head.text("version"),
            languages=self.book.languages,
            title=head.prose("title"),
            description=head.prose("description"),
            closed_world=head.one_of("unanswered", ("unknown", "zero"), optional=True) == "zero",
            instruments=entries.values(head, "instruments") if head.has("instruments") else (),
            grades=entries.values(evidence, "grades"),
            evidence_rules=tuple(entries.evidence_rule(item) for item in evidence.items("counts_as")),
            sources=self.all("sources", entries.source),
            **self.law(),
            facts=self.all("facts", entries.fact),
            terms=self.all("terms", entries.term),
            tiers=self.all("tiers", entries.tier),
            regime=entries.choice(regime, titled=True) if regime is not None else None,
            principles=self.all("principles", entries.principle),
            requirements=self.all("requirements", entries.requirement),
            safeguards=self.all("safeguards", entries.safeguard),
            red_lines=self.all("red_lines", entries.red_line),
            pathway=entries.pathway(pathway) if pathway is not None else None,
            scores=self.all("scores", entries.score),
            outcome=entries.choice(outcome, titled=False) if outcome is not None else None,
            technologies=self.all("technologies", entries.technology),
            sha256=sha256,
            **self.decided(),
        )
        self.refuse_cycles(rubric)
        return _with_history(rubric, self.roots)

    def law(self) -> dict[str, Any]:
        """The entries of law, the texts that they make, the domains that they close."""
        makers: dict[str, Callable[[str, RubricReader], object]] = {
            "law": law_entries.law_entry,
            "texts": law_entries.cover,
            "domains": law_entries.domain,
        }
        return {section: self.all(section, make) for section, make in makers.items()}

    def decided(self) -> dict[str, Any]:
        """What answers mean, the decisions that rank the questions, and the constitutional frame."""
        sections = {"objectives": entries.term, "freedoms": decisions.freedom, "union_law": entries.term, "preparation": entries.term}
        made: dict[str, Any] = {section: self.all(section, make) for section, make in sections.items()}
        guarantees = decisions.constitutional(self.single("constitutional_test"))
        own = {"meanings": self.all("meanings", entries.meaning), "precedents": self.all("precedents", decisions.precedent)}
        return {**own, **made, "constitutional": guarantees}

    def refuse_includes(self, head: RubricReader) -> None:
        items = head.list("include", optional=True)
        for index in items:
            if (message := self.refused.get(items.text(index))) is not None:
                items.fault(message, index)

    def refuse_cycles(self, rubric: Rubric) -> None:
        for names in cycles(rubric):
            placed = [(at, place) for at, name in enumerate(names) if (place := self.entry_of(name)) is not None]
            at, place = placed[0]
            chain = [spoken(name) for name in (*names[at:], *names[: at + 1])]
            place.fault("cycle", chain=" → ".join(chain))

    def entry_of(self, node: str) -> RubricReader | None:
        """The entry in which the *node* of a cycle is written, if it is one entry."""
        if node == "regime":
            return self.single("regime")
        kind, _, name = node.partition(":")
        return self.places.get((_WRITTEN.get(kind, f"{kind}s"), name.partition(".")[0]))


def finding_at(documents: list[Document], keys: tuple[str, ...], message: str, values: dict[str, str]) -> Finding:
    """The warning *message* about what stands under *keys* in one of *documents*."""
    for document in documents:
        at = RubricReader.open(document)
        for key in keys[:-1]:
            at = at.mapping(key, optional=True)
        if at.has(keys[-1]):
            return at.finding(message, keys[-1], on_key=True, severity=Severity.WARNING, **values)
    raise KeyError(keys)


# The history: `renamed:`, `retired:`, `changes:`


def _with_history(rubric: Rubric, roots: list[RubricReader]) -> Rubric:
    """*rubric* with its history, which is about what it has now."""
    current = set(_answered(rubric))
    moves = {move.id: move for root in roots for move in (*_renamed(root, current), *_retired(root, current))}
    changes = tuple(_change(at) for root in roots for at in root.items("changes", _CHANGE))
    return replace(rubric, moves=tuple(moves.values()), changes=changes)


def _answered(rubric: Rubric) -> Iterator[str]:
    """The qualified id of everything that a proposal may answer, values of facts included."""
    yield from rubric.qualified("fact", "criterion", "safeguard")
    for fact in rubric.facts:
        yield from (f"fact:{fact.id}={value.id}" for value in fact.values)
        for field in fact.fields:
            yield f"fact:{fact.id}.{field.id}"
            yield from (f"fact:{fact.id}.{field.id}={value.id}" for value in field.values)


def _entries(root: RubricReader, section: str, *keys: str) -> Iterator[tuple[str, RubricReader]]:
    for name, at in root.mapping(section, optional=True).each(ordered(*keys)):
        if name.partition(":")[0] not in _ANSWERED or not name.partition(":")[2]:
            at.fault("not-qualified", expected="qualified")
        else:
            yield name, at


def _renamed(root: RubricReader, current: set[str]) -> Iterator[Move]:
    for name, at in _entries(root, "renamed", "to", "since"):
        to, since = at.text("to"), at.text("since")
        if name in current:
            at.fault("renamed-still-there")
        elif to:
            like = sorted(known for known in current if _shape(known) == _shape(name))
            if to not in like:
                at.fault("renamed-to-nothing", "to", among=like, expected="qualified")
            elif since:
                yield Move(name, to, since)


def _shape(qualified: str) -> tuple[str, str]:
    """What an entry can be renamed to: one of its kind; a value, to another of the same fact or field."""
    kind, _, name = qualified.partition(":")
    owner, value, _ = name.partition("=")
    return kind, owner if value else "." if kind == "fact" and "." in owner else ""


def _retired(root: RubricReader, current: set[str]) -> Iterator[Move]:
    for name, at in _entries(root, "retired", "since", "because"):
        if name in current:
            at.fault("retired-still-there")
        elif root.mapping("renamed", optional=True).has(name):
            at.fault("renamed-and-retired")
        since, because = at.text("since"), at.prose("because")
        if since:
            yield Move(name, "", since, because)


def _change(at: RubricReader) -> Change:
    law, days = at.list("law", optional=True), at.list("dates", optional=True)
    version, date = at.text("version"), at.date("date").text
    refs = tuple(law.reference(index) for index in law)
    ordinals = tuple(sorted(day.ordinal for index in days if (day := days.date(index)).ordinal))
    return Change(version, date, at.prose("what"), refs, ordinals, at.texts("examples", optional=True))
