"""Which text of a draft is people’s: what stands outside passages, what they rewrote, what repeats their proposal. Nothing else is."""

from __future__ import annotations

import pytest

from assess.checks.model import Case
from assess.checks.running import run
from assess.study.passages import render_passage
from tests.checks.cases import catalogue, subject_of

HEAD = """---
assess:
  proposal: essai.yaml
  rubric: mis-2021@1.0.0
  as-of: 2026-03-02
  lang: fr
---

# Étude

"""
SAID = "Voir TODO et l’article L. 999-9 du code de la sécurité intérieure."
"""A placeholder and a provision that nobody knows: each is told of people’s text alone."""


def passage(name: str, text: str = SAID, digest: str = "DIGEST") -> str:
    return f"<!-- assess:begin {name} {digest} -->\n\n{text}\n\n<!-- assess:end {name} -->"


THEIRS = {
    "text outside passages": SAID,
    "a list of theirs": f"- un\n- {SAID}",
    "a table of theirs": f"| a | b |\n| --- | --- |\n| un | {SAID} |",
    "a passage they rewrote": passage("result", digest="000000000000"),
    "a passage on the assessment, which they rewrote": passage("principle.maturity", digest="000000000000"),
    "a section of their proposal": passage("necessity"),
    "the introduction of their proposal": passage("introduction"),
    "a section of one article": passage("article-2-bis.objectives"),
    "a prompt they rewrote": passage("objectives", f"> **À rédiger.** Dire.\n\n{SAID}", "000000000000"),
}
OURS = {
    "a passage of the tool": passage("result"),
    "a condition": passage("condition.text-first"),
    "a condition that is called as a section is": passage("condition.evaluation"),
    "a principle that is called as a section is": passage("principle.evaluation"),
    "a red line that is called as a section is": passage("red-line.evaluation"),
    "a principle with a criterion that is called as a section is": passage("principle.experimentation.evaluation"),
    "the text offered beside a passage": f"{passage('result', 'Autre texte.')}\n\n{render_passage('result', SAID, 'offer')}",
    "a quotation": f"> {SAID}",
    "code": f"```\n{SAID}\n```",
    "a comment": f"<!-- {SAID} -->",
    "a prompt": passage("objectives", f"> **À rédiger.** Dire. {SAID}"),
}
CHECKS = ("placeholder", "citation-unknown")


def told(text: str) -> set[str]:
    """The checks that speak of *text*."""
    subject = subject_of(Case("", f"{HEAD}## 2. Nécessité\n\n{text}\n", "", "fr", "", "", (), (), ()))
    checks = [check for check in catalogue().checks if check.id in CHECKS]
    return {item.finding.check for item in run(checks, subject).found}


@pytest.mark.parametrize("name", THEIRS)
def test_what_people_wrote_is_read(name: str) -> None:
    assert told(THEIRS[name]) == set(CHECKS)


@pytest.mark.parametrize("name", OURS)
def test_what_they_did_not_write_is_not(name: str) -> None:
    assert told(OURS[name]) == set()


def test_what_the_proposal_says_of_its_method_is_theirs() -> None:
    assert "placeholder" in told(passage("method.proposal"))
