"""Which open item to answer first: the one on which decisions on like uses turned most.

A decision bears on a like use when at least half of the facts that make a use like it, of those that are answered, are shared; it counts
for that part. What several decisions turned on adds up; exact fractions, so that nothing depends on the machine. An item that may turn
out to have no place comes after those that have one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from assess.model.assessment import Question
from assess.model.proposal import Proposal
from assess.model.rubric import Precedent, Rubric

FIRST = 5
"""How many questions are put first."""
HALF = Fraction(1, 2)


class Precedents:
    """The precedents of a rubric."""

    def __init__(self, rubric: Rubric) -> None:
        self._precedents = rubric.precedents
        law = {f"law:{entry.id}": entry for entry in rubric.law}
        self._since = {one.law: law[one.law].dates[0][0] for one in rubric.precedents if one.law in law and law[one.law].dates}

    def questions(self, proposal: Proposal, day: int, still_open: Mapping[str, bool], deciding: Sequence[str]) -> tuple[Question, ...]:
        """The items *still_open* on which decisions of the ordinal *day* or before turned, the other *deciding* ones, what is required.

        *still_open* says of each item whether it certainly counts. Where like uses give fewer than five, what decisions on any use
        turned on most makes up the number. What is deciding and no item, such as a law whose state is unknown, comes before all: no
        answer settles anything before it. What is required, a guarantee or a criterion with a floor, comes last: it keeps the verdict open.
        """
        known = [(one, likeness(one, proposal)) for one in self._precedents if self._since.get(one.law, day + 1) <= day]
        turned = {ground: [(alike, one.law) for one, alike in known if ground in one.grounds] for ground in still_open}
        weights = {ground: sum((alike for alike, _ in them if alike >= HALF), Fraction(0)) for ground, them in turned.items() if them}
        like = (ground for ground, weight in weights.items() if weight)
        ranked = sorted(like, key=lambda ground: (not still_open[ground], -weights[ground], ground))
        others = sorted(weights.keys() - set(ranked), key=lambda ground: (-len(turned[ground]), ground))
        ranked += others[: max(FIRST - len(ranked), 0)]
        first = [name for name in deciding if name.startswith("law:")]
        required = sorted(name for name, counts in still_open.items() if counts and not name.startswith("fact:"))
        asked = dict.fromkeys((*first, *ranked, *deciding, *required))
        return tuple(Question(name, _like(turned.get(name, []))) for name in asked)


def _like(decisions: list[tuple[Fraction, str]]) -> tuple[str, ...]:
    """The decisions on like uses, each once, the most alike first."""
    return tuple(dict.fromkeys(law for alike, law in sorted(decisions, key=lambda one: (-one[0], one[1])) if alike >= HALF))


def likeness(precedent: Precedent, proposal: Proposal) -> Fraction:
    """How far the use of *proposal* is like that of *precedent*: of the facts listed that are answered, the part shared; 0 for none."""
    shared = answered = 0
    for name, values in precedent.like:
        given = _given(proposal, name)
        answered += bool(given)
        shared += not given.isdisjoint(values)
    return Fraction(shared, answered) if answered else Fraction(0)


def _given(proposal: Proposal, name: str) -> set[str]:
    if name == "technology":
        return set(proposal.technologies)
    answer = proposal.facts.get(name)
    return set(answer.values) if answer is not None else set()
