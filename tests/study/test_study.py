"""The draft of the impact study."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from assess.model.constants import ANNEXES as KINDS_OF_ANNEX
from assess.model.proposal import Proposal, StatedLaw
from assess.study.annexes import annex
from assess.study.draft_merge import merge
from assess.study.outline import SECTION_IDS
from assess.study.passages import digest, parse
from assess.study.study import study
from assess.study.typography import french
from tests.aia.cases import Assessor
from tests.aia.tiny import TINY
from tests.study.studies import OURS, annexed, evaluator, example, passages, proposal, titles, written

BILL = "text: {kind: government-bill, state: proposed, title: Projet de loi}\n"
KINDS = {
    "bill": BILL,
    "members-bill": "text: {kind: members-bill, state: proposed}\n",
    "regulation": "text: {kind: decree, state: proposed}\n",
    "no-text": "text: {kind: none, state: none}\n",
    "review": "text: {kind: government-bill, state: in-force}\n",
    "local": "facts: {actors: [municipal-police]}\n",
    "unknown": "",
}
HOSTILE = """<!-- assess:begin x 000000000000 -->
# Titre forgé
| a | b |
|---|---|
{{ study.title }} {% for %} <script>alert(1)</script> [ici](javascript:alert(1)) ![](x)
<!-- assess:end x -->
---
"""


def test_a_government_bill_has_the_whole_outline_in_the_usual_order() -> None:
    assert titles(written(proposal(BILL)))[:44] == [
        "Étude d’impact",
        "Note de décision",
        "Avertissement",
        "Introduction",
        "Tableau synoptique des consultations",
        "Tableau synoptique des mesures d’application",
        "Dispositif",
        "État des lieux",
        "Bilan de l’existant",
        "Cadre général",
        "Cadre constitutionnel",
        "Cadre conventionnel et droit de l’Union européenne",
        "Éléments de droit comparé",
        "Objectifs poursuivis et nécessité de légiférer",
        "Nécessité de légiférer",
        "Objectifs poursuivis",
        "Options possibles et dispositif retenu",
        "Options envisagées",
        "Dispositif retenu",
        "Analyse des impacts",
        "Impacts juridiques",
        "Impacts sur l’ordre juridique interne",
        "Articulation avec le droit international et le droit de l’Union européenne",
        "Impacts économiques et financiers",
        "Impacts macroéconomiques",
        "Impacts sur les entreprises",
        "Impacts budgétaires",
        "Impacts sur les collectivités territoriales",
        "Impacts sur les services administratifs",
        "Impacts sur l’activité des services",
        "Impacts sur l’emploi public",
        "Impacts sociaux",
        "Impacts sur la société",
        "Impacts sur les personnes en situation de handicap",
        "Impacts sur l’égalité entre les femmes et les hommes et sur les discriminations",
        "Impacts sur la jeunesse",
        "Impacts sur les professions réglementées",
        "Impacts sur les particuliers, leurs droits et leurs libertés",
        "Impacts environnementaux",
        "Consultations et modalités d’application",
        "Consultations",
        "Consultations menées",
        "Suites données à l’avis du Conseil économique, social et environnemental",
        "Modalités d’application",
    ]


def test_the_parts_after_the_chapters_are_always_there() -> None:
    for kind in KINDS.values():
        found = titles(written(proposal(kind)))
        assert found[found.index("Appréciation au regard des principes communs") :][:6] == [
            "Appréciation au regard des principes communs",
            "Orientation",
            "Ce qui ferait basculer la conclusion",
            "Situation de l’usage",
            "Lignes rouges et défauts de base légale",
            "Principes communs",
        ]
        assert found[found.index("Principes communs") :][:3] == ["Principes communs", "Conditions et garanties", "Méthode et limites"]
        assert found[found.index("Méthode et limites") + 1 :][:2] == ["Ce qu’il reste à rédiger", "Annexe 1 – Caractéristiques de l’usage"]
        assert [title for title in found if title.startswith("Annexe ")] == [
            "Annexe 1 – Caractéristiques de l’usage",
            "Annexe 2 – Hypothèses et réponses attendues",
            "Annexe 3 – Principes : exigences, degrés et pièces",
            "Annexe 4 – Garanties et conditions",
            "Annexe 5 – Droit sur lequel repose la conclusion",
            "Annexe 6 – Références",
        ]


@pytest.mark.parametrize("outline", ["bill", "unknown"])
def test_the_nine_points_of_article_8_and_its_general_part_are_covered(outline: str) -> None:
    text = written(proposal(KINDS[outline]))
    found = OURS.outline.places(outline, ())
    points = {point: name for name, section in OURS.outline.sections.items() if name in found for point in section.points}
    assert set(points) == set(range(10))
    for name, section in OURS.outline.sections.items():
        assert f"{'#' * (section.depth + 2)} {found[name].number}. " in text
        assert not section.points or name in passages(text)


def test_the_outline_has_the_sections_that_the_format_of_drafts_knows() -> None:
    assert sorted(OURS.outline.sections) == sorted(SECTION_IDS)
    called = {outline for section in OURS.outline.sections.values() for outline in section.outlines}
    assert called | {"review", "local"} == set(OURS.outline.kinds)


@pytest.mark.parametrize(
    ("outline", "title", "absent"),
    [
        ("members-bill", "Étude d’impact d’une proposition de loi", {"Impacts sur l’emploi public", "Impacts environnementaux"}),
        ("regulation", "Étude d’impact d’un texte réglementaire", {"Éléments de droit comparé", "Impacts sociaux"}),
        ("no-text", "Étude d’impact préalable", {"Impacts juridiques", "Application outre-mer"}),
        ("review", "Bilan d’un usage en vigueur", {"Nécessité d’agir", "Impacts juridiques", "Application outre-mer"}),
        ("local", "Étude préalable d’une collectivité", {"Nécessité de légiférer", "Éléments de droit comparé", "Application outre-mer"}),
    ],
)
def test_other_texts_have_a_lighter_outline(outline: str, title: str, absent: set[str]) -> None:
    found = titles(written(proposal(KINDS[outline])))
    assert found[0] == title
    assert not absent & set(found)
    assert {"Options envisagées", "Impacts budgétaires", "Suivi et évaluation"} <= set(found)
    assert {"Bilan de l’existant", "Bilan de l’usage"} & set(found)


def test_without_a_statute_in_view_one_speaks_of_acting_not_of_legislating() -> None:
    assert "Nécessité d’agir" in titles(written(proposal(KINDS["no-text"])))
    assert "Nécessité de légiférer" not in titles(written(proposal(KINDS["regulation"])))


def test_what_the_proposal_writes_has_its_section_even_in_a_lighter_outline() -> None:
    text = written(proposal("text: {kind: none, state: none}\nstudy: {environment: Bruit des appareils.}\n"))
    assert passages(text)["environment"] == "Bruit des appareils."
    assert "Impacts environnementaux" in titles(text)
    impacts = "impacts: [{who: Communes, kind: employment, low: 3, high: 4, unit: emplois, year: 2022}]\n"
    found = passages(written(proposal(f"text: {{kind: none, state: none}}\n{impacts}")))["public-employment.table"]
    assert "| Communes | – | 3 à 4\u00a0emplois | 2022 | méthode à préciser | source à préciser |" in found


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("outline", KINDS)
def test_everything_but_titles_stands_in_passages_that_are_sound(outline: str, lang: str) -> None:
    text = written(proposal(KINDS[outline]), lang)
    draft = parse(text)
    assert draft.damage == ()
    for segment in draft.segments[1:]:
        if segment.kind == "people":
            assert all(line.startswith("#") or not line for line in segment.source.splitlines())
        else:
            assert segment.text
            assert digest(segment.text) == segment.digest
    assert merge(text, text).text == text
    assert merge(None, text).text == text


def test_every_section_with_nothing_written_asks_for_what_belongs_there() -> None:
    found = passages(written(proposal(BILL)))
    prompts = [text for text in found.values() if text.startswith("> **À rédiger.** ")]
    sections = list(OURS.outline.sections.items())
    leaves = [
        name for (name, section), (_, after) in zip(sections, [*sections[1:], sections[0]], strict=True) if after.depth <= section.depth
    ]
    assert all(found[name].startswith("> **À rédiger.** ") for name in leaves)
    assert len(prompts) == len(set(prompts)), "no prompt serves twice"
    assert all(80 < len(text) < 300 for text in prompts), "a prompt says what is expected, and no more"


def test_the_study_texts_of_the_proposal_take_the_place_of_the_prompts() -> None:
    text = "study:\n  necessity: |\n    ## Constats\n\n    Trois accidents[^1].\n\n    [^1]: Rapport.\n"
    found = passages(written(proposal(f"{BILL}{text}")))["necessity"]
    assert found.startswith("##### Constats\n\nTrois accidents[^text-necessity-1].")


def test_an_article_alone_is_the_chapter_and_gives_its_name_to_the_passages() -> None:
    text = written(proposal(BILL + "articles: [{id: '1', title: Scanners, object: Autoriser l’essai., study: {budget: Un million.}}]\n"))
    assert "Article 1er – Scanners" in titles(text)
    assert "Dispositif" not in titles(text)
    assert passages(text)["article-1.budget"] == "Un million."
    assert passages(text)["article-1.retained-scheme.object"] == "**Objet de l’article.** Autoriser l’essai."


def test_several_articles_come_after_what_they_have_in_common() -> None:
    articles = (
        "articles:\n  - {id: '1', title: Scanners, implementing: [décret en Conseil d’État], competent: Intérieur}\n"
        "  - {id: 3 bis, title: Contrôle, study: {budget: Un million.}}\n"
    )
    text = written(proposal(BILL + articles))
    found = titles(text)
    assert found.index("Dispositif") < found.index("Article 1er – Scanners") < found.index("Article 3 bis – Contrôle")
    assert "general-framework" in passages(text)
    assert "article-1.situation" in passages(text)
    assert passages(text)["article-3-bis.budget"] == "Un million."
    assert "article-3-bis.impacts" not in passages(text), "the part in which something is written needs no prompt"
    assert "| Article 1er | Scanners | décret en Conseil d’État | Intérieur |" in passages(text)["implementing-table"]


def test_not_applicable_is_only_said_with_a_reason_that_follows_from_the_answers() -> None:
    assert "> **À rédiger.**" in passages(written(proposal(BILL)))["local-authorities"]
    found = passages(written(proposal(BILL + "facts: {actors: [national-police-gendarmerie], persons: [accredited]}\n")))
    assert "(police et gendarmerie nationales)" in found["local-authorities"]
    assert found["youth"].startswith("Sans objet\u202f: les personnes concernées sont limitativement désignées")
    found = passages(written(proposal(BILL + "facts: {actors: [municipal-police], persons: [everyone]}\n")))
    assert "> **À rédiger.**" in found["local-authorities"]
    assert "Conseil national d’évaluation des normes" in found["consultations"]
    assert "> **À rédiger.**" in found["youth"]


def test_doing_nothing_and_a_less_intrusive_option_are_asked_for_until_they_are_there() -> None:
    assert {"options.nothing", "options.softer"} <= set(passages(written(proposal(BILL))))
    options = "options: [{title: Ne rien faire, nothing: true}, {title: Palpations, less_intrusive: true, retained: true}]\n"
    found = passages(written(proposal(BILL + options)))
    assert "options.nothing" not in found
    assert "options.softer" not in found
    assert "| Ne rien faire | aucune atteinte nouvelle | sans objet | sans objet | non chiffré | non retenue |" in found["options.table"]
    assert "décrite au 3.1, sans être appréciée\u202f: palpations." in found["constitutional-framework.test"]


def test_the_three_tests_are_told_from_the_facts() -> None:
    facts = "facts: {effectiveness: not-established, other_means: asserted, purposes: [flow], sensing: [body-image]}\n"
    found = passages(written(proposal(BILL + facts)))["constitutional-framework.test"]
    assert "L’efficacité pour cet usage n’est pas établie" in found
    assert "écartés par simple affirmation" in found
    assert "Degré d’intrusion\u202f: élevé ou très élevé. Gravité de la mission\u202f: faible" in found


def test_assumptions_are_said_wherever_they_count() -> None:
    text = "facts:\n  actors: {value: [rescue], assumed: true, because: 'Hypothèse : secours seuls.'}\n"
    found = passages(written(proposal(BILL + text)))
    assert "(hypothèse)" in found["summary"]
    assert "Une réponse est retenue à titre d’hypothèse." in found["notice"]
    assert "une réponse retenue à titre d’hypothèse" in found["pathway"]
    assert "secours et de sécurité civile. Hypothèse\u202f: secours seuls." in found["assumptions"]
    assert "Services et organismes utilisateurs\u202f: services de secours" in found["retained-scheme.facts"]
    assert "(hypothèse). Motif à l’annexe 2." in found["retained-scheme.facts"], "what is a hypothesis is told once"


def test_a_reason_shows_the_answers_that_count_and_not_the_others() -> None:
    text = "facts: {purposes: [terrorism, rescue, flow]}\n"
    found = annexed("principles", proposal(BILL + text))
    found = found[found.index("Gravité de la mission") : found.index("## 4.")]
    assert "*Réponses en cause – finalités\u202f: gestion des flux.*" in found
    assert "terrorisme" not in found


def test_a_level_that_the_evidence_does_not_support_is_shown_as_such() -> None:
    text = (
        "criteria:\n  maturity.trl:\n    level: 4\n    because: Vu en service.\n"
        "    evidence: [{title: Brochure, grade: claim, date: 2021-01-05, url: 'https://exemple.fr/b'}]\n"
    )
    found = passages(written(proposal(BILL + text)))
    assert "les pièces produites ne permettent pas de le retenir" in found["principle.maturity"]
    assert "> *Selon la proposition.* Vu en service." in found["principle.maturity"]
    assert "| 2 (4) |" in found["grid.criteria"]
    assert "| [Brochure](https://exemple.fr/b) | Affirmation du porteur du projet ou du fournisseur | non |" in found["grid.evidence"]
    assert "5 janvier 2021" in found["grid.evidence"]


def test_figures_stay_in_the_grid() -> None:
    text = "criteria: {maturity.trl: {level: 3}}\n"
    found = passages(written(proposal(BILL + text)))
    assert "score" in found["grid.criteria"]
    for name, passage in found.items():
        if name.startswith(("principle", "pathway", "tiers", "summary")):
            assert "score" not in passage
            assert not re.search(r"\d /\s*100", passage)


def test_what_came_after_the_day_considered_is_not_relied_on() -> None:
    text = written(proposal(BILL + "facts: {sensing: [image], output_effect: alert, persons: [everyone]}\n"))
    found = passages(text)
    assert "2023-850 DC" in found["references.later"]
    assert "2023-850 DC" not in "".join(passage for name, passage in found.items() if name != "references.later")


def test_what_was_not_checked_is_marked_wherever_it_is_cited() -> None:
    rubric = evaluator().rubric
    doubtful = [entry.cite["fr"] for entry in rubric.law if entry.certainty != "confirmed"]
    sure = [entry.cite["fr"] for entry in rubric.law if entry.certainty == "confirmed"]
    notes = re.findall(r"(?m)^\[\^[^\]]+\]: (.*)$", written(proposal(BILL + "facts: {legal_regime: titre-iii}\n")))
    parts = [part.rstrip(".") for note in notes for part in french(note).split("\u202f; ")]
    assert parts
    for part in parts:
        bare = part.lower()
        if any(bare.startswith(french(cite).lower()) for cite in doubtful) and not any(
            bare.startswith(french(cite).lower()) for cite in sure
        ):
            assert "à vérifier" in part


def test_notes_stand_in_their_passage() -> None:
    for name, passage in passages(written(proposal(BILL + "facts: {legal_regime: titre-iii, purposes: [flow]}\n"))).items():
        calls = set(re.findall(r"\[\^([^\]]+)\](?!:)", passage))
        notes = re.findall(r"(?m)^\[\^([^\]]+)\]:", passage)
        assert calls == set(notes)
        assert notes == [f"{name}.{number}" for number in range(1, len(notes) + 1)]


def test_a_red_line_crossed_is_told_with_what_cures_it_and_stops_the_wordings() -> None:
    head = "format: 1\nid: x\ntitle: Flux\ndate: 2026-03-02\ntechnology: facial-identification\n"
    facts = (
        "facts: {phase: permanent, actors: [national-police-gendarmerie], ai_act_law_enforcement: 'yes', purposes: [flow],"
        " places: [street], persons: [everyone], biometrics: one-to-many-live, legal_regime: titre-iii}\n"
    )
    found = passages(written(proposal(facts, head=head)))
    assert "Rien ne peut lever cet obstacle." in found["red-line.remote-identification-prohibited"]
    assert "**Orientation\u202f: ne pas engager en l’état.**" in found["pathway"]
    assert "conditions.stopped" in found
    assert not any("Rédaction proposée" in passage for passage in found.values())


def test_a_missing_guarantee_is_a_condition_with_its_rank_and_a_wording() -> None:
    text = "facts: {phase: permanent, legal_regime: gdpr, actors: [event-organiser]}\nsafeguards: {purpose_definition: {status: absent}}\n"
    found = passages(written(proposal(BILL + text)))
    assert "> Rédaction proposée\u202f: «\u00a0" in found["condition.safeguard.purpose_definition"]
    assert "| Définition des finalités | garantie absente |" in found["retained-scheme.safeguards"]


def test_at_referral_what_is_not_answered_is_not_justified() -> None:
    text = "stage: referral\nfacts: {phase: permanent, legal_regime: gdpr}\n"
    found = passages(written(proposal(BILL + text)))
    assert found["conditions.unanswered"].startswith("Exigences non justifiées")
    assert (
        "| Définition des finalités | sans réponse | loi au plus, selon les réponses | non justifiée |"
        in found["retained-scheme.safeguards"]
    )


def test_a_french_draft_shows_no_identifier_outside_its_grid() -> None:
    rubric = evaluator().rubric
    names = {fact.id for fact in rubric.facts} | {value.id for fact in rubric.facts for value in fact.values}
    names |= {safeguard.id for safeguard in rubric.safeguards} | {criterion.id for p in rubric.principles for criterion in p.criteria}
    names |= {rule.id for tier in rubric.tiers for rule in tier.rules}
    names = {name for name in names if "_" in name or "-" in name} - {"body-worn"}
    text = "".join(text for name, text in passages(written(proposal(BILL))).items() if not name.startswith("grid."))
    shown = re.sub(r"\[\^[^\]]*\]|\]\([^)]*\)", "", text)
    assert not [name for name in names if re.search(rf"(?<![\w/.-]){re.escape(name)}(?![\w-])", shown)]


def test_the_typography_is_final() -> None:
    text = written(proposal(BILL))
    assert french(text) == text


def test_the_same_answers_give_the_same_bytes() -> None:
    assert written(proposal(BILL)) == written(proposal(BILL))


def test_an_english_study_says_that_the_proposal_keeps_its_language() -> None:
    found = passages(written(proposal(BILL), "en"))
    assert "The texts of the proposal are given in their own language." in found["notice"]
    assert found["necessity"].startswith("> **To be written.**")
    for purposes, compared in (("flow", False), ("flow, terrorism", True)):
        test = passages(written(proposal(BILL + f"facts: {{purposes: [{purposes}]}}\n"), "en"))["constitutional-framework.test"]
        assert ("the least serious" in test) is compared


def hostile() -> Proposal:
    return proposal(
        BILL
        + "sponsor: {organisation: a}\nfacts: {actors: {value: [rescue], because: a}}\n"
        + "criteria: {maturity.trl: {level: 1, because: a, evidence: [{title: a, grade: claim, url: 'https://a.fr'}]}}\n"
        + "safeguards: {dpia: {status: planned, where: {instrument: decree, ref: a}, clause: a, because: a}}\n"
        + "study: {introduction: a, necessity: a, method: a}\n"
        + "impacts: [{who: a, kind: budget, method: a, source: a, text: a, year: a, unit: a, low: 1}]\n"
        + "options: [{title: a, description: a, advantages: a, drawbacks: a, cost: a, because: a}]\n"
        + "consultations: [{who: a, object: a, opinion: a, reply: a}]\n"
        + "articles: [{id: '1', title: a, object: a, implementing: [a], competent: a}]\n"
    )


def with_text(found: object, text: str) -> object:
    """*found* with *text* wherever a person could write."""
    if isinstance(found, str):
        return text if found == "a" else found
    if isinstance(found, tuple):
        changed: list[Any] = [with_text(item, text) for item in found]
        return type(found)(*changed) if hasattr(found, "_fields") else tuple(changed)
    if isinstance(found, dict):
        return {name: with_text(item, text) for name, item in found.items()}
    fields = getattr(type(found), "__struct_fields__", ())
    return replace(found, **{name: with_text(getattr(found, name), text) for name in fields}) if fields else found  # type: ignore[type-var]


def shape(text: str) -> tuple[list[str], list[str], int]:
    """What an answer must not change: passages, titles, tables."""
    draft = parse(text)
    assert draft.damage == ()
    people = "".join(segment.source for segment in draft.segments[1:] if segment.kind == "people")
    return list(draft.passages), [line.split()[0] for line in people.splitlines() if line], len(re.findall(r"(?m)^\| -", text))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_answer_never_breaks_out_of_its_place(lang: str) -> None:
    plain = shape(written(hostile(), lang))
    found = with_text(hostile(), HOSTILE)
    assert isinstance(found, Proposal)
    text = written(found, lang)
    names, signs, tables = shape(text)
    assert (names, signs) == plain[:2]
    assert tables <= plain[2] + text.count("|---|---|"), "a table may come from a study text, which is Markdown"
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text.partition("\n---\n")[2])
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert html.count("<h1") == 1
    assert "{{ study.title }}" in html, "what looks like a template is text"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_no_text_at_all_breaks_out_of_its_place(text: str) -> None:
    found = with_text(hostile(), text)
    assert isinstance(found, Proposal)
    names, signs, _ = shape(written(found))
    expected = shape(written(with_text(hostile(), "mot")))[:2]  # type: ignore[arg-type]
    kept = [name for name in expected[0] if name in names]
    assert [name for name in names if name not in expected[0]] == []
    assert kept == names
    assert len(signs) == len(expected[1])


BLOCKS = "|\n{i}Un alinéa[^1].\n\n{i}- un\n{i}- deux\n\n{i}```\n{i}code\n\n\n{i}fin\n{i}```\n\n{i}[^1]: Note.\n"


def test_a_reason_of_several_blocks_stays_in_its_item_and_its_notes_stay_single() -> None:
    blocks = BLOCKS.replace("{i}", " " * 6)
    text = (
        f"facts:\n  actors:\n    value: [rescue]\n    assumed: true\n    because: {blocks}"
        f"  effectiveness:\n    value: not-established\n    because: {blocks}"
        f"criteria:\n  maturity.trl:\n    level: 2\n    because: {blocks}"
        f"safeguards:\n  dpia:\n    status: present\n    because: {blocks}"
    )
    draft = written(proposal(BILL + text))
    found = passages(draft)
    assert "  - un\n  - deux\n\n  ```\n  code\n\n\n  fin\n  ```\n" in found["retained-scheme.facts"]
    assert "> - un\n> - deux\n>\n> ```\n> code\n>\n>\n> fin\n> ```" in found["principle.maturity"]
    assert "Le motif est donné à l’annexe 1." in found["constitutional-framework.test"]
    notes = re.findall(r"(?m)^[ >]*\[\^([^\]]+)\]:", draft)
    assert len(notes) == len(set(notes))


def test_a_principle_that_rests_on_assumptions_says_so() -> None:
    levels = "".join(f"  {criterion.id}: {{level: 4, assumed: true}}\n" for criterion in evaluator().rubric.principles[0].criteria)
    found = passages(written(proposal(f"{BILL}criteria:\n{levels}")))
    assert re.search(r"\| Maturité technologique \| \d \| 0–4 \| 4 \| \*\*Établi, sous réserve des hypothèses\.\*\*", found["principles"])
    assert "est établi, sous réserve des hypothèses." in found["constitutional-framework.test"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_rubric_without_pathway_gives_its_own_result(lang: str) -> None:
    assessor = Assessor(TINY)
    found = assessor.proposal({"phase": "live", "stakes": "high", "harms": ["money"]})
    assessment = assessor.evaluator.assess(found)
    text = study(assessor.rubric, found, assessment, lang, OURS)
    told = passages(text)
    assert assessment.outcome is not None
    value = next(value for value in assessor.rubric.outcome.values if value.id == assessment.outcome.possible[0])  # type: ignore[union-attr]
    assert value.text[lang] in told["pathway"]
    assert ("tenu pour absent" if lang == "fr" else "taken to be absent") in told["notice"]
    assert "constitutional-framework.test" not in told
    assert "retained-scheme.safeguards" not in told
    for kind in KINDS_OF_ANNEX:
        assert annex(kind, assessor.rubric, found, assessment, lang, OURS).startswith("# Annex")


@pytest.mark.parametrize("outline", KINDS)
def test_both_languages_have_the_same_passages_in_the_same_order(outline: str) -> None:
    facts = "phase: permanent, legal_regime: gdpr, purposes: [flow], consent_role: basis, alternative: none}\n"
    kind, given = (KINDS[outline].removesuffix("}\n"), ", ") if "facts:" in KINDS[outline] else (KINDS[outline], "facts: {")
    found = proposal(f"{kind}{given}{facts}")
    assert list(passages(written(found))) == list(passages(written(found, "en")))


def test_the_texts_whose_state_the_proposal_tells_stand_in_the_references_with_their_source() -> None:
    stated = (StatedLaw("law:csi-l242-5", "in-force", "Légifrance"), StatedLaw("arrêté du 2 mai 2026", "ended", "JO du 3 mai 2026"))
    listed = passages(written(replace(example("drones-2026"), law=stated)))["references.stated"]
    assert "du code de la sécurité intérieure. Selon la proposition\u202f: en vigueur. Source\u202f: Légifrance." in listed
    assert "Arrêté du 2 mai 2026. Selon la proposition\u202f: a pris fin. Source\u202f: JO du 3 mai 2026." in listed
