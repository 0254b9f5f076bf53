"""A rubric in the words that suit a proposal: what already exists is not deployed or tried, it is maintained or restricted."""

from msgspec.structs import replace

from assess.model.proposal import Proposal
from assess.model.rubric import Rubric, Value

IN_USE = ("phase", "in-use")
"""The fact, and its value, by which a proposal says that the use already exists: the contract fixes both, and no conclusion hangs on it."""


def worded(rubric: Rubric, proposal: Proposal) -> Rubric:
    """*rubric* with its actions in the words that it has for the phase which *proposal* states; itself when they are the same."""
    fact, value = IN_USE
    phase, pathway = proposal.facts.get(fact), rubric.pathway
    if pathway is None or phase is None or value not in phase.values:
        return rubric
    return replace(rubric, pathway=replace(pathway, actions=tuple(map(_of_existing, pathway.actions))))


def _of_existing(action: Value) -> Value:
    return replace(action, text=action.in_use) if action.in_use else action
