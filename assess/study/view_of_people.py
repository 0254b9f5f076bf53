"""The view of the people behind a proposal."""

from __future__ import annotations

from collections.abc import Iterator

from assess.study.markdown import plain
from assess.study.study_context import StudyContext
from assess.study.view_items_of_people import AnsweredBy, Review
from assess.study.words import written_date


def answered_by(context: StudyContext) -> Iterator[AnsweredBy]:
    """The answers whose author is named: facts, criteria, guarantees, in the order of the proposal."""
    given = context.proposal
    for kind, answers in (("fact", given.facts), ("criterion", given.criteria), ("safeguard", given.safeguards)):
        for name, answer in answers.items():
            if answer.by is not None:
                when = plain(written_date(answer.by.date, context.lang))
                yield AnsweredBy(name, context.title(f"{kind}:{name}"), plain(answer.by.who), when)


def reviews(context: StudyContext) -> Iterator[Review]:
    """The reviews, oldest first."""
    for one in sorted(context.proposal.reviews, key=lambda review: review.date):
        stale, when = one.digest != context.proposal.state, plain(written_date(one.date, context.lang))
        yield Review(plain(one.who), plain(one.role), when, one.opinion, plain(one.reservations), stale)
