"""Every way to answer a rubric: whole proposals, and what is left of them when answers are deleted."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from assess.model.proposal import CriterionAnswer, Evidence, FactAnswer, Proposal, SafeguardAnswer
from assess.model.rubric import Criterion, Fact, Rubric, Safeguard
from assess.record import replace

DAY = date(2024, 3, 2).toordinal()


def bare(rubric: Rubric, stage: str = "exploration", day: int = DAY) -> Proposal:
    """A proposal that answers nothing."""
    technologies = [fact.values[0].id for fact in rubric.facts if fact.id == "technology"]
    return Proposal(
        id="p",
        title="p",
        language="fr",
        date=date.fromordinal(day).isoformat(),
        day=day,
        stage=stage,
        rubric="",
        technology=technologies[0] if technologies else "t",
        organisation="",
        contact="",
        text_title="",
        facts={},
        criteria={},
        safeguards={},
    )


@st.composite
def full(draw: DrawFn, rubric: Rubric) -> Proposal:
    """A proposal that answers everything."""
    days = st.integers(date(2019, 1, 1).toordinal(), date(2027, 12, 31).toordinal())
    criteria = [criterion for principle in rubric.principles for criterion in principle.criteria]
    base = bare(rubric, draw(st.sampled_from(("exploration", "referral"))), draw(days))
    technology = [fact for fact in rubric.facts if fact.id == "technology"]
    return replace(
        base,
        technology=draw(st.sampled_from([value.id for value in technology[0].values])) if technology else "t",
        facts={fact.id: draw(fact_answers(fact)) for fact in rubric.facts if fact.id != "technology"},
        criteria={criterion.id: draw(levels(criterion, len(rubric.grades))) for criterion in criteria},
        safeguards={
            safeguard.id: draw(guarantees(safeguard, len(rubric.instruments)))
            for safeguard in rubric.safeguards
            if safeguard.derived is None
        },
    )


@st.composite
def fact_answers(draw: DrawFn, fact: Fact) -> FactAnswer:
    if fact.kind == "record":
        return FactAnswer(tuple(draw(st.sampled_from([value.id for value in part.values])) for part in fact.fields))
    if fact.kind in ("number", "date"):
        return FactAnswer((), draw(st.integers(fact.low[0], fact.high[0]).map(lambda number: (number, 0))))
    values = st.sampled_from([value.id for value in fact.values])
    if fact.kind == "several":
        return FactAnswer(tuple(draw(st.lists(values, unique=True, max_size=4))))
    return FactAnswer((draw(values),))


@st.composite
def levels(draw: DrawFn, criterion: Criterion, grades: int) -> CriterionAnswer:
    if criterion.not_applicable and draw(st.integers(0, 4)) == 0:
        return CriterionAnswer(None, "sans objet")
    pieces = st.builds(
        Evidence,
        title=st.just("pièce"),
        grade=st.integers(0, max(grades - 1, 0)),
        independent=st.booleans(),
        protocol_published=st.booleans(),
        day=st.just(0),
        expires=st.just(0),
        file=st.just(""),
        url=st.just(""),
    )
    evidence = tuple(draw(st.lists(pieces, max_size=2))) if max(criterion.evidence) >= 0 else ()
    return CriterionAnswer(draw(st.integers(0, 4)), "", evidence, assumed=draw(st.integers(0, 4)) == 0)


@st.composite
def guarantees(draw: DrawFn, safeguard: Safeguard, instruments: int) -> SafeguardAnswer:
    statuses = ["present", "planned", "absent", *(["not-applicable"] if safeguard.not_applicable else [])]
    status = draw(st.sampled_from(statuses))
    instrument = draw(st.integers(-1, instruments - 1))
    return SafeguardAnswer(status, instrument, draw(st.sampled_from(("", "article 3"))))


@st.composite
def parts(draw: DrawFn, whole: Proposal, records: frozenset[str] = frozenset()) -> Proposal:
    """*whole* with some answers deleted: facts, fields of the *records*, levels, guarantees."""
    share = draw(st.sampled_from((2, 5, 8)))
    kept = {
        name: {key: answer for key, answer in getattr(whole, name).items() if draw(st.integers(0, 9)) < share}
        for name in ("facts", "criteria", "safeguards")
    }
    for name in records & kept["facts"].keys():
        kept["facts"][name] = _some_fields(kept["facts"][name], draw(st.integers(0, 3)))
    facts = {name: answer for name, answer in kept["facts"].items() if name not in records or any(answer.values)}
    return replace(whole, facts=facts, criteria=kept["criteria"], safeguards=kept["safeguards"])


def _some_fields(answer: FactAnswer, which: int) -> FactAnswer:
    return replace(answer, values=tuple(value if which >> at & 1 else "" for at, value in enumerate(answer.values)))


def records_of(rubric: Rubric) -> frozenset[str]:
    """The facts of *rubric* that are records."""
    return frozenset(fact.id for fact in rubric.facts if fact.kind == "record")
