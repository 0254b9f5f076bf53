"""Our templates as plain Python: the same text as in the sandbox, and nothing that cannot be checked beforehand."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from assess.record import Record
from assess.study.annex import KINDS
from assess.study.environment.expressions import Unsupported
from assess.study.markdown import Markdown
from assess.study.templates import DOCUMENTS, Templates, code_of, program_of
from tests.properties.answering import full, part
from tests.study.studies import EXAMPLES, annexed, evaluator, example, shipped, source, written

SANDBOXED = Templates(shipped, source({}))
"""Ours, beside a user's own that are none: in the sandbox."""


class Thing(Record):
    """What a template may read."""

    name: str
    rank: str
    on: bool = True


VALUES: dict[str, Any] = {
    "text": "a*b|c",
    "md": Markdown("**b**"),
    "nil": None,
    "number": 3,
    "words": ["un", "Deux", "UN"],
    "by": {"x": "y", "z": Markdown("*z*")},
    "things": [Thing("a", "Loi"), Thing("b", "décret", on=False), Thing("c", "loi")],
}
SNIPPETS = (
    "{{ text }} {{ md }} {{ number }} {{ text ~ ' : ' ~ number }} {{ md ~ ' : ' ~ text }} {{ '- ' ~ text }} {{ ' ; ' }}.",
    "{{ 'oui' if nil }}{{ 'oui' if number else 'non' }}{{ nil or '–' }}{{ by.get('x', '') }}{{ by['z'] }}{{ words[:2] | length }}",
    "{% for it in words %}{{ loop.index }}{{ it }}{{ ',' if not loop.last }}{% if loop.first %}!{% endif %}{% endfor %}",
    "{% for it in things if it.on %}{{ loop.index }}{{ it.name }}{% endfor %}",
    "{% for key, all in things | groupby('rank') %}{{ key }}{% for it in all %}{{ it.name }}{% endfor %};{% endfor %}",
    "{{ series(words | unique | list) }} {{ series(things | selectattr('on') | map(attribute='name') | list) }}",
    "{{ things | rejectattr('rank', 'in', ['Loi']) | list | length }}{{ [nil, 'x'] | select | list | length }}",
    "{{ words | reject('in', ['un']) | list | length }}{{ things | selectattr('rank', 'eq', 'loi') | list | length }}",
    "{% set x = 1 %}{% for it in words %}{% set x = 2 %}{% endfor %}{{ x }}",
    "{% set seen = namespace(n=0) %}{% for it in words %}{% set seen.n = seen.n + 1 %}{% endfor %}{{ seen.n }}",
    "{% set kept %}<{{ text }}>{% endset %}{{ kept }}{{ unset | default('rien') }}",
    "{% macro m(a, b='c') %}{{ a }}{{ b }}{% endmacro %}{{ m(text) }}{{ m(md, b=text) }}",
    "{% macro m(id) %}{% call passage('p.' ~ id) %}{{ cite(md) }}{{ id }}{% endcall %}{% endmacro %}{{ m('a') }}{{ heading(2, 'b') }}",
    "{% if nil %}a{% elif number == 3 and not none %}b{% else %}c{% endif %}{% if 'x' in by and number not in (1, 2) %}d{% endif %}",
    "{% block one %}{% set y = 'a' %}{{ y }}{% endblock %}{% include 'part' %}{% import 'macros' as lib %}{{ lib.twice(text) }}",
)
PARTS = {
    "part": "[{{ text }}{% set text = 'b' %}{{ text }}]\n",
    "macros": "{% import 'more' as more %}{% macro twice(it) %}{{ more.once(it) }}{{ more.once(it) }}{% endmacro %}",
    "more": "{% macro once(it) %}({{ it }}){% endmacro %}",
}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_document_is_the_same_as_in_the_sandbox(name: str, lang: str) -> None:
    found = example(name)
    assert written(found, lang) == written(found, lang, SANDBOXED)
    for kind in KINDS:
        assert annexed(kind, found, lang) == annexed(kind, found, lang, SANDBOXED)


@pytest.mark.parametrize("seed", range(4))
def test_so_it_is_for_any_answers(seed: int) -> None:
    random = Random(seed)
    whole = full(evaluator().rubric, random)
    for found in (whole, part(whole, evaluator().rubric, random)):
        for lang in ("fr", "en"):
            assert written(found, lang) == written(found, lang, SANDBOXED)
            for kind in KINDS:
                assert annexed(kind, found, lang) == annexed(kind, found, lang, SANDBOXED)


def test_every_document_is_listed() -> None:
    assert {f"{lang}/{name}.md.j2" for lang in ("fr", "en") for name in ("impact-study", *(f"annex-{kind}" for kind in KINDS))} == set(
        DOCUMENTS
    )


def program(text: str) -> Templates:
    """Templates whose only document, `t`, is *text*; what it takes from the view is set at its beginning."""
    given = "".join(f"{{% set {name} = study.{name} %}}" for name in VALUES)
    parts = PARTS | {"t": given + text}
    return Templates(lambda name: (parts[name], name) if name in parts else None)


@pytest.mark.parametrize("text", SNIPPETS)
def test_what_ours_may_say_means_the_same(text: str) -> None:
    class View(Record):
        text: str
        md: str
        nil: None
        number: int
        words: list[str]
        by: dict[str, str]
        things: list[Thing]

    sandboxed = Templates(lambda _: None, source(PARTS | {"t": text}))
    assert program(text).render("t", "fr", study=View(**VALUES)) == sandboxed.render("t", "fr", **VALUES)


@pytest.mark.parametrize(
    "text",
    [
        "{{ nothing }}",
        "{{ range(3) }}",
        "{{ text | upper }}",
        "{{ text.__class__.__mro__ | attr('x') }}",
        "{% import 'macros' as lib %}{{ lib.thrice(text) }}",
        "{% import 'macros' as lib %}{{ lib }}",
        "{% for it in words %}{{ loop.cycle('a') }}{% endfor %}",
        "{% for it in words %}{% else %}x{% endfor %}",
        "{% filter upper %}a{% endfilter %}",
        "{% for it in words %}{% if it %}{% set text = 'a' %}{% endif %}{{ text }}{% endfor %}",
        "{% extends 'part' %}",
        "{{ m() }}{% macro m() %}{% endmacro %}",
        "{% set a, b = words %}",
        "{{ words | map('upper') | list }}",
    ],
)
def test_what_ours_may_not_say_is_refused_beforehand(text: str) -> None:
    with pytest.raises(Unsupported, match="line 1: "):
        program(text).render("t", "fr", study=None)


def test_a_program_is_the_same_every_time() -> None:
    name = DOCUMENTS[0]
    assert program_of(name, shipped) == program_of(name, shipped)
    assert code_of(*program_of(name, shipped)) == code_of(*program_of(name, shipped))
