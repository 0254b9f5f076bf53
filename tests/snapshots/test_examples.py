"""What the tool writes for each example, in both languages."""

from __future__ import annotations

import json

import pytest

from tests.snapshots.kept import EXAMPLES, LANGUAGES, keep, ran, text_of

KINDS = ("principles", "safeguards", "grid")
IN_ENGLISH = EXAMPLES[::5]
"""The examples of which everything is kept in English; of the others, the study and the summary."""
FORMATS = ("table", "csv", "jsonl")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_gives_the_same_bytes(name: str, lang: str) -> None:
    path = f"examples/{name}/proposal.yaml"
    study = ran("run", path, "-o", "-", "--lang", lang)
    texts = {"study.md": study.out, "summary.txt": study.err}
    if lang == "fr" or name in IN_ENGLISH:
        texts |= {f"annex-{kind}.md": text_of("annex", path, "--kind", kind, "-o", "-", "--lang", lang) for kind in KINDS}
        texts["explained.txt"] = text_of("explain", path, "--all", "--lang", lang)
    if lang == "fr":
        texts["assessment.json"] = text_of("score", path, "--format", "json", "--lang", lang)
    keep(f"examples/{name}/{lang}", texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_examples_together_give_the_same_rows(lang: str) -> None:
    texts = {form: text_of("score", "examples", "--format", form, "--lang", lang) for form in FORMATS}
    whole = json.loads(text_of("score", "examples", "--format", "json", "--lang", lang))
    assert whole == [json.loads(line) for line in texts["jsonl"].splitlines()]
    keep(f"scores/{lang}", {"table.txt": texts["table"], "rows.csv": texts["csv"], "last-line.jsonl": texts["jsonl"].splitlines()[-1]})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_of_several_is_what_it_is_alone(lang: str) -> None:
    several = {found["proposal"]["id"]: found for found in json.loads(text_of("score", "examples", "--format", "json", "--lang", lang))}
    alone = {name: text_of("score", f"examples/{name}/proposal.yaml", "--format", "json", "--lang", lang) for name in EXAMPLES}
    assert several == {name: json.loads(text) for name, text in alone.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["drones-2026", "facial-identification-live-2026", "anomaly-detection"])
def test_other_days_and_another_rubric(name: str, lang: str) -> None:
    path = f"examples/{name}/proposal.yaml"
    other = ran("run", path, "-o", "-", "--lang", lang, "--rubric", "eu-ai-act")
    texts = {"eu-ai-act.txt": other.err} | ({"eu-ai-act.md": other.out} if name != "drones-2026" else {})
    texts["assessment.json"] = text_of("score", path, "--format", "json", "--lang", lang)
    texts["eu-ai-act.json"] = text_of("score", path, "--format", "json", "--lang", lang, "--rubric", "eu-ai-act")
    texts["eu-ai-act.csv"] = text_of("score", path, "--format", "csv", "--lang", lang, "--rubric", "eu-ai-act")
    for day in ("2021-05-01", "2022-06-01", "2030-01-01"):
        texts[f"{day}.txt"] = ran("run", path, "-o", "-", "--lang", lang, "--as-of", day).err
    keep(f"others/{name}/{lang}", texts)
