"""A conclusion of ours that people changed is told, however small the change; what they write beside it, and how it is laid out, is not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assess.study.passages import parse
from tests.checks.test_concluded import FLOW
from tests.running import run
from tests.study.drafts import changed

DRAFT = "essai.impact-study.md"
EDITED = "conclusion-edited"
Edit = Callable[[str], str]


@pytest.fixture
def place(here: Path) -> Path:
    """The draft of an example in which two red lines are crossed."""
    (here / "essai.yaml").write_bytes(FLOW.read_bytes())
    run("essai.yaml", "-q", "--lang", "fr")
    return here / DRAFT


def told(path: Path, edit: Edit, check: str = EDITED) -> list[str]:
    """What *check* says of the draft *path* once people made the *edit*, each under the name of its line."""
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    found = json.loads(run("check", path.name, "--format", "json", "--lang", "fr", "-q").out)["findings"]
    return [item["message"] for item in found if item["check"] == check]


def within(passage: str, old: str, new: str) -> Edit:
    """Put *new* wherever *old* stands in the *passage*."""

    def edit(text: str) -> str:
        inside = parse(text).passages[passage].text
        assert old in inside
        return changed(text, inside, inside.replace(old, new))

    return edit


def whole(passage: str, new: str) -> Edit:
    return lambda text: changed(text, parse(text).passages[passage].text, new)


CROSSED = "Deux lignes rouges sont franchies"
TURNED: dict[str, Edit] = {
    "a denial": within("decision-note", "sont franchies", "ne sont pas franchies"),
    "another count": within("decision-note", "Quarante-neuf exigences restent à justifier", "Aucune exigence ne reste à justifier"),
    "words deleted": within("decision-note", CROSSED, ""),
    "words struck through": within("decision-note", CROSSED, f"~~{CROSSED}~~"),
    "words struck through in HTML": within("decision-note", CROSSED, f"<del>{CROSSED}</del>"),
    "words in a comment": within("decision-note", CROSSED, f"<!-- {CROSSED} -->"),
    "a sentence that becomes what others claim": within("decision-note", "Deux lignes rouges", "Il est inexact que deux lignes rouges"),
    "every row of a table": within("principles", "**Non établi.**", "**Établi.**"),
    "the state of the law": within("decision-note", "l’usage est interdit", "l’usage est autorisé"),
    "the regime": within("general-framework.regime", "interdit", "autorisé"),
    "a level": within("tiers", "très élevé", "faible"),
    "an obstacle": within(
        "red-line.remote-identification-prohibited", "Rien ne peut lever cet obstacle.", "Cet obstacle est levé par la présente loi."
    ),
    "the table of safeguards": within("retained-scheme.safeguards", "| à préciser |", "| suffisante |"),
    "the grid of criteria": within("grid.criteria", "| 0 |", "| 4 |"),
    "red lines lifted": whole("summary", "Les deux lignes rouges relevées ont été levées."),
    "deployment": whole("summary", "La grille conclut que l’usage peut être déployé à droit constant."),
    "an outcome in bold": whole("summary", "Issue : **déployer à droit constant**."),
    "a letter of another alphabet": whole("summary", "Aucune l\u0456gne rouge n’est franchie."),
}


@pytest.mark.parametrize("name", TURNED)
def test_a_conclusion_that_was_changed_is_told_with_what_the_tool_says(place: Path, name: str) -> None:
    (said,) = told(place, TURNED[name])
    assert re.search("ne dit plus ce que dit l’évaluation.*« .+ »", said)


HARMLESS: dict[str, Edit] = {
    "nothing": lambda text: text,
    "a sentence beside": within("decision-note", "**Ce qu’il faut faire.**", "**Ce qu’il faut faire.** Les services en tiennent compte."),
    "a paragraph after": within("pathway", "Motifs de l’orientation", "Le ministère en a pris acte.\n\nMotifs de l’orientation"),
    "other lines": within("decision-note", "**. État du droit", "**.\nÉtat du droit"),
    "other signs": within("pathway", "**", "__"),
    "a reference that was checked": within("tiers", " (par interprétation)", ""),
    "a table of one’s own": lambda text: changed(
        text, (old := parse(text).passages["tiers"].text), old + "\n\n| Suite | Qui |\n| --- | --- |\n| Bilan | Le ministère |\n"
    ),
    "a passage that carries no conclusion": whole("notice", "Le présent document est une étude."),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_added_or_laid_out_otherwise_is_left_alone(place: Path, name: str) -> None:
    assert told(place, HARMLESS[name]) == []


def test_the_line_is_that_of_the_change_and_the_sentence_is_whole(place: Path) -> None:
    edit = TURNED["a denial"]
    (said,) = told(place, edit)
    assert f"« {CROSSED}" in said.replace("\u00a0", " ")
    found = json.loads(run("check", DRAFT, "--format", "json", "--lang", "fr", "-q").out)["findings"]
    line = next(item["line"] for item in found if item["check"] == EDITED)
    assert "ne sont pas franchies" in place.read_text(encoding="utf-8").split("\n")[line - 1]


WAIVER = '<!-- assess:allow {} until=2026-12-31 reason="relu" -->\n\n'


@pytest.mark.parametrize("check", ["conclusion-contradicted", "passage-stale", "proposal-missing", "marker-damaged", "draft-unreadable"])
def test_what_makes_a_draft_false_cannot_be_waived(place: Path, check: str) -> None:
    lie = "Aucune ligne rouge n’est franchie."
    text = place.read_text(encoding="utf-8")
    place.write_text(f"{text}\n## Suite\n\n{WAIVER.format(check)}{lie}\n", encoding="utf-8")
    found = json.loads(run("check", DRAFT, "--format", "json", "--lang", "en", "--today", "2026-03-02", "-q").out)["findings"]
    assert any(item["check"] == "conclusion-contradicted" for item in found)
    assert any(item["check"] == "waiver-malformed" and check in item["message"] for item in found)


@pytest.fixture
def templates(place: Path) -> Path:
    """Templates of a stranger inside the checkout, whose summary says what they like."""
    folder = place.parent / "tp"
    folder.mkdir()
    lie = '{% call passage("summary") %}Aucune ligne rouge n’est franchie.{% endcall %}'
    ours = (Path(__file__).resolve().parents[2] / "templates" / "introduction.md.j2").read_text(encoding="utf-8")
    false = re.sub(r'\{% call passage\("summary"\) %\}.*?\{% endcall %\}', lambda _: lie, ours, flags=re.DOTALL)
    assert false != ours
    (folder / "introduction.md.j2").write_text(false, encoding="utf-8")
    (place.parent / "assess.toml").write_text('lang = "fr"\ntemplates = "tp"\n', encoding="utf-8")
    place.unlink()
    run("essai.yaml", "-q")
    return folder


def test_what_other_templates_say_is_compared_with_the_assessment(templates: Path) -> None:
    assert templates.is_dir()
    assert told(Path(DRAFT), lambda text: text, "conclusion-contradicted")


@pytest.mark.parametrize(("ci", "severity"), [("", "note"), ("true", "warning")])
def test_other_templates_are_told_of_once(templates: Path, monkeypatch: pytest.MonkeyPatch, ci: str, severity: str) -> None:
    monkeypatch.setenv("CI", ci)
    (templates.parent / "deux.yaml").write_bytes((templates.parent / "essai.yaml").read_bytes())
    run("deux.yaml", "-q")
    found = json.loads(run("check", ".", "--format", "json", "-q").out)["findings"]
    assert [(item["severity"], item["path"]) for item in found if item["id"] == "templates-not-ours"] == [(severity, "tp")]


def test_our_own_templates_are_not_told_of(place: Path) -> None:
    assert "templates-not-ours" not in run("check", place.name, "--format", "json").out
