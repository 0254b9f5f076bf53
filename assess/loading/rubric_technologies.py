"""The technologies of a rubric read from its files: `technologies:`. See `assess.model.catalogue`."""

from __future__ import annotations

from collections.abc import Iterator

from assess.loading.rubric_parts import citations
from assess.loading.rubric_reader import At
from assess.model.catalogue import Attention, Period, Technology

FACT = "technology"
"""The fact whose values are the technologies of a rubric."""
_NO_FACTS = frozenset((FACT, "stage", "regime"))
"""Closed names that are no fact to answer."""


def technology(name: str, at: At) -> Technology:
    """One technology; its id is a value of the fact `technology`."""
    at.only("what", "facts", "attention", "precedents", "frame", "sources")
    known = at.book.scope.closed.get(FACT, ())
    if name not in known:
        at.cursor.fault("technology-not-a-value", among=known, expected="technology", choices=", ".join(known))
    return Technology(
        id=name,
        what=at.prose("what"),
        facts=tuple(usual(at.inside("facts"))) if at.has("facts") else (),
        attention=tuple(attention(key, item) for key, item in at.items("attention", required=False)),
        precedents=citations(at, "precedents"),
        frame=tuple(sorted((period(item) for item in at.each("frame")), key=lambda found: found.since)),
        sources=citations(at),
    )


def usual(at: At) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the uses of a technology usually answer: values of facts with closed values."""
    scope = at.book.scope
    closed = {name: values for name, values in scope.closed.items() if name not in _NO_FACTS}
    for key in at.cursor:
        name = str(key)
        if name in scope.several:
            yield name, at.choices(name, scope.several[name])
        elif name in closed:
            yield name, (at.choice(name, closed[name]),)
        else:
            at.cursor.unknown(key, [*closed, *scope.several], "fact", "unknown-fact")


def attention(name: str, at: At) -> Attention:
    """A weak point, with the criteria and guarantees that bear on it."""
    at.only("text", "criteria", "safeguards", "sources")
    scope = at.book.scope
    criteria, safeguards = named(at, "criteria", scope.criteria), named(at, "safeguards", scope.safeguards)
    return Attention(name, at.prose("text"), criteria, safeguards, citations(at))


def named(at: At, key: str, known: set[str]) -> tuple[str, ...]:
    """The list of names under *key*, each of those *known*."""
    kind = {"criteria": "criterion", "safeguards": "safeguard"}[key]
    items = at.cursor.list(key, optional=True)
    found = []
    for index in items:
        name = items.text(index)
        if name is not None and name not in known:
            items.fault(f"unknown-{kind}", index, among=sorted(known), expected=kind)
        elif name is not None:
            found.append(name)
    return tuple(found)


def period(at: At) -> Period:
    """The law from a day on."""
    at.only("since", "text", "sources")
    return Period(at.day("since")[0], at.prose("text"), citations(at))
