"""A draft written again: what is renewed, what is kept, what is reported."""

from __future__ import annotations

import pytest

from assess.study.draft_merge import merge
from assess.study.passages import parse, render_passage
from tests.study.drafts import NEW, OLD, body, changed, draft, offers, without

# What people left alone


def test_an_untouched_passage_is_renewed() -> None:
    merged = merge(OLD, NEW)
    assert (merged.text, merged.renewed, merged.unchanged) == (NEW, ("b",), ("intro", "a"))


def test_nothing_changes_when_nothing_changed() -> None:
    text = changed(OLD, "## A", "à moi\n\n## A modifié").removesuffix("\n")
    assert merge(text, OLD).text == text


def test_what_people_wrote_around_keeps_every_byte() -> None:
    text = changed(OLD, "## B\n", "  à moi\t \n* et\r\n\n\n\n## B, changé ##\n\n```\n# code\n```\n") + "\n\n fin"
    merged = merge(text, NEW)
    assert merged.text == changed(text, render_passage("b", "Texte b."), render_passage("b", "Texte b neuf."))


def test_windows_line_ends_stay() -> None:
    assert merge(OLD.replace("\n", "\r\n"), NEW).text == NEW.replace("\n", "\r\n")


def test_a_byte_order_mark_stays() -> None:
    assert merge("\ufeff" + OLD, NEW).text == "\ufeff" + NEW


def test_a_draft_without_a_last_line_end_gets_none() -> None:
    longer = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."), "## C", ("c", "Texte c."))
    assert merge(OLD.removesuffix("\n"), longer).text == longer.removesuffix("\n")


def test_spaces_cut_by_an_editor_do_not_make_a_passage_changed() -> None:
    old = draft(("a", "un  \ndeux"))
    assert merge(changed(old, "un  ", "un"), draft(("a", "trois"))).renewed == ("a",)


def test_a_passage_that_is_moved_is_renewed_where_it_is() -> None:
    block = render_passage("b", "Texte b.")
    moved = changed(changed(OLD, block, ""), "# Étude\n", f"# Étude\n\n{block}\n")
    merged = merge(moved, NEW)
    assert merged.text == changed(moved, block, render_passage("b", "Texte b neuf."))


# What people changed


def test_a_passage_that_people_changed_is_kept_and_the_new_text_offered_beside() -> None:
    merged = merge(changed(OLD, "Texte b.", "À moi."), NEW)
    assert (merged.kept, merged.offered, merged.renewed) == (("b",), ("b",), ())
    assert parse(merged.text).passages["b"].text == "À moi."
    assert offers(merged.text)["b"].text == "Texte b neuf."
    assert merged.text.index("À moi.") < merged.text.index("Texte b neuf.")


def test_nothing_is_offered_while_the_text_of_the_tool_is_the_one_people_changed() -> None:
    mine = changed(OLD, "Texte b.", "À moi.")
    merged = merge(mine, OLD)
    assert (merged.text, merged.kept, merged.offered) == (mine, ("b",), ())


@pytest.fixture
def offered() -> str:
    """A draft in which people changed passage b, and the new text stands beside."""
    return merge(changed(OLD, "Texte b.", "À moi."), NEW).text


def test_an_offer_stays_as_it_is_until_the_text_changes(offered: str) -> None:
    assert merge(offered, NEW).text == offered


def test_an_offer_is_renewed_in_place(offered: str) -> None:
    merged = merge(offered, changed(NEW, "Texte b neuf.", "Texte b encore."))
    assert merged.text.count("Texte b encore.") == 1
    assert "Texte b neuf." not in merged.text
    assert merged.offered == ("b",)


def test_an_offer_that_people_deleted_is_not_made_again(offered: str) -> None:
    refused = changed(offered, offers(offered)["b"].source, "")
    assert merge(refused, NEW).text == refused
    assert merge(refused, changed(NEW, "Texte b neuf.", "Texte b encore.")).offered == ("b",)


def test_an_offer_that_people_took_over_is_no_longer_needed(offered: str) -> None:
    merged = merge(changed(offered, "À moi.", "Texte b neuf."), NEW)
    assert (merged.text, merged.unchanged) == (NEW, ("intro", "a", "b"))


def test_the_passage_is_the_tools_again_once_the_offer_was_taken_over(offered: str) -> None:
    later = merge(None, changed(NEW, "Texte b neuf.", "Texte b encore.")).text
    assert merge(changed(offered, "À moi.", "Texte b neuf."), later).text == later


def test_an_offer_that_people_worked_on_is_theirs(offered: str) -> None:
    worked_on = changed(offered, "Texte b neuf.", "Texte b neuf, revu.")
    assert merge(worked_on, NEW).text == worked_on
    merged = merge(worked_on, changed(NEW, "Texte b neuf.", "Texte b encore."))
    assert "Texte b neuf, revu." in merged.text
    assert offers(merged.text)["b"].text == "Texte b encore."
    assert parse(merged.text).damage == ()


def test_people_who_write_what_the_tool_will_say_get_no_offer() -> None:
    assert merge(changed(OLD, "Texte b.", "Texte b neuf."), NEW).text == NEW


# What people deleted


def test_a_passage_that_people_deleted_stays_deleted() -> None:
    mine = without(OLD, "b")
    merged = merge(mine, NEW)
    assert (merged.text, merged.deleted, merged.added) == (mine, ("b",), ())


def test_it_stays_deleted_even_after_the_study_did_without_it() -> None:
    mine = without(OLD, "b")
    meanwhile = merge(mine, draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."))).text
    assert merge(meanwhile, NEW).text == mine


def test_people_who_replace_a_passage_own_its_place() -> None:
    mine = changed(OLD, render_passage("b", "Texte b."), "Notre analyse.")
    assert merge(mine, NEW).text == mine


def test_a_passage_emptied_by_people_counts_as_deleted() -> None:
    mine = changed(OLD, "Texte b.", "")
    merged = merge(mine, NEW)
    assert (merged.text, merged.deleted) == (mine, ("b",))


def test_taking_its_id_off_the_list_asks_for_a_passage_again() -> None:
    asked = changed(without(OLD, "b").removesuffix("\n"), "    - b\n", "")
    assert merge(asked, NEW).text == NEW


# What the study no longer has


def test_an_untouched_passage_that_the_study_no_longer_has_is_taken_out() -> None:
    merged = merge(OLD, draft("# Étude", ("intro", "Bonjour."), "## A", "## B", ("b", "Texte b.")))
    assert merged.removed == ("a",)
    assert merged.text == draft("# Étude", ("intro", "Bonjour."), "## A", "## B", ("b", "Texte b."))


def test_it_comes_back_under_its_title_when_the_study_has_it_again() -> None:
    meanwhile = merge(OLD, draft("# Étude", ("intro", "Bonjour."), "## A", "## B", ("b", "Texte b."))).text
    assert merge(meanwhile, OLD).text == OLD


WITHOUT_A = draft("# Étude", ("intro", "Bonjour."), "## A", "## B", ("b", "Texte b."))
KEPT = "## Passages conservés, que l’étude n’appelle plus"


@pytest.fixture
def orphaned() -> str:
    """A draft in which people changed passage a, and which the study then did without."""
    return merge(changed(OLD, "Texte a.", "À moi."), WITHOUT_A).text


def test_one_that_people_changed_is_kept_under_a_heading_that_says_so(orphaned: str) -> None:
    assert body(orphaned) == ["# Étude", "intro", "## A", "## B", "b", KEPT, "### A", "a"]
    assert parse(orphaned).passages["a"].text == "À moi."
    assert merge(changed(OLD, "Texte a.", "À moi."), WITHOUT_A).retired == ("a",)
    assert merge(orphaned, WITHOUT_A).text == orphaned


def test_people_may_move_it_and_rename_the_heading(orphaned: str) -> None:
    renamed = changed(orphaned, KEPT, "## Archives")
    assert merge(renamed, WITHOUT_A).text == renamed
    block = parse(orphaned).passages["a"].source
    moved = changed(changed(orphaned, block, ""), "\n## A\n", f"\n## A\n\n{block}")
    assert merge(moved, WITHOUT_A).text == moved


def test_another_one_joins_it_under_the_same_heading(orphaned: str) -> None:
    later = merge(changed(orphaned, "Texte b.", "À nous.") + "\n## Notes\n\nÀ suivre.\n", draft("# Étude", ("intro", "Bonjour.")))
    assert body(later.text) == ["# Étude", "intro", "## A", "## B", KEPT, "### A", "a", "### B", "b", "## Notes", "À suivre."]


def test_it_comes_back_to_its_place_as_people_wrote_it_with_the_new_text_beside(orphaned: str) -> None:
    merged = merge(orphaned, OLD)
    assert body(merged.text) == ["# Étude", "intro", "## A", "a", "a", "## B", "b"]
    assert (parse(merged.text).passages["a"].text, offers(merged.text)["a"].text) == ("À moi.", "Texte a.")
    assert merge(merged.text, OLD).text == merged.text


def test_it_is_found_where_people_moved_it_and_their_headings_stay(orphaned: str) -> None:
    block = parse(orphaned).passages["a"].source
    moved = changed(changed(orphaned, block, ""), "\n## A\n", f"\n## A\n\n{block}")
    assert body(merge(moved, OLD).text) == ["# Étude", "intro", "## A", "a", "a", "## B", "b", KEPT, "### A"]
    noted = changed(orphaned, "\n### A\n", "\n### Notes\n\n#### A\n")
    assert body(merge(noted, OLD).text) == ["# Étude", "intro", "## A", "a", "a", "## B", "b", KEPT, "### Notes"]


def test_it_stays_apart_when_its_heading_is_no_longer_there(orphaned: str) -> None:
    merged = merge(
        changed(orphaned, "\n## A\n", "\n## Z\n"), draft("# Étude", ("intro", "Bonjour."), ("a", "Texte a."), "## B", ("b", "Texte b."))
    )
    assert body(merged.text) == ["# Étude", "intro", "## Z", "## B", "b", KEPT, "### A", "a", "a"]
    assert "a" not in merged.retired


def test_one_that_holds_headings_stays_where_they_govern_what_follows() -> None:
    mine = changed(changed(OLD, "Texte a.", "### À moi\n\nÀ moi."), "## B", "Suite.\n\n## B")
    merged = merge(mine, WITHOUT_A)
    assert (body(merged.text), merged.retired) == (["# Étude", "intro", "## A", "a", "Suite.", "## B", "b"], ("a",))


def test_one_that_people_emptied_stays_where_it_is() -> None:
    mine = changed(OLD, "Texte a.", "")
    assert body(merge(mine, WITHOUT_A).text) == ["# Étude", "intro", "## A", "a", "## B", "b"]


def test_code_in_it_does_not_close_what_people_left_open_elsewhere() -> None:
    mine = changed(changed(OLD, "Texte a.", "```\nÀ moi.\n```"), "## B\n", "## B\n\n``` jamais fermé\n")
    merged = merge(mine, WITHOUT_A)
    assert (body(merged.text)[-4:], parse(merged.text).damage) == (["b", KEPT, "### A", "a"], ())


# What people ask the tool to take over


def test_the_text_of_the_tool_is_taken_and_that_of_people_kept_beside_under_a_mark() -> None:
    merged = merge(changed(OLD, "Texte b.", "À moi,\n\n- en deux points."), NEW, ["b"])
    assert (merged.taken, merged.kept) == (("b",), ())
    assert parse(merged.text).passages["b"].untouched
    after = merged.text.partition("<!-- assess:end b -->")[2]
    assert after == (
        "\n\n**Rédaction remplacée du passage « b », à intégrer ou à supprimer :**\n\n\nÀ moi,\n\n- en deux points.\n\n\n"
        "<!-- fin de la rédaction remplacée : b -->\n"
    )
    assert merge(merged.text, NEW).text == merged.text


def test_it_is_taken_even_when_the_study_has_not_changed_and_the_offer_goes() -> None:
    offered = merge(changed(OLD, "Texte b.", "À moi."), NEW).text
    merged = merge(offered, NEW, ["b"])
    assert (parse(merged.text).passages["b"].text, offers(merged.text)) == ("Texte b neuf.", {})
    assert "À moi." in merged.text


def test_a_passage_that_people_deleted_or_emptied_can_be_asked_for() -> None:
    assert merge(without(OLD, "b").removesuffix("\n"), NEW, ["b"]).text == NEW
    merged = merge(changed(OLD, "Texte b.", ""), NEW, ["b"])
    assert (merged.text, merged.taken) == (NEW, ("b",))


def test_taking_what_people_left_alone_changes_nothing() -> None:
    assert merge(OLD, OLD, ["a", "b", "unknown"]).text == OLD


def test_code_that_people_left_open_in_it_is_closed() -> None:
    merged = merge(changed(OLD, "Texte a.", "```\nÀ moi."), OLD, ["a"])
    assert (set(parse(merged.text).passages), parse(merged.text).damage) == ({"intro", "a", "b"}, ())
    assert "```\nÀ moi.\n\n```\n" in merged.text
