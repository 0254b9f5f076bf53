"""Which values of a fact a rule speaks of, so that a reason shows the answers that count and not the others."""

from __future__ import annotations

from collections.abc import Mapping

from assess.model.expression import Expression
from assess.model.rubric import Rubric


class Mentions:
    """Finds the values mentioned by the rules of a rubric."""

    def __init__(self, rubric: Rubric) -> None:
        """Index the conditions of *rubric*."""
        self._terms = {term.id: term.when for term in rubric.terms}
        self._rules = {f"rule:{tier.id}.{rule.id}": rule.when for tier in rubric.tiers for rule in tier.rules}
        self._rules |= {f"rule:red-line.{line.id}": line.when for line in rubric.red_lines}
        self._found: dict[str, dict[str, set[str]]] = {}

    def of(self, rule: str) -> Mapping[str, set[str]]:
        """The values mentioned by the rule called *rule*, by the qualified id of their fact."""
        if rule not in self._found:
            self._found[rule] = {}
            self._read(self._rules.get(rule, ["true"]), self._found[rule])
        return self._found[rule]

    def _read(self, e: Expression, found: dict[str, set[str]]) -> None:
        kind = e[0]
        if kind == "term":
            self._read(self._terms[e[1]], found)
        elif kind in ("in", "has"):
            found.setdefault(e[-2], set()).update(e[-1])
        elif kind in ("and", "or", "not"):
            for part in e[1:]:
                self._read(part, found)
