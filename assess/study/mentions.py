"""Which values of a fact a rule speaks of, so that a reason shows the answers that count and not the others."""

from __future__ import annotations

from collections.abc import Mapping

from assess.conditions.nodes import Concluded, Condition, Has, In, walk
from assess.model.rubric import Rubric


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
            if isinstance(node, Concluded) and node.kind == "term":
                self._read(self._terms[node.id], mentioned)
            elif isinstance(node, In | Has):
                mentioned.setdefault(node.slot, set()).update(node.values)
