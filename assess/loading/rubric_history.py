"""The history of a rubric read from its files: `renamed:`, `retired:`, `changes:`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from assess.loading.cursor import Cursor, ordered
from assess.loading.rubric_reader import At, Book
from assess.model.history import Change, Move
from assess.model.rubric import Fact, Rubric

SECTIONS = ("renamed", "retired", "changes")
KINDS = ("fact", "criterion", "safeguard")
_CHANGE = ("version", "date", "what", "law", "dates", "examples")


def with_history(rubric: Rubric, roots: list[Cursor], book: Book) -> Rubric:
    """*rubric* with its history, which is about what it has now."""
    if not any(root.has(section) for root in roots for section in SECTIONS):
        return rubric
    current = set(answered(rubric))
    moves: dict[str, Move] = {}
    for root in roots:
        for move in (*_renamed(root, current), *_retired(root, book, current)):
            moves[move.id] = move
    changes = [change for root in roots for change in _changes(root, book)]
    return replace(rubric, moves=tuple(moves.values()), changes=tuple(changes))


def answered(rubric: Rubric) -> Iterator[str]:
    """The qualified id of everything that a proposal may answer, values of facts included."""
    for fact in rubric.facts:
        yield f"fact:{fact.id}"
        yield from _values(fact)
    yield from (f"criterion:{criterion.id}" for principle in rubric.principles for criterion in principle.criteria)
    yield from (f"safeguard:{safeguard.id}" for safeguard in rubric.safeguards)


def _values(fact: Fact) -> Iterator[str]:
    yield from (f"fact:{fact.id}={value.id}" for value in fact.values)
    for field in fact.fields:
        yield f"fact:{fact.id}.{field.id}"
        yield from (f"fact:{fact.id}.{field.id}={value.id}" for value in field.values)


def _entries(root: Cursor, section: str, *keys: str) -> Iterator[tuple[str, Cursor]]:
    for name, at in root.mapping(section, optional=True).each(ordered(*keys)):
        if name.partition(":")[0] not in KINDS or not name.partition(":")[2]:
            at.fault("not-qualified", expected="qualified")
        else:
            yield name, at


def _renamed(root: Cursor, current: set[str]) -> Iterator[Move]:
    for name, at in _entries(root, "renamed", "to", "since"):
        to, since = at.text("to"), at.text("since")
        if name in current:
            at.fault("renamed-still-there")
        elif to is not None:
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


def _retired(root: Cursor, book: Book, current: set[str]) -> Iterator[Move]:
    for name, at in _entries(root, "retired", "since", "because"):
        if name in current:
            at.fault("retired-still-there")
        elif root.mapping("renamed", optional=True).has(name):
            at.fault("renamed-and-retired")
        since, because = at.text("since"), At(at, book).prose("because")
        if since:
            yield Move(name, "", since, because)


def _changes(root: Cursor, book: Book) -> Iterator[Change]:
    for _, cursor in root.list("changes", optional=True).each(ordered(*_CHANGE)):
        at = At(cursor, book)
        law, days = cursor.list("law", optional=True), cursor.list("dates", optional=True)
        found = [day for index in days if (day := days.date(index)) is not None]
        yield Change(
            version=at.string("version"),
            date=at.day("date")[1],
            what=at.prose("what"),
            law=tuple(At(law, book).reference(index) for index in law),
            days=tuple(sorted(day.ordinal for day in found)),
            examples=cursor.texts("examples", optional=True),
        )
