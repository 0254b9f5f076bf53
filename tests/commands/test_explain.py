"""`assess explain`: what an item is; why a result is what it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assess import store
from assess.messages import LANGUAGES
from assess.reporters.explain import tables
from tests.running import run

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests" / "bad" / "rubric" / "_valid"
PROPOSAL = """format: 1
id: essai
title: Un essai
date: 2024-03-02
technology: drones
rubric: rubric
text: {kind: decree, state: proposed}
facts: {phase: trial, purposes: [flow], consent: yes, retention_days: {value: 40, assumed: true}}
criteria:
  maturity.trl: {level: 4, because: "Vu.", evidence: [{title: Essai de mars, grade: test, independent: true, date: 2024-01-05}]}
safeguards:
  duration_limit: {status: planned, where: {instrument: contract}}
"""


CHECK = """checks:
  passage-edited:
    title: {fr: "Passage réécrit", en: "Passage rewritten"}
    what: {fr: "Un passage changé.", en: "A passage changed."}
    mend: {fr: "Le relire.", en: "Read it again."}
"""


@pytest.fixture(autouse=True)
def _rubric(here: Path) -> None:
    shutil.copytree(VALID, here / "rubric")
    (here / "p.yaml").write_text(PROPOSAL, encoding="utf-8")


def told(*arguments: str, lang: str = "en") -> str:
    ran = run("explain", *arguments, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    return ran.out


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_law_entry_says_its_dates_in_words_and_what_it_is_on_the_day_asked() -> None:
    page = told("law:act-art-1", "--rubric", "rubric", "--as-of", "2025-06-01")
    assert page.startswith("Section 1 of the act")
    assert page.splitlines()[0].endswith("law:act-art-1")
    assert "    - 26 January 2022: in force\n    - 1 January 2030: ended\n    on 1 June 2025: in force\n" in page
    assert "Last checked: 5 January 2026\n  Certainty: confirmed\n" in page
    assert "Consent is not enough. [rule:red-line.flow-by-consent]" in one_line(page)
    assert "on 2 January 2020: not yet in force" in told("law:act-art-1", "--rubric", "rubric", "--as-of", "2020-01-02")
    assert "au 1er janvier 2030\u00a0: a pris fin" in told("act-art-1", "--rubric", "rubric", "--as-of", "2030-01-01", lang="fr")


@pytest.mark.parametrize("epoch", ["yesterday", "99999999999999999999"])
def test_a_day_of_the_environment_that_is_none_is_said(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ran = run("explain", "law:csi-l242-5", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert f"SOURCE_DATE_EPOCH:1:1: error: “{epoch}” is not a number of seconds" in ran.err


def test_the_day_is_today_unless_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577923200")  # 2 January 2020
    assert "on 2 January 2020: not yet in force" in told("act-art-1", "--rubric", "rubric")


def test_what_is_not_confirmed_is_said_to_be_verified() -> None:
    page = told("law:cc-2012-652-dc", lang="fr")
    assert "Loi relative à la protection de l’identité (à vérifier)" in page
    assert "Certitude\u00a0: à vérifier (établie d’après une source secondaire)" in page


def test_a_criterion_says_its_levels_the_evidence_they_need_its_floors_and_its_weight() -> None:
    page = one_line(told("maturity.trl", "--rubric", "rubric"))
    assert "How far is it?" in page
    assert "3. Series [evidence needed: test] 4. Use [evidence needed: measured in use]" in page
    assert "Weight: 3." in page
    assert "floor, level 3: Lasting use. [rule:requirements.maturity-floor]" in page
    assert "Has a place only if - “Purposes” includes: Terrorism" in one_line(told("maturity.bias", "--rubric", "rubric"))


def test_a_rule_says_when_it_holds_in_words() -> None:
    page = told("rule:red-line.flow-by-consent", "--rubric", "rubric", lang="fr")
    assert "    - «\u00a0Finalités\u00a0» comprend\u00a0: Flux\n    - «\u00a0Accord\u00a0» est\u00a0: Oui\n" in page


def test_a_name_of_two_items_shows_both() -> None:
    page = told("intrusiveness")
    assert "principle:intrusiveness" in page
    assert "tier:intrusiveness" in page
    assert "tier:intrusiveness" not in told("principle:intrusiveness").splitlines()[0]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", store.rubric_names())
def test_everything_in_a_shipped_rubric_can_be_explained(name: str, lang: str) -> None:
    from assess.reporters.explain import explained

    folder = store.find_rubric(name)
    assert folder is not None
    rubric = store.load_rubric_of(folder).rubric
    assert rubric is not None
    for kind, names in tables(rubric).items():
        for item in names:
            lines = explained(rubric, f"{kind}:{item}", lang, 738_000)
            text = ["".join(part for part, _ in line) for line in lines]
            assert any(f"{kind}:{item}" in line or item == "regime" for line in text)
            assert [line for line in text if len(line) > 80 and "http" not in line and "[" not in line] == []


def test_the_last_part_of_the_id_of_a_criterion_is_enough() -> None:
    assert told("trl", "--rubric", "rubric") == told("criterion:maturity.trl", "--rubric", "rubric")


def test_an_item_that_does_not_exist_names_the_nearest() -> None:
    ran = run("explain", "law:act-art-2", "--rubric", "rubric", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "Neither a check nor an item of the rubric is called `law:act-art-2`." in ran.err
    assert "did you mean `law:act-art-1`?" in ran.err


def test_a_result_goes_down_to_the_answers_and_their_evidence() -> None:
    page = told("p.yaml", "--all")
    assert page.splitlines()[:6] == [
        "Pathway: Experiment Statute",
        "  ← To be established. [rule:action.otherwise]",
        "  ← A statute is required. [rule:norm.cured]",
        "    ← Consent to manage flow: found [red-line:flow-by-consent]",
        "      ← Consent is not enough. [rule:red-line.flow-by-consent]",
        "        Sources: section 1 of the act; Report",
    ]
    assert "Rules looked at before, which do not hold here: rule:action.no-text, rule:action.sound" in one_line(page)
    assert "← Retention: 40 days (assumed) [fact:retention_days]" in page
    assert "Limited duration: required (decree), planned, missing [safeguard:duration_limit]" in one_line(page)
    assert "  - Provide a statute. [red-line:flow-by-consent]" in page


def test_one_conclusion_alone_is_explained_in_the_same_way() -> None:
    assert told("p.yaml", "criterion:maturity.trl").splitlines() == [
        "Technical level: level 3 (4 stated, limited by the evidence)",
        "  [criterion:maturity.trl]",
        "  ← Essai de mars (test, independent, 5 January 2024)",
    ]
    assert told("p.yaml", "red-line:flow-by-consent").startswith("Consent to manage flow: found [red-line:flow-by-consent]\n  ← Consent")
    assert told("p.yaml", "norm").startswith("Level of norm\n  ← A statute is required. [rule:norm.cured]")
    assert told("p.yaml", "retention_days", lang="fr") == "Conservation\u00a0: 40 jours (hypothèse) [fact:retention_days]\n"
    assert told("p.yaml", "rule:action.sound") == "The rule rule:action.sound does not hold here.\n"


EXAMPLES = Path(__file__).parents[2] / "examples"


def test_an_entry_of_law_says_what_it_gives_to_the_use_and_which_texts_cover_it() -> None:
    page = one_line(told(str(EXAMPLES / "drones-2026" / "proposal.yaml"), "law:csi-l242-4"))
    assert "gives this use: Register and traceability, L. 242-4, al. 3 (statute) [safeguard:register]" in page
    assert "covers the use [text:drones-state]" in page
    elsewhere = one_line(told(str(EXAMPLES / "osint-capture" / "proposal.yaml"), "law:csi-l242-4", "--as-of", "2026-04-15"))
    assert "does not give this use, or not certainly: Register and traceability" in elsewhere


def test_the_state_of_the_law_of_a_combined_use_shows_its_parts() -> None:
    text = (EXAMPLES / "drones-2026" / "proposal.yaml").read_text(encoding="utf-8")
    Path("both.yaml").write_text(text.replace("technology: drones", "technology: [drones, thermal-cameras]"), encoding="utf-8")
    page = one_line(told("both.yaml", "regime"))
    assert "Part “Drones with cameras”: a text in force authorises and frames the use" in page
    assert "Part “Thermal cameras”:" in page


def test_an_item_that_the_result_has_not_names_the_nearest() -> None:
    ran = run("explain", "p.yaml", "criterion:maturity.trll", "--lang", "en")
    assert ran.code == 2
    assert "did you mean `criterion:maturity.trl`?" in ran.err


def test_a_proposal_with_faults_is_not_explained() -> None:
    Path("p.yaml").write_text(PROPOSAL.replace("trial", "trail"), encoding="utf-8")
    ran = run("explain", "p.yaml", "--all", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "`trail` is not a value of `phase`." in ran.err


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", sorted(path.parent.name for path in ROOT.glob("examples/*/proposal.yaml")))
def test_every_example_can_be_explained(example: str, lang: str) -> None:
    page = told(str(ROOT / "examples" / example / "proposal.yaml"), lang=lang)
    assert "← " in page
    assert page.count("\n") < 24  # one screen
    assert told(str(ROOT / "examples" / example / "proposal.yaml"), "--all", lang=lang).count("\n") < 900
