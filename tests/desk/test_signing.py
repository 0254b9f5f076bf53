"""`assess review`: a sign-off, a reservation or a dissent entered in the proposal, in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.loading.proposal import load_proposal
from assess.model.proposal import Review
from assess.yaml_source.document import read_bytes
from tests.checks.cases import BASE
from tests.running import run
from tests.study.studies import names

TEXT = BASE.read_bytes()


@pytest.fixture(autouse=True)
def _proposal(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "p.yaml").write_bytes(TEXT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772582400")  # 4 March 2026


def review(file: str, by: str, *options: str, opinion: str = "sign-off") -> tuple[int, str]:
    ran = run("review", file, "--by", by, "--opinion", opinion, *options, "--lang", "fr")
    return ran.code, ran.err


def reviews() -> tuple[tuple[Review, ...], str]:
    found, findings = load_proposal(read_bytes(Path("p.yaml").read_bytes(), "p.yaml"), names())
    assert found is not None, findings
    return found.reviews, found.state


def test_a_review_is_added_at_the_end_and_the_rest_keeps_every_byte() -> None:
    assert review("p.yaml", "Claire Martin", "--role", "DPO")[0] == 0
    assert review("p.yaml", "Ali: # Benali", "--reservations", "Le prestataire\nn’est pas nommé.", opinion="reservation")[0] == 0
    assert Path("p.yaml").read_bytes().startswith(TEXT)
    (first, second), state = reviews()
    assert first == Review("Claire Martin", "DPO", "2026-03-04", state, "sign-off")
    assert (second.who, second.opinion, second.reservations) == ("Ali: # Benali", "reservation", "Le prestataire\nn’est pas nommé.")


def test_the_same_review_is_entered_once() -> None:
    review("p.yaml", "A")
    code, said = review("p.yaml", "A")
    assert (code, "y est déjà" in said) == (0, True)
    assert len(reviews()[0]) == 1


@pytest.mark.parametrize("opinion", ["reservation", "dissent"])
def test_a_reservation_or_a_dissent_says_why(opinion: str) -> None:
    code, said = review("p.yaml", "A", opinion=opinion)
    assert (code, "--reservations" in said) == (2, True)
    assert Path("p.yaml").read_bytes() == TEXT


def test_several_people_sign_one_draft_until_the_answers_change() -> None:
    assert run("p.yaml", "-q").code == 0
    for name in ("A", "B", "C"):
        assert review("p.impact-study.md", name)[0] == 0
    found, state = reviews()
    assert [(one.who, one.digest) for one in found] == [(name, state) for name in ("A", "B", "C")]
    Path("p.yaml").write_bytes(Path("p.yaml").read_bytes().replace(b"retention_days: 30", b"retention_days: 60"))
    code, said = review("p.impact-study.md", "D")
    assert (code, "écrivez-le de nouveau" in said) == (2, True)
    assert len(reviews()[0]) == 3
    ran = run("check", "p.yaml", "--lang", "fr")
    assert "Les réponses ont changé depuis la relecture de A, le 4 mars 2026." in ran.out


def test_what_is_no_proposal_is_refused_and_a_missing_file_too(here: Path) -> None:
    (here / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    assert review("notes.yaml", "A")[0] == 2
    assert review("absent.yaml", "A")[0] == 2
    assert review("p.yaml", " ")[0] == 2
