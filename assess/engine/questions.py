"""Which open item to answer first: the one on which decisions on like uses turned most.

A decision bears on a like use when the technology, where it names any, what the precedent says that a use must share, and at least half of
the facts that make a use like it, of those that are answered, are shared; it counts for that part. What several decisions turned on adds
up; exact fractions, so that nothing depends on the machine. Of two items of one weight, that which may have no place comes last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from assess.model.assessment import Question
from assess.model.proposal import Proposal
from assess.model.rubric import Precedent, Rubric

FIRST = 5
"""How many questions are put first."""
HALF = Fraction(1, 2)
TECHNOLOGY = "technology"


class StillOpen(NamedTuple):
    """Of what an answer may still count."""

    items: Mapping[str, bool]
    """The qualified ids, and whether an answer certainly counts."""
    awaited: Sequence[str] = ()
    """The facts that alone can settle a derived guarantee, such as the legal basis, in the order of the rubric."""
    framed: bool = True
    """Whether the regime is settled."""


class Precedents:
    """The precedents of a rubric."""

    def __init__(self, rubric: Rubric) -> None:
        self._precedents = rubric.precedents
        law = {f"law:{entry.id}": entry for entry in rubric.law}
        self._since = {one.law: law[one.law].dates[0][0] for one in rubric.precedents if one.law in law and law[one.law].dates}

    def questions(self, proposal: Proposal, day: int, still_open: StillOpen, deciding: Sequence[str]) -> tuple[Question, ...]:
        """What is *still_open*: that on which decisions of the ordinal *day* or before turned, what is *deciding*, what is required.

        What is deciding and no item, such as a law whose state is unknown, comes before all: no answer settles anything before it. Then
        what settles a derived guarantee, where the regime is open or decisions on like uses turned on it: a judge looks first at whether
        there is a text (European Convention, art. 8(2); Constitution, art. 34). What is required, a guarantee or a criterion with a
        floor, comes last: it keeps the verdict open.
        """
        items = still_open.items
        known = [(one, likeness(one, proposal)) for one in self._precedents if self._since.get(one.law, day + 1) <= day]
        turned = {ground: [(alike, one.law) for one, alike in known if ground in one.grounds] for ground in items}
        weights = {ground: sum((alike for alike, _ in them if alike >= HALF), Fraction(0)) for ground, them in turned.items() if them}
        first = [name for name in deciding if name.startswith("law:")]
        basis = _basis(still_open, weights)
        required = sorted(name for name, counts in items.items() if counts and not name.startswith("fact:"))
        asked = dict.fromkeys((*first, *basis, *_ranked(items, turned, weights), *deciding, *required))
        return tuple(Question(name, _like(turned.get(name, []))) for name in asked)


def _basis(still_open: StillOpen, weights: Mapping[str, Fraction]) -> list[str]:
    """What settles a derived guarantee, that on which most turned first; nothing if the regime is settled and no like use turned on it."""
    awaited = [name for name in still_open.awaited if name in still_open.items]
    if still_open.framed and not any(weights.get(name) for name in awaited):
        return []
    return sorted(awaited, key=lambda name: -weights.get(name, Fraction(0)))


def _ranked(items: Mapping[str, bool], turned: Mapping[str, list[tuple[Fraction, str]]], weights: Mapping[str, Fraction]) -> list[str]:
    """The grounds of decisions on like uses, the weightiest first; where they give fewer than five, those of any use make up the number."""
    ranked = sorted((own for own, weight in weights.items() if weight), key=lambda own: (-weights[own], not items[own], own))
    others = sorted(weights.keys() - set(ranked), key=lambda own: (-len(turned[own]), own))
    return ranked + others[: max(FIRST - len(ranked), 0)]


def _like(decisions: list[tuple[Fraction, str]]) -> tuple[str, ...]:
    """The decisions on like uses, each once, the most alike first."""
    return tuple(dict.fromkeys(law for alike, law in sorted(decisions, key=lambda one: (-one[0], one[1])) if alike >= HALF))


def likeness(precedent: Precedent, proposal: Proposal) -> Fraction:
    """How far the use of *proposal* is like that of *precedent*: of the facts listed that are answered, the part shared.

    0 where none is, where the precedent is about other technologies, and where a fact that it is only like by is not shared.
    """
    shared = answered = 0
    for name, values in precedent.like:
        given = _given(proposal, name)
        alike = not given.isdisjoint(values)
        if not alike and (name == TECHNOLOGY or name in precedent.only):
            return Fraction(0)
        answered += bool(given)
        shared += alike
    return Fraction(shared, answered) if answered else Fraction(0)


def _given(proposal: Proposal, name: str) -> set[str]:
    if name == TECHNOLOGY:
        return set(proposal.technologies)
    answer = proposal.facts.get(name)
    return set(answer.values) if answer is not None else set()
