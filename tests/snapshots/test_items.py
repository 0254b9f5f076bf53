"""The pages of a rubric: what `assess explain` and `assess rubric show` say of what it holds, the schemas, the lists, the help."""

from __future__ import annotations

import pytest

from assess.messages import words
from tests.snapshots.kept import LANGUAGES, keep, ran, text_of

ITEMS = {
    "mis-2021": {
        "principle": "maturity sovereignty human-oversight experimentation supervision",
        "criterion": "maturity.trl maturity.cost_benefit maturity.demographic_differentials sovereignty.hosting "
        "intrusiveness.less_intrusive_means data-protection.dpia acceptability.information human-oversight.two_person_check",
        "fact": "text technology purposes experiment_kind retention_days duration_months cost_eur ai_system reference_list alternative",
        "safeguard": "legal_basis duration_limit prior_authorisation right_to_object fundamental_rights_assessment two_person_check dpia",
        "red-line": "remote-identification-prohibited no-statute solely-automated consent-under-authority disproportionate",
        "tier": "intrusiveness gravity automation criticality",
        "regime": "regime",
        "term": "personal_data act_in_force gravity_weighed_by_law ai_act_exception framed_analysis aerial_trial",
        "law": "csi-l242-5 cc-2021-817-dc ai-act-art5-1-h gdpr-art9 const-art34 ewca-2020-bridges loi-2011-267-art18 ce-2020-446155",
        "text": "drones-state plates",
        "domain": "mobile-images",
        "source": "vie-publique aef-657926 eu-dual-use-2021-821 passi",
        "condition": "text-first framed-in-real-conditions limited-duration scanner-cost video-return",
        "rule": "regime.covered-by-a-text intrusiveness.live-identification gravity.exposed-sites red-line.solely-automated "
        "requirements.maturity-readiness requirements.cell-very-high-moderate duration_limit.algorithmic-analysis "
        "purpose_gravity.online-collection dpia.aerial-trial action.ready action.to-establish norm.guarantees-of-regulation "
        "condition.video-return alternative_offered.body-imaging",
    },
    "eu-ai-act": {
        "safeguard": "bias_testing use_notification",
        "red-line": "real-time-identification-prohibited prediction-by-profiling",
        "tier": "application duties role exception",
        "rule": "outcome.emotions exception.suspects register.later-identification duties.information-to-come",
    },
}
PAGES = (
    "changes technologies maturity.trl intrusiveness.less_intrusive_means maturity human-oversight fact:text fact:purposes "
    "fact:retention_days fact:experiment_kind legal_regime duration_limit two_person_check red-line:no-statute law:csi-l242-5 "
    "law:cc-2021-817-dc technology:drones technology:osint-capture technology:facial-identification"
)
CHECKS = "amount-unsourced citation-not-in-force passage-edited waiver-expired draft-unreadable claim-contradicted consultation-late french-spacing"
WHY = (
    "fact:purposes criterion:maturity.trl safeguard:duration_limit safeguard:legal_basis red-line:no-statute tier:intrusiveness "
    "principle:maturity principle:supervision regime law:csi-l242-5 condition:text-first"
)
CODES = (0, 2)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rubric", ITEMS)
def test_items_are_explained_in_the_same_words(rubric: str, lang: str) -> None:
    options = ("--rubric", rubric, "--lang", lang)
    texts = {
        f"{kind}.txt": "\n".join(text_of("explain", name if kind == "regime" else f"{kind}:{name}", *options) for name in names.split())
        for kind, names in ITEMS[rubric].items()
    }
    keep(f"items/{rubric}/{lang}", texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rubrics_and_their_pages_read_the_same(lang: str) -> None:
    texts = {"list.txt": text_of("rubric", "list", "--lang", lang)}
    texts |= {f"rubric-{name}.md": text_of("rubric", "show", name, "--lang", lang) for name in ITEMS}
    texts["pages.md"] = "\n\n".join(text_of("rubric", "show", "mis-2021", name, "--lang", lang) for name in PAGES.split())
    texts["outcome.md"] = "\n".join(
        text_of("rubric", "show", "eu-ai-act", name, "--lang", lang)
        for name in ("technology", "safeguard:bias_testing", "prediction-by-profiling")
    )
    texts["checks.txt"] = "\n".join(text_of("explain", f"check:{name}", "--lang", lang) for name in CHECKS.split())
    wrong = [ran("explain", "maturity.tlr", "--lang", lang, codes=(2,)), ran("rubric", "show", "mis-2022", "--lang", lang, codes=(2,))]
    wrong += [ran("rubric", "show", "mis-2021", "fact:purpose", "--lang", lang, codes=(2,))]
    texts["unknown.txt"] = "".join(found.err for found in wrong)
    keep(f"pages/{lang}", texts)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["anomaly-detection", "facial-identification-live-2026", "drones"])
def test_a_result_is_explained_in_the_same_words(name: str, lang: str) -> None:
    told = [ran("explain", f"examples/{name}/proposal.yaml", item, "--lang", lang, codes=CODES) for item in WHY.split()]
    keep(f"why/{lang}/{name}", {"explained.txt": "\n".join(found.out + found.err for found in told)})


def test_schemas_are_the_same() -> None:
    texts = {f"{kind}.json": text_of("schema", kind, "--lang", "fr") for kind in ("rubric", "assessment", "proposal")}
    own = text_of("schema", "proposal", "--rubric", "tests/bad/rubric/_valid", "--lang", "en")
    keep("schemas", {**texts, "proposal-of-a-small-rubric.json": own})


def test_the_words_of_the_help_are_the_same() -> None:
    texts = {f"{lang}.txt": "".join(f"{name}\n    {said[lang]}\n" for name, said in sorted(words("help").items())) for lang in LANGUAGES}
    keep("help", texts)
