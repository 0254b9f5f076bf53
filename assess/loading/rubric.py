"""A rubric read from the documents of its files: the whole model, or the findings that say why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from assess.finding import Finding, Severity
from assess.loading import rubric_parts as parts
from assess.loading import rubric_rules as rules
from assess.loading.at import At, Book
from assess.loading.cursor import Cursor
from assess.loading.cycles import cycles
from assess.loading.document import Document
from assess.loading.names import book_of
from assess.loading.nodes import Mapping
from assess.model.rubric import Rubric

T = TypeVar("T")

SECTIONS = (
    *("rubric", "sources", "law", "facts", "terms", "tiers", "regime", "principles", "requirements"),
    *("safeguards", "red_lines", "pathway", "scores", "outcome"),
)
_SPOKEN = frozenset(("facts", "terms", "tiers", "scores"))
"""Sections whose names stand alone in conditions, where they must not be confused."""
_HEAD = ("id", "version", "languages", "title", "description", "include", "unanswered", "instruments", "evidence")


def includes(document: Document) -> list[str]:
    """The folders that the `rubric:` block of *document* includes, as written; findings come when the rubric is read."""
    root = document.root
    head = root.get("rubric") if isinstance(root, Mapping) else None
    listed = head.get("include") if isinstance(head, Mapping) else None
    return [item for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def load_rubric(documents: list[Document], sha256: str, folder: str) -> tuple[Rubric | None, list[Finding]]:
    """The rubric of *documents*, the files found under *folder*, or None; and every finding."""
    reader = _Reader(documents, folder)
    rubric = reader.rubric(sha256)
    findings = reader.findings()
    valid = not any(finding.severity is Severity.ERROR for finding in findings)
    return (rubric if valid else None), findings


class _Reader:
    def __init__(self, documents: list[Document], folder: str) -> None:
        self.folder = folder
        self.documents = documents
        self.roots = [Cursor.open(document, frozenset(SECTIONS)) for document in documents]
        self.book: Book = book_of([document.root for document in documents])
        self.more: list[Finding] = []
        self.spoken: dict[str, tuple[str, str]] = {}
        """The names of `_SPOKEN` sections, with the section and the file where each comes first."""

    def findings(self) -> list[Finding]:
        found = [finding for root in self.roots for finding in root.findings] + self.more
        order = {document.path: at for at, document in enumerate(self.documents)}
        return sorted(found, key=lambda f: (order.get(f.place.path, -1), f.place.line, f.place.column))

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
                if section in _SPOKEN and self.spoken.setdefault(name, (section, root.document.path))[0] != section:
                    cursor.fault("defined-twice", first=self.spoken[name][1])
                if cursor.named():
                    yield name, At(cursor, self.book)

    def all(self, section: str, make: Callable[[str, At], T]) -> tuple[T, ...]:
        return tuple(make(name, at) for name, at in self.entries(section))

    def single(self, section: str) -> At | None:
        """The only mapping *section* of all the files."""
        found = [root for root in self.roots if root.has(section)]
        for other in found[1:]:
            other.fault("defined-twice", section, on_key=True, first=found[0].document.path)
        return At(found[0].mapping(section), self.book) if found else None

    def rubric(self, sha256: str) -> Rubric | None:
        head = self.single("rubric")
        if head is None:
            if self.roots:
                self.roots[0].fault("no-rubric-block")
            return None
        head.only(*_HEAD)
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
            sha256=sha256,
        )
        self._refuse_cycles(rubric)
        return rubric

    def _evidence_rules(self, head: At) -> tuple[parts.EvidenceRule, ...]:
        if not head.has("evidence"):
            return ()
        evidence = head.inside("evidence")
        evidence.only("grades", "counts_as")
        return tuple(parts.evidence_rule(item, self.book.grades) for item in evidence.each("counts_as"))

    def _refuse_cycles(self, rubric: Rubric) -> None:
        for names in cycles(rubric):
            section, _, name = names[0].partition(":")
            place = next((at for own, at in self.entries_quietly(section) if own == name), None)
            (place or self.roots[0]).fault("cycle", chain=" → ".join((*names, names[0])))

    def entries_quietly(self, kind: str) -> Iterator[tuple[str, Cursor]]:
        """The entries of the section in which a node of *kind* is written."""
        section = {"term": "terms", "tier": "tiers", "fact": "facts", "red-line": "red_lines", "score": "scores"}.get(
            kind, "safeguards"
        )
        for root in self.roots:
            if root.has(section):
                yield from root.mapping(section).each()


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
