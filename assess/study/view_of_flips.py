"""The view of what is established, and of what the conclusion hangs on."""

from __future__ import annotations

from assess.study.markdown import Markdown
from assess.study.study_context import StudyContext
from assess.study.view import Established, Flip
from assess.study.view_of_result import ways_of

FIRST = 10
"""How many flips are shown."""


def _quoted(context: StudyContext, name: str) -> Markdown:
    """The title of the item *name* between quotation marks."""
    return Markdown(context.word("quoted").format(title=context.title(name)))


def established(context: StudyContext) -> Established | None:
    """What is established, where that is less than what is concluded as answered."""
    assessment = context.assessment
    if assessment.settled:
        return None
    left = assessment.established
    return Established(
        ways=ways_of(context, left.ways),
        count=len(left.ways),
        assumed=len(assessment.assumed),
        weak=tuple(context.title(name) for name in left.weak),
        stated=len(left.stated),
    )


def flips(context: StudyContext) -> tuple[Flip, ...]:
    """The first flips, most telling first."""
    return tuple(
        Flip(
            title=context.title(flip.id),
            change=flip.change,
            mark="assumed" if flip.assumed else "weak" if flip.weak else "",
            ways=ways_of(context, flip.ways) if flip.turns else (),
            count=len(flip.ways) if flip.turns else 0,
            principles={
                status: tuple(_quoted(context, f"principle:{name}") for name, found in flip.principles if found == status)
                for _, status in flip.principles
            },
        )
        for flip in context.assessment.flips[:FIRST]
    )
