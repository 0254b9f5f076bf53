"""The living draft: what a second writing makes of what people changed, deleted, moved and refused, to the byte."""

from __future__ import annotations

import difflib
from itertools import pairwise
from pathlib import Path

import pytest

from assess.study.passages import parse
from tests.snapshots.kept import LANGUAGES, ROOT, keep, ran
from tests.study.drafts import changed, without

FIRST = (ROOT / "tests" / "snapshots" / "edges" / "two.yaml").read_text(encoding="utf-8")
ANSWERED = """\
  register: {status: present, where: {instrument: decree, ref: article 9}, because: Un décret.}
  public_information: {status: planned, where: {instrument: decree}, because: Une affiche.}
"""
DRAFT, PROPOSAL = "two.impact-study.md", "two.yaml"


def write(here: Path, lang: str, *options: str) -> str:
    """Write the draft again and give what the tool says of it."""
    found = ran("run", PROPOSAL, "--lang", lang, *options)
    assert (here / DRAFT).is_file()
    return found.err


def edit(text: str) -> str:
    """*text* as people change it: a passage rewritten, two taken out, words beside one, a section added."""
    passages = parse(text).passages
    text = changed(text, passages["general-framework.regime"].text, "Notre texte sur le régime.")
    text = changed(text, passages["introduction"].text, "Notre introduction.")
    text = without(text, "consultations-table")
    text = without(text, "implementing-table")
    text = changed(text, passages["notice"].source, passages["notice"].source + "\n\nUn mot à nous, après l’avis.\n")
    return text + "\n## Annexe de notre main\n\nTexte libre.\n"


def answered(text: str) -> str:
    """The proposal *text* with other answers, so that passages are renewed, offered and retired."""
    text = changed(text, "  dpia: {status: absent, because: Pas encore.}\n", ANSWERED)
    text = changed(text, "legal_regime: {value: titre-iii, assumed: true, because: Autre hypothèse.}", "legal_regime: gdpr")
    return changed(text, "  introduction: Une phrase.\n", "  introduction: Une autre phrase.\n  necessity: Il le faut.\n")


def draft(here: Path) -> str:
    """The draft, to the byte."""
    return (here / DRAFT).read_bytes().decode()


def diff(old: str, new: str) -> str:
    """What the second writing changed; the rest is as it was."""
    return "".join(difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), n=2))


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest, here: Path) -> str:
    chosen = str(request.param)
    (here / PROPOSAL).write_text(FIRST, encoding="utf-8")
    write(here, chosen)
    (here / DRAFT).write_text(edit((here / DRAFT).read_text(encoding="utf-8")), encoding="utf-8")
    return chosen


def test_what_people_wrote_stays_and_the_rest_is_renewed(lang: str, here: Path) -> None:
    states = [draft(here)]
    told = {"1-nothing-new.txt": write(here, lang)}
    states.append(draft(here))
    (here / PROPOSAL).write_text(answered(FIRST), encoding="utf-8")
    told["2-other-answers.txt"] = write(here, lang)
    states.append(draft(here))
    told["3-again.txt"] = write(here, lang)
    assert draft(here) == states[-1]
    told["4-taken.txt"] = write(here, lang, "--take", "introduction", "--take", "consultations-table")
    states.append(draft(here))
    steps = ("1-nothing-new", "2-other-answers", "4-taken")
    keep(f"redrafting/renewed/{lang}", told | {f"{step}.diff": diff(*pair) for step, pair in zip(steps, pairwise(states), strict=True)})


def test_passages_that_are_no_more_are_kept_under_their_heading(lang: str, here: Path) -> None:
    text = draft(here)
    names = [name for name in parse(text).passages if name.startswith("article-2-bis")]
    for name in names[:2]:
        text = changed(
            text, parse(text).passages[name].source, parse(text).passages[name].source.replace("\n\n", f"\n\nNotre {name}.\n\n", 1)
        )
    (here / DRAFT).write_text(text, encoding="utf-8")
    fewer = changed(FIRST, '  - {id: "2 bis", object: Évaluer., study: {objectives: Évaluer l’essai.}}\n', "")
    states = [draft(here)]
    (here / PROPOSAL).write_text(fewer, encoding="utf-8")
    told = {"1-retired.txt": write(here, lang)}
    states.append(draft(here))
    (here / DRAFT).write_text(states[-1] + "\n## Suite de notre main\n\nFin.\n", encoding="utf-8")
    after = draft(here)
    (here / PROPOSAL).write_text(FIRST, encoding="utf-8")
    told["2-back.txt"] = write(here, lang)
    assert names[:2]
    keep(f"redrafting/retired/{lang}", told | {"1-retired.diff": diff(*states), "2-back.diff": diff(after, draft(here))})


def test_line_ends_and_damage_stay_as_people_left_them(lang: str, here: Path) -> None:
    data = draft(here).replace("<!-- assess:end notice -->\n", "", 1)
    (here / DRAFT).write_bytes(b"\xef\xbb\xbf" + data.rstrip("\n").replace("\n", "\r\n").encode())
    before = draft(here)
    (here / PROPOSAL).write_text(answered(FIRST), encoding="utf-8")
    told = write(here, lang)
    keep(f"redrafting/crlf/{lang}", {"told.txt": told, "draft.diff": diff(before, draft(here))})
