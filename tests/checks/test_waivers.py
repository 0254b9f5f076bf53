"""What a waiver covers, how it may be written, and what a finding is known by."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from assess.checks import running
from assess.checks.findings import in_proposal
from assess.checks.model import Case
from assess.checks.running import Outcome
from assess.checks.running import run as run_checks
from assess.checks.subject import Known, World, subject
from assess.checks.waivers import in_document, judged
from assess.reporters.text import render
from assess.study.passages import digest
from assess.yaml_source.document import read_document
from tests.checks.cases import catalogue, subject_of
from tests.study.drafts import changed

WAIVER = '<!-- assess:allow passage-edited until=2026-12-31 reason="relu" -->'


def passage(name: str) -> str:
    """A passage that people have rewritten."""
    return f"<!-- assess:begin {name} 000000000000 -->\n\nRéécrit.\n\n<!-- assess:end {name} -->\n"


PAGE = f"""\
{passage("zero")}
# A

{passage("a")}
## A 1

{passage("a1")}
### A 1 a

{passage("a1a")}
## A 2

{passage("a2")}
# B

{passage("b")}
"""


def outcome(text: str, day: str = "2026-06-01") -> Outcome:
    """What the checks of edits and of waivers find in *text*."""
    today = date.fromisoformat(day).toordinal()
    checks = [check for check in catalogue().checks if check.id.startswith(("passage-edited", "waiver-"))]
    return run_checks(checks, subject("etude.md", text, Known(), World("fr", today, today, str)))


def left(text: str, day: str = "2026-06-01") -> list[str]:
    """The passages that are still reported, and the checks of waivers that are."""
    return [
        item.finding.line_text.split()[2] if item.finding.check == "passage-edited" else item.finding.check
        for item in outcome(text, day).found
    ]


def test_without_waiver_everything_is_reported() -> None:
    assert left(PAGE) == ["zero", "a", "a1", "a1a", "a2", "b"]


@pytest.mark.parametrize(
    ("heading", "stay"),
    [
        ("# A", ["zero", "b"]),
        ("## A 1", ["zero", "a", "a2", "b"]),
        ("### A 1 a", ["zero", "a", "a1", "a2", "b"]),
        ("## A 2", ["zero", "a", "a1", "a1a", "b"]),
        ("# B", ["zero", "a", "a1", "a1a", "a2"]),
    ],
)
def test_a_waiver_covers_its_section_and_what_is_in_it(heading: str, stay: list[str]) -> None:
    text = changed(PAGE, f"{heading}\n", f"{heading}\n\n{WAIVER}\n")
    assert left(text) == stay
    assert len(outcome(text).waived) == 6 - len(stay)
    assert {(item.reason, item.until) for item in outcome(text).waived} == {("relu", "2026-12-31")}


def test_before_the_first_heading_it_covers_what_comes_before_it() -> None:
    assert left(f"{WAIVER}\n\n{PAGE}") == ["a", "a1", "a1a", "a2", "b"]


def test_it_may_stand_anywhere_in_its_section() -> None:
    assert left(PAGE + WAIVER + "\n") == ["zero", "a", "a1", "a1a", "a2"]


@pytest.mark.parametrize(
    "written",
    [
        "<!--assess:allow passage-edited until=2026-12-31 reason='relu'-->".replace("'", '"'),
        '<!-- assess:allow check:passage-edited reason="relu" until="2026-12-31" -->',
        "<!-- assess:allow passage-edited until=2026-12-31 reason=« relu » -->",
        "<!-- assess:allow passage-edited until=2026-12-31 reason=“relu” -->",
        '<!-- Assess: Allow passage-edited until=2026-12-31 reason="relu" -->',
        '<!--\nassess:allow passage-edited\n  until=2026-12-31\n  reason="relu"\n-->',
        f"- {WAIVER}",
        f"Texte {WAIVER} suite",
    ],
)
def test_ways_of_writing_it(written: str) -> None:
    assert left(f"# A\n\n{written}\n\n{passage('a')}") == []


def test_it_covers_one_check_only() -> None:
    text = changed(PAGE, "# B\n", f"# B\n\n{WAIVER.replace('passage-edited', 'marker-damaged')}\n")
    assert left(text) == ["zero", "a", "a1", "a1a", "a2", "waiver-unknown", "b"]


def test_an_expired_one_is_an_error_and_the_finding_is_back() -> None:
    text = changed(PAGE, "# B\n", f"# B\n\n{WAIVER}\n")
    assert left(text, "2026-12-31") == ["zero", "a", "a1", "a1a", "a2"]
    assert left(text, "2027-01-01") == ["zero", "a", "a1", "a1a", "a2", "waiver-expired", "b"]


def test_an_unknown_check_comes_with_the_nearest() -> None:
    found = outcome(f"# A\n\n{WAIVER.replace('passage-edited', 'pasage-edited')}\n")
    assert "vouliez-vous dire `passage-edited` ?" in render([item.finding for item in found.found], "fr")


def test_a_waiver_of_the_checks_of_waivers_has_no_effect() -> None:
    text = f"# A\n\n{WAIVER}\n\n{WAIVER.replace('passage-edited', 'waiver-unused')}\n"
    assert left(text) == ["waiver-unused", "waiver-unused"]


def test_in_code_and_in_an_offer_it_is_an_example() -> None:
    text = f"# A\n\n```\n{WAIVER}\n```\n\n{passage('a')}\n<!-- assess:offer a {digest(WAIVER)} -->\n\n{WAIVER}\n\n<!-- assess:end-offer a -->\n"
    assert left(text) == ["a"]
    assert outcome(text).waivers == ()


def test_each_is_counted_whatever_it_is_worth() -> None:
    text = "\n\n".join(("# A", WAIVER, "<!-- assess:allow -->", WAIVER.replace("2026", "2020"), WAIVER.replace("edited", "lost")))
    assert len(outcome(text).waivers) == 4


def fingerprints(text: str) -> list[str]:
    return [item.fingerprint for item in outcome(text).found]


def test_fingerprints_do_not_change_when_lines_move() -> None:
    assert fingerprints(changed(PAGE, "# A\n", "# A\n\nUne\n\nligne.\n")) == fingerprints(PAGE)


def test_fingerprints_are_all_different() -> None:
    twice = f"# A\n\n{WAIVER}\n\n{WAIVER}\n\n# A\n\n{WAIVER}\n"
    assert len(set(fingerprints(twice))) == len(fingerprints(twice)) == 3


def test_fingerprints_change_with_the_section_and_with_the_line() -> None:
    renamed = fingerprints(changed(PAGE, "# B\n", "# C\n"))
    assert [one == two for one, two in zip(renamed, fingerprints(PAGE), strict=True)] == [True] * 5 + [False]


def test_the_digest_in_a_marker_does_not_count() -> None:
    assert fingerprints(PAGE.replace("000000000000", "123456789abc")) == fingerprints(PAGE)


YAML = """\
facts:
  # assess:allow weak until=2026-12-31 reason="en cours"

  # une remarque
  phase:
    value: permanent

    because: texte
  places: [street]  # assess:allow weak until=2026-12-31 reason="en cours"
# assess:allow weak until=2026-12-31 reason="en cours"
impacts:
- who: a
  kind: b
- who: c
options:
  # assess:allow weak until=2026-12-31 reason="en cours"
  - title: d
    of: e
  - title: f
"""


def test_in_a_proposal_a_waiver_covers_the_entry_it_is_about() -> None:
    found = [judged(waiver, 1, ["weak"]) for waiver in in_document(read_document(YAML, "p.yaml"))]
    assert [(waiver.first, waiver.last) for waiver in found if not waiver.fault] == [(2, 8), (9, 9), (10, 14), (16, 18)]
    assert [YAML[waiver.offset : waiver.offset + waiver.length].split(maxsplit=1)[0] for waiver in found if not waiver.fault] == ["#"] * 4


def test_faults_of_waivers_of_a_proposal_point_into_it() -> None:
    document = read_document(
        "id: a # assess:allow weak reason=x\n# assess:allow\n# assess:allow lost until=2026-12-31 reason=x\n", "p.yaml"
    )
    today = date(2026, 6, 1).toordinal()
    known = Known(document)
    checks = [check for check in catalogue().checks if check.id.startswith("waiver-")]
    found = run_checks(checks, subject("", "", known, World("fr", today, today, str))).found
    places = [(item.finding.place.line, item.finding.place.column, item.finding.check, item.finding.id) for item in found]
    assert places == [(1, 7, "waiver-malformed", "no-until"), (2, 1, "waiver-malformed", "no-check"), (3, 1, "waiver-unknown", "unknown")]
    assert run_checks(checks, subject("", "", known, World("fr", today, today, str)), proposal_done=True).found == ()


def found_in_proposal(text: str, draft: str, needs: str, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """What a check that *needs* so much finds in the phase of the proposal *text*, beside *draft*."""
    checks = [replace(check, needs=needs) if check.id == "passage-edited" else check for check in catalogue().checks]
    checks = [check for check in checks if check.id.startswith(("passage-edited", "waiver-"))]
    phase = ("facts", "phase", "value")
    monkeypatch.setattr(
        running, "function", lambda _: lambda check, subject: iter([in_proposal(check, subject, "edited", phase, passage="x")])
    )
    today = date(2026, 6, 1).toordinal()
    base = subject_of(Case("", "", "", "fr", "", "", (), (), ()))
    known = Known(read_document(text, "p.yaml"), base.proposal, base.rubric, base.assessment)
    return run_checks(checks, subject("etude.md", draft, known, World("fr", today, today, str)))


@pytest.mark.parametrize(("above", "kept"), [("facts:", 0), ("  phase:", 0), ("  places:", 1)])
@pytest.mark.parametrize("needs", ["proposal", "both"])
def test_what_is_found_in_a_proposal_is_waived_there(above: str, kept: int, needs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    indent = " " * (len(above) - len(above.lstrip()))
    text = changed(PLAIN, f"{above}\n", f'{indent}# assess:allow passage-edited until=2026-12-31 reason="en cours"\n{above}\n')
    found = found_in_proposal(text, "# Étude\n", needs, monkeypatch)
    assert [item.finding.check for item in found.found if item.finding.check == "passage-edited"] == ["passage-edited"] * kept
    assert [item.reason for item in found.waived] == ["en cours"] * (1 - kept)
    unused = [item.finding.place.line for item in found.found if item.finding.check == "waiver-unused"]
    assert len(unused) == (kept if needs == "proposal" else 0)


def test_a_waiver_of_the_draft_covers_nothing_in_the_proposal(monkeypatch: pytest.MonkeyPatch) -> None:
    found = found_in_proposal(PLAIN, f"# Étude\n\n{WAIVER}\n\nTexte.\n", "both", monkeypatch)
    assert [item.finding.check for item in found.found] == ["waiver-unused", "passage-edited"]
    assert found.waived == ()


PLAIN = """\
facts:
  phase:
    value: permanent
  places:
    value: [street]
"""
