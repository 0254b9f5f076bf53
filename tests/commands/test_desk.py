"""The commands of the desk: what they print, in each format, and how they fail."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.running import run

EXAMPLES = Path("examples")
SCANNER = (EXAMPLES / "millimetre-wave-scanner" / "proposal.yaml").as_posix()
CAMERAS = (EXAMPLES / "onboard-cameras" / "proposal.yaml").as_posix()
FLOW = (EXAMPLES / "facial-identification-live-flow-2026" / "proposal.yaml").as_posix()


def data(*arguments: str) -> dict[str, Any]:
    """The JSON that a command of the desk prints, of which the schema says every key."""
    ran = run(*arguments, "--format", "json")
    assert ran.code == 0, ran.err
    said: dict[str, Any] = json.loads(ran.out)
    assert [error.message for error in schema(arguments[0]).iter_errors(said)] == []
    return said


@cache
def schema(kind: str) -> Draft202012Validator:
    """What tells whether JSON of the command *kind* is valid."""
    return Draft202012Validator(json.loads(run("schema", kind).out))


def fits(text: str) -> None:
    assert [line for line in text.splitlines() if len(line) > 80] == []


def test_robustness_tells_the_answers_that_turn_the_conclusion_and_their_keys() -> None:
    said = data("robustness", SCANNER)
    assert said["pathway"] == [{"action": "experiment", "norm": "statute"}]
    assert said["tried"]["one"] > len(said["one"]) > 0
    pairs = [{change["id"] for change in pair["changes"]} for pair in said["two"]]
    assert {"fact:consent_role", "fact:alternative"} in pairs
    flips = json.loads(run("score", SCANNER, "--format", "json").out)["flips"]
    assert [(flip["id"], flip["change"]) for flip in flips] == [(flip["id"], flip["change"]) for flip in said["one"]]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_table_shows_the_first_and_fits_in_eighty_columns(lang: str) -> None:
    first, every = run("robustness", SCANNER, "--lang", lang), run("robustness", SCANNER, "--lang", lang, "--all")
    assert (first.code, first.err) == (0, "")
    fits(every.out)
    assert "--all" in first.out
    assert "--all" not in every.out
    assert "[fact:consent_role]" in every.out


def test_markdown_has_every_change_in_tables() -> None:
    said, told = data("robustness", SCANNER), run("robustness", SCANNER, "--format", "markdown", "--lang", "fr").out
    assert told.startswith("# Ce dont la conclusion dépend")
    assert told.count("\n| ") == len(said["one"]) + len(said["two"]) + 4


def test_a_rubric_without_pathway_has_nothing_to_turn() -> None:
    assert data("robustness", SCANNER, "--rubric", "eu-ai-act")["pathway"] is None
    assert "no pathway" in run("robustness", SCANNER, "--rubric", "eu-ai-act", "--lang", "en").out


@pytest.mark.parametrize("command", ["robustness", "remedies", "compare"])
def test_a_proposal_that_cannot_be_read_ends_with_its_faults(command: str, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("format: 1\ntechnology: dronez\n", encoding="utf-8")
    ran = run(command, str(tmp_path / "p.yaml"), "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "p.yaml:2:13" in ran.err


def test_remedies_give_what_closes_the_gaps_with_its_rank_its_source_and_its_clause() -> None:
    said = data("remedies", CAMERAS)
    assert said["proven"] is True
    measures = {measure["id"]: measure for group in said["groups"] for chosen in group["sets"] for measure in chosen}
    ban = measures["safeguard:facial_recognition_ban"]
    assert (ban["instrument"], ban["closes"]) == ("statute", ["rule:facial_recognition_ban.aerial-or-vehicle"])
    assert "law:csi-l242-4" in ban["sources"]
    assert ban["clause"]
    trl = measures["criterion:maturity.trl"]
    assert (trl["level"], trl["evidence"]) == ({"now": 2, "to": 3}, "test")
    assert said["pathway"] != said["after"] == [{"action": "experiment", "norm": "statute"}]


def test_doing_what_remedies_say_closes_what_they_say(tmp_path: Path) -> None:
    text = Path(CAMERAS).read_text(encoding="utf-8")
    assert text.count("\nsafeguards:\n") == 1
    for measure in ("interconnection_ban", "facial_recognition_ban"):
        text = re.sub(rf"\n  {measure}:.*?(?=\n  \w|\n\w|\n\n)", "", text, flags=re.DOTALL)
        text = text.replace("\nsafeguards:\n", f"\nsafeguards:\n  {measure}: {{status: present, where: {{instrument: statute}}}}\n")
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    left = {name for group in data("remedies", str(tmp_path / "p.yaml"))["groups"] for name in group["closes"]}
    before = {name for group in data("remedies", CAMERAS)["groups"] for name in group["closes"]}
    assert before - left == {"rule:interconnection_ban.aerial-or-vehicle", "rule:facial_recognition_ban.aerial-or-vehicle"}


def test_remedies_say_what_nothing_cures_and_which_narrower_projects_would_lead_further() -> None:
    said = data("remedies", FLOW)
    assert "red-line:remote-identification-prohibited" in said["left"]
    without = next(own for own in said["variants"] if own["changes"] == [{"id": "fact:biometrics", "value": ["capability-disabled"]}])
    assert without["pathway"] == [{"action": "experiment", "norm": "statute"}]
    assert "red-line:remote-identification-prohibited" in without["lifted"]
    told = run("remedies", FLOW, "--lang", "fr").out
    assert "rien ne la lève" in told
    assert "à ne retenir que si le projet change réellement" in told
    fits(told)


def test_costs_given_are_summed_and_what_has_none_is_said(tmp_path: Path) -> None:
    text = Path(CAMERAS).read_text(encoding="utf-8") + "\ncosts: {criterion:maturity.trl: 150000, safeguard:regulator_opinion: 0.5}\n"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    told = run("remedies", str(tmp_path / "p.yaml"), "--lang", "fr").out
    assert "Coût des mesures chiffrées\u00a0: 150000,50" in told.replace("\u202f", "")
    assert "3 mesures n’ont pas de coût indiqué" in told


LIVE = (EXAMPLES / "facial-identification-live-2026" / "proposal.yaml").as_posix()
TEST = (EXAMPLES / "facial-identification-test" / "proposal.yaml").as_posix()


def test_two_proposals_are_set_side_by_side() -> None:
    said = data("compare", LIVE, TEST)
    assert [side["proposal"]["path"] for side in said["sides"]] == [LIVE, TEST]
    assert [(own["side"], own["than"]) for own in said["better"]] == [(1, 0)]
    assert said["amendments"] is None
    assert {
        "id": "fact:phase",
        "answers": [{"value": ["real-experiment"], "assumed": False}, {"value": ["test-without-effect"], "assumed": False}],
    } in said["differs"]
    scored = json.loads(run("score", LIVE, "--format", "json").out)
    assert said["sides"][0]["pathway"] == scored["pathway"]["possible"]
    assert [own["score"] for own in said["sides"][0]["principles"]] == [own["score"] for own in scored["principles"]]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_proposal_alone_is_compared_with_those_of_its_options(lang: str) -> None:
    told = run("compare", LIVE, "--lang", lang, "--all")
    assert (told.code, told.err) == (0, "")
    assert TEST.split("/")[1] in told.out
    assert ("Options décrites sans proposition" if lang == "fr" else "Options described without a proposal") in told.out
    fits(told.out)


def test_a_proposal_without_such_an_option_has_nothing_to_be_compared_with() -> None:
    ran = run("compare", CAMERAS, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "none of its options leads to a proposal" in ran.err


def test_a_version_is_compared_with_the_one_that_git_keeps_answer_by_answer(tmp_path: Path) -> None:
    path, git = tmp_path / "un dossier é" / "p.yaml", ["git", "-C", str(tmp_path), "-c", "user.email=a@b.c", "-c", "user.name=n"]
    path.parent.mkdir()
    path.write_bytes(Path(CAMERAS).read_bytes())
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], check=True)
    path.write_text(path.read_text(encoding="utf-8").replace("technology: onboard-cameras", "technology: drones"), encoding="utf-8")
    said = data("compare", str(path), "--git", "HEAD")
    assert [side["proposal"]["path"] for side in said["sides"]] == [f"HEAD:{path.as_posix()}", path.as_posix()]
    assert [own["id"] for own in said["amendments"]] == ["technology"]
    assert said["amendments"][0]["alone"]["pathway"] == said["sides"][1]["pathway"]
    told = run("compare", str(path), "--git", "HEAD", "--lang", "fr").out
    assert "Pourquoi le résultat a changé" in told


@pytest.mark.parametrize(("revision", "said"), [("HEAD~99", "does not give this file"), ("--output=x", "does not give this file")])
def test_a_revision_that_git_does_not_know_is_a_fault_and_no_option_of_git(tmp_path: Path, revision: str, said: str) -> None:
    (tmp_path / "p.yaml").write_bytes(Path(CAMERAS).read_bytes())
    ran = run("compare", str(tmp_path / "p.yaml"), "--git", revision, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert [each.name for each in tmp_path.iterdir()] == ["p.yaml"]


def test_proposals_under_other_rubrics_are_not_compared(tmp_path: Path) -> None:
    text = Path(CAMERAS).read_text(encoding="utf-8")
    (tmp_path / "p.yaml").write_text(text.replace("rubric: mis-2021", "rubric: eu-ai-act"), encoding="utf-8")
    ran = run("compare", CAMERAS, str(tmp_path / "p.yaml"), "--lang", "en")
    assert ran.code == 2
    assert run("compare", CAMERAS, str(tmp_path / "p.yaml"), "--rubric", "mis-2021").code == 0


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_result_is_explained_on_one_screen_with_the_keys_to_type(lang: str) -> None:
    told = run("explain", CAMERAS, "--lang", lang).out
    assert told.count("\n") <= 23
    for name in ("rule:action.text-unfit-for-experiment", "safeguard:interconnection_ban", "fact:biometrics"):
        assert f"[{name}]" in told
    assert "--all" in told


def test_a_result_is_explained_as_data() -> None:
    said = data("explain", CAMERAS)
    assert {rule["rule"] for rule in said["rules"]} == {"rule:action.text-unfit-for-experiment", "rule:norm.rewriting-by-statute"}
    assert {"id": "fact:phase", "title": "Phase du projet", "state": "Déploiement à venir"} in data("explain", CAMERAS, "--lang", "fr")[
        "answers"
    ]
    assert [flip["id"] for flip in said["flips"]] == [flip["id"] for flip in data("robustness", CAMERAS)["one"]]


def test_an_item_of_a_result_is_explained_as_data_with_its_floors_its_law_and_its_cure() -> None:
    (ban,) = data("explain", CAMERAS, "safeguard:facial_recognition_ban")["about"]
    assert ban["instruments"] == ["statute"]
    (maturity,) = data("explain", CAMERAS, "maturity")["about"]
    assert {"criterion": "maturity.trl", "level": 3, "gap": "yes", "rule": "rule:requirements.maturity-readiness"} in maturity["floors"]
    (line,) = data("explain", FLOW, "red-line:disproportionate")["about"]
    assert line["cure"]["by"] == "nothing"
    told = run("explain", FLOW, "red-line:disproportionate", "--lang", "fr").out
    assert "(rien ne la lève)" in told


def test_an_item_outside_any_result_is_explained_as_data_and_an_unknown_one_is_a_fault() -> None:
    page = data("explain", "law:csi-l242-5", "--lang", "fr")
    assert (page["item"], page["text"]) == ("law:csi-l242-5", run("explain", "law:csi-l242-5", "--lang", "fr").out.rstrip("\n"))
    assert data("explain", "check:passage-edited")["item"] == "check:passage-edited"
    ran = run("explain", CAMERAS, "maturity.trll", "--format", "json", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean" in ran.err


def test_the_schema_of_proposals_knows_what_may_have_a_cost() -> None:
    costs = json.loads(run("schema", "proposal").out)["properties"]["costs"]
    valid = Draft202012Validator(costs)
    assert valid.is_valid({"safeguard:dpia": 20000.5, "criterion:maturity.trl": 0})
    assert not any(
        valid.is_valid(each) for each in ({"safeguard:dpia": -1}, {"fact:phase": 1}, {"safeguard:legal_basis": 1}, {"safeguard:dpia": "1"})
    )
