"""The sentences of the documents: the same in both languages, all of them used, and a user's own before ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assess import files
from assess.messages import LANGUAGES
from assess.study.markdown import Markdown
from assess.study.templates import TemplateFault, Templates
from assess.study.words import Sentence, Wording, WordingFault, WordingFile
from tests.study.studies import annexed, passages, proposal, shipped, source, written

FOLDER = files.shipped("templates")
STRUCTURE = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.j2"))}
LITERAL = re.compile(r'"([a-z][a-z-]*\.[a-z][a-z0-9-]*)"(?! ~)')
BEGINNING = re.compile(r't\("([a-z-]+\.[a-z-]*)" ~')
FAMILIES = ("titles.", "prompts.", "result.direction", "result.open")
"""Sentences called after a section of the outline, or after what says whether they hold under a reserve."""


def sentences(lang: str) -> dict[str, Sentence]:
    """Our sentences in *lang*."""
    return WordingFile((FOLDER / f"{lang}.yaml").read_text(encoding="utf-8")).sentences


def places(sentence: Sentence) -> set[str]:
    """The names of the values that *sentence* holds, its forms taken together; the number of headers of a table."""
    if isinstance(sentence, list):
        return {str(len(sentence))}
    forms = sentence.values() if isinstance(sentence, dict) else [sentence]
    return {place for form in forms for place in re.findall(r"\{(\w+)", form)}


def test_both_languages_have_every_sentence_in_the_same_order_with_the_same_places() -> None:
    french, english = (sentences(lang) for lang in LANGUAGES)
    assert list(french) == list(english)
    assert {key: (type(french[key]), places(french[key])) for key in french} == {
        key: (type(english[key]), places(english[key])) for key in english
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_that_agrees_has_both_forms(lang: str) -> None:
    forms = [sentence for sentence in sentences(lang).values() if isinstance(sentence, dict)]
    assert forms
    assert all(set(form) == {"one", "more"} for form in forms)


def test_every_sentence_is_used_and_every_one_used_is_there() -> None:
    text = "\n".join(STRUCTURE.values())
    keys = set(sentences("fr"))
    tables = {key.partition(".")[0] for key in keys}
    named = {key for key in LITERAL.findall(re.sub(r"passage\([^()]*\)", "", text)) if key.partition(".")[0] in tables}
    called = {key for key in named if not key.endswith("-")}
    beginnings = (*FAMILIES, *BEGINNING.findall(text), *(named - called))
    assert called - keys == set()
    assert {key for key in keys - called if not key.startswith(beginnings)} == set()
    assert all(any(key.startswith(beginning) for key in keys) for beginning in beginnings)


def test_no_sentence_stands_in_the_structure() -> None:
    written_out = re.compile(r"[^\W\d_]+ [^\W\d_]+ [^\W\d_]+")
    for name, text in STRUCTURE.items():
        left = re.sub(r"\{[#%{].*?[#%}]\}", "", text, flags=re.DOTALL)
        assert not written_out.search(left), name


def test_a_number_chooses_the_form_and_is_written_in_letters() -> None:
    text = "t:\n  x:\n    one: '{count:feminine} réponse'\n    more: '{count:feminine} réponses'\n"
    found = {
        (lang, count): str(Wording(lang, WordingFile(text), None, str).say("t.x", count=count)) for lang in LANGUAGES for count in (0, 1, 2)
    }
    assert found == {
        ("fr", 0): "aucune réponse",
        ("fr", 1): "une réponse",
        ("fr", 2): "deux réponses",
        ("en", 0): "no réponses",
        ("en", 1): "one réponse",
        ("en", 2): "two réponses",
    }


def test_values_are_escaped_in_a_sentence_unless_they_are_markdown() -> None:
    templates = Templates(source({"fr.yaml": "t:\n  x: '**{name}** et {other}'\n"}), source({"t": '{{ t("t.x", name=a, other=b) }}'}))
    assert templates.render("t", "fr", a="a*b", b=Markdown("*b*")) == "**a\\*b** et *b*"


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ('a\n{{ t("notice.nothing") }}', "'notice.nothing' is no sentence of fr.yaml"),
        ('a\n{{ t("note.regime") }}', "'note.regime': no value for 'words'"),
        ('a\n{{ t("notice.assumed") }}', "'notice.assumed': no value for 'count'"),
    ],
)
def test_a_wrong_use_of_a_sentence_is_a_mistake_of_the_template(template: str, reason: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        Templates(shipped, source({"t": template})).render("t", "fr")
    fault = caught.value
    assert (fault.message, fault.path, fault.line, fault.values["reason"]) == ("template-undefined", "mine/t", 2, reason)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("notice:\n\n  signs: 'Voir {page}.'\n", "template-undefined", 3),
        ("introduction:\n  signs: x\nnotice:\n  signs: 'Voir {page}.'\n", "template-undefined", 4),
        ("notice:\n  signs: 'Voir\n", "yaml-quote-open", 2),
        ("notice:\n  draft: x\n  signs: 3\n", "template-syntax", 3),
        ("notice:\n  assumed: {one: x}\n", "template-syntax", 2),
    ],
)
def test_a_mistake_in_a_users_sentences_is_told_where_it_is(text: str, message: str, line: int) -> None:
    with pytest.raises(TemplateFault) as caught:
        written(proposal(), templates=Templates(shipped, source({"fr.yaml": text})))
    assert (caught.value.message, caught.value.path, caught.value.line) == (message, "mine/fr.yaml", line)


def test_a_mistake_in_a_sentence_of_ours_is_no_fault_of_the_user() -> None:
    with pytest.raises(WordingFault):
        Templates(source({"fr.yaml": "notice:\n  signs: 'Voir {page}.'\n", "t": '{{ t("notice.signs") }}'})).render("t", "fr")


def test_a_user_may_change_one_sentence_in_one_language() -> None:
    templates = Templates(shipped, source({"fr.yaml": "notice:\n  signs: 'Document de travail.'\n"}))
    assert passages(written(proposal(), templates=templates))["notice"].endswith("\n\nDocument de travail.")
    assert "Document de travail." not in written(proposal(), "en", templates=templates)


@pytest.mark.parametrize("name", ["references.md.j2", "fr/references.md.j2"])
def test_a_users_template_holds_for_both_languages_or_for_one(name: str) -> None:
    templates = Templates(shipped, source({name: '{% call passage("references") %}{{ t("impact-study.use", title="X") }}{% endcall %}'}))
    french, english = (passages(written(proposal(), lang, templates))["references"] for lang in LANGUAGES)
    assert french == "**Usage étudié.** X"
    assert (english == "**Use studied.** X") is (name == "references.md.j2")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_users_template_may_extend_ours_for_both_languages(lang: str) -> None:
    mine = {"annex-grid.md.j2": '{% extends "shipped/annex-grid.md.j2" %}{% block subject %}X{% endblock %}'}
    assert annexed("grid", proposal(), lang, Templates(shipped, source(mine))).splitlines()[2] == "X"


def test_the_sentences_stand_beside_the_structure() -> None:
    assert sorted(path.name for path in Path(FOLDER).glob("*.yaml")) == ["en.yaml", "fr.yaml", "outline.yaml"]
