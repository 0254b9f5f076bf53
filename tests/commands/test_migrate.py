"""`assess migrate`: what the rubric renamed or retired is brought up to date in place, and every other byte stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.running import run

VALID = Path(__file__).parents[1] / "bad" / "rubric" / "_valid"
HISTORY = """renamed:
  criterion:maturity.trll: {to: criterion:maturity.trl, since: 1.1.0}
  safeguard:limit: {to: safeguard:duration_limit, since: 1.1.0}
  fact:ends: {to: fact:end_date, since: 1.1.0}
  fact:text.nature: {to: fact:text.kind, since: 1.1.0}
  "fact:phase=essay": {to: "fact:phase=trial", since: 1.1.0}
  "fact:purposes=terror": {to: "fact:purposes=terrorism", since: 1.1.0}
  "fact:technology=uav": {to: "fact:technology=drones", since: 1.1.0}
  "fact:text.state=draft": {to: "fact:text.state=proposed", since: 1.1.0}
retired:
  safeguard:dpia: {since: 1.1.0, because: {fr: "La loi l’exige déjà.", en: "The law requires it already."}}
  criterion:maturity.age: {since: 1.1.0, because: {fr: "Sans portée.", en: "Without bearing."}}
  "fact:purposes=fraud": {since: 1.1.0, because: {fr: "Trop vague.", en: "Too vague."}}
  "fact:phase=idea": {since: 1.1.0, because: {fr: "Trop tôt.", en: "Too early."}}
  "fact:technology=robot": {since: 1.1.0, because: {fr: "Sans objet.", en: "Of no use."}}
"""
HEAD = "format: 1\nid: essai\ntitle: Un essai\nlanguage: en\ndate: 2024-03-02\nrubric: rubric\n"


@pytest.fixture(autouse=True)
def _rubric(here: Path) -> None:
    shutil.copytree(VALID, here / "rubric")
    (here / "rubric" / "history.yaml").write_text(HISTORY, encoding="utf-8")
    head = here / "rubric" / "rubric.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 1.1.0"), encoding="utf-8")


def migrated(text: str, code: int = 0) -> str:
    """What *text* becomes; afterwards there is nothing more to do."""
    Path("p.yaml").write_text(text, encoding="utf-8", newline="")
    assert run("migrate", "p.yaml", "--lang", "en").code == code
    with Path("p.yaml").open(encoding="utf-8", newline="") as file:
        return file.read()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("technology: uav   # un drone\n", "technology: drones   # un drone\n"),
        ("technology: 'uav'\n", "technology: 'drones'\n"),
        ("technology: drones\ntext: {nature: decree, state: draft}\n", "technology: drones\ntext: {kind: decree, state: proposed}\n"),
        ('technology: drones\ntext:\n  state: "draft"\n', 'technology: drones\ntext:\n  state: "proposed"\n'),
        ("technology: drones\nfacts: {phase: essay}\n", "technology: drones\nfacts: {phase: trial}\n"),
        ("technology: drones\nfacts:\n  phase:\n    value: essay\n    because: >-\n      Un essay.\n", "technology: drones\nfacts:\n  phase:\n    value: trial\n    because: >-\n      Un essay.\n"),
        ("technology: drones\nfacts:\n  purposes:\n  - rescue\n  -   terror # ici\n", "technology: drones\nfacts:\n  purposes:\n  - rescue\n  -   terrorism # ici\n"),
        ("technology: drones\nfacts:\n  ends:   2026-01-01\n", "technology: drones\nfacts:\n  end_date:   2026-01-01\n"),
        ('technology: drones\ncriteria:\n  "maturity.trll": {level: 1}\n', 'technology: drones\ncriteria:\n  "maturity.trl": {level: 1}\n'),
        ("technology: drones\nsafeguards: {limit: {status: absent}, right_to_object: {status: absent}}", "technology: drones\nsafeguards: {duration_limit: {status: absent}, right_to_object: {status: absent}}"),
    ],
)  # fmt: skip
def test_what_was_renamed_is_renamed_and_nothing_else_moves(before: str, after: str) -> None:
    assert migrated(HEAD + before) == HEAD + after


NOTE = "# Retired from the rubric tiny 1.1.0 (since version 1.1.0): "


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "safeguards:\n  dpia:   # faite\n    status: present\n    because: |\n      Oui.\n\n      # non\n\n  # reste\n  right_to_object: {status: absent}\n",
            f"safeguards:\n  {NOTE}The law requires it already.\n  # dpia:   # faite\n  #   status: present\n  #   because: |\n  #     Oui.\n\n  #     # non\n\n  # reste\n  right_to_object: {{status: absent}}\n",
        ),
        (
            "safeguards: {dpia: {status: present}, right_to_object: {status: absent}}\n",
            f"{NOTE}The law requires it already.\n# dpia: {{status: present}}\nsafeguards: {{right_to_object: {{status: absent}}}}\n",
        ),
        (
            "safeguards: {right_to_object: {status: absent}, dpia: {status: present}}\n",
            f"{NOTE}The law requires it already.\n# dpia: {{status: present}}\nsafeguards: {{right_to_object: {{status: absent}}}}\n",
        ),
        (
            "criteria:\n  maturity.age: {level: 1}\n",
            f"criteria:\n  {NOTE}Without bearing.\n  # maturity.age: {{level: 1}}\n",
        ),
        ("safeguards:\n  dpia:\n", f"safeguards:\n  {NOTE}The law requires it already.\n  # dpia:\n"),
        ("safeguards: {dpia, right_to_object: {status: absent}}\n", f"{NOTE}The law requires it already.\n# dpia\nsafeguards: {{right_to_object: {{status: absent}}}}\n"),
        (
            "facts:\n  purposes:\n    - fraud\n    - rescue\n",
            f"facts:\n  purposes:\n    {NOTE}Too vague.\n    # - fraud\n    - rescue\n",
        ),
        (
            "facts:\n  purposes: [fraud]\n  consent: no\n",
            f"facts:\n  {NOTE}Too vague.\n  # purposes: [fraud]\n  consent: no\n",
        ),
        (
            "facts:\n  phase:\n    value: idea\n    because: Un début.\n  consent: no\n",
            f"facts:\n  {NOTE}Too early.\n  # phase:\n  #   value: idea\n  #   because: Un début.\n  consent: no\n",
        ),
    ],
)  # fmt: skip
def test_what_was_retired_is_commented_out_with_a_note(before: str, after: str) -> None:
    head = f"{HEAD}technology: drones\n"
    assert migrated(head + before) == head + after
    assert run("score", "p.yaml").code == 0


def test_line_ends_and_byte_order_mark_are_kept() -> None:
    text = f"\ufeff{HEAD}technology: uav\ncriteria:\n  maturity.age: {{level: 1}}\n  maturity.trll: {{level: 1}}\n".replace("\n", "\r\n")
    after = migrated(text)
    assert after == text.replace("uav", "drones").replace("trll", "trl").replace(
        "  maturity.age", f"  {NOTE}Without bearing.\r\n  # maturity.age"
    )


def test_a_version_that_is_pinned_is_renewed() -> None:
    text = f"{HEAD}technology: drones\n".replace("rubric: rubric", "rubric: rubric@1.0.0 # la grille")
    Path("p.yaml").write_text(text, encoding="utf-8")
    ran = run("score", "p.yaml", "--lang", "en")
    assert (ran.code, ran.err.splitlines()[0]) == (
        0,
        "p.yaml:6:9: warning: This proposal is written for version 1.0.0 of the rubric; it is assessed under version 1.1.0.",
    )
    assert "`assess migrate`" in ran.err
    assert migrated(text) == text.replace("@1.0.0", "@1.1.0")
    assert run("score", "p.yaml").err == ""


def test_an_answer_under_an_old_id_is_said_to_be_so() -> None:
    Path("p.yaml").write_text(
        f"{HEAD}technology: uav\nfacts: {{phase: idea}}\ncriteria: {{maturity.trll: {{level: 1}}}}\n", encoding="utf-8"
    )
    ran = run("score", "p.yaml", "--lang", "en")
    assert ran.code == 2
    assert [line.partition(": error: ")[2] for line in ran.err.splitlines() if ": error: " in line] == [
        "`uav` is called `drones` since version 1.1.0 of the rubric.",
        "`idea` was retired from the rubric in version 1.1.0: Too early.",
        "`maturity.trll` is called `maturity.trl` since version 1.1.0 of the rubric.",
    ]
    assert ran.err.count("hint: `assess migrate`") == 3
    assert "retiré de la grille à la version 1.1.0 : Trop tôt." in run("score", "p.yaml", "--format", "json", "--lang", "fr").out


def test_it_says_what_it_changed_by_the_lines_that_the_file_had() -> None:
    Path("p.yaml").write_text(
        f"{HEAD}technology: uav\nfacts: {{purposes: [terror, fraud]}}\nsafeguards:\n  dpia: {{status: present}}\n", encoding="utf-8"
    )
    ran = run("migrate", "p.yaml", "--lang", "en")
    assert ran.err.splitlines() == [
        "p.yaml:7: `uav` becomes `drones`.",
        "p.yaml:8: `terror` becomes `terrorism`.",
        "p.yaml:8: `fraud`, retired from the rubric in version 1.1.0, is commented out.",
        "p.yaml:10: `dpia`, retired from the rubric in version 1.1.0, is commented out.",
    ]
    again = run("migrate", "p.yaml", "--lang", "en")
    assert (again.code, again.out) == (0, "")
    assert again.err == "p.yaml: nothing to do, the proposal is up to date with the rubric tiny 1.1.0.\n"


def test_nothing_to_do_leaves_the_file_alone() -> None:
    text = f"{HEAD}technology: drones   # rien\n"
    Path("p.yaml").write_text(text, encoding="utf-8")
    before = Path("p.yaml").stat()
    assert run("migrate", "p.yaml").code == 0
    assert Path("p.yaml").stat().st_mtime_ns == before.st_mtime_ns
    assert Path("p.yaml").read_text(encoding="utf-8") == text


def test_a_dry_run_shows_the_difference_and_writes_nothing() -> None:
    text = f"{HEAD}technology: uav\n"
    Path("p.yaml").write_text(text, encoding="utf-8")
    ran = run("migrate", "--dry-run", "p.yaml")
    assert ran.out.endswith("-technology: uav\n+technology: drones\n")
    assert ran.out.startswith("--- p.yaml\n+++ p.yaml\n")
    assert Path("p.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("technology: robot\n", "p.yaml:7:13: error: The technology `robot` was retired from the rubric: choose another."),
        (
            "technology: drones\ncriteria:\n  maturity.trll: {level: 1}\n  maturity.trl: {level: 2}\n",
            "p.yaml:9:3: error: `maturity.trll` is called `maturity.trl`, which has an answer already: keep one of them.",
        ),
        (
            "technology: drones\nfacts:\n  phase: >-\n    essay\n",
            "p.yaml:9:10: error: `essay` cannot safely be edited here: do it by hand.",
        ),
    ],
)
def test_what_a_person_has_to_decide_is_left_and_said(text: str, said: str) -> None:
    Path("p.yaml").write_text(HEAD + text, encoding="utf-8")
    ran = run("migrate", "p.yaml", "--lang", "en")
    assert ran.code == 2
    assert ran.err.startswith(said)
    assert Path("p.yaml").read_text(encoding="utf-8") == HEAD + text


def test_a_file_that_is_no_yaml_is_a_finding_and_stays() -> None:
    Path("p.yaml").write_text(f"{HEAD}technology: uav\nfacts: {{a: 1\n", encoding="utf-8")
    ran = run("migrate", "p.yaml", "--lang", "en")
    assert ran.code == 2
    assert "technology: uav" in Path("p.yaml").read_text(encoding="utf-8")
    assert "is not closed" in ran.err


def test_a_draft_of_an_older_version_is_reported_and_kept(here: Path) -> None:
    (here / "p.yaml").write_text(f"{HEAD}technology: drones\n", encoding="utf-8")
    assert run("run", "p.yaml").code == 0
    draft = here / "p.impact-study.md"
    text = draft.read_text(encoding="utf-8")
    older = text.replace('rubric: "tiny@1.1.0"', 'rubric: "tiny@1.0.0"') + "\nUne phrase ajoutée.\n"
    draft.write_text(older, encoding="utf-8")
    ran = run("run", "p.yaml", "--lang", "en")
    assert ran.code == 0
    assert "  written under the rubric tiny@1.0.0, renewed under tiny@1.1.0\n" in ran.err
    assert draft.read_text(encoding="utf-8").endswith("\nUne phrase ajoutée.\n")
    assert "written under the rubric" not in run("run", "p.yaml", "--lang", "en").err
