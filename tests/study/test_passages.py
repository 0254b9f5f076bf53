"""A draft taken apart: passages, front matter, damage."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assess.study.draft_merge import merge
from assess.study.front_matter import is_draft, listed, passage_list
from assess.study.passages import Damage, digest, parse, render_passage
from tests.study.drafts import NEW, OLD, changed, draft, without

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
