"""Whatever people write in a sheet, their answers come back as they are, and every other line of the proposal stays."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assess.commands.answering import order
from assess.loading.proposal import load_proposal
from assess.loading.state import state
from assess.model.proposal import Proposal
from assess.sheets.answers import taken
from assess.sheets.choices import written
from assess.sheets.model import Filled, Reply, Sheet
from assess.sheets.questions import digest, open_items, sheet
from assess.yaml_source.document import read_bytes
from assess.yaml_source.editing import edited
from tests.checks.cases import ROOT
from tests.study.studies import evaluator, names

EXAMPLE = (ROOT / "examples" / "osint-capture" / "proposal.yaml").read_bytes().decode()


@cache
def asked() -> Sheet:
    """All that is open in the example."""
    document = read_bytes(EXAMPLE.encode(), "p.yaml")
    proposal = loaded(EXAMPLE)
    items = open_items(evaluator(), proposal, evaluator().assess(proposal, proposal.day))
    return sheet(evaluator(), proposal, document.root, items, "fr")


def loaded(text: str) -> Proposal:
    found, findings = load_proposal(read_bytes(text.encode(), "p.yaml"), names())
    assert found is not None, findings
    return found


prose = st.text(st.characters(exclude_categories=("Cs", "Mn", "Me")), max_size=60) | st.sampled_from(
    [
        "oui : non",
        "# rien",
        "- a\n- b",
        "'",
        '"',
        "=1+1",
        "no",
        "2026-01-01",
        "{a: b}",
        "\n\n  x\n",
        "|",
        "*a",
        "&b",
        "é" * 300,
        "a\tb",
        "%",
        "@",
    ]
)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    choices = [one for one in asked().questions if one.kind in ("criterion", "safeguard", "one") and one.standing == "null"]
    chosen = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=6, unique_by=lambda one: one.id))
    return {one.id: {"answer": draw(st.sampled_from(one.values)), "because": "p" + draw(prose), "who": "q" + draw(prose)} for one in chosen}


@settings(max_examples=25, deadline=None, database=None)
@given(given_answers=answers(), crlf=st.booleans())
def test_answers_come_back_as_they_are_and_all_the_rest_stays(given_answers: dict[str, dict[str, Any]], crlf: bool) -> None:
    text = EXAMPLE.replace("\n", "\r\n") if crlf else EXAMPLE
    root = read_bytes(text.encode(), "p.yaml").root
    known = {one.id: (digest(one), one.standing) for one in asked().questions}
    filled = Filled({"lang": "fr"}, known, tuple(Reply(name, 7, cells) for name, cells in given_answers.items()))
    found = taken([("s.xlsx", filled)], evaluator().rubric, root)
    assert found.left == ()
    assert set(found.answered) == set(given_answers)
    now = edited(text, found.changes, order(evaluator().rubric))
    kept = iter(now.split("\n"))
    assert all(line in kept for line in text.split("\n")), "a line of the proposal is gone, or has moved"
    proposal = loaded(now)
    assert state(read_bytes(now.encode(), "p.yaml").root) != state(root)
    for name, cells in given_answers.items():
        if "." in name and name.startswith("fact:"):
            continue
        answer = proposal.answer(name)
        assert answer is not None
        assert answer.because.strip() == str(written(cells["because"])).strip()
        assert answer.by is not None
        assert answer.by.who == " ".join(str(written(cells["who"])).split())
