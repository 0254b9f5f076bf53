"""The situation of a case: short forms spread out, read as the answers of a proposal, and laid over those of its base."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from assess.loading.cursor import Cursor, ordered
from assess.loading.proposal import STAGES, Answers, Names, load_answers
from assess.model.proposal import CriterionAnswer, Evidence, FactAnswer, Proposal
from assess.yaml_source.nodes import Mapping, Mark, Node, Sequence

_WHERE = ("instrument", "ref")
_EMPTY = Proposal(
    id="case",
    title="",
    language="fr",
    date="",
    day=1,
    stage="exploration",
    rubric="",
    technology="",
    organisation="",
    contact="",
    facts={},
    criteria={},
    safeguards={},
    text_title="",
)


def keys_given(names: Names) -> AbstractSet[str]:
    """The keys under `given`: those of a proposal that are answers, and `without`."""
    records = (name for name, fact in names.facts.items() if fact.kind == "record")
    return ordered("technology", "stage", *records, "facts", "criteria", "safeguards", "without")


def situation(case: Cursor, names: Names, base: Proposal | None, as_of: int) -> Proposal:
    """The proposal that the `given` of *case* describes, as changes of *base* when there is one."""
    at = case.mapping("given", keys_given(names), optional=base is not None)
    spread = Cursor(at.document, at.findings, _spread(at.node), at.parent, at.key) if at else at
    answers = load_answers(spread, names)
    started = base or _EMPTY
    technology = started.technology
    if at and (base is None or at.has("technology")):
        technology = at.choice("technology", names.technologies, expected="technology") or ""
    made = replace(
        started,
        technology=technology,
        stage=at.choice("stage", STAGES, optional=True) or started.stage,
        facts=started.facts | _merged(started.facts, answers.facts),
        criteria=started.criteria | _shown(at, answers, names, as_of),
        safeguards=started.safeguards | answers.safeguards,
    )
    return _without(at, made)


def _spread(given: Mapping) -> Mapping:
    """*given* with `maturity.trl: 3` as `maturity.trl: {level: 3}`, `dpia: present` as `dpia: {status: present}`, and the like."""
    made = Mapping(given)
    made.marks = given.marks
    for section, key in (("criteria", "level"), ("safeguards", "status")):
        inner = given.get(section)
        if isinstance(inner, Mapping):
            made[section] = _entries(inner, key)
    return made


def _entries(inner: Mapping, key: str) -> Mapping:
    made = Mapping()
    for name, value, mark in inner.slots():
        if isinstance(value, Mapping):
            made[name] = _with_where(value) if key == "status" else value
        elif isinstance(value, Sequence) or value is None:
            made[name] = value
        else:
            made[name] = _mapping([(key, value, mark, mark)])
    made.marks = inner.marks
    return made


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
    found = dict(new)
    for name, answer in new.items():
        before = old.get(name)
        if before is not None and len(before.values) == len(answer.values) and "" in answer.values:
            values = tuple(own or kept for own, kept in zip(answer.values, before.values, strict=True))
            found[name] = answer._replace(values=values)
    return found


def _shown(at: Cursor, answers: Answers, names: Names, as_of: int) -> dict[str, CriterionAnswer]:
    """The criteria; a level given alone is one that has been shown, with all the evidence that it needs."""
    written = at.value("criteria")
    if not isinstance(written, Mapping) or not names.grades:
        return answers.criteria
    best = Evidence("", len(names.grades) - 1, True, True, as_of, 0, "", "")  # noqa: FBT003
    return {
        name: answer if isinstance(written.get(name), Mapping) else answer._replace(evidence=(best,))
        for name, answer in answers.criteria.items()
    }


def _without(at: Cursor, made: Proposal) -> Proposal:
    """*made* without the answers listed under `without`."""
    answered = {f"fact:{name}" for name in made.facts}
    answered |= {f"criterion:{name}" for name in made.criteria} | {f"safeguard:{name}" for name in made.safeguards}
    dropped = set(at.choices("without", sorted(answered), optional=True, expected="answered"))
    return replace(
        made,
        facts={name: answer for name, answer in made.facts.items() if f"fact:{name}" not in dropped},
        criteria={name: answer for name, answer in made.criteria.items() if f"criterion:{name}" not in dropped},
        safeguards={name: answer for name, answer in made.safeguards.items() if f"safeguard:{name}" not in dropped},
    )
