"""Texts compared as people see them: what a formatter or an editor changes alone is no change, all that people see changed is one."""

from __future__ import annotations

from hashlib import sha256
from unicodedata import normalize

import pytest

from assess.study.canonical import canonical
from assess.study.draft_merge import merge
from assess.study.passages import digest
from tests.study.drafts import OLD, body, changed, draft

SAME = {
    "letters in two parts, as a Mac writes them": ("à l’été", normalize("NFD", "à l’été")),
    "no-break spaces": ("30 000 € : « oui »", "30\u202f000\u00a0€\u00a0: «\u2007oui\u2009»"),
    "spaces at the ends of lines": ("un  \ndeux", "un\ndeux"),
    "a break written with a backslash": ("un  \ndeux", "un\\\ndeux"),
    "emphasis": ("*un* **deux** un_mot", "_un_ __deux__ un_mot"),
    "emphasis of both kinds": ("***trois***", "_**trois**_"),
    "emphasis beside signs": ("(*un*), *deux*.", "(_un_), _deux_."),
    "signs of lists": ("- un\n- deux", "* un\n+ deux"),
    "more space after the sign": ("- un\n  - deux", "-   un\n    -   deux"),
    "numbers of a list": ("3. un\n4. deux\n5. trois", "3. un\n3. deux\n3) trois"),
    "a list spaced out": ("- un\n- deux", "- un\n\n- deux"),
    "a paragraph in an item": ("1. un\n\n   suite\n2. deux", "1.  un\n\n    suite\n\n2.  deux"),
    "lines broken elsewhere": ("un deux\ntrois", "un\ndeux trois"),
    "a broken line that begins with a number": ("avril 2016.\nFin", "avril\n2016. Fin"),
    "a number that a formatter makes safe": ("avril 2016. Fin", "avril 2016\\. Fin"),
    "lines of a quotation broken elsewhere": ("> **À rédiger.** un deux\n> trois", ">**À rédiger.** un\n> deux trois"),
    "the padding of tables": ("| a | b |\n|---|:-:|\n| 1 | 2 \\| 3 |", "| a   |    b    |\n| --- | :-----: |\n| 1   | 2 \\| 3  |"),
    "an empty line around a block": ("Texte :\n- un\n\n## T\nSuite", "Texte :\n\n- un\n\n\n## T\n\nSuite"),
    "signs of code": ("~~~python\nx  =  1\n~~~", "```python\nx  =  1\n```"),
    "rules": ("***", "- - - -"),
}
OTHER = {
    "a word": ("un", "une"),
    "a letter in capitals": ("un", "Un"),
    "a space within a word": ("30 000", "30000"),
    "an apostrophe": ("l'été", "l’été"),
    "emphasis taken away": ("*un*", "un"),
    "stronger emphasis": ("*un*", "**un**"),
    "emphasis made plain": ("*un*", "\\*un\\*"),
    "a name with underscores": ("un_mot", "un*mot"),
    "two paragraphs joined": ("un\n\ndeux", "un\ndeux"),
    "an item put one level down": ("- un\n- deux", "- un\n  - deux"),
    "a list that begins elsewhere": ("3. un", "1. un"),
    "a list with numbers": ("- un", "1. un"),
    "two lists": ("1. un\n\nTexte\n\n1. deux", "1. un\n\nTexte\n\n2. deux"),
    "a paragraph after a list": ("- un\n\ndeux", "- un\n\n  deux"),
    "the sides of a column": ("| a |\n|---|", "| a |\n|--:|"),
    "a cell": ("| a | b |", "| a | c |"),
    "a quotation": ("> un", "un"),
    "two quotations joined": ("> un\n\n> deux", "> un\n> deux"),
    "spaces in code": ("```\nx = 1\n```", "```\nx  =  1\n```"),
    "code in a paragraph": ("```\nun\n```", "un"),
    "a rule": ("un\n\n***", "un ***"),
    "a line underlined": ("un\n***", "un\n---"),
    "the level of a heading": ("# T", "## T"),
}


@pytest.mark.parametrize("texts", SAME.values(), ids=SAME)
def test_what_nobody_sees_is_no_change(texts: tuple[str, str]) -> None:
    assert canonical(texts[0]) == canonical(texts[1])
    assert digest(texts[0]) == digest(texts[1])


@pytest.mark.parametrize("texts", OTHER.values(), ids=OTHER)
def test_what_people_see_changed_is_a_change(texts: tuple[str, str]) -> None:
    assert digest(texts[0]) != digest(texts[1])


@pytest.mark.parametrize("text", [text for texts in (*SAME.values(), *OTHER.values()) for text in texts])
def test_the_form_to_compare_is_its_own(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


def test_a_passage_that_only_a_formatter_changed_is_renewed() -> None:
    old = draft("# Étude", ("a", "*Un* :\n\n| a | b |\n|---|---|\n| 1 | 2 |"))
    formatted = changed(changed(old, "*Un*", "_Un_"), "|---|---|", "| ------ | ------ |")
    assert merge(formatted, draft("# Étude", ("a", "Deux."))).renewed == ("a",)


def test_a_heading_in_letters_of_two_parts_is_the_same_heading() -> None:
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."), "## C l’été", ("c", "C."))
    mine = OLD + "\n" + normalize("NFD", "## C l’été") + "\n\nÀ nous.\n"
    assert body(merge(mine, new).text)[-3:] == [normalize("NFD", "## C l’été"), "c", "À nous."]


def test_so_is_one_with_other_spaces_emphasis_or_number() -> None:
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."), "## 2.1. *C* : l’été", ("c", "C."))
    for heading in ("## 2.1. _C_\u00a0: l’été", "## 2.3. C : l'été", "2.1. *C* : l’été\n-----"):
        assert body(merge(f"{OLD}\n{heading}\n\nÀ nous.\n", new).text)[-3:] == [*heading.split("\n"), "c", "À nous."][-3:]


# Drafts that bear the digests of before


def _former(text: str, *shown: str) -> str:
    """The draft *text* as it was signed before texts were compared as people see them; *shown* are the texts of the tool in it."""
    for one in shown:
        tidy = "\n".join(line.rstrip() for line in one.split("\n")).strip("\n")
        text = text.replace(digest(one), sha256(tidy.encode()).hexdigest()[:12])
    return text


LIST = ("l", "* un\n* deux")


def test_a_digest_of_before_is_recognised_and_written_anew() -> None:
    now = draft("# Étude", ("intro", "Bonjour."), LIST)
    former = _former(now, LIST[1])
    assert former != now
    merged = merge(former, now)
    assert (merged.text, merged.unchanged) == (now, ("intro", "l"))
    assert merge(former, draft("# Étude", ("intro", "Bonjour."), ("l", "* trois"))).renewed == ("l",)


def test_a_passage_that_people_changed_under_a_digest_of_before_is_kept_and_nothing_offered() -> None:
    now = draft("# Étude", ("intro", "Bonjour."), LIST)
    mine = changed(_former(now, LIST[1]), "* deux", "* à moi")
    merged = merge(mine, now)
    assert (merged.kept, merged.offered) == (("l",), ())
    assert merged.text == changed(now, "* deux", "* à moi")
    assert merge(merged.text, now).text == merged.text


def test_an_offer_under_a_digest_of_before_is_written_anew_too() -> None:
    now = draft("# Étude", ("intro", "Bonjour."), LIST)
    offered = merge(changed(draft("# Étude", ("intro", "Bonjour."), ("l", "un")), "\nun\n", "\nà moi\n"), now).text
    merged = merge(_former(offered, LIST[1]), now)
    assert (merged.text, merged.kept, merged.offered) == (offered, ("l",), ())
