"""A rubric in the words that suit a proposal: what already exists is not deployed or tried, it is maintained, restricted or ceased."""

from collections.abc import Collection

from msgspec.structs import replace

from assess.model.proposal import Proposal
from assess.model.rubric import Rubric, Value

IN_USE = ("phase", "in-use")
"""The fact, and its value, by which a proposal says that the use already exists: the contract fixes both, and no conclusion hangs on it."""
CURED_BY_TEXT = ("statute", "regulation")
"""What cures a lack of legal basis."""


def worded(rubric: Rubric, proposal: Proposal, raised: Collection[str] = ()) -> Rubric:
    """*rubric* with its actions in the words that it has for the phase which *proposal* states; itself when they are the same.

    *raised*: the red lines raised, of which one that a text cures says that the use goes on without it.
    """
    fact, value = IN_USE
    phase, pathway = proposal.facts.get(fact), rubric.pathway
    if pathway is None or phase is None or value not in phase.values:
        return rubric
    unfounded = any(line.id in raised and line.cured_by in CURED_BY_TEXT for line in rubric.red_lines)
    return replace(rubric, pathway=replace(pathway, actions=tuple(_of_existing(action, unfounded=unfounded) for action in pathway.actions)))


def _of_existing(action: Value, *, unfounded: bool) -> Value:
    text = (unfounded and action.in_use_without_text) or action.in_use
    return replace(action, text=text) if text else action
