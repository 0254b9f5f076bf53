"""What the law gives counts as present at its rank, unless the proposal departs from it."""

from __future__ import annotations

import pytest

from assess.model.proposal import SafeguardAnswer
from tests.law.uses import BAN, DECREE, STATUTE, ban_of, use


def test_a_guarantee_that_the_law_gives_need_not_be_answered() -> None:
    found = use()
    ban = ban_of(found)
    assert (ban.status, ban.met) == ("present", "yes")
    assert [(gift.law, gift.ref, gift.instrument) for gift in ban.given_by] == [
        ("law:csi-l242-4", "L. 242-4, al. 2", "statute"),
        ("law:decree-2023-283", "R. 242-9", "decree"),
    ]
    assert found.answered["safeguards"] == (1, 1)
    assert f"safeguard:{BAN}" not in found.deciding


@pytest.mark.parametrize("answer", [SafeguardAnswer("absent"), SafeguardAnswer("planned", STATUTE)])
def test_a_departure_from_the_law_is_a_gap(answer: SafeguardAnswer) -> None:
    ban = ban_of(use(ban=answer))
    assert ban.met == "no"
    assert ban.given_by


@pytest.mark.parametrize(
    "answer", [SafeguardAnswer("present", DECREE), SafeguardAnswer("planned", DECREE, "article 3"), SafeguardAnswer("present")]
)
def test_given_both_ways_the_highest_rank_counts(answer: SafeguardAnswer) -> None:
    assert ban_of(use(ban=answer)).met == "yes"


def test_a_use_that_the_text_does_not_cover_is_given_nothing() -> None:
    ban = ban_of(use(biometrics="one-to-many-live"))
    assert (ban.status, ban.met, ban.given_by) == ("unknown", "unknown", ())


def test_where_the_cover_is_unknown_so_is_what_is_given() -> None:
    ban = ban_of(use(biometrics=""))
    assert (ban.met, ban.given_by) == ("unknown", ())


def test_a_wording_gives_from_its_own_first_day() -> None:
    """L. 242-4 was in force from 27 May 2021, with other words; the text covers nothing before its decree anyhow."""
    assert [gift.law for gift in ban_of(use("2023-04-21")).given_by] == ["law:csi-l242-4", "law:decree-2023-283"]
    assert ban_of(use("2023-04-20")).given_by == ()
