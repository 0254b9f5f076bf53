"""Every way to answer a rubric: whole proposals, and what is left of them when answers are deleted."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from msgspec.structs import replace

from assess.model.law import STATUSES
from assess.model.proposal import CriterionAnswer, Evidence, FactAnswer, Proposal, SafeguardAnswer, StatedLaw
from assess.model.rubric import Criterion, Fact, Rubric, Safeguard

DAY = date(2024, 3, 2).toordinal()
FIRST, LAST = date(2019, 1, 1).toordinal(), date(2027, 12, 31).toordinal()


def bare(rubric: Rubric, day: int = DAY) -> Proposal:
    """A proposal that answers nothing."""
    technologies = [fact.values[0].id for fact in rubric.facts if fact.id == "technology"]
    return Proposal(
        id="p",
        title="p",
        language="fr",
        date=date.fromordinal(day).isoformat(),
        day=day,
        stage="exploration",
        rubric="",
        technology=technologies[0] if technologies else "t",
        organisation="",
        contact="",
        text_title="",
        facts={},
        criteria={},
        safeguards={},
    )


def full(rubric: Rubric, random: Random) -> Proposal:
    """A proposal that answers everything."""
    criteria = [criterion for principle in rubric.principles for criterion in principle.criteria]
    technology = [value.id for fact in rubric.facts if fact.id == "technology" for value in fact.values]
    answered = [safeguard for safeguard in rubric.safeguards if safeguard.derived is None]
    return replace(
        bare(rubric, random.randint(FIRST, LAST)),
        stage=random.choice(("exploration", "referral")),
        technology=random.choice(technology) if technology else "t",
        facts={fact.id: fact_answer(fact, random) for fact in rubric.facts if fact.id != "technology"},
        criteria={criterion.id: level(criterion, len(rubric.grades), random) for criterion in criteria},
        safeguards={safeguard.id: guarantee(safeguard, len(rubric.instruments), random) for safeguard in answered},
        law=tuple(stated(rubric, random) for _ in range(random.randint(0, 2))),
    )


def fact_answer(fact: Fact, random: Random) -> FactAnswer:
    """Some answer to *fact*."""
    if fact.kind == "record":
        return FactAnswer(tuple(random.choice(part.values).id for part in fact.fields))
    if fact.kind in ("number", "date"):
        return FactAnswer((), (random.randint(fact.low[0], fact.high[0]), 0))
    values = [value.id for value in fact.values]
    if fact.kind == "several":
        return FactAnswer(tuple(random.sample(values, random.randint(0, min(4, len(values))))))
    return FactAnswer((random.choice(values),))


def level(criterion: Criterion, grades: int, random: Random) -> CriterionAnswer:
    """Some level of *criterion*, with evidence or without."""
    if criterion.not_applicable and random.random() < 0.2:
        return CriterionAnswer(None, "sans objet")
    pieces = [piece(random.randrange(max(grades, 1)), random) for _ in range(random.randint(0, 2))]
    return CriterionAnswer(random.randint(0, 4), "", tuple(pieces), assumed=random.random() < 0.2)


def piece(grade: int, random: Random) -> Evidence:
    """A piece of evidence, dated or not."""
    day = random.choice((0, random.randint(FIRST, LAST)))
    return Evidence("pièce", grade, random.random() < 0.5, False, day, 0, "", "")  # noqa: FBT003 - fields of a record


def guarantee(safeguard: Safeguard, instruments: int, random: Random) -> SafeguardAnswer:
    """Some answer on *safeguard*."""
    statuses = ["present", "planned", "absent", *(["not-applicable"] if safeguard.not_applicable else [])]
    return SafeguardAnswer(random.choice(statuses), random.randint(-1, instruments - 1), random.choice(("", "article 3")))


def stated(rubric: Rubric, random: Random) -> StatedLaw:
    """What a proposal may state of some text."""
    cite = random.choice(["une loi", *(f"law:{entry.id}" for entry in rubric.law)])
    return StatedLaw(cite, random.choice(STATUSES), "JO", random.choice((0, random.randint(FIRST, LAST))))


def part(whole: Proposal, rubric: Rubric, random: Random) -> Proposal:
    """*whole* with some answers deleted: facts, fields of records, levels, guarantees, and where these are written.

    A fact with a default keeps its answer: without it, it would be another, not unknown.
    """
    kept = {fact.id: whole.facts[fact.id] for fact in rubric.facts if fact.default and fact.id in whole.facts}
    facts = some(whole.facts, random) | kept
    for fact in rubric.facts:
        if fact.kind == "record" and fact.id in facts:
            values = tuple(random.choice((value, "")) for value in facts[fact.id].values)
            facts[fact.id] = replace(facts[fact.id], values=values)
            if not any(values):
                del facts[fact.id]
    given = {gift.safeguard for entry in rubric.law for gift in entry.gives}
    departures = {name: answer for name, answer in whole.safeguards.items() if name in given and departs(answer)}
    safeguards = some(whole.safeguards, random) | departures
    for name, answer in safeguards.items():
        if random.random() < 0.2:
            safeguards[name] = replace(answer, instrument=-1)
    return replace(whole, facts=facts, criteria=some(whole.criteria, random), safeguards=safeguards)


def departs(answer: SafeguardAnswer) -> bool:
    """Whether *answer* says that a guarantee is not given: where the law gives it, that is a statement, which silence does not leave open."""
    return answer.status == "absent" or (answer.status == "planned" and not (answer.clause or answer.ref))


def some(answers: dict[str, Any], random: Random) -> dict[str, Any]:
    """None of *answers*, all of them, or any share of them."""
    share = random.choice((0.0, 0.3, 0.6, 0.9, 1.0))
    return {key: answer for key, answer in answers.items() if random.random() < share}
