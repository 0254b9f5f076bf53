"""What the rubric finds in a case, and how well that foresees the decision.

A case is found defective when a red line is raised, a floor is not reached, a required guarantee is not met, or the action is `stop`; it is
found sound otherwise (the measure of the method). Two readings of « not met » are given side by side: *established*, the answers say so; and
*not shown*, which adds the required guarantees of which the description says nothing: at referral, the burden of proof lies on the sponsor.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from assess.commands.session import Session
from assess.engine.evaluate import Evaluator
from assess.engine.questions import FIRST, Precedents
from assess.model.assessment import Assessment
from assess.model.proposal import Proposal, SafeguardAnswer
from tests.backtest.cases import Case


class Found(NamedTuple):
    """What the rubric says of one case."""

    case: Case
    ways: list[str]
    regime: list[str]
    red_lines: dict[str, str]
    """Those raised, with what cures them."""
    floors: list[str]
    """The criteria below a floor, for certain."""
    established: list[str]
    """The guarantees required that the answers show are not given."""
    unshown: list[str]
    """The guarantees required of which the answers say nothing."""
    verdicts: tuple[str, str] = ("", "")
    """Established, and as answered: defective, sound or not-shown."""
    first: tuple[str, ...] = ()
    """The first five questions, the decision of the case itself being no precedent."""
    first_known: tuple[str, ...] = ()
    """The same where it is one."""

    @property
    def told(self) -> set[str]:
        """The grounds of the decision that the answers show to be wanting."""
        return set(self.case.missing) & set(self.established)

    def asked(self, *, known: bool = False) -> set[str]:
        """The grounds of the decision, not told, that are among the first five questions; without a legal basis, that on the text is."""
        names = {name.partition(":")[2] for name in (self.first_known if known else self.first)}
        return {own for own in set(self.case.missing) - self.told if own in names or (own == "legal_basis" and "text" in names)}

    @property
    def defective(self) -> bool:
        """Whether it is found defective."""
        return bool(self.red_lines or self.floors or self.established) or self.ways == ["stop"]

    @property
    def stopped(self) -> bool:
        """Whether the proposal is refused whatever is added to it."""
        return self.ways == ["stop"] or "nothing" in self.red_lines.values()


class Score(NamedTuple):
    """How a list of grounds found stands to the list of grounds of the decision, over some cases."""

    right: int
    found: int
    wanted: int

    @property
    def recall(self) -> float:
        """The part of the grounds of the decisions that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """The part of the grounds found that are among those of the decisions."""
        return self.right / self.found if self.found else 0.0


@cache
def _session() -> Session:
    return Session(lang="fr")


@cache
def found_in(case: Case, *, hindsight: bool = False, decided: bool = True) -> Found:
    """What the rubric finds in *case*, with the law of the day it was *decided*, else of the day the proposal bears: the year's first.

    With *hindsight*, as if the guarantees had been answered by who knows the decision.
    """
    read = _session().read(str(case.proposal))
    if read.proposal is None or read.method is None:
        raise ValueError(f"{case.proposal}: {[finding.id for finding in read.findings]}")
    evaluator = read.method.evaluator
    proposal = _known(case, read.proposal, evaluator) if hindsight else read.proposal
    day = case.day if decided else read.as_of
    known = evaluator.assess(proposal, day)
    found = _found(case, known)
    others = tuple(one for one in evaluator.rubric.precedents if one.law not in case.own)
    apart = Precedents(replace(evaluator.rubric, precedents=others))
    asked = apart.questions(proposal, day, evaluator.still_open(proposal, day), known.deciding)
    first = tuple(question.id for question in asked[:FIRST])
    return found._replace(first=first, first_known=tuple(question.id for question in known.questions[:FIRST]))


def _known(case: Case, proposal: Proposal, evaluator: Evaluator) -> Proposal:
    """*proposal* with the guarantees that the decision tells of."""
    known = {safeguard.id for safeguard in evaluator.rubric.safeguards if safeguard.derived is None}
    highest = len(evaluator.rubric.instruments) - 1
    told = {name: SafeguardAnswer("present", highest) for name in case.present if name in known}
    told |= {name: SafeguardAnswer("absent") for name in case.absent if name in known}
    return replace(proposal, safeguards={**proposal.safeguards, **told})


def _found(case: Case, assessment: Assessment) -> Found:
    ways = assessment.pathway.possible if assessment.pathway else ()
    wanted = [safeguard for safeguard in assessment.safeguards if safeguard.required == "yes"]
    return Found(
        case,
        [f"{way.action}/{way.norm}".rstrip("/") for way in ways],
        list(assessment.regime.possible) if assessment.regime else [],
        {line.id: line.cured_by for line in assessment.red_lines if line.status == "raised"},
        [floor.criterion for principle in assessment.principles for floor in principle.floors if floor.gap == "yes"],
        [safeguard.id for safeguard in wanted if safeguard.met == "no"],
        [safeguard.id for safeguard in wanted if safeguard.met == "unknown"],
        (assessment.established.verdict, assessment.verdict),
    )


def grounds(all_found: list[Found], *, unshown: bool) -> Score:
    """How well the guarantees found wanting are those of the decisions, over the cases that have any; *unshown*: counted too."""
    right = found = wanted = 0
    for one in all_found:
        named = {*one.established, *(one.unshown if unshown else ())}
        right += len(named & set(one.case.missing))
        found += len(named)
        wanted += len(set(one.case.missing))
    return Score(right, found, wanted)


def first_questions(all_found: list[Found], *, known: bool = False) -> Score:
    """How many grounds of the decisions the answers show to be wanting or the first five questions ask for.

    *known*: the decision of the case is a precedent too.
    """
    right = sum(len(one.told | one.asked(known=known)) for one in all_found)
    return Score(
        right, sum(len(one.established) + len(one.first) for one in all_found), sum(len(set(one.case.missing)) for one in all_found)
    )


def everything(all_found: list[Found], ids: set[str]) -> Score:
    """The same for who would always say that every one of the guarantees *ids* is missing."""
    right = sum(len(ids & set(one.case.missing)) for one in all_found)
    return Score(right, len(ids) * len(all_found), sum(len(set(one.case.missing)) for one in all_found))
