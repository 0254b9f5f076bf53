"""Templates of a user's own: what they may do, and what is said of their mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assess.messages import words
from assess.study.markdown import Markdown
from assess.study.templates import TemplateFault, Templates
from tests.study.studies import annexed, passages, proposal, shipped, source, written

if TYPE_CHECKING:
    pass

STUDY = "fr/impact-study.md.j2"
EXTENDS = '{% extends "shipped/fr/impact-study.md.j2" %}{% block notice %}'


def said(text: str, **values: Any) -> str:
    """What a template of the user's own, *text*, gives with *values*."""
    return Templates(lambda _: None, source({"t": text})).render("t", "fr", **values)


def mistake(text: str, **values: Any) -> TemplateFault:
    """The fault in the template *text*."""
    with pytest.raises(TemplateFault) as caught:
        said(text, **values)
    return caught.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ x }}", r"a\*b\|c"),
        ("{% macro m(y) %}<{{ y }}>{% endmacro %}{{ m(x) }}", r"<a\*b\|c>"),
        ("{% set y %}{{ x }}{% endset %}{{ y }}", r"a\*b\|c"),
        ("{% set y = x %}{{ y }}", r"a\*b\|c"),
        ("{{ x ~ ' : ' ~ x }}", r"a\*b\|c : a\*b\|c"),
        ("{{ md ~ ' : ' ~ x }}", r"**b** : a\*b\|c"),
        ("{{ md | upper }}", r"\*\*B\*\*"),
        ("{{ x[:2] }}", r"a\*"),
        ("{{ md[:3] }}", r"\*\*b"),
        ("{{ x.upper() }}", r"A\*B\|C"),
        ("{{ md }}{{ 3 }}", "**b**3"),
        ("{% for y in [x, md] %}{{ y }}{% endfor %}", r"a\*b\|c**b**"),
        ("{% filter upper %}{{ x }}{% endfilter %}", r"A\*B\|C"),
        ("{{ x | safe }}", None),
    ],
)
def test_only_markdown_is_written_as_it_is(text: str, expected: str | None) -> None:
    if expected is None:
        assert mistake(text, x="a*b|c").message == "template-syntax"
    else:
        assert said(text, x="a*b|c", md=Markdown("**b**")) == expected


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a\n{{ nothing }}", "template-undefined", 2),
        ("a\n\n{{ x.nothing }}", "template-undefined", 3),
        ("{% if %}", "template-syntax", 1),
        ("a\n{% for y in x %}", "template-syntax", 2),
        ("{{ x | nofilter }}", "template-syntax", 1),
        ("\n{% include 'nothing' %}", "template-not-found", 2),
        ("{{ [x] }}", "template-error", 1),
        ("\n{{ true }}", "template-error", 2),
        ("{{ x + 1 }}", "template-not-allowed", 1),
        ("{{ 1 // 0 }}", "template-error", 1),
        ("{% call passage('a') %}x{% endcall %}\n{% call passage('a') %}y{% endcall %}", "template-error", 2),
        ("{% call passage('a') %}{% call passage('b') %}y{% endcall %}{% endcall %}", "template-error", 1),
        ("{{ table(['a'], [['b', 'c']]) }}", "template-error", 1),
    ],
)
def test_a_mistake_names_the_file_and_the_line(text: str, message: str, line: int) -> None:
    fault = mistake(text, x="é")
    assert (fault.message, fault.path, fault.line) == (message, "mine/t", line)
    assert "{reason}" not in words("content")[fault.message]["fr"] or fault.values["reason"]
    assert "0x" not in fault.values["reason"], "no address of this run"


@pytest.mark.parametrize(
    "text",
    [
        "{{ x.__class__ }}",
        "{{ x.__class__.__mro__[1].__subclasses__() }}",
        "{{ x['__class__'] }}",
        "{{ passage.__globals__ }}",
        "{{ range.__self__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(x) }}",
        "{{ x.format(x) }}",
        "{{ x | attr('__class__') }}",
        "{{ [x] | map(attribute='__class__') | list | first }}",
        "{{ x.encode('utf-16') }}",
        "{{ 'a' * 1000 }}",
        "{{ [1] * 1000 }}",
        "{{ 10 ** 10 }}",
        "{{ '%99d' % 1 }}",
        "{{ lipsum() }}",
        "{{ cycler(1) }}",
        "{{ x.replace('a', x) }}",
        "{{ values.append(1) }}",
        "{{ values | random }}",
        "{{ record._hidden }}",
        "{{ record.__init__('b') }}",
    ],
)
def test_a_template_cannot_leave_its_sandbox(text: str) -> None:
    fault = mistake(text, x="a", values=[1], record=Markdown("a"))
    assert fault.message in {"template-not-allowed", "template-undefined", "template-syntax"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% for a in range(1000000) %}{% endfor %}", "template-too-long"),
        ("{% for a in range(900) %}{% for b in range(900) %}{% endfor %}{% endfor %}", "template-too-long"),
        (
            "{% for a in x %}{% for b in x %}{% for c in x %}{% for d in x %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
            "template-too-long",
        ),
        ("{% set n = namespace(x=s) %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "template-too-long"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "template-recursion"),
        ("{% include 't' %}", "template-recursion"),
        ("{% extends 't' %}", "template-recursion"),
    ],
)
def test_a_template_cannot_run_without_end(text: str, message: str) -> None:
    fault = mistake(text, x=list(range(40)), s="texte")
    assert (fault.message, fault.path, fault.line) == (message, "mine/t", 1)


def test_our_own_templates_are_not_bounded() -> None:
    """They are as long as what there is to tell, and always end."""
    ours = Templates(source({"t": "{% for a in range(2000000) %}{% endfor %}ok"}))
    assert ours.render("t", "fr") == "ok"


def test_the_bound_of_a_users_template_grows_with_what_there_is_to_tell() -> None:
    text = "{% for a in values %}{% for b in range(200) %}{% endfor %}{% endfor %}ok"
    assert Templates(lambda _: None, source({"t": text})).render("t", "fr", values=["a"] * 2000) == "ok"


def test_a_users_template_that_has_no_part_in_a_loop_of_ours_is_named_all_the_same() -> None:
    ours, mine = {"ours": "{% for a in range(2000000) %}{% endfor %}"}, {"t": "{% extends 'ours' %}"}
    with pytest.raises(TemplateFault) as caught:
        Templates(source(ours), source(mine)).render("t", "fr")
    assert (caught.value.message, caught.value.path) == ("template-too-long", "mine/t")


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "/etc/absent", "../fr.yaml", "a/../../b", "shipped//etc/passwd", "shipped/../fr.yaml", "fr//etc/passwd", "./t"]
)
@pytest.mark.parametrize("tag", ["include", "extends", "import"])
def test_a_template_names_nothing_outside_of_its_folder_and_learns_nothing(name: str, tag: str) -> None:
    """The same is said whether there is such a file or not."""
    after = " as x" if tag == "import" else ""
    asked: list[str] = []

    def ours(called: str) -> tuple[str, str] | None:
        asked.append(called)
        return None

    def compiled(called: str, _: object) -> None:
        asked.append(called)

    with pytest.raises(TemplateFault) as caught:
        Templates(ours, source({"t": f"{{% {tag} '{name}'{after} %}}"}), compiled).render("t", "fr")
    assert (caught.value.message, caught.value.values["reason"]) == ("template-not-found", name)
    assert asked == []


def test_a_budget_is_for_one_document() -> None:
    templates = Templates(lambda _: None, source({"t": "{% for a in range(100000) %}{% endfor %}ok"}))
    assert [templates.render("t", "fr") for _ in range(3)] == ["ok", "ok", "ok"]


def test_a_users_template_may_extend_ours_and_change_one_block() -> None:
    mine = {STUDY: f'{EXTENDS}{{% call passage("mine") %}}À moi : {{{{ study.title }}}}.{{% endcall %}}{{% endblock %}}'}
    found = passages(written(proposal(), templates=Templates(shipped, source(mine))))
    assert found["mine"] == "À moi\u202f: Essai de scanners dans trois stades."
    assert "notice" not in found
    assert "pathway" in found


def test_a_users_template_may_keep_what_ours_says_and_add_to_it() -> None:
    mine = {STUDY: f'{EXTENDS}{{{{ super() }}}}{{% call passage("mine") %}}Suite.{{% endcall %}}{{% endblock %}}'}
    assert {"notice", "mine"} <= set(passages(written(proposal(), templates=Templates(shipped, source(mine)))))


def test_a_users_template_may_take_the_place_of_one_part() -> None:
    mine = {"fr/references.md.j2": '{% call passage("references") %}Voir le dossier.{% endcall %}'}
    assert passages(written(proposal(), templates=Templates(shipped, source(mine))))["references"] == "Voir le dossier."


def test_a_mistake_in_a_part_of_the_users_own_is_found_behind_our_templates() -> None:
    mine = {"fr/references.md.j2": "\n\n{{ study.nothing }}"}
    with pytest.raises(TemplateFault) as caught:
        written(proposal(), templates=Templates(shipped, source(mine)))
    assert (caught.value.path, caught.value.line) == ("mine/fr/references.md.j2", 3)
    assert "Study" in caught.value.values["reason"]


def test_a_wrong_use_of_our_macros_is_a_mistake_of_the_template_that_uses_them() -> None:
    mine = {"fr/references.md.j2": '{% import "fr/parts.md.j2" as parts %}\n{{ parts.reasons(study.nothing) }}'}
    with pytest.raises(TemplateFault) as caught:
        written(proposal(), templates=Templates(shipped, source(mine)))
    assert (caught.value.path, caught.value.line) == ("mine/fr/references.md.j2", 2)


def test_a_mistake_of_ours_is_no_fault_of_the_user() -> None:
    templates = Templates(lambda name: ("{{ nothing }}", name))
    with pytest.raises(Exception, match="nothing") as caught:
        templates.render("t", "fr")
    assert not isinstance(caught.value, TemplateFault)


def test_annexes_may_be_extended_too() -> None:
    mine = {"fr/annex-grid.md.j2": '{% extends "shipped/fr/annex-grid.md.j2" %}{% block subject %}Objet.{% endblock %}'}
    assert annexed("grid", proposal(), templates=Templates(shipped, source(mine))).splitlines()[2] == "Objet."
