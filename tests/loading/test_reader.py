"""Reading a tree: the values asked for, a finding for each fault at its place, nothing raised, one fault said once."""

from __future__ import annotations

from datetime import date

import pytest

from assess.loading.reader import NO_DAY, Day, Reader
from assess.messages import expectation
from assess.model.finding import Place, Severity
from assess.reporters.text import render
from assess.yaml_source.document import read_document
from assess.yaml_source.nearest import nearest
from assess.yaml_source.nodes import FAULT

FILE = """\
title: Trois gares
empty:
blank: " "
level: 3
rate: 4.20
date: 2026-03-02
flag: true
stage: exploration
purposes: [terrorism, flow]
sponsor: {organisation: Ministère, contact: a@b.fr}
criteria:
  maturity.trl:
    level: 7
    because: oui
refused: !x 3
"""


def opened(text: str = FILE) -> Reader:
    """A cursor on *text*, with no finding yet."""
    cursor = Reader.open(read_document(text, "file.yaml"))
    cursor.findings.clear()
    return cursor


def told(cursor: Reader) -> list[tuple[int, int, int, str]]:
    """Line, column, length and id of each finding."""
    return [(found.place.line, found.place.column, found.length, found.id) for found in cursor.findings]


class TestValues:
    def test_what_is_valid_is_given_without_a_finding(self) -> None:
        at = opened()
        assert at.text("title") == "Trois gares"
        assert at.text("level") == "3"
        assert at.text("rate") == "4.20"
        assert at.integer("level", 0, 4) == 3
        assert at.number("level") == (3, 0)
        assert at.number("rate", (0, 0), (42, 1)) == (420, 2)
        assert at.date("date") == Day(739677, "2026-03-02")
        assert at.flag("flag") is True
        assert at.choice("stage", ("exploration", "referral")) == "exploration"
        assert at.identifier("stage") == "exploration"
        assert at.choices("purposes", ("flow", "terrorism")) == ("terrorism", "flow")
        assert at.texts("purposes") == ("terrorism", "flow")
        assert at.mapping("sponsor", frozenset(("organisation", "contact"))).text("contact") == "a@b.fr"
        assert at.list("purposes").text(1) == "flow"
        assert at.value("rate") is not None
        assert at.findings == []

    @pytest.mark.parametrize("key", ["absent", "empty", "blank"])
    def test_what_is_absent_and_optional_is_none(self, key: str) -> None:
        at = opened()
        assert at.text(key, optional=True) == ""
        assert at.findings == []

    @pytest.mark.parametrize("key", ["absent", "empty"])
    def test_every_kind_may_be_optional(self, key: str) -> None:
        at = opened()
        assert at.integer(key, optional=True) is None
        assert at.number(key, optional=True) is None
        assert at.flag(key) is False
        assert at.date(key, optional=True) == NO_DAY
        assert at.choice(key, ("a",), optional=True) == ""
        assert at.choices(key, ("a",), optional=True) == ()
        assert at.texts(key, optional=True) == ()
        assert not at.mapping(key, optional=True)
        assert not at.list(key, optional=True)
        assert at.findings == []

    def test_what_the_reader_refused_is_not_reported_twice(self) -> None:
        at = opened()
        assert at.node["refused"] is FAULT
        assert at.text("refused") == ""
        assert at.integer("refused") is None
        assert at.date("refused") == NO_DAY
        assert at.choice("refused", ("a",)) == ""
        assert not at.mapping("refused")
        assert not at.list("refused")
        assert at.value("refused") is None
        assert at.has("refused")
        assert at.findings == []


class TestAbsence:
    def test_a_missing_key_is_placed_at_its_parent(self) -> None:
        at = opened()
        at.text("contact")
        at.mapping("sponsor").text("name")
        at.mapping("criteria").mapping("maturity.trl").list("evidence")
        assert told(at) == [(1, 1, 1, "missing-key"), (10, 1, 7, "missing-key"), (12, 3, 12, "missing-key")]
        assert [found.values["key"] for found in at.findings] == ["contact", "name", "evidence"]

    def test_in_a_list_it_is_placed_at_the_item(self) -> None:
        at = opened("evidence:\n  - title: a\n  - url: b\n")
        for _, item in at.list("evidence").each():
            item.text("title")
        assert told(at) == [(3, 5, 3, "missing-key")]

    @pytest.mark.parametrize("key", ["empty", "blank"])
    def test_an_empty_value_is_placed_at_its_key(self, key: str) -> None:
        at = opened()
        at.text(key)
        assert told(at) == [(2 if key == "empty" else 3, 1, 5, "empty-value")]

    def test_what_depends_on_an_absent_mapping_is_not_said(self) -> None:
        at = opened()
        sponsor = at.mapping("sponsors")
        assert not sponsor
        assert len(sponsor) == 0
        assert list(sponsor) == []
        assert sponsor.text("organisation") == ""
        assert not sponsor.list("people").mapping(0).mapping("more")
        sponsor.fault("unknown-key")
        sponsor.only(frozenset(("a",)))
        assert [found.id for found in at.findings] == ["missing-key"]


class TestWrongKind:
    @pytest.mark.parametrize(
        ("method", "key", "expected", "found_kind", "place"),
        [
            ("text", "sponsor", "text", "mapping", (10, 1, 7)),
            ("text", "purposes", "text", "list", (9, 1, 8)),
            ("text", "flag", "text", "boolean", (7, 7, 4)),
            ("integer", "title", "integer", "text", (1, 8, 11)),
            ("integer", "rate", "integer", "number", (5, 7, 4)),
            ("integer", "flag", "integer", "boolean", (7, 7, 4)),
            ("number", "title", "number", "text", (1, 8, 11)),
            ("flag", "level", "boolean", "number", (4, 8, 1)),
            ("date", "level", "date", "number", (4, 8, 1)),
            ("date", "title", "date", "text", (1, 8, 11)),
            ("mapping", "level", "mapping", "number", (4, 8, 1)),
            ("mapping", "purposes", "mapping", "list", (9, 1, 8)),
            ("list", "stage", "list", "text", (8, 8, 11)),
            ("list", "sponsor", "list", "mapping", (10, 1, 7)),
        ],
    )
    def test_says_what_was_expected_and_what_was_found(
        self, method: str, key: str, expected: str, found_kind: str, place: tuple[int, int, int]
    ) -> None:
        at = opened()
        read = getattr(at, method)(key)
        assert not read or read == NO_DAY
        assert told(at) == [(*place, "wrong-type")]
        assert at.findings[0].values["expected"] == expected
        assert at.findings[0].values["found_kind"] == found_kind

    @pytest.mark.parametrize(
        ("written", "hint"),
        [("1 250 000", "plain-number"), ("4,2", "plain-number"), ("trois", ""), ("1\u202f000", "plain-number")],
    )
    def test_a_number_written_in_the_french_way(self, written: str, hint: str) -> None:
        at = opened(f"devices: {written}\n")
        assert at.number("devices") is None
        assert at.findings[0].hint == hint

    @pytest.mark.parametrize("written", ["02/03/2026", "2026-3-2", "2.3.2026", "2026-03-02T10:00"])
    def test_a_date_written_otherwise(self, written: str) -> None:
        at = opened(f"date: {written}\n")
        assert at.date("date") == NO_DAY
        assert (at.findings[0].id, at.findings[0].hint) == ("wrong-type", "date-order")

    @pytest.mark.parametrize("written", ["2026-02-29", "2026-13-01", "0000-01-01", "2026-00-10", "2024-31-01"])
    def test_a_day_that_does_not_exist(self, written: str) -> None:
        at = opened(f"date: {written}\n")
        assert at.date("date") == NO_DAY
        assert told(at) == [(1, 7, 10, "no-such-day")]

    def test_a_leap_day_exists(self) -> None:
        assert opened("date: 2024-02-29\n").date("date").ordinal == date(2024, 2, 29).toordinal()


class TestBounds:
    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [(0, 2, "integer-from-to"), (4, None, "integer-from"), (None, 2, "integer-to")],
    )
    def test_an_integer_out_of_range(self, low: int | None, high: int | None, expected: str) -> None:
        at = opened()
        assert at.integer("level", low, high) is None
        assert told(at) == [(4, 8, 1, "out-of-range")]
        assert at.findings[0].values["expected"] == expected

    @pytest.mark.parametrize(
        ("written", "valid"),
        [("0.5", True), ("0.50", True), ("0.49", False), ("12.25", True), ("12.26", False), ("-1", False), ("7", True)],
    )
    def test_numbers_are_compared_exactly(self, written: str, valid: bool) -> None:
        at = opened(f"rate: {written}\n")
        assert (at.number("rate", (5, 1), (1225, 2)) is not None) is valid
        assert [found.id for found in at.findings] == ([] if valid else ["out-of-range"])

    def test_bounds_are_shown_as_they_are_written(self) -> None:
        at = opened("rate: 99\n")
        at.number("rate", (-5, 1), (1225, 2))
        assert (at.findings[0].values["low"], at.findings[0].values["high"]) == ("-0.5", "12.25")


class TestChoices:
    @pytest.mark.parametrize(
        ("written", "near"),
        [
            ("exploraton", "exploration"),
            ("Exploration", "exploration"),
            ("explor", "exploration"),
            ("xyz", ""),
            ("refferal", "referral"),
        ],
    )
    def test_the_nearest_value_is_suggested(self, written: str, near: str) -> None:
        at = opened(f"stage: {written}\n")
        assert at.choice("stage", ("exploration", "referral")) == ""
        assert told(at) == [(1, 8, len(written), "not-a-choice")]
        assert at.findings[0].nearest == near
        assert at.findings[0].values["choices"] == "exploration, referral"

    @pytest.mark.parametrize(("written", "near"), [("true", "yes"), ("false", "no"), ("oui", "yes"), ("non", "no")])
    def test_yes_and_no(self, written: str, near: str) -> None:
        at = opened(f"relation: {written}\n")
        assert at.choice("relation", ("yes", "no")) == ""
        assert at.findings[0].nearest == near

    def test_a_value_made_of_figures_is_taken_as_it_is_written(self) -> None:
        at = opened("level: 3\nrate: 4.20\n")
        assert at.choice("level", ("2", "3")) == "3"
        assert at.choice("rate", ("4.2", "4.20")) == "4.20"
        assert at.findings == []

    def test_faulty_items_are_left_out(self) -> None:
        at = opened("purposes: [terrorism, terorism, {a: b}, , flow, flow]\n".replace(", ,", ","))
        assert at.choices("purposes", ("terrorism", "flow")) == ("terrorism", "flow")
        assert [(found.id, found.severity.value) for found in at.findings] == [
            ("not-a-choice", "error"),
            ("wrong-item", "error"),
            ("repeated-item", "warning"),
        ]
        assert at.findings[0].values["key"] == "purposes"

    def test_a_single_value_is_no_list(self) -> None:
        at = opened("purposes: terrorism\n")
        assert at.choices("purposes", ("terrorism",)) == ()
        assert (at.findings[0].id, at.findings[0].hint) == ("wrong-type", "brackets")

    def test_long_lists_of_choices_are_cut(self) -> None:
        at = opened("key: x\n")
        at.choice("key", [f"value-{number}" for number in range(100)])
        assert at.findings[0].values["choices"].endswith("value-15, …")


class TestNames:
    def test_unknown_keys(self) -> None:
        at = Reader.open(read_document("titel: a\nsponsor: b\nxyz: c\n", "f"), frozenset(("title", "sponsor")))
        assert told(at) == [(1, 1, 5, "unknown-key"), (3, 1, 3, "unknown-key")]
        assert [found.nearest for found in at.findings] == ["title", ""]

    def test_a_comma_that_cuts_a_text_between_braces(self) -> None:
        at = opened("evidence: {title: Essai, mené en mars, grade: test}\n")
        at.mapping("evidence", frozenset(("title", "grade")))
        assert told(at) == [(1, 26, 12, "unknown-key")]
        assert at.findings[0].hint == "quotes-in-brackets"

    @pytest.mark.parametrize("name", ["a", "fr-gares_2026", "Z9"])
    def test_ids(self, name: str) -> None:
        assert opened(f"id: {name}\n").identifier("id") == name

    @pytest.mark.parametrize("name", ["9a", "é", "a b", "a.b", "-a", "2026"])
    def test_not_ids(self, name: str) -> None:
        at = opened(f"id: {name}\n")
        assert at.identifier("id") == ""
        assert told(at) == [(1, 5, len(name), "not-an-id")]

    def test_keys_that_should_be_ids(self) -> None:
        at = opened("rules:\n  été: {a: b}\n  hiver: {a: b}\n")
        assert [name for name, rule in at.mapping("rules").each() if rule.named()] == ["hiver"]
        assert told(at) == [(2, 3, 3, "not-an-id")]

    def test_a_key_looked_for_elsewhere(self) -> None:
        at = opened()
        for _, answer in at.mapping("criteria").each():
            answer.fault("unknown-key", among=("maturity.trll", "sovereignty.hosting"), expected="criterion")
        assert told(at) == [(12, 3, 12, "unknown-key")]
        assert at.findings[0].nearest == "maturity.trll"


class TestEach:
    def test_entries_that_are_no_mappings_are_left_out(self) -> None:
        at = opened("rules: {a: {x: 1}, b: 2, c: , d: [3]}\n")
        assert [name for name, _ in at.mapping("rules").each(frozenset("x"))] == ["a"]
        assert [found.id for found in at.findings] == ["wrong-type", "empty-value", "wrong-type"]

    def test_empty_entries_may_be_allowed(self) -> None:
        at = opened("rules: {a: {x: 1}, c: }\n")
        assert [name for name, _ in at.mapping("rules").each(optional=True)] == ["a"]
        assert at.findings == []


class TestInText:
    @pytest.mark.parametrize(
        ("written", "offset", "place"),
        [
            ("a == b", 5, (1, 12)),
            ('"a == b"', 5, (1, 13)),
            ("'a == b'", 5, (1, 13)),
            ("|\n  a ==\n  b\n", 5, (3, 3)),
            (">-\n  a == b\n  or c\n", 10, (3, 6)),
            ("|-\n\n  a == b\n", 6, (3, 8)),
            ("a ==\n  b", 5, (2, 3)),
            ("a == b", 6, (1, 13)),
        ],
    )
    def test_the_exact_character(self, written: str, offset: int, place: tuple[int, int]) -> None:
        at = opened(f"when: {written}\n")
        at.fault_in_text("unknown-key", "when", offset, 1)
        assert told(at)[0][:2] == place

    @pytest.mark.parametrize("written", ['"a \\u003d= b"', "'it''s b'", '"a\n  == b"', "|\n  a\n    == b\n", ">\n  a\n\n\n  b\n"])
    def test_the_start_when_it_cannot_be_said_for_sure(self, written: str) -> None:
        at = opened(f"when: {written}\n")
        at.fault_in_text("unknown-key", "when", 5, 1)
        assert told(at)[0][:2] == (1, 7)

    def test_the_length_is_that_of_the_name(self) -> None:
        at = opened("when: biometrics == nonne\n")
        at.fault_in_text("not-a-choice", "when", 14, 5, nearest_name="none")
        assert told(at) == [(1, 21, 5, "not-a-choice")]
        assert at.findings[0].nearest == "none"

    def test_in_a_list(self) -> None:
        at = opened("rules: [a, b == c]\n")
        at.list("rules").fault_in_text("unknown-key", 1, 5)
        assert told(at) == [(1, 17, 1, "unknown-key")]


class TestRoot:
    @pytest.mark.parametrize("text", ["- a\n", "texte\n", "3\n"])
    def test_a_root_that_is_no_mapping(self, text: str) -> None:
        at = Reader.open(read_document(text, "f"))
        assert not at
        assert [found.id for found in at.findings] == ["not-a-mapping"]
        assert at.text("title") == ""
        assert len(at.findings) == 1

    def test_a_file_that_cannot_be_read_keeps_its_findings(self) -> None:
        at = Reader.open(read_document("a:\n  b: c\n d: e\n", "f"))
        assert not at
        assert [found.id for found in at.findings] == ["yaml-indent"]
        assert not at.valid

    def test_warnings_do_not_make_a_file_invalid(self) -> None:
        at = Reader.open(read_document("title: projet #3\n", "f"))
        assert [found.severity for found in at.findings] == [Severity.WARNING]
        assert at.valid


class TestNearest:
    @pytest.mark.parametrize(
        ("name", "names", "expected"),
        [
            ("terorism", ("terrorism", "flow"), "terrorism"),
            ("titel", ("text", "title"), "title"),
            ("facial_identification", ("facial-authentication", "facial-identification"), "facial-identification"),
            ("trl", ("maturity.trl", "sovereignty.hosting"), "maturity.trl"),
            ("maturity", ("cybersecurity", "maturity.trl"), "maturity.trl"),
            ("terrorism-and-more", ("flow", "terrorism"), "terrorism"),
            ("a", ("b", "c"), ""),
            ("", ("b",), ""),
            ("flow", (), ""),
            ("x" * 500, ("x" * 501,), ""),
        ],
    )
    def test_the_nearest_name(self, name: str, names: tuple[str, ...], expected: str) -> None:
        assert nearest(name, names) == expected


def test_a_report_as_people_read_it() -> None:
    at = opened()
    at.mapping("criteria").unknown("maturity.trl", ("maturity.trll",), "criterion")
    at.mapping("criteria").mapping("maturity.trl").integer("level", 0, 4)
    assert render(at.findings, "fr") == (
        "file.yaml:12:3: erreur : `maturity.trl` n’existe pas.\n"
        "   12 |   maturity.trl:\n"
        "      |   ^^^^^^^^^^^^\n"
        f"      = attendu : {expectation('criterion', 'fr', {})}\n"
        "      = vouliez-vous dire `maturity.trll` ?\n"
        "\n"
        "file.yaml:13:12: erreur : La valeur de `level`, 7, est hors limites.\n"
        "   13 |     level: 7\n"
        "      |            ^\n"
        "      = attendu : un nombre entier de 0 à 4\n"
    )
    assert at.findings[0].place == Place("file.yaml", 12, 3)
