"""A study that is read: a note of one page, a body of half an hour, each thing said once, and annexes for the rest."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from assess.study.draft_merge import merge
from assess.study.passages import digest, parse
from tests.running import run
from tests.study.studies import EXAMPLES, example, passages, proposal, titles, written
from tests.study.words import body, count

FULLEST = "facial-identification-live-2026"
IN_BOTH = (FULLEST, "drones", "facial-identification-live")
MOST_IN_BODY, MOST_IN_NOTE = 6000, 400
HEAD = "facts: {phase: permanent, actors: [national-police-gendarmerie], purposes: [terrorism, flow]}\n"


@cache
def drafted(name: str, lang: str = "fr") -> str:
    return written(example(name), lang)


@pytest.mark.parametrize(("name", "lang"), [*((name, "fr") for name in EXAMPLES), *((name, "en") for name in IN_BOTH)])
def test_the_body_is_read_in_half_an_hour_and_the_note_in_two_minutes(name: str, lang: str) -> None:
    text = drafted(name, lang)
    note = passages(text)["decision-note"]
    assert count(body(text), notes=True) <= MOST_IN_BODY, "footnotes included"
    assert 100 <= count(note) <= MOST_IN_NOTE
    assert "[^" not in note


def test_the_note_says_what_is_established_what_it_hangs_on_what_is_not_shown_the_conditions_and_who_does_what() -> None:
    note = passages(drafted(FULLEST))["decision-note"]
    leads = re.findall(r"(?m)^\*\*([^*]+)\.\*\*", note)
    assert leads == ["Orientation", "Ce dont elle dépend", "Ce qui n’est pas montré", "Conditions", "Ce qu’il faut faire"]
    assert note.count("\n- ") == 3, "the three strongest flips"
    assert "| Quoi | Qui | Quand | Texte |" in note
    assert re.search(r"\| Écrire.: base légale.*\| loi \|", note)


def test_what_the_conclusion_demands_comes_first_with_who_does_it() -> None:
    rows = [line for line in passages(drafted(FULLEST))["decision-note"].split("\n") if line.startswith("| ")][2:]
    assert rows[0].startswith("| Ouvrir le débat public")
    assert "| Gouvernement ou Parlement |" in rows[0]
    assert rows[1].startswith("| Écrire")
    assert rows[1].endswith("| loi |")
    assert rows[2].startswith("| Prouver, car l’orientation en dépend")
    proved = next(row for row in passages(drafted("drones-2026"))["decision-note"].split("\n") if row.startswith("| Prouver"))
    assert "évaluation indépendante et publiée ;" in proved.replace("\u202f", " "), "what least turns the orientation comes first"


def test_the_note_says_what_forbids_the_use_and_one_count_of_what_is_unanswered() -> None:
    note = passages(drafted(FULLEST))["decision-note"].replace("\u202f", " ")
    assert "à des fins répressives est interdite, sauf stricte nécessité" in note
    assert "Un obstacle n’est pas écarté :" in note
    assert re.search(r"exigences? restent? à justifier", note)
    assert re.search(r"et trente-\w+ autres \| Ministère de l’intérieur", note), "two named"


def test_a_section_alone_under_a_title_takes_its_place() -> None:
    numbers = re.findall(r"(?m)^#+ (\d\.\d\.\d)\. ", drafted(FULLEST))
    assert all(f"{number[:-1]}2" in numbers for number in numbers)


def test_a_use_to_give_up_has_no_wording_to_write() -> None:
    note = passages(drafted("facial-identification-live-flow-2026"))["decision-note"]
    assert "| Renoncer à l’usage, ou le redéfinir |" in note
    assert "Écrire" not in note


def test_the_principles_stand_in_one_table_with_what_a_chart_needs() -> None:
    found = passages(drafted(FULLEST))
    rows = [line.strip("| ").split(" | ") for line in found["principles"].split("\n") if line.startswith("| ")]
    assert found["principles"].startswith("<!-- chart: principles -->\n\n| Principe | Exigé | Établi |")
    assert len(rows) == 2 + 9
    assert all(re.fullmatch("[0-4–]|[0-4]–[0-4]", cell) for row in rows[2:] for cell in row[1:4])
    assert sum("\n| Maturité technologique |" in text for text in found.values()) == 1


def test_a_hypothesis_does_not_establish_a_degree() -> None:
    rows = passages(drafted("drones-2026"))["principles"]
    assert "| Maturité technologique | 3 | 0–4 | 3 | **Établi, sous réserve des hypothèses.**" in rows


def test_purposes_are_compared_one_by_one_and_one_alone_with_nothing() -> None:
    several = passages(written(proposal(HEAD)))["alone.purposes"]
    assert "<!-- chart: matrix -->" in several
    assert several.count("\n| ") == 2 + 2
    assert "<!-- chart: matrix -->" not in written(proposal(HEAD.replace(", flow", "")))


def test_an_option_described_by_its_own_proposal_is_assessed_beside_the_use_studied() -> None:
    told = run("run", f"examples/{FULLEST}/proposal.yaml", "-o", "-", "--lang", "fr", "-q").out
    rows = passages(told)["options.table"].split("\n")
    assert rows[0] == "<!-- chart: options -->"
    kept = "| Débat public, puis loi limitée aux exceptions du règlement (usage étudié) |"
    assert rows[4].startswith(f"{kept} très élevé | ouvrir un débat public, puis décider | 9 |"), "the option retained is the use itself"
    assert sum(kept in row for row in rows) == 1
    assert any(row.startswith("| Essai sur des volontaires, à droit constant | élevé | expérimenter | 0 |") for row in rows)
    assert any(row.startswith("| Identification a posteriori") and row.count("non appréciée") == 3 for row in rows)


def test_the_timetable_has_what_is_known_in_the_order_of_the_days() -> None:
    text = HEAD + "consultations: [{who: CNIL, when: '2021-02-03', mandatory: true}]\n"
    found = passages(written(proposal(text)))["time.timeline"].split("\n")
    assert "chart" not in found[0], "two days are no picture"
    assert found[2:] == ["| 3 février 2021 | Consultation\u202f: CNIL |", "| 9 septembre 2021 | Projet d’étude établi |"]


def test_indicators_follow_what_the_use_does() -> None:
    assert "Signalements erronés" in passages(written(proposal("facts: {output_effect: alert}\n")))["evaluation.indicators"]
    assert "Signalements erronés" not in passages(written(proposal("facts: {output_effect: capture}\n")))["evaluation.indicators"]
    assert "evaluation.indicators" not in passages(written(proposal("study: {evaluation: Voir le protocole.}\n")))


def test_the_indicators_of_the_proposal_take_the_place_of_those_suggested() -> None:
    own = "indicators: [{name: Fausses alertes, unit: par jour, source: Journaux, baseline: inconnue, target: moins de trois, date: 2022-06-30}]\n"
    found = passages(written(proposal(own)))["evaluation.indicators"]
    assert found.endswith("| Fausses alertes | par jour | Journaux | inconnue | moins de trois | 30 juin 2022 |")


@pytest.mark.parametrize(
    ("answers", "outline"),
    [
        ("text: {kind: government-bill, state: proposed}\nfacts: {phase: in-use}\n", "bill"),
        ("text: {kind: government-bill, state: in-force}\n", "review"),
        ("text: {kind: none, state: none}\nfacts: {phase: in-use, actors: [municipal-police]}\n", "review"),
        ("facts: {actors: [municipal-police, local-authority]}\n", "local"),
        ("text: {kind: order, state: proposed}\nfacts: {actors: [municipal-police]}\n", "local"),
        ("text: {kind: decree, state: proposed}\nfacts: {actors: [municipal-police]}\n", "regulation"),
        ("text: {kind: members-bill, state: proposed}\nfacts: {actors: [municipal-police]}\n", "members-bill"),
        ("facts: {actors: [municipal-police, national-police-gendarmerie]}\n", "unknown"),
        ("text: {kind: statute, state: proposed}\nfacts: {text_origin: government}\n", "bill"),
        ("text: {kind: statute, state: proposed}\n", "unknown"),
    ],
)
def test_the_outline_follows_the_kind_of_text_and_its_author(answers: str, outline: str) -> None:
    title = titles(written(proposal(answers)))[0]
    expected = {"bill": "Étude d’impact", "unknown": "Étude d’impact", "regulation": "Étude d’impact d’un texte réglementaire"}
    expected |= {"review": "Bilan d’un usage en vigueur", "local": "Étude préalable d’une collectivité"}
    expected |= {"members-bill": "Étude d’impact d’une proposition de loi"}
    assert title == expected[outline]
    found = titles(written(proposal(answers)))
    if outline in ("local", "review"):
        assert not {
            "Nécessité de légiférer",
            "Application outre-mer",
            "Suites données à l’avis du Conseil économique, social et environnemental",
        } & set(found)


def test_what_is_to_be_written_is_listed_at_the_end_and_nowhere_twice() -> None:
    text = written(proposal(HEAD))
    listed = passages(text)["to-write"].split("\n")[2:]
    assert len(listed) == text.count("> **À rédiger.**")
    assert len(set(listed)) == len(listed)
    every = "text: {kind: none, state: none}\nstudy: {track-record: Trois essais.}\n"
    assert not any("Bilan de l’existant" in line for line in passages(written(proposal(every)))["to-write"].split("\n"))


def test_the_report_is_cited_once_in_the_method_and_notes_give_the_law() -> None:
    found = passages(drafted("anomaly-detection"))
    notes = [
        line for text in found.values() for line in text.split("\n") if line.startswith("[^") and ("AEF" in line or "J.-M. Mis" in line)
    ]
    assert notes == []
    assert "dépêche AEF" in found["method"]


def test_no_capital_follows_a_colon_that_the_tool_writes() -> None:
    shown = body(written(proposal(HEAD)))
    prose = [line for line in shown.split("\n") if not line.startswith(("|", "  ", "[^", "#"))]
    capitals = [line for line in prose if re.search(r"\u202f: [A-ZÉÀ][a-zé’]", line) and "Commission nationale" not in line]
    assert capitals == []


def test_a_comment_for_a_chart_is_left_alone_when_a_draft_is_written_again() -> None:
    text = drafted(FULLEST)
    mine = text.replace("L’objectif reste limité", "Notre objectif reste limité")
    merged = merge(mine, text)
    assert (merged.kept, merged.text.count("<!-- chart: ")) == (("objectives",), text.count("<!-- chart: "))
    assert all(digest(segment.text) == segment.digest for segment in parse(text).segments if segment.kind == "passage")


def test_annexes_may_stand_in_a_file_beside_and_stay_there(tmp_path: Path) -> None:
    own = tmp_path / "proposal.yaml"
    own.write_text((Path("examples") / FULLEST / "proposal.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    whole = run("run", str(own), "-o", "-", "--lang", "fr", "-q").out
    assert run("run", str(own), "--annexes", "separate", "--lang", "fr", "-q").code == 0
    study, annexes = (tmp_path / f"proposal.impact-study{end}" for end in (".md", ".annexes.md"))
    first = study.read_bytes(), annexes.read_bytes()
    assert {*passages(first[0].decode()), *passages(first[1].decode())} - {"annexes"} == set(passages(whole))
    assert "`proposal.impact-study.annexes.md`" in passages(first[0].decode())["annexes"]
    run("run", str(own), "--lang", "fr", "-q")
    assert (study.read_bytes(), annexes.read_bytes()) == first, "nothing said: as they are"
    told = run("check", str(study), "--lang", "fr", "--format", "json").out
    assert not re.search("condition-unanswered|heading-|passage-outdated", told)


def test_a_call_stands_before_the_stop_and_references_to_check_under_one_mark() -> None:
    text = drafted(FULLEST)
    assert not re.search(r"[.,;]\*{0,2}\[\^", text)
    notes = re.findall(r"(?m)^\[\^[^\]]+\]: (.*)$", text)
    assert all(note.count("(à vérifier)") < 3 for note in notes)
    assert any("vérifier\u202f: " in note for note in notes)
