"""What makers of slots share: how rules are named, and when there is one slot for each action."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assess.engine.operations import Operation, one_of

if TYPE_CHECKING:
    from assess.engine.program import Program

Makers = dict[str, Callable[[], Operation]]

STOP = "stop"
"""The action that has no norm."""


def rule_slot(owner: str, rule: Any, action: str = "") -> str:
    """The name of the slot of *rule*; there is one for each *action* when it speaks of the action."""
    return f"rule:{owner}.{rule.id}@{action}" if action and speaks_of_action(rule.when) else f"rule:{owner}.{rule.id}"


def speaks_of_action(expression: Any) -> bool:
    """Whether *expression* reads the action assumed."""
    if expression[0] in ("and", "or", "not"):
        return any(speaks_of_action(part) for part in expression[1:])
    return bool(expression[0] == "in" and expression[1] == "action")


def rule_maker(made: Makers, program: Program, owner: str, rule: Any, action: str = "") -> str:
    """Add to *made* the maker of the truth of *rule*; gives the name of its slot."""
    name = rule_slot(owner, rule, action)
    made[name] = lambda: program.compiler.truth(rule.when, action)
    return name


def any_of(program: Program, names: list[str]) -> Operation:
    """Whether one of the slots *names* is true."""
    return one_of([("slot", program.need(name)) for name in names])
