"""The chain of reasons: conclusion ← rules that fired ← answers they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from assess.engine.logic import TRUE, Vector
from assess.engine.program import Program
from assess.model.assessment import CERTAIN, POSSIBLE, Fired

_THROUGH = ("rule:", "term:", "answer:", "short:", "missing:", "rank:", "needed:", "lacks:", "blocked:", "cure:")
_ONLY_IF_TRUE = ("lacks:", "blocked:", "cure:", "short:", "missing:")
_SHOWN = {"met:": "safeguard:", "required:": "safeguard:", "given:": "safeguard:", "gap:": "principle:", "value:": "score:"}


class Reasons:
    """Reads the chain back from a vector that has been run."""

    def __init__(self, program: Program) -> None:
        """Index the slots of *program* by place."""
        self.program = program
        self.names = {at: name for name, at in program.slots.items()}
        self.order = {name: at for at, name in self.names.items()}

    def holding(self, v: Vector, rules: Iterable[tuple[str, Any]]) -> tuple[Fired, ...]:
        """The *rules* (slot name, rule) that hold or may hold."""
        return tuple(self.fired(v, name, rule) for name, rule in rules if v[self.program.slots[name]])

    def first_that_hold(self, v: Vector, rules: Iterable[tuple[str, Any]]) -> tuple[Fired, ...]:
        """The *rules* that may hold, up to the first that certainly does."""
        found = []
        for name, rule in rules:
            truth = v[self.program.slots[name]]
            if truth:
                found.append(self.fired(v, name, rule))
            if truth == TRUE:
                break
        return tuple(found)

    def fired(self, v: Vector, name: str, rule: Any) -> Fired:
        """One rule, with the answers it read."""
        at = self.program.slots[name]
        return Fired(
            name.partition("@")[0] if name.startswith("rule:") else f"rule:{name.replace(':', '.')}",
            str(getattr(rule, "value", "")),
            CERTAIN if v[at] == TRUE else POSSIBLE,
            rule.because,
            rule.sources,
            tuple(dict.fromkeys(self.reads(v, at))),
        )

    def reads(self, v: Vector, at: int) -> Iterator[str]:
        """The qualified ids of the answers and conclusions on which slot *at* rests, in the order of the slots."""
        for read in self.program.depends.get(at, ()):
            name = self.names[read]
            prefix = name.partition(":")[0] + ":"
            if prefix in _ONLY_IF_TRUE and not v[read]:
                continue
            if prefix in _THROUGH:
                yield from self.reads(v, read)
            elif prefix == "fact:":
                yield "fact:" + name[5:].partition(".")[0]
            elif prefix in _SHOWN:
                yield _SHOWN[prefix] + name[len(prefix) :]
            else:
                yield name
