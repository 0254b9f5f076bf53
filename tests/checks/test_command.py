"""`assess check` as people and continuous integration run it: what it reads, what it says, how it ends."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assess.commands import checking
from assess.model.exit_codes import DONE, FAULT, FOUND, INVALID
from assess.study.passages import parse
from tests.checks.cases import BASE
from tests.checks.test_freshness import DRAFT, looked_at
from tests.running import Ran, run
from tests.study.drafts import changed

NOTED = "passage-edited"


@pytest.fixture
def place(here: Path) -> Path:
    """A folder with a proposal and its draft, of which people have rewritten a passage."""
    shutil.copy(BASE, here / "essai.yaml")
    assert run("essai.yaml", "-q").code == DONE
    rewrite(here / "essai.impact-study.md", "notice")
    return here


def rewrite(path: Path, passage: str, text: str = "Réécrit.") -> None:
    """Have people replace the text of *passage* in the draft *path*."""
    draft = path.read_text(encoding="utf-8")
    old = parse(draft).passages[passage]
    path.write_text(changed(draft, old.text, text), encoding="utf-8")


def add(path: Path, after: str, text: str) -> None:
    """Have people write *text* after the line *after*."""
    draft = path.read_text(encoding="utf-8")
    path.write_text(changed(draft, f"{after}\n", f"{after}\n\n{text}\n"), encoding="utf-8")


def check(*arguments: str, of: str = NOTED) -> list[tuple[str, str]]:
    """The findings of the check *of*, or of those whose id begins so: their path and their check."""
    return [(found["path"], found["check"]) for found in data(*arguments)["findings"] if (found["check"] or found["id"]).startswith(of)]


def data(*arguments: str) -> Any:
    """The report as JSON data."""
    return json.loads(run("check", *arguments, "--format", "json", "-q").out)


def test_a_draft_finds_its_proposal_and_says_what_is_wrong(place: Path) -> None:
    ended = run("check", "essai.impact-study.md", "--lang", "fr", "--fail-on", "note")
    assert ended.code == FOUND
    line = (place / "essai.impact-study.md").read_text(encoding="utf-8").split("<!-- assess:begin notice")[0].count("\n") + 1
    assert (
        f"essai.impact-study.md:{line}:1: remarque : Le passage « notice » a été modifié à la main : il ne sera plus renouvelé. [passage-edited]\n"
        in ended.out
    )
    assert "      = correction : Relire le passage au regard de l’évaluation.\n" in ended.out
    assert "(fichiers contrôlés : 1)" in ended.err


@pytest.mark.usefixtures("place")
def test_messages_follow_the_language_asked_for_and_the_draft_stays_in_its_own() -> None:
    ended = run("check", "essai.impact-study.md", "--lang", "en", "--fail-on", "note")
    assert "note: The passage “notice” was changed by hand: it will no longer be renewed. [passage-edited]" in ended.out
    assert "(files checked: 1)" in ended.err


def test_a_folder_gives_its_drafts_and_its_proposals_and_leaves_the_rest_alone(place: Path) -> None:
    (place / "notes.md").write_text("# Notes\n\n<!-- assess:begin x -->\n", encoding="utf-8")
    (place / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    (place / "LISEZMOI.txt").write_text("rien", encoding="utf-8")
    assert data(".")["files"] == ["essai.impact-study.md", "essai.yaml"]


def test_a_file_that_is_named_is_always_tried(place: Path) -> None:
    (place / "notes.md").write_text("# Notes\n\n<!-- assess:begin x -->\n", encoding="utf-8")
    assert check("notes.md", of="") == [("notes.md", "proposal-missing"), ("notes.md", "marker-damaged")]


@pytest.mark.usefixtures("here")
def test_a_folder_with_nothing_to_check_is_wrong_usage() -> None:
    ended = run("check", ".", "--lang", "en")
    assert ended.code == INVALID
    assert "Nothing to check here" in ended.out


@pytest.mark.parametrize("fail_on", ["error", "warning", "note", "never"])
def test_the_exit_code_follows_fail_on(place: Path, fail_on: str) -> None:
    counts = data("essai.impact-study.md")["counts"]
    levels = ["errors", "warnings", "notes"][: ["never", "error", "warning", "note"].index(fail_on)]
    expected = FOUND if any(counts[level] for level in levels) else DONE
    assert counts["notes"] > 0
    assert run("check", "essai.impact-study.md", "--fail-on", fail_on, "-q").code == expected
    add(place / "essai.impact-study.md", "## Avertissement", "<!-- assess:begin -->")
    assert run("check", "essai.impact-study.md", "--fail-on", fail_on, "-q").code == (DONE if fail_on == "never" else FOUND)


@pytest.mark.usefixtures("place")
def test_wrong_options_are_wrong_usage() -> None:
    assert run("check", ".", "--fail-on", "always").code == INVALID
    assert run("check", ".", "--format", "xml").code == INVALID
    assert run("check", ".", "--today", "tomorrow").code == INVALID


def test_a_draft_whose_proposal_is_gone_is_a_finding(place: Path) -> None:
    (place / "essai.yaml").unlink()
    ended = run("check", "essai.impact-study.md", "--format", "json", "-q")
    assert ended.code == FOUND
    assert ("essai.impact-study.md", "proposal-missing") in check("essai.impact-study.md", of="proposal-missing")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "junit", "gitlab"])
def test_a_proposal_that_is_not_valid_outranks_findings_and_is_said_in_the_format_asked_for(place: Path, form: str) -> None:
    path = place / "essai.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("terrorism", "terorism"), encoding="utf-8")
    ended = run("check", ".", "--format", form, "--fail-on", "never", "--lang", "en")
    assert ended.code == INVALID
    assert "terorism" in ended.out
    assert "did you mean" in ended.out or form in ("json", "gitlab")
    assert "Errors: " in ended.err


@pytest.mark.usefixtures("place")
def test_a_rubric_that_is_not_there_is_invalid() -> None:
    assert run("check", "essai.impact-study.md", "--rubric", "nowhere", "-q").code == INVALID


@pytest.mark.usefixtures("place")
def test_a_file_that_is_not_there_is_invalid() -> None:
    ended = run("check", "nowhere.md", "--lang", "en", "-q")
    assert (ended.code, "There is no such file" in ended.out) == (INVALID, True)


def test_findings_of_a_proposal_are_said_once(place: Path) -> None:
    shutil.copy(place / "essai.impact-study.md", place / "copie.md")
    path = place / "essai.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("terrorism", "terorism"), encoding="utf-8")
    for jobs in ("1", "2"):
        found = [item for item in data(".", "--jobs", jobs)["findings"] if item["path"] == "essai.yaml"]
        assert len(found) == 1


def test_jobs_change_nothing(place: Path) -> None:
    for number in range(9):
        shutil.copy(place / "essai.impact-study.md", place / f"copie-{number}.md")
    one, three = (run("check", ".", "--format", "json", "--jobs", jobs) for jobs in ("1", "3"))
    assert one == three
    assert len(check(".")) == 10


def test_findings_come_by_path_line_column_and_check(place: Path) -> None:
    shutil.copy(place / "essai.impact-study.md", place / "a.md")
    rewrite(place / "a.md", "title")
    found = data("essai.impact-study.md", "a.md")["findings"]
    keys = [(item["path"], item["line"], item["column"], item["check"]) for item in found]
    assert keys == sorted(keys)
    assert {item["path"] for item in found} >= {"a.md", "essai.impact-study.md"}


def test_paths_are_relative_to_the_working_directory(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = place / "dossier"
    inner.mkdir()
    for name in ("essai.yaml", "essai.impact-study.md"):
        shutil.move(place / name, inner / name)
    expected = [("dossier/essai.impact-study.md", NOTED)]
    assert check("dossier") == check("./dossier/") == check(str(inner)) == check("dossier/essai.impact-study.md") == expected
    monkeypatch.chdir(inner)
    assert check(".") == [("essai.impact-study.md", NOTED)]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_found_in_a_proposal_is_said_once_however_it_is_named(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, jobs: str
) -> None:
    proposal = place / "essai.yaml"
    bare = "criteria: {maturity.trl: {level: 4, because: Affirmé.}}\n"
    proposal.write_text(proposal.read_text(encoding="utf-8") + bare, encoding="utf-8")
    away = tmp_path_factory.mktemp("ailleurs")
    draft = str(away / "etude.md")
    assert run("essai.yaml", "-o", draft, "-q").code == DONE
    expected = [("essai.yaml", "level-without-evidence")]
    assert check(draft, "essai.yaml", "--jobs", jobs, of="level") == expected
    assert check("essai.yaml", str(proposal), draft, "--jobs", jobs, of="level") == expected
    monkeypatch.chdir(away)
    outside = os.path.relpath(proposal)
    assert [item for _, item in check(draft, outside, "--jobs", jobs, of="level")] == ["level-without-evidence"]


def test_checks_of_ones_own_are_run_and_their_faults_are_said(place: Path) -> None:
    (place / "assess.toml").write_text('checks = "nos-controles"\n', encoding="utf-8")
    (place / "nos-controles").mkdir()
    (place / "nos-controles" / "a.yaml").write_text("checks:\n  passage-edited: {}\n", encoding="utf-8")
    ended = run("check", "essai.impact-study.md", "--lang", "en", "-q")
    assert ended.code == INVALID
    assert "`passage-edited` is already defined in rubrics/checks." in ended.out


def baseline() -> Ran:
    return run("check", ".", "--write-baseline", "base.json", "--fail-on", "note", "--lang", "en")


def test_a_baseline_leaves_out_what_was_there_and_not_what_is_new(place: Path) -> None:
    written = baseline()
    assert (written.code, written.out) == (DONE, "")
    assert "Findings already in the baseline, not repeated: " in written.err
    assert run("check", ".", "--baseline", "base.json", "--fail-on", "note", "-q") == Ran(DONE, "", "")
    rewrite(place / "essai.impact-study.md", "title")
    found = data(".", "--baseline", "base.json")["findings"]
    assert [(item["check"], item["path"]) for item in found if item["check"] == NOTED] == [(NOTED, "essai.impact-study.md")]


def test_a_baseline_survives_lines_that_move(place: Path) -> None:
    baseline()
    path = place / "essai.impact-study.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(changed(text, "## Avertissement\n", "## Avertissement\n\nTrois lignes\n\nde plus.\n"), encoding="utf-8")
    assert check(".", "--baseline", "base.json") == []


def test_the_same_findings_give_the_same_baseline(place: Path) -> None:
    baseline()
    first = (place / "base.json").read_bytes()
    baseline()
    assert (place / "base.json").read_bytes() == first


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2, "findings": []}', '{"format": 1, "findings": [1]}', "\udcff"])
def test_what_is_no_baseline_is_invalid(place: Path, text: str) -> None:
    (place / "base.json").write_bytes(text.encode(errors="surrogateescape"))
    ended = run("check", ".", "--baseline", "base.json", "--lang", "en", "-q")
    assert ended.code == INVALID
    assert "base.json:1:1: error: This file is not a baseline" in ended.out


WAIVER = '<!-- assess:allow passage-edited until=2026-12-31 reason="relu par le cabinet" -->'


def test_a_waiver_sets_aside_counts_and_comes_to_an_end(place: Path) -> None:
    add(place / "essai.impact-study.md", "## Avertissement", WAIVER)
    during = run("check", "essai.impact-study.md", "--today", "2026-12-31", "--lang", "en")
    assert "[passage-edited]" not in during.out
    assert "[waiver" not in during.out
    assert "Waivers: 1; findings set aside: 1." in during.err
    after = run("check", "essai.impact-study.md", "--today", "2027-01-01", "--lang", "en")
    assert after.code == FOUND
    assert "error: This waiver of the check “passage-edited” ended on 2026-12-31" in after.out
    assert "[passage-edited]" in after.out
    assert "Waivers: 1; findings set aside: 0." in after.err


def test_source_date_epoch_is_today_unless_another_day_is_asked_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(place / "essai.impact-study.md", "## Avertissement", WAIVER)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1830340800")  # 2028-01-01
    assert check(".", of="waiver-expired") != []
    assert check(".", "--today", "2026-01-01", of="waiver-expired") == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert run("check", ".", "-q").code == INVALID


def test_a_waiver_is_text_of_people_that_no_run_loses(place: Path) -> None:
    path = place / "essai.impact-study.md"
    add(path, "## Avertissement", WAIVER)
    before = path.read_bytes()
    assert run("essai.yaml", "-q").code == DONE
    assert path.read_bytes() == before
    (place / "essai.yaml").write_text((place / "essai.yaml").read_text(encoding="utf-8").replace("30", "60"), encoding="utf-8")
    assert run("essai.yaml", "-q").code == DONE
    assert WAIVER in path.read_text(encoding="utf-8")
    assert parse(path.read_text(encoding="utf-8")).damage == ()


def test_an_empty_draft_that_is_named_is_a_draft_without_proposal(here: Path) -> None:
    (here / "vide.md").write_text("", encoding="utf-8")
    assert check("vide.md", of="proposal-missing") == [("vide.md", "proposal-missing")]


@pytest.mark.parametrize(("setting", "form"), [('checks = "rien"', "json"), ('templates = "rien"', "sarif"), ('colour = "red"', "json")])
def test_a_wrong_setting_is_said_in_the_format_asked_for(place: Path, setting: str, form: str) -> None:
    (place / "assess.toml").write_text(setting + "\n", encoding="utf-8")
    ended = run("check", "essai.impact-study.md", "--format", form, "-q")
    assert (ended.code, ended.err) == (INVALID, "")
    assert "rien" in ended.out or "colour" in ended.out


@pytest.mark.parametrize(("as_of", "expected"), [("", "2026-03-02"), ("2025-01-01", "2025-01-01")])
def test_a_draft_without_proposal_has_the_day_of_its_front_matter(place: Path, as_of: str, expected: str) -> None:
    (place / "essai.yaml").unlink()
    assert looked_at(DRAFT, as_of=as_of).as_of == date.fromisoformat(expected).toordinal()


def test_thousands_of_findings_of_one_kind_are_counted_and_take_a_short_report(place: Path) -> None:
    expired = '<!-- assess:allow passage-edited until=2020-01-01 reason="ancien" -->\n\n'
    add(place / "essai.impact-study.md", "## Avertissement", expired * 3000)
    assert data("essai.impact-study.md")["counts"]["errors"] == 3000
    for form in ("text", "json", "sarif", "github", "junit", "gitlab"):
        ended = run("check", "essai.impact-study.md", "--format", form, "--lang", "en")
        assert len(ended.out) < 400_000
        assert "And more of this kind in this file: 2900 (`waiver-expired`)." in ended.out
        assert ended.err.startswith("Errors: 3000; ")
    lines = [item["line"] for item in data("essai.impact-study.md")["findings"] if item["check"] == "waiver-expired"]
    assert lines == sorted(lines)
    assert len(lines) == 101


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_id_in_two_proposals_is_told_once_for_each_but_the_first(place: Path, jobs: str) -> None:
    (place / "b").mkdir()
    shutil.copy(place / "essai.yaml", place / "b" / "gare.yaml")
    shutil.copy(place / "essai.yaml", place / "c.yml")
    told = [item for item in data(".", "--jobs", jobs)["findings"] if item["id"] == "id-shared"]
    line = next(at for at, text in enumerate(BASE.read_text(encoding="utf-8").split("\n"), 1) if text.startswith("id:"))
    assert [(item["path"], item["line"], item["column"], item["severity"]) for item in told] == [
        ("c.yml", line, 5, "warning"),
        ("essai.yaml", line, 5, "warning"),
    ]
    assert "`b/gare.yaml`" in told[0]["message"]
    assert not [item for item in data("essai.yaml", "./essai.yaml", "essai.impact-study.md")["findings"] if item["id"] == "id-shared"]


def test_what_is_waived_is_closed_in_sarif_unless_it_is_asked_for(place: Path) -> None:
    add(place / "essai.impact-study.md", "## Avertissement", WAIVER)

    def waived(*options: str) -> list[Any]:
        ended = run("check", "essai.impact-study.md", "--today", "2026-12-31", "--format", "sarif", "-q", *options)
        return [result for result in json.loads(ended.out)["runs"][0]["results"] if result["ruleId"] == NOTED]

    assert waived() == []
    (shown,) = waived("--show-waived")
    assert shown["suppressions"][0]["justification"] == "relu par le cabinet"


MANY = {
    "evidence": "criteria:\n  maturity.trl:\n    level: 2\n    because: Essai.\n    evidence:\n"
    + "".join(f"      - {{title: Pièce {at}, grade: document}}\n" for at in range(1_200)),
    "options": "options:\n" + "".join(f"  - {{title: Option {at}, description: Un texte.}}\n" for at in range(1_000)),
}


@pytest.mark.parametrize("kind", MANY)
def test_a_proposal_with_much_to_tell_is_checked_as_any_other(here: Path, kind: str) -> None:
    start = "format: 1\nid: essai\ntitle: Essai\ndate: 2026-03-02\ntechnology: drones\n"
    (here / "essai.yaml").write_text(start + MANY[kind], encoding="utf-8")
    assert run("essai.yaml", "-q").code == DONE
    ended = run("check", "essai.impact-study.md", "-q")
    assert (ended.code, ended.err) == (DONE, "")
    assert ended.out


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_a_fault_of_ours_in_one_file_hides_nothing_of_the_others(place: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    with (place / "essai.impact-study.md").open("a", encoding="utf-8") as draft:
        draft.write("\nVoir [l’annexe](annexe.md).\n")
    shutil.copy(place / "essai.yaml", place / "autre.yaml")
    assert run("autre.yaml", "-q").code == DONE
    made = checking.Checker._draft  # noqa: SLF001 - a fault of ours is made here

    def faulty(self: checking.Checker, path: str, *, named: bool) -> Any:
        if path.startswith("autre"):
            raise ZeroDivisionError("un essai")
        return made(self, path, named=named)

    monkeypatch.setattr(checking.Checker, "_draft", faulty)
    ended = run("check", ".", "--format", form, "--lang", "en", "-q")
    assert ended.code == FAULT
    assert "annexe.md" in ended.out
    assert "ZeroDivisionError: un essai" in ended.out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("annexes", "option-other"),
        ("essai.impact-study.md", "option-other"),
        ("./essai.yaml", "option-itself"),
        ("abîmée.yaml", "option-other"),
        ("liste.yaml", "option-other"),
        ("autre.yaml", ""),
    ],
)
def test_the_proposal_of_an_option_is_another_proposal(place: Path, name: str, message: str) -> None:
    shutil.copy(place / "essai.yaml", place / "autre.yaml")
    (place / "annexes").mkdir()
    (place / "abîmée.yaml").write_text("format: 1\ntechnology: [drones\n", encoding="utf-8")
    (place / "liste.yaml").write_text("- un\n", encoding="utf-8")
    text = (place / "essai.yaml").read_text(encoding="utf-8")
    assert "\noptions:" not in text
    (place / "essai.yaml").write_text(f'{text}\noptions: [{{title: Autre, proposal: "{name}"}}]\n', encoding="utf-8")
    found = [item["id"] for item in data("essai.yaml")["findings"] if item["check"] == "evidence-missing"]
    assert found == ([message] if message else [])


def test_one_missing_file_is_one_finding_and_no_answer_is_said_to_be_nothing(here: Path) -> None:
    evidence = "{title: Essai, grade: test, date: 2025-11-04, file: annexes/absent.pdf}"
    answers = "".join(f"  maturity.{name}: {{level: 3, because: Essai., evidence: [{evidence}]}}\n" for name in ("trl", "robustness"))
    start = "format: 1\nid: essai\ntitle: Essai\ndate: 2026-03-02\ntechnology: drones\n"
    (here / "essai.yaml").write_text(f"{start}criteria:\n{answers}safeguards: {{dpia: {{status: absent}}}}\n", encoding="utf-8")
    assert run("essai.yaml", "-q").code == DONE
    with (here / "essai.impact-study.md").open("a", encoding="utf-8") as draft:
        draft.write("\n## Suite\n\nUne analyse d’impact relative à la protection des données a été réalisée.\n")
    found = [(item["check"], item["message"]) for item in data(".")["findings"]]
    assert [check for check, message in found if "absent.pdf" in message] == ["evidence-missing"]
    contradicted = [message for check, message in found if check == "claim-contradicted"]
    assert contradicted
    assert not any("«\u00a0\u00a0»" in message or "«  »" in message or "()" in message for message in contradicted)
