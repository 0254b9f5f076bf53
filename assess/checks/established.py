"""Whether what is concluded is established."""

from __future__ import annotations

from collections.abc import Iterator

from assess.checks.findings import in_proposal
from assess.checks.model import Check
from assess.checks.subject import Subject
from assess.loading.reader import Key
from assess.model.assessment import Assessment
from assess.model.finding import Finding
from assess.model.rubric import Rubric

_STAND_UNDER = {"fact": "facts", "criterion": "criteria", "safeguard": "safeguards"}


def pathway_on_hypothesis(check: Check, subject: Subject) -> Iterator[Finding]:
    """At referral, the hypotheses each of which turns the pathway; where none does alone, a pathway that is not established."""
    proposal, rubric, assessment = subject.proposal, subject.rubric, subject.assessment
    if proposal is None or rubric is None or assessment is None or proposal.stage != "referral":
        return
    alone = _decisive(assessment)
    entries = rubric.entries()
    for name in alone:
        kind, _, own = name.partition(":")
        yield in_proposal(check, subject, "alone", _keys(rubric, kind, own), title=entries[kind][own].title)
    if not alone and not assessment.settled:
        yield in_proposal(check, subject, "together", ("stage",), count=len(assessment.established.ways))


def _decisive(assessment: Assessment) -> list[str]:
    """The hypotheses each of which turns the pathway when it is taken away or moved, most telling first."""
    return list(dict.fromkeys(flip.id for flip in assessment.flips if flip.assumed and flip.turns))


def _keys(rubric: Rubric, kind: str, own: str) -> tuple[Key, ...]:
    """The keys under which the answer to the item *own* stands in a proposal."""
    record = kind == "fact" and any(fact.id == own and fact.kind == "record" for fact in rubric.facts)
    return (own,) if record else (_STAND_UNDER[kind], own)
