"""Parts of a rubric read from their files, by sections. Conditions are kept as text here: names are resolved once all is read.

Every function takes an `At`, a place in a file, and gives a frozen value of `assess.model.rubric`; what is not valid is a finding and takes
a default, so that all the faults of a file are found at once.
"""

from __future__ import annotations

from assess.loading.rubric_reader import At
from assess.model.law import CERTAINTIES, STATUSES, Citation, LawEntry, Source
from assess.model.rubric import Criterion, EvidenceRule, Fact, Field, Principle, Value

KINDS = ("one", "several", "number", "date", "record")


def citations(at: At, key: str = "sources") -> tuple[Citation, ...]:
    """The list under *key*: strings, or mappings with a place, a certainty and a note."""
    found = []
    for item in at.each(key):
        if item.is_text():
            found.append(Citation(item.here_reference()))
            continue
        item.only("ref", "at", "certainty", "note")
        note = item.prose("note") if item.has("note") else None
        certainty = item.choice("certainty", CERTAINTIES, required=False)
        found.append(Citation(item.reference("ref"), item.string("at", required=False), certainty, note))
    return tuple(found)


def value(at: At, name: str, *more: str) -> Value:
    """One value of a closed list: a text, with help and points where allowed."""
    at.only(*at.languages, *more)
    helped = at.prose("help") if "help" in more and at.has("help") else None
    points = at.whole("points", -(10**6), 10**6, 0) if "points" in more else 0
    return Value(name, at.here_prose(), helped, points)


def values(at: At, key: str, *more: str) -> tuple[Value, ...]:
    """The closed list under *key*."""
    return tuple(value(item, name, *more) for name, item in at.items(key, free=True))


def fact(name: str, at: At) -> Fact:
    """One fact, but for the condition under `applies`."""
    kind = at.choice("kind", KINDS)
    at.only(*_FACT, *(_KIND_KEYS[kind] if kind else ("values", "min", "max", "unit", "fields")))
    closed = values(at, "values", "help", "points") if kind in ("one", "several") else ()
    low, high = at.range("min", "max", dates=kind == "date") if kind in ("number", "date") else ((0, 0), (0, 0))
    if low[0] * 10 ** high[1] > high[0] * 10 ** low[1] and at.has("min") and at.has("max"):
        at.cursor.fault("range-empty", "max")
    points = [found.points for found in closed]
    most = sum(max(found, 0) for found in points) if kind == "several" else max(points, default=0)
    return Fact(
        id=name,
        kind=kind or "one",
        title=at.prose("title"),
        question=at.prose("question"),
        help=at.prose("help") if at.has("help") else None,
        choice=at.flag("choice"),
        applies=at.condition("applies"),
        values=closed,
        fields=tuple(field(key, item) for key, item in at.items("fields")) if kind == "record" else (),
        low=low,
        high=high,
        unit=at.prose("unit") if at.has("unit") else None,
        section=at.string("section", required=False),
        category=at.string("category", required=False),
        max_points=at.whole("max_points", -(10**6), 10**6, most),
        sources=citations(at),
    )


_FACT = ("title", "question", "help", "kind", "choice", "applies", "section", "category", "max_points", "sources")
_KIND_KEYS = {
    "one": ("values",),
    "several": ("values",),
    "number": ("min", "max", "unit"),
    "date": ("min", "max"),
    "record": ("fields",),
}


def field(name: str, at: At) -> Field:
    """One field of a record."""
    at.only("title", "values")
    return Field(name, at.prose("title"), values(at, "values", "help"))


def principle(name: str, at: At) -> Principle:
    """One principle with its criteria."""
    at.only("title", "heart", "guidance", "condition", "sources", "criteria")
    return Principle(
        id=name,
        title=at.prose("title"),
        heart=at.prose("heart"),
        guidance=at.prose("guidance"),
        condition=at.prose("condition"),
        sources=citations(at),
        criteria=tuple(criterion(f"{name}.{key}", item) for key, item in at.items("criteria")),
    )


def criterion(name: str, at: At) -> Criterion:
    """One criterion, of id `principle.criterion`."""
    at.only(*_CRITERION)
    levels = at.inside("levels")
    levels.only(*_LEVELS)
    return Criterion(
        id=name,
        title=at.prose("title"),
        question=at.prose("question"),
        weight=at.whole("weight", 1, 100, 1),
        weight_because=at.prose("weight_because") if at.has("weight_because") else None,
        applies=at.condition("applies"),
        not_applicable=at.flag("not_applicable"),
        evidence=evidence_needed(at),
        valid_months=at.whole("evidence_valid_months", 1, 1200, 0),
        levels=tuple(levels.prose(level) for level in _LEVELS),
        condition=at.prose("condition"),
        sources=citations(at),
    )


_LEVELS = ("0", "1", "2", "3", "4")
_CRITERION = (
    *("title", "question", "weight", "weight_because", "applies", "not_applicable"),
    *("evidence", "evidence_valid_months", "levels", "condition", "sources"),
)


def evidence_needed(at: At) -> tuple[int, ...]:
    """For each level, the rank of the grade it needs: that written for it or for a lower level, -1 when none is."""
    if not at.has("evidence"):
        return (-1,) * 5
    inner = at.inside("evidence")
    inner.only(*_LEVELS)
    needed = -1
    found = []
    for level in _LEVELS:
        grade = inner.choice(level, at.grades, required=False)
        needed = max(needed, at.grades.index(grade) if grade else -1)
        found.append(needed)
    return tuple(found)


def evidence_rule(at: At, grades: tuple[str, ...]) -> EvidenceRule:
    """Evidence that counts for less than its grade."""
    at.only("grade", "independent", "counts_as", "because", "sources")
    grade, counts = at.choice("grade", grades), at.choice("counts_as", grades)
    return EvidenceRule(
        grade=grades.index(grade) if grade else 0,
        independent=at.flag("independent"),
        counts_as=grades.index(counts) if counts else 0,
        because=at.prose("because"),
        sources=citations(at),
    )


def source(name: str, at: At) -> Source:
    """One entry of the bibliography."""
    at.only("title", "cite", "author", "date", "url", "certainty")
    return Source(
        name,
        at.prose("title"),
        at.string("author", required=False),
        at.string("date", required=False),
        at.link("url"),
        at.choice("certainty", CERTAINTIES),
        at.prose("cite") if at.has("cite") else None,
    )


def law_entry(name: str, at: At) -> LawEntry:
    """One provision or decision, with its dates."""
    at.only("title", "cite", "requires", "dates", "replaced_by", "source", "last_checked", "certainty")
    origin = at.inside("source", "title", "url")
    return LawEntry(
        id=name,
        title=at.prose("title"),
        cite=at.prose("cite"),
        requires=at.prose("requires"),
        dates=at.dated("dates", STATUSES),
        replaced_by=at.reference("replaced_by") if at.has("replaced_by") else "",
        source_title=origin.string("title"),
        source_url=origin.link("url"),
        last_checked=at.day("last_checked")[1],
        certainty=at.choice("certainty", CERTAINTIES),
    )
