"""Which open item to answer first: the one on which decisions on like uses turned most.

A decision counts for as much as the use it bore on is like the one assessed: of the facts that make a use like it and that are answered,
the part that is shared. What several decisions turned on adds up; exact fractions, so that nothing depends on the machine.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
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

    def questions(self, proposal: Proposal, day: int, still_open: Collection[str], deciding: Sequence[str]) -> tuple[Question, ...]:
        """The items *still_open* that decisions of the ordinal *day* or before turned on, the weightiest first, then the other *deciding* ones.

        Where like uses give fewer than five, what decisions on any use turned on most makes up the number. What is deciding and no item, such
        as a law whose state is unknown, comes before all: no answer settles anything before it.
        """
        known = [(one, likeness(one, proposal)) for one in self._precedents if self._since.get(one.law, day + 1) <= day]
        turned = {ground: [(alike, one.law) for one, alike in known if ground in one.grounds] for ground in still_open}
        weights = {ground: sum((alike for alike, _ in them), Fraction(0)) for ground, them in turned.items() if them}
        ranked = sorted((ground for ground, weight in weights.items() if weight), key=lambda ground: (-weights[ground], ground))
        others = sorted(weights.keys() - set(ranked), key=lambda ground: (-len(turned[ground]), ground))
        ranked += others[: max(FIRST - len(ranked), 0)]
        first = [name for name in deciding if name.startswith("law:")]
        last = [name for name in deciding if name not in ranked and name not in first]
        return tuple(Question(name, _alike(turned.get(name, []))) for name in (*first, *ranked, *last))


def _alike(decisions: list[tuple[Fraction, str]]) -> tuple[str, ...]:
    """The decisions on uses at least half like it or, failing these, on those most like it; each once, the most alike first."""
    least = min(max((alike for alike, _ in decisions), default=Fraction(0)), HALF)
    return tuple(dict.fromkeys(law for alike, law in sorted(decisions, key=lambda one: (-one[0], one[1])) if alike and alike >= least))


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
