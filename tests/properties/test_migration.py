"""However a proposal is written, its migration changes the answers that moved and nothing else."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from assess.loading.migration import migrated
from assess.loading.proposal import Names
from assess.model.versions import Move
from assess.yaml_source.document import read_document

MOVES = (
    Move("criterion:a.old", "criterion:a.new", "2"),
    Move("criterion:a.gone", "", "2", {"fr": "Parti.", "en": "Gone."}),
    Move("safeguard:old", "safeguard:new", "2"),
    Move("safeguard:gone", "", "2", {"fr": "Parti.", "en": "Gone."}),
    Move("fact:old", "fact:new", "2"),
    Move("fact:several=old", "fact:several=new", "2"),
    Move("fact:several=gone", "", "2", {"fr": "Parti.", "en": "Gone."}),
)
NAMES = Names(
    facts={},
    values={},
    criteria={},
    safeguards={},
    derived=frozenset(),
    grades=(),
    instruments=(),
    technologies=set(),
    records={},
    keys=set(),
    law=set(),
    described=set(),
    version="2",
    moves={move.id: move for move in MOVES},
)
TO = {"a.old": "a.new", "old": "new"}
COMMENTS = st.sampled_from(("", "  # une remarque", " # a.old: gone", "   "))
PROSE = st.sampled_from(("Oui : a.old", "old", "gone # non", "« old » et 'gone'", "deux\n\n# lignes: old"))


@st.composite
def answers(draw: DrawFn, names: tuple[str, ...], key: str) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(names), unique=True))
    return {name: {key: draw(st.sampled_from(("y", "x"))), "because": draw(PROSE)} for name in chosen}


@st.composite
def proposals(draw: DrawFn) -> dict[str, Any]:
    facts: dict[str, Any] = {name: draw(st.sampled_from(("x", "old"))) for name in draw(st.sets(st.sampled_from(("old", "other"))))}
    if draw(st.booleans()):
        facts["several"] = draw(st.lists(st.sampled_from(("old", "gone", "kept", "also")), unique=True, min_size=1))
    return {
        "title": draw(PROSE),
        "facts": facts,
        "criteria": draw(answers(("a.old", "a.gone", "a.kept", "b.kept"), "level")),
        "safeguards": draw(answers(("old", "gone", "kept"), "status")),
        "study": {"necessity": draw(PROSE), "old": draw(PROSE)},
    }


def scalar(draw: DrawFn, text: str, indent: int, *, flow: bool) -> str:
    if "\n" in text and not flow and draw(st.booleans()):
        return "|-\n" + "\n".join(" " * indent + line if line else "" for line in text.split("\n"))
    if text.isalnum() and draw(st.booleans()):
        return text
    return "'" + text.replace("'", "''") + "'" if "\n" not in text and draw(st.booleans()) else '"' + text.replace("\n", "\\n") + '"'


def written(draw: DrawFn, node: Any, indent: int, *, flow: bool) -> str:
    """*node* as YAML after a key, in one of the ways that people have."""
    flow = flow or draw(st.booleans())
    if isinstance(node, str):
        return " " + scalar(draw, node, indent, flow=flow) + ("" if flow else draw(COMMENTS) if "\n" not in node else "")
    gap = draw(st.sampled_from(("", " ")))
    if flow or not node:
        parts = [written(draw, item, indent, flow=True).strip() for item in (node.values() if isinstance(node, dict) else node)]
        if isinstance(node, dict):
            parts = [f"{scalar(draw, key, 0, flow=True)}: {part}" for key, part in zip(node, parts, strict=True)]
        marks = "{}" if isinstance(node, dict) else "[]"
        return f" {marks[0]}{gap}" + f",{gap} ".join(parts) + f"{gap}{marks[1]}"
    lines = [draw(COMMENTS)]
    for item in node:
        if isinstance(node, dict):
            lines.append(" " * indent + f"{scalar(draw, item, 0, flow=True)}:{written(draw, node[item], indent + 2, flow=False)}")
        else:
            lines.append(" " * indent + f"-{written(draw, item, indent + 2, flow=True)}{draw(COMMENTS)}")
    return "\n".join(lines)


def expected(proposal: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = dict(proposal)
    for section in ("facts", "criteria", "safeguards"):
        found = {TO.get(name, name): value for name, value in proposal[section].items() if name not in ("gone", "a.gone")}
        if section == "facts" and "several" in found:
            found["several"] = [TO.get(item, item) for item in found["several"] if item != "gone"]
            if not found["several"]:
                del found["several"]
        made[section] = found
    return made


def read(text: str) -> Any:
    document = read_document(text, "p.yaml")
    assert document.valid, [finding.id for finding in document.findings]
    assert isinstance(document.root, dict)
    return {key: value or {} for key, value in document.root.items()}


@given(st.data())
def test_the_answers_that_moved_do_and_the_others_stay(data: st.DataObject) -> None:
    proposal = data.draw(proposals())
    draw: Any = data.draw
    text = "\n".join(f"{key}:{written(draw, value, 2, flow=False)}" for key, value in proposal.items()) + "\n"
    if data.draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    assert read(text) == {key: value or {} for key, value in proposal.items()}
    found = migrated(text, "p.yaml", NAMES, "r 2", "fr")
    assert not found.left
    assert read(found.text) == {key: value or {} for key, value in expected(proposal).items()}
    assert migrated(found.text, "p.yaml", NAMES, "r 2", "fr").text == found.text
    assert (found.text == text) is (not found.moved)
    assert "\r\n" not in text or found.text.count("\n") == found.text.count("\r\n")
