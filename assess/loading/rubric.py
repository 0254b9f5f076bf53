"""A rubric read from the documents of its files: the whole model, or the findings that say why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from assess.loading import rubric_parts as parts
from assess.loading import rubric_rules as rules
from assess.loading.cursor import Cursor, ordered
from assess.loading.cycles import cycles, spoken
from assess.loading.names import RESERVED, book_of
from assess.loading.rubric_history import SECTIONS as HISTORY
from assess.loading.rubric_history import with_history
from assess.loading.rubric_reader import LANGUAGES, At, Book
from assess.loading.rubric_technologies import technology
from assess.model.catalogue import Catalogue
from assess.model.finding import Finding, Place, Severity
from assess.model.rubric import EvidenceRule, Rubric
from assess.yaml_source.document import Document
from assess.yaml_source.nodes import Mapping

T = TypeVar("T")

SECTIONS = (
    *("rubric", "sources", "law", "facts", "terms", "tiers", "regime", "principles", "requirements"),
    *("safeguards", "red_lines", "pathway", "scores", "outcome", "technologies", *HISTORY),
)
_SPOKEN = frozenset(("facts", "terms", "tiers", "scores"))
"""Sections whose names stand alone in conditions, where they must not be confused."""
_WRITTEN = {
    "term": "terms",
    "tier": "tiers",
    "fact": "facts",
    "red-line": "red_lines",
    "score": "scores",
    "met": "safeguards",
    "required": "safeguards",
    "criterion": "principles",
    "gap": "principles",
}
"""The section of each kind of node."""
_HEAD = ("id", "version", "languages", "title", "description", "include", "unanswered", "instruments", "evidence")


def includes(document: Document) -> list[str]:
    """The folders that the `rubric:` block of *document* includes, as written; findings come when the rubric is read."""
    root = document.root
    head = root.get("rubric") if isinstance(root, Mapping) else None
    listed = head.get("include") if isinstance(head, Mapping) else None
    return [item for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def load_rubric(
    documents: list[Document], sha256: str, folder: str, refused: dict[str, str] | None = None
) -> tuple[Rubric | None, list[Finding]]:
    """The rubric of *documents*, the files found under *folder*, or None; and every finding.

    *refused* names the messages about the folders that `include:` asks for in vain.
    """
    if any(document.root is None for document in documents):  # most names would seem unknown
        return None, [finding for document in documents for finding in document.findings]
    reader = _Reader(documents, folder, refused or {})
    rubric = reader.rubric(sha256)
    findings = reader.findings()
    valid = not any(finding.severity is Severity.ERROR for finding in findings)
    return (rubric if valid else None), findings


class _Reader:
    def __init__(self, documents: list[Document], folder: str, refused: dict[str, str]) -> None:
        self.folder = folder
        self.refused = refused
        self.documents = documents
        self.roots = [Cursor.open(document, ordered(*SECTIONS)) for document in documents]
        first = [document for document in documents if document.path == f"{folder}/rubric.yaml"]
        self.heads = [*first, *(document for document in documents if document not in first)]
        """The files, the one where the head should be first."""
        self.book: Book = book_of([document.root for document in documents], [head.root for head in self.heads])
        self.missing: list[Finding] = []
        self.places: dict[tuple[str, str], Cursor] = {}
        """Where each entry of each section is."""
        self.spoken: dict[str, tuple[str, str]] = {}
        """The names of `_SPOKEN` sections, with the section and the file where each comes first."""

    def findings(self) -> list[Finding]:
        found = [finding for root in self.roots for finding in root.told()]
        order = {document.path: at for at, document in enumerate(self.documents)}
        return self.missing + sorted(found, key=lambda f: (order.get(f.place.path, -1), f.place.line, f.place.column))

    def entries(self, section: str) -> Iterator[tuple[str, At]]:
        """The entries of *section* in all the files; a name defined twice is a finding."""
        seen: dict[str, str] = {}
        for root in self.roots:
            if not root.has(section):
                continue
            inner = root.mapping(section)
            for name, cursor in inner.each():
                if name in seen:
                    cursor.fault("defined-twice", first=seen[name])
                    continue
                seen[name] = root.document.path
                self.places[section, name] = cursor
                if section in _SPOKEN and name in RESERVED:
                    cursor.fault("reserved-name")
                elif section in _SPOKEN and self.spoken.setdefault(name, (section, root.document.path))[0] != section:
                    cursor.fault("defined-twice", first=self.spoken[name][1])
                if cursor.named():
                    yield name, At(cursor, self.book)

    def all(self, section: str, make: Callable[[str, At], T]) -> tuple[T, ...]:
        return tuple(make(name, at) for name, at in self.entries(section))

    def single(self, section: str) -> At | None:
        """The only mapping *section* of all the files."""
        found = [root for root in self.roots if root.has(section)]
        found.sort(key=lambda root: root.document is not self.heads[0])
        for other in found[1:]:
            other.fault("defined-twice", section, on_key=True, first=found[0].document.path)
        return At(found[0].mapping(section), self.book) if found else None

    def rubric(self, sha256: str) -> Rubric | None:
        head = self.single("rubric")
        if head is None:
            self.missing.append(Finding("no-rubric-block", Place(self.folder)))
            return None
        head.only(*_HEAD)
        self._includes(head.cursor)
        head.cursor.choices("languages", LANGUAGES, optional=True)
        regime, pathway, outcome = self.single("regime"), self.single("pathway"), self.single("outcome")
        rubric = Rubric(
            id=head.cursor.identifier("id") or "",
            version=head.string("version"),
            languages=self.book.languages,
            title=head.prose("title"),
            description=head.prose("description"),
            closed_world=head.choice("unanswered", ("unknown", "zero"), required=False) == "zero",
            instruments=parts.values(head, "instruments") if head.has("instruments") else (),
            grades=parts.values(head.inside("evidence"), "grades") if head.has("evidence") else (),
            evidence_rules=self._evidence_rules(head),
            sources=self.all("sources", parts.source),
            law=self.all("law", parts.law_entry),
            facts=self.all("facts", parts.fact),
            terms=self.all("terms", rules.term),
            tiers=self.all("tiers", rules.tier),
            regime=rules.choice(regime, titled=True) if regime else None,
            principles=self.all("principles", parts.principle),
            requirements=self.all("requirements", rules.requirement),
            safeguards=self.all("safeguards", rules.safeguard),
            red_lines=self.all("red_lines", rules.red_line),
            pathway=rules.pathway(pathway) if pathway else None,
            scores=self.all("scores", rules.score),
            outcome=rules.choice(outcome, titled=False) if outcome else None,
            technologies=Catalogue(self.all("technologies", technology)),
            sha256=sha256,
        )
        self._refuse_cycles(rubric)
        return with_history(rubric, self.roots, self.book)

    def _includes(self, head: Cursor) -> None:
        items = head.list("include", optional=True)
        for index in items:
            if (message := self.refused.get(items.text(index) or "")) is not None:
                items.fault(message, index)

    def _evidence_rules(self, head: At) -> tuple[EvidenceRule, ...]:
        if not head.has("evidence"):
            return ()
        evidence = head.inside("evidence")
        evidence.only("grades", "counts_as")
        return tuple(parts.evidence_rule(item, self.book.grades) for item in evidence.each("counts_as"))

    def _refuse_cycles(self, rubric: Rubric) -> None:
        for names in cycles(rubric):
            placed = [(at, place) for at, name in enumerate(names) if (place := self._written(name)) is not None]
            at, place = placed[0]
            chain = [spoken(name) for name in (*names[at:], *names[: at + 1])]
            place.fault("cycle", chain=" → ".join(chain))

    def _written(self, node: str) -> Cursor | None:
        """The entry in which the *node* of a cycle is written, if it is one entry."""
        if node == "regime":
            regime = self.single("regime")
            return regime.cursor if regime else None
        kind, _, name = node.partition(":")
        return self.places.get((_WRITTEN.get(kind, ""), name.partition(".")[0]))


def finding_at(documents: list[Document], keys: tuple[str, ...], message: str, values: dict[str, str]) -> Finding:
    """The warning *message* about what stands under *keys* in one of *documents*."""
    for document in documents:
        found = _cursor_at(document, keys)
        if found is not None:
            cursor, key = found
            cursor.findings.clear()
            cursor.fault(message, key, on_key=True, severity=Severity.WARNING, **values)
            return cursor.findings[0]
    raise KeyError(keys)


def _cursor_at(document: Document, keys: tuple[str, ...]) -> tuple[Cursor, str] | None:
    cursor = Cursor.open(document)
    for key in keys[:-1]:
        if not isinstance(cursor.value(key), Mapping):
            return None
        cursor = cursor.mapping(key)
    return (cursor, keys[-1]) if cursor.has(keys[-1]) else None
