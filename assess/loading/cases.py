"""Cases read from their file: situations, what is expected of them, why; every fault of the file is a finding.

The situation of a case is given as the answers of a proposal, in short forms that are spread out, and laid over those of its base. What
a case names elsewhere is given by a `Bench`: the rubrics, and the proposals from which a case starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, Self

from msgspec import Struct
from msgspec.structs import replace

from assess.loading.proposal import LeftAside, Names, load_answers, stated_law, technologies
from assess.loading.reader import Key, Reader, ordered
from assess.model.case import LACKING, PRESENT, Case, Expected
from assess.model.constants import STAGES, TOP_LEVEL
from assess.model.finding import Finding, Severity
from assess.model.law import CLOSING
from assess.model.proposal import CriterionAnswer, Evidence, FactAnswer, Proposal
from assess.model.rubric import Pathway, Rubric
from assess.yaml_source.document import Document
from assess.yaml_source.nodes import Mapping, Mark, Node, Sequence

YES_NO: tuple[str, ...] = ("yes", "no", "unknown")
MARKS: tuple[str, ...] = ("raised", "clear", "undetermined")
COVERS: tuple[str, ...] = ("covers", "awaited", "outside", "unknown", "none")
STATES: tuple[str, ...] = ("met", "gap", "undetermined")
NONE = "none"
"""Under `min_instrument`: no rank is asked for."""
KEYS = ordered("name", "rubric", "as-of", "base", "given", "expect", "because")
EXPECT = ordered(
    *("regime", "tiers", "pathway", "action", "norm", "outcome", "scores", "red_lines", "required", "min_instrument", "met"),
    *("principles", "levels", "texts", "given", "domains", "conditions", "no_conditions", "deciding", "no_deciding"),
)
_WHERE = ("instrument", "ref")


class Try(Struct, frozen=True):
    """What a case is tried under."""

    rubric: Rubric
    names: Names


class Bench(Struct, frozen=True):
    """Where the rubrics and the proposals that a file of cases names are found."""

    rubric: Callable[[str], Try | None]
    """The rubric of a name; empty: the one checked. None when there is no such rubric, or when it has faults."""
    rubrics: tuple[str, ...]
    """The names that may be meant."""
    base: Callable[[str, str], Proposal | None]
    """The proposal of a path, or of the id of an example, under the rubric named; None when it cannot be read."""


def load_cases(document: Document, bench: Bench) -> tuple[list[Case], list[Finding]]:
    """The cases of *document* that have no fault, and every finding."""
    root = CaseReader.open(document, ordered("cases"))
    sound, seen = [], set()
    for _, at in root.list("cases").each(KEYS):
        name = at.text("name")
        if name and name in seen:
            at.fault("case-twice", "name")
        seen.add(name)
        before = _errors(root)
        case = _case(at, name, bench)
        if case is not None and _errors(root) == before:
            sound.append(case)
    return sound, root.told()


def _errors(root: Reader) -> int:
    return sum(finding.severity is Severity.ERROR for finding in root.findings)


def _case(at: Reader, name: str, bench: Bench) -> Case | None:
    wanted = at.text("rubric", optional=True)
    tried = bench.rubric(wanted)
    if tried is None:
        if wanted:
            at.fault("unknown-rubric", "rubric", among=bench.rubrics, expected="rubric")
        return None
    started = at.text("base", optional=True)
    base = bench.base(started, wanted) if started else None
    if started and base is None:
        at.fault("case-base", "base", expected="case-base")
    day = at.date("as-of", optional=base is not None or at.has("base"))
    as_of = day.ordinal or (base.day if base else 1)
    proposal = None if at.has("base") and base is None else situation(at, tried.names, base, as_of)
    expected = expectations(at, name, tried.rubric)
    because, sources = _because(at, tried.rubric)
    return None if proposal is None else Case(name, wanted, as_of, proposal, expected, because, sources)


def _because(at: Reader, rubric: Rubric) -> tuple[str, tuple[str, ...]]:
    """Why it is so, with at least one source that exists."""
    because = at.mapping("because", ordered("text", "sources"))
    known, items = rubric.qualified("law", "source"), because.list("sources")
    if items and not len(items):
        because.fault("case-no-source", "sources", on_key=True, expected="reference")
    refs = [items.text(index) for index in items]
    for index, ref in zip(items, refs, strict=True):
        if ref and ref not in known:
            items.fault("unknown-reference", index, among=known, expected="reference")
    return because.text("text"), tuple(ref for ref in refs if ref in known)


# The situation


class CaseReader(Reader, eq=False):
    """A reader of cases: `maturity.trl: 3` stands for `maturity.trl: {level: 3}`, `dpia: present` for `dpia: {status: present}`."""

    def mapping(self, key: Key, known: AbstractSet[str] | None = None, *, optional: bool = False) -> Self:
        """A reader of the mapping at *key*, which may be an answer in its short form."""
        value = self.node.get(key)
        short = _SHORT.get(self.key) if self.parent and self.parent.key == "given" else None
        if short and isinstance(value, Mapping) and short == "status":
            return self.inner(_with_where(value), key).only(known)
        if short and value is not None and not isinstance(value, (Mapping, Sequence)):
            mark = self.node.mark(key)
            return self.inner(_mapping([(short, value, mark, mark)]), key)
        return super().mapping(key, known, optional=optional)


_SHORT: dict[Key, str] = {"criteria": "level", "safeguards": "status"}
"""The key of what stands alone, in each section."""


def situation(case: Reader, names: Names, base: Proposal | None, as_of: int) -> Proposal:
    """The proposal that the `given` of *case* describes, as changes of *base* when there is one."""
    keys = ordered("technology", "stage", *names.records, "facts", "criteria", "safeguards", "law", "without")
    at = case.mapping("given", keys, optional=base is not None)
    answers = load_answers(at, names)
    started = base or Proposal(id="case")
    named = technologies(at, names) if at and (base is None or at.has("technology")) else {}
    made = replace(
        started,
        **named,
        stage=at.choice("stage", STAGES, optional=True) or started.stage,
        facts=started.facts | _merged(started.facts, answers.facts),
        criteria=started.criteria | _shown(at, answers, names, as_of),
        safeguards=started.safeguards | answers.safeguards,
        law=stated_law(at, names, LeftAside()) if at.has("law") else started.law,
    )
    return _without(at, made)


def _with_where(answer: Mapping) -> Mapping:
    """*answer* with `instrument` and `ref` put under `where`, unless it has one."""
    placed = [(key, answer[key], answer.key_mark(key), answer.mark(key)) for key in answer]
    moved = [item for item in placed if item[0] in _WHERE]
    if not moved or "where" in answer:
        return answer
    where = _mapping(moved)
    return _mapping([item for item in placed if item[0] not in _WHERE] + [("where", where, moved[0][2], moved[0][2])])


def _mapping(placed: list[tuple[str, Node, Mark, Mark]]) -> Mapping:
    made = Mapping({key: value for key, value, _, _ in placed})
    made.marks = [mark for _, _, *marks in placed for mark in marks]
    return made


def _merged(old: dict[str, FactAnswer], new: dict[str, FactAnswer]) -> dict[str, FactAnswer]:
    """*new*, in which a record of which only some fields are given keeps the others of *old*."""
    merged = dict(new)
    for name, answer in new.items():
        before = old.get(name)
        if before is not None and len(before.values) == len(answer.values) and "" in answer.values:
            values = tuple(own or kept for own, kept in zip(answer.values, before.values, strict=True))
            merged[name] = replace(answer, values=values)
    return merged


def _shown(at: Reader, answers: Proposal, names: Names, as_of: int) -> dict[str, CriterionAnswer]:
    """The criteria; a level given alone is one that has been shown, with all the evidence that it needs."""
    written = at.value("criteria")
    if not isinstance(written, Mapping) or not names.grades:
        return answers.criteria
    best = Evidence("", len(names.grades) - 1, independent=True, protocol_published=True, day=as_of, expires=0, file="", url="")
    return {
        name: answer if isinstance(written.get(name), Mapping) else replace(answer, evidence=(best,))
        for name, answer in answers.criteria.items()
    }


def _without(at: Reader, made: Proposal) -> Proposal:
    kinds: dict[str, dict[str, Any]] = {"fact": made.facts, "criterion": made.criteria, "safeguard": made.safeguards}
    answered = sorted(f"{kind}:{name}" for kind, answers in kinds.items() for name in answers)
    dropped = at.choices("without", answered, optional=True, expected="answered")
    kept = [{name: given for name, given in answers.items() if f"{kind}:{name}" not in dropped} for kind, answers in kinds.items()]
    return replace(made, **dict(zip(("facts", "criteria", "safeguards"), kept, strict=True)))


# What is expected, read against what the rubric can conclude


def expectations(case: Reader, name: str, rubric: Rubric) -> tuple[Expected, ...]:
    """Everything under `expect` of *case*, called *name*, in the order of the file."""
    at = case.mapping("expect", EXPECT)
    if at and not len(at):
        case.fault("case-expects-nothing", "expect", on_key=True)
    every = _Expectations(at, name).all(rubric)
    return tuple(sorted(every, key=lambda expected: (expected.differs.place.line, expected.differs.place.column)))


def _single(rubric: Rubric) -> dict[str, tuple[str, ...]]:
    single = {name: _ids(choice.values) for name, choice in rubric.choices.items()}
    pathway = rubric.pathway
    if pathway is not None:
        single |= {"pathway": ways(pathway), "action": _ids(pathway.actions), "norm": _ids(pathway.norms)}
    return {"regime": (), "outcome": ()} | single


def _several(rubric: Rubric) -> dict[str, dict[str, tuple[str, ...]]]:
    """What there are several of, by name, with the values that each may have."""
    safeguards, levels = _ids(rubric.safeguards), tuple(str(level) for level in range(TOP_LEVEL + 1))
    return {
        "tiers": {tier.id: _ids(tier.levels) for tier in rubric.tiers},
        "red_lines": dict.fromkeys(_ids(rubric.red_lines), MARKS),
        "required": dict.fromkeys(safeguards, YES_NO),
        "met": dict.fromkeys(safeguards, YES_NO),
        "min_instrument": dict.fromkeys(safeguards, (*_ids(rubric.instruments), NONE)),
        "principles": dict.fromkeys(_ids(rubric.principles), STATES),
        "levels": dict.fromkeys(_ids(rubric.criteria), levels),
        "texts": dict.fromkeys(_ids(rubric.texts), COVERS),
        "given": dict.fromkeys(safeguards, (*_ids(rubric.instruments), NONE)),
        "domains": dict.fromkeys(_ids(rubric.domains), (*CLOSING, "unknown", NONE)),
    }


class _Expectations:
    def __init__(self, at: Reader, name: str) -> None:
        self.at, self.name = at, name

    def all(self, rubric: Rubric) -> Iterator[Expected]:
        for kind, values in _single(rubric).items():
            yield from self.one(self.at, kind, values)
        for kind, allowed in _several(rubric).items():
            yield from self.each(kind, allowed)
        yield from self.scores(_ids(rubric.scores))
        for kind, known in (("conditions", conditions(rubric)), ("deciding", rubric.qualified("fact", "criterion", "safeguard", "law"))):
            yield from self.items(kind, known, PRESENT)
            yield from self.items(f"no_{kind}", known, LACKING)

    def one(self, at: Reader, key: Key, allowed: tuple[str, ...], kind: str = "") -> Iterator[Expected]:
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
        at = self.at.mapping(kind, optional=True)
        for key in at:
            if str(key) in allowed:
                yield from self.one(at, key, allowed[str(key)], kind)
            else:
                at.unknown(key, allowed)

    def scores(self, names: tuple[str, ...]) -> Iterator[Expected]:
        """Numbers that the rubric defines: exactly this one, or exactly from `low` to `high`."""
        at = self.at.mapping("scores", ordered(*names), optional=True)
        for key in at:
            several = isinstance(at.value(key), Mapping)
            ends = at.mapping(key, ordered("low", "high")) if several else at
            numbers = [ends.number(end) for end in (("low", "high") if several else (key, key))]
            if None not in numbers and str(key) in names:
                yield self.expected(at, key, "scores", str(key), tuple(dict.fromkeys(_figures(number) for number in numbers if number)))

    def items(self, kind: str, known: list[str], value: str) -> Iterator[Expected]:
        at = self.at.list(kind, optional=True)
        for index in at:
            chosen = at.choice(index, known, expected="item")
            if chosen:
                yield self.expected(at, index, kind, chosen, (value,))

    def expected(self, at: Reader, key: Key, kind: str, item: str, values: tuple[str, ...]) -> Expected:
        what = ".".join(part for part in (kind, item) if part)
        return Expected(kind, item, values, at.finding("case-differs", key, case=self.name, what=what))


def ways(pathway: Pathway) -> tuple[str, ...]:
    """Every `action/norm`, and `stop`, which has no norm."""
    norms = _ids(pathway.norms)
    each = [(action,) if action == "stop" else tuple(f"{action}/{norm}" for norm in norms) for action in _ids(pathway.actions)]
    return tuple(way for own in each for way in own)


def conditions(rubric: Rubric) -> list[str]:
    """The ids of everything that may be a condition; those of `pathway: conditions:` also stand alone."""
    own = rubric.pathway.conditions if rubric.pathway else ()
    return [*_ids(own), *rubric.qualified("condition", "red-line", "principle", "criterion", "safeguard")]


def _ids(items: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(getattr(item, "id", "")) for item in items)


def _figures(number: tuple[int, int]) -> str:
    """*number* as an assessment gives it: to the tenth."""
    digits, scale = number
    return f"{digits / 10**scale:.1f}".removesuffix(".0")
