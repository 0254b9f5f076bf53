"""Whether the proposal is still what people reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from assess.checks.findings import in_proposal
from assess.checks.model import Check
from assess.checks.subject import Subject
from assess.loading.reader import day_of
from assess.loading.state import REVIEWS
from assess.messages import long_date
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding


def review_stale(check: Check, subject: Subject) -> Iterator[Finding]:
    """Reviews of another state of the proposal; one that its author has renewed since is no longer of account."""
    if subject.proposal is None:
        return
    given = subject.proposal.reviews
    renewed = {review.who for review in given if review.digest == subject.proposal.state}
    for index, review in enumerate(given):
        day = day_of(review.date)
        if review.digest != subject.proposal.state and review.who not in renewed and day is not None:
            when = {lang: long_date(day.ordinal, lang) for lang in LANGUAGES}
            yield in_proposal(check, subject, "stale", (REVIEWS, index, "digest"), who=review.who, date=when)
