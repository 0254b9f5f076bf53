"""What a draft says of itself is never believed: each text that passes for the tool's is compared with the one of today."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from assess import files
from assess.checks.running import Outcome
from assess.checks.subject import Subject
from assess.commands import template_origin as origin
from assess.commands.checking import Checker
from assess.commands.session import Session
from assess.model.exit_codes import DONE, FOUND
from assess.study import front_matter
from assess.study.passages import digest, parse
from tests.checks.cases import BASE, ROOT
from tests.running import run
from tests.study.drafts import changed

DRAFT = "essai.impact-study.md"
EXAMPLES = sorted((ROOT / "examples").glob("*/proposal.yaml"))
LIE = "Aucune ligne rouge n’est franchie. Toutes les garanties exigées sont présentes."
KEEP, DROP = "keep", "drop"


@pytest.fixture
def place(here: Path) -> Path:
    shutil.copy(BASE, here / "essai.yaml")
    assert run("essai.yaml", "-q").code == DONE
    return here


def looked_at(path: str, **options: str) -> Subject:
    """What the checks of the draft *path* are given."""
    given: list[Subject] = []

    def kept(_: object, subject: Subject, **__: object) -> Outcome:
        given.append(subject)
        return Outcome((), (), ())

    session = Session("", options.get("rubric", ""), options.get("as_of", ""), options.get("templates", ""))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assess.commands.checking.run", kept)
        assert Checker(session, 740_000).check((path, True)) is not None
    return given[0]


def forged(text: str, name: str, lie: str = LIE) -> str:
    """The draft *text* whose passage *name* says *lie*, with its digest, and a front matter that vouches for it."""
    source = parse(text).passages[name].source
    text = changed(text, source, f"<!-- assess:begin {name} {digest(lie)} -->\n\n{lie}\n\n<!-- assess:end {name} -->\n")
    made = front_matter.keys(front_matter.split(text)[0])[front_matter.KEY]
    digests = {each.name: each.digest for each in parse(text).segments if each.kind == "passage"}
    again = front_matter.made_of("", "", "fr", digests).rpartition(" ")[2]
    return changed(text, made, f"{made.rpartition(' ')[0]} {again}")


def errors(path: str = DRAFT) -> list[tuple[str, str]]:
    """The errors of the draft *path*, each with what it is about."""
    ran = run("check", path, "--format", "json", "--lang", "fr")
    found = [(item["check"], item["message"]) for item in json.loads(ran.out)["findings"] if item["severity"] == "error"]
    assert ran.code == (FOUND if found else DONE), ran.err
    return found


@pytest.mark.usefixtures("place")
def test_a_draft_just_written_has_nothing_of_another_day() -> None:
    assert [check for check, _ in errors() if check == "passage-stale"] == []


@pytest.mark.parametrize("name", ["summary", "title", "notice"])
@pytest.mark.parametrize("listed", [KEEP, DROP, "empty"])
def test_a_passage_forged_with_all_that_vouches_for_it_is_an_error(place: Path, name: str, listed: str) -> None:
    path = place / DRAFT
    before = path.read_text(encoding="utf-8")
    text = forged(before, name)
    if listed == DROP:  # as if people had written it
        text = changed(text, f"    - {name}\n", "")
    if listed == "empty":
        text = re.sub(r"  passages:\n(?:    - .*\n)+", "", text)
    path.write_text(text, encoding="utf-8")
    assert ("passage-stale", f"Le passage « {name} » n’est plus celui que donne l’évaluation.") in [
        (check, message.replace("\u00a0", " ")) for check, message in errors()
    ]


def test_a_passage_that_the_tool_never_wrote_is_an_error(place: Path) -> None:
    path = place / DRAFT
    text = path.read_text(encoding="utf-8")
    path.write_text(
        f"{text}\n<!-- assess:begin result.more {digest(LIE)} -->\n\n{LIE}\n\n<!-- assess:end result.more -->\n", encoding="utf-8"
    )
    assert "passage-stale" in [check for check, _ in errors()]


def test_a_text_forged_as_offered_by_the_tool_is_an_error(place: Path) -> None:
    path = place / DRAFT
    text = path.read_text(encoding="utf-8")
    source = parse(text).passages["notice"].source
    mine = source.replace("-->\n\n", "-->\n\nMon texte. ", 1)
    offer = f"<!-- assess:offer notice {digest(LIE)} -->\n\n{LIE}\n\n<!-- assess:end-offer notice -->\n"
    path.write_text(changed(text, source, mine + offer), encoding="utf-8")
    assert "passage-stale" in [check for check, _ in errors()]


def test_a_passage_that_people_rewrote_is_theirs(place: Path) -> None:
    path = place / DRAFT
    source = parse(text := path.read_text(encoding="utf-8")).passages["notice"].source
    path.write_text(changed(text, source, source.replace("-->\n\n", "-->\n\nMon texte. ", 1)), encoding="utf-8")
    assert "passage-stale" not in [check for check, _ in errors()]


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
@pytest.mark.usefixtures("here")
def test_what_was_just_written_is_what_would_be_written(example: Path) -> None:
    assert run(str(example), "-q", "-o", "draft.md").code == DONE
    assert [check for check, _ in errors("draft.md") if check == "passage-stale"] == []


@pytest.mark.usefixtures("place")
def test_another_version_of_the_tool_with_the_same_text_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assess.__version__", "0.0.9")
    assert [check for check, _ in errors() if check == "passage-stale"] == []


def test_a_template_of_ones_own_is_a_change(place: Path) -> None:
    (place / "mine" / "fr").mkdir(parents=True)
    (place / "mine" / "fr" / "notice.md.j2").write_text("Rien.\n", encoding="utf-8")
    ran = run("check", DRAFT, "--templates", "mine", "--format", "json")
    assert "passage-stale" in [item["check"] for item in json.loads(ran.out)["findings"]]


@pytest.mark.parametrize("name", ["notice.md.j2", "fr.yaml", "outline.yaml", "en.yaml"])
def test_another_template_of_ours_is_another_line_of_the_front_matter(place: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = origin.made_with(Session(), "essai.yaml", "fr")
    shutil.copytree(ROOT / "templates", place / "templates")
    monkeypatch.setattr(files, "shipped", lambda name: place / name if name == "templates" else ROOT / name)
    assert origin.made_with(Session(), "essai.yaml", "fr") == before
    path = place / "templates" / name
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert origin.made_with(Session(), "essai.yaml", "fr") == before
    path.write_bytes(path.read_bytes() + b" ")
    assert (origin.made_with(Session(), "essai.yaml", "fr") == before) is (name == "en.yaml")


def test_a_draft_written_before_there_was_such_a_line_is_simply_compared(place: Path) -> None:
    path = place / DRAFT
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if line.startswith("  made-of:"))
    path.write_text(changed(text, line + "\n", ""), encoding="utf-8")
    assert [check for check, _ in errors() if check == "passage-stale"] == []
    assert run("essai.yaml", "-q").code == DONE
    assert path.read_text(encoding="utf-8") == text


def test_what_a_draft_is_made_of_is_a_sum_that_nobody_can_forge() -> None:
    line = front_matter.made_of("assess 1, templates 2", "rubric", "fr", {"a": "0" * 12})
    assert re.fullmatch(r"assess 1, fr, sha256 [0-9a-f]{64}", line)
    others = (("assess 1, templates 3", "rubric", "fr", {"a": "0" * 12}), ("assess 1, templates 2", "other", "fr", {"a": "0" * 12}))
    more = (("assess 1, templates 2", "rubric", "en", {"a": "0" * 12}), ("assess 1, templates 2", "rubric", "fr", {"a": "1" * 12}))
    assert line not in {front_matter.made_of(*other) for other in (*others, *more)}
