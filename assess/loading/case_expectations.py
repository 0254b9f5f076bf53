"""What a case expects, read against what the rubric can conclude."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assess.loading.cursor import Cursor, ordered
from assess.loading.pointer import Key
from assess.model.case import LACKING, PRESENT, Expected
from assess.model.rubric import Pathway, Rubric
from assess.yaml_source.nodes import Mapping, Sequence

YES_NO: tuple[str, ...] = ("yes", "no", "unknown")
MARKS: tuple[str, ...] = ("raised", "clear", "undetermined")
STATES: tuple[str, ...] = ("met", "gap", "undetermined")
NONE = "none"
"""Under `min_instrument`: no rank is asked for."""
KEYS = ordered(
    *("regime", "tiers", "pathway", "action", "norm", "outcome", "scores", "red_lines", "required", "min_instrument", "met"),
    *("principles", "levels", "conditions", "no_conditions", "deciding", "no_deciding"),
)


def expectations(case: Cursor, name: str, rubric: Rubric) -> tuple[Expected, ...]:
    """Everything under `expect` of *case*, called *name*, in the order of the file."""
    at = case.mapping("expect", KEYS)
    if at and not len(at):
        case.fault("case-expects-nothing", "expect", on_key=True)
    reader = _Reader(at, name, rubric)
    found = (expected for read in (reader.single, reader.named, reader.listed) for expected in read())
    return tuple(sorted(found, key=lambda expected: (expected.differs.place.line, expected.differs.place.column)))


class _Reader:
    def __init__(self, at: Cursor, name: str, rubric: Rubric) -> None:
        self.at, self.name, self.rubric = at, name, rubric

    def single(self) -> Iterator[Expected]:
        """What there is one of."""
        rubric = self.rubric
        yield from self.one(self.at, "regime", _ids(rubric.regime.values) if rubric.regime else ())
        yield from self.one(self.at, "outcome", _ids(rubric.outcome.values) if rubric.outcome else ())
        if rubric.pathway is not None:
            yield from self.one(self.at, "pathway", ways(rubric.pathway))
            yield from self.one(self.at, "action", _ids(rubric.pathway.actions))
            yield from self.one(self.at, "norm", _ids(rubric.pathway.norms))

    def named(self) -> Iterator[Expected]:
        """What there are several of, by name."""
        rubric, safeguards = self.rubric, dict.fromkeys(_ids(self.rubric.safeguards), YES_NO)
        yield from self.each("tiers", {tier.id: _ids(tier.levels) for tier in rubric.tiers})
        yield from self.each("red_lines", dict.fromkeys(_ids(rubric.red_lines), MARKS))
        yield from self.each("required", safeguards)
        yield from self.each("met", safeguards)
        yield from self.each("min_instrument", dict.fromkeys(safeguards, (*_ids(rubric.instruments), NONE)))
        yield from self.each("principles", dict.fromkeys(_ids(rubric.principles), STATES))
        criteria = [criterion.id for principle in rubric.principles for criterion in principle.criteria]
        yield from self.each("levels", dict.fromkeys(criteria, ("0", "1", "2", "3", "4")))
        yield from self.scores()

    def listed(self) -> Iterator[Expected]:
        """What is there, or is not."""
        known = conditions(self.rubric)
        for key, value in (("conditions", PRESENT), ("no_conditions", LACKING)):
            yield from self.items(key, known, value)
        facts = [f"fact:{fact.id}" for fact in self.rubric.facts]
        criteria = [f"criterion:{criterion.id}" for principle in self.rubric.principles for criterion in principle.criteria]
        safeguards = [f"safeguard:{safeguard.id}" for safeguard in self.rubric.safeguards]
        for key, value in (("deciding", PRESENT), ("no_deciding", LACKING)):
            yield from self.items(key, [*facts, *criteria, *safeguards], value)

    def one(self, at: Cursor, key: Key, allowed: tuple[str, ...], kind: str = "") -> Iterator[Expected]:
        """The value, or the list of all the values, at *key*."""
        if not at.has(key):
            return
        if isinstance(at.value(key), Sequence):
            values = at.choices(key, allowed, expected="value")
        else:
            chosen = at.choice(key, allowed, expected="value")
            values = (chosen,) if chosen else ()
        if values:
            yield self.expected(at, key, kind or str(key), str(key) if kind else "", values)

    def each(self, kind: str, allowed: dict[str, tuple[str, ...]]) -> Iterator[Expected]:
        """Every entry of the mapping *kind*."""
        at = self.at.mapping(kind, optional=True)
        for key in at:
            if str(key) in allowed:
                yield from self.one(at, key, allowed[str(key)], kind)
            else:
                at.unknown(key, allowed)

    def scores(self) -> Iterator[Expected]:
        """Numbers that the rubric defines: exactly this one, or exactly from `low` to `high`."""
        at = self.at.mapping("scores", ordered(*_ids(self.rubric.scores)), optional=True)
        for key in at:
            value = at.value(key)
            ends = at.mapping(key, ordered("low", "high")) if isinstance(value, Mapping) else at
            found = [ends.number(end) for end in (("low", "high") if isinstance(value, Mapping) else (key, key))]
            if None not in found and str(key) in _ids(self.rubric.scores):
                yield self.expected(at, key, "scores", str(key), tuple(dict.fromkeys(_figures(number) for number in found if number)))

    def items(self, kind: str, known: Iterable[str], value: str) -> Iterator[Expected]:
        at = self.at.list(kind, optional=True)
        among = list(known)
        for index in at:
            chosen = at.choice(index, among, expected="item")
            if chosen:
                yield self.expected(at, index, kind, chosen, (value,))

    def expected(self, at: Cursor, key: Key, kind: str, item: str, values: tuple[str, ...]) -> Expected:
        what = ".".join(part for part in (kind, item) if part)
        at.fault("case-differs", key, case=self.name, what=what)
        return Expected(kind, item, values, at.findings.pop())


def ways(pathway: Pathway) -> tuple[str, ...]:
    """Every `action/norm`, and `stop`, which has no norm."""
    return tuple(
        way
        for action in _ids(pathway.actions)
        for way in ((action,) if action == "stop" else (f"{action}/{norm}" for norm in _ids(pathway.norms)))
    )


def conditions(rubric: Rubric) -> list[str]:
    """The ids of everything that may be a condition; those of `pathway: conditions:` also stand alone."""
    own = _ids(rubric.pathway.conditions) if rubric.pathway else ()
    criteria = (criterion.id for principle in rubric.principles for criterion in principle.criteria)
    return [
        *own,
        *(f"condition:{name}" for name in own),
        *(f"red-line:{line.id}" for line in rubric.red_lines),
        *(f"principle:{principle.id}" for principle in rubric.principles),
        *(f"criterion:{name}" for name in criteria),
        *(f"safeguard:{safeguard.id}" for safeguard in rubric.safeguards),
    ]


def _ids(items: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(getattr(item, "id", "")) for item in items)


def _figures(number: tuple[int, int]) -> str:
    """*number* as an assessment gives it: to the tenth."""
    digits, scale = number
    return f"{digits / 10**scale:.1f}".removesuffix(".0")
