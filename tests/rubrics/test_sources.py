"""Every rule of the main rubric says what it rests on, and none speaks before what it rests on."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from assess.conditions.nodes import reads
from assess.engine.reach import Calendar, Ground, grounds
from assess.model.law import Citation
from assess.model.rubric import Rubric
from tests.running import run

FROM_TEXTS = ("covered:", "claimed:", "awaitable:", "stated_text")
"""A rule that reads these cites the texts that cover the use, as they stand on the day."""


def test_every_rule_cites_a_source(rubric: Rubric) -> None:
    without = [rule for rule in grounds(rubric) if not rule.sources]
    assert [rule.keys for rule in without if rule.when is None or not all(name.startswith(FROM_TEXTS) for name in reads(rule.when))] == []


@pytest.mark.parametrize("name", ["mis-2021", "eu-ai-act"])
def test_no_rule_applies_before_what_it_cites(name: str) -> None:
    ran = run("rubric", "check", name)
    assert (ran.code, ran.err) == (0, "")


def test_a_rule_that_runs_ahead_of_its_only_law_is_found(rubric: Rubric, calendar: Calendar) -> None:
    always = next(rule.when for rule in rubric.terms if rule.id == "real_use")
    ahead = Ground(("ahead",), always, (Citation("law:cc-2021-834-dc"),))
    with_report = Ground(("with-report",), always, (Citation("law:cc-2021-834-dc"), Citation("source:aef-657926")))
    gated = next(rule for rule in grounds(rubric) if rule.keys == ("safeguards", "withdrawal", "required", "aerial-capture"))
    assert calendar.without_ground(ahead) == "1978-01-07"
    assert calendar.without_ground(with_report) == ""
    assert calendar.without_ground(gated) == ""


def test_a_rule_that_outlives_its_only_law_is_found(calendar: Calendar) -> None:
    outliving = Ground(("outliving",), None, (Citation("law:loi-95-73-art10"), Citation("law:csi-l252-1")))
    alone = Ground(("alone",), None, (Citation("law:ddhc-art2"),))
    ended = Ground(("ended",), None, (Citation("law:loi-78-17-art15-1978"),))
    assert calendar.without_ground(outliving) == "1978-01-07"
    assert calendar.without_ground(alone) == ""
    assert calendar.without_ground(ended) == "2004-08-07"


def test_what_replaced_a_text_began_when_it_ended(rubric: Rubric) -> None:
    law = {entry.id: entry for entry in rubric.law}
    for entry in rubric.law:
        ended = [day for day, status in entry.dates if status == "ended"]
        if entry.replaced_by and ended:
            successor = law[entry.replaced_by.removeprefix("law:")]
            assert successor.status(ended[0]) == "in-force", entry.id


def test_every_entry_is_dated_sourced_and_checked(rubric: Rubric) -> None:
    for entry in rubric.law:
        assert entry.dates, entry.id
        assert entry.source_title, entry.id
        assert entry.source_url.startswith("http"), entry.id
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", entry.last_checked), entry.id
        assert entry.cite.keys() == entry.title.keys() == entry.requires.keys() == {"fr", "en"}, entry.id


OFFICIAL = (
    *("legifrance.gouv.fr", "conseil-constitutionnel.fr", "conseil-etat.fr", "cnil.fr"),
    *("eur-lex.europa.eu", "data.europa.eu", "caselaw.nationalarchives.gov.uk"),
)
"""Who publishes the texts themselves: a draft says of every other reference that it is to be verified."""


def test_what_was_read_on_a_page_that_is_not_official_is_not_confirmed(rubric: Rubric) -> None:
    hosts = {entry.id: urlsplit(entry.source_url).hostname or "" for entry in rubric.law if entry.certainty == "confirmed"}
    assert hosts
    assert {name: host for name, host in hosts.items() if not host.endswith(OFFICIAL)} == {}
