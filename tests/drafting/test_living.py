"""A draft written again: what is renewed, what is kept, what is reported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assess.drafting.front_matter import is_draft, listed, passage_list
from assess.drafting.living import merge
from assess.drafting.passages import Damage, digest, render_passage
from assess.drafting.reading import parse
from tests.drafting.drafts import draft

OLD = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."))
NEW = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b neuf."))


def changed(text: str, old: str, new: str) -> str:
    """*text* as a person would change it; what is to be changed must be there, once."""
    assert text.count(old) == 1
    return text.replace(old, new)


def without(text: str, name: str) -> str:
    """*text* without the passage *name*."""
    return changed(text, parse(text).passages[name].source, "")


# First writing, reading


def test_a_first_draft_is_the_draft_made() -> None:
    merged = merge(None, OLD)
    assert (merged.text, merged.added) == (OLD, ("intro", "a", "b"))


def test_digests_and_list_are_put_right_when_the_text_was_worked_on_after_its_passages_were_rendered() -> None:
    merged = merge(None, changed(changed(OLD, "Bonjour.", "Bonjour !"), "    - a\n", ""))
    assert listed(merged.text) == ("intro", "a", "b")
    assert all(passage.untouched for passage in parse(merged.text).passages.values())


def test_segments_put_together_are_the_text() -> None:
    text = "\ufeff" + changed(OLD, "## A", "à moi\r\n\r\n## A").removesuffix("\n")
    assert "".join(segment.source for segment in parse(text).segments) == text


def test_a_segment_knows_its_line() -> None:
    lines = OLD.split("\n")
    passages = parse(OLD).passages
    assert [lines[passage.line - 1].split()[2] for passage in passages.values()] == ["intro", "a", "b"]


def test_line_ends_and_spaces_before_them_do_not_count_in_a_digest() -> None:
    assert digest("\n a \r\n\r\nb\t\n\n") == digest(" a\n\nb")
    assert digest("a") != digest("b")


def test_an_id_that_could_break_a_marker_is_refused() -> None:
    with pytest.raises(ValueError, match="-->"):
        render_passage("a -->", "")


def test_a_marker_in_a_text_is_broken_up() -> None:
    text = OLD + render_passage("c", "<!-- assess:end c -->") + "\n"
    assert parse(text).damage == ()
    assert parse(text).passages["c"].text == "< !-- assess:end c -->"


@pytest.mark.parametrize("text", ["", "# Étude\n", "---\ntitle: x\n---\n", "a\n---\nassess: x\n---\n", "---\nassess: x\n"])
def test_a_file_that_is_not_a_draft_is_told_apart(text: str) -> None:
    assert not is_draft(text)
    with pytest.raises(ValueError, match="not a draft"):
        merge(text, NEW)


def test_a_new_draft_that_is_not_sound_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="not sound"):
        merge(OLD, NEW + "<!-- assess:end x -->\n")


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
    assert parse(merged.text).offers["b"].text == "Texte b neuf."
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
    refused = changed(offered, parse(offered).offers["b"].source, "")
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
    assert parse(merged.text).offers["b"].text == "Texte b encore."
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


def test_one_that_people_changed_is_kept_in_place_and_reported() -> None:
    mine = changed(OLD, "Texte a.", "À moi.")
    merged = merge(mine, draft("# Étude", ("intro", "Bonjour."), "## B", ("b", "Texte b.")))
    assert merged.retired == ("a",)
    assert parse(merged.text).segments[1:] == parse(mine).segments[1:]


# What is new


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


def test_a_section_that_people_deleted_does_not_come_back_with_a_new_passage() -> None:
    mine = without(changed(OLD, "## B\n\n", ""), "b")
    new = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."), "### C", ("c", "C."))
    assert body(merge(mine, new).text) == ["# Étude", "intro", "## A", "a", "### C", "c"]


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


def body(text: str) -> list[str]:
    """The lines of a draft, each passage being its id."""
    lines: list[str] = []
    for segment in parse(text).segments[1:]:
        lines += [segment.name] if segment.name else [line for line in segment.source.splitlines() if line.strip()]
    return lines


# Front matter


def test_the_front_matter_is_renewed_and_the_keys_of_people_kept() -> None:
    mine = changed(changed(OLD, "---\nassess:", "---\nauteur: Moi # là\nassess:\n  # à relire"), "---\n\n# É", "mots: [a, b]\n---\n\n# É")
    merged = merge(mine, draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."), rubric="r@2"))
    assert merged.text == changed(mine, "r@1", "r@2")


@pytest.mark.parametrize(
    "lines",
    [
        "  passages: [intro, 'a', b]\n",
        '  passages: # liste\n\n  - intro\n  # non\n  -   "a"\n  - b # oui\n',
        "  passages:\n    - intro\n    - a\n    - b\n  autre: x\n",
    ],
)
def test_the_list_of_passages_is_read_as_people_may_have_laid_it_out(lines: str) -> None:
    assert listed(changed(OLD, passage_list(["intro", "a", "b"]), lines)) == ("intro", "a", "b")


def test_without_a_list_nothing_is_taken_out_and_what_is_missing_comes_back() -> None:
    mine = changed(without(OLD, "b"), passage_list(["intro", "a", "b"]), "")
    merged = merge(mine, draft(("intro", "Bonjour."), ("b", "Texte b.")))
    assert merged.damage == (Damage("no-list", 1), Damage("unknown", parse(mine).passages["a"].line, "a"))
    assert (merged.added, "Texte a." in merged.text) == (("b",), True)


# Damage


DAMAGED: dict[str, Callable[[str], str]] = {
    "begin-alone": lambda text: changed(text, "<!-- assess:end a -->\n", ""),
    "end-alone": lambda text: changed(text, f"<!-- assess:begin a {digest('Texte a.')} -->\n", ""),
    "twice": lambda text: text + render_passage("a", "Texte a.") + "\n",
    "malformed": lambda text: changed(text, f"<!-- assess:begin a {digest('Texte a.')} -->", "<!-- assess:begin a -->"),
    "in-code": lambda text: changed(text, "## A\n", "~~~\n## A\n").replace("## B", "~~~\n\n## B"),
    "offer-alone": lambda text: text + render_passage("z", "Z.").replace("begin", "offer").replace("end", "end-offer"),
    "unknown": lambda text: text + render_passage("z", "Z.") + "\n",
}


@pytest.mark.parametrize("fault", DAMAGED)
def test_damage_is_reported_and_nothing_is_lost(fault: str) -> None:
    mine = DAMAGED[fault](OLD)
    merged = merge(mine, NEW)
    assert fault in {damage.fault for damage in merged.damage}
    assert "Texte a." in merged.text
    assert merge(merged.text, NEW).text == merged.text


def test_nested_passages_give_the_outer_one_to_people() -> None:
    nested = changed(OLD, "Texte a.", "Avant.\n\n" + render_passage("x", "X.") + "\n\nAprès.")
    assert [(damage.fault, damage.name) for damage in parse(nested).damage] == [("begin-alone", "a"), ("end-alone", "a")]
    assert merge(nested, OLD).text == nested


def test_a_copied_passage_is_renewed_once() -> None:
    merged = merge(OLD + render_passage("b", "Texte b."), NEW)
    assert (merged.text.count("Texte b neuf."), merged.text.count("Texte b.")) == (1, 1)


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    mine = changed(OLD, "## A", "```\n\n## A")
    assert merge(mine, NEW).renewed == ("b",)


def test_a_damaged_passage_is_not_added_again_beside_its_text() -> None:
    damaged = DAMAGED["begin-alone"](OLD)
    for mine in (damaged, changed(damaged, "    - a\n", "")):
        merged = merge(mine, NEW)
        assert (merged.added, merged.deleted, merged.text.count("Texte a.")) == ((), (), 1)


def test_the_line_of_a_damage_is_that_of_its_marker() -> None:
    mine = DAMAGED["malformed"](OLD)
    lines = [mine.split("\n")[damage.line - 1] for damage in parse(mine).damage]
    assert lines == ["<!-- assess:begin a -->", "<!-- assess:end a -->"]
