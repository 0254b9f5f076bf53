"""The forms of the answers to facts, criteria and safeguards, under one rubric."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final

from assess.loading.forms import DoubtError, Form, Glance, Sight, choice, day, flag, nothing, plain_text, text
from assess.model.proposal import CriterionAnswer, Evidence, FactAnswer, SafeguardAnswer
from assess.model.rubric import Fact
from assess.yaml_source.nodes import Mapping, Node, Sequence

_TEXT: Final = ("", plain_text)
_FLAG: Final = (False, flag("assumed").glance)
STATUSES: Final = ("present", "planned", "absent", "not-applicable")
_STATED: Final = {status: status for status in STATUSES[:3]}
TOP_LEVEL: Final = 4


class AnswerForms:
    """What these answers are made of. A level or a status `not-applicable` has conditions: it is always read with a cursor."""

    def __init__(self, grades: tuple[str, ...], instruments: tuple[str, ...]) -> None:
        """For a rubric with these *grades* of evidence and *instruments*, in order."""
        self.evidence = Form(
            Evidence,
            *(text("title", required=True), choice("grade", _ranks(grades), "grade", blank=0)),
            *(flag("independent"), flag("protocol_published")),
            *(day("date", attrgetter("ordinal")), day("expires", attrgetter("ordinal")), text("file"), text("url")),
        )
        pieces = ((), self.evidence.glance_all)
        self.criterion = Sight(
            CriterionAnswer, {"level": (None, _level), "because": _TEXT, "evidence": pieces, "assumed": _FLAG}, ["level"]
        )
        ranks = _ranks(instruments)
        self.where = Form(tuple, choice("instrument", ranks, "instrument", optional=True, blank=-1), text("ref"))
        where = ((-1, ""), self.where.glance)
        self._safeguard = Sight(
            tuple, {"status": ("", _STATED), "where": where, "clause": _TEXT, "because": _TEXT, "assumed": _FLAG}, ["status"]
        )
        self.safeguard_keys = self._safeguard.keys

    def safeguard(self, node: Node, text: str) -> SafeguardAnswer:
        """The answer to a safeguard that *node* gives, at a glance. Raises `DoubtError`."""
        status, (instrument, ref), clause, because, assumed = self._safeguard.glance(node, text)
        return tuple.__new__(SafeguardAnswer, (status, instrument, ref, clause, because, assumed))


def _ranks(names: tuple[str, ...]) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(names)}


def _level(value: Any, _: str) -> int:
    if value.__class__ is int and 0 <= value <= TOP_LEVEL:
        return int(value)
    raise DoubtError


class FactForms(dict[str, tuple[dict[str, FactAnswer], Callable[[Node, str], FactAnswer]]]):
    """For each fact, found when it is first answered: the answers that are one text, and what any other answer gives at a glance."""

    def __init__(self, facts: dict[str, Fact]) -> None:
        """For *facts*."""
        self._facts = facts

    def __missing__(self, name: str) -> tuple[dict[str, FactAnswer], Callable[[Node, str], FactAnswer]]:
        """Find them for the fact *name*, which may not exist."""
        fact = self._facts.get(name)
        if fact is None or fact.kind not in _BARE:
            return {}, nothing
        bare = _BARE[fact.kind](fact)
        found = self[name] = ({}, _reasoned(bare, bare)) if callable(bare) else (bare, _reasoned(bare, nothing))
        return found


def _reasoned(glance: Glance, bare: Callable[[Node, str], FactAnswer]) -> Callable[[Node, str], FactAnswer]:
    """What gives the answer that is *bare*, or stands in a mapping, where *glance* reads it, with a reason or as a hypothesis."""
    inside = Sight(tuple, {"value": (None, glance), "because": _TEXT, "assumed": _FLAG}, ["value"])

    def answer(node: Node, text: str) -> FactAnswer:
        if node.__class__ is not Mapping:
            return bare(node, text)
        stated, because, assumed = inside.glance(node, text)
        return FactAnswer(stated.values, stated.number, assumed, because)

    return answer


def _one(fact: Fact) -> Glance:
    return {value.id: FactAnswer((value.id,)) for value in fact.values}


def _several(fact: Fact) -> Glance:
    known = frozenset(value.id for value in fact.values)

    def glance(value: Any, _: str) -> FactAnswer:
        if value.__class__ is Sequence:
            found = tuple([item for item in value if item.__class__ is str])
            if len(known.intersection(found)) == len(value):
                return FactAnswer(found)
        raise DoubtError

    return glance


def _number(fact: Fact) -> Glance:
    low, high = fact.low[0], fact.high[0]
    whole = not fact.low[1] and not fact.high[1]

    def glance(value: Any, _: str) -> FactAnswer:
        if value.__class__ is not int or not whole or not low <= value <= high:
            raise DoubtError
        return FactAnswer((), (value, 0))

    return glance


_BARE: Final = {"one": _one, "several": _several, "number": _number}
"""What makes the glance at an answer that stands alone, for each kind of fact that is not rare."""
