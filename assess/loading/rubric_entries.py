"""The entries of a rubric read from its files, by sections.

Every function takes a reader and gives a frozen value of `assess.model`; what is not valid is a finding and takes a default, so that all
the faults of a file are found at once. Conditions are resolved as they are read: the book has every name already.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from assess.conditions.nodes import Condition
from assess.conditions.resolution import CURES
from assess.loading.reader import at_most, ordered
from assess.loading.rubric_reader import RubricReader, most_points
from assess.model import rubric as model
from assess.model.constants import ACTIONS, COMBINE, FACT_KINDS, NORMS, TOP_LEVEL
from assess.model.constants import STATUSES as ANSWERS
from assess.model.law import CERTAINTIES, Source

_LEVELS = tuple(str(level) for level in range(TOP_LEVEL + 1))
_POINTS = 10**6
_FACT = ("title", "question", "help", "kind", "choice", "applies", "each_alone", "section", "category", "max_points", "sources")
_KIND_KEYS = {
    "one": ("values", "default", "belongs", "apart", "shown_by", "narrower"),
    "several": ("values", "belongs", "shown_by", "narrower"),
    "number": ("min", "max", "unit", "words", "narrower"),
    "date": ("min", "max"),
    "record": ("fields",),
    "": ("values", "default", "belongs", "apart", "shown_by", "narrower", "min", "max", "unit", "words", "fields"),
}
_CRITERION = (
    *("title", "question", "weight", "weight_because", "applies", "not_applicable"),
    *("evidence", "evidence_valid_months", "levels", "condition", "sources"),
)
_SAFEGUARD = (
    *("title", "question", "required", "condition", "clause", "not_applicable"),
    *("derived", "denied", "implied", "in_text", "meaning", "sources"),
)
_BLOCKING = ("when", "blocks", "because", "sources")
_OF_ACTION = ("in_use", "in_use_without_text", "current_law")
"""The other words that an action may have."""
_NO_FACTS = frozenset(("technology", "stage", "regime", "stated_text"))
"""Closed names that are no fact to answer."""

# Facts, principles and what they rest on


def values(at: RubricReader, key: str, *more: str) -> tuple[model.Value, ...]:
    """The closed list under *key*: texts, with help, points and the other words of an action where allowed."""
    made = []
    for name, item in at.entries(key, free=True):
        item.limited(*item.book.languages, *more)
        helped = item.prose_if_any("help") if "help" in more else None
        points = item.whole("points", -_POINTS, _POINTS, 0) if "points" in more else 0
        described = "described" in more and item.flag("described")
        words = {name: item.prose_if_any(name) for name in _OF_ACTION if name in more}
        made.append(model.Value(name, item.here_prose(), helped, points, described, **words))
    return tuple(made)


def fact(name: str, at: RubricReader) -> model.Fact:
    """One fact."""
    kind = at.one_of("kind", FACT_KINDS)
    at.limited(*_FACT, *_KIND_KEYS[kind])
    closed = values(at, "values", "help", "points", "described") if kind in ("one", "several") else ()
    ends = [(at.date(key).ordinal, 0) if kind == "date" else at.number(key) for key in ("min", "max") if kind in ("number", "date")]
    low, high = (end or (0, 0) for end in ends or [None, None])
    if not at_most(low, high) and at.has("min") and at.has("max"):
        at.fault("range-empty", "max")
    if at.has("narrower") and at.value("choice") is not True:
        at.fault("narrower-no-choice", "narrower", on_key=True)
    most = most_points([value.points for value in closed], several=kind == "several")
    return model.Fact(
        id=name,
        kind=kind or "one",
        **at.typed(model.Fact, *_FACT, "unit"),
        values=closed,
        fields=tuple(field(key, item) for key, item in at.entries("fields")) if kind == "record" else (),
        low=low,
        high=high,
        **at.texts_if_any("section", "category"),
        max_points=at.whole("max_points", -_POINTS, _POINTS, most),
        belongs=shared_out(at, tuple(value.id for value in closed)),
        apart=at.one_of("apart", tuple(value.id for value in closed), optional=True) if kind == "one" else "",
        shown_by=shown_by(at, [value.id for value in closed]) if at.has("shown_by") else {},
        default=at.one_of("default", tuple(value.id for value in closed), optional=True) if kind == "one" else "",
        words=tuple(word(key, item, low, high) for key, item in at.entries("words", optional=True)) if kind == "number" else (),
        narrower=narrower(at, tuple(value.id for value in closed)) if kind in ("one", "several") else (),
        towards=at.one_of("narrower", ("less", "more"), optional=True) if kind == "number" else "",
    )


def narrower(at: RubricReader, values: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Of the *values* of a fact, those in the place of which a narrower project would have others, with these."""
    inner = at.mapping("narrower", ordered(*values), optional=True)
    return tuple((value, inner.choices(value, values)) for value in values if inner.has(value))


def shared_out(at: RubricReader, values: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Of the *values* of a fact, those that are of some technologies alone, each with these."""
    technologies = at.book.scope.closed.get("technology", ())
    inner = at.mapping("belongs", ordered(*values), optional=True)
    return tuple((value, inner.choices(value, technologies)) for value in values if inner.has(value))


def shown_by(at: RubricReader, known: list[str]) -> dict[str, Condition]:
    """For some of the values *known* of a fact, what establishes that it has them."""
    inner = at.mapping("shown_by")
    inner.limited(*known)
    return {name: inner.must(name) for name in known if inner.has(name)}


def word(name: str, at: RubricReader, low: tuple[int, int], high: tuple[int, int]) -> model.Word:
    """A word that stands for a number between *low* and *high*."""
    at.limited(*at.book.languages, "value")
    return model.Word(name, at.number("value", low, high) or low, at.here_prose())


def meaning(name: str, at: RubricReader) -> model.Value:
    """What an answer to a guarantee means."""
    at.limited(*at.book.languages)
    if name not in ANSWERS:
        at.fault("unknown-key", among=ANSWERS, expected="choice", choices=", ".join(ANSWERS))
    return model.Value(name, at.here_prose())


def field(name: str, at: RubricReader) -> model.Field:
    """One field of a record."""
    return model.Field(name, **at.fields(model.Field, "title", "values"), values=values(at, "values", "help"))


def principle(name: str, at: RubricReader) -> model.Principle:
    """One principle with its criteria."""
    read = at.fields(model.Principle, "title", "heart", "guidance", "condition", "sources", "criteria", "examples")
    return model.Principle(name, **read, criteria=tuple(criterion(f"{name}.{key}", item) for key, item in at.entries("criteria")))


def criterion(name: str, at: RubricReader) -> model.Criterion:
    """One criterion, of id `principle.criterion`."""
    levels = at.mapping("levels")
    levels.limited(*_LEVELS)
    return model.Criterion(
        id=name,
        **at.fields(model.Criterion, *_CRITERION),
        weight=at.whole("weight", 1, 100, 1),
        evidence=evidence_needed(at),
        valid_months=at.whole("evidence_valid_months", 1, 1200, 0),
        levels=tuple(levels.prose(level) for level in _LEVELS),
    )


def evidence_needed(at: RubricReader) -> tuple[int, ...]:
    """For each level, the rank of the grade it needs: that written for it or for a lower level, -1 when none is."""
    if not at.has("evidence"):
        return (-1,) * len(_LEVELS)
    inner = at.mapping("evidence")
    inner.limited(*_LEVELS)
    return tuple(accumulate((inner.rank(level, at.book.grades, -1) for level in _LEVELS), max))


def evidence_rule(at: RubricReader) -> model.EvidenceRule:
    """Evidence that counts for less than its grade."""
    at.limited("grade", "independent", "counts_as", "because", "sources")
    grade, counts_as = (at.rank(key, at.book.grades, 0, optional=False) for key in ("grade", "counts_as"))
    return model.EvidenceRule(grade=grade, counts_as=counts_as, **at.typed(model.EvidenceRule, "independent", "because", "sources"))


def source(name: str, at: RubricReader) -> Source:
    """One entry of the bibliography."""
    return Source(
        id=name,
        **at.fields(Source, "title", "cite", "author", "date", "url", "certainty"),
        **at.texts_if_any("author", "date"),
        url=at.link("url"),
        certainty=at.one_of("certainty", CERTAINTIES),
    )


# Rules


def term(name: str, at: RubricReader) -> model.Rule:
    """A named condition."""
    return model.Rule(name, value="", **at.fields(model.Rule, "when", "title", "because", "sources"))


def rules(at: RubricReader, key: str, concludes: str, allowed: tuple[str, ...], *, action: bool = False) -> tuple[model.Rule, ...]:
    """The rules under *key*, each concluding one of the *allowed* values under the key *concludes*."""
    allowed = allowed or ("",)
    made = []
    for name, item in at.entries(key):
        item.limited("when", concludes, "because", "sources")
        when = item.must("when", action=action)
        made.append(model.Rule(name, when, item.one_of(concludes, allowed) or allowed[0], item.prose("because"), item.citations()))
    return tuple(made)


def tier(name: str, at: RubricReader) -> model.Tier:
    """An ordered scale with its rules."""
    at.limited("title", "levels", "combine", "default", "rules")
    levels = values(at, "levels")
    ids = tuple(level.id for level in levels)
    combine = at.one_of("combine", COMBINE) or COMBINE[0]
    default = at.one_of("default", ids or ("",), optional=True)
    return model.Tier(name, at.prose("title"), levels, combine, default, rules(at, "rules", "level", ids))


def choice(at: RubricReader, *, titled: bool) -> model.Choice:
    """A closed list with the rules that decide: the regime, an outcome."""
    at.limited("title", "values", "rules")
    closed = values(at, "values")
    title = at.prose("title") if titled else at.prose_if_any("title")
    return model.Choice(title, closed, rules(at, "rules", "value", tuple(value.id for value in closed)))


def requirement(name: str, at: RubricReader) -> model.Requirement:
    """A score required of a principle, or a floor under a criterion."""
    floor, scope = at.has("floor"), at.book.scope
    target = at.name("floor", scope.criteria, "criterion") if floor else at.name("principle", scope.principles, "principle")
    least = at.integer("level", 1, TOP_LEVEL) if floor else at.integer("score", 0, 100)
    return model.Requirement(
        id=name,
        principle=target.partition(".")[0],
        floor=target if floor else "",
        least=least or 0,
        **at.fields(model.Requirement, *(("floor", "level") if floor else ("principle", "score")), *_BLOCKING),
    )


def safeguard(name: str, at: RubricReader) -> model.Safeguard:
    """A guarantee, with the rules that require it."""
    read = at.fields(model.Safeguard, *_SAFEGUARD)
    read["in_text"] = read["in_text"] or not at.has("in_text")
    return model.Safeguard(name, **read, rules=tuple(safeguard_rule(key, item) for key, item in at.entries("required")))


def safeguard_rule(name: str, at: RubricReader) -> model.SafeguardRule:
    """When a guarantee is required, and at what rank."""
    least = at.rank("min_instrument", at.book.scope.instruments, 0)
    return model.SafeguardRule(
        name, min_instrument=least, **at.fields(model.SafeguardRule, "when", "min_instrument", *_BLOCKING[1:], "clause")
    )


def red_line(name: str, at: RubricReader) -> model.RedLine:
    """A combination that no score buys back."""
    cured_by = at.one_of("cured_by", CURES) or CURES[0]
    read = at.fields(model.RedLine, "title", "when", "cured_by", "because", "condition", "sources")
    return model.RedLine(name, cured_by=cured_by, **read)


def pathway(at: RubricReader) -> model.Pathway:
    """How an action and a norm are found."""
    at.limited("actions", "norms", "action_rules", "norm_rules", "conditions")
    actions, norms = at.mapping("actions"), at.mapping("norms")
    actions.limited(*ACTIONS)
    norms.limited(*NORMS)
    return model.Pathway(
        actions=values(at, "actions", *_OF_ACTION),
        norms=values(at, "norms"),
        action_rules=rules(at, "action_rules", "action", _present(actions, ACTIONS)),
        norm_rules=rules(at, "norm_rules", "norm", _present(norms, NORMS), action=True),
        conditions=tuple(condition(name, item) for name, item in at.entries("conditions", optional=True)),
    )


def _present(at: RubricReader, among: tuple[str, ...]) -> tuple[str, ...]:
    """The keys present, of those *among*; all of *among* when there is none, so that one fault is said once."""
    return tuple(str(key) for key in at if key in among) or among


def condition(name: str, at: RubricReader) -> model.Condition:
    """A further condition, or a point of attention."""
    at.limited("when", "text", "because", "norm", "sources")
    because = at.prose_if_any("because")
    norm = at.one_of("norm", ("", *NORMS), optional=True)
    return model.Condition(name, at.must("when", action=True), at.prose("text"), because, norm, at.citations())


def score(name: str, at: RubricReader) -> model.Score:
    """A number the rubric defines."""
    return model.Score(name, **at.fields(model.Score, "title", "value", "max"))


# Technologies


def technology(name: str, at: RubricReader) -> model.Technology:
    """One technology; its id is a value of the fact `technology`."""
    known = at.book.scope.closed.get("technology", ())
    if name not in known:
        at.fault("technology-not-a-value", among=known, expected="technology", choices=", ".join(known))
    return model.Technology(
        id=name,
        **at.fields(model.Technology, "what", "facts", "attention", "precedents", "frame", "sources"),
        facts=tuple(usual(at.mapping("facts", optional=True))),
        attention=tuple(attention(key, item) for key, item in at.entries("attention", optional=True)),
        frame=tuple(sorted((period(item) for item in at.items("frame")), key=lambda period: period.since)),
    )


def usual(at: RubricReader) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the uses of a technology usually answer: values of facts with closed values."""
    scope = at.book.scope
    closed = {name: values for name, values in scope.closed.items() if name not in _NO_FACTS}
    for key in at:
        name = str(key)
        if name in scope.several:
            yield name, at.choices(name, scope.several[name])
        elif name in closed:
            yield name, (at.one_of(name, closed[name]),)
        else:
            at.unknown(key, [*closed, *scope.several], "fact", "unknown-fact")


def attention(name: str, at: RubricReader) -> model.Attention:
    """A weak point, with the criteria and guarantees that bear on it."""
    at.limited("text", "criteria", "safeguards", "sources")
    known = {"criteria": (at.book.scope.criteria, "criterion"), "safeguards": (at.book.scope.safeguards, "safeguard")}
    lists = {key: at.list(key, optional=True) for key in known}
    named: dict[str, Any] = {key: tuple(items.name(index, *known[key]) for index in items) for key, items in lists.items()}
    return model.Attention(name, **named, **at.typed(model.Attention, "text", "sources"))


def period(at: RubricReader) -> model.Period:
    """The law from a day on."""
    at.limited("since", "text", "sources")
    return model.Period(at.date("since").ordinal, **at.typed(model.Period, "text", "sources"))
