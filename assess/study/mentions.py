"""Which answers count: the values of a fact that a rule speaks of, and whether a fact has its place beside the other answers."""

from __future__ import annotations

from collections.abc import Mapping

from assess.conditions.logic import FALSE
from assess.conditions.nodes import Condition, Has, In, Term, walk
from assess.engine.answers import Told
from assess.model.proposal import Proposal
from assess.model.rubric import Fact, Rubric


def may_apply(fact: Fact, rubric: Rubric, proposal: Proposal) -> bool:
    """False when the answers of *proposal* certainly rule *fact* out; the engine does the reckoning, this is for what is shown."""
    return fact.applies is None or Told(rubric, fact.applies).truth(proposal) != FALSE


class Mentions:
    """Finds the values mentioned by the rules of a rubric."""

    def __init__(self, rubric: Rubric) -> None:
        """Index the conditions of *rubric*."""
        self._terms = {term.id: term.when for term in rubric.terms}
        self._rules = {f"rule:{tier.id}.{rule.id}": rule.when for tier in rubric.tiers for rule in tier.rules}
        self._rules |= {f"rule:red-line.{line.id}": line.when for line in rubric.red_lines}
        self._mentioned: dict[str, dict[str, set[str]]] = {}

    def of(self, rule: str) -> Mapping[str, set[str]]:
        """The values mentioned by the rule called *rule*, by the qualified id of their fact."""
        if rule not in self._mentioned:
            self._mentioned[rule] = {}
            if rule in self._rules:
                self._read(self._rules[rule], self._mentioned[rule])
        return self._mentioned[rule]

    def _read(self, condition: Condition, mentioned: dict[str, set[str]]) -> None:
        for node in walk(condition):
            if isinstance(node, Term):
                self._read(self._terms[node.id], mentioned)
            elif isinstance(node, In | Has):
                mentioned.setdefault(node.slot, set()).update(node.values)
