"""A draft that people, their formatters and their proposal work on for months loses no byte of theirs, and no line of theirs its heading.

ASSESS_SEQUENCES says how many sequences are tried, some hundreds otherwise.
"""

from __future__ import annotations

import os
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.messages import words
from assess.study.draft_merge import merge
from assess.study.draft_outline import Outline, people, pieces_of
from assess.study.passages import parse
from tests.properties import lives
from tests.properties.lives import CHANGES, DEEDS, STUDIES, Page, Study

SEQUENCES = settings(
    max_examples=int(os.environ.get("ASSESS_SEQUENCES", "300")), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
KEPT = {people(f"# {title}")[0].key for title in words("drafting")["kept-passages"].values()}
MOMENTS = st.one_of(
    DEEDS.map(lambda deed: ("deed", deed)),
    st.sampled_from(tuple(lives.FORMATS)).map(lambda how: ("format", how)),
    CHANGES.map(lambda change: ("change", change)),
    STUDIES.map(lambda study: ("study", study)),
    st.just(("open", None)),
    st.lists(st.sampled_from(("title", "summary", "article-1.need", "article-2.situation", "choice")), max_size=1).map(
        lambda take: ("run", take)
    ),
)


def written_again(text: str, study: str, take: list[str]) -> str:
    """The draft *text* written again, when nothing of people is lost."""
    made = merge(text, study, take).text
    before, now = lives.theirs(text), lives.all_lines(made)
    if before - now:
        there = {piece.key for line, _ in now for piece in people(line) if piece.level}
        assert not [line for line in _lines_of(before) - _lines_of(now) if not _is_copy(line, there)]
        assert not [(line, heading) for line, heading in lives.moved(text, made) if heading not in KEPT and not _is_copy(line, there)]
    assert merge(made, study, take).text == made
    return made


def _lines_of(pairs: lives.Lines) -> Counter[str]:
    lines: Counter[str] = Counter()
    for (line, _), count in pairs.items():
        lines[line] += count
    return lines


def _is_copy(line: str, there: set[str]) -> bool:
    """Whether the *line* is a heading that the tool put over passages kept apart, whose own is *there*: it goes when they go back."""
    heading = people(line)[0]
    return heading.level > 1 and heading.key in {*there, *KEPT}


@SEQUENCES
@given(STUDIES, st.lists(MOMENTS, max_size=14))
def test_no_byte_of_people_is_lost_and_no_line_of_theirs_loses_its_heading(first: Study, moments: list[tuple[str, object]]) -> None:
    study, page = first, Page(merge(None, first.draft()).text)
    for kind, what in [*moments, ("run", [])]:
        match kind, what:
            case "deed", tuple():
                page.do(what)
            case "format", str():
                untouched = [name for name, passage in parse(page.text).passages.items() if passage.untouched]
                page.format(what)
                passages = parse(page.text).passages
                assert all(passages[name].untouched for name in untouched if name in passages)
            case "change", (str() as name, int() as at, value):
                study = lives.after(study, (name, at, value))
            case "study", Study():
                study = what
            case "open", _:
                page.keep()
            case _, list():
                page.text = written_again(page.text, study.draft(), what)


@SEQUENCES
@given(STUDIES, st.lists(st.tuples(CHANGES, st.lists(st.tuples(st.integers(0, 400), st.booleans()), max_size=3)), max_size=6))
def test_every_passage_stands_in_the_chapter_and_the_section_that_are_its_own(
    first: Study, rounds: list[tuple[tuple[str, int, object], list[tuple[int, bool]]]]
) -> None:
    study, page = first, Page(merge(None, first.draft()).text)
    for change, deeds in rounds:
        for at, whole in deeds:
            page.do(("write", at, "\n{}\n") if whole else ("edit", at))
        study = lives.after(study, change)
        page.text = written_again(page.text, study.draft(), [])
        assert _places(page.text, study) == _places(study.draft(), study)


def _places(text: str, study: Study) -> dict[str, list[str]]:
    """The headings above each passage of the *study* in the draft *text*; of those over an article, its number only."""
    wanted = parse(study.draft()).passages
    pieces = pieces_of(parse(text))
    outline = Outline(pieces, 1, KEPT)
    keys = {name: [outline.sections[one].key.partition(" – ")[0] for one in outline.path(at[1])] for name, at in outline.passages.items()}
    return {name: path for name, path in keys.items() if name in wanted}


def test_a_line_that_is_lost_or_moved_is_seen() -> None:
    text = merge(None, Study().draft()).text.replace("### 1.", "À nous.\n\n### 1.", 1)
    assert lives.theirs(text)["À nous.", "article 1er – accès"] == 1
    assert lives.moved(text, text) == []
    assert ("À nous.", "article 1er – accès") in lives.moved(text, text.replace("À nous.\n\n", ""))
    assert lives.moved(text, text.replace("## Article", "## Z\n\n## Article")) == []
    assert lives.moved(text, text.replace("À nous.", "## Z\n\nÀ nous.")) == [("À nous.", "article 1er – accès")]
