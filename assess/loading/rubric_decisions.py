"""The decisions that rank the open questions, and the freedoms of the constitutional frame, read from the files of a rubric."""

from __future__ import annotations

from collections.abc import Iterator

from assess.conditions.resolution import Scope
from assess.loading.rubric_reader import RubricReader
from assess.model import rubric as model
from assess.model.constants import OUTCOMES

_NO_FACTS = ("stage", "regime")
"""Closed names that are no fact."""
_ORDERS = ("national", "echr", "charter", "decisions")


def precedent(name: str, at: RubricReader) -> model.Precedent:
    """One decision or opinion on a use."""
    at.limited("law", "outcome", "like", "only", "grounds", "sources")
    known, items = _answered(at.book.scope), at.list("grounds")
    like = tuple(facts_alike(at.mapping("like")))
    return model.Precedent(
        id=name,
        law=at.reference("law"),
        outcome=at.one_of("outcome", OUTCOMES),
        like=like,
        only=at.choices("only", [fact for fact, _ in like], optional=True),
        grounds=tuple(ground for index in items if (ground := items.name(index, known, "ground"))),
        sources=at.citations(),
    )


def facts_alike(at: RubricReader) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The facts that make a use one of those meant, each with a list of values."""
    scope = at.book.scope
    closed = {name: values for name, values in scope.closed.items() if name not in _NO_FACTS} | scope.several
    for key in at:
        if key in closed:
            yield str(key), at.choices(key, closed[str(key)])
        else:
            at.unknown(key, list(closed), "fact", "unknown-fact")


def _answered(scope: Scope) -> set[str]:
    """The qualified ids of what a proposal may answer."""
    names = {name.partition(".")[0] for name in (*scope.closed, *scope.several, *scope.numbers, *scope.dates) if name not in _NO_FACTS}
    kinds = {"fact": names, "criterion": scope.criteria, "safeguard": scope.safeguards}
    return {f"{kind}:{name}" for kind, known in kinds.items() for name in known}


def freedom(name: str, at: RubricReader) -> model.Freedom:
    """One freedom that a use may bring into the balance."""
    return model.Freedom(name, **at.fields(model.Freedom, "title", "when", *_ORDERS))


def constitutional(at: RubricReader | None) -> tuple[str, ...]:
    """The safeguards that the constitutional test looks for: the list `guarantees` of its section."""
    if at is None:
        return ()
    at.limited("guarantees")
    items = at.list("guarantees")
    return tuple(name for index in items if (name := items.name(index, at.book.scope.safeguards, "safeguard")))
