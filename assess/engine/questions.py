"""Which open item to answer first: the one on which decisions on like uses turned most.

A decision counts for as much as the use it bore on is like the one assessed: of the facts that make a use like it and that are answered,
the part that is shared. What several decisions turned on adds up; exact fractions, so that nothing depends on the machine.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from assess.model.assessment import Question
from assess.model.proposal import Proposal
from assess.model.rubric import Precedent, Rubric


class Precedents:
    """The precedents of a rubric."""

    def __init__(self, rubric: Rubric) -> None:
        self._precedents = rubric.precedents
        law = {f"law:{entry.id}": entry for entry in rubric.law}
        self._since = {one.law: law[one.law].dates[0][0] for one in rubric.precedents if one.law in law and law[one.law].dates}

    def questions(self, proposal: Proposal, day: int, still_open: Collection[str], deciding: Collection[str]) -> tuple[Question, ...]:
        """The items *still_open*, ranked by what the decisions taken before the ordinal *day* turned on, then the other *deciding* ones.

        What is deciding and no item, such as a law whose state is unknown, comes first: no answer settles anything before it.
        """
        weights: dict[str, Fraction] = {}
        because: dict[str, list[tuple[Fraction, str]]] = {}
        for precedent in self._precedents:
            alike = likeness(precedent, proposal) if self._since.get(precedent.law, day + 1) <= day else Fraction(0)
            for ground in precedent.grounds if alike else ():
                if ground in still_open:
                    weights[ground] = weights.get(ground, Fraction(0)) + alike
                    because.setdefault(ground, []).append((-alike, precedent.law))
        ranked = sorted(weights, key=lambda name: (-weights[name], name))
        first = [name for name in deciding if name.startswith("law:")]
        last = [name for name in deciding if name not in weights and name not in first]
        cited = {name: tuple(dict.fromkeys(law for _, law in sorted(them))) for name, them in because.items()}
        return tuple(Question(name, cited.get(name, ())) for name in (*first, *ranked, *last))


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
        return {proposal.technology}
    answer = proposal.facts.get(name)
    return set(answer.values) if answer is not None else set()
