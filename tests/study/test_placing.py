"""Where new passages go in a draft that people have worked on."""

from __future__ import annotations

from assess.study.draft_merge import merge
from tests.study.drafts import NEW, OLD, body, changed, draft, without


def test_a_new_passage_comes_after_the_one_before_it() -> None:
    mine = changed(OLD, "## B", "À moi.\n\n## B")
    merged = merge(mine, draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), ("a2", "Suite."), "## B", ("b", "Texte b.")))
    assert merged.added == ("a2",)
    assert body(merged.text) == ["# Étude", "intro", "## A", "a", "a2", "À moi.", "## B", "b"]


def test_a_new_section_comes_after_what_people_wrote_in_the_one_before() -> None:
    mine = changed(OLD, "## B", "### À moi\n\nÀ moi.\n\n## B")
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## C", "### D", ("d", "D."), "## B", ("b", "Texte b."))
    assert body(merge(mine, new).text) == ["# Étude", "intro", "## A", "a", "### À moi", "À moi.", "## C", "### D", "d", "## B", "b"]


def test_a_new_passage_comes_under_its_title_when_people_have_it() -> None:
    mine = changed(OLD, "## B", "##  c  l'été ##\n\nÀ moi.\n\n## B")
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## C l’été", ("c", "C."), "## B", ("b", "Texte b."))
    assert body(merge(mine, new).text) == ["# Étude", "intro", "## A", "a", "##  c  l'été ##", "c", "À moi.", "## B", "b"]


def test_a_new_passage_comes_before_the_next_one_when_people_changed_the_title() -> None:
    mine = changed(OLD, "## B", "## Notre titre")
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b0", "Avant."), ("b", "Texte b."))
    assert body(merge(mine, new).text) == ["# Étude", "intro", "## A", "a", "## Notre titre", "b0", "b"]


def test_a_new_part_does_not_take_the_text_of_people_under_its_title() -> None:
    mine = changed(without(OLD, "b"), "## B\n", "## B\n\nNotre analyse.\n")
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."), "### C", ("c", "C."))
    assert body(merge(mine, new).text) == ["# Étude", "intro", "## A", "a", "## B", "Notre analyse.", "### C", "c"]


def test_what_is_new_in_a_section_that_people_deleted_comes_with_its_headings() -> None:
    mine = without(changed(OLD, "## B\n\n", ""), "b")
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."), "### C", ("c", "C."))
    assert body(merge(mine, new).text) == ["# Étude", "intro", "## A", "a", "## B", "### C", "c"]


def test_a_title_of_the_document_is_never_written_twice() -> None:
    mine = changed(OLD, "# Étude", "# Notre étude")
    new = draft("# Étude", ("zero", "Zéro."), "## Y", ("y", "Y."), "## A", ("a", "Texte a."))
    merged = merge(mine, new)
    assert [line for line in body(merged.text) if line.startswith("# ")] == ["# Notre étude"]


def test_a_title_that_stands_in_several_sections_is_found_in_the_right_one() -> None:
    old = draft("# Étude", "## A", ("a", "A."), "### Suite", "## B", ("b", "B."), "### Suite", "## C", ("c", "C."))
    new = draft("# Étude", "## A", ("a", "A."), "### Suite", "## B", ("b", "B."), "### Suite", ("s", "S."), "## C", ("c", "C."))
    assert merge(old, new).text == new


def test_a_new_passage_follows_its_title_where_people_moved_it() -> None:
    mine = changed(changed(OLD, "## B\n", "## C\n"), "## A\n", "## B\n\nÀ moi.\n\n## A\n")
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("z", "Z."), "## C", ("b", "Texte b."))
    assert body(merge(mine, new).text) == ["# Étude", "intro", "## B", "z", "À moi.", "## A", "a", "## C", "b"]


def test_what_is_new_has_the_line_ends_of_the_draft() -> None:
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."), "## C", ("c", "C.\n\nD."))
    assert merge(OLD.replace("\n", "\r\n"), new).text == new.replace("\n", "\r\n")
    offered = merge(changed(OLD, "Texte b.", "À moi.").replace("\n", "\r\n"), NEW).text
    assert offered.count("\n") == offered.count("\r\n")


def test_a_draft_without_a_last_line_end_gets_none_from_what_is_new() -> None:
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."), "## C", ("c", "C."))
    assert merge(OLD.removesuffix("\n"), new).text == new.removesuffix("\n")


def test_a_comment_in_code_is_no_title() -> None:
    mine = changed(OLD, "## A", "```\n## C\n```\n\n## A")
    new = draft("# Étude", ("intro", "Bonjour."), "## C", ("c", "C."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."))
    assert body(merge(mine, new).text) == ["# Étude", "intro", "```", "## C", "```", "## C", "c", "## A", "a", "## B", "b"]
