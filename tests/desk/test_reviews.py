"""Reviews and authors of answers: read, shown in drafts, and stale once the answers have changed."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from assess.checks.running import run
from assess.checks.subject import Known, World, subject
from assess.loading.proposal import load_proposal
from assess.loading.state import state
from assess.model.proposal import By
from assess.reporters.schema_of_proposals import proposal_schema
from assess.study.study import study
from assess.yaml_source.document import Document, read_document
from tests.checks.cases import BASE, catalogue
from tests.study.studies import OURS, evaluator, names

TEXT = BASE.read_text(encoding="utf-8")
HEAD = {"format": 1, "id": "essai", "title": "Essai", "date": "2026-03-02", "technology": "drones"}
SIGNED = """reviews:
  - who: Claire Martin
    role: RSSI
    date: 2026-03-04
    digest: "{digest}"
    opinion: reservation
    reservations: Le prestataire n’est pas nommé.
"""


def signed(text: str) -> str:
    return text.rstrip("\n") + "\n" + SIGNED.format(digest=state(read_document(text, "p.yaml").root))


def draft(text: str) -> str:
    proposal, findings = load_proposal(read_document(text, "p.yaml"), names(), "0" * 64)
    assert proposal is not None, findings
    return study(evaluator().rubric, proposal, evaluator().assess(proposal, proposal.day), "fr", OURS)


def stale(text: str) -> list[str]:
    document: Document = read_document(text, "p.yaml")
    proposal, findings = load_proposal(document, names(), "0" * 64)
    assert proposal is not None, findings
    known = Known(document, proposal, evaluator().rubric, evaluator().assess(proposal, proposal.day))
    checks = [check for check in catalogue().checks if check.id == "review-stale"]
    alone = subject("", "", known, World("fr", proposal.day, proposal.day, str))
    return [item.finding.id for item in run(checks, alone).found]


def test_a_review_of_the_present_state_is_shown_as_such() -> None:
    said = draft(signed(TEXT))
    assert (
        "| Claire Martin, RSSI | 4 mars 2026 | visa avec réserves | Le prestataire n’est pas nommé. | présente version des réponses |"
        in said
    )


def test_comments_and_layout_are_no_part_of_the_state() -> None:
    text = "# Relu en réunion.\n" + signed(TEXT).replace("\nreviews:", "\n\n\nreviews:  # signées")
    assert stale(text) == []
    assert "version antérieure" not in draft(text)


def test_a_review_is_stale_once_an_answer_has_changed() -> None:
    text = signed(TEXT).replace("\ndate: ", "\ndescription: Autre chose\ndate: ")
    assert stale(text) == ["stale"]
    assert "les réponses ont changé depuis**" in draft(text)


def test_a_review_renewed_by_its_author_replaces_the_stale_one() -> None:
    changed = signed(TEXT).replace("\ndate: ", "\ndescription: Autre chose\ndate: ")
    digest = state(read_document(changed, "p.yaml").root)
    again = SIGNED.format(digest=digest).removeprefix("reviews:\n")
    assert stale(changed + again) == []


def test_a_dissent_says_why_and_a_sign_off_need_not() -> None:
    text = signed(TEXT).replace("    reservations: Le prestataire n’est pas nommé.\n", "")
    _, findings = load_proposal(read_document(text, "p.yaml"), names())
    assert [(finding.id, finding.values["key"]) for finding in findings] == [("missing-key", "reservations")]
    _, findings = load_proposal(read_document(text.replace("opinion: reservation", "opinion: sign-off"), "p.yaml"), names())
    assert findings == []


def test_who_answered_and_when_is_read_and_shown_in_the_grid() -> None:
    text = TEXT + "criteria:\n  cybersecurity.audits:\n    level: 2\n    by: {who: Ali Benali, date: 2026-03-01}\n"
    proposal, findings = load_proposal(read_document(text, "p.yaml"), names())
    assert proposal is not None, findings
    assert proposal.criteria["cybersecurity.audits"].by == By("Ali Benali", "2026-03-01")
    assert "| Ali Benali | 1er mars 2026 | `cybersecurity.audits` |" in draft(text)


def test_the_schema_and_the_loader_agree_on_reviews_and_authors() -> None:
    validator = Draft202012Validator(proposal_schema(evaluator().rubric, "en"))
    review = {"who": "A", "date": "2026-03-04", "digest": "0123456789ab", "opinion": "sign-off"}
    answered = {"level": 2, "by": {"who": "A", "date": "2026-03-01"}}
    cases: list[tuple[dict[str, Any], bool]] = [
        ({"reviews": [review]}, True),
        ({"reviews": [review | {"opinion": "dissent"}]}, False),
        ({"reviews": [review | {"opinion": "dissent", "reservations": "Non."}]}, True),
        ({"reviews": [review | {"opinion": "perhaps"}]}, False),
        ({"reviews": [{key: text for key, text in review.items() if key != "digest"}]}, False),
        ({"criteria": {"cybersecurity.audits": answered}}, True),
        ({"criteria": {"cybersecurity.audits": answered | {"by": {"date": "2026-03-01"}}}}, False),
        ({"criteria": {"cybersecurity.audits": answered | {"by": "A"}}}, False),
    ]
    for added, valid in cases:
        whole = {key: value for key, value in HEAD.items() if key not in added} | added
        _, findings = load_proposal(read_document(json.dumps(whole), "p.yaml"), names())
        assert (validator.is_valid(whole), findings == []) == (valid, valid), (added, findings)
