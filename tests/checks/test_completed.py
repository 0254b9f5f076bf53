"""The examples, completed as a drafter would, raise nothing but what is true of them.

`completed.yaml` beside this file holds what the drafter writes in each slot, and, for each example, the findings that remain, each with the
reason why it is true.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from assess.model.exit_codes import DONE
from assess.study.passages import parse
from tests.checks.cases import ROOT
from tests.running import run
from tests.study.drafts import changed

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "completed.yaml").read_text(encoding="utf-8"))
NAMES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/proposal.yaml"))
PROMPT = re.compile(r"^> \*\*À rédiger\.\*\*.*(?:\n>.*)*", re.MULTILINE)
CELL = re.compile(r"(?<=\| )À préciser(?= \|$)", re.MULTILINE)
OPINION = re.compile(r"^  - who:(?:.*\n)(?:    .*\n)*?    opinion:.*\n(?:      .*\n)*(?!    reply:)", re.MULTILINE)
EVALUATION = re.compile(r"^#+ [\d.]* ?Suivi et évaluation$", re.MULTILINE)
OPTION = re.compile(r"^    proposal: \.\./([\w-]+)/proposal\.yaml$", re.MULTILINE)
KNOWN = "passage-edited"
"""Drafters know that they rewrote a passage."""


class Told(NamedTuple):
    """What is said of a study, and of which line."""

    check: str
    message: str
    line: str


def completed(name: str, here: Path) -> Path:
    """The study of the example *name*, written in *here* and completed."""
    shutil.copytree(ROOT / "examples" / name, here, dirs_exist_ok=True)
    proposal, study = here / "proposal.yaml", here / "etude.md"
    text = proposal.read_text(encoding="utf-8")
    proposal.write_text(replied(text), encoding="utf-8")
    assert run(str(proposal), "-o", str(study), "--lang", "fr", "-q").code == DONE
    text = filled(study.read_text(encoding="utf-8"))
    if yaml.safe_load(proposal.read_text(encoding="utf-8"))["facts"]["phase"]["value"] in ("real-experiment", "test-without-effect"):
        heading = EVALUATION.findall(text)[0]
        text = changed(text, f"\n{heading}\n", f"\n{heading}\n\n{typeset(DATA['experiment'])}")
    study.write_text(text, encoding="utf-8")
    return study


def replied(proposal: str) -> str:
    """*proposal* with a reply to each opinion that has none."""
    return OPINION.sub(lambda found: f"{found[0]}    reply: {json.dumps(DATA['reply'], ensure_ascii=False)}\n", proposal)


def typeset(text: str) -> str:
    """*text* with the no-break spaces of French, which the data does without."""
    return re.sub(r" (?=[:;!?»%])|(?<=«) ", "\u00a0", text)


def filled(draft: str) -> str:
    """*draft* with each prompt answered by the sentence of its slot, and a reason for each territory."""
    for name, passage in parse(draft).passages.items():
        if PROMPT.search(passage.text):
            answer = typeset(DATA["slots"][name.rpartition(".")[2]])
            draft = changed(draft, passage.source, PROMPT.sub(answer, passage.source))
        elif name.endswith("overseas.table"):
            draft = changed(draft, passage.source, CELL.sub(f"{DATA['territory']}.", passage.source))
    return draft


def told(study: Path) -> list[Told]:
    """What the tool says of *study* and of its proposal."""
    lines = {path.name: ["", *path.read_text(encoding="utf-8").splitlines()] for path in (study, study.with_name("proposal.yaml"))}
    ran = run("check", *(str(study.with_name(name)) for name in lines), "--format", "json", "--lang", "fr", "--today", "2026-03-02", "-q")
    found = [item for item in json.loads(ran.out)["findings"] if item["check"] != KNOWN]
    return [Told(item["check"] or item["id"], item["message"], lines[Path(item["path"]).name][item["line"]]) for item in found]


def is_true(found: Told, true: dict[str, str]) -> bool:
    return found.check == true["check"] and true.get("words", "") in found.message and true.get("line", "") in found.line


def test_what_is_said_to_be_true_says_why() -> None:
    assert set(DATA["right"]) <= set(NAMES)
    assert [entry for entries in DATA["right"].values() for entry in entries if not entry.get("because")] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_completed_study_raises_only_what_is_true(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    for option in OPTION.findall((ROOT / "examples" / name / "proposal.yaml").read_text(encoding="utf-8")):
        shutil.copytree(ROOT / "examples" / option, tmp_path / option)
    found, true = told(completed(name, tmp_path / name)), DATA["right"].get(name, [])
    assert [item for item in found if not any(is_true(item, entry) for entry in true)] == []
    assert [entry for entry in true if not any(is_true(item, entry) for item in found)] == []


@pytest.mark.parametrize("name", ["drones", "counter-drone"])
def test_the_same_study_left_as_it_was_written_raises_more(name: str, tmp_path: Path) -> None:
    study = completed(name, tmp_path)
    study.unlink()
    assert run(str(tmp_path / "proposal.yaml"), "-o", str(study), "--lang", "fr", "-q").code == DONE
    assert {item.check for item in told(study)} >= {"prompt-standing", "territory-unjustified"}
