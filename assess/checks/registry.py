"""Which code carries out which check.

Each module named here has `CHECKS`, functions by id of check, and may have `KINDS`, functions by kind of declared check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Final

from assess.checks.model import Check
from assess.checks.subject import Subject
from assess.checks.waivers import AFTER
from assess.model.finding import Finding

Function = Callable[[Check, Subject], Iterator[Finding]]

MODULES: Final = (
    "acronyms",
    "amounts",
    "answered",
    "articles",
    "cited",
    "complete",
    "consulted",
    "declared",
    "edited",
    "figures",
    "fresh",
    "grounded",
    "layout",
    "links",
    "markers",
    "draft_access",
    "spacing",
    "territories",
)
"""The modules of `assess.checks` that hold checks."""


@cache
def built_in() -> dict[str, Function]:
    """The functions of built-in checks, by id."""
    return {name: function for module in _modules() for name, function in getattr(module, "CHECKS", {}).items()}


@cache
def declared() -> dict[str, Function]:
    """The functions of declared checks, by kind."""
    return {kind: function for module in _modules() for kind, function in getattr(module, "KINDS", {}).items()}


def function(check: Check) -> Function:
    """What carries out *check*. Raises `KeyError` for a check without code: the reader of checks has refused it."""
    return built_in()[check.id] if check.kind == "built-in" else declared()[check.kind]


def has_code(name: str, kind: str) -> bool:
    """Whether there is code for the check *name* of *kind*."""
    return name in built_in() or name in AFTER if kind == "built-in" else kind in declared()


def _modules() -> Iterator[object]:
    return (import_module(f"assess.checks.{name}") for name in MODULES)
