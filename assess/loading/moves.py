"""Where a proposal answers what the rubric renamed or retired."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from assess.loading.reader import Reader
from assess.model.finding import Finding, Severity
from assess.model.versions import Move, version_parts
from assess.yaml_source.document import Document
from assess.yaml_source.nodes import Mapping, Sequence
from assess.yaml_source.source import shown, written

PINNED = r"@[0-9]+(?:\.[0-9]+)*$"
"""The version that the name of a rubric may end with."""
UNKNOWN = frozenset(("unknown-fact", "unknown-criterion", "unknown-safeguard", "unknown-key", "not-a-choice"))
"""What is said of such an answer where nothing is known of its past."""
Moves = dict[str, Move]


class Use(Struct, frozen=True):
    """An answer under an old id."""

    move: Move
    container: Mapping | Sequence
    """What the id stands in: as a key, as a value, or as an item."""
    key: str | int
    offset: int
    text: str
    """The id as it is written, quotes included."""
    whole: tuple[Mapping, str]
    """The answer that goes when the id is retired: a mapping and its key."""

    def as_key(self) -> bool:
        """Whether the id is the key itself, rather than its value."""
        return isinstance(self.container, Mapping) and self.container.key_mark(str(self.key)).index == self.offset


def uses(document: Document, moves: Moves) -> list[Use]:
    """Every answer of *document* under an id of *moves*, in the order of the file."""
    root = document.root
    if not moves or not isinstance(root, Mapping):
        return []
    return sorted(_Finder(document, moves).all(root), key=lambda use: use.offset)


def with_moves(findings: list[Finding], document: Document, moves: Moves) -> list[Finding]:
    """*findings* about *document* in which an answer under an old id is said to be so."""
    if not moves or not any(finding.id in UNKNOWN for finding in findings):
        return findings
    places = {document.source.place(use.offset): use for use in uses(document, moves)}
    return [_told(finding, places[finding.place]) if finding.id in UNKNOWN and finding.place in places else finding for finding in findings]


def pinned(at: Reader, now: str) -> str:
    """The rubric that the proposal at *at* names; a warning where it is of another version than the one of *now*."""
    named = at.text("rubric", optional=True)
    pin = re.search(PINNED, named)
    version = pin[0][1:] if pin else now
    if version != now:
        hint = "migrate" if version_parts(version) < version_parts(now) else ""
        at.fault("rubric-version", "rubric", severity=Severity.WARNING, hint=hint, version=version, now=now)
    return named


def _told(finding: Finding, use: Use) -> Finding:
    move = use.move
    values = {"found": shown(str(finding.values.get("found", ""))), "since": move.since, "to": plain(move.to)}
    if not move.to and move.because:
        values |= {f"because_{lang}": " ".join(text.split()) for lang, text in move.because.items()}
    return replace(finding, id="item-renamed" if move.to else "item-retired", values=values, nearest="", hint="migrate")


def plain(qualified: str) -> str:
    """What stands in a proposal for the *qualified* id: without its kind, or the value alone."""
    name = qualified.partition(":")[2]
    return name.partition("=")[2] or name.partition("=")[0]


class _Finder:
    def __init__(self, document: Document, moves: Moves) -> None:
        self.text, self.moves = document.text, moves

    def all(self, root: Mapping) -> Iterator[Use]:
        yield from self.value(root, "technology", "fact:technology", (root, "technology"))
        for section, kind in (("facts", "fact"), ("criteria", "criterion"), ("safeguards", "safeguard")):
            inner = root.get(section)
            if not isinstance(inner, Mapping):
                continue
            for name in inner:
                yield from self.named(inner, name, f"{kind}:{name}")
                if kind == "fact":
                    yield from self.fact(inner, name)
        for name, value in root.items():
            if isinstance(value, Mapping) and name not in ("facts", "criteria", "safeguards", "study", "sponsor"):
                yield from self.named(root, name, f"fact:{name}")
                yield from self.record(name, value)

    def named(self, at: Mapping, key: str, qualified: str) -> Iterator[Use]:
        if qualified in self.moves:
            offset = at.key_mark(key).index
            yield Use(self.moves[qualified], at, key, offset, written(self.text, offset, key), (at, key))

    def fact(self, facts: Mapping, name: str) -> Iterator[Use]:
        """The values of a fact, under the name that it has now as under the one that it has here."""
        value = facts[name]
        at, key = (value, "value") if isinstance(value, Mapping) else (facts, name)
        for own in self.names(f"fact:{name}"):
            if isinstance(items := at.get(key), Sequence):
                for index in range(len(items)):
                    yield from self.value(items, index, own, (facts, name))
            else:
                yield from self.value(at, key, own, (facts, name))

    def record(self, name: str, fields: Mapping) -> Iterator[Use]:
        for owner in self.names(f"fact:{name}"):
            for field in fields:
                yield from self.named(fields, field, f"{owner}.{field}")
                for own in self.names(f"{owner}.{field}"):
                    yield from self.value(fields, field, own, (fields, field))

    def names(self, qualified: str) -> list[str]:
        move = self.moves.get(qualified)
        return [qualified, move.to] if move and move.to else [qualified]

    def value(self, at: Mapping | Sequence, key: str | int, owner: str, whole: tuple[Mapping, str]) -> Iterator[Use]:
        """The value at *key*, when it is one of the *owner* that has moved."""
        value = at.get(key)  # type: ignore[arg-type]
        if value is None or isinstance(value, (Mapping, Sequence)):
            return
        offset = at.mark(key).index  # type: ignore[arg-type]
        as_written = written(self.text, offset, value)
        move = self.moves.get(f"{owner}={value if isinstance(value, str) else as_written}")
        if move is not None:
            yield Use(move, at, key, offset, as_written, whole)
